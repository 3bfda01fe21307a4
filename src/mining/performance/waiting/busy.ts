/** What people were busy with: their work as stretches of time that don't overlap, and how much of it lies in a window. */
import type { Log } from '#mining/log/log.ts';
import type { Waits, Work } from './waits.ts';
import { workByResource } from './waits.ts';

/** Everyone's work as stretches of time, by place. */
export interface Busy extends Work {
  /** The part of the work that nothing which began earlier covers: what two pieces share belongs to the first. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Of all places before: their time, and the part of it that is off hours. */
  readonly sum: Float64Array;
  readonly off: Float64Array;
  /** Until when the batch that the event is part of was gathered; NaN for those in none. */
  readonly gathered: Float64Array;
}

/** `offHours` is how much time off hours lies before an instant. */
export function busyOf(log: Log, waits: Waits, offHours: (instant: number) => number): Busy {
  const work = workByResource(log, waits);
  const { offset, begin, end } = work;
  const n = begin.length;
  const [from, to] = [new Float64Array(n), new Float64Array(n)];
  const [sum, off] = [new Float64Array(n + 1), new Float64Array(n + 1)];
  const gathered = new Float64Array(n).fill(Number.NaN);
  for (let r = 0; r < log.resources.size; r++) {
    let done = Number.NEGATIVE_INFINITY;
    for (let p = offset[r]!; p < offset[r + 1]!; p++) {
      from[p] = Math.max(begin[p]!, done);
      done = Math.max(end[p]!, done);
      to[p] = done;
      sum[p + 1] = sum[p]! + done - from[p]!;
      off[p + 1] = off[p]! + offHours(done) - offHours(from[p]!);
    }
    findBatches(work, offset[r]!, offset[r + 1]!, gathered);
  }
  return { ...work, from, to, sum, off, gathered };
}

/**
 * Batches: two or more pieces of work of one activity that one person does one after the other or at once, each beginning
 * before or when those before it have ended, and all of which could have begun before the first did. They were gathered when
 * the last of them could have begun.
 */
function findBatches(work: Work, begin: number, end: number, gathered: Float64Array): void {
  let first = begin;
  let [done, ready] = [Number.NaN, Number.NaN];
  const close = (after: number) => {
    if (after - first > 1) gathered.fill(ready, first, after);
  };
  for (let p = begin; p < end; p++) {
    const joins =
      p > begin &&
      work.begin[p]! <= done &&
      work.enabled[p]! <= work.begin[first]! &&
      work.activity[p] === work.activity[first];
    if (!joins) {
      close(p);
      first = p;
      ready = work.enabled[p]!;
      done = work.end[p]!;
      continue;
    }
    ready = Math.max(ready, work.enabled[p]!);
    done = Math.max(done, work.end[p]!);
  }
  close(end);
}

/**
 * The places of one resource (from `begin`) whose work may lie in a window before place `p`: first and last, none when
 * first > last.
 */
export function placesIn(
  { from, to }: Busy,
  begin: number,
  p: number,
  lo: number,
  hi: number,
): readonly [number, number] {
  return [firstAbove(to, begin, p, lo), firstFrom(from, begin, p, hi) - 1];
}

/** The first of `sorted[begin … end − 1]` that is greater than the value, else `end`. */
function firstAbove(sorted: Float64Array, begin: number, end: number, value: number): number {
  let [lo, hi] = [begin, end];
  while (lo < hi) {
    const middle = (lo + hi) >>> 1;
    if (sorted[middle]! > value) hi = middle;
    else lo = middle + 1;
  }
  return lo;
}

/** The first that is the value or greater, else `end`; soon found when it lies close to the end. */
function firstFrom(sorted: Float64Array, begin: number, end: number, value: number): number {
  let [lo, hi, step] = [end, end, 1];
  while (lo > begin && sorted[lo - 1]! >= value) {
    hi = lo - 1;
    lo = Math.max(begin, hi - step);
    step *= 2;
  }
  while (lo < hi) {
    const middle = (lo + hi) >>> 1;
    if (sorted[middle]! >= value) hi = middle;
    else lo = middle + 1;
  }
  return lo;
}

/** Sums over places while values are put in (Fenwick 1994): each put and each sum takes as many steps as the places have bits. */
export interface RunningSums {
  readonly put: (place: number, value: number) => void;
  /** Of the places from `first` to `last`. */
  readonly between: (first: number, last: number) => number;
}

export function runningSums(begin: number, end: number): RunningSums {
  const tree = new Float64Array(end - begin + 1);
  return {
    put: (place, value) => {
      for (let i = place - begin + 1; i < tree.length; i += i & -i) tree[i]! += value;
    },
    between: (first, last) => {
      let total = 0;
      let [i, j] = [last + 1 - begin, first - begin];
      // Both ways down meet at latest at 0, and are the same from there.
      for (; i > j; i -= i & -i) total += tree[i]!;
      for (; j > i; j -= j & -j) total -= tree[j]!;
      return total;
    },
  };
}
