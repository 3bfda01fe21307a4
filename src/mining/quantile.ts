/** Order statistics. Quantiles are linear between order statistics (Hyndman & Fan 1996, type 7, the usual default). */

/** The `q`-quantile (0 … 1) of values in ascending order; NaN when there are none. The median of an even number is the mean of the two middle values. */
export function quantileOfSorted(sorted: Float64Array, q: number): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  const at = (n - 1) * q;
  const below = Math.floor(at);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, n - 1)]!;
  return at === below ? low : low + (high - low) * (at - below);
}

/** The median of `values[from, to)`, which are rearranged; linear time (Hoare's selection). NaN when the range is empty. */
export function medianInPlace(values: Float64Array, from: number, to: number): number {
  const n = to - from;
  if (n === 0) return Number.NaN;
  const middle = from + (n >> 1);
  select(values, from, to - 1, middle);
  const high = values[middle]!;
  if (n % 2 === 1) return high;
  let low = values[from]!;
  for (let i = from + 1; i < middle; i++) if (values[i]! > low) low = values[i]!;
  return (low + high) / 2;
}

/** Puts at `k` what sorting `values[left, right]` would put there, smaller before and larger after. */
function select(values: Float64Array, left: number, right: number, k: number): void {
  let l = left;
  let r = right;
  while (l < r) {
    const pivot = medianOfThree(values[l]!, values[(l + r) >>> 1]!, values[r]!);
    let i = l;
    let j = r;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i <= j) {
        const swap = values[i]!;
        values[i++] = values[j]!;
        values[j--] = swap;
      }
    }
    if (k <= j) r = j;
    else if (k >= i) l = i;
    else return;
  }
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
