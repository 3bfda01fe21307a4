/** Holds the engine to the answers another tool gave on public logs (see the shared data's README). */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileBytes } from '#platform/file-bytes.ts';
import { readLog } from './formats/read-log.ts';
import { textsOf } from './log/dictionary.ts';
import type { Log } from './log/log.ts';
import { inStartOrder } from './log/start-order.ts';
import { summaryOf } from './log/summary.ts';
import { follows, followsTimes } from './map/follows.ts';
import { activityCounts, mapOf } from './map/map.ts';
import { variantsOf } from './map/variants.ts';
import { handovers } from './performance/handover.ts';
import { caseDurations } from './performance/lead-time.ts';
import { quantileOfSorted } from './performance/quantile.ts';
import { reworkOf } from './performance/rework.ts';
import { sharedData } from './shared-data.test-data.ts';

type Counts = Readonly<Record<string, number>>;
interface Moments {
  readonly mean: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly p90: number;
}
interface Expected {
  readonly log: string;
  readonly counts: { readonly events: number; readonly cases: number; readonly activities: number };
  readonly time: { readonly first: string; readonly last: string };
  readonly activity_counts: Counts;
  readonly start_activities: Counts;
  readonly end_activities: Counts;
  readonly dfg: { readonly edges: number; readonly total: number; readonly sha256_all: string };
  readonly performance_dfg_top20?: readonly {
    readonly from: string;
    readonly to: string;
    readonly mean_s: number;
    readonly median_s: number;
    readonly min_s: number;
    readonly max_s: number;
    readonly sum_s: number;
  }[];
  readonly variants: {
    readonly count: number;
    readonly singletons: number;
    readonly top10: readonly { readonly count: number; readonly activities: readonly string[] }[];
  };
  readonly trace_length: { readonly min: number; readonly max: number; readonly mean: number; readonly median: number };
  readonly case_duration_s: { readonly first_to_last: Moments };
  readonly rework_cases_per_activity: Counts;
  readonly handover_of_work?: {
    readonly pairs: number;
    readonly total: number;
    readonly top20: readonly (readonly [string, string, number])[];
  };
}

function near(actual: number, expected: number, what: string, decimals = 6): void {
  const close = Math.abs(actual - expected) <= 0.6 * 10 ** -decimals + Math.abs(expected) * 1e-12;
  assert.ok(close, `${what}: ${actual} instead of ${expected}`);
}

function sortedCounts(counts: Counts): string {
  return JSON.stringify(Object.entries(counts).sort(([x], [y]) => (x < y ? -1 : 1)));
}

function checkCounts(log: Log, expected: Expected): void {
  const summary = summaryOf(log);
  const { events, cases, activities } = expected.counts;
  assert.deepEqual(
    { events: summary.events, cases: summary.cases, activities: summary.activities },
    { events, cases, activities },
  );
  assert.equal(summary.variants, expected.variants.count);
  assert.equal(sortedCounts(summary.start), sortedCounts(expected.start_activities));
  assert.equal(sortedCounts(summary.end), sortedCounts(expected.end_activities));
  assert.equal(Date.parse(summary.from!), Math.floor(Date.parse(expected.time.first)));
  assert.equal(Date.parse(summary.to!), Math.floor(Date.parse(expected.time.last)));
  const map = mapOf(log);
  const byActivity = Object.fromEntries(map.nodes.map((node) => [node.activity, node.events]));
  assert.equal(sortedCounts(byActivity), sortedCounts(expected.activity_counts));
  const rework = activityCounts(log).reworkCases;
  const names = textsOf(log.activities);
  const reworked = Object.fromEntries(names.map((name, a) => [name, rework[a]!] as const).filter(([, n]) => n > 0));
  assert.equal(sortedCounts(reworked), sortedCounts(expected.rework_cases_per_activity));
  const again = reworkOf(log).activities.filter((one) => one.reworkCases > 0);
  assert.equal(
    sortedCounts(Object.fromEntries(again.map((one) => [one.activity, one.reworkCases]))),
    sortedCounts(expected.rework_cases_per_activity),
  );
}

function checkMap(log: Log, expected: Expected): void {
  const { edges } = mapOf(log);
  assert.equal(edges.length, expected.dfg.edges);
  assert.equal(
    edges.reduce((sum, edge) => sum + edge.count, 0),
    expected.dfg.total,
  );
  const points = (x: string, y: string) => Buffer.compare(Buffer.from(x), Buffer.from(y));
  const sorted = [...edges].sort((x, y) => points(x.from, y.from) || points(x.to, y.to));
  const lines = sorted.map((edge) => `${edge.from}\t${edge.to}\t${edge.count}`).join('\n');
  assert.equal(createHash('sha256').update(lines).digest('hex'), expected.dfg.sha256_all);
  const ordered = inStartOrder(log);
  const relation = follows(ordered);
  const times = followsTimes(ordered, relation);
  const names = textsOf(log.activities);
  for (const wanted of expected.performance_dfg_top20 ?? []) {
    const edge = relation.from.findIndex(
      (from, i) => names[from] === wanted.from && names[relation.to[i]!] === wanted.to,
    );
    const what = `${wanted.from} → ${wanted.to}`;
    near(times.mean[edge]! / 1000, wanted.mean_s, `${what} mean`);
    near(times.median[edge]! / 1000, wanted.median_s, `${what} median`);
    near(times.min[edge]! / 1000, wanted.min_s, `${what} min`);
    near(times.max[edge]! / 1000, wanted.max_s, `${what} max`);
    near(times.sum[edge]! / 1000, wanted.sum_s, `${what} sum`, 4);
  }
}

function checkVariants(log: Log, expected: Expected): void {
  const { variants, total } = variantsOf(log);
  assert.equal(total, expected.variants.count);
  assert.equal(variants.filter((variant) => variant.count === 1).length, expected.variants.singletons);
  assert.deepEqual(
    variants.slice(0, expected.variants.top10.length).map((v) => v.count),
    expected.variants.top10.map((v) => v.count),
  );
  const found = new Map(variants.map((variant) => [variant.activities.join('\t'), variant.count]));
  for (const wanted of expected.variants.top10) assert.equal(found.get(wanted.activities.join('\t')), wanted.count);
  near(variants.at(-1)!.cumulativeShare, 1, 'all variants together', 9);
}

function checkCases(log: Log, expected: Expected): void {
  const lengths = Float64Array.from(
    { length: log.cases },
    (_, c) => log.caseOffset[c + 1]! - log.caseOffset[c]!,
  ).sort();
  assert.equal(lengths[0], expected.trace_length.min);
  assert.equal(lengths.at(-1), expected.trace_length.max);
  near(log.events / log.cases, expected.trace_length.mean, 'mean length');
  near(quantileOfSorted(lengths, 0.5), expected.trace_length.median, 'median length');
  const durations = caseDurations(log)
    .filter((ms) => !Number.isNaN(ms))
    .sort();
  const wanted = expected.case_duration_s.first_to_last;
  near(caseDurations(log).reduce((sum, ms) => sum + ms, 0) / log.cases / 1000, wanted.mean, 'mean duration');
  near(quantileOfSorted(durations, 0.5) / 1000, wanted.median, 'median duration');
  near(quantileOfSorted(durations, 0.9) / 1000, wanted.p90, 'p90 duration');
  near(durations[0]! / 1000, wanted.min, 'shortest');
  near(durations.at(-1)! / 1000, wanted.max, 'longest');
}

function checkHandovers(log: Log, expected: Expected): void {
  const wanted = expected.handover_of_work;
  if (!wanted) return;
  const pairs = handovers(log);
  assert.equal(pairs.length, wanted.pairs);
  assert.equal(
    pairs.reduce((sum, pair) => sum + pair.count, 0),
    wanted.total,
  );
  const found = new Map(pairs.map((pair) => [`${pair.from}\t${pair.to}`, pair.count]));
  for (const [from, to, count] of wanted.top20) assert.equal(found.get(`${from}\t${to}`), count);
}

function fileOf(data: string, name: string): string | undefined {
  const csv = name.endsWith('-csv');
  const base = csv ? name.slice(0, -'-csv'.length) : name;
  const endings = csv ? ['.csv', '.csv.gz'] : ['.xes', '.xes.gz', '.csv', '.csv.gz'];
  const files = new Set(readdirSync(`${data}/logs`));
  const file = endings.map((ending) => base + ending).find((f) => files.has(f));
  return file && `${data}/logs/${file}`;
}

const answers = sharedData
  ? readdirSync(`${sharedData}/expected`).filter((f) => f.endsWith('.json') && !f.startsWith('ocel.'))
  : [];

test('the reference logs are there to compare with', (t) => {
  if (!sharedData) t.skip('shared data absent');
  else assert.ok(answers.length > 0);
});

for (const answer of answers) {
  test(`${answer} is answered to the last digit`, async (t) => {
    const path = `${sharedData}/expected/${answer}`;
    const expected = JSON.parse(readFileSync(path, 'utf8')) as Expected;
    const file = fileOf(sharedData!, answer.replace(/\.json$/, ''));
    if (!file || !existsSync(file)) return t.skip('log absent');
    const read = await readLog(fileBytes(file));
    assert.ok(read.ok, JSON.stringify(read));
    assert.equal(read.value.report.rejected, 0);
    checkCounts(read.value.log, expected);
    checkMap(read.value.log, expected);
    checkVariants(read.value.log, expected);
    checkCases(read.value.log, expected);
    checkHandovers(read.value.log, expected);
  });
}
