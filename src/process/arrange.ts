/** Where the stops of a road strip lie: columns in the direction of travel, the main road, and side tracks below it. */
import { groupBy } from '#lib/group.ts';

/** A stop, as far as its place goes. */
export interface Lot {
  readonly id: string;
  /** Does the road start here? */
  readonly starts: boolean;
  /** How much it is worth to have on the main road. */
  readonly worth: number;
}

/** A way from stop to stop; `usual` when it is taken unless something else is chosen. */
export interface Link {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly usual: boolean;
}

export interface Arrangement {
  readonly column: ReadonlyMap<string, number>;
  /** 0 for the main road, side roads from 1. */
  readonly track: ReadonlyMap<string, number>;
  /** Stops of the main road in order. */
  readonly main: readonly string[];
  /** For each stop, the first one of the unbroken piece of road that it lies on. */
  readonly piece: ReadonlyMap<string, string>;
  /** Ids of the ways that lead back to something that has been passed. */
  readonly back: ReadonlySet<string>;
}

interface Graph {
  readonly order: readonly string[];
  readonly out: ReadonlyMap<string, readonly Link[]>;
  readonly into: ReadonlyMap<string, readonly Link[]>;
  readonly back: ReadonlySet<string>;
}

/** What the usual way is worth, in the same unit as a stop. */
const usualWorth = 25;

/**
 * Arranges any road. Ways back (found by depth-first search from the start) are set aside, so that the rest has an order;
 * the main road is the way through of most worth; what is left lies on side tracks, each as near to the main road as
 * there is room.
 */
export function arrange(lots: readonly Lot[], ways: readonly Link[]): Arrangement {
  const graph = forwardGraph(lots, ways);
  const column = columnsOf(graph);
  const main = mainRoad(graph, lots);
  return { column, main, back: graph.back, ...tracksOf(graph, column, main) };
}

function forwardGraph(lots: readonly Lot[], ways: readonly Link[]): Graph {
  const all = groupBy(ways, (w) => w.from);
  const roots = [...lots.filter((s) => s.starts), ...lots].map((s) => s.id);
  const state = new Map<string, 'open' | 'done'>();
  const back = new Set<string>();
  const finished: string[] = [];
  for (const root of roots) {
    if (state.has(root)) continue;
    const stack: { id: string; left: Link[] }[] = [{ id: root, left: [...(all.get(root) ?? [])] }];
    state.set(root, 'open');
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const way = top.left.pop();
      if (!way) {
        state.set(top.id, 'done');
        finished.push(top.id);
        stack.pop();
      } else if (state.get(way.to) === 'open') {
        back.add(way.id);
      } else if (!state.has(way.to)) {
        state.set(way.to, 'open');
        stack.push({ id: way.to, left: [...(all.get(way.to) ?? [])] });
      }
    }
  }
  const forward = ways.filter((w) => !back.has(w.id));
  return {
    order: finished.reverse(),
    out: groupBy(forward, (w) => w.from),
    into: groupBy(forward, (w) => w.to),
    back,
  };
}

function columnsOf(graph: Graph): Map<string, number> {
  const column = new Map<string, number>();
  for (const id of graph.order) {
    const before = (graph.into.get(id) ?? []).map((w) => column.get(w.from) ?? 0);
    column.set(id, before.length === 0 ? 0 : Math.max(...before) + 1);
  }
  return column;
}

function mainRoad(graph: Graph, lots: readonly Lot[]): string[] {
  const worth = new Map(lots.map((lot) => [lot.id, lot.worth]));
  const best = new Map<string, { score: number; next: string | undefined }>();
  for (const id of graph.order.toReversed()) {
    let chosen: { score: number; next: string | undefined } = { score: 0, next: undefined };
    for (const way of graph.out.get(id) ?? []) {
      const score = (best.get(way.to)?.score ?? 0) + (way.usual ? usualWorth : 0);
      if (chosen.next === undefined || score > chosen.score) chosen = { score, next: way.to };
    }
    best.set(id, { score: chosen.score + (worth.get(id) ?? 0), next: chosen.next });
  }
  const starts = new Set(lots.filter((lot) => lot.starts).map((lot) => lot.id));
  const road: string[] = [];
  let at = graph.order.find((id) => starts.has(id)) ?? graph.order[0];
  for (; at !== undefined; at = best.get(at)?.next) road.push(at);
  return road;
}

function tracksOf(graph: Graph, column: ReadonlyMap<string, number>, main: readonly string[]) {
  const at = (id: string) => column.get(id) ?? 0;
  const track = new Map(main.map((id) => [id, 0]));
  const piece = new Map(main.map((id) => [id, main[0] ?? id]));
  /** Per side track, the spans of columns already used. */
  const used: [number, number][][] = [];
  for (const first of graph.order) {
    if (track.has(first)) continue;
    const chain = [first];
    for (let id: string | undefined = first; id !== undefined; ) {
      id = graph.out.get(id)?.find((w) => !track.has(w.to) && !chain.includes(w.to))?.to;
      if (id !== undefined) chain.push(id);
    }
    const last = chain.at(-1) ?? first;
    const from = Math.min(at(first), ...(graph.into.get(first) ?? []).map((w) => at(w.from) + 1));
    const to = Math.max(at(last), ...(graph.out.get(last) ?? []).map((w) => at(w.to) - 1));
    let free = used.findIndex((spans) => spans.every(([a, b]) => to < a || from > b));
    if (free === -1) free = used.push([]) - 1;
    used[free]?.push([from, to]);
    for (const id of chain) {
      track.set(id, free + 1);
      piece.set(id, first);
    }
  }
  return { track, piece };
}
