import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { groupBy } from '#lib/group.ts';
import { readLog } from '#mining/formats/read-log.ts';
import type { EventRow } from '#mining/log/log-builder.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { sharedData } from '#mining/shared-data.test-data.ts';
import { fileBytes } from '#platform/file-bytes.ts';
import { CAUSES, waitingCauses } from './waiting-causes.ts';
import { workingAndWaiting } from './working-waiting.ts';

/** Seconds: `case activity resource start end`. */
function logOf(...rows: readonly string[]) {
  return logFromEvents(
    rows.map((row): EventRow => {
      const [caseId, activity, resource, start, end] = row.split(' ') as [string, string, string, string, string];
      return { caseId, activity, resource, start: Number(start) * 1000, time: Number(end) * 1000 };
    }),
  );
}

test('waiting while the person does older work is contention, newer work prioritisation, and the rest other', () => {
  const log = logOf(
    ...['1 ask p 0 10', '1 decide q 60 70'],
    // Could have begun at 5: before case 1's decision could, at 10.
    ...['2 ask p 0 5', '2 check q 20 30'],
    // Could have begun at 35: later, and was done first.
    ...['3 ask p 30 35', '3 write q 40 45'],
  );
  const found = waitingCauses(log).transitions.find(({ from, to }) => from === 'ask' && to === 'decide');
  assert.deepEqual(found, {
    ...{ from: 'ask', to: 'decide', count: 1, waitingSeconds: 50 },
    causes: { batching: 0, contention: 10, prioritisation: 5, unavailability: 0, other: 35, unknown: 0 },
  });
});

test('waiting until the last of a batch could have begun is batching', () => {
  const log = logOf('1 ask p 0 10', '1 sign q 100 105', '2 ask p 20 40', '2 sign q 105 110');
  const { causes, waitingSeconds } = waitingCauses(log);
  // Case 1 waits 10 to 100, 30 of it for case 2; case 2 waits 40 to 105, the last 5 of it while case 1 is signed.
  assert.equal(waitingSeconds, 155);
  assert.deepEqual(causes, {
    batching: 30,
    contention: 5,
    prioritisation: 0,
    unavailability: 0,
    other: 120,
    unknown: 0,
  });
});

test('off hours are unavailability where a calendar is given, and other where not', () => {
  const log = logOf('1 ask p 0 10', '1 decide q 100 110');
  const open = (instant: number) => Math.min(instant, 30_000) + Math.max(0, instant - 80_000);
  const found = waitingCauses(log, open);
  assert.deepEqual([found.causes.unavailability, found.causes.other, found.cannotTell], [50, 40, []]);
  const without = waitingCauses(log);
  assert.deepEqual([without.causes.other, without.lacking, without.cannotTell], [90, ['calendar'], ['unavailability']]);
});

test('without beginnings or resources it is said which causes can not be told', () => {
  const plain = [
    { caseId: '1', activity: 'a', time: 0 },
    { caseId: '1', activity: 'b', time: 9000 },
  ];
  const found = waitingCauses(logFromEvents(plain));
  assert.deepEqual([found.causes.unknown, found.lacking], [9, ['beginnings', 'resources', 'calendar']]);
  assert.equal(found.cannotTell.length, 5);
  const started = waitingCauses(logFromEvents(plain.map((event) => ({ ...event, start: event.time }))));
  assert.deepEqual([started.causes.unknown, started.lacking], [9, ['resources', 'calendar']]);
});

const event = fc.record({
  caseId: fc.constantFrom('1', '2', '3', '4'),
  activity: fc.constantFrom('a', 'b'),
  resource: fc.constantFrom('p', 'q', undefined),
  begin: fc.nat(60),
  length: fc.nat(8),
});
const events = fc.array(event, { minLength: 1, maxLength: 14 }).map((rows) =>
  rows.map(({ caseId, activity, resource, begin, length }) => ({
    ...{ caseId, activity, start: begin * 1000, time: (begin + length) * 1000 },
    ...(resource === undefined ? {} : { resource }),
  })),
);
/** Of every ten seconds, the first six are working hours. */
const available = (instant: number) => Math.floor(instant / 10_000) * 6000 + Math.min(instant % 10_000, 6000);

test('the causes add up to the waiting time in all, in each transition and in each case, and none is negative', () => {
  fc.assert(
    fc.property(events, (rows) => {
      const log = logFromEvents(rows);
      const found = waitingCauses(log, available);
      assert.equal(found.waitingSeconds, workingAndWaiting(log).waitingSeconds);
      let byCase = 0;
      for (const cause of CAUSES) for (const ms of found.byCase[cause]) byCase += ms;
      assert.equal(byCase / 1000, found.waitingSeconds);
      for (const { waitingSeconds, causes } of [found, ...found.transitions]) {
        assert.ok(CAUSES.every((cause) => causes[cause] >= 0));
        assert.equal(
          CAUSES.reduce((sum, cause) => sum + causes[cause] * 1000, 0),
          waitingSeconds * 1000,
        );
      }
    }),
    { numRuns: 300 },
  );
});

test('each second of waiting has the cause that a count second by second gives it', () => {
  fc.assert(
    fc.property(events, (rows) => {
      const found = waitingCauses(logFromEvents(rows), available);
      const counted = Object.fromEntries(CAUSES.map((cause) => [cause, 0])) as Record<(typeof CAUSES)[number], number>;
      for (const { cause, seconds } of secondBySecond(rows)) counted[cause] += seconds;
      assert.deepEqual(found.causes, counted);
    }),
    { numRuns: 300 },
  );
});

/** The definitions, word for word and slowly. */
function* secondBySecond(rows: readonly EventRow[]): Generator<{ cause: (typeof CAUSES)[number]; seconds: number }> {
  const numbered = [...groupBy(rows, (row) => row.caseId).values()].flatMap((all) =>
    all
      .toSorted((x, y) => x.time - y.time)
      .toSorted((x, y) => x.start! - y.start!)
      .map((row, i, sorted) => {
        const done = Math.max(...sorted.slice(0, i).map((one) => one.time));
        return { ...row, begin: row.start!, enabled: i === 0 ? row.start! : Math.min(done, row.start!) };
      }),
  );
  for (const work of numbered) {
    if (work.resource === undefined) {
      for (let t = work.enabled; t < work.begin; t += 1000)
        yield { cause: t % 10_000 >= 6000 ? 'unavailability' : 'unknown', seconds: 1 };
      continue;
    }
    const own = numbered.filter((one) => one.resource === work.resource).sort((x, y) => x.begin - y.begin);
    const batches: (typeof own)[] = [];
    for (const one of own) {
      const batch = batches.at(-1);
      const head = batch?.[0];
      const joins =
        head?.activity === one.activity &&
        one.begin <= Math.max(...batch!.map(({ time }) => time)) &&
        one.enabled <= head.begin;
      if (joins) batch!.push(one);
      else batches.push([one]);
    }
    const batch = batches.find((some) => some.includes(work))!;
    const gathered = batch.length > 1 ? Math.max(...batch.map(({ enabled }) => enabled)) : 0;
    for (let t = work.enabled; t < work.begin; t += 1000) {
      const doing = own.find((one) => one.begin <= t && t < one.time);
      if (t < gathered) yield { cause: 'batching', seconds: 1 };
      else if (doing) yield { cause: doing.enabled <= work.enabled ? 'contention' : 'prioritisation', seconds: 1 };
      else yield { cause: t % 10_000 >= 6000 ? 'unavailability' : 'other', seconds: 1 };
    }
  }
}

test('on a real log with starts and people the causes add up to its waiting', async (t) => {
  if (!sharedData) return t.skip('shared data absent');
  const read = await readLog(fileBytes(`${sharedData}/logs/PurchasingExample.csv.gz`));
  assert.ok(read.ok);
  const found = waitingCauses(read.value.log);
  const parts = CAUSES.reduce((sum, cause) => sum + found.causes[cause], 0);
  assert.ok(Math.abs(parts - found.waitingSeconds) < 1e-3);
  assert.ok(Math.abs(workingAndWaiting(read.value.log).waitingSeconds - found.waitingSeconds) < 1e-3);
  assert.ok(found.causes.contention > 0 && found.causes.prioritisation > 0);
});
