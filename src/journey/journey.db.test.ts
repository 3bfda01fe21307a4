import assert from 'node:assert/strict';
import { test } from 'node:test';
import sql from 'sql-template-tag';
import type { Database } from '#platform/database.ts';
import { fold } from './evolve.ts';
import type { JourneyFact } from './journey.ts';
import { project } from './project.ts';
import { dan, owner, serve } from './served.test-data.ts';
import { anna, bo, cia, intake, opened, processId, provider, supportRoad } from './travel.test-data.ts';

const start = { processId, startSituation: 'need', goalSituation: 'satisfied-need' };
const whole = { included: ['Beslut', 'Mål för insatsen'] };
const support = opened(supportRoad);

/** Stored fold and lists are what the facts say. */
async function assertConsistent(database: Database, organisationId: string) {
  const who = { organisationId };
  const journeys = await database.read(who, (tx) =>
    tx.rows<{ id: string; folded: unknown }>(sql`select id, folded from journey`),
  );
  for (const { id, folded } of journeys) {
    const facts = await database.read(who, (tx) =>
      tx.rows<{ data: JourneyFact }>(sql`select data from journey_fact where journey_id = ${id} order by seq`),
    );
    const journey = fold(
      support,
      facts.map((f) => f.data),
    );
    assert.deepEqual(folded, JSON.parse(JSON.stringify(journey)));
    const { offers, handoffs, clocks, teams } = project(support, journey);
    const counted = await database.read(who, (tx) =>
      tx.one(sql`select (select count(*) from journey_offer where journey_id = ${id}) as offers,
        (select count(*) from journey_handoff where journey_id = ${id}) as handoffs,
        (select count(*) from journey_clock where journey_id = ${id}) as clocks,
        (select count(*) from journey_team where journey_id = ${id}) as teams`),
    );
    assert.deepEqual(counted, {
      offers: offers.length,
      handoffs: handoffs.length,
      clocks: clocks.length,
      teams: teams.length,
    });
  }
}

test('R044 R045 R123 a journey travels from need to outcome over a handoff, and both sides see it on their day', async (t) => {
  const served = await serve(t);
  if (served === undefined) return;
  const [a, c] = [await served.as(anna), await served.as(cia)];
  const choices = await a.get('/api/start-choices');
  assert.deepEqual(choices.body.items[0].teams, [{ id: intake, name: 'Mottagning' }]);
  const started = await a.post('/api/journeys', start);
  assert.equal(started.status, 200, JSON.stringify(started.body));
  assert.match(started.body.reference, /^BU-\d{4}-00001$/);
  assert.ok(started.body.may.includes('complete-step'));
  const url = `/api/journeys/${started.body.id}`;
  const taken = await a.post(`${url}/steps/receive/taking`, {});
  assert.equal(taken.body.offered[0].takenBy.personId, anna);
  assert.equal((await a.get('/api/my-day')).body.next[0].mine, true);
  await a.post(`${url}/steps/receive/completion`, { expected: 2 });
  const forked = await a.post(`${url}/steps/investigate/completion`, {});
  assert.equal(forked.status, 422);
  assert.equal(forked.body.tag, 'choice-missing');
  const decided = await a.post(`${url}/steps/investigate/completion`, { choice: 'fork-order' });
  assert.equal(decided.body.offered[0].state, 'needs-handoff');
  assert.deepEqual(
    decided.body.offered[0].handoff.toTeams.map((x: { name: string }) => x.name),
    ['Utförare'],
    'a step is not handed to the team that it lies with',
  );
  assert.equal((await c.get(url)).status, 403, 'the provider has nothing to do with it yet');

  const offered = await a.post(`${url}/handoffs`, { stepId: 'order', toTeamId: provider, ...whole });
  assert.equal(offered.status, 200, JSON.stringify(offered.body));
  const { handoffId } = offered.body.handoff;
  assert.equal((await a.get('/api/my-day')).body.outgoing[0].handoffId, handoffId);
  assert.equal((await c.get('/api/my-day')).body.incoming[0].handoffId, handoffId);
  const returned = await c.post(`${url}/handoffs/${handoffId}/return`, { reason: 'Målet är otydligt' });
  assert.equal(returned.status, 200, JSON.stringify(returned.body));
  assert.equal((await a.get('/api/my-day')).body.returned[0].reason, 'Målet är otydligt');
  assert.equal((await c.get(url)).status, 403, 'what was returned is read no longer');

  const again = await a.post(`${url}/handoffs`, { stepId: 'order', toTeamId: provider, ...whole });
  const accepted = await c.post(`${url}/handoffs/${again.body.handoff.handoffId}/acceptance`, {});
  assert.equal(accepted.body.responsibleId, cia);
  assert.equal(accepted.body.teamName, 'Utförare');
  assert.deepEqual((await a.get('/api/my-day')).body.returned, []);
  const other = await a.post(`${url}/steps/order/completion`, {});
  assert.deepEqual([other.status, other.body.tag], [403, 'step-not-with-team']);
  for (const step of ['order', 'deliver'])
    assert.equal((await c.post(`${url}/steps/${step}/completion`, {})).status, 200);
  assert.equal((await c.post(`${url}/steps/review/completion`, { choice: 'again-end' })).status, 200);
  const closed = await c.post(`${url}/closing`, { outcome: 'met' });
  assert.equal(closed.body.state, 'closed');
  assert.deepEqual(closed.body.may, ['get-journey', 'get-journey-choices', 'undo-act', 'get-my-day']);
  const page = await c.get(url);
  assert.equal(page.body.timeline.length, 12);
  assert.equal(page.body.timeline.at(-1).fact.hat, 'co-worker');
  assert.equal(page.body.handoffs, 1);
  await assertConsistent(served.database, served.organisationId);
  const reads = await served.database.read({ organisationId: served.organisationId }, (tx) =>
    tx.one<{ n: number }>(sql`select count(*) as n from audit where kind = 'read' and subject_id = ${started.body.id}`),
  );
  assert.equal(reads?.n, 1, 'the reading is logged');
});

test('two who complete the same step at once: one does, the other is told who did and when', async (t) => {
  const served = await serve(t);
  if (served === undefined) return;
  const [a, b] = [await served.as(anna), await served.as(bo)];
  for (let round = 0; round < 8; round++) {
    const { body } = await a.post('/api/journeys', start);
    const complete = (who: typeof a) => who.post(`/api/journeys/${body.id}/steps/receive/completion`, { expected: 1 });
    const answers = await Promise.all([complete(a), complete(b), complete(a), complete(b)]);
    assert.deepEqual(answers.map((x) => x.status).sort(), [200, 409, 409, 409]);
    for (const { body: problem } of answers.filter((x) => x.status === 409)) {
      assert.equal(problem.tag, 'step-already-completed');
      assert.ok([anna, bo].includes(problem.data.personId));
    }
  }
  await assertConsistent(served.database, served.organisationId);
});

test('R042 D02 lists, counts and single journeys are for the teams that take part, and for nobody else', async (t) => {
  const served = await serve(t);
  if (served === undefined) return;
  const [a, d, o] = [await served.as(anna), await served.as(dan), await served.as(owner)];
  const { body } = await a.post('/api/journeys', { ...start, reference: 'SOC 2026/17' });
  assert.equal((await a.post('/api/journeys', { ...start, reference: 'SOC 2026/17' })).body.tag, 'reference-taken');
  assert.equal((await a.post('/api/journeys', { ...start, reference: 'soc 2026/17' })).body.tag, 'reference-taken');
  assert.equal((await a.post('/api/journeys', { ...start, reference: 'Berit' })).body.tag, 'reference-without-digit');
  assert.equal(
    (await a.post('/api/journeys', { ...start, reference: 'Berit Lund 3' })).body.tag,
    'reference-like-name',
  );
  assert.equal(
    (await a.post('/api/journeys', { ...start, reference: '811218-9876' })).body.tag,
    'personal-data-in-text',
  );
  const list = await a.get('/api/journeys?q=soc&sort=-started&state=all');
  assert.deepEqual([list.body.total, list.body.items[0].id], [1, body.id]);
  assert.ok(list.body.may.includes('start-journey'));
  for (const filter of ['stepId=receive', `processId=${processId}`, `teamId=${intake}`, `responsibleId=${anna}`])
    assert.equal((await a.get(`/api/journeys?${filter}`)).body.total, 1, filter);
  for (const filter of ['stepId=order', 'signal=handoff', 'signal=clock', 'signal=still', 'state=closed'])
    assert.equal((await a.get(`/api/journeys?${filter}`)).body.total, 0, filter);
  for (const sort of ['reference', 'process', 'last', 'lead', '-deadline', 'handoffs', 'obstacles'])
    assert.equal((await a.get(`/api/journeys?sort=${sort}`)).status, 200, sort);
  const unknown = await a.get('/api/journeys?sort=name');
  assert.deepEqual([unknown.status, unknown.body.data.fields[0].path], [400, 'query/sort']);
  assert.match(unknown.body.data.fields[0].message, /"reference"\|"-reference"/);
  const ahead = await a.post(`/api/journeys/${body.id}/steps/receive/completion`, { expected: 99_999 });
  assert.deepEqual([ahead.status, ahead.body.tag], [409, 'revision-unknown']);
  assert.deepEqual((await d.get('/api/journeys')).body.total, 0);
  assert.equal((await d.get(`/api/journeys/${body.id}`)).status, 403);
  assert.equal((await d.post(`/api/journeys/${body.id}/steps/receive/completion`, {})).status, 403);
  assert.equal((await d.post('/api/journeys', start)).body.tag, 'team-not-on-road');
  assert.equal((await o.get('/api/journeys')).status, 403);
  assert.equal((await o.get(`/api/journeys/${body.id}`)).status, 403);
});

test('D13 who may not read single journeys sees sums, and none from one to four', async (t) => {
  const served = await serve(t);
  if (served === undefined) return;
  const [a, b, o] = [await served.as(anna), await served.as(bo), await served.as(owner)];
  for (let n = 0; n < 4; n++) await a.post('/api/journeys', start);
  const hidden = (await o.get('/api/my-day')).body;
  assert.deepEqual(
    hidden.load.map((l: { travelling: number }) => l.travelling),
    [null],
  );
  assert.deepEqual([hidden.next, hidden.clocks, hidden.unclaimed], [[], [], []]);
  await a.post('/api/journeys', start);
  assert.equal((await o.get('/api/my-day')).body.load[0].travelling, 5);
  const leader = (await b.get('/api/my-day')).body;
  assert.deepEqual([leader.load[0].kind, leader.load[0].id, leader.load[0].travelling], ['person', anna, 5]);
  assert.equal(leader.totals.unclaimed, 5);
});

test('R123 only who wears a hat for the team is made responsible, a member without one is not', async (t) => {
  const served = await serve(t);
  if (served === undefined) return;
  const [a, b] = [await served.as(anna), await served.as(bo)];
  const { body } = await a.post('/api/journeys', start);
  const url = `/api/journeys/${body.id}/responsible`;
  const who = { organisationId: served.organisationId };
  await served.database.write(who, (tx) =>
    tx.run(sql`insert into team_member (organisation_id, team_id, person_id)
               values (${served.organisationId}, ${body.teamId}, ${owner})`),
  );
  assert.equal((await b.put(url, { responsibleId: owner })).body.tag, 'person-not-in-team');
  assert.equal((await b.put(url, { responsibleId: bo })).body.responsibleId, bo);
  await served.database.write(who, (tx) =>
    tx.run(sql`update role_assignment set valid_to = '2026-01-02T00:00:00Z' where person_id = ${anna}`),
  );
  assert.equal((await b.put(url, { responsibleId: anna })).body.tag, 'person-not-in-team');
  assert.equal((await b.get(`/api/journeys/${body.id}`)).body.responsibleId, bo);
});

test('R046 an obstacle is reported on a handoff by both sides, and lies on the step that is handed over', async (t) => {
  const served = await serve(t);
  if (served === undefined) return;
  const [a, c] = [await served.as(anna), await served.as(cia)];
  const { body } = await a.post('/api/journeys', start);
  const url = `/api/journeys/${body.id}`;
  await a.post(`${url}/steps/receive/completion`, {});
  await a.post(`${url}/steps/investigate/completion`, { choice: 'fork-order' });
  const offered = await a.post(`${url}/handoffs`, { stepId: 'order', toTeamId: provider, ...whole });
  const { handoffId } = offered.body.handoff;
  const note = (by: string) => ({ kind: 'long-wait', note: `${by}: mottagaren ser inte beställningen`, handoffId });
  assert.equal((await c.post(`${url}/obstacles`, note('Mottagare'))).status, 200);
  assert.equal((await a.post(`${url}/obstacles`, note('Avsändare'))).status, 200);
  const unknown = await a.post(`${url}/obstacles`, { ...note('Avsändare'), handoffId: body.id });
  assert.deepEqual([unknown.body.tag, unknown.body.data.state], ['handoff-not-open', 'unknown']);
  const rows = await served.database.read({ organisationId: served.organisationId }, (tx) =>
    tx.rows(
      sql`select handoff_id as "handoffId", step_id as "stepId", step_name as "stepName", reported_by as by from obstacle
           where journey_id = ${body.id} order by reported_at`,
    ),
  );
  const place = { handoffId, stepId: 'order', stepName: 'Ta emot beställningen' };
  assert.deepEqual(rows, [
    { ...place, by: cia },
    { ...place, by: anna },
  ]);
  await assertConsistent(served.database, served.organisationId);
});

test('an obstacle is reported from the journey and lies on the road as well', async (t) => {
  const served = await serve(t);
  if (served === undefined) return;
  const [a, b] = [await served.as(anna), await served.as(bo)];
  const { body } = await a.post('/api/journeys', start);
  const url = `/api/journeys/${body.id}/obstacles`;
  assert.equal((await a.post(url, { kind: 'nothing', note: 'Väntar' })).body.tag, 'kind-unknown');
  assert.equal((await a.post(url, { kind: 'long-wait', note: 'ring 811218-9876' })).body.tag, 'personal-data-in-text');
  assert.equal((await a.post(url, { kind: 'long-wait', note: 'Väntar', stepId: 'nowhere' })).body.tag, 'step-unknown');
  const reported = await b.post(url, { kind: 'long-wait', note: 'Fördelning bara tisdagar' });
  assert.equal(reported.status, 200, JSON.stringify(reported.body));
  assert.equal(reported.body.obstacleList[0].stepId, 'receive');
  const row = await served.database.read({ organisationId: served.organisationId }, (tx) =>
    tx.one(sql`select step_name, note, reported_as from obstacle where journey_id = ${body.id}`),
  );
  assert.deepEqual(row, { step_name: 'Ta emot', note: 'Fördelning bara tisdagar', reported_as: 'team-leader' });
  const changed = await b.put(`/api/journeys/${body.id}/responsible`, { responsibleId: bo });
  assert.equal(changed.body.responsibleId, bo);
  assert.equal(
    (await b.put(`/api/journeys/${body.id}/responsible`, { responsibleId: cia })).body.tag,
    'person-not-in-team',
  );
  assert.equal((await a.put(`/api/journeys/${body.id}/responsible`, { responsibleId: anna })).status, 403);
  await assertConsistent(served.database, served.organisationId);
});
