/** The map of a log: activities as places, directly-follows pairs as the roads between them, as a reader wants it. */
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { selectedCount } from '#mining/log/selection.ts';
import { inStartOrder } from '#mining/log/start-order.ts';
import type { Follows, FollowsTimes } from './follows.ts';
import { follows, followsTimes } from './follows.ts';

export interface MapNode {
  readonly activity: string;
  readonly events: number;
  readonly cases: number;
  /** Cases that begin and end here. */
  readonly starts: number;
  readonly ends: number;
}

export interface MapEdge {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly cases: number;
  /** Seconds between the two; null when the log has no times for them. */
  readonly meanSeconds: number | null;
  readonly medianSeconds: number | null;
}

/** Nodes by events and edges by count, descending; ties by name, so that the same log always gives the same map. */
export interface LogMap {
  readonly cases: number;
  readonly events: number;
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
}

/** The map of the selected cases. In an interval log, what follows is what begins next (see `inStartOrder`). */
export function mapOf(log: Log, selection?: Selection): LogMap {
  const ordered = inStartOrder(log);
  const relation = follows(ordered, selection);
  return readable(log, selection, relation, followsTimes(ordered, relation, selection));
}

function readable(log: Log, selection: Selection, relation: Follows, times: FollowsTimes): LogMap {
  const names = textsOf(log.activities);
  const nodes = nodesOf(log, selection, names);
  const edges = Array.from(
    { length: relation.size },
    (_, edge): MapEdge => ({
      from: names[relation.from[edge]!]!,
      to: names[relation.to[edge]!]!,
      count: relation.count[edge]!,
      cases: relation.cases[edge]!,
      meanSeconds: seconds(times.mean[edge]!),
      medianSeconds: seconds(times.median[edge]!),
    }),
  );
  edges.sort((x, y) => y.count - x.count || compareText(x.from, y.from) || compareText(x.to, y.to));
  const events = nodes.reduce((sum, node) => sum + node.events, 0);
  return { cases: selectedCount(log, selection), events, nodes, edges };
}

function seconds(ms: number): number | null {
  return Number.isNaN(ms) ? null : ms / 1000;
}

/** By code unit: the same everywhere, unlike a locale's order. */
export function compareText(x: string, y: string): number {
  return x < y ? -1 : x > y ? 1 : 0;
}

function nodesOf(log: Log, selection: Selection, names: readonly string[]): MapNode[] {
  const { size, events, cases, starts, ends } = activityCounts(log, selection);
  const nodes: MapNode[] = [];
  for (let a = 0; a < size; a++) {
    if (events[a]! === 0) continue;
    nodes.push({ activity: names[a]!, events: events[a]!, cases: cases[a]!, starts: starts[a]!, ends: ends[a]! });
  }
  return nodes.sort((x, y) => y.events - x.events || compareText(x.activity, y.activity));
}

/** Per activity code: events, distinct cases, cases that start or end with it, and cases in which it happens again. */
export interface ActivityCounts {
  readonly size: number;
  readonly events: Uint32Array;
  readonly cases: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly reworkCases: Uint32Array;
}

export function activityCounts(log: Log, selection?: Selection): ActivityCounts {
  const size = log.activities.size;
  const column = () => new Uint32Array(size);
  const counts = { size, events: column(), cases: column(), starts: column(), ends: column(), reworkCases: column() };
  const { events, cases, starts, ends, reworkCases } = counts;
  const seenIn = new Int32Array(size).fill(-1);
  const againIn = new Int32Array(size).fill(-1);
  const { caseOffset, activity } = log;
  const n = selectedCount(log, selection);
  for (let k = 0; k < n; k++) {
    const c = selection === undefined ? k : selection[k]!;
    const from = caseOffset[c]!;
    const to = caseOffset[c + 1]!;
    if (from === to) continue;
    starts[activity[from]!]!++;
    ends[activity[to - 1]!]!++;
    for (let e = from; e < to; e++) {
      const a = activity[e]!;
      events[a]!++;
      if (seenIn[a] !== c) {
        seenIn[a] = c;
        cases[a]!++;
      } else if (againIn[a] !== c) {
        againIn[a] = c;
        reworkCases[a]!++;
      }
    }
  }
  return counts;
}
