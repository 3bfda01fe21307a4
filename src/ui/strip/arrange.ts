import type { Stop, StripRoad, Way } from './shape.ts';

/** Where a stop lies: which column from the left, and on which track; track 0 is the main road. */
export interface Place {
  readonly column: number;
  readonly track: number;
}

/** A way with the part it plays: along the road, past some of it, or back to an earlier stop (a detour). */
export interface PlacedWay {
  readonly way: Way;
  readonly part: 'along' | 'past' | 'back';
  /** Is it part of the main road? */
  readonly main: boolean;
}

export interface Arrangement {
  readonly places: ReadonlyMap<string, Place>;
  readonly stops: ReadonlyMap<string, Stop>;
  readonly ways: readonly PlacedWay[];
  readonly columns: number;
  /** Stops of the main road in order. */
  readonly main: readonly string[];
}

interface Graph {
  readonly order: readonly string[];
  readonly out: ReadonlyMap<string, readonly Way[]>;
  readonly into: ReadonlyMap<string, readonly Way[]>;
  readonly back: ReadonlySet<string>;
}

/**
 * Lays the road out in columns and tracks. Ways back (found by depth-first search from the need) are set aside, so that
 * the rest has an order; the main road is the way through that reaches a goal by the usual ways past most stations; what
 * is left lies on side tracks, each as near to the main road as there is room.
 */
export function arrange(road: StripRoad): Arrangement {
  const stops = new Map(road.stops.map((s) => [s.id, s]));
  const ways = road.ways.filter((w) => stops.has(w.from) && stops.has(w.to));
  const graph = forwardGraph(road.stops, ways);
  const column = columnsOf(graph);
  const main = mainRoad(graph, stops);
  const places = placeAll(graph, column, main);
  const onMain = new Set(main);
  const next = new Map(main.map((id, i) => [id, main[i + 1]]));
  return {
    places,
    stops,
    columns: Math.max(0, ...[...places.values()].map((p) => p.column + 1)),
    main,
    ways: ways.map((way) => {
      const isMain = onMain.has(way.from) && next.get(way.from) === way.to && !graph.back.has(way.id);
      const past = onMain.has(way.from) && onMain.has(way.to) && !isMain;
      return { way, main: isMain, part: graph.back.has(way.id) ? 'back' : past ? 'past' : 'along' };
    }),
  };
}

function forwardGraph(stops: readonly Stop[], ways: readonly Way[]): Graph {
  const all = Map.groupBy(ways, (w) => w.from);
  const roots = [...stops.filter((s) => s.kind === 'need'), ...stops].map((s) => s.id);
  const state = new Map<string, 'open' | 'done'>();
  const back = new Set<string>();
  const finished: string[] = [];
  for (const root of roots) {
    if (state.has(root)) continue;
    const stack: { id: string; left: Way[] }[] = [{ id: root, left: [...(all.get(root) ?? [])] }];
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
    out: Map.groupBy(forward, (w) => w.from),
    into: Map.groupBy(forward, (w) => w.to),
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

const gain = (stop: Stop | undefined) =>
  stop?.kind === 'station' || stop?.kind === 'event' ? 10 : stop?.kind === 'end' ? (stop.goal ? 1000 : 5) : 0;

function mainRoad(graph: Graph, stops: ReadonlyMap<string, Stop>): string[] {
  const best = new Map<string, { score: number; next: string | undefined }>();
  for (const id of graph.order.toReversed()) {
    let chosen: { score: number; next: string | undefined } = { score: 0, next: undefined };
    for (const way of graph.out.get(id) ?? []) {
      const score = (best.get(way.to)?.score ?? 0) + (way.usual ? 25 : 0);
      if (chosen.next === undefined || score > chosen.score) chosen = { score, next: way.to };
    }
    best.set(id, { score: chosen.score + gain(stops.get(id)), next: chosen.next });
  }
  const start = graph.order.find((id) => stops.get(id)?.kind === 'need') ?? graph.order[0];
  const road: string[] = [];
  for (let id = start; id !== undefined; id = best.get(id)?.next) road.push(id);
  return road;
}

function placeAll(graph: Graph, column: ReadonlyMap<string, number>, main: readonly string[]): Map<string, Place> {
  const at = (id: string) => column.get(id) ?? 0;
  const places = new Map<string, Place>(main.map((id) => [id, { column: at(id), track: 0 }]));
  /** Per side track, the spans of columns already used. */
  const used: [number, number][][] = [];
  for (const first of graph.order) {
    if (places.has(first)) continue;
    const chain = [first];
    const placed = new Set([first]);
    for (let id: string | undefined = first; id !== undefined; ) {
      id = graph.out.get(id)?.find((w) => !places.has(w.to) && !placed.has(w.to))?.to;
      if (id !== undefined) {
        chain.push(id);
        placed.add(id);
      }
    }
    const last = chain.at(-1) ?? first;
    const from = Math.min(at(first), ...(graph.into.get(first) ?? []).map((w) => at(w.from) + 1));
    const to = Math.max(at(last), ...(graph.out.get(last) ?? []).map((w) => at(w.to) - 1));
    let track = used.findIndex((spans) => spans.every(([a, b]) => to < a || from > b));
    if (track === -1) track = used.push([]) - 1;
    used[track]?.push([from, to]);
    for (const id of chain) places.set(id, { column: at(id), track: track + 1 });
  }
  return places;
}
