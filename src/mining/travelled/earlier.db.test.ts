import assert from 'node:assert/strict';
import { test } from 'node:test';
import sql from 'sql-template-tag';
import {
  type Answer,
  assignmentOf,
  openSmallOrganisation,
  organisationId,
  personOf,
  processes,
  type SmallOrganisation,
  teams,
  versions,
} from '#app/small-organisation.test-data.ts';
import { insertJourneys } from '#journey/bulk-store.ts';
import { fold } from '#journey/evolve.ts';
import { opened } from '#journey/travel.test-data.ts';
import { type Hat, hats } from '#lib/acting.ts';
import { dateOfDayNumber, dayNumber } from '#lib/holiday.ts';
import { instantOf } from '#lib/time.ts';
import { movesOf, seeOneMoment } from '#mining/store.ts';
import { earlierHeads } from './earlier-store.ts';
import { trip } from './trip.test-data.ts';

const who = { organisationId };
const hour = 3_600_000;
const results = `/api/processes/${processes[0]}/results`;
const next = (day: string) => dateOfDayNumber(dayNumber(day) + 1);

/** What an answer tells, but for when it was asked. */
function told({ body, status }: Answer) {
  assert.equal(status, 200, JSON.stringify(body));
  const { basis, ...figures } = body;
  const { computedAt: _, asOf: __, ...rest } = basis;
  return { ...figures, basis: rest };
}

const questions = [
  '',
  '?activities=100&paths=100',
  `?teamId=${teams[1]}`,
  '?outcome=met',
  '?from=2026-01-01&to=2026-01-31',
] as const;

test('an earlier day is answered just as it was when it ended, with every filter, whatever has been done and undone since', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const road = opened(small.road);
  const trips = Array.from({ length: 60 }, (_, n) => trip(road, n + 1, 9 * hour));
  const days = ['2026-01-03', '2026-01-06', '2026-01-08', '2026-01-11', '2026-01-14'];
  const then: unknown[][] = [];
  for (const day of days) {
    const end = instantOf(next(day));
    const known = trips.flatMap(({ facts }) => {
      const first = facts.filter(({ occurredAt }) => Date.parse(occurredAt) < end);
      assert.deepEqual(first, facts.slice(0, first.length));
      return first.length === 0 ? [] : [{ facts: first, journey: fold(road, first), road }];
    });
    const before = await openSmallOrganisation(t);
    assert.ok(before);
    await before.world.database.write(who, (tx) => insertJourneys(tx, who, known));
    const answers: unknown[] = [];
    for (const query of questions) answers.push(told(await before.ask('auditor', 'GET', `${results}${query}`)));
    then.push(answers);
  }
  assert.ok(
    new Set(then.map(([whole]) => JSON.stringify(whole))).size === days.length,
    'each day tells something else',
  );
  const whole = trips.map((one) => ({ ...one, road }));
  await small.world.database.write(who, (tx) => insertJourneys(tx, who, whole));
  for (const [i, day] of days.entries())
    for (const [k, query] of questions.entries()) {
      const answer = await small.ask('auditor', 'GET', `${results}/${day}${query}`);
      assert.deepEqual(told(answer), then[i]![k], `${day} ${query}`);
      assert.equal(answer.body.basis.asOf, day);
    }
});

/** Somebody at work through the real routes, at times that the test sets. */
function workOf(small: SmallOrganisation) {
  /** Each request has a session of its own: days pass. */
  const ask = async (hat: Hat, method: 'GET' | 'POST', url: string, body?: object) =>
    small.send(await small.cookieFor(personOf(hat), assignmentOf(hat)), method, url, body);
  const done = async (url: string, body: object = {}) => {
    const answer = await ask('co-worker', 'POST', url, body);
    assert.equal(answer.status, 200, `${url} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const { start, goal } = small.road.situations;
  return {
    ask,
    /** A time of the day in Sweden in winter. */
    at: (day: string, time: string) => small.setClock(new Date(`${day}T${time}:00+01:00`)),
    begin: async (): Promise<string> =>
      (
        await done('/api/journeys', {
          ...{ processId: processes[0], teamId: teams[0] },
          ...{ startSituation: start[0]?.code, goalSituation: goal[0]?.code },
        })
      ).id,
    /** Completes the step that is offered first, and gives the number of that act. */
    complete: async (journey: string, occurredAt?: string): Promise<number> => {
      const { body } = await ask('co-worker', 'GET', `/api/journeys/${journey}`);
      const [offer] = body.offered;
      const choice = offer.choices[0]?.flowId;
      const asked = {
        ...(choice === undefined ? {} : { choice }),
        ...(occurredAt === undefined ? {} : { occurredAt }),
      };
      return (await done(`/api/journeys/${journey}/steps/${offer.id}/completion`, asked)).undo.act;
    },
    close: async (journey: string): Promise<number> =>
      (await done(`/api/journeys/${journey}/closing`, { outcome: 'met', reason: 'Behovet är tillgodosett' })).undo.act,
    undo: (journey: string, act: number) => done(`/api/journeys/${journey}/acts/${act}/undoing`),
  };
}

test('journeys that go on, are closed, undone, opened again or told of late, and a new road, change no answer about a day that is over', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const { ask, at, begin, complete, close, undo } = workOf(small);
  const then = new Map<string, unknown[]>();
  const isOver = async (day: string) => {
    at(day, '23:55');
    const answers: unknown[] = [];
    for (const query of questions) answers.push(told(await ask('auditor', 'GET', `${results}${query}`)));
    then.set(day, answers);
  };
  const asOf = async (day: string, query = '') => ask('auditor', 'GET', `${results}/${day}${query}`);

  at('2026-03-02', '09:00');
  const journeys: string[] = [];
  for (let n = 0; n < 8; n++) journeys.push(await begin());
  const acts: number[] = [];
  for (const journey of journeys.slice(0, 7)) acts.push(await complete(journey));
  await isOver('2026-03-02');

  at('2026-03-03', '09:00');
  const first = told(await asOf('2026-03-02'));
  await undo(journeys[0]!, acts[0]!);
  await complete(journeys[7]!, '2026-03-02T11:00:00.000Z');
  await isOver('2026-03-03');

  at('2026-03-04', '09:00');
  const closings: number[] = [];
  for (const journey of journeys.slice(1, 7)) closings.push(await close(journey));
  const reported = { kind: 'long-wait', note: 'Väntan' };
  assert.equal((await ask('co-worker', 'POST', `/api/journeys/${journeys[7]}/obstacles`, reported)).status, 200);
  await isOver('2026-03-04');

  at('2026-03-05', '09:00');
  await undo(journeys[1]!, closings[0]!);
  await small.world.database.write(who, async (tx) => {
    await tx.run(sql`update process_version set state = 'replaced' where id = ${versions[0]}`);
    const road = JSON.stringify({ leadTarget: { count: 1, unit: 'day' } });
    await tx.run(
      sql`insert into process_version (organisation_id, id, process_id, number, state, bpmn, road, created_at, adopted_at)
          select organisation_id, gen_random_uuid(), process_id, 2, 'adopted', bpmn, road || ${road}::jsonb, created_at,
                 '2026-03-05T10:00:00Z' from process_version where id = ${versions[0]}`,
    );
  });
  await isOver('2026-03-05');

  at('2026-03-09', '09:00');
  await undo(journeys[2]!, closings[1]!);
  await complete(journeys[0]!);
  const days = [...then.keys()];
  assert.equal(new Set([...then.values()].map(([whole]) => JSON.stringify(whole))).size, days.length);
  for (const day of days.toReversed())
    for (const [k, query] of questions.entries())
      assert.deepEqual(told(await asOf(day, query)), then.get(day)![k], `${day} ${query}`);
  assert.deepEqual(first, then.get('2026-03-02')![0], 'as when it was asked the day after');
  const versionOf = async (day: string) => (await asOf(day)).body.basis.road;
  assert.deepEqual([await versionOf('2026-03-04'), await versionOf('2026-03-05')], [1, 2]);
  const obstacles = async (day: string) =>
    (await asOf(day)).body.strip.reduce((sum: number, one: { openObstacles: number }) => sum + one.openObstacles, 0);
  assert.deepEqual([await obstacles('2026-03-03'), await obstacles('2026-03-04')], [0, 1]);
});

test('a day that isn’t over, a day before the first journey and no day at all are refused', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const { ask, at, begin } = workOf(small);
  at('2026-03-14', '12:00');
  const asOf = (day: string) => ask('auditor', 'GET', `${results}/${day}`);
  assert.equal((await asOf('2026-03-01')).body.why, 'no-cases', 'a road that nobody has travelled');
  await begin();
  at('2026-03-15', '00:05');
  const refusal = async (day: string) => {
    const { status, body } = await asOf(day);
    return [status, body.tag, body.data?.last ?? body.data?.first];
  };
  assert.deepEqual(await refusal('2026-03-14'), [422, 'day-not-over', '2026-03-13']);
  at('2026-03-15', '10:00');
  assert.deepEqual(await refusal('2026-03-15'), [422, 'day-not-over', '2026-03-14']);
  assert.deepEqual(await refusal('9999-12-31'), [422, 'day-not-over', '2026-03-14']);
  assert.deepEqual(await refusal('2026-03-13'), [422, 'day-before-first', '2026-03-14']);
  assert.deepEqual(await refusal('0001-01-01'), [422, 'day-before-first', '2026-03-14']);
  assert.equal((await asOf('2026-03-14')).body.why, 'no-cases', 'begun, and no step done');
  for (const day of ['2026-02-30', '2026-3-1', 'yesterday'])
    assert.equal((await refusal(day))[1], 'invalid-input', day);
  const nowhere = `/api/processes/00000000-0000-4000-8000-0000000000ff/results/2026-03-14`;
  assert.equal((await ask('auditor', 'GET', nowhere)).body.tag, 'not-found');
});

test('what an answer is reckoned from is of one moment, though people work while it is read', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const { at, begin, complete } = workOf(small);
  at('2026-03-18', '09:00');
  const journey = await begin();
  const end = new Date('2026-03-19T00:00:00+01:00');
  const seen = await small.world.database.read(who, async (tx) => {
    await seeOneMoment(tx);
    const heads = await earlierHeads(tx, processes[0], end);
    await begin();
    await complete(journey);
    return { heads, again: await earlierHeads(tx, processes[0], end), moves: await movesOf(tx, [journey]) };
  });
  assert.deepEqual(seen.again, seen.heads);
  assert.deepEqual(seen.moves, [{ id: journey, moves: '[]' }]);
});

test('D13 an earlier day is told only to who may read each journey of the road, and who asked is noted', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const { ask, at, begin } = workOf(small);
  at('2026-03-24', '09:00');
  const ours = [await begin(), await begin()];
  const begun = await small.send(await small.asElsewhere(), 'POST', '/api/journeys', {
    ...{ processId: processes[1], teamId: teams[1] },
    ...{ startSituation: small.road.situations.start[0]?.code, goalSituation: small.road.situations.goal[0]?.code },
  });
  assert.equal(begun.status, 200);
  at('2026-03-25', '09:00');
  const allowed: string[] = [];
  for (const hat of hats)
    for (const [n, journeys] of [ours, [begun.body.id]].entries()) {
      const answer = await ask(hat, 'GET', `/api/processes/${processes[n]}/results/2026-03-24?teamId=${teams[n]}`);
      if (answer.status !== 200) {
        assert.equal(answer.body.tag, 'not-allowed', hat);
        continue;
      }
      allowed.push(`${hat} ${n}`);
      for (const journey of journeys)
        assert.equal((await ask(hat, 'GET', `/api/journeys/${journey}`)).status, 200, `${hat} reads ${journey}`);
    }
  assert.deepEqual(allowed, ['business-owner 0', 'auditor 0', 'auditor 1']);
  await ask('auditor', 'GET', `/api/processes/${processes[0]}/results/2026-03-24?paths=3`);
  const notes = await small.world.database.read(who, (tx) =>
    tx.rows(
      sql`select hat, subject_id as "processId", after from audit where operation = 'get-earlier-process-results' order by 1, 2`,
    ),
  );
  const after = { asOf: '2026-03-24' };
  assert.deepEqual(notes, [
    { hat: 'auditor', processId: processes[0], after },
    { hat: 'auditor', processId: processes[1], after },
    { hat: 'business-owner', processId: processes[0], after },
  ]);
});
