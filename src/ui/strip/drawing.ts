import type { Way } from '#process/strip.ts';
import type { Plan } from './plan.ts';
import { columnGap, type Row, rowMargin } from './rows.ts';

/** Where everything came to lie on the screen, measured after it was laid out. Pixels from the strip's corner. */
export interface Measured {
  readonly width: number;
  readonly height: number;
  /** The middle of each stop's sign. */
  readonly at: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  /** Top and bottom of each row. */
  readonly rows: readonly { readonly top: number; readonly bottom: number }[];
}

type Point = readonly [number, number];

export interface DrawnWay {
  readonly id: string;
  readonly look: 'main' | 'side' | 'past' | 'back';
  readonly from: string;
  readonly to: string;
  readonly path: string;
  readonly label: { readonly x: number; readonly y: number; readonly text: string } | undefined;
}

export const laneHeight = 24;

/** Ways past stops and ways back that stay within one row, with the lane above the road that each gets. */
export function lanesOf(a: Plan, rows: readonly Row[]): { lane: Map<string, number>; perRow: number[] } {
  const lane = new Map<string, number>();
  const perRow = rows.map((row) => {
    const taken: [number, number][][] = [];
    const within = a.ways
      .filter((w) => w.part !== 'along' && rowIndex(a, rows, w.from) === rowIndex(a, rows, w.to))
      .map((w) => ({
        w,
        span: [columnOf(a, w.from), columnOf(a, w.to)].sort((x, y) => x - y) as [number, number],
      }))
      .filter(({ span }) => span[0] >= row.from && span[1] <= row.to)
      .sort((x, y) => x.span[1] - x.span[0] - (y.span[1] - y.span[0]));
    for (const { w, span } of within) {
      let level = taken.findIndex((spans) => spans.every(([from, to]) => span[1] <= from || span[0] >= to));
      if (level === -1) level = taken.push([]) - 1;
      taken[level]?.push(span);
      lane.set(w.id, level);
    }
    return taken.length;
  });
  return { lane, perRow };
}

const columnOf = (a: Plan, id: string) => a.stops.get(id)?.column ?? 0;

export function rowIndex(a: Plan, rows: readonly Row[], id: string): number {
  const column = columnOf(a, id);
  return rows.findIndex((row) => column >= row.from && column <= row.to);
}

/** A line through points with rounded corners, as the `d` of an SVG path. */
function rounded(points: readonly Point[], radius = 12): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let d = `M${first[0]} ${first[1]}`;
  for (const [i, p] of rest.entries()) {
    const before = points[i] ?? first;
    const after = points[i + 2];
    if (!after) {
      d += `L${p[0]} ${p[1]}`;
      continue;
    }
    const into = Math.min(radius, Math.hypot(p[0] - before[0], p[1] - before[1]) / 2);
    const out = Math.min(radius, Math.hypot(after[0] - p[0], after[1] - p[1]) / 2);
    const a = toward(p, before, into);
    const b = toward(p, after, out);
    d += `L${a[0]} ${a[1]}Q${p[0]} ${p[1]} ${b[0]} ${b[1]}`;
  }
  return d;
}

function toward(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  return [from[0] + ((to[0] - from[0]) / length) * distance, from[1] + ((to[1] - from[1]) / length) * distance];
}

/** The path of every way, drawn between the measured signs. */
export function draw(a: Plan, rows: readonly Row[], m: Measured): DrawnWay[] {
  const { lane } = lanesOf(a, rows);
  const drawn: DrawnWay[] = [];
  for (const way of a.ways) {
    const { id, from, to } = way;
    const look = way.main ? 'main' : way.part === 'along' ? 'side' : way.part;
    const found = pointsOf(way, a, rows, m, lane.get(id));
    if (!found) continue;
    drawn.push({ id, look, from, to, path: rounded(found.points), label: found.label });
  }
  const order = { past: 0, back: 1, side: 2, main: 3 };
  return drawn.sort((x, y) => order[x.look] - order[y.look]);
}

function pointsOf(
  way: Way,
  a: Plan,
  rows: readonly Row[],
  m: Measured,
  lane: number | undefined,
): { points: Point[]; label: DrawnWay['label'] } | undefined {
  const p = m.at.get(way.from);
  const q = m.at.get(way.to);
  const [i, j] = [rowIndex(a, rows, way.from), rowIndex(a, rows, way.to)];
  const [row, other] = [rows[i], rows[j]];
  if (!p || !q || !row || !other) return undefined;
  const right = (id: string, r: Row) => {
    const at = columnOf(a, id) - r.from;
    return (r.left[at] ?? 0) + (r.width[at] ?? 0) + columnGap / 2;
  };
  const left = (id: string, r: Row) => (r.left[columnOf(a, id) - r.from] ?? 0) - columnGap / 2;
  const label = undefined;
  if (way.part !== 'along') {
    if (lane === undefined) return undefined;
    const y = (m.rows[i]?.top ?? 0) + 14 + lane * laneHeight;
    const [out, into] = [right(way.from, row), left(way.to, other)];
    const text = way.label ? { x: Math.min(out, into) + 16, y: y - 6, text: way.label } : undefined;
    return {
      points: [
        [p.x, p.y],
        [out, p.y],
        [out, y],
        [into, y],
        [into, q.y],
        [q.x - 16, q.y],
      ],
      label: text,
    };
  }
  if (i === j) {
    if (Math.abs(p.y - q.y) < 2)
      return {
        points: [
          [p.x, p.y],
          [q.x, p.y],
        ],
        label,
      };
    const leg = q.y > p.y ? right(way.from, row) : left(way.to, row);
    return {
      points: [
        [p.x, p.y],
        [leg, p.y],
        [leg, q.y],
        [q.x, q.y],
      ],
      label,
    };
  }
  if (j !== i + 1)
    return {
      points: [
        [p.x, p.y],
        [right(way.from, row) - columnGap / 2, p.y],
      ],
      label,
    };
  const end = m.width - rowMargin / 2;
  const between = ((m.rows[i]?.bottom ?? 0) + (m.rows[j]?.top ?? 0)) / 2;
  const start = rowMargin / 2;
  const whole: Point[] = [
    [p.x, p.y],
    [end, p.y],
    [end, between],
    [start, between],
    [start, q.y],
    [q.x, q.y],
  ];
  if (way.main || columnOf(a, way.to) === other.from) return { points: whole, label };
  return {
    points: [
      [p.x, p.y],
      [right(way.from, row) - columnGap / 2, p.y],
    ],
    label,
  };
}

/** Is the way drawn to its end, so that words needn't say where it leads? */
export function isDrawnWhole(way: Way, a: Plan, rows: readonly Row[]): boolean {
  const [i, j] = [rowIndex(a, rows, way.from), rowIndex(a, rows, way.to)];
  if (i === j) return true;
  return way.part === 'along' && j === i + 1 && (way.main || columnOf(a, way.to) === rows[j]?.from);
}
