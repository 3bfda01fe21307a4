import type { Bend, Laid, Look } from './route.ts';
import type { UprightBend, UprightLaid } from './upright.ts';

/** Where everything came to lie on the screen, measured after it was laid out. Pixels from the strip's corner. */
export interface Measured {
  readonly width: number;
  readonly height: number;
  /** The middle of each stop's sign. */
  readonly at: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  /** Top and bottom of each row, or of each stop's place on the upright road. */
  readonly boxes: readonly { readonly top: number; readonly bottom: number }[];
}

export type Point = readonly [x: number, y: number];

export interface DrawnWay {
  readonly id: string;
  readonly look: Look;
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
  readonly label: { readonly x: number; readonly y: number; readonly text: string } | undefined;
}

/** Half of a sign: arrows point at it, and don't go into it. */
const sign = 16;

/** The lines of every way of a road in rows, through the measured signs and rows. */
export function draw({ routes, lanes }: Laid, m: Measured): DrawnWay[] {
  const heightOf = ({ y }: Bend): number | undefined => {
    if (y.at === 'stop') return m.at.get(y.id)?.y;
    const row = m.boxes[y.row];
    if (!row) return undefined;
    if (y.at === 'between') return ((m.boxes[y.row - 1]?.bottom ?? row.top) + row.top) / 2;
    const own = lanes[y.row] ?? [];
    const below = own.slice(0, y.lane).reduce((sum, h) => sum + h, 0);
    return row.top + own.reduce((sum, h) => sum + h, 0) - below - 6;
  };
  return routes.flatMap(({ way, look, bends, label }) => {
    const points = bends.flatMap((bend): Point[] => {
      const y = heightOf(bend);
      return y === undefined ? [] : [[bend.x, y]];
    });
    if (points.length < bends.length) return [];
    const y = label && heightOf(label);
    const text = label && y !== undefined ? { x: label.x, y: y - 5, text: way.label } : undefined;
    return [{ id: way.id, look, from: way.from, to: way.to, points: ended(points, look), label: text }];
  });
}

/** The lines of every way of an upright road. */
export function drawUpright({ routes, order }: UprightLaid, m: Measured): DrawnWay[] {
  const heightOf = ({ y }: UprightBend): number | undefined => {
    if (y.at === 'stop') return m.at.get(y.id)?.y;
    const box = m.boxes[order.indexOf(y.id)];
    return box && (y.at === 'above' ? box.top - 9 : box.bottom - 21);
  };
  return routes.flatMap(({ way, look, bends }) => {
    const points = bends.flatMap((bend): Point[] => {
      const y = heightOf(bend);
      return y === undefined ? [] : [[bend.x, y]];
    });
    if (points.length < bends.length) return [];
    return [{ id: way.id, look, from: way.from, to: way.to, points: ended(points, look), label: undefined }];
  });
}

/** Thin ways end in an arrow at the edge of the sign, wide ones in its middle. */
function ended(points: readonly Point[], look: Look): Point[] {
  const [last, before] = [points.at(-1), points.at(-2)];
  if (!last || !before || look === 'main' || look === 'side') return [...points];
  return [...points.slice(0, -1), toward(last, before, sign)];
}

/** A line through points with rounded corners, as the `d` of an SVG path. */
export function rounded(points: readonly Point[], radius = 12): string {
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
