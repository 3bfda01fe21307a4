import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areaOf, hats, managementAreas } from '#lib/acting.ts';
import { OwnRoleId } from '#lib/id.ts';
import { hatNames } from './hat-names.ts';
import {
  type CatalogueFilter,
  catalogue,
  decideRoleEnd,
  decideRoleResumption,
  decideRoleWords,
  type OwnRole,
  RoleWords,
  roleLimits,
  takenByRole,
} from './own-role.ts';

const id = (n: number) => OwnRoleId.parse(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
const developer: OwnRole = {
  id: id(1),
  name: 'Metodutvecklare',
  nameEn: 'Method developer',
  purpose: 'Tar fram arbetssätt med teamen',
  area: 'process-management',
  hat: 'process-support',
  endedAt: null,
};
const coordinator: OwnRole = {
  ...developer,
  id: id(2),
  name: 'Boendesamordnare',
  nameEn: null,
  purpose: 'Matchar beslut med lägenheter',
  area: 'resource-management',
  hat: 'co-worker',
};
const former: OwnRole = { ...coordinator, id: id(3), name: 'Årsplanerare', endedAt: '2026-01-01T00:00:00.000Z' };
const roles = [developer, coordinator, former];

const words = (name: string, nameEn: string | null = null, purpose = 'Svarar för något') =>
  decideRoleWords({ name, nameEn, purpose, area: 'work-management' }, roles, { 'business-owner': 'Områdeschef' });
const tagOf = (result: ReturnType<typeof words>) => (result.ok ? 'ok' : result.refusal.tag);

test('no two roles are called the same in either language, whatever the case and spaces, nor as a hat is', () => {
  for (const name of ['metodUTVECKLARE', '  Metodutvecklare ', 'Method  developer', 'boendesamordnare', 'ÅRSPLANERARE'])
    assert.equal(tagOf(words(name)), 'name-taken', name);
  assert.equal(tagOf(words('Något nytt', 'method developer')), 'name-taken');
  for (const name of ['processägare', 'Process owner', 'områdeschef'])
    assert.equal(tagOf(words(name)), 'name-taken', name);
  assert.equal(tagOf(words('Vägvisare', 'Vägvisare')), 'ok', 'the same name in both languages');
  assert.equal(takenByRole('METHOD developer', roles), 'METHOD developer');
  assert.equal(takenByRole('Verksamhetschef', roles), undefined);
});

test('names are kept tidy, an empty English name is none, and identity numbers are refused', () => {
  const kept = words(' Väg\u00a0 visare ', '  ', ' Visar  vägen ');
  assert.ok(kept.ok);
  assert.deepEqual(kept.value, { name: 'Väg visare', nameEn: null, purpose: 'Visar vägen', area: 'work-management' });
  assert.equal(tagOf(words('Vägvisare', null, 'För 19121212-1212')), 'personal-data-in-text');
});

test('a name has one to sixty characters, and what a role is for is said', () => {
  const typed = { name: 'a'.repeat(roleLimits.name), purpose: 'b'.repeat(roleLimits.purpose), area: 'governance' };
  assert.ok(RoleWords.safeParse(typed).success);
  for (const wrong of [
    { name: '' },
    { name: '   ' },
    { name: 'a'.repeat(roleLimits.name + 1) },
    { nameEn: 'a'.repeat(roleLimits.name + 1) },
    { purpose: ' ' },
    { purpose: 'b'.repeat(roleLimits.purpose + 1) },
    { area: 'finance' },
  ])
    assert.ok(!RoleWords.safeParse({ ...typed, ...wrong }).success, JSON.stringify(wrong));
});

test('a role is ended once and taken into use again once', () => {
  const now = '2026-02-01T00:00:00.000Z';
  assert.deepEqual(decideRoleEnd(developer, now), { ok: true, value: now });
  const twice = decideRoleEnd(former, now);
  assert.ok(!twice.ok && twice.refusal.tag === 'own-role-ended');
  assert.equal(decideRoleResumption(former).ok, true);
  const used = decideRoleResumption(developer);
  assert.ok(!used.ok && used.refusal.tag === 'own-role-not-ended');
});

const all: CatalogueFilter = { state: 'all', language: 'sv' };
const may = ['add-own-role', 'change-own-role', 'end-own-role', 'resume-own-role', 'set-label'];
const wearing = new Map<string, number>([
  [developer.id, 2],
  ['auditor', 1],
]);
const seen = (filter: Partial<CatalogueFilter>) =>
  catalogue({ roles, labels: { 'business-owner': 'Områdeschef' }, wearing }, { ...all, ...filter }, may);

test('the catalogue is grouped by area, each hat in its area and each role of one’s own where it is tied', () => {
  const rows = seen({});
  assert.equal(rows.length, hats.length + roles.length);
  const areas = rows.map(({ area }) => managementAreas.indexOf(area));
  assert.deepEqual(areas, areas.toSorted(), 'the areas one after the other');
  for (const { hat, role, area } of rows) assert.equal(area, role?.area ?? areaOf[hat]);
  const names = rows.filter(({ area }) => area === 'process-management').map(({ name }) => name);
  assert.deepEqual(names, ['Processägare', 'Processledare', 'Processtöd', 'Metodutvecklare']);
  assert.deepEqual(
    seen({ area: 'resource-management' }).map(({ name }) => name),
    ['Boendesamordnare', 'Årsplanerare', 'Resursägare'],
  );
});

test('the catalogue is narrowed by text, state and origin, sorted, and told in the language asked for', () => {
  const names = (filter: Partial<CatalogueFilter>) => seen(filter).map(({ name }) => name);
  assert.deepEqual(names({ q: 'lagenheter' }), ['Boendesamordnare', 'Årsplanerare']);
  assert.deepEqual(names({ q: 'processtod' }), ['Processtöd', 'Metodutvecklare'], 'by the hat that is carried, too');
  assert.deepEqual(names({ state: 'ended' }), ['Årsplanerare']);
  assert.deepEqual(names({ from: 'own', state: 'in-use' }), ['Metodutvecklare', 'Boendesamordnare']);
  assert.deepEqual(names({ from: 'own', language: 'en', sort: 'name' }), [
    'Boendesamordnare',
    'Method developer',
    'Årsplanerare',
  ]);
  assert.equal(names({ from: 'strategy', language: 'en' }).includes(hatNames.en.auditor), true);
  assert.equal(names({ from: 'strategy', language: 'en' }).includes('Områdeschef'), true);
  assert.deepEqual(names({ sort: '-wearing' }).slice(0, 2), ['Metodutvecklare', 'Granskare']);
});

test('what may be done with a line follows from what it is', () => {
  const able = (name: string) => seen({}).find((row) => row.name === name)?.may;
  assert.deepEqual(able('Processägare'), ['set-label']);
  assert.deepEqual(able('Metodutvecklare'), ['change-own-role', 'end-own-role']);
  assert.deepEqual(able('Årsplanerare'), ['change-own-role', 'resume-own-role']);
});
