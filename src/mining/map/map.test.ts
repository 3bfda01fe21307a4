import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { selectCases } from '#mining/log/selection.ts';
import { summaryOf } from '#mining/log/summary.ts';
import { leadTimes } from '#mining/performance/lead-time.ts';
import { medianInPlace, quantileOfSorted } from '#mining/performance/quantile.ts';
import { suppressLeadTimes, suppressMap, suppressVariants } from '#mining/privacy/small-groups.ts';
import { follows } from './follows.ts';
import { mapOf } from './map.ts';
import { reduceMap } from './reduce-map.ts';
import { variantsOf } from './variants.ts';

const HOUR = 3_600_000;

/** Each word is a case and each letter an event an hour after the one before. */
function logOfWords(words: readonly string[]): Log {
  const rows = words.flatMap((word, c) =>
    Array.from(word, (activity, i) => ({ caseId: `c${c}`, activity, time: i * HOUR })),
  );
  return logFromEvents(rows);
}

const someWords = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e'), minLength: 1, maxLength: 8 }), {
  minLength: 1,
  maxLength: 30,
});

test('the map counts what directly follows what, in how many cases, and how long it takes', () => {
  const map = mapOf(logOfWords(['ab', 'ab', 'aab', 'b']));
  assert.deepEqual(map.edges, [
    { from: 'a', to: 'b', count: 3, cases: 3, meanSeconds: 3600, medianSeconds: 3600 },
    { from: 'a', to: 'a', count: 1, cases: 1, meanSeconds: 3600, medianSeconds: 3600 },
  ]);
  assert.deepEqual(map.nodes, [
    { activity: 'a', events: 4, cases: 3, starts: 3, ends: 0 },
    { activity: 'b', events: 4, cases: 4, starts: 1, ends: 4 },
  ]);
});

test('rows in any order make the same log as rows in order, with equal times as they came', () => {
  const log = logFromEvents([
    { caseId: '2', activity: 'x', time: 5 },
    { caseId: '1', activity: 'b', time: 2 },
    { caseId: '2', activity: 'y', time: 5, resource: 'R' },
    { caseId: '1', activity: 'a', time: 1 },
  ]);
  assert.deepEqual(textsOf(log.caseIds), ['2', '1']);
  assert.deepEqual(
    Array.from(log.activity, (a) => textsOf(log.activities)[a]),
    ['x', 'y', 'a', 'b'],
  );
  assert.deepEqual(Array.from(log.order!), [0, 2, 3, 1]);
});

test('the map of the parts of a log adds up to the map of the whole', () => {
  fc.assert(
    fc.property(someWords, (words) => {
      const log = logOfWords(words);
      const whole = mapOf(log).edges.map((edge) => [`${edge.from}${edge.to}`, edge.count, edge.cases]);
      const sums = new Map<string, [number, number]>();
      for (const part of [0, 1]) {
        for (const edge of mapOf(
          log,
          selectCases(log, (c) => c % 2 === part),
        ).edges) {
          const [count, cases] = sums.get(edge.from + edge.to) ?? [0, 0];
          sums.set(edge.from + edge.to, [count + edge.count, cases + edge.cases]);
        }
      }
      assert.deepEqual(new Map(whole.map(([name, count, cases]) => [name, [count, cases]])), new Map(sums));
    }),
  );
});

test('variants cover every case once, and a summary agrees with them', () => {
  fc.assert(
    fc.property(someWords, (words) => {
      const log = logOfWords(words);
      const { variants, total } = variantsOf(log);
      const expected = new Map<string, number>();
      for (const word of words) expected.set(word, (expected.get(word) ?? 0) + 1);
      assert.deepEqual(new Map(variants.map((v) => [v.activities.join(''), v.count])), expected);
      assert.equal(summaryOf(log).variants, total);
      assert.ok(variants.every((v, i) => i === 0 || variants[i - 1]!.count >= v.count));
    }),
  );
});

test('pairs among many activities are counted as among few', () => {
  const events = Array.from({ length: 6000 }, (_, i) => ({
    caseId: `${i % 3}`,
    activity: `a${(i * 7) % 2999}`,
    time: i,
  }));
  const log = logFromEvents(events);
  const relation = follows(log);
  const counted = new Map<string, number>();
  for (let e = 0; e + 1 < log.events; e++) {
    if ([log.caseOffset[1]! - 1, log.caseOffset[2]! - 1].includes(e)) continue;
    const name = `${log.activity[e]}>${log.activity[e + 1]}`;
    counted.set(name, (counted.get(name) ?? 0) + 1);
  }
  const found = Array.from(relation.count, (count, i) => [`${relation.from[i]}>${relation.to[i]}`, count] as const);
  assert.deepEqual(new Map(found), counted);
});

interface Place {
  readonly activity: string;
  readonly events: number | null;
  readonly starts: number | null;
  readonly ends: number | null;
}
interface Way {
  readonly from: string;
  readonly to: string;
  readonly count: number | null;
}

test('a reduced map keeps every shown activity reachable from a start and able to reach an end', () => {
  fc.assert(
    fc.property(
      someWords,
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 0, max: 100 }),
      fc.boolean(),
      (words, activities, paths, isSafe) => {
        const map = mapOf(logOfWords(words));
        // Also of the map whose rare ways are withheld, which then may lead nowhere.
        const safe = suppressMap(map, 3).shown;
        const small: ReturnType<typeof reduceMap<Place, Way>> = isSafe
          ? reduceMap<Place, Way>(safe, activities, paths)
          : reduceMap<Place, Way>(map, activities, paths);
        assert.ok(isSafe || small.nodes.length >= 1);
        const spread = (from: readonly string[], step: (name: string) => readonly string[]) => {
          const seen = new Set(from);
          for (const name of seen) for (const next of step(name)) seen.add(next);
          return seen;
        };
        const forward = spread(
          small.nodes.filter((n) => n.starts !== 0).map((n) => n.activity),
          (name) => small.edges.filter((e) => e.from === name).map((e) => e.to),
        );
        const back = spread(
          small.nodes.filter((n) => n.ends !== 0).map((n) => n.activity),
          (name) => small.edges.filter((e) => e.to === name).map((e) => e.from),
        );
        for (const node of small.nodes) assert.ok(forward.has(node.activity) && back.has(node.activity), node.activity);
        if (!isSafe && activities === 100 && paths === 100) assert.deepEqual(small.edges, map.edges);
      },
    ),
    { numRuns: 300 },
  );
});

test('D13 groups of fewer than five cases are not in the map, the variants or the lead times', () => {
  const log = logOfWords([...Array<string>(6).fill('ab'), ...Array<string>(4).fill('ac'), 'abbbbbbb']);
  const { shown, withheld } = suppressMap(mapOf(log));
  assert.deepEqual(shown.nodes.map((n) => n.activity).sort(), ['a', 'b']);
  assert.deepEqual(
    shown.edges.map((e) => e.from + e.to),
    ['ab'],
  );
  assert.equal(withheld, 3);
  assert.deepEqual(
    suppressVariants(variantsOf(log).variants).shown.map((v) => v.count),
    [6],
  );
  assert.equal(suppressLeadTimes(leadTimes(logOfWords(['ab', 'ab']))).shown, undefined);
});

test('D13 no bin of a shown lead time distribution holds one to four cases', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 5, maxLength: 60 }), (durations) => {
      const log = logFromEvents(
        durations.flatMap((ms, c) => [0, ms].map((time) => ({ caseId: `${c}`, activity: 'a', time }))),
      );
      const { shown } = suppressLeadTimes(leadTimes(log));
      assert.ok(shown !== undefined && shown.maxSeconds === null);
      assert.ok(shown.bins.every((bin) => bin.cases === 0 || bin.cases >= 5));
      assert.equal(
        shown.bins.reduce((sum, bin) => sum + bin.cases, 0),
        durations.length,
      );
    }),
  );
});

test('the median is the mean of the two middle values, found without sorting', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -9, max: 99 }), { minLength: 1, maxLength: 50 }), (values) => {
      const sorted = Float64Array.from(values).sort();
      const n = values.length;
      const expected = n % 2 === 1 ? sorted[(n - 1) / 2]! : (sorted[n / 2 - 1]! + sorted[n / 2]!) / 2;
      assert.equal(medianInPlace(Float64Array.from(values), 0, n), expected);
      assert.equal(quantileOfSorted(sorted, 0.5), expected);
    }),
  );
});

test('a log without events is answered with nothing, not with a fault', () => {
  const log = logFromEvents([]);
  assert.deepEqual(mapOf(log).edges, []);
  assert.deepEqual(summaryOf(log).caseDurationSeconds, { median: null, mean: null, p85: null });
  assert.deepEqual(
    [variantsOf(log).total, leadTimes(log).bins.length, reduceMap(mapOf(log), 50, 50).nodes.length],
    [0, 0, 0],
  );
});
