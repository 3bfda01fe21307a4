/**
 * A map made readable: the most frequent activities and paths only, by rank, yet every place that is shown is reached
 * from the start and reaches the end. The same shares always give the same map.
 */
import type { LogMap, MapEdge } from './map.ts';
import { compareText } from './map.ts';

/** Stand for “the case begins” and “the case ends” in `from` and `to` of a path; no activity can have these names. */
export const START = '\u0000start';
export const END = '\u0000end';

export interface ReducedMap extends LogMap {
  /** What the sliders left out. */
  readonly hiddenActivities: number;
  readonly hiddenPaths: number;
  /** Share of events and of directly-follows steps that the shown places and paths stand for (0 … 1). */
  readonly eventShare: number;
  readonly pathShare: number;
}

interface Arc {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly edge: MapEdge | undefined;
}

/**
 * Keeps the top `activityPercent` of the activities (at least one) and the top `pathPercent` of the paths between them
 * (0 … 100, by rank, rounded up). Where a kept activity would lose its way from the start or to the end, the path whose
 * weakest part is strongest is added back, with the activities it passes.
 */
export function reduceMap(map: LogMap, activityPercent: number, pathPercent: number): ReducedMap {
  const arcs = arcsOf(map);
  const names = new Set(
    map.nodes.slice(0, Math.max(1, share(map.nodes.length, activityPercent))).map((n) => n.activity),
  );
  const between = map.edges.filter((edge) => names.has(edge.from) && names.has(edge.to));
  const kept = new Set<MapEdge>(between.slice(0, share(between.length, pathPercent)));
  connect(arcs, names, kept, START);
  connect(arcs.map(reversed), names, kept, END);
  const nodes = map.nodes.filter((node) => names.has(node.activity));
  const edges = map.edges.filter((edge) => kept.has(edge));
  return {
    ...map,
    nodes,
    edges,
    hiddenActivities: map.nodes.length - nodes.length,
    hiddenPaths: map.edges.length - edges.length,
    eventShare: part(nodes, map.nodes, (node) => node.events),
    pathShare: part(edges, map.edges, (edge) => edge.count),
  };
}

function share(of: number, percent: number): number {
  return Math.ceil((of * Math.min(100, Math.max(0, percent))) / 100);
}

function part<T>(some: readonly T[], all: readonly T[], size: (one: T) => number): number {
  const total = all.reduce((sum, one) => sum + size(one), 0);
  return total === 0 ? 1 : some.reduce((sum, one) => sum + size(one), 0) / total;
}

function arcsOf(map: LogMap): Arc[] {
  const arcs: Arc[] = map.edges.map((edge) => ({ from: edge.from, to: edge.to, count: edge.count, edge }));
  for (const node of map.nodes) {
    if (node.starts > 0) arcs.push({ from: START, to: node.activity, count: node.starts, edge: undefined });
    if (node.ends > 0) arcs.push({ from: node.activity, to: END, count: node.ends, edge: undefined });
  }
  return arcs;
}

function reversed(arc: Arc): Arc {
  return { ...arc, from: arc.to, to: arc.from };
}

/** Adds to `names` and `kept` what it takes for every name to be reached from `root`. */
function connect(arcs: readonly Arc[], names: Set<string>, kept: Set<MapEdge>, root: string): void {
  const via = widestPaths(arcs, root);
  const reached = reachable(arcs, names, kept, root);
  for (const name of [...names]) {
    let at = name;
    while (!reached.has(at)) {
      reached.add(at);
      names.add(at);
      const arc = via.get(at);
      if (arc === undefined) break;
      if (arc.edge) kept.add(arc.edge);
      at = arc.from;
    }
  }
}

function reachable(
  arcs: readonly Arc[],
  names: ReadonlySet<string>,
  kept: ReadonlySet<MapEdge>,
  root: string,
): Set<string> {
  const next = byFrom(arcs.filter((arc) => (arc.edge ? kept.has(arc.edge) : arc.from === root && names.has(arc.to))));
  const reached = new Set([root]);
  for (const at of reached) for (const arc of next.get(at) ?? []) reached.add(arc.to);
  return reached;
}

function byFrom(arcs: readonly Arc[]): Map<string, Arc[]> {
  const from = new Map<string, Arc[]>();
  for (const arc of arcs) {
    const list = from.get(arc.from);
    if (list) list.push(arc);
    else from.set(arc.from, [arc]);
  }
  return from;
}

/** For every place, the last arc of a path from the root whose least frequent arc is as frequent as can be (Prim 1957, on maxima). */
function widestPaths(arcs: readonly Arc[], root: string): Map<string, Arc> {
  const from = byFrom(arcs);
  const via = new Map<string, Arc>();
  const done = new Set<string>([root]);
  const frontier: Arc[] = [];
  const stronger = (x: Arc, y: Arc) => x.count - y.count || compareText(y.from, x.from) || compareText(y.to, x.to);
  const open = (name: string) => {
    for (const arc of from.get(name) ?? []) if (!done.has(arc.to)) pushHeap(frontier, arc, stronger);
  };
  open(root);
  for (let arc = popHeap(frontier, stronger); arc !== undefined; arc = popHeap(frontier, stronger)) {
    if (done.has(arc.to)) continue;
    done.add(arc.to);
    via.set(arc.to, arc);
    open(arc.to);
  }
  return via;
}

function pushHeap<T>(heap: T[], one: T, compare: (x: T, y: T) => number): void {
  let at = heap.push(one) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (compare(heap[at]!, heap[parent]!) <= 0) return;
    [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
    at = parent;
  }
}

function popHeap<T>(heap: T[], compare: (x: T, y: T) => number): T | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (heap.length === 0 || last === undefined) return top;
  heap[0] = last;
  for (let at = 0; ; ) {
    let child = at * 2 + 1;
    if (child >= heap.length) return top;
    if (child + 1 < heap.length && compare(heap[child + 1]!, heap[child]!) > 0) child++;
    if (compare(heap[child]!, heap[at]!) <= 0) return top;
    [heap[at], heap[child]] = [heap[child]!, heap[at]!];
    at = child;
  }
}
