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
  theOffer,
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
  const lists = [
    '',
    '?state=closed',
    '?signal=still',
    '?signal=handoff',
    '?signal=clock',
    '?stepId=receive',
    '?stepId=investigate',
  ];
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
  const closed = (await a.get(url)).body;
  assert.equal(closed.undo.act, closed.revision, 'nothing but its closing');
  assert.deepEqual(
    closed.may.filter((name: string) => !name.startsWith('get-')),
    ['undo-act'],
  );
  assert.deepEqual(await undo(d, closed.revision), [403, 'not-allowed']);
  assert.deepEqual(await undo(c, closed.revision), [403, 'not-allowed']);
  await a.post(`${url}/acts/${closed.revision}/undoing`, {});
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

/** A journey that was handed over 19 days ago and not received yet, with the words of whoever asks. */
async function handedOver(database: Database, organisationId: string) {
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const made = travel(support, [
    [startCommand, annaAt(ago(30))],
    [{ kind: 'complete-step', stepId: 'receive' }, annaAt(ago(29))],
    [{ kind: 'complete-step', stepId: 'investigate', choice: 'fork-order' }, annaAt(ago(20))],
    [theOffer, annaAt(ago(19))],
  ]);
  await database.write({ organisationId }, (tx) =>
    insertJourneys(tx, { organisationId }, [{ ...made, road: support }]),
  );
  return `/api/journeys/${startCommand.journeyId}`;
}

test('a closing that is undone leaves lists, counts, clocks, handoffs and days as they were, and its outcome nowhere', async (t) => {
  const served = await serve(t);
  if (served === undefined) return;
  const { database, organisationId } = served;
  const readers = [await served.as(anna), await served.as(bo), await served.as(cia), await served.as(dan)] as const;
  const [a, b] = readers;
  const url = await handedOver(database, organisationId);
  const before = await told(database, organisationId, readers);

  const closed = await a.post(`${url}/closing`, { outcome: 'not-met', reason: 'Har flyttat' });
  assert.deepEqual(closed.body.undo, { act: 6, reasonNeeded: false, putBackFirst: null });
  assert.equal((await a.get('/api/journeys?state=closed')).body.total, 1);
  const undone = await a.post(`${url}/acts/6/undoing`, { expected: 6 });
  assert.equal(undone.status, 200, JSON.stringify(undone.body));
  assert.deepEqual([undone.body.state, undone.body.outcome, undone.body.closedAt], ['travelling', null, null]);
  assert.ok(undone.body.may.includes('complete-step'));
  assert.deepEqual(await told(database, organisationId, readers), before);
  await assertFolded(database, organisationId);

  // Closed anew and undone by the leader, who says why; it can be told by whom, and as what.
  await a.post(`${url}/closing`, { outcome: 'met', reason: 'Har fått det' });
  assert.deepEqual((await b.get(url)).body.undo, { act: 9, reasonNeeded: true, putBackFirst: null });
  assert.equal((await b.post(`${url}/acts/9/undoing`, {})).body.tag, 'reason-missing');
  const led = await b.post(`${url}/acts/9/undoing`, { reason: 'Gällde en annan resa' });
  assert.deepEqual(
    led.body.timeline.slice(4).map((entry: { fact: JourneyFact; undone: boolean }) => [entry.fact.kind, entry.undone]),
    [
      ['handoff-withdrawn', true],
      ['journey-closed', true],
      ['act-undone', false],
      ['handoff-withdrawn', true],
      ['journey-closed', true],
      ['act-undone', false],
    ],
  );
  assert.deepEqual(await told(database, organisationId, readers), before);
  await assertFolded(database, organisationId);
  const trail = await database.read({ organisationId }, (tx) =>
    tx.rows<{ before: JourneyFact; after: JourneyFact; hat: string }>(
      sql`select before, after, hat from audit where operation = 'undo-act' order by at`,
    ),
  );
  assert.deepEqual(
    trail.map((line) => [line.before.kind, line.after.kind, line.hat]),
    [
      ['journey-closed', 'act-undone', 'co-worker'],
      ['journey-closed', 'act-undone', 'team-leader'],
    ],
  );
});

test('what was received and undone is on its way again as it was: in the sender’s day, the receiver’s and all lists', async (t) => {
  const served = await serve(t);
  if (served === undefined) return;
  const { database, organisationId } = served;
  const readers = [await served.as(anna), await served.as(bo), await served.as(cia), await served.as(dan)] as const;
  const [a, , c] = readers;
  const url = await handedOver(database, organisationId);
  const before = await told(database, organisationId, readers);
  const [incoming] = (await c.get('/api/my-day')).body.incoming;
  const accept = () => c.post(`${url}/handoffs/${theOffer.handoffId}/acceptance`, {});
  const accepted = await accept();
  assert.deepEqual(accepted.body.undo, { act: 5, reasonNeeded: false, putBackFirst: null });
  assert.equal((await a.get(url)).body.undo, null, 'the sender doesn’t undo what others received');
  const undone = await c.post(`${url}/acts/5/undoing`, { expected: 5 });
  assert.equal(undone.status, 200, JSON.stringify(undone.body));
  const last = undone.body.timeline.at(-1);
  assert.deepEqual(
    [last.fact.kind, last.stepName, last.toTeamName],
    ['act-undone', 'Ta emot beställningen', 'Utförare'],
  );
  assert.deepEqual(await told(database, organisationId, readers), before);
  assert.deepEqual((await c.get('/api/my-day')).body.incoming, [incoming]);
  const [outgoing] = (await a.get('/api/my-day')).body.outgoing;
  assert.deepEqual([outgoing.offeredAt, outgoing.late, outgoing.acceptedAt], [incoming.offeredAt, true, null]);
  await assertFolded(database, organisationId);
  assert.equal((await accept()).body.handoffs, 1, 'and it can be received after all');

  // Two at once: it is undone, or what came after it stands, never both.
  const at = (await c.get(url)).body;
  const [back, taken] = await Promise.all([
    c.post(`${url}/acts/${at.undo.act}/undoing`, { expected: at.revision }),
    c.post(`${url}/steps/order/taking`, { expected: at.revision }),
  ]);
  // To whoever comes second the step lies with the sender again, or is taken.
  const wons = [back, taken].filter(({ status }) => status === 200);
  assert.equal(wons.length, 1, `${back.status} ${taken.status}`);
  assert.equal(
    wons[0] === back ? taken.body.tag : back.body.tag,
    wons[0] === back ? 'step-not-with-team' : 'act-taken-up',
  );
  await assertFolded(database, organisationId);
});
