/** The traces a miner works on: distinct sequences of activity codes with how often each occurs. */
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { variantTable } from '#mining/map/variants.ts';

export type Trace = readonly number[];

export interface Sublog {
  readonly traces: readonly Trace[];
  readonly weights: readonly number[];
}

/** The variants of a log as traces, and the names of the codes. */
export function sublogOf(
  log: Log,
  selection?: Selection,
): { readonly sublog: Sublog; readonly names: readonly string[] } {
  const table = variantTable(log, selection);
  const traces = Array.from(table.example, (c) =>
    Array.from(log.activity.subarray(log.caseOffset[c]!, log.caseOffset[c + 1]!)),
  );
  return { sublog: { traces, weights: Array.from(table.count) }, names: textsOf(log.activities) };
}

/** Traces added one by one; equal ones are counted together, in order of first appearance. */
export interface Gathering {
  readonly at: Map<string, number>;
  readonly traces: Trace[];
  readonly weights: number[];
}

export function gathering(): Gathering {
  return { at: new Map(), traces: [], weights: [] };
}

export function gather(into: Gathering, trace: Trace, weight: number): void {
  const key = trace.join();
  const known = into.at.get(key);
  if (known === undefined) {
    into.at.set(key, into.traces.length);
    into.traces.push(trace);
    into.weights.push(weight);
  } else into.weights[known]! += weight;
}

export function activitiesOf(log: Sublog): number[] {
  const seen = new Set<number>();
  for (const trace of log.traces) for (const activity of trace) seen.add(activity);
  return [...seen].sort((x, y) => x - y);
}

/** The traces with only the activities in `kept`. */
export function project(log: Sublog, kept: ReadonlySet<number>): Sublog {
  const into = gathering();
  for (const [i, trace] of log.traces.entries()) {
    gather(
      into,
      trace.filter((activity) => kept.has(activity)),
      log.weights[i]!,
    );
  }
  return into;
}

/** The directly-follows graph of a sublog; activities by their place in `activities`. */
export interface Graph {
  readonly activities: readonly number[];
  /** `n × n` counts: row follows column. */
  readonly follows: Float64Array;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

export function graphOf(log: Sublog): Graph {
  const activities = activitiesOf(log);
  const n = activities.length;
  const place = new Map(activities.map((activity, i) => [activity, i]));
  const graph = {
    activities,
    follows: new Float64Array(n * n),
    starts: new Float64Array(n),
    ends: new Float64Array(n),
  };
  for (const [t, trace] of log.traces.entries()) {
    if (trace.length === 0) continue;
    const weight = log.weights[t]!;
    let before = place.get(trace[0]!)!;
    graph.starts[before]! += weight;
    for (let i = 1; i < trace.length; i++) {
      const after = place.get(trace[i]!)!;
      graph.follows[before * n + after]! += weight;
      before = after;
    }
    graph.ends[before]! += weight;
  }
  return graph;
}
