/** Splits a log along a cut. Where the log doesn't obey the cut (infrequent behaviour), the fewest events are left out. */
import type { Cut } from './cuts.ts';
import type { Graph, Sublog, Trace } from './sublog.ts';
import { type Gathering, gather, gathering, project } from './sublog.ts';

/** One sublog per group of the cut. */
export function split(log: Sublog, cut: Cut, graph: Graph): readonly Sublog[] {
  const groupOf = new Map<number, number>();
  for (const [g, group] of cut.groups.entries()) for (const a of group) groupOf.set(graph.activities[a]!, g);
  if (cut.tag === 'parallel') {
    return cut.groups.map((group) => project(log, new Set(group.map((a) => graph.activities[a]!))));
  }
  const parts = cut.groups.map(gathering);
  const splitTrace = cut.tag === 'choice' ? splitChoice : cut.tag === 'sequence' ? splitSequence : splitLoop;
  for (const [t, trace] of log.traces.entries()) splitTrace(trace, log.weights[t]!, groupOf, parts);
  return parts;
}

type GroupOf = ReadonlyMap<number, number>;

/** The whole trace goes to the group that most of its events belong to. */
function splitChoice(trace: Trace, weight: number, groupOf: GroupOf, parts: readonly Gathering[]): void {
  const counts = parts.map(() => 0);
  for (const activity of trace) counts[groupOf.get(activity)!]!++;
  const best = counts.indexOf(Math.max(...counts));
  gather(
    parts[best]!,
    trace.filter((activity) => groupOf.get(activity) === best),
    weight,
  );
}

/** Cuts the trace where the fewest events fall outside their group (dynamic programming over positions and groups). */
function splitSequence(trace: Trace, weight: number, groupOf: GroupOf, parts: readonly Gathering[]): void {
  const groups = trace.map((activity) => groupOf.get(activity)!);
  const bounds = isAscending(groups) ? undefined : bestBounds(groups, parts.length);
  for (const [g, part] of parts.entries()) {
    const kept = bounds
      ? trace.slice(bounds[g]!, bounds[g + 1]!).filter((activity) => groupOf.get(activity) === g)
      : trace.filter((activity) => groupOf.get(activity) === g);
    gather(part, kept, weight);
  }
}

function isAscending(groups: readonly number[]): boolean {
  return groups.every((group, i) => i === 0 || groups[i - 1]! <= group);
}

/** Position where each group begins, and the end: group g has events `bounds[g] … bounds[g+1] − 1`. */
function bestBounds(groups: readonly number[], k: number): number[] {
  const n = groups.length;
  const cost = Array.from({ length: k + 1 }, () => new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY));
  const back = Array.from({ length: k + 1 }, () => new Int32Array(n + 1));
  cost[0]![0] = 0;
  for (let g = 0; g < k; g++) {
    let best = Number.POSITIVE_INFINITY;
    let from = 0;
    for (let i = 0; i <= n; i++) {
      if (i > 0 && groups[i - 1] !== g) best += 1;
      if (cost[g]![i]! < best) {
        best = cost[g]![i]!;
        from = i;
      }
      cost[g + 1]![i] = best;
      back[g + 1]![i] = from;
    }
  }
  const bounds = [n];
  for (let g = k; g > 0; g--) bounds.unshift(back[g]![bounds[0]!]!);
  return bounds;
}

/** Runs of body and redo alternate, beginning and ending with the body; where they don't, the body was passed over. */
function splitLoop(trace: Trace, weight: number, groupOf: GroupOf, parts: readonly Gathering[]): void {
  let run: number[] = [];
  let current = 0;
  for (const activity of trace) {
    const group = groupOf.get(activity)!;
    if (group !== current) {
      gather(parts[current]!, run, weight);
      if (current !== 0 && group !== 0) gather(parts[0]!, [], weight);
      run = [];
      current = group;
    }
    run.push(activity);
  }
  gather(parts[current]!, run, weight);
  if (current !== 0) gather(parts[0]!, [], weight);
}
