import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import sql from 'sql-template-tag';
import { startedJourney } from '#app/sample-input.test-data.ts';
import {
  assignmentOf,
  elsewhere,
  openSmallOrganisation,
  organisationId,
  personOf,
  processes,
  teams,
} from '#app/small-organisation.test-data.ts';

const holder = personOf('co-worker');
const leader = personOf('team-leader');
const hatOfHolder = `/api/assignments/${assignmentOf('co-worker')}`;
const member = `/api/teams/${teams[0]}/members/${holder}`;

/** The co-worker of the first team is responsible for `n` journeys there. */
async function openWith(t: TestContext, n: number) {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return undefined;
  const ids: string[] = [];
  for (let i = 0; i < n; i += 1) ids.push(await startedJourney(small, 0));
  const asLeader = async (path: string) => (await small.ask('team-leader', 'GET', path)).body;
  const end = (body: object) => small.ask('administrator', 'POST', `${hatOfHolder}/end`, body);
  const day = async () => (await asLeader('/api/my-day')).leaderless;
  return { small, ids, asLeader, end, day };
}

test('R123 a hat is not ended behind the journeys it is responsible for: left on purpose, they are on the leader’s day until another takes over', async (t) => {
  const opened = await openWith(t, 2);
  if (opened === undefined) return;
  const { small, ids, asLeader, end, day } = opened;
  const refused = await end({});
  assert.deepEqual([refused.status, refused.body.tag], [409, 'hat-has-journeys']);
  assert.deepEqual(await day(), []);
  assert.equal((await end({ journeysTo: 'leader' })).status, 200);
  const [row, ...others] = await day();
  assert.deepEqual([others, row.personId, row.teamId, row.journeys], [[], holder, teams[0], 2]);
  assert.match(row.since, /^2026-02-16T09:00:00/);
  assert.ok(row.people.every((one: { id: string }) => one.id !== holder));
  const move = (toId: string) =>
    small.ask('team-leader', 'POST', `/api/teams/${teams[0]}/journeys/responsible`, { fromId: row.personId, toId });
  assert.equal((await move(personOf('auditor'))).body.tag, 'person-not-in-team');
  assert.deepEqual((await move(leader)).body, { moved: 2 });
  assert.deepEqual((await move(leader)).body, { moved: 0 });
  assert.deepEqual(await day(), []);
  for (const id of ids) assert.equal((await asLeader(`/api/journeys/${id}`)).responsibleId, leader);
});

test('R123 whoever ends a hat chooses in the same step who takes over, and it is a fact of every journey', async (t) => {
  const opened = await openWith(t, 3);
  if (opened === undefined) return;
  const { small, ids, asLeader, end, day } = opened;
  for (const journeysTo of [holder, personOf('auditor'), elsewhere.personId]) {
    assert.equal((await end({ journeysTo })).body.tag, 'person-not-in-team');
    assert.equal((await asLeader(`/api/journeys/${ids[0]}`)).responsibleId, holder);
    assert.equal((await small.ask('co-worker', 'GET', '/api/journeys')).status, 200);
  }
  const before = await asLeader(`/api/journeys/${ids[0]}`);
  assert.equal((await end({ journeysTo: leader })).status, 200);
  assert.deepEqual(await day(), []);
  for (const id of ids) assert.equal((await asLeader(`/api/journeys/${id}`)).responsibleId, leader);
  const after = await asLeader(`/api/journeys/${ids[0]}`);
  assert.equal(after.revision, before.revision + 1);
  const [fact] = await small.world.database.read({ organisationId }, (tx) =>
    tx.rows<{ data: Record<string, unknown>; person_id: string; hat: string; assignment_id: string }>(
      sql`select data, person_id, hat, assignment_id from journey_fact where journey_id = ${ids[0]} order by seq desc limit 1`,
    ),
  );
  assert.deepEqual(
    [fact?.data['kind'], fact?.data['responsibleId'], fact?.data['teamId'], fact?.hat, fact?.assignment_id],
    ['responsible-changed', leader, teams[0], 'administrator', assignmentOf('administrator')],
  );
  // The journey goes on from there, on its new number.
  const { id: stepId } = after.offered[0];
  const taken = await small.ask('team-leader', 'POST', `/api/journeys/${ids[0]}/steps/${stepId}/taking`, {});
  assert.equal(taken.status, 200, JSON.stringify(taken.body));
});

test('R123 a hat that is not the last one for the team, or that was never responsible, is ended without a question', async (t) => {
  const opened = await openWith(t, 1);
  if (opened === undefined) return;
  const { small, end, day } = opened;
  const second = { personId: holder, hat: 'team-leader', scope: { kind: 'team', teamId: teams[0] } };
  assert.equal((await small.ask('administrator', 'POST', '/api/assignments', second)).status, 200);
  assert.equal((await small.ask('administrator', 'GET', `${hatOfHolder}/journeys`)).body.count, 0);
  assert.equal((await end({})).status, 200);
  assert.deepEqual(await day(), []);
  const never = await small.ask('administrator', 'POST', `/api/assignments/${elsewhere.assignmentId}/end`, {});
  assert.equal(never.status, 200);
});

test('R123 until a day to come the journeys stay, and on the day after they are on the leader’s day and in the list', async (t) => {
  const opened = await openWith(t, 1);
  if (opened === undefined) return;
  const { small, ids, asLeader, end, day } = opened;
  assert.equal((await end({ at: '2026-03-01T00:00:00.000Z' })).status, 200);
  assert.deepEqual(await day(), []);
  assert.equal((await asLeader('/api/journeys?signal=leaderless')).total, 0);
  assert.equal((await asLeader(`/api/journeys/${ids[0]}`)).responsibleId, holder);
  small.setClock(new Date('2026-03-01T00:00:00.000Z'));
  const later = await small.cookieFor(leader, assignmentOf('team-leader'));
  const [row] = (await small.send(later, 'GET', '/api/my-day')).body.leaderless;
  assert.deepEqual([row.personId, row.journeys, row.since], [holder, 1, '2026-03-01T00:00:00.000Z']);
  const list = (await small.send(later, 'GET', '/api/journeys?signal=leaderless')).body;
  assert.deepEqual([list.total, list.items[0].id], [1, ids[0]]);
});

test('R123 whoever is to leave a team says who takes over there, and then leaves its hats too', async (t) => {
  const opened = await openWith(t, 1);
  if (opened === undefined) return;
  const { small, ids, asLeader, day } = opened;
  const leave = (to?: string) =>
    small.ask('team-leader', 'DELETE', to === undefined ? member : `${member}?journeysTo=${to}`);
  const refused = await leave();
  assert.deepEqual([refused.body.tag, refused.body.data], ['person-has-journeys', { count: 1 }]);
  assert.equal((await leave('auditor')).body.tag, 'invalid-input');
  assert.equal((await leave(personOf('auditor'))).body.tag, 'person-not-in-team');
  assert.equal((await leave(leader)).status, 200);
  assert.equal((await asLeader(`/api/journeys/${ids[0]}`)).responsibleId, leader);
  assert.equal((await small.ask('co-worker', 'GET', '/api/journeys')).body.tag, 'hat-ended');
  assert.deepEqual(await day(), []);
});

test('R123 a person that leaves a team and its journeys to the leader is on the leader’s day', async (t) => {
  const opened = await openWith(t, 1);
  if (opened === undefined) return;
  const { small, day } = opened;
  assert.equal((await small.ask('team-leader', 'DELETE', `${member}?journeysTo=leader`)).status, 200);
  assert.deepEqual([(await day()).length, (await day())[0].personId], [1, holder]);
});

test('how many journeys there are is told exactly only to those who may see them, else from five on', async (t) => {
  const opened = await openWith(t, 4);
  if (opened === undefined) return;
  const { small, end } = opened;
  const left = async (hat: 'team-leader' | 'administrator' | 'business-owner') =>
    (await small.ask(hat, 'GET', `${hatOfHolder}/journeys`)).body;
  assert.equal((await left('team-leader')).count, 4);
  assert.equal((await left('business-owner')).count, 4);
  const few = await left('administrator');
  assert.equal(few.count, null);
  assert.deepEqual(
    few.people.map((one: { id: string }) => one.id),
    [leader],
  );
  assert.deepEqual((await end({})).body.data, { count: null });
  await startedJourney(small, 0);
  assert.equal((await left('administrator')).count, 5);
  assert.equal((await small.ask('administrator', 'GET', `${member}/journeys`)).body.count, 5);
});

test('the business owner’s day counts, team by team, journeys whose responsible can do nothing, as the list does', async (t) => {
  const opened = await openWith(t, 2);
  if (opened === undefined) return;
  const { small, end } = opened;
  const count = async () => {
    const { load } = (await small.ask('business-owner', 'GET', '/api/my-day')).body;
    return load.find((one: { id: string }) => one.id === teams[0]).leaderless;
  };
  const listed = async () =>
    (await small.ask('business-owner', 'GET', `/api/journeys?signal=leaderless&processId=${processes[0]}`)).body.total;
  assert.deepEqual([await count(), await listed()], [0, 0]);
  await end({ journeysTo: 'leader' });
  assert.deepEqual([await count(), await listed()], [2, 2]);
});
