import assert from 'node:assert/strict';
import { test } from 'node:test';
import sql from 'sql-template-tag';
import type { Database } from '#platform/database.ts';
import { insertJourneys } from './bulk-store.ts';
import { fold } from './evolve.ts';
import type { JourneyFact } from './journey.ts';
import { type Answer, dan, serve } from './served.test-data.ts';
import {
  anna,
  annaAt,
  bo,
  cia,
  opened,
  processId,
  provider,
  startCommand,
  supportRoad,
  travel,
} from './travel.test-data.ts';

const start = { processId, startSituation: 'need', goalSituation: 'satisfied-need' };
const whole = { included: ['Beslut', 'Mål för insatsen'] };
const support = opened(supportRoad);

type Asking = { readonly get: (url: string) => Promise<Answer> };

/** All that lists, counts and the day say, as they are stored and as they are answered. */
async function told(database: Database, organisationId: string, readers: readonly Asking[]) {
  const rows = await database.read({ organisationId }, (tx) =>
    Promise.all([
      tx.rows(
        sql`select id, state, team_id, responsible_id, started_at, closed_at, last_at, handoffs, obstacles,
                   folded - 'revision' - 'trail' as folded from journey order by id`,
      ),
      tx.rows(sql`select * from journey_offer order by journey_id, node_id`),
      tx.rows(sql`select * from journey_clock order by journey_id, clock_id, run`),
      tx.rows(sql`select * from journey_handoff order by id`),
      tx.rows(sql`select * from journey_team order by journey_id, team_id`),
    ]),
  );
  const lists = ['', '?signal=still', '?signal=handoff', '?signal=clock', '?stepId=receive', '?stepId=investigate'];
  const paths = [
    ...lists.map((query) => `/api/journeys${query}`),
    '/api/my-day',
    `/api/journey-board?processId=${processId}`,
  ];
  const answers: unknown[] = [];
  for (const reader of readers)
    for (const path of paths) {
      const { body } = await reader.get(path);
      // Shares of clocks grow with the time.
      answers.push(JSON.parse(JSON.stringify(body, (key, value) => (key === 'share' ? 0 : value))));
    }
  return { rows, answers };
}

async function assertFolded(database: Database, organisationId: string) {
  const stored = await database.read({ organisationId }, (tx) =>
    tx.rows<{ folded: unknown; facts: JourneyFact[] }>(
      sql`select j.folded, json_agg(f.data order by f.seq) as facts from journey j
            join journey_fact f on f.journey_id = j.id group by j.organisation_id, j.id`,
    ),
  );
  for (const { folded, facts } of stored)
    assert.deepEqual(
      folded,
      JSON.parse(JSON.stringify(fold(support, facts))),
      'the stored journey is the fold of its facts',
    );
}

test('what is done by mistake and undone leaves lists, counts, clocks and days as they were, and both stand in timeline and audit trail', async (t) => {
  const served = await serve(t);
  if (served === undefined) return;
  const { database, organisationId } = served;
  const [a, b, d] = [await served.as(anna), await served.as(bo), await served.as(dan)];
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const made = travel(support, [
    [startCommand, annaAt(ago(30))],
    [{ kind: 'complete-step', stepId: 'receive' }, annaAt(ago(29))],
  ]);
  await database.write({ organisationId }, (tx) =>
    insertJourneys(tx, { organisationId }, [{ ...made, road: support }]),
  );
  const url = `/api/journeys/${startCommand.journeyId}`;
  assert.equal((await a.get('/api/journeys?signal=still')).body.total, 1, 'it stands still');
  const before = await told(database, organisationId, [a, b, d]);

  const complete = () => a.post(`${url}/steps/investigate/completion`, { choice: 'fork-order' });
  const done = await complete();
  assert.deepEqual(done.body.undo, { act: 3, reasonNeeded: false, putBackFirst: null });
  assert.equal((await a.get('/api/journeys?signal=still')).body.total, 0);
  assert.deepEqual((await b.get(url)).body.undo, { act: 3, reasonNeeded: true, putBackFirst: null });
  const undone = await a.post(`${url}/acts/3/undoing`, { expected: 3 });
  assert.equal(undone.status, 200, JSON.stringify(undone.body));
  assert.deepEqual(
    undone.body.timeline.map((entry: { fact: JourneyFact; undone: boolean }) => [entry.fact.kind, entry.undone]),
    [
      ['journey-started', false],
      ['step-completed', false],
      ['step-completed', true],
      ['act-undone', false],
    ],
  );
  assert.equal(undone.body.timeline.at(-1).stepName, 'investigate');
  assert.equal(undone.body.undo.act, 2, 'and the act before it is the latest now');
  assert.deepEqual(await told(database, organisationId, [a, b, d]), before);
  await assertFolded(database, organisationId);
  assert.equal((await a.post(`${url}/acts/3/undoing`, {})).body.revision, 4, 'asked again it is as asked');

  const trail = await database.read({ organisationId }, (tx) =>
    tx.rows<{ before: JourneyFact; after: JourneyFact; hat: string }>(
      sql`select before, after, hat from audit where operation = 'undo-act' and subject_id = ${startCommand.journeyId}`,
    ),
  );
  assert.deepEqual(
    trail.map((line) => [line.before.kind, line.after.kind, line.hat]),
    [['step-completed', 'act-undone', 'co-worker']],
  );
  // Done anew, and undone by the leader: a clock that stopped runs again, and the reason is told.
  assert.equal((await complete()).body.undo.act, 5);
  const bare = await b.post(`${url}/acts/5/undoing`, {});
  assert.deepEqual([bare.status, bare.body.tag], [422, 'reason-missing']);
  const led = await b.post(`${url}/acts/5/undoing`, { reason: 'Gällde en annan resa' });
  assert.equal(led.body.timeline.at(-1).fact.reason, 'Gällde en annan resa');
  assert.deepEqual(await told(database, organisationId, [a, b, d]), before);
  await assertFolded(database, organisationId);
});

test('what cannot be undone is refused with what stands in the way, and by whom it may be', async (t) => {
  const served = await serve(t);
  if (served === undefined) return;
  const { database, organisationId } = served;
  const [a, b, c, d] = [await served.as(anna), await served.as(bo), await served.as(cia), await served.as(dan)];
  const { body } = await a.post('/api/journeys', start);
  const url = `/api/journeys/${body.id}`;
  const undo = async (who: typeof a, act: number, payload: object = {}) => {
    const answer = await who.post(`${url}/acts/${act}/undoing`, payload);
    return [answer.status, answer.body.tag];
  };
  assert.deepEqual(await undo(a, 1), [422, 'act-unknown']);
  assert.deepEqual(await undo(a, 0), [400, 'invalid-input']);
  assert.deepEqual(await undo(a, 1, { expected: 9 }), [409, 'revision-unknown']);
  await b.post(`${url}/steps/receive/completion`, {});
  assert.deepEqual(await undo(a, 2, { reason: 'Fel resa' }), [403, 'act-not-yours']);
  assert.equal((await a.get(url)).body.undo, null);
  assert.deepEqual(await undo(d, 2), [403, 'not-allowed']);
  assert.deepEqual(await undo(c, 2), [403, 'not-allowed']);
  await a.post(`${url}/steps/investigate/taking`, {});
  const refused = await b.post(`${url}/acts/2/undoing`, {});
  assert.deepEqual(
    [refused.status, refused.body.tag, refused.body.data.personId, refused.body.data.name],
    [409, 'act-taken-up', anna, 'investigate'],
  );
  assert.equal((await b.get(url)).body.undo.putBackFirst, 'investigate');
  await a.post(`${url}/steps/investigate/completion`, { choice: 'fork-order' });
  assert.deepEqual(await undo(b, 2), [409, 'act-followed']);
  await a.post(`${url}/handoffs`, { stepId: 'order', toTeamId: provider, ...whole });
  assert.deepEqual(await undo(a, 4), [409, 'act-handed-over']);
  assert.equal((await a.get(url)).body.undo, null);
  assert.deepEqual(await undo(a, 4, { reason: 'se 811218-9876' }), [409, 'act-handed-over']);
  await a.post(`${url}/closing`, { outcome: 'met', reason: 'Behovet är tillgodosett' });
  assert.deepEqual(await undo(a, 4), [409, 'journey-closed']);
  assert.equal((await a.get(url)).body.undo, null);
  await assertFolded(database, organisationId);
});

test('two who do at once: an act is undone, or what came after it stands, never both', async (t) => {
  const served = await serve(t);
  if (served === undefined) return;
  const { database, organisationId } = served;
  const [a, b] = [await served.as(anna), await served.as(bo)];
  for (let round = 0; round < 8; round++) {
    const { body } = await a.post('/api/journeys', start);
    const url = `/api/journeys/${body.id}`;
    await a.post(`${url}/steps/receive/completion`, {});
    const [undone, taken] = await Promise.all([
      a.post(`${url}/acts/2/undoing`, { expected: 2 }),
      b.post(`${url}/steps/investigate/taking`, { expected: 2 }),
    ]);
    assert.deepEqual([undone.status, taken.status].sort(), [200, 409]);
    const loser = undone.status === 200 ? taken.body.tag : undone.body.tag;
    assert.equal(loser, undone.status === 200 ? 'journey-moved-on' : 'act-taken-up');
  }
  await assertFolded(database, organisationId);
});
