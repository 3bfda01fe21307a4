/** Adding the parts of a split log gives the whole: of every answer that counts or sums, both for cases chosen and for logs of their own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { caseBeginnings } from './change/case-measure.ts';
import { align } from './conformance/align/align.ts';
import { deviationKey } from './conformance/deviation.ts';
import { deviationsOf } from './conformance/deviations.ts';
import { fitOverTime } from './conformance/over-time.ts';
import { replay } from './conformance/replay.ts';
import { checkRules } from './conformance/rules/check.ts';
import { readRules } from './conformance/rules/rule.ts';
import { inductiveMiner } from './discovery/inductive.ts';
import { netOfTree } from './discovery/petri-net.ts';
import type { Log } from './log/log.ts';
import { type EventRow, logFromEvents } from './log/log-builder.ts';
import { selectCases } from './log/selection.ts';
import { summaryOf } from './log/summary.ts';
import { mapOf } from './map/map.ts';
import { variantsOf } from './map/variants.ts';
import { groupedHandovers } from './performance/grouped-handovers.ts';
import { eachPerson } from './performance/grouping.ts';
import { handovers } from './performance/handover.ts';
import { leadTimes } from './performance/lead-time.ts';
import { reworkOf } from './performance/rework.ts';
import { segmentTimes } from './performance/segment.ts';
import { workingAndWaiting } from './performance/waiting/working-waiting.ts';

const hour = 3_600_000;

const event = fc.record({
  activity: fc.constantFrom('a', 'b', 'c', 'd'),
  wait: fc.integer({ min: 0, max: 900 }),
  work: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }),
  resource: fc.option(fc.constantFrom('x', 'y', 'z'), { nil: undefined }),
});
const someCases = fc.array(fc.record({ part: fc.nat(2), events: fc.array(event, { minLength: 1, maxLength: 7 }) }), {
  minLength: 1,
  maxLength: 9,
});

function rowsOf(cases: typeof someCases extends fc.Arbitrary<infer T> ? T : never): readonly (readonly EventRow[])[] {
  return cases.map(({ events }, c) => {
    let time = c * hour;
    return events.map(({ activity, wait, work, resource }) => {
      time += wait * hour;
      const known = { ...(work === undefined ? {} : { start: time - work * hour }), ...(resource ? { resource } : {}) };
      return { caseId: `${c}`, activity, time, ...known };
    });
  });
}

/** What an answer counts, by what it is counted of. */
type Counts = Readonly<Record<string, number>>;
type Counting = (log: Log, selection?: Uint32Array) => Counts;

/** Every number of each row but those named, under the row's name. */
function columns(rows: readonly object[], named: (row: never) => string, notSums: readonly string[] = []): Counts {
  return Object.fromEntries(
    rows.flatMap((row) =>
      Object.entries(row).flatMap(([key, value]) =>
        typeof value === 'number' && !notSums.includes(key) ? [[`${named(row as never)} · ${key}`, value]] : [],
      ),
    ),
  );
}

const road = netOfTree(
  inductiveMiner(
    logFromEvents(
      ['abcd', 'acbd', 'abd'].flatMap((word, c) =>
        Array.from(word, (activity, time) => ({ caseId: `${c}`, activity, time })),
      ),
    ),
  ),
);

const rules = readRules(
  JSON.stringify({
    rules: [
      { template: 'response', a: 'a', b: 'b', within: { count: 30, unit: 'day' } },
      { template: 'alternate-precedence', a: 'b', b: 'c' },
      { template: 'absence', a: 'd', times: 2 },
    ],
  }),
);
/** So that a window is over, or not, in a part as in the whole. */
const knownUntil = 5000 * hour;

const DISTRIBUTION = ['meanSeconds', 'medianSeconds', 'p85Seconds', 'share', 'lowSeconds', 'highSeconds'];

const ANSWERS: Readonly<Record<string, Counting>> = {
  summary: (log, selection) => {
    const { cases, events, start, end } = summaryOf(log, selection);
    const named = (counts: Counts, what: string) =>
      Object.fromEntries(Object.entries(counts).map(([name, n]) => [`${what} ${name}`, n]));
    return { cases, events, ...named(start, 'start'), ...named(end, 'end') };
  },
  map: (log, selection) => {
    const { nodes, edges } = mapOf(log, selection);
    const seconds = edges.map(({ from, to, count, meanSeconds }) => ({
      from,
      to,
      seconds: count * (meanSeconds ?? 0),
    }));
    const pair = ({ from, to }: { from: string; to: string }) => `${from} → ${to}`;
    return {
      ...columns(nodes, ({ activity }: { activity: string }) => activity),
      ...columns(edges, pair, DISTRIBUTION),
      ...columns(seconds, (row: { from: string; to: string }) => `${pair(row)}, time`),
    };
  },
  variants: (log, selection) =>
    Object.fromEntries(
      variantsOf(log, selection).variants.map(({ activities, count }) => [activities.join(''), count]),
    ),
  'lead times': (log, selection) => {
    const { cases, meanSeconds } = leadTimes(log, selection);
    return { cases, seconds: cases * (meanSeconds ?? 0) };
  },
  handovers: (log, selection) =>
    Object.fromEntries(handovers(log, selection).map(({ from, to, count }) => [`${from} ${to}`, count])),
  'handovers by group': (log, selection) => {
    const { pairs, handovers: all, toOthers, withoutGroup } = groupedHandovers(log, eachPerson(log), selection);
    const each = pairs.map(({ from, to, count, cases }) => [`${from} ${to}`, count + 1000 * cases]);
    return { ...Object.fromEntries(each), all, toOthers, withoutGroup };
  },
  rework: (log, selection) => {
    const { all, activities, returns } = reworkOf(log, selection);
    return {
      ...columns([all], () => 'all', DISTRIBUTION),
      ...columns(activities, ({ activity }: { activity: string }) => activity, DISTRIBUTION),
      ...columns(returns, ({ from, to }: { from: string; to: string }) => `${from} → ${to}`),
    };
  },
  'working and waiting': (log, selection) => {
    const found = workingAndWaiting(log, undefined, selection);
    const { cases, leadSeconds, workingSeconds, waitingSeconds, activities, segments } = found;
    return {
      ...{ cases, leadSeconds, workingSeconds, waitingSeconds },
      ...columns(activities, ({ activity }: { activity: string }) => activity, DISTRIBUTION),
      ...columns(segments, ({ from, to }: { from: string; to: string }) => `${from} → ${to}`, DISTRIBUTION),
    };
  },
  segment: (log, selection) => {
    const end = (activity: string, occurrence: 'first' | 'last') => ({ activities: [activity], occurrence });
    const found = segmentTimes(
      log,
      { from: end('a', 'first'), to: end('c', 'last'), clock: 'utc' },
      undefined,
      selection,
    );
    if (!found.ok) return {};
    const { cases, meanSeconds } = found.value.times;
    return { cases, seconds: cases * (meanSeconds ?? 0) };
  },
  replay: (log, selection) => {
    const { cases, fittingCases } = replay(log, road, selection);
    return { cases, fittingCases };
  },
  alignment: (log, selection) => {
    const { cases, fittingCases, totalCost } = align(log, road, selection ? { selection } : {})!;
    return { cases, fittingCases, totalCost };
  },
  deviations: (log, selection) => {
    const found = deviationsOf(log, road, selection ? { selection } : {})!;
    const each = found.deviations.map((one) => [deviationKey(one), one.cases]);
    return { ...Object.fromEntries(each), deviating: found.deviatingCases, fitting: found.fittingCases };
  },
  'fit over time': (log, selection) => {
    const { periods } = fitOverTime(caseBeginnings(log), [replay(log, road, selection)], 'month', 'utc');
    const sums = periods.map(({ period, cases, fittingCases }) => ({ period, cases, fittingCases }));
    return columns(sums, ({ period }: { period: string }) => period);
  },
  rules: (log, selection) => {
    assert.ok(rules.ok);
    const found = checkRules(log, rules.value, { knownUntil, ...(selection ? { selection } : {}) });
    assert.ok(found.ok);
    return columns(found.value.rules, ({ name }: { name: string }) => name, ['satisfiedShare', 'violatedShare']);
  },
};

function added(parts: readonly Counts[]): Counts {
  const sums: Record<string, number> = {};
  for (const part of parts) for (const [name, n] of Object.entries(part)) sums[name] = (sums[name] ?? 0) + n;
  return sums;
}

function assertSame(found: Counts, whole: Counts, what: string): void {
  for (const name of new Set([...Object.keys(found), ...Object.keys(whole)])) {
    const [sum, all] = [found[name] ?? 0, whole[name] ?? 0];
    assert.ok(Math.abs(sum - all) <= 1e-9 * Math.max(1, Math.abs(all)), `${what}, ${name}: ${sum} instead of ${all}`);
  }
}

for (const [what, answer] of Object.entries(ANSWERS))
  test(`adding the parts of a split log gives the whole: ${what}`, () => {
    let counted = 0;
    fc.assert(
      fc.property(someCases, (cases) => {
        const rows = rowsOf(cases);
        const log = logFromEvents(rows.flat());
        const whole = answer(log);
        const parts = [0, 1, 2].filter((part) => cases.some((one) => one.part === part));
        const chosen = parts.map((part) =>
          answer(
            log,
            selectCases(log, (c) => cases[c]!.part === part),
          ),
        );
        assertSame(added(chosen), whole, what);
        const apart = parts.map((part) => answer(logFromEvents(rows.filter((_, c) => cases[c]!.part === part).flat())));
        assertSame(added(apart), whole, what);
        counted += Object.keys(whole).length;
      }),
      { numRuns: 60 },
    );
    assert.ok(counted > 20);
  });
