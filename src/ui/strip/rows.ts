import type { StopKind } from '#process/strip.ts';
import type { Plan } from './plan.ts';

/** How wide a column must be for its text to be read, in CSS pixels at normal text size. */
const widthOf: Readonly<Record<StopKind, number>> = {
  need: 168,
  station: 168,
  event: 132,
  fork: 112,
  split: 96,
  border: 140,
  end: 156,
};

export const columnGap = 28;
/** Room at both ends of a row for the road to turn. */
export const rowMargin = 28;

/** One row of the strip: which columns it holds, and where each begins and how wide it is. */
export interface Row {
  readonly from: number;
  readonly to: number;
  readonly left: readonly number[];
  readonly width: readonly number[];
  readonly tracks: number;
}

/**
 * Breaks the road into rows that fit the width, as a text is broken into lines. It breaks where only the main road goes
 * on when there is such a place in the last third of the row, so that side roads stay whole.
 */
export function rows(a: Plan, width: number): Row[] {
  const widths = columnWidths(a);
  const room = Math.max(width - 2 * rowMargin, 200);
  const cut = crossings(a);
  const made: Row[] = [];
  for (let from = 0; from < a.columns; ) {
    let to = from;
    let taken = widths[from] ?? 0;
    while (to + 1 < a.columns && taken + columnGap + (widths[to + 1] ?? 0) <= room)
      taken += columnGap + (widths[++to] ?? 0);
    if (to + 1 < a.columns) {
      for (let at = to; at >= from + Math.ceil((to - from) * 0.6); at--) {
        if (cut[at] === 0) {
          to = at;
          break;
        }
      }
    }
    made.push(rowOf(a, widths, from, to, room, to + 1 >= a.columns));
    from = to + 1;
  }
  return made;
}

function columnWidths(a: Plan): number[] {
  const widths = Array.from({ length: a.columns }, () => 72);
  for (const { column, kind } of a.stops.values()) widths[column] = Math.max(widths[column] ?? 0, widthOf[kind]);
  return widths;
}

/** For each column, how many ways besides the main road go over its right edge. */
function crossings(a: Plan): number[] {
  const cut = Array.from({ length: a.columns }, () => 0);
  for (const { from: start, to: end, main, part } of a.ways) {
    if (main || part === 'back') continue;
    const from = a.stops.get(start)?.column ?? 0;
    const to = a.stops.get(end)?.column ?? 0;
    for (let c = from; c < to; c++) cut[c] = (cut[c] ?? 0) + 1;
  }
  return cut;
}

function rowOf(a: Plan, widths: readonly number[], from: number, to: number, room: number, last: boolean): Row {
  const own = widths.slice(from, to + 1);
  const sum = own.reduce((x, y) => x + y, 0) + columnGap * (own.length - 1);
  const stretch = last ? Math.min(room / sum, 1.15) : room / sum;
  const extra = (sum * Math.max(stretch, 1) - sum) / own.length;
  const width = own.map((w) => w + Math.max(0, extra));
  let x = rowMargin;
  const left = width.map((w) => {
    const at = x;
    x += w + columnGap;
    return at;
  });
  const tracks = Math.max(
    ...[...a.stops.values()].filter((p) => p.column >= from && p.column <= to).map((p) => p.track + 1),
    1,
  );
  return { from, to, left, width, tracks };
}
