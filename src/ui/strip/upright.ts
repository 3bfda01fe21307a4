import type { Way } from '#process/strip.ts';
import type { Plan } from './plan.ts';
import { fits, flat, type Room, type Stretch, shared, take, takeStop, upright } from './room.ts';
import { type Look, lookOf } from './route.ts';

/** Where a way of the upright road turns: at a stop's sign, or in the space above or below a stop's place. */
export interface UprightBend {
  readonly x: number;
  readonly y: { readonly at: 'stop' | 'above' | 'below'; readonly id: string };
}

export interface UprightRoute {
  readonly way: Way;
  readonly look: Look;
  readonly bends: readonly UprightBend[];
}

/** The road from the top down, as it is told: side roads further in, and what goes past other stops in lanes beside it. */
export interface UprightLaid {
  readonly routes: readonly UprightRoute[];
  readonly order: readonly string[];
  /** How far from the edge each stop's sign begins, in pixels. */
  readonly indent: ReadonlyMap<string, number>;
}

const halfOf: Readonly<Record<Look, number>> = { main: 7, side: 4, past: 2, back: 2 };
const deeper = 28;
const deepest = 3;
const signHalf = 16;
const mostLanes = 80;
const laneWidth = 7;

/** Heights by rank: a stop, the space below it, and the space above the next. */
const rankOf = (i: number) => 4 * i;
/** Ways meet at a stop without being in each other's way there. */
const leaving = (i: number) => 4 * i + 0.5;
const reaching = (i: number) => 4 * i - 0.5;
const below = (i: number) => 4 * i + 2;
const above = (i: number) => 4 * i - 1;

/** Finds a line of its own for every way of the upright road. */
export function layUpright(plan: Plan): UprightLaid {
  const order = [...plan.stops.keys()];
  const at = new Map(order.map((id, i) => [id, i]));
  const inset = (id: string) => Math.min(plan.stops.get(id)?.depth ?? 0, deepest) * deeper;
  const room: Room = [];
  // The text of a stop stands where side roads further in would go.
  for (const [i, id] of order.entries())
    for (let x = inset(id); x <= deepest * deeper; x += deeper) takeStop(room, id, upright(x, rankOf(i), rankOf(i)));
  const end = (id: string): End => ({ id, i: at.get(id) ?? 0, x: inset(id) });
  const routes = inOrder(plan, at).map((way): UprightRoute => {
    const [p, q] = [end(way.from), end(way.to)];
    const look = lookOf(way);
    const made = direct(room, way, look, p, q) ?? beside(room, way, p, q);
    take(room, made.stretches, way, halfOf[made.look]);
    return { way, look: made.look, bends: made.bends };
  });
  const leftmost = Math.min(...routes.flatMap(({ bends }) => bends.map(({ x }) => x)), -signHalf);
  const shift = -leftmost + (leftmost < -signHalf ? 3 : 0);
  return {
    routes: routes.map((route) => ({ ...route, bends: route.bends.map(({ x, y }) => ({ x: x + shift, y })) })),
    order,
    indent: new Map(order.map((id) => [id, inset(id) + shift - signHalf])),
  };
}

interface End {
  readonly id: string;
  readonly i: number;
  readonly x: number;
}

interface Try {
  readonly look: Look;
  readonly bends: readonly UprightBend[];
  readonly stretches: readonly Stretch[];
}

/** The main road first, then what is told next, then the short before the long. */
function inOrder(plan: Plan, at: ReadonlyMap<string, number>): Way[] {
  const weight = ({ main, from, to }: Way) => (main ? -1000 : 0) + Math.abs((at.get(to) ?? 0) - (at.get(from) ?? 0));
  return [...plan.ways].sort((a, b) => weight(a) - weight(b));
}

/** Straight down, past side roads further in, or down and in or out to where the next stop is. */
function direct(room: Room, way: Way, look: Look, p: End, q: End): Try | undefined {
  if (p.i >= q.i || look === 'back') return undefined;
  const bends: UprightBend[] = [{ x: p.x, y: { at: 'stop', id: p.id } }];
  const stretches: Stretch[] = [];
  if (p.x === q.x) stretches.push(upright(p.x, leaving(p.i), reaching(q.i)));
  else {
    const y = { at: 'above', id: q.id } as const;
    bends.push({ x: p.x, y }, { x: q.x, y });
    stretches.push(
      upright(p.x, leaving(p.i), above(q.i)),
      flat(above(q.i), p.x, q.x),
      upright(q.x, above(q.i), reaching(q.i)),
    );
  }
  bends.push({ x: q.x, y: { at: 'stop', id: q.id } });
  const own: Look = look === 'past' ? 'side' : look;
  return fits(room, stretches, way, halfOf[own]) ? { look: own, bends, stretches } : undefined;
}

/** Out to a lane beside the road, along it and in again. Thin, since there may be many. */
function beside(room: Room, way: Way, p: End, q: End): Try {
  const look: Look = way.part === 'back' ? 'back' : 'past';
  const out = { at: 'below', id: p.id } as const;
  const into = { at: 'above', id: q.id } as const;
  const lanes = Array.from({ length: mostLanes }, (_, lane) => -signHalf - 4 - lane * laneWidth);
  const tried = (x: number): Try => ({
    look,
    bends: [
      { x: p.x, y: { at: 'stop', id: p.id } },
      { x: p.x, y: out },
      { x, y: out },
      { x, y: into },
      { x: q.x, y: into },
      { x: q.x, y: { at: 'stop', id: q.id } },
    ],
    stretches: [
      upright(p.x, leaving(p.i), below(p.i)),
      flat(below(p.i), x, p.x),
      upright(x, below(p.i), above(q.i)),
      flat(above(q.i), x, q.x),
      upright(q.x, above(q.i), reaching(q.i)),
    ],
  });
  const xs = [...shared(room, way).filter((x) => x < -signHalf), ...lanes];
  const x = xs.find((one) => fits(room, tried(one).stretches, way, halfOf[look]));
  return tried(x ?? lanes.at(-1) ?? 0);
}
