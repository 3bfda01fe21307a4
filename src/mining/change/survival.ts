/**
 * How long something takes when some of it isn't done yet: what is unfinished is known to take longer than it has so far,
 * and leaving it out would make the recent look quick (Kaplan & Meier 1958).
 */

/** Durations ascending, at equal ones the finished before the unfinished; all in the same unit. */
export interface Durations {
  readonly length: number;
  readonly took: Float64Array;
  /** 1: finished then. 0: still unfinished when it was last known. */
  readonly finished: Uint8Array;
}

/** In order: `took` in one unit, none NaN; `finished` 1 or 0, one for each. */
export function durationsOf(took: ArrayLike<number>, finished: ArrayLike<number>): Durations {
  const order = Uint32Array.from({ length: took.length }, (_, i) => i);
  order.sort((a, b) => took[a]! - took[b]! || finished[b]! - finished[a]!);
  return {
    length: order.length,
    took: Float64Array.from(order, (i) => took[i]!),
    finished: Uint8Array.from(order, (i) => finished[i]!),
  };
}

/**
 * For each share in `shares` (ascending, 0 … 1): the shortest time by which at least that share is finished; Infinity when
 * so many are unfinished that it isn't known. `weight` counts each duration so many times, on the whole once (as a sample drawn
 * with replacement does); once each when absent. Without unfinished ones this is the order statistic number ⌈share · n⌉.
 */
export function finishedBy(durations: Durations, shares: readonly number[], weight?: Int32Array): number[] {
  const { took, finished, length } = durations;
  const found = shares.map(() => Number.POSITIVE_INFINITY);
  let atRisk = length;
  let left = 1;
  let next = 0;
  for (let i = 0; i < length && next < shares.length && atRisk > 0; ) {
    const t = took[i]!;
    let done = 0;
    let gone = 0;
    for (; i < length && took[i] === t; i++) {
      const w = weight === undefined ? 1 : weight[i]!;
      gone += w;
      if (finished[i] === 1) done += w;
    }
    left *= 1 - done / atRisk;
    atRisk -= gone;
    // The product of many shares is a little off; a billionth decides nothing else.
    while (done > 0 && next < shares.length && 1 - left >= shares[next]! - 1e-9) found[next++] = t;
  }
  return found;
}

/**
 * Whether two groups take equally long, unfinished ones included: the log-rank test (Mantel 1966). Answers chi-square with
 * one degree of freedom; 0 when there is nothing to compare.
 */
export function logRank(one: Durations, other: Durations): number {
  let [i, j] = [0, 0];
  let [observed, expected, variance] = [0, 0, 0];
  while (i < one.length && j < other.length) {
    const t = Math.min(one.took[i]!, other.took[j]!);
    const [n1, n] = [one.length - i, one.length - i + other.length - j];
    let [d1, d] = [0, 0];
    for (; i < one.length && one.took[i] === t; i++) d1 += one.finished[i]!;
    for (; j < other.length && other.took[j] === t; j++) d += other.finished[j]!;
    d += d1;
    observed += d1;
    expected += (d * n1) / n;
    if (n > 1) variance += (d * (n1 / n) * (1 - n1 / n) * (n - d)) / (n - 1);
  }
  return variance > 0 ? (observed - expected) ** 2 / variance : 0;
}
