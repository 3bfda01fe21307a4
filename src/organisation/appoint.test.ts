import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Acting, areaOf, Hat, hats, type Scope } from '#lib/acting.ts';
import { AssignmentId, OrganisationId, OwnRoleId, PersonId, ProcessId, TeamId, UnitId } from '#lib/id.ts';
import { decideAppointment, decideEnd, overlap, type Setting, type Wish } from './appoint.ts';
import { gaps } from './gaps.ts';
import { isWorn } from './organisation.ts';
import type { OwnRole } from './own-role.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const person = (n: number) => PersonId.parse(uuid(n));
const processId = ProcessId.parse(uuid(70));
const otherProcess = ProcessId.parse(uuid(71));
const teamId = TeamId.parse(uuid(80));
const unitId = UnitId.parse(uuid(90));
const onProcess: Scope = { kind: 'process', processId };
const onTeam: Scope = { kind: 'team', teamId };
const whole: Scope = { kind: 'organisation' };

function acting(hat: Hat, scope: Scope = whole, who = 1): Acting {
  return {
    organisationId: OrganisationId.parse(uuid(100)),
    personId: person(who),
    assignmentId: AssignmentId.parse(uuid(101)),
    hat,
    scope,
  };
}
const setting: Setting = {
  existing: [],
  ownRole: undefined,
  people: 20,
  teamProcessIds: [processId],
  personUnitIds: [unitId],
  keepers: [],
};
function wish(hat: Hat, scope: Scope, period: [string, string | null] = ['2026-01-01T00:00:00Z', null], who = 2): Wish {
  return { personId: person(who), hat, ownRoleId: null, scope, validFrom: period[0], validTo: period[1] };
}
const tagOf = (result: { ok: true } | { ok: false; refusal: { tag: string } }) =>
  result.ok ? 'ok' : result.refusal.tag;
const given = (w: Wish, n: number) => ({ ...w, id: AssignmentId.parse(uuid(n)) });

test('R076 only management appoints the process owner, and never itself', () => {
  for (const hat of hats) {
    const scope = hat === 'process-owner' || hat === 'business-owner' ? onProcess : whole;
    const answer = tagOf(decideAppointment(acting(hat, scope), wish('process-owner', onProcess), setting));
    assert.equal(answer, hat === 'management' ? 'ok' : 'appointer-lacks-mandate', hat);
  }
  const self = wish('process-owner', onProcess, undefined, 1);
  assert.equal(tagOf(decideAppointment(acting('process-owner', onProcess), self, setting)), 'self-appointment');
  assert.equal(tagOf(decideAppointment(acting('management'), self, setting)), 'self-appointment');
  const alone = { ...setting, people: 1 };
  assert.equal(tagOf(decideAppointment(acting('administrator'), self, alone)), 'appointer-lacks-mandate');
});

test('R075 a process has one owner at any time, whoever asks and in whatever order', () => {
  const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString();
  const periods = fc.array(
    fc.record({
      from: fc.integer({ min: 0, max: 60 }),
      length: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }),
      who: fc.integer({ min: 2, max: 6 }),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(periods, (wishes) => {
      const owners: (Wish & { id: AssignmentId })[] = [];
      for (const [n, { from, length, who }] of wishes.entries()) {
        const asked = wish('process-owner', onProcess, [day(from), length === null ? null : day(from + length)], who);
        const answer = decideAppointment(acting('management'), asked, { ...setting, existing: owners });
        assert.equal(answer.ok, !owners.some((o) => overlap(o, asked)));
        if (answer.ok) owners.push(given(asked, 200 + n));
      }
      for (let n = 0; n < 100; n++) assert.ok(owners.filter((o) => isWorn(o, day(n))).length <= 1);
    }),
  );
});

test('an owner may follow where another ends, and another process has its own', () => {
  const first = given(wish('process-owner', onProcess, ['2026-01-01T00:00:00Z', '2026-07-01T00:00:00Z']), 200);
  const with1 = { ...setting, existing: [first] };
  const next = wish('process-owner', onProcess, ['2026-07-01T00:00:00Z', null], 3);
  assert.equal(tagOf(decideAppointment(acting('management'), next, with1)), 'ok');
  const refused = decideAppointment(acting('management'), wish('process-owner', onProcess), with1);
  assert.deepEqual(refused, {
    ok: false,
    refusal: { tag: 'owner-already-appointed', personId: person(2), processId },
  });
  const elsewhere: Scope = { kind: 'process', processId: otherProcess };
  assert.equal(tagOf(decideAppointment(acting('management'), wish('process-owner', elsewhere), with1)), 'ok');
});

test('R094 the process leader is given and taken back by the owner of that process, several at once, for a period', () => {
  const owner = acting('process-owner', onProcess);
  const leader = wish('process-leader', onProcess, ['2026-01-01T00:00:00Z', '2026-12-31T00:00:00Z']);
  const existing = [given(wish('process-leader', onProcess, undefined, 5), 300)];
  assert.equal(tagOf(decideAppointment(owner, leader, { ...setting, existing })), 'ok');
  const elsewhere: Scope = { kind: 'process', processId: otherProcess };
  assert.equal(tagOf(decideAppointment(owner, wish('process-leader', elsewhere), setting)), 'appointer-lacks-mandate');
  assert.deepEqual(decideEnd(owner, leader, setting, { now: '2026-03-01T00:00:00Z' }), {
    ok: true,
    value: { validTo: '2026-03-01T00:00:00Z' },
  });
});

test('those who lead a team or own its people take co-workers in, within their own scope', () => {
  const coWorker = wish('co-worker', onTeam);
  const answer = (by: Acting, w = coWorker) => tagOf(decideAppointment(by, w, setting));
  assert.equal(answer(acting('team-leader', onTeam)), 'ok');
  assert.equal(
    answer(acting('team-leader', { kind: 'team', teamId: TeamId.parse(uuid(81)) })),
    'appointer-lacks-mandate',
  );
  assert.equal(answer(acting('resource-owner', { kind: 'unit', unitId })), 'ok');
  assert.equal(
    answer(acting('resource-owner', { kind: 'unit', unitId: UnitId.parse(uuid(91)) })),
    'appointer-lacks-mandate',
  );
  assert.equal(answer(acting('business-owner', onProcess)), 'ok');
  assert.equal(
    answer(acting('business-owner', { kind: 'process', processId: otherProcess })),
    'appointer-lacks-mandate',
  );
  assert.equal(answer(acting('co-worker', onTeam)), 'appointer-lacks-mandate');
  assert.equal(answer(acting('team-leader', onTeam), wish('team-leader', onTeam)), 'appointer-lacks-mandate');
});

test('a hat fits its kind of scope, and a period begins before it ends', () => {
  const by = acting('management');
  assert.equal(tagOf(decideAppointment(by, wish('process-owner', whole), setting)), 'scope-does-not-fit');
  assert.equal(tagOf(decideAppointment(by, wish('auditor', onTeam), setting)), 'scope-does-not-fit');
  const reversed = wish('auditor', whole, ['2026-02-01T00:00:00Z', '2026-02-01T00:00:00Z']);
  assert.equal(tagOf(decideAppointment(by, reversed, setting)), 'period-reversed');
});

test('nobody is given a hat twice for the same place and time, but once more after it has ended', () => {
  const worn = wish('co-worker', onTeam, ['2026-01-01T00:00:00Z', '2026-06-01T00:00:00Z']);
  const known = { ...setting, existing: [given(worn, 5)] };
  const again = (period: [string, string | null], who = 2) =>
    tagOf(decideAppointment(acting('management'), wish('co-worker', onTeam, period, who), known));
  assert.equal(again(['2026-03-01T00:00:00Z', null]), 'hat-already-worn');
  assert.equal(again(['2026-06-01T00:00:00Z', null]), 'ok');
  assert.equal(again(['2026-03-01T00:00:00Z', null], 3), 'ok');
});

test('somebody is always left who can appoint an administrator', () => {
  const own = wish('administrator', whole, undefined, 1);
  const by = acting('administrator');
  const ended = (keepers: Setting['keepers'], at?: string) =>
    tagOf(decideEnd(by, own, { ...setting, keepers }, { now: '2026-05-01T00:00:00Z', at }));
  const period = (validFrom: string, validTo: string | null) => ({ validFrom, validTo });
  assert.equal(ended([]), 'last-administrator');
  assert.equal(ended([period('2025-01-01T00:00:00Z', '2026-04-01T00:00:00Z')]), 'last-administrator');
  assert.equal(ended([period('2026-06-01T00:00:00Z', null)]), 'last-administrator');
  assert.equal(ended([period('2026-06-01T00:00:00Z', null)], '2026-06-01T00:00:00Z'), 'ok');
  assert.equal(ended([period('2025-01-01T00:00:00Z', null)]), 'ok');
  const auditor = wish('auditor', whole);
  assert.equal(tagOf(decideEnd(by, auditor, setting, { now: '2026-05-01T00:00:00Z' })), 'ok');
});

test('only an administrator who is alone gives themselves a hat', () => {
  const self = wish('co-worker', onTeam, undefined, 1);
  assert.equal(tagOf(decideAppointment(acting('administrator'), self, { ...setting, people: 1 })), 'ok');
  assert.equal(tagOf(decideAppointment(acting('administrator'), self, { ...setting, people: 2 })), 'self-appointment');
  assert.equal(tagOf(decideAppointment(acting('management'), self, { ...setting, people: 1 })), 'self-appointment');
});

test('an appointment that has ended is not ended again, and one to come is withdrawn', () => {
  const by = acting('management');
  const past = wish('auditor', whole, ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z']);
  assert.equal(tagOf(decideEnd(by, past, setting, { now: '2026-02-01T00:00:00Z' })), 'assignment-ended');
  const coming = wish('auditor', whole, ['2026-06-01T00:00:00Z', null]);
  assert.deepEqual(decideEnd(by, coming, setting, { now: '2026-02-01T00:00:00Z' }), {
    ok: true,
    value: { validTo: '2026-06-01T00:00:00Z' },
  });
  assert.equal(
    tagOf(decideEnd(by, coming, setting, { now: '2026-02-01T00:00:00Z', at: '2026-05-01T00:00:00Z' })),
    'period-reversed',
  );
});

test('R063 important processes without process owner or business owner are listed', () => {
  const at = '2026-05-01T00:00:00Z';
  const processes = [
    { id: processId, important: true },
    { id: otherProcess, important: true },
    { id: ProcessId.parse(uuid(72)), important: false },
  ];
  const ended: [string, string | null] = ['2026-01-01T00:00:00Z', '2026-04-30T00:00:00Z'];
  const assignments = [
    wish('process-owner', onProcess),
    wish('business-owner', onProcess, ended),
    wish('process-owner', { kind: 'process', processId: otherProcess }),
    wish('business-owner', { kind: 'process', processId: otherProcess }),
  ];
  assert.deepEqual(gaps(processes, assignments, at), [{ processId, missing: ['business-owner'] }]);
});

test('every hat belongs to one of the three management areas, or to governance outside them', () => {
  for (const area of ['process-management', 'resource-management', 'work-management'] as const)
    assert.ok(Hat.options.some((hat) => areaOf[hat] === area));
  assert.equal(areaOf['process-owner'], 'process-management');
  assert.equal(areaOf['resource-owner'], 'resource-management');
  assert.equal(areaOf['team-leader'], 'work-management');
});

test('a role of one’s own is given as the hat that it carries: by the same, for the same, and never with more', () => {
  const role = (hat: Hat, endedAt: string | null = null): OwnRole => ({
    id: OwnRoleId.parse(uuid(200)),
    name: 'Vägvisare',
    nameEn: null,
    purpose: 'Prövas',
    area: areaOf[hat],
    hat,
    endedAt,
  });
  const places: readonly Scope[] = [onProcess, onTeam, whole, { kind: 'unit', unitId }];
  for (const hat of hats)
    for (const by of hats)
      for (const scope of places) {
        const plain = decideAppointment(acting(by), wish(hat, scope), setting);
        const named = { ...wish(hat, scope), ownRoleId: role(hat).id };
        const own = decideAppointment(acting(by), named, { ...setting, ownRole: role(hat) });
        assert.equal(tagOf(own), tagOf(plain), `${hat} by ${by} for ${scope.kind}`);
        const other = hats.find((one) => one !== hat) as Hat;
        const more = decideAppointment(acting(by), named, { ...setting, ownRole: role(other) });
        assert.equal(tagOf(more), 'own-role-of-other-hat');
      }
  const ended = { ...setting, ownRole: role('process-owner', '2026-01-01T00:00:00.000Z') };
  const asOwner = { ...wish('process-owner', onProcess), ownRoleId: role('process-owner').id };
  assert.equal(tagOf(decideAppointment(acting('management'), asOwner, ended)), 'own-role-ended');
});

test('the hat and a role that carries it may be worn at once, the same role not twice, and the one owner stays one', () => {
  const ownRole: OwnRole = {
    id: OwnRoleId.parse(uuid(200)),
    name: 'Metodutvecklare',
    nameEn: null,
    purpose: 'Prövas',
    area: 'process-management',
    hat: 'process-support',
    endedAt: null,
  };
  const named = (hat: Hat, scope: Scope) => ({ ...wish(hat, scope), ownRoleId: ownRole.id });
  const plain = { ...setting, existing: [given(wish('process-support', whole), 1)] };
  const wished = named('process-support', whole);
  assert.equal(tagOf(decideAppointment(acting('management'), wished, { ...plain, ownRole })), 'ok');
  const again = decideAppointment(acting('management'), wished, { ...setting, existing: [given(wished, 1)], ownRole });
  assert.ok(!again.ok && again.refusal.tag === 'hat-already-worn');
  assert.equal(again.refusal.worn, 'Metodutvecklare');
  const owner = { ...setting, existing: [given(wish('process-owner', onProcess, undefined, 3), 1)] };
  const second = { ...owner, ownRole: { ...ownRole, hat: 'process-owner' as const } };
  const answer = decideAppointment(acting('management'), named('process-owner', onProcess), second);
  assert.equal(tagOf(answer), 'owner-already-appointed');
});
