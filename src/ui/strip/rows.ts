import type { Stop, StopKind } from '#process/strip.ts';
import type { Plan } from './plan.ts';

/** How wide a column must be for its text to be read, in CSS pixels at normal text size. */
const widthOf: Readonly<Record<StopKind, number>> = {
  need: 168,
  station: 168,
  event: 132,
  fork: 112,
  split: 96,
  border: 152,
  end: 156,
};

const columnGap = 28;
/** The gap beside the first and the last column of a row, where the road turns in the margin. */
const edgeGap = 8;
/** Room at both ends of a row for the main road to turn, at `turn` from the edge. */
const rowMargin = 20;
export const turn = 10;

/** More room than usual, where many ways pass: by column the gap to its left, and in the margins. Pixels. */
export interface Wants {
  readonly gaps: ReadonlyMap<number, number>;
  readonly start: number;
  readonly end: number;
}

export const noWants: Wants = { gaps: new Map(), start: 0, end: 0 };

/** One row of the strip: which columns it holds, where each begins, how wide it is, and how wide the gap before it. */
export interface Row {
  readonly from: number;
  readonly to: number;
  readonly left: readonly number[];
  readonly width: readonly number[];
  /** One more than the columns: the last is the gap after the last column. */
  readonly gap: readonly number[];
}

/** Where the sign of a stop is, from the left of its column. */
export const signAt = ({ kind }: Pick<Stop, 'kind'>) => (kind === 'border' ? 28 : 16);

/**
 * Breaks the road into rows that fit the width, as a text is broken into lines. It breaks where only the main road goes
 * on when there is such a place in the last third of the row, so that side roads stay whole.
 */
export function rows(a: Plan, width: number, wants: Wants = noWants): Row[] {
  const widths = columnWidths(a);
  const room = Math.max(width - 2 * rowMargin - wants.start - wants.end, 200);
  const want = (c: number) => wants.gaps.get(c) ?? 0;
  const inner = (c: number) => Math.max(columnGap, want(c));
  const edge = (c: number) => Math.max(edgeGap, want(c));
  const cut = crossings(a);
  const made: Row[] = [];
  for (let from = 0; from < a.columns; ) {
    let to = from;
    let taken = edge(from) + (widths[from] ?? 0);
    while (to + 1 < a.columns && taken + inner(to + 1) + (widths[to + 1] ?? 0) + edge(to + 2) <= room)
      taken += inner(to + 1) + (widths[++to] ?? 0);
    if (to + 1 < a.columns) {
      for (let at = to; at >= from + Math.ceil((to - from) * 0.6); at--) {
        if (cut[at] === 0) {
          to = at;
          break;
        }
      }
    }
    const gap = widths.slice(from, to + 2).map((_, i) => (i === 0 ? edge(from) : inner(from + i)));
    gap[to + 1 - from] = edge(to + 1);
    made.push(rowOf(widths, from, to, gap, room, rowMargin + wants.start, to + 1 >= a.columns));
    from = to + 1;
  }
  return made;
}

/** Which row a stop lies in. */
export function rowIndex(a: Plan, rows: readonly Row[], id: string): number {
  const column = a.stops.get(id)?.column ?? 0;
  return rows.findIndex((row) => column >= row.from && column <= row.to);
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

function rowOf(
  widths: readonly number[],
  from: number,
  to: number,
  gap: readonly number[],
  room: number,
  start: number,
  last: boolean,
): Row {
  const own = widths.slice(from, to + 1);
  const sum = own.reduce((x, y) => x + y, 0);
  const free = room - gap.reduce((x, y) => x + y, 0) - sum;
  const extra = Math.max(0, last ? Math.min(free, sum * 0.15) : free) / own.length;
  const width = own.map((w) => w + extra);
  let x = start;
  const left = width.map((w, i) => {
    x += gap[i] ?? 0;
    const at = x;
    x += w;
    return at;
  });
  return { from, to, left, width, gap };
}
