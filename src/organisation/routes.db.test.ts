import assert from 'node:assert/strict';
import { test } from 'node:test';
import sql from 'sql-template-tag';
import {
  assignmentOf,
  elsewhere,
  openServed,
  openSmallOrganisation,
  organisationId,
  personOf,
  processes,
  teams,
  units,
} from '#app/small-organisation.test-data.ts';
import type { Hat } from '#lib/acting.ts';
import { removeOrganisation } from '#platform/organisation-tables.ts';

const owner = { hat: 'process-owner', scope: { kind: 'process', processId: processes[1] } };

test('R070 the hat that is worn is shown, can be changed, and is stored with what is done', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const appointed = await small.ask('management', 'POST', '/api/assignments', {
    personId: personOf('co-worker'),
    ...owner,
  });
  assert.equal(appointed.status, 200);
  const cookies = await small.as('co-worker');
  const before = await small.send(cookies, 'GET', '/api/session');
  assert.equal(before.body.acting.hat, 'co-worker');
  assert.deepEqual(before.body.hats.map((h: { hat: Hat }) => h.hat).sort(), ['co-worker', 'process-owner']);
  const changed = await small.send(cookies, 'PUT', '/api/session/hat', { assignmentId: appointed.body.id });
  assert.equal(changed.body.acting.hat, 'process-owner');
  const leader = { personId: elsewhere.personId, hat: 'process-leader', scope: owner.scope };
  const delegated = await small.send(cookies, 'POST', '/api/assignments', leader);
  assert.equal(delegated.body.appointedAs, 'process-owner');
  const trail = await small.ask('auditor', 'GET', '/api/audit?operation=appoint');
  assert.deepEqual(
    trail.body.items.map((row: { hat: Hat; personId: string }) => [row.hat, row.personId]),
    [
      ['process-owner', personOf('co-worker')],
      ['management', personOf('management')],
    ],
  );
  // A window that still shows the hat before does nothing in the new one's name.
  const stale = await small.sendShowing(assignmentOf('co-worker'), cookies, 'POST', '/api/assignments', leader);
  assert.deepEqual([stale.status, stale.body.tag, stale.body.data.hat], [409, 'hat-changed', 'process-owner']);
  assert.equal((await small.sendShowing(appointed.body.id, cookies, 'GET', '/api/my-day')).status, 200);
  assert.equal((await small.sendShowing('strange', cookies, 'GET', '/api/session')).status, 200);
  const foreign = await small.send(cookies, 'PUT', '/api/session/hat', { assignmentId: assignmentOf('board') });
  assert.equal(foreign.body.tag, 'hat-not-yours');
});

test('R069 a person has several hats, each with its scope and period, and a hat may be worn by several', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const give = (body: object) => small.ask('management', 'POST', '/api/assignments', body);
  const personId = elsewhere.personId;
  await give({ personId, ...owner, validTo: '2026-12-31T00:00:00.000Z' });
  await give({ personId, hat: 'co-worker', scope: { kind: 'team', teamId: teams[0] } });
  const person = await small.ask('board', 'GET', `/api/people/${personId}`);
  const hats = person.body.assignments.map((a: { hat: string; scopeName: string; validTo: string | null }) => [
    a.hat,
    a.scopeName,
    a.validTo,
  ]);
  assert.deepEqual(hats.sort(), [
    ['co-worker', 'Team 1', null],
    ['co-worker', 'Team 2', null],
    ['process-owner', 'Process 2', '2026-12-31T00:00:00.000Z'],
  ]);
  assert.deepEqual(
    person.body.teams.map((team: { name: string }) => team.name),
    ['Team 1', 'Team 2'],
  );
});

test('R068 title and unit say nothing about hats: they are the same for people with quite different roles', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const board = await small.ask('board', 'GET', `/api/people/${personOf('board')}`);
  const worker = await small.ask('board', 'GET', `/api/people/${personOf('co-worker')}`);
  assert.equal(board.body.title, worker.body.title);
  assert.equal(board.body.unitId, worker.body.unitId);
  assert.notEqual(board.body.assignments[0].hat, worker.body.assignments[0].hat);
});

test('R075 two owners appointed at once: one is, the other is told who', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const wishes = [elsewhere.personId, personOf('co-worker'), personOf('team-leader')];
  const answers = await Promise.all(
    wishes.map((personId) => small.ask('management', 'POST', '/api/assignments', { personId, ...owner })),
  );
  assert.deepEqual(answers.map((a) => a.status).sort(), [200, 409, 409]);
  const given = answers.find((a) => a.status === 200)?.body.personId;
  for (const answer of answers.filter((a) => a.status === 409)) {
    assert.equal(answer.body.tag, 'owner-already-appointed');
    assert.deepEqual(answer.body.data, { personId: given, processId: processes[1] });
  }
});

test('R076 an appointment tells by whom, when and until when; ended ones stay in the register', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const wish = { personId: elsewhere.personId, ...owner };
  const refused = await small.ask('process-owner', 'POST', '/api/assignments', wish);
  assert.equal(refused.status, 403);
  const given = await small.ask('management', 'POST', '/api/assignments', wish);
  assert.equal(given.body.appointedBy, personOf('management'));
  const ended = await small.ask('management', 'POST', `/api/assignments/${given.body.id}/end`, {});
  assert.ok(ended.body.validTo > given.body.validFrom && ended.body.validTo < small.world.clock().toISOString());
  const again = await small.ask('management', 'POST', `/api/assignments/${given.body.id}/end`, {});
  assert.equal(again.body.tag, 'assignment-ended');
  const register = await small.ask('auditor', 'GET', '/api/assignments?when=ended&hat=process-owner');
  assert.deepEqual(
    register.body.items.map((row: { id: string; appointedByName: string }) => [row.id, row.appointedByName]),
    [[given.body.id, 'Hans Jarl']],
  );
});

test('a hat that ended yesterday: the next request is told when and what is left, and another can be put on', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const personId = personOf('co-worker');
  const other = await small.ask('management', 'POST', '/api/assignments', { personId, ...owner });
  const cookies = await small.as('co-worker');
  await small.world.database.write({ organisationId }, (tx) =>
    tx.run(sql`update role_assignment set valid_to = '2026-02-15T23:00:00Z' where id = ${assignmentOf('co-worker')}`),
  );
  const refused = await small.send(cookies, 'GET', '/api/teams');
  assert.equal(refused.status, 403);
  assert.equal(refused.body.tag, 'hat-ended');
  assert.equal(refused.body.data.endedAt, '2026-02-15T23:00:00.000Z');
  assert.deepEqual(refused.body.data.remaining, [{ assignmentId: other.body.id, hat: 'process-owner' }]);
  const session = await small.send(cookies, 'GET', '/api/session');
  assert.equal(session.body.person.id, personId);
  assert.equal(session.body.acting, null);
  const changed = await small.send(cookies, 'PUT', '/api/session/hat', { assignmentId: other.body.id });
  assert.equal(changed.body.acting.hat, 'process-owner');
  assert.equal((await small.send(cookies, 'GET', '/api/teams')).status, 200);
  const back = await small.send(cookies, 'PUT', '/api/session/hat', { assignmentId: assignmentOf('co-worker') });
  assert.equal(back.body.tag, 'assignment-ended');
});

test('signing in offers only people who wear a hat now, and gives a session', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  await small.world.database.write({ organisationId }, (tx) =>
    tx.run(sql`update role_assignment set valid_to = valid_from where id = ${elsewhere.assignmentId}`),
  );
  const people = await small.send({}, 'GET', '/api/demo-people?size=100');
  assert.equal(people.body.total, 11);
  assert.ok(!people.body.items.some((p: { id: string }) => p.id === elsewhere.personId));
  const none = await small.send({}, 'POST', '/api/session', { personId: elsewhere.personId });
  assert.equal(none.body.tag, 'hat-not-yours');
  const signed = await small.send({}, 'POST', '/api/session', { personId: personOf('board') });
  assert.equal(signed.body.acting.hat, 'board');
  assert.equal(signed.body.demoSignIn, true);
  assert.match(String(signed.headers['set-cookie']), /resvag_session=.*HttpOnly.*SameSite=Strict/);
  await small.world.database.system((tx) => tx.run(sql`update organisation set person_choice = false`));
  assert.equal((await small.send({}, 'GET', '/api/demo-people')).body.tag, 'demo-sign-in-off');
});

test('people are found without marks and whatever the case, and sorted as Swedish is', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const names = async (query: string) =>
    (await small.ask('board', 'GET', `/api/people?${query}`)).body.items.map((p: { name: string }) => p.name);
  assert.deepEqual(await names('q=asa+OBERG'), ['Åsa Öberg']);
  assert.deepEqual(await names('q=%C3%B6berg'), ['Åsa Öberg']);
  assert.deepEqual(await names('q=100%25'), []);
  const all = await names('size=100');
  assert.equal(all.at(-1), 'Åsa Öberg');
  assert.deepEqual(await names('size=100&sort=-name'), [...all].reverse());
  assert.deepEqual(await names('hat=business-owner'), ['Cilla Dahl']);
  assert.deepEqual(await names(`unitId=${units[1]}`), ['Nils Norr']);
});

test('an own organisation begins with a person who manages and administers it, which cannot both be ended', async (t) => {
  const served = await openServed(t);
  if (served === undefined) return;
  const body = { name: 'Egen', unitName: 'Enhet', board: 'Nämnden', personName: 'Ada Berg', title: 'Chef' };
  await served.world.database.write({ organisationId }, (tx) => removeOrganisation(tx, organisationId));
  const empty = await served.send({}, 'GET', '/api/session');
  assert.deepEqual([empty.body.organisation, empty.body.person, empty.body.hats], [null, null, []]);
  const twice = await Promise.all([1, 2].map(() => served.send({}, 'POST', '/api/organisation', body)));
  assert.deepEqual(twice.map((answer) => answer.body.tag ?? 'made').sort(), ['made', 'organisation-exists']);
  const made = twice.find((answer) => answer.status === 200)!;
  assert.equal(made.body.organisation.invented, false);
  assert.equal(made.body.acting.hat, 'management');
  assert.deepEqual(made.body.hats.map((h: { hat: Hat }) => h.hat).sort(), ['administrator', 'management']);
  const [name, value] = String(made.headers['set-cookie']).split(';')[0]!.split('=');
  const cookies = { [name!]: decodeURIComponent(value!) };
  const kinds = await served.send(cookies, 'GET', '/api/obstacle-kinds');
  assert.equal(kinds.body.items[0].key, 'long-wait');
  const unit = await served.send(cookies, 'POST', '/api/units', { name: 'Enhet', parentId: null, board: 'Nämnden' });
  assert.equal(unit.body.tag, 'name-taken');
  const label = await served.send(cookies, 'PUT', '/api/organisation/labels/business-owner', { label: 'Områdeschef' });
  assert.deepEqual(label.body.labels, { 'business-owner': 'Områdeschef' });
  const plain = await served.send(cookies, 'PUT', '/api/organisation/labels/business-owner', { label: '' });
  assert.deepEqual(plain.body.labels, {});
  const hat = (name: Hat) => made.body.hats.find((h: { hat: Hat }) => h.hat === name).assignmentId;
  const end = async (name: Hat) => {
    const { status, body: refusal } = await served.send(cookies, 'POST', `/api/assignments/${hat(name)}/end`, {});
    return status === 200 ? 'ended' : refusal.tag;
  };
  assert.equal(await end('administrator'), 'ended');
  assert.equal(await end('management'), 'last-administrator');
});
