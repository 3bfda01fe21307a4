/** Order statistics. Quantiles are linear between order statistics (Hyndman & Fan 1996, type 7, the usual default). */

/** The `q`-quantile (0 … 1) of values in ascending order; NaN when there are none. The median of an even number is the mean of the two middle values. */
export function quantileOfSorted(sorted: Float64Array, q: number): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  const at = (n - 1) * q;
  const below = Math.floor(at);
  return between(sorted[below]!, sorted[Math.min(below + 1, n - 1)]!, at - below);
}

function between(low: number, high: number, share: number): number {
  return share === 0 ? low : low + (high - low) * share;
}

/** The median of `values[from, to)`, which are rearranged; linear time. NaN when the range is empty. */
export function medianInPlace(values: Float64Array, from: number, to: number): number {
  return quantileInPlace(values, from, to, 0.5);
}

/** The `q`-quantile of `values[from, to)`, none of them NaN, which are rearranged; linear time. NaN when the range is empty. */
export function quantileInPlace(values: Float64Array, from: number, to: number, q: number): number {
  if (to === from) return Number.NaN;
  const at = (to - from - 1) * q;
  const below = from + Math.floor(at);
  select(values, from, to - 1, below);
  const share = at - Math.floor(at);
  if (share === 0) return values[below]!;
  let next = values[below + 1]!;
  for (let i = below + 2; i < to; i++) if (values[i]! < next) next = values[i]!;
  return between(values[below]!, next, share);
}

/** From this many values a sample tells where to split them. */
const WORTH_SAMPLING = 600;

/**
 * Puts at `k` what sorting `values[left, right]` would put there, smaller before and larger after (Floyd & Rivest 1975,
 * algorithm 489): about one and a half comparisons a value, and no randomness.
 */
function select(values: Float64Array, left: number, right: number, k: number): void {
  let l = left;
  let r = right;
  while (l < r) {
    if (r - l > WORTH_SAMPLING) selectInSample(values, l, r, k);
    const pivot = values[k]!;
    let i = l;
    let j = r;
    swap(values, l, k);
    if (values[r]! > pivot) swap(values, l, r);
    while (i < j) {
      swap(values, i, j);
      i++;
      j--;
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
    }
    if (values[l] === pivot) swap(values, l, j);
    else swap(values, ++j, r);
    if (j <= k) l = j + 1;
    if (k <= j) r = j - 1;
  }
}

/** Makes `values[k]` a good pivot: what it would be in a sample around `k`, a little off the middle to be on the safe side. */
function selectInSample(values: Float64Array, l: number, r: number, k: number): void {
  const n = r - l + 1;
  const i = k - l + 1;
  const size = 0.5 * Math.exp((2 * Math.log(n)) / 3);
  const spread = 0.5 * Math.sqrt((Math.log(n) * size * (n - size)) / n) * (i < n / 2 ? -1 : 1);
  const from = Math.max(l, Math.floor(k - (i * size) / n + spread));
  const to = Math.min(r, Math.floor(k + ((n - i) * size) / n + spread));
  select(values, from, to, k);
}

function swap(values: Float64Array, i: number, j: number): void {
  const held = values[i]!;
  values[i] = values[j]!;
  values[j] = held;
}
