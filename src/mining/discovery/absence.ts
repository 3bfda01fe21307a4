/**
 * The relation that would be left if one activity were taken out of every trace: worked out from what stands around it,
 * since counting all traces anew for each of hundreds of activities would take hours.
 */
import type { Bits, Relation } from './relation.ts';
import { add, has, isEmpty, isKept, mostOf, remove, setOf } from './relation.ts';
import type { Graph, Sublog } from './sublog.ts';

/** Where traces close over the gap: from which place (−1: the beginning) to which (−1: the end), how often. */
type Gap = readonly [from: number, to: number, weight: number];

/** By place in `graph.activities`: what would follow what if the activity were absent. Runs of it close as one gap. */
export function gapsOf(log: Sublog, { activities }: Graph): readonly (readonly Gap[])[] {
  const place = new Map(activities.map((activity, i) => [activity, i]));
  const gaps: Gap[][] = activities.map(() => []);
  for (const [t, trace] of log.traces.entries()) {
    for (let i = 0, to = 0; i < trace.length; i = to) {
      for (to = i + 1; to < trace.length && trace[to] === trace[i]; ) to++;
      const from = i === 0 ? -1 : place.get(trace[i - 1]!)!;
      gaps[place.get(trace[i]!)!]!.push([from, to === trace.length ? -1 : place.get(trace[to]!)!, log.weights[t]!]);
    }
  }
  return gaps;
}

/** `base` is the relation of the graph at the same noise. Rows that stay as they are are shared with it. */
export function relationWithout(
  graph: Graph,
  base: Relation,
  absent: number,
  gaps: readonly Gap[],
  noise: number,
): Relation {
  const { n } = base;
  const [after, before] = [base.after.slice(), base.before.slice()];
  const starts = graph.starts.slice();
  const ends = graph.ends.slice();
  starts[absent] = 0;
  ends[absent] = 0;
  const rows = new Map<number, Float64Array>();
  for (let a = 0; a < n; a++) {
    if (a === absent || graph.follows[a * n + absent] === 0) continue;
    const row = graph.follows.slice(a * n, (a + 1) * n);
    row[absent] = 0;
    rows.set(a, row);
  }
  for (const [from, to, weight] of gaps) {
    if (from < 0 && to >= 0) starts[to]! += weight;
    if (from >= 0 && to < 0) ends[from]! += weight;
    if (from >= 0 && to >= 0) rows.get(from)![to]! += weight;
  }
  const frequent = base.ends.slice();
  remove(frequent, absent);
  const fresh = new Set<number>();
  for (const [a, row] of rows) {
    const least = mostOf(row, ends[a]!) * noise;
    after[a] = setOf(n, (b) => isKept(row[b]!, least));
    mirror(a, base.after[a]!, after[a]!, before, fresh);
    if (isKept(ends[a]!, least)) add(frequent, a);
    else remove(frequent, a);
  }
  const leastStart = mostOf(starts, 0) * noise;
  const members = base.members.slice();
  remove(members, absent);
  return {
    n,
    members,
    starts: setOf(n, (a) => isKept(starts[a]!, leastStart)),
    ends: isEmpty(frequent) ? setOf(n, (a) => ends[a]! > 0) : frequent,
    after,
    before,
  };
}

/** Brings the columns in step with a row that has changed; `fresh` are those that are no longer shared. */
function mirror(a: number, old: Bits, now: Bits, before: Bits[], fresh: Set<number>): void {
  for (let word = 0; word < now.length; word++) {
    for (let left = old[word]! ^ now[word]!; left !== 0; left &= left - 1) {
      const b = word * 32 + 31 - Math.clz32(left & -left);
      if (!fresh.has(b)) before[b] = before[b]!.slice();
      fresh.add(b);
      if (has(now, b)) add(before[b]!, a);
      else remove(before[b]!, a);
    }
  }
}
