/**
 * A map made readable: the most frequent activities and paths only, by rank, yet every place that is shown is reached
 * from the start and reaches the end. The same shares always give the same map.
 */
import { compareText } from './map.ts';

/** Stand for “the case begins” and “the case ends” in `from` and `to` of a path; no activity can have these names. */
export const START = '\u0000start';
export const END = '\u0000end';

/** A place of a map; `rank` stands in where its number of events is withheld. */
interface Place {
  readonly activity: string;
  readonly events: number | null;
  readonly starts: number | null;
  readonly ends: number | null;
  readonly rank?: number;
}

interface Way {
  readonly from: string;
  readonly to: string;
  readonly count: number | null;
  readonly rank?: number;
}

export interface ReducedMap<N, E> {
  readonly nodes: readonly N[];
  readonly edges: readonly E[];
  /** What the sliders left out, and places that no way of the map leads to from the start or from to the end. */
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
  readonly edge: Way | undefined;
}

const eventsAt = (place: Place) => place.rank ?? place.events ?? 0;
const timesOn = (way: Way) => way.rank ?? way.count ?? 0;

/**
 * Keeps the top `activityPercent` of the activities (at least one) and the top `pathPercent` of the paths between them
 * (0 … 100, by rank, rounded up). Where a kept activity would lose its way from the start or to the end, the path whose
 * weakest part is strongest is added back, with the activities it passes. An activity that has no such way in the whole map
 * (its ways may be too rare to be shown) is left out, so that nothing drawn begins or ends in the middle of nowhere.
 */
export function reduceMap<N extends Place, E extends Way>(
  map: { readonly nodes: readonly N[]; readonly edges: readonly E[] },
  activityPercent: number,
  pathPercent: number,
): ReducedMap<N, E> {
  const { nodes: places, edges: ways } = throughRoads(map);
  const arcs = arcsOf(places, ways);
  const names = new Set(places.slice(0, Math.max(1, share(places.length, activityPercent))).map((n) => n.activity));
  const between = ways.filter((edge) => names.has(edge.from) && names.has(edge.to));
  const kept = new Set<Way>(between.slice(0, share(between.length, pathPercent)));
  connect(arcs, names, kept, START);
  connect(arcs.map(reversed), names, kept, END);
  const nodes = places.filter((node) => names.has(node.activity));
  const edges = ways.filter((edge) => kept.has(edge));
  return {
    nodes,
    edges,
    hiddenActivities: map.nodes.length - nodes.length,
    hiddenPaths: map.edges.length - edges.length,
    eventShare: part(nodes, map.nodes, eventsAt),
    pathShare: part(edges, map.edges, timesOn),
  };
}

/** Activities a map is opened with; connecting them may add a few. */
const READABLE = 18;
const MOST_READABLE = 24;

/** The percent of activities a map is opened with: all, or as many as can be read at once. */
export function readablePercent(
  map: { readonly nodes: readonly Place[]; readonly edges: readonly Way[] },
  pathPercent: number,
): number {
  const { nodes } = throughRoads(map);
  if (nodes.length <= MOST_READABLE) return 100;
  for (let percent = Math.floor((100 * READABLE) / nodes.length); percent > 1; percent--)
    if (reduceMap(map, percent, pathPercent).nodes.length <= MOST_READABLE) return percent;
  return 1;
}

/** The part of a map that lies on ways from the start to the end. */
function throughRoads<N extends Place, E extends Way>(map: {
  readonly nodes: readonly N[];
  readonly edges: readonly E[];
}) {
  const arcs = arcsOf(map.nodes, map.edges);
  const from = spread(arcs, START);
  const to = spread(arcs.map(reversed), END);
  const nodes = map.nodes.filter(({ activity }) => from.has(activity) && to.has(activity));
  const names = new Set(nodes.map(({ activity }) => activity));
  return { nodes, edges: map.edges.filter((edge) => names.has(edge.from) && names.has(edge.to)) };
}

function spread(arcs: readonly Arc[], root: string): Set<string> {
  const next = byFrom(arcs);
  const reached = new Set([root]);
  for (const at of reached) for (const arc of next.get(at) ?? []) reached.add(arc.to);
  return reached;
}

function share(of: number, percent: number): number {
  return Math.ceil((of * Math.min(100, Math.max(0, percent))) / 100);
}

function part<T>(some: readonly T[], all: readonly T[], size: (one: T) => number): number {
  const total = all.reduce((sum, one) => sum + size(one), 0);
  return total === 0 ? 1 : some.reduce((sum, one) => sum + size(one), 0) / total;
}

/** Numbers that are withheld are of at least one. */
function arcsOf(nodes: readonly Place[], edges: readonly Way[]): Arc[] {
  const arcs: Arc[] = edges.map((edge) => ({ from: edge.from, to: edge.to, count: timesOn(edge), edge }));
  for (const { activity, starts, ends } of nodes) {
    if (starts !== 0) arcs.push({ from: START, to: activity, count: starts ?? 1, edge: undefined });
    if (ends !== 0) arcs.push({ from: activity, to: END, count: ends ?? 1, edge: undefined });
  }
  return arcs;
}

function reversed(arc: Arc): Arc {
  return { ...arc, from: arc.to, to: arc.from };
}

/** Adds to `names` and `kept` what it takes for every name to be reached from `root`. */
function connect(arcs: readonly Arc[], names: Set<string>, kept: Set<Way>, root: string): void {
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
  kept: ReadonlySet<Way>,
  root: string,
): Set<string> {
  return spread(
    arcs.filter((arc) => (arc.edge ? kept.has(arc.edge) : arc.from === root && names.has(arc.to))),
    root,
  );
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
