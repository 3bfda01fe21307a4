import { assert } from '#lib/result.ts';
import type { Line, Placed, Point } from './place.ts';

/** A placed box that lines must go around. */
export interface Obstacle extends Point {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Where its name stands, when beside it: lines had better not run there. */
  readonly label?: (Point & { readonly width: number; readonly height: number }) | undefined;
}

/** Right, down, left, up. */
const directions = [
  { x: 1, y: 0 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
  { x: 0, y: -1 },
] as const;

const grid = 10;

interface Track {
  readonly horizontal: Set<string>;
  readonly vertical: Set<string>;
}

interface Field {
  readonly columns: number;
  readonly rows: number;
  /** 1 where a box is, 2 close to one, 3 where a name stands. */
  readonly cells: Uint8Array;
  /** Rows of the grid where one lane ends and the next begins. */
  readonly borders: ReadonlySet<number>;
  readonly tracks: Map<number, Track>;
  readonly ports: Map<string, number>;
}

/**
 * Orthogonal ways for the lines of a placed road: a maze search on a ten-unit grid (Lee 1961, with A*) that dislikes bends,
 * crossings, running along other lines, and leaving or entering against the direction of travel.
 */
export function route(
  lines: readonly Line[],
  boxes: readonly Obstacle[],
  area: Pick<Placed, 'width' | 'height' | 'bands'>,
): Map<string, Point[]> {
  const columns = Math.ceil(area.width / grid) + 1;
  const rows = Math.ceil(area.height / grid) + 1;
  const borders = new Set(area.bands.flatMap((b) => [b.y / grid, (b.y + b.height) / grid]));
  const cells = new Uint8Array(columns * rows);
  const field: Field = { columns, rows, cells, borders, tracks: new Map(), ports: new Map() };
  for (const b of boxes) block(field, b);
  const byId = new Map(boxes.map((b) => [b.id, b]));
  const length = (l: Line) => {
    const a = byId.get(l.from);
    const b = byId.get(l.to);
    return a && b ? Math.abs(a.x - b.x) + 3 * Math.abs(a.y - b.y) + (b.x < a.x ? 10_000 : 0) : 0;
  };
  const found = new Map<string, Point[]>();
  for (const line of [...lines].sort((a, b) => length(a) - length(b))) {
    const from = byId.get(line.from);
    const to = byId.get(line.to);
    if (!from || !to) continue;
    found.set(line.id, search(field, line, from, to) ?? [edge(from, 0), edge(to, 2)]);
  }
  return found;
}

function block(field: Field, b: Obstacle): void {
  const paint = (left: number, top: number, width: number, height: number, value: number) => {
    for (let x = Math.ceil(left / grid); x * grid <= left + width; x++) {
      for (let y = Math.ceil(top / grid); y * grid <= top + height; y++) {
        const i = y * field.columns + x;
        if (inside(field, x, y) && field.cells[i] !== 1) field.cells[i] = value;
      }
    }
  };
  const left = b.x - b.width / 2;
  const top = b.y - b.height / 2;
  paint(left - grid, top - grid, b.width + 2 * grid, b.height + 2 * grid, 2);
  if (b.label) paint(b.label.x, b.label.y, b.label.width, b.label.height, 3);
  paint(left, top, b.width, b.height, 1);
}

/** The middle of one side of a box. */
function edge(b: Obstacle, side: number): Point {
  const d = directions[side];
  assert(d, 'a side is one of four');
  return { x: b.x + (d.x * b.width) / 2, y: b.y + (d.y * b.height) / 2 };
}

/** The grid cell just outside the middle of a side. */
function port(b: Obstacle, side: number): { x: number; y: number } {
  const p = edge(b, side);
  const d = directions[side];
  assert(d, 'a side is one of four');
  const outward = (v: number, way: number) =>
    way > 0 ? Math.floor(v / grid) + 1 : way < 0 ? Math.ceil(v / grid) - 1 : v / grid;
  return { x: Math.round(outward(p.x, d.x)), y: Math.round(outward(p.y, d.y)) };
}

const leaving = [0, 5, 40, 5];
const entering = [40, 6, 0, 6];

function search(field: Field, line: Line, from: Obstacle, to: Obstacle): Point[] | undefined {
  const goals = new Map<number, { side: number; cost: number }>();
  for (const side of [0, 1, 2, 3]) {
    const p = port(to, side);
    const cost = (entering[side] ?? 0) + portCost(field, to.id, side, 'in');
    if (inside(field, p.x, p.y)) goals.set((p.y * field.columns + p.x) * 4 + ((side + 2) % 4), { side, cost });
  }
  const best = new Map<number, number>();
  const cameFrom = new Map<number, number>();
  const heap = new Heap();
  const sideOf = new Map<number, number>();
  for (const side of [0, 1, 2, 3]) {
    const p = port(from, side);
    if (!inside(field, p.x, p.y) || field.cells[p.y * field.columns + p.x] === 1) continue;
    const state = (p.y * field.columns + p.x) * 4 + side;
    const cost = (leaving[side] ?? 0) + portCost(field, from.id, side, 'out');
    best.set(state, cost);
    sideOf.set(state, side);
    heap.push(cost, state);
  }
  const towards = { x: to.x / grid, y: to.y / grid };
  let last: { state: number; cost: number; side: number } | undefined;
  for (let state = heap.pop(); state !== undefined; state = heap.pop()) {
    const cost = best.get(state) ?? 0;
    if (last && cost >= last.cost) break;
    const goal = goals.get(state);
    if (goal && (!last || cost + goal.cost < last.cost)) last = { state, cost: cost + goal.cost, side: goal.side };
    const cell = state >> 2;
    const x = cell % field.columns;
    const y = Math.floor(cell / field.columns);
    for (const [turn, d] of directions.entries()) {
      if (turn === ((state & 3) + 2) % 4) continue;
      const nx = x + d.x;
      const ny = y + d.y;
      if (!inside(field, nx, ny) || field.cells[ny * field.columns + nx] === 1) continue;
      const next = (ny * field.columns + nx) * 4 + turn;
      const bend = turn === (state & 3) ? 0 : 7 + trackCost(field, cell, turn, line);
      const total = cost + 1 + bend + cellCost(field, ny * field.columns + nx, turn, line);
      if (total >= (best.get(next) ?? Number.POSITIVE_INFINITY)) continue;
      best.set(next, total);
      cameFrom.set(next, state);
      heap.push(total + 0.9 * (Math.abs(nx - towards.x) + Math.abs(ny - towards.y)), next);
    }
  }
  return last && trace(field, line, from, to, last, cameFrom, sideOf);
}

function inside(field: Field, x: number, y: number): boolean {
  return x >= 0 && y >= 0 && x < field.columns && y < field.rows;
}

function portCost(field: Field, box: string, side: number, way: 'in' | 'out'): number {
  const other = way === 'in' ? 'out' : 'in';
  const same = field.ports.get(`${box} ${side} ${way}`) ?? 0;
  return (field.ports.has(`${box} ${side} ${other}`) ? 30 : 0) + same * (way === 'out' ? 8 : 4);
}

function cellCost(field: Field, cell: number, turn: number, line: Line): number {
  const near = field.cells[cell] === 2 ? 1.5 : field.cells[cell] === 3 ? 6 : 0;
  const onBorder = turn % 2 === 0 && field.borders.has(Math.floor(cell / field.columns)) ? 12 : 0;
  return near + onBorder + trackCost(field, cell, turn, line);
}

/** What it costs to be where other lines run: little to cross them, much to run along them. */
function trackCost(field: Field, cell: number, turn: number, line: Line): number {
  const track = field.tracks.get(cell);
  if (!track) return 0;
  const [along, across] = turn % 2 === 0 ? [track.horizontal, track.vertical] : [track.vertical, track.horizontal];
  const joins = across.has(`to ${line.to}`) || along.has(`to ${line.to}`);
  const parts = along.has(`from ${line.from}`);
  const alongCost = along.size === 0 ? 0 : joins || parts ? 1 : 25;
  return alongCost + (across.size === 0 ? 0 : joins ? 2 : 12);
}

function trace(
  field: Field,
  line: Line,
  from: Obstacle,
  to: Obstacle,
  last: { state: number; side: number },
  cameFrom: ReadonlyMap<number, number>,
  sideOf: ReadonlyMap<number, number>,
): Point[] {
  const cells: number[] = [];
  let state: number = last.state;
  for (;;) {
    cells.unshift(state);
    const before = cameFrom.get(state);
    if (before === undefined) break;
    state = before;
  }
  const side = sideOf.get(state) ?? 0;
  const count = (key: string) => field.ports.set(key, (field.ports.get(key) ?? 0) + 1);
  count(`${line.from} ${side} out`);
  count(`${line.to} ${last.side} in`);
  for (const s of cells) {
    const track = field.tracks.get(s >> 2) ?? { horizontal: new Set(), vertical: new Set() };
    (s & 1 ? track.vertical : track.horizontal).add(`to ${line.to}`).add(`from ${line.from}`);
    field.tracks.set(s >> 2, track);
  }
  const points = cells.map((s) => ({
    x: ((s >> 2) % field.columns) * grid,
    y: Math.floor((s >> 2) / field.columns) * grid,
  }));
  return straighten([edge(from, side), ...points, edge(to, last.side)]);
}

/** Leaves out the points in the middle of straight pieces. */
function straighten(points: readonly Point[]): Point[] {
  return points.filter((p, i) => {
    const a = points[i - 1];
    const b = points[i + 1];
    if (!a || !b) return true;
    return !((a.x === p.x && p.x === b.x) || (a.y === p.y && p.y === b.y));
  });
}

/** A binary heap of numbers by cost. */
class Heap {
  private readonly items: { cost: number; value: number }[] = [];

  push(cost: number, value: number): void {
    const items = this.items;
    items.push({ cost, value });
    for (let i = items.length - 1; i > 0; ) {
      const up = (i - 1) >> 1;
      const a = items[up];
      const b = items[i];
      if (!a || !b || a.cost <= b.cost) return;
      items[up] = b;
      items[i] = a;
      i = up;
    }
  }

  pop(): number | undefined {
    const items = this.items;
    const top = items[0];
    const last = items.pop();
    if (!top || !last) return undefined;
    if (items.length === 0) return top.value;
    items[0] = last;
    for (let i = 0; ; ) {
      const left = items[2 * i + 1];
      const right = items[2 * i + 2];
      const down = right && left && right.cost < left.cost ? 2 * i + 2 : 2 * i + 1;
      const a = items[i];
      const b = items[down];
      if (!a || !b || a.cost <= b.cost) return top.value;
      items[i] = b;
      items[down] = a;
      i = down;
    }
  }
}
