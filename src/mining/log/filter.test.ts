import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { writeCsv } from '#mining/formats/csv/csv-write.ts';
import { readLog } from '#mining/formats/read-log.ts';
import { textOf, textsOf } from './dictionary.ts';
import { type CaseCondition, filterCases, filterLog, type LogFilter, unknownName } from './filter.ts';
import type { Log } from './log.ts';
import { logFromEvents } from './log-builder.ts';
import { summaryOf } from './summary.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

const hour = 3_600_000;

/** One case a word, beginning a day apart, an hour a step; the one who acts is named by the step in capitals. */
function logOfWords(words: readonly string[]): Log {
  return logFromEvents(
    words.flatMap((word, c) =>
      Array.from(word, (activity, i) => ({
        caseId: `${c}`,
        activity,
        time: c * 24 * hour + i * hour,
        resource: activity.toUpperCase(),
      })),
    ),
  );
}

const none: LogFilter = { cases: [], variants: null, events: null };
const left = (log: Log, ...cases: CaseCondition[]) => [...filterCases(log, { ...none, cases })];
const shown = (log: Log) =>
  Array.from({ length: log.cases }, (_, c) => [
    textOf(log.caseIds, c),
    Array.from(log.activity.subarray(log.caseOffset[c]!, log.caseOffset[c + 1]!), (a) =>
      textOf(log.activities, a),
    ).join(''),
  ]);

test('each condition leaves the cases that its words say', () => {
  const log = logOfWords(['abc', 'acb', 'ab', 'cab', 'b']);
  assert.deepEqual(left(log, { kind: 'passes', activities: ['c'], not: false }), [0, 1, 3]);
  assert.deepEqual(left(log, { kind: 'passes', activities: ['a', 'c'], not: true }), [4]);
  assert.deepEqual(left(log, { kind: 'starts-with', activities: ['c', 'b'] }), [3, 4]);
  assert.deepEqual(left(log, { kind: 'ends-with', activities: ['c'] }), [0]);
  assert.deepEqual(left(log, { kind: 'follows', from: 'a', to: 'b', directly: true }), [0, 2, 3]);
  assert.deepEqual(left(log, { kind: 'follows', from: 'a', to: 'b', directly: false }), [0, 1, 2, 3]);
  assert.deepEqual(left(log, { kind: 'lead-time', least: 3600, most: 3600 }), [2]);
  assert.deepEqual(left(log, { kind: 'resource', resources: ['C'] }), [0, 1, 3]);
  const from = 24 * hour;
  const to = 48 * hour + hour;
  assert.deepEqual(left(log, { kind: 'time', from, to, how: 'contained' }), [1]);
  assert.deepEqual(left(log, { kind: 'time', from, to, how: 'started' }), [1, 2]);
  assert.deepEqual(left(log, { kind: 'time', from: 2 * hour, to: null, how: 'intersecting' }), [0, 1, 2, 3, 4]);
});

test('variants are ranked among the cases that are left', () => {
  const log = logOfWords(['ab', 'ab', 'ac', 'ac', 'ac', 'd']);
  assert.deepEqual([...filterCases(log, { ...none, variants: { most: 1 } })], [2, 3, 4]);
  assert.deepEqual([...filterCases(log, { ...none, variants: { share: 0.6 } })], [0, 1, 2, 3, 4]);
  const without: LogFilter = {
    ...none,
    cases: [{ kind: 'passes', activities: ['c'], not: true }],
    variants: { most: 1 },
  };
  assert.deepEqual([...filterCases(log, without)], [0, 1]);
});

test('events of other activities are left out, and cases without any fall away', () => {
  const log = logOfWords(['abc', 'cc', 'ab']);
  const dropped = filterLog(log, { ...none, events: { activities: ['c'], drop: true } });
  assert.deepEqual(shown(dropped), [
    ['0', 'ab'],
    ['2', 'ab'],
  ]);
  assert.deepEqual(shown(filterLog(log, { ...none, events: { activities: ['c'], drop: false } })), [
    ['0', 'c'],
    ['1', 'cc'],
  ]);
});

test('a name that the log does not have is told, not taken for nothing', () => {
  const log = logOfWords(['ab']);
  const unknown = (one: CaseCondition) => unknownName(log, { ...none, cases: [one] })?.name;
  assert.equal(unknown({ kind: 'passes', activities: ['a', 'x'], not: false }), 'x');
  assert.equal(unknown({ kind: 'follows', from: 'a', to: 'y', directly: true }), 'y');
  assert.equal(unknown({ kind: 'resource', resources: ['A', 'Z'] }), 'Z');
  assert.equal(unknown({ kind: 'attribute', of: 'case', name: 'kind', values: ['x'] }), 'kind');
  assert.equal(unknown({ kind: 'passes', activities: ['a'], not: false }), undefined);
});

test('attributes of cases and events are asked by value, and go along into the part', async () => {
  const text = 'case,activity,time,case:kind,sum\n1,a,2026-01-01,ny,5\n1,b,2026-01-02,ny,7\n2,a,2026-01-03,gammal,5\n';
  const read = await readLog([encodeUtf8(text)]);
  assert.ok(read.ok);
  const { log } = read.value;
  assert.deepEqual(left(log, { kind: 'attribute', of: 'case', name: 'kind', values: ['gammal'] }), [1]);
  assert.deepEqual(left(log, { kind: 'attribute', of: 'event', name: 'sum', values: ['7'] }), [0]);
  const part = filterLog(log, {
    ...none,
    cases: [{ kind: 'attribute', of: 'case', name: 'kind', values: ['gammal'] }],
  });
  assert.match([...writeCsv(part)].map((bytes) => decodeUtf8(bytes)).join(''), /^2,a,2026-01-03.*,5,gammal$/m);
});

const someLog = fc
  .array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 1, maxLength: 6 }), {
    minLength: 1,
    maxLength: 12,
  })
  .map(logOfWords);
const activities = fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 });
const condition: fc.Arbitrary<CaseCondition> = fc.oneof(
  fc.record({ kind: fc.constant('passes' as const), activities, not: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('starts-with' as const, 'ends-with' as const), activities }),
  fc.record({
    kind: fc.constant('follows' as const),
    from: fc.constantFrom('a', 'b'),
    to: fc.constantFrom('b', 'c'),
    directly: fc.boolean(),
  }),
);

test('filtering what was filtered changes nothing, conditions may stand in any order, and the parts are the whole', () => {
  fc.assert(
    fc.property(someLog, fc.array(condition, { maxLength: 3 }), activities, (log, cases, some) => {
      const once = filterLog(log, { ...none, cases });
      assert.deepEqual(shown(filterLog(once, { ...none, cases })), shown(once));
      assert.deepEqual(left(log, ...cases.toReversed()), left(log, ...cases));
      const kept = filterLog(log, { ...none, events: { activities: some, drop: false } });
      const dropped = filterLog(log, { ...none, events: { activities: some, drop: true } });
      assert.equal(kept.events + dropped.events, log.events);
      const [passing, others] = [false, true].map((not) => left(log, { kind: 'passes', activities: some, not }));
      assert.deepEqual(
        [...passing!, ...others!].toSorted((x, y) => x - y),
        [...Array(log.cases).keys()],
      );
      const names = new Set(textsOf(log.activities));
      assert.ok(summaryOf(kept).activities <= names.size);
    }),
  );
});
