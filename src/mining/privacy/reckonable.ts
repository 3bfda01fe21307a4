/** Whether a small group can be reckoned from numbers that are told in rows, and which number more to withhold then. */
import type { Adding, Bounds } from './bounds.ts';
import { narrow } from './bounds.ts';

/** A number of a group, and whether it is told. */
export interface Tellable {
  readonly size: number;
  known: boolean;
}

/**
 * Numbers that add up to another with what is hidden of the row: groups that aren't shown at all. One of fewer than `smallest`
 * that isn't told is known to be fewer; any other that isn't told is known not to be.
 */
export interface Row<T extends Tellable> {
  readonly cells: readonly T[];
  readonly whole: T | number;
}

/** The numbers as somebody who has the answer sees them. */
interface Seen<T> extends Bounds {
  readonly sums: Adding[];
  /** Places of numbers that mustn't be known to be one to four. */
  readonly secret: number[];
  readonly places: Map<T, number>;
  /** The cells that are told, by place. */
  readonly told: Map<number, T>;
}

function place(seen: Bounds, low: number, high: number): number {
  seen.low.push(low);
  return seen.high.push(high) - 1;
}

function hidden<T>(seen: Seen<T>, most = Number.POSITIVE_INFINITY): number {
  const at = place(seen, 0, most);
  seen.secret.push(at);
  return at;
}

function placeOf<T extends Tellable>(seen: Seen<T>, cell: T, cases: number, smallest: number): number {
  const met = seen.places.get(cell);
  if (met !== undefined) return met;
  const { known, size } = cell;
  let at: number;
  if (known) {
    at = place(seen, size, size);
    seen.told.set(at, cell);
  } else if (size < smallest) at = hidden(seen, smallest - 1);
  else {
    at = place(seen, smallest, Number.POSITIVE_INFINITY);
    // What it leaves of all cases, where it can be taken for cases at all.
    if (size <= cases) seen.sums.push({ parts: [at, hidden(seen)], whole: place(seen, cases, cases) });
  }
  seen.places.set(cell, at);
  return at;
}

/** What its place in a list tells of a withheld number: in fives, not less than what is told after it, nor more than before. */
function seeOrder<T extends Tellable>(seen: Seen<T>, list: readonly T[], cases: number, smallest: number): void {
  const fives = (n: number) => n - (n % smallest);
  const rank = ({ known, size }: T) => (known ? size : fives(size));
  const upwards = list.toSorted((one, other) => rank(one) - rank(other));
  let after = 0;
  for (const cell of upwards) {
    if (cell.known) after = cell.size;
    else {
      const at = placeOf(seen, cell, cases, smallest);
      seen.low[at] = Math.max(seen.low[at]!, fives(after + smallest - 1));
    }
  }
  let before = Number.POSITIVE_INFINITY;
  for (const cell of upwards.toReversed()) {
    if (cell.known) before = cell.size;
    else if (before < Number.POSITIVE_INFINITY) {
      const at = placeOf(seen, cell, cases, smallest);
      seen.high[at] = Math.min(seen.high[at]!, fives(before) + smallest - 1);
    }
  }
}

function seenIn<T extends Tellable>(
  rows: readonly Row<T>[],
  lists: readonly (readonly T[])[],
  cases: number,
  smallest: number,
): Seen<T> {
  const seen: Seen<T> = { low: [], high: [], sums: [], secret: [], places: new Map(), told: new Map() };
  for (const list of lists) seeOrder(seen, list, cases, smallest);
  for (const { cells, whole } of rows) {
    const parts = [...cells.map((cell) => placeOf(seen, cell, cases, smallest)), hidden(seen)];
    const all = typeof whole === 'number' ? place(seen, whole, whole) : placeOf(seen, whole, cases, smallest);
    seen.sums.push({ parts, whole: all });
  }
  return seen;
}

/**
 * Numbers to withhold besides, since by those that are told a group of fewer than `smallest` can be known to be there and to be
 * so small, be it over several rows; none where none can. For each such group it is the smallest that could leave it in doubt, of
 * the rows it is in and of those that these have a withheld number in common with. `cases` is how many there are in all; `lists`
 * are shown with the greatest first, those that aren't told by how many times `smallest` they are.
 */
export function tellingCells<T extends Tellable>(
  rows: readonly Row<T>[],
  cases: number,
  smallest: number,
  lists: readonly (readonly T[])[] = [],
): readonly T[] {
  const seen = seenIn(rows, lists, cases, smallest);
  const open = new Set(Array.from(seen.low.keys()).filter((at) => seen.low[at] !== seen.high[at]));
  narrow(seen, seen.sums);
  const reckoned = seen.secret.filter((at) => seen.low[at]! >= 1 && seen.high[at]! < smallest);
  if (reckoned.length === 0) return [];
  const sumsOf = new Map<number, Adding[]>();
  for (const sum of seen.sums)
    for (const at of membersOf(sum)) {
      const own = sumsOf.get(at);
      if (own) own.push(sum);
      else sumsOf.set(at, [sum]);
    }
  const found = new Set<T>();
  for (const secret of reckoned) {
    const own = sumsOf.get(secret)!;
    const common = own.flatMap(membersOf).filter((at) => open.has(at));
    const near = new Set([...own, ...common.flatMap((at) => sumsOf.get(at)!)].flatMap(membersOf));
    const told = Array.from(near).flatMap((at) => seen.told.get(at) ?? []);
    const least = leastDoubtful(told, smallest) ?? leastDoubtful([...seen.told.values()], smallest);
    if (least !== undefined) found.add(least);
  }
  return [...found];
}

function membersOf({ parts, whole }: Adding): readonly number[] {
  return [...parts, whole];
}

/** The smallest that is more than `smallest`: one that is just that would be told by being withheld. */
function leastDoubtful<T extends Tellable>(told: readonly T[], smallest: number): T | undefined {
  const order = (one: T, other: T) =>
    Number(one.size <= smallest) - Number(other.size <= smallest) || one.size - other.size;
  return told.reduce<T | undefined>((x, y) => (x === undefined || order(y, x) < 0 ? y : x), undefined);
}
