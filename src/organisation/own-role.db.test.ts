import assert from 'node:assert/strict';
import { test } from 'node:test';
import sql from 'sql-template-tag';
import {
  type Answer,
  began,
  elsewhere,
  openSmallOrganisation,
  organisationId,
  personOf,
  processes,
  type SmallOrganisation,
  teams,
  units,
} from '#app/small-organisation.test-data.ts';
import { areaOf, type Hat, hats, managementAreas } from '#lib/acting.ts';
import { insertRows } from '#platform/database.ts';
import { LeadershipOverview } from './leadership-api.ts';
import { CatalogueRow, OwnRole } from './own-role.ts';

const developer = {
  name: 'Metodutvecklare',
  nameEn: 'Method developer',
  purpose: 'Tar fram arbetssätt med teamen',
  area: 'process-management',
  hat: 'process-support',
};
const whole = { kind: 'organisation' };

function asker(small: SmallOrganisation) {
  const add = async (body: object = developer): Promise<OwnRole> => {
    const answer = await small.ask('administrator', 'POST', '/api/roles', body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return OwnRole.parse(answer.body);
  };
  const give = (role: OwnRole, personId: string, scope: object = whole, by: Hat = 'management'): Promise<Answer> =>
    small.ask(by, 'POST', '/api/assignments', { personId, hat: role.hat, ownRoleId: role.id, scope });
  const catalogue = async (query = ''): Promise<CatalogueRow[]> =>
    CatalogueRow.array().parse((await small.ask('board', 'GET', `/api/roles?size=200${query}`)).body.items);
  return { add, give, catalogue };
}

test('R067 roles are tied to each management area: the catalogue and the register are read by area, a hat is called what the organisation calls it, and roles of its own are added to every area, worn, and read there', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const { add, give, catalogue } = asker(small);
  const register = async (area: string) =>
    (await small.ask('board', 'GET', `/api/assignments?area=${area}&size=100`)).body.items as {
      hat: Hat;
      ownRoleId: string | null;
    }[];
  const seen: string[] = [];
  for (const area of managementAreas) {
    const found = new Set((await register(area)).map(({ hat }) => hat));
    assert.deepEqual([...found].sort(), hats.filter((hat) => areaOf[hat] === area).toSorted());
    assert.deepEqual(
      (await catalogue(`&area=${area}`)).map(({ hat }) => hat).sort(),
      [...found].sort(),
      'the catalogue groups them as the register does',
    );
    assert.ok(found.size > 0, `${area} has roles`);
    seen.push(...found);
  }
  assert.deepEqual(seen.sort(), hats.toSorted(), 'no hat in two areas, none in no area');

  const label = { label: 'Verksamhetschef' };
  assert.equal((await small.ask('management', 'PUT', '/api/organisation/labels/business-owner', label)).status, 200);
  assert.ok((await catalogue()).some(({ name, hat }) => name === 'Verksamhetschef' && hat === 'business-owner'));

  for (const [n, area] of managementAreas.entries()) {
    const role = await add({ ...developer, name: `Roll ${n}`, nameEn: null, area });
    assert.equal((await give(role, personOf('auditor'))).status, 200);
    const rows = await catalogue(`&area=${area}`);
    const own = rows.find((row) => row.role?.id === role.id);
    assert.deepEqual([own?.name, own?.area, own?.hat, own?.wearing], [`Roll ${n}`, area, 'process-support', 1]);
    assert.ok(
      (await register(area)).some(({ ownRoleId }) => ownRoleId === role.id),
      'the register has it there',
    );
  }
  const areas = (await catalogue()).map(({ area }) => managementAreas.indexOf(area));
  assert.deepEqual(areas, areas.toSorted(), 'grouped by area');
});

test('a role of one’s own is worn and shown by name everywhere, with the rights of its hat and no others', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const { add, give } = asker(small);
  const role = await add();
  const personId = personOf('board');
  const given = await give(role, personId);
  assert.deepEqual([given.body.hat, given.body.ownRoleId], ['process-support', role.id]);

  const cookies = await small.as('board');
  const changed = await small.send(cookies, 'PUT', '/api/session/hat', { assignmentId: given.body.id });
  assert.deepEqual([changed.body.acting.hat, changed.body.acting.ownRoleId], ['process-support', role.id]);
  assert.equal(changed.body.ownRoles[0].name, 'Metodutvecklare');
  assert.ok(changed.body.hats.some((hat: { ownRoleId: string }) => hat.ownRoleId === role.id));
  // What process support may, and what it may not.
  const kind = { key: 'no-method', sv: 'Metod saknas', en: 'No method' };
  assert.equal((await small.send(cookies, 'POST', '/api/obstacle-kinds', kind)).status, 200);
  const unit = { name: 'Ny enhet', parentId: null, board: 'Socialnämnden' };
  assert.equal((await small.send(cookies, 'POST', '/api/units', unit)).status, 403);
  assert.equal((await small.send(cookies, 'POST', '/api/roles', { ...developer, name: 'Annan' })).status, 403);

  const people = await small.ask('co-worker', 'GET', `/api/people?hat=${role.id}`);
  assert.deepEqual(
    people.body.items.map(({ id }: { id: string }) => id),
    [personId],
  );
  const wide = await small.ask('co-worker', 'GET', '/api/people?hat=process-support');
  assert.equal(wide.body.total, 2, 'who asks for the hat gets those who wear it by another name, too');
  const found = await small.ask('co-worker', 'GET', '/api/assignments?q=method%20developer');
  assert.deepEqual(
    found.body.items.map((row: { ownRoleId: string }) => row.ownRoleId),
    [role.id],
  );
  const trail = await small.ask('auditor', 'GET', '/api/audit?operation=add-obstacle-kind');
  assert.deepEqual([trail.body.items[0].hat, trail.body.items[0].ownRoleId], ['process-support', role.id]);
  const line = await small.ask('auditor', 'GET', '/api/audit?operation=add-own-role');
  assert.deepEqual([line.body.items[0].subjectName, line.body.items[0].ownRoleId], ['Metodutvecklare', null]);
  const { ownRoles, items } = LeadershipOverview.parse((await small.ask('board', 'GET', '/api/leadership')).body);
  assert.deepEqual(
    ownRoles.map((post) => [post.role.id, post.holders.map((h) => h.personId)]),
    [[role.id, [personId]]],
  );
  assert.ok(items[0]?.process.support.holders.some((holder) => holder.ownRoleId === role.id));
});

test('what is done on a journey, said of an obstacle and answered in a role of one’s own is told as that role', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const { add, give } = asker(small);
  const coordinator = await add({
    ...developer,
    name: 'Samordnare',
    nameEn: null,
    area: 'work-management',
    hat: 'co-worker',
  });
  const given = await give(coordinator, personOf('board'), { kind: 'team', teamId: teams[0] });
  assert.equal(given.status, 200, JSON.stringify(given.body));
  const cookies = await small.as('board');
  await small.send(cookies, 'PUT', '/api/session/hat', { assignmentId: given.body.id });
  const { start, goal } = small.road.situations;
  const journey = await small.send(cookies, 'POST', '/api/journeys', {
    processId: processes[0],
    teamId: teams[0],
    startSituation: start[0]?.code,
    goalSituation: goal[0]?.code,
  });
  assert.equal(journey.status, 200, JSON.stringify(journey.body));
  const obstacle = { processId: processes[0], stepId: null, kind: 'long-wait', note: 'Lägenheter saknas' };
  const reported = await small.send(cookies, 'POST', '/api/obstacles', obstacle);
  assert.equal(reported.status, 200, JSON.stringify(reported.body));
  const path = `/api/obstacles/${reported.body.id}`;
  const said = await small.send(cookies, 'POST', `${path}/contributions`, { text: 'Jag frågar bostadsbolaget' });
  assert.equal(said.status, 200, JSON.stringify(said.body));
  const work = (await small.send(cookies, 'GET', path)).body.work;
  assert.deepEqual([work[0].hat, work[0].ownRoleId], ['co-worker', coordinator.id]);
  await small.send(cookies, 'POST', '/api/accessibility-reports', { note: 'Syns inte', page: '/' });
  const facts = await small.ask('auditor', 'GET', '/api/audit?operation=journey-started');
  assert.deepEqual(
    facts.body.items.map((row: { ownRoleId: string }) => row.ownRoleId),
    [coordinator.id],
  );
  const reports = await small.ask('administrator', 'GET', '/api/accessibility-reports');
  assert.equal(reports.body.items[0].reportedOwnRoleId, coordinator.id);
});

test('who appoints in a role of one’s own is told by it', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const { add, give } = asker(small);
  const head = await add({ ...developer, name: 'Avdelningschef', nameEn: null, area: 'governance', hat: 'management' });
  const given = await give(head, personOf('board'));
  const cookies = await small.as('board');
  await small.send(cookies, 'PUT', '/api/session/hat', { assignmentId: given.body.id });
  const wish = { personId: elsewhere.personId, hat: 'process-support', scope: whole };
  const appointed = await small.send(cookies, 'POST', '/api/assignments', wish);
  assert.deepEqual([appointed.body.appointedAs, appointed.body.appointedOwnRoleId], ['management', head.id]);
  const row = (await small.ask('board', 'GET', `/api/people/${elsewhere.personId}`)).body.assignments;
  assert.ok(row.some((one: { appointedOwnRoleId: string | null }) => one.appointedOwnRoleId === head.id));
});

test('names are one’s own: no second role by the same name, nor a hat, also of two added at once', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const { add } = asker(small);
  const post = (body: object) => small.ask('administrator', 'POST', '/api/roles', body);
  const both = await Promise.all([post(developer), post({ ...developer, name: 'METODUTVECKLARE', nameEn: null })]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
  assert.equal(both.find(({ status }) => status === 409)?.body.tag, 'name-taken');
  assert.equal((await post({ ...developer, name: 'Granskare', nameEn: null })).body.tag, 'name-taken');
  const hatLabel = await small.ask('management', 'PUT', '/api/organisation/labels/auditor', {
    label: 'metodutvecklare',
  });
  assert.deepEqual([hatLabel.status, hatLabel.body.tag], [409, 'name-taken']);

  const second = await small.ask('management', 'PUT', '/api/organisation/labels/auditor', { label: 'nämnd' });
  assert.deepEqual([second.status, second.body.tag], [409, 'name-taken'], 'another hat is called so');
  for (const name of ['\u200b', 'Sam\u200bordnare', '\u202eerandromaS', 'Samordn\u0430re', '12']) {
    const refused = await post({ ...developer, name, nameEn: null });
    assert.deepEqual([refused.status, refused.body.tag], [422, 'text-unreadable'], JSON.stringify(name));
    const label = await small.ask('management', 'PUT', '/api/organisation/labels/auditor', { label: name });
    assert.equal(label.body.tag, 'text-unreadable', JSON.stringify(name));
    const unit = { name, parentId: null, board: 'Socialnämnden' };
    assert.equal((await small.ask('administrator', 'POST', '/api/units', unit)).body.tag, 'text-unreadable');
    const team = { name, goal: 'En sammanhållen resa', processIds: [] };
    assert.equal((await small.ask('administrator', 'POST', '/api/teams', team)).body.tag, 'text-unreadable');
    const person = { name, title: 'Handläggare', unitId: units[0] };
    assert.equal((await small.ask('administrator', 'POST', '/api/people', person)).body.tag, 'text-unreadable');
  }

  const other = await add({ ...developer, name: 'Samordnare', nameEn: null });
  const { hat: _, ...words } = developer;
  const put = (id: string, body: object) => small.ask('administrator', 'PUT', `/api/roles/${id}`, body);
  assert.equal((await put(other.id, words)).body.tag, 'name-taken');
  const kept = await put(other.id, { ...words, name: 'SAMORDNARE', nameEn: null, area: 'work-management' });
  assert.deepEqual(
    [kept.status, kept.body.name, kept.body.area, kept.body.hat],
    [200, 'SAMORDNARE', 'work-management', 'process-support'],
  );
  assert.equal((await put(other.id, developer)).status, 400, 'the hat that it carries stays');
  for (const wrong of [{ name: '' }, { name: 'a'.repeat(61) }, { purpose: '' }, { area: 'finance' }, { hat: 'king' }])
    assert.equal((await post({ ...developer, name: 'Ny', nameEn: null, ...wrong })).status, 400, JSON.stringify(wrong));
  assert.equal((await put('00000000-0000-4000-8000-00000000ffff', words)).status, 404);
});

test('search finds hats and roles by their names in both languages, also ended ones and hats called otherwise here', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const { id } = await asker(small).add();
  const label = { label: 'Verksamhetschef' };
  await small.ask('management', 'PUT', '/api/organisation/labels/business-owner', label);
  const roles = async (q: string, language = 'sv', hat: Hat = 'co-worker') => {
    const answer = await small.ask(hat, 'GET', `/api/search?q=${encodeURIComponent(q)}&language=${language}`);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const items = answer.body.items as { kind: string; id: string; name: string; detail: string }[];
    return items.filter(({ kind }) => kind === 'role').map((item) => [item.id, item.name, item.detail]);
  };
  const found = [[id, 'Metodutvecklare', developer.purpose]];
  for (const hat of hats) assert.deepEqual(await roles('metodUTV', 'sv', hat), found, hat);
  assert.deepEqual(await roles('developer'), found);
  assert.deepEqual(await roles('metodutvecklare', 'en'), [[id, 'Method developer', developer.purpose]]);
  assert.deepEqual(await roles('processagare'), [['process-owner', 'Processägare', '']]);
  assert.deepEqual(await roles('processägare', 'en'), [['process-owner', 'Process owner', '']]);
  for (const q of ['verksamhetschef', 'affärsägare', 'business owner'])
    assert.deepEqual(await roles(q), [['business-owner', 'Verksamhetschef', '']], q);
  assert.deepEqual(await roles('bostadsbolag'), []);
  await small.ask('administrator', 'POST', `/api/roles/${id}/end`);
  assert.deepEqual(await roles('metodutv'), found);
});

test('a role that has ended is given to nobody, who wears it keeps it, and it can be taken into use again', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const { add, give, catalogue } = asker(small);
  const role = await add();
  assert.equal((await give(role, personOf('board'))).status, 200);
  const end = () => small.ask('administrator', 'POST', `/api/roles/${role.id}/end`);
  const resume = () => small.ask('administrator', 'POST', `/api/roles/${role.id}/resumption`);
  assert.equal((await resume()).body.tag, 'own-role-not-ended');
  assert.equal((await end()).status, 200);
  assert.equal((await end()).body.tag, 'own-role-ended');
  const refused = await give(role, personOf('auditor'));
  assert.deepEqual(
    [refused.status, refused.body.tag, refused.body.data.name],
    [409, 'own-role-ended', 'Metodutvecklare'],
  );
  assert.ok(
    (await catalogue()).every((row) => row.role === null),
    'not among those in use',
  );
  const [ended] = await catalogue('&state=ended');
  assert.deepEqual([ended?.role?.id, ended?.wearing], [role.id, 1]);
  const worn = await small.ask('board', 'GET', '/api/session');
  assert.ok(worn.body.hats.some((hat: { ownRoleId: string }) => hat.ownRoleId === role.id));
  assert.equal((await resume()).status, 200);
  assert.equal((await give(role, personOf('auditor'))).status, 200);
  const trail = (await small.ask('auditor', 'GET', '/api/audit?size=100')).body.items as { operation: string }[];
  const done = trail.map(({ operation }) => operation).filter((name) => name.endsWith('own-role'));
  assert.deepEqual(done, ['resume-own-role', 'end-own-role', 'add-own-role']);
});

test('a role is given only with the hat that it carries, by whom that hat is given, and the database holds it', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const { add, give } = asker(small);
  const role = await add();
  const personId = personOf('board');
  const more = { personId, hat: 'management', ownRoleId: role.id, scope: whole };
  const refused = await small.ask('management', 'POST', '/api/assignments', more);
  assert.deepEqual([refused.status, refused.body.tag], [422, 'own-role-of-other-hat']);
  const unfit = await give(role, personId, { kind: 'team', teamId: teams[0] });
  assert.equal(unfit.body.tag, 'scope-does-not-fit');
  assert.equal((await give(role, personId, whole, 'resource-owner')).body.tag, 'appointer-lacks-mandate');
  const unknown = { ...more, hat: 'process-support', ownRoleId: '00000000-0000-4000-8000-00000000ffff' };
  assert.equal((await small.ask('management', 'POST', '/api/assignments', unknown)).status, 404);
  const row = {
    organisation_id: organisationId,
    id: small.world.newId(),
    person_id: personId,
    hat: 'management',
    own_role_id: role.id,
    scope_kind: 'organisation',
    valid_from: began,
    appointed_at: began,
  };
  const { database } = small.world;
  await assert.rejects(database.write({ organisationId }, (tx) => insertRows(tx, 'role_assignment', [row])));
  // Another organisation doesn't see the role.
  const stranger = { organisationId: '00000000-0000-4000-8000-0000000000ff' };
  assert.deepEqual(await database.read(stranger, (tx) => tx.rows(sql`select id from own_role`)), []);
});
