/** Whether the cases of a group measure higher than the others, by their ranks: nothing is asked of how values spread. */
import { normalTails } from './tails.ts';

/** Cases ranked among themselves by a measure: equal values share the mean of their ranks, from 1. */
export interface Ranked {
  readonly cases: readonly number[];
  /** The same, lowest first. */
  readonly order: readonly number[];
  /** By case number; 0 for cases that are not ranked. */
  readonly ranks: Float64Array;
  /** Variance of the ranks, ties and all. */
  readonly variance: number;
}

/** Ranks the cases; none of their measures is NaN. `order` is they, lowest first, where that is known already. */
export function ranked(
  measure: Float64Array,
  cases: readonly number[],
  order: readonly number[] = cases.toSorted((one, other) => measure[one]! - measure[other]!),
): Ranked {
  const ranks = new Float64Array(measure.length);
  const middle = (cases.length + 1) / 2;
  let squares = 0;
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && measure[order[to]!] === measure[order[from]!]) to++;
    const rank = (from + 1 + to) / 2;
    squares += (to - from) * (rank - middle) ** 2;
    for (; from < to; from++) ranks[order[from]!] = rank;
  }
  return { cases, order, ranks, variance: cases.length < 2 ? 0 : squares / (cases.length - 1) };
}

/**
 * A group of `n` ranked cases, whose ranks add up to `rankSum`, against the others: Mann & Whitney's test (1947), two-sided,
 * by the normal approximation with the variance that ties leave, and Cliff's delta (1993), −1 … 1. Neither side is empty, and
 * the ranks differ.
 */
export function rankTest(
  { cases, variance }: Ranked,
  { n, rankSum }: { readonly n: number; readonly rankSum: number },
): { readonly effect: number; readonly p: number } {
  const total = cases.length;
  const others = total - n;
  const z = (rankSum - (n * (total + 1)) / 2) / Math.sqrt(((n * others) / total) * variance);
  const wins = rankSum - (n * (n + 1)) / 2;
  return { effect: (2 * wins) / (n * others) - 1, p: normalTails(z) };
}

/** Benjamini & Hochberg's step-up (1995): per p the least share of false ones among those told with it. */
export function falseShares(ps: readonly number[]): number[] {
  const order = Array.from(ps.keys()).sort((one, other) => ps[other]! - ps[one]!);
  const shares = new Array<number>(ps.length).fill(1);
  let least = 1;
  for (const [back, i] of order.entries()) {
    least = Math.min(least, (ps[i]! * ps.length) / (ps.length - back));
    shares[i] = least;
  }
  return shares;
}
