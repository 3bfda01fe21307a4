/** Pieces of time by group, and what is told of each group. */
import { quantileInPlace } from '#mining/performance/quantile.ts';

/** Of `count` pieces of time, all of them counted by the calendar. */
export interface Spent {
  readonly count: number;
  readonly sumSeconds: number;
  readonly meanSeconds: number;
  readonly medianSeconds: number;
  /** Linear between order statistics, as all quantiles here. */
  readonly p85Seconds: number;
}

/** Values of many groups side by side: counted first, then filled. */
export interface Groups {
  readonly keys: Float64Array;
  readonly offset: Uint32Array;
  readonly values: Float64Array;
}

export function spentOf(groups: Groups, g: number): Spent {
  const [from, to] = [groups.offset[g]!, groups.offset[g + 1]!];
  let sum = 0;
  for (let i = from; i < to; i++) sum += groups.values[i]!;
  const quantile = (q: number) => quantileInPlace(groups.values, from, to, q) / 1000;
  const count = to - from;
  return {
    count,
    sumSeconds: sum / 1000,
    meanSeconds: sum / count / 1000,
    medianSeconds: quantile(0.5),
    p85Seconds: quantile(0.85),
  };
}

/** Up to so many keys have a place of their own in a table; more are looked up. */
const MOST_PLACES = 1 << 22;

/** Groups of what `told` tells, which is asked twice and tells the same both times. */
export function grouped(places: number, told: (one: (key: number, value: number) => void) => void): Groups {
  const table = places <= MOST_PLACES ? new Int32Array(places) : undefined;
  const found = new Map<number, number>();
  const keys: number[] = [];
  const counts: number[] = [];
  const groupOf = (key: number) => (table ? table[key]! - 1 : (found.get(key) ?? -1));
  told((key) => {
    let g = groupOf(key);
    if (g < 0) {
      g = keys.push(key) - 1;
      counts.push(0);
      if (table) table[key] = g + 1;
      else found.set(key, g);
    }
    counts[g]!++;
  });
  const offset = new Uint32Array(keys.length + 1);
  for (const [g, count] of counts.entries()) offset[g + 1] = offset[g]! + count;
  const next = offset.slice();
  const values = new Float64Array(offset[keys.length]!);
  told((key, value) => {
    const g = groupOf(key);
    values[next[g]!] = value;
    next[g]!++;
  });
  return { keys: Float64Array.from(keys), offset, values };
}
