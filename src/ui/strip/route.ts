import type { Way } from '#process/strip.ts';
import type { Plan } from './plan.ts';
import { fits, flat, type Room, type Stretch, shared, take, takeStop, upright } from './room.ts';
import { noWants, type Row, rowIndex, rows, signAt, turn, type Wants } from './rows.ts';

/** How a way looks: the main road, a side road, past some of the main road, or back to something passed. */
export type Look = 'main' | 'side' | 'past' | 'back';

/** Where a way turns, as far as it is known before the page is laid out: x in pixels, and beside what. */
export interface Bend {
  readonly x: number;
  readonly y: Height;
}

export type Height =
  | { readonly at: 'stop'; readonly id: string }
  /** A lane above a row; the nearest to the row is 0. */
  | { readonly at: 'lane'; readonly row: number; readonly lane: number }
  /** Midway between a row and the one before it: the main road's own. */
  | { readonly at: 'between'; readonly row: number };

export interface Route {
  readonly way: Way;
  readonly look: Look;
  readonly bends: readonly Bend[];
  /** Where the way's name is written, when its end doesn't show it. */
  readonly label?: Bend | undefined;
}

/** A road broken into rows, with the route of every way. */
export interface Laid {
  readonly rows: readonly Row[];
  readonly routes: readonly Route[];
  /** The height of each lane above each row in pixels, the nearest to the row first. */
  readonly lanes: readonly (readonly number[])[];
}

/** Half of how thick each is drawn, in pixels. */
export const halfOf: Readonly<Record<Look, number>> = { main: 8, side: 4.5, past: 2, back: 2 };

export const lookOf = ({ main, part }: Way): Look => (main ? 'main' : part === 'along' ? 'side' : part);

/** About how wide a letter of a way's name is, in pixels. */
const letter = 7.2;

const mostTries = 40;

/**
 * Lays a road out in rows of a width and finds a line of its own for every way, also one that leads into another row
 * behind other stops, or back. Where too many ways pass, the gap is widened and the road is laid anew.
 */
export function lay(plan: Plan, width: number): Laid {
  let wants = noWants;
  for (let tries = 0; ; tries++) {
    const made = rows(plan, width, wants);
    const room = blocked(plan, made);
    const routing: Routing = { plan, rows: made, width, wants, room, turns: [], more: new Map(), start: 0, end: 0 };
    const routes = inOrder(plan).map((way) => routeOf(routing, way));
    const crowded = routing.more.size > 0 || routing.start > 0 || routing.end > 0;
    if (!crowded || tries === mostTries) return { rows: made, routes, lanes: lanesOf(made, routes) };
    wants = {
      gaps: new Map([...wants.gaps, ...routing.more]),
      start: wants.start + routing.start,
      end: wants.end + routing.end,
    };
  }
}

interface Routing {
  readonly plan: Plan;
  readonly rows: readonly Row[];
  readonly width: number;
  readonly wants: Wants;
  readonly room: Room;
  /** Of what takes room, that which turns from one track to another. */
  readonly turns: Room;
  /** Where there was no room: the gaps to widen, and how much wider the margins must be. */
  readonly more: Map<number, number>;
  start: number;
  end: number;
}

/** Heights by rank: each row its lanes from the top down, then its tracks. */
const between = (row: number) => row * 1000;
const laneRank = (row: number, lane: number) => row * 1000 + 400 - lane;
const trackRank = (row: number, track: number) => row * 1000 + 500 + track;

function blocked(plan: Plan, made: readonly Row[]): Room {
  const room: Room = [];
  for (const [id, stop] of plan.stops) {
    const x = signX(plan, made, id);
    takeStop(room, id, flat(trackRank(rowIndex(plan, made, id), stop.track), x - 20, x + 20));
  }
  return room;
}

function signX(plan: Plan, made: readonly Row[], id: string): number {
  const stop = plan.stops.get(id);
  const row = made[rowIndex(plan, made, id)];
  return stop && row ? (row.left[stop.column - row.from] ?? 0) + signAt(stop) : 0;
}

/** The main road first, then what lies straight, then the short before the long. */
function inOrder(plan: Plan): Way[] {
  const spot = (id: string) => plan.stops.get(id) ?? { column: 0, track: 0 };
  const weight = ({ main, part, from, to }: Way) => {
    const [p, q] = [spot(from), spot(to)];
    const kind = main ? 0 : part === 'along' ? (p.track === q.track ? 1 : 2) : part === 'past' ? 3 : 4;
    return kind * 1000 + Math.abs(q.column - p.column);
  };
  return [...plan.ways].sort((a, b) => weight(a) - weight(b));
}

interface End {
  readonly id: string;
  readonly x: number;
  readonly row: number;
  readonly rank: number;
  readonly column: number;
}

function endOf({ plan, rows: made }: Routing, id: string): End {
  const row = rowIndex(plan, made, id);
  const { column, track } = plan.stops.get(id) ?? { column: 0, track: 0 };
  return { id, x: signX(plan, made, id), row, rank: trackRank(row, track), column };
}

function routeOf(r: Routing, way: Way): Route {
  const look = lookOf(way);
  const [p, q] = [endOf(r, way.from), endOf(r, way.to)];
  const inRow = within(r, way, look, p, q);
  if (inRow) take(r.turns, inRow.stretches, way, halfOf[look]);
  const made = inRow ?? turned(r, way, look, p, q) ?? lifted(r, way, look, p, q);
  take(r.room, made.stretches, way, halfOf[look]);
  if (made.label) take(r.room, [labelled(made.label, way)], { from: way.id, to: way.id }, 0);
  return { way, look, bends: made.bends, label: made.label };
}

interface Try {
  readonly bends: readonly Bend[];
  readonly stretches: readonly Stretch[];
  readonly label?: Bend | undefined;
}

const stopHeight = ({ id }: End): Height => ({ at: 'stop', id });

/** Straight on, or with one turn down or up to another track, within the row. */
function within(r: Routing, way: Way, look: Look, p: End, q: End): Try | undefined {
  if (p.row !== q.row || p.column >= q.column) return undefined;
  const ends = { p: { x: p.x, y: stopHeight(p) }, q: { x: q.x, y: stopHeight(q) } };
  if (p.rank === q.rank) {
    const stretches = [flat(p.rank, p.x, q.x)];
    return fits(r.room, stretches, way, halfOf[look]) ? { bends: [ends.p, ends.q], stretches } : undefined;
  }
  const after = gutter(r, p.row, p.column + 1, look, 'middle');
  const before = gutter(r, q.row, q.column, look, 'middle');
  const inTurn = q.rank > p.rank ? [...after, ...before] : [...before, ...after];
  const shares = shared(r.turns, way).filter((x) => inTurn.includes(x));
  for (const x of [...shares, ...inTurn]) {
    const stretches = [flat(p.rank, p.x, x), upright(x, p.rank, q.rank), flat(q.rank, x, q.x)];
    if (!fits(r.room, stretches, way, halfOf[look])) continue;
    return { bends: [ends.p, { x, y: ends.p.y }, { x, y: ends.q.y }, ends.q], stretches };
  }
  return undefined;
}

/** The main road goes on in the next row as a text does: out at the end of the row, in at the beginning of the next. */
function turned(r: Routing, way: Way, look: Look, p: End, q: End): Try | undefined {
  if (look !== 'main' || q.row !== p.row + 1) return undefined;
  const [end, start] = [r.width - turn, turn];
  const mid = between(q.row);
  const stretches = [
    flat(p.rank, p.x, end),
    upright(end, p.rank, mid),
    flat(mid, start, end),
    upright(start, mid, q.rank),
    flat(q.rank, start, q.x),
  ];
  if (!fits(r.room, stretches, way, halfOf[look])) return undefined;
  const y: Height = { at: 'between', row: q.row };
  const bends = [
    { x: p.x, y: stopHeight(p) },
    { x: end, y: stopHeight(p) },
    { x: end, y },
    { x: start, y },
    { x: start, y: stopHeight(q) },
    { x: q.x, y: stopHeight(q) },
  ];
  return { bends, stretches };
}

const mostLanes = 40;

/** Over the row in a lane above it, or to another row through the lanes above the rows and the margin. */
function lifted(r: Routing, way: Way, look: Look, p: End, q: End): Try {
  const half = halfOf[look];
  const [out, into] = [q.row > p.row ? p.row + 1 : p.row, q.row];
  const name = way.label !== '' && r.plan.stops.get(way.to)?.via !== way.label;
  const find = (end: End, xs: readonly number[], rank: number) =>
    xs.find((x) => fits(r.room, [flat(end.rank, end.x, x), upright(x, end.rank, rank)], way, half));
  const turns = shared(r.turns, way);
  const akin = shared(r.room, way).filter((x) => !turns.includes(x));
  const after = [...akin.filter((x) => x > p.x), ...gutter(r, p.row, p.column + 1, look, 'left')];
  const before = [...akin.filter((x) => x < q.x), ...gutter(r, q.row, q.column, look, 'right')];
  const near = (xs: readonly number[], row: number, column: number) => {
    const { lo, hi } = gutterOf(r, row, column);
    return xs.filter((x) => x >= lo && x <= hi);
  };
  const leaves = near(after, p.row, p.column + 1);
  const enters = near(before, q.row, q.column);
  for (let lane = 0; lane < mostLanes; lane++) {
    const rank = laneRank(out, lane);
    const a = find(p, leaves, rank);
    if (a === undefined) continue;
    const from: Bend[] = [
      { x: p.x, y: stopHeight(p) },
      { x: a, y: stopHeight(p) },
      { x: a, y: { at: 'lane', row: out, lane } },
    ];
    const stem = [flat(p.rank, p.x, a), upright(a, p.rank, rank)];
    for (const rest of onward(r, way, look, { a, out, into, lane, enters, q })) {
      const stretches = [...stem, ...rest.stretches];
      const y: Height = { at: 'lane', row: out, lane };
      const label = name ? { x: Math.min(a, rest.first) + 6, y } : undefined;
      if (!fits(r.room, stretches, way, half)) continue;
      if (label && !fits(r.room, [labelled(label, way)], { from: way.id, to: way.id }, 0)) continue;
      return { bends: [...from, ...rest.bends], stretches, label };
    }
  }
  // Nowhere: ask for more room where there was too little, and draw it as the crow flies so far.
  const rank = laneRank(into, mostLanes - 1);
  const [canLeave, canEnter] = [find(p, leaves, laneRank(out, mostLanes - 1)), find(q, enters, rank)];
  if (canLeave === undefined) widen(r, p.row, p.column + 1, look);
  if (canEnter === undefined) widen(r, q.row, q.column, look);
  if (canLeave !== undefined && canEnter !== undefined) r[sideOf(r, p.x, q.x)] += 2 * half + 4;
  const ends = [p, q].map((end): Bend => ({ x: end.x, y: stopHeight(end) }));
  return { bends: ends, stretches: [] };
}

const sideOf = (r: Routing, a: number, b: number) => (a + b <= r.width ? 'start' : 'end');

interface Onward {
  readonly a: number;
  readonly out: number;
  readonly into: number;
  readonly lane: number;
  readonly enters: readonly number[];
  readonly q: End;
}

/** From the lane where a way left its stop to the stop that it leads to. */
function* onward(r: Routing, way: Way, look: Look, { a, out, into, lane, enters, q }: Onward) {
  const half = halfOf[look];
  const enter = (b: number, row: number, at: number): { bends: Bend[]; stretches: Stretch[] } => ({
    bends: [
      { x: b, y: { at: 'lane', row, lane: at } },
      { x: b, y: stopHeight(q) },
      { x: q.x, y: stopHeight(q) },
    ],
    stretches: [upright(b, laneRank(row, at), q.rank), flat(q.rank, b, q.x)],
  });
  const ok = (stretches: readonly Stretch[]) => fits(r.room, stretches, way, half);
  if (out === into) {
    for (const b of enters) {
      const { bends, stretches } = enter(b, out, lane);
      const all = [flat(laneRank(out, lane), a, b), ...stretches];
      if (ok(all)) yield { bends, stretches: all, first: b };
    }
    return;
  }
  for (let at = 0; at < mostLanes; at++) {
    const b = enters.find((x) => ok(enter(x, into, at).stretches));
    if (b === undefined) continue;
    const side = sideOf(r, a, b);
    for (const m of [...margin(r, side, look), ...margin(r, side === 'start' ? 'end' : 'start', look)]) {
      const { bends, stretches } = enter(b, into, at);
      const all = [
        flat(laneRank(out, lane), a, m),
        upright(m, laneRank(out, lane), laneRank(into, at)),
        flat(laneRank(into, at), m, b),
        ...stretches,
      ];
      if (!ok(all)) continue;
      const turns: Bend[] = [
        { x: m, y: { at: 'lane', row: out, lane } },
        { x: m, y: { at: 'lane', row: into, lane: at } },
      ];
      yield { bends: [...turns, ...bends], stretches: all, first: m };
    }
  }
}

function labelled({ x, y }: Bend, { label }: Way): Stretch {
  // Names lie beside each other, never on each other; ways may pass under them.
  return flat(y.at === 'lane' ? laneRank(y.row, y.lane) + 0.5 : 0, x, x + label.length * letter + 8);
}

function gutterOf({ rows: made }: Routing, row: number, column: number): { lo: number; hi: number } {
  const one = made[row];
  const i = column - (one?.from ?? 0);
  const hi = one?.left[i] ?? (one?.left[i - 1] ?? 0) + (one?.width[i - 1] ?? 0) + (one?.gap[i] ?? 0);
  return { lo: hi - (one?.gap[i] ?? 0), hi };
}

/**
 * Where an upright stretch may lie in the gap to the left of a column, in the order that they are tried. Those that go up
 * or down out of the row keep to the left, those that come in to the right, and those that turn to another track between
 * them: then no two ways stand in each other's way that more room can't help.
 */
function gutter(r: Routing, row: number, column: number, look: Look, where: 'left' | 'middle' | 'right'): number[] {
  const { lo, hi } = gutterOf(r, row, column);
  const half = halfOf[look];
  const xs: number[] = [];
  for (let x = lo + half + 5; x <= hi - half - 3; x += 1) xs.push(x);
  if (where === 'left') return xs;
  if (where === 'right') return xs.reverse();
  const mid = (lo + hi) / 2;
  return xs.sort((a, b) => Math.abs(a - mid) - Math.abs(b - mid));
}

/** Where an upright stretch may lie in a margin, outside the main road's turn. */
function margin({ width, wants }: Routing, side: 'start' | 'end', look: Look): number[] {
  const half = halfOf[look];
  const xs: number[] = [];
  for (let d = turn + halfOf.main + 3 + half; d <= 20 + wants[side] - half; d += 1) xs.push(d);
  return side === 'start' ? xs : xs.map((x) => width - x);
}

function widen(r: Routing, row: number, column: number, look: Look): void {
  const { lo, hi } = gutterOf(r, row, column);
  r.more.set(column, Math.max(r.more.get(column) ?? 0, hi - lo + 2 * halfOf[look] + 4));
}

function lanesOf(made: readonly Row[], routes: readonly Route[]): number[][] {
  const lanes: number[][] = made.map(() => []);
  for (const { bends, label } of routes)
    for (const { y } of bends) {
      const own = y.at === 'lane' ? lanes[y.row] : undefined;
      if (y.at !== 'lane' || !own) continue;
      while (own.length <= y.lane) own.push(14);
      if (label?.y.at === 'lane' && label.y.row === y.row && label.y.lane === y.lane) own[y.lane] = 24;
    }
  return lanes;
}
