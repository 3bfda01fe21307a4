/** How the groups on a map and the variants lie in time and among the parts of a question: one pass over the whole log. */
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import { inStartOrder } from '#mining/log/start-order.ts';
import { type Counts, countsOf, type Safe } from '#mining/privacy/safe-periods.ts';
import type { Spreads } from '#mining/privacy/small-groups.ts';
import type { MapEdge } from './map.ts';
import { type Variant, variantTable } from './variants.ts';

interface NodeSpread {
  readonly cases: Counts;
  readonly events: Counts;
  readonly starts: Counts;
  readonly ends: Counts;
  readonly out: Counts;
  readonly in: Counts;
}

/** The spreads of all activities and of these paths, over every case of the log, chosen or not. */
export function spreadsOf(log: Log, safe: Safe, edges: readonly MapEdge[]): Spreads {
  const row = () => new Float64Array(safe.size);
  const n = log.activities.size;
  const nodes = Array.from({ length: n }, (): NodeSpread => {
    return { cases: row(), events: row(), starts: row(), ends: row(), out: row(), in: row() };
  });
  const codes = new Map(textsOf(log.activities).map((text, code) => [text, code]));
  const pair = (edge: MapEdge) => codes.get(edge.from)! * n + codes.get(edge.to)!;
  const paths = new Map(edges.map((edge) => [pair(edge), { cases: row(), events: row(), last: -1 }]));
  const events = row();
  const ordered = inStartOrder(log).activity;
  const seenIn = new Int32Array(n).fill(-1);
  for (let c = 0; c < log.cases; c++) {
    const [from, to] = [log.caseOffset[c]!, log.caseOffset[c + 1]!];
    if (from === to) continue;
    const slot = safe.slotOf[c]!;
    nodes[log.activity[from]!]!.starts[slot]!++;
    nodes[log.activity[to - 1]!]!.ends[slot]!++;
    nodes[log.activity[from]!]!.in[slot]!++;
    nodes[log.activity[to - 1]!]!.out[slot]!++;
    events[slot]! += to - from;
    for (let e = from; e < to; e++) {
      const a = ordered[e]!;
      nodes[a]!.events[slot]!++;
      if (seenIn[a] !== c) nodes[a]!.cases[slot]!++;
      seenIn[a] = c;
      if (e + 1 === to) continue;
      const b = ordered[e + 1]!;
      nodes[a]!.out[slot]!++;
      nodes[b]!.in[slot]!++;
      const path = paths.get(a * n + b);
      if (path === undefined) continue;
      path.events[slot]!++;
      if (path.last !== c) path.cases[slot]!++;
      path.last = c;
    }
  }
  return {
    everyone: safe.everyone,
    events,
    mayShow: safe.mayShow,
    node: (activity) => nodes[codes.get(activity)!]!,
    edge: (edge) => paths.get(pair(edge))!,
  };
}

/** The spread of each variant of the selected cases, by its activities. */
export function variantSpread(log: Log, safe: Safe): (variant: Variant, at: number) => Counts {
  const chosen = variantTable(log, safe.selection);
  const all = variantTable(log);
  const cases = new Map<number, number[]>();
  for (let c = 0; c < log.cases; c++) {
    const v = all.variantOf[c]!;
    const list = cases.get(v);
    if (list) list.push(c);
    else cases.set(v, [c]);
  }
  return (_, at) => countsOf(safe, cases.get(all.variantOf[chosen.example[at]!]!) ?? []);
}
