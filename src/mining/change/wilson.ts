/** How sure a share is. */

/** The standard normal quantile that leaves 2.5 % outside on each side. */
const Z = 1.959963984540054;

/**
 * Wilson's score interval (1927) for a share of `some` in `all`, 95 %: holds its promise also for few cases and for shares
 * near 0 and 1, where the usual ± doesn't. From 0 to 1 when there are none.
 */
export function wilsonInterval(some: number, all: number): { readonly low: number; readonly high: number } {
  if (all === 0) return { low: 0, high: 1 };
  const share = some / all;
  const widened = 1 + (Z * Z) / all;
  const middle = (share + (Z * Z) / (2 * all)) / widened;
  const half = (Z / widened) * Math.sqrt((share * (1 - share)) / all + (Z * Z) / (4 * all * all));
  return { low: some === 0 ? 0 : Math.max(0, middle - half), high: some === all ? 1 : Math.min(1, middle + half) };
}
