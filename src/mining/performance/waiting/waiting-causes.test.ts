import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { groupBy } from '#lib/group.ts';
import { readLog } from '#mining/formats/read-log.ts';
import type { Log } from '#mining/log/log.ts';
import type { EventRow } from '#mining/log/log-builder.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { sharedData } from '#mining/shared-data.test-data.ts';
import { fileBytes } from '#platform/file-bytes.ts';
import { outsideUntil } from './outside.ts';
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
    causes: { outside: 0, batching: 0, contention: 10, prioritisation: 5, unavailability: 0, other: 35, unknown: 0 },
  });
});

test('waiting until the last of a batch could have begun is batching', () => {
  const log = logOf('1 ask p 0 10', '1 sign q 100 105', '2 ask p 20 40', '2 sign q 105 110');
  const { causes, waitingSeconds } = waitingCauses(log);
  // Case 1 waits 10 to 100, 30 of it for case 2; case 2 waits 40 to 105, the last 5 of it while case 1 is signed.
  assert.equal(waitingSeconds, 155);
  assert.deepEqual(causes, {
    outside: 0,
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
  assert.deepEqual([found.causes.unavailability, found.causes.other, found.cannotTell], [50, 40, ['outside']]);
  const without = waitingCauses(log);
  assert.deepEqual(
    [without.causes.other, without.lacking, without.cannotTell],
    [90, ['calendar', 'outside'], ['unavailability', 'outside']],
  );
});

test('without beginnings or resources it is said which causes can not be told', () => {
  const plain = [
    { caseId: '1', activity: 'a', time: 0 },
    { caseId: '1', activity: 'b', time: 9000 },
  ];
  const found = waitingCauses(logFromEvents(plain));
  assert.deepEqual([found.causes.unknown, found.lacking], [9, ['beginnings', 'resources', 'calendar', 'outside']]);
  assert.equal(found.cannotTell.length, 6);
  const started = waitingCauses(logFromEvents(plain.map((event) => ({ ...event, start: event.time }))));
  assert.deepEqual([started.causes.unknown, started.lacking], [9, ['resources', 'calendar', 'outside']]);
});

test('waiting for what an outside party does is for outside, and until everything from outside was there', () => {
  const log = logOf('1 ask p 0 10', '1 answer x 40 40', '1 decide q 60 70', '1 send q 90 95');
  const answered = outsideUntil(log, { activities: ['answer'] });
  assert.ok(answered.ok);
  const found = waitingCauses(log, undefined, { until: answered.value });
  assert.deepEqual([found.causes.outside, found.causes.other, found.waitingSeconds], [30, 40, 70]);
  assert.deepEqual(found.lacking, ['calendar']);
  // Everything was there before the work began, after it, before what was done last, and nobody knows when.
  const numbers = Float64Array.of(5000, 50_000, 65_000, Number.NaN);
  const ready = { path: ['ready'], values: { type: 'time', numbers } } as const;
  const until = outsideUntil({ ...log, eventAttributes: [ready] }, { readyAttribute: 'ready' });
  assert.ok(until.ok);
  const { causes, transitions } = waitingCauses(log, undefined, { until: until.value });
  assert.deepEqual([causes.outside, causes.other], [50, 20]);
  assert.deepEqual(
    transitions.map(({ from, causes }) => [from, causes.outside]),
    [
      ['ask', 30],
      ['answer', 20],
      ['decide', 0],
    ],
  );
  // Without beginnings nothing else is known, and this is.
  const plain = waitingCauses({ ...log, start: undefined }, undefined, { until: answered.value });
  assert.deepEqual([plain.causes.outside, plain.causes.unknown], [30, 55]);
});

test('an outside party that the log doesn’t have is refused, and so is an attribute that is no time', () => {
  const log = logOf('1 ask p 0 10');
  const text = { path: ['ready'], values: { type: 'int', numbers: Float64Array.of(1) } } as const;
  const asked = [{ activities: ['answer'] }, { readyAttribute: 'ready' }];
  assert.deepEqual(
    asked.map((one) => outsideUntil({ ...log, eventAttributes: [text] }, one)),
    [
      { ok: false, refusal: { tag: 'not-in-log', what: 'activity', name: 'answer' } },
      { ok: false, refusal: { tag: 'not-in-log', what: 'time-attribute', name: 'ready' } },
    ],
  );
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
      const found = waitingCauses(log, available, { until: untilOf(log) });
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
      const log = logFromEvents(rows);
      const found = waitingCauses(log, available, { until: untilOf(log) });
      const counted = Object.fromEntries(CAUSES.map((cause) => [cause, 0])) as Record<(typeof CAUSES)[number], number>;
      for (const { cause, seconds } of secondBySecond(rows)) counted[cause] += seconds;
      assert.deepEqual(found.causes, counted);
    }),
    { numRuns: 300 },
  );
});

/** When everything from outside was there for work that began then: some time before or after, or unknown. */
function readyAt(begin: number): number {
  const seconds = begin / 1000;
  return seconds % 5 === 0 ? Number.NaN : begin + (((seconds * 7) % 24) - 18) * 1000;
}

const untilOf = ({ start }: Log) => Float64Array.from(start ?? [], readyAt);

/** The definitions, word for word and slowly. */
function* secondBySecond(rows: readonly EventRow[]): Generator<{ cause: (typeof CAUSES)[number]; seconds: number }> {
  const numbered = [...groupBy(rows, (row) => row.caseId).values()].flatMap((all) =>
    all
      .toSorted((x, y) => x.time - y.time)
      .toSorted((x, y) => x.start! - y.start!)
      .map((row, i, sorted) => {
        const done = Math.max(...sorted.slice(0, i).map((one) => one.time));
        const begin = row.start!;
        const before = i === 0 ? begin : Math.min(done, begin);
        const until = Number.isNaN(readyAt(begin)) ? before : Math.max(before, Math.min(readyAt(begin), begin));
        return { ...row, begin, before, enabled: until };
      }),
  );
  for (const work of numbered) {
    for (let t = work.before; t < work.enabled; t += 1000) yield { cause: 'outside', seconds: 1 };
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
