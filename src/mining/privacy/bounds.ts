/**
 * What anybody can reckon of numbers that aren't told, from those that are and the sums they make: between which bounds each
 * lies. One subtraction may leave enough, and two together still tell a small number.
 */

/** Bounds of numbers of 0 or more, by number; Infinity where nothing is known above. They are narrowed. */
export interface Bounds {
  readonly low: number[];
  readonly high: number[];
}

/** The parts add up to the whole. All are places in the bounds. */
export interface Adding {
  readonly parts: readonly number[];
  readonly whole: number;
}

/** More rounds than follow from any chain of sums that a person would go; each only narrows. */
const MOST_ROUNDS = 100;

/**
 * Narrows the bounds by every sum until nothing more follows (interval propagation, as in constraint solving: Davis 1987). They
 * hold the real numbers before and after.
 */
export function narrow(bounds: Bounds, sums: readonly Adding[]): void {
  for (let round = 0, changed = true; changed && round < MOST_ROUNDS; round++) {
    changed = false;
    for (const sum of sums) if (narrowBy(bounds, sum)) changed = true;
  }
}

function narrowBy({ low, high }: Bounds, { parts, whole }: Adding): boolean {
  let [least, most, unbound] = [0, 0, 0];
  for (const part of parts) {
    least += low[part]!;
    if (high[part] === Number.POSITIVE_INFINITY) unbound++;
    else most += high[part]!;
  }
  let changed = false;
  const within = (at: number, from: number, to: number) => {
    if (from > low[at]!) [low[at], changed] = [from, true];
    if (to < high[at]!) [high[at], changed] = [to, true];
  };
  within(whole, least, unbound > 0 ? Number.POSITIVE_INFINITY : most);
  const [wholeLow, wholeHigh] = [low[whole]!, high[whole]!];
  for (const part of parts) {
    const [ownLow, ownHigh] = [low[part]!, high[part]!];
    const isUnbound = ownHigh === Number.POSITIVE_INFINITY;
    const othersMost = unbound - (isUnbound ? 1 : 0) > 0 ? Number.POSITIVE_INFINITY : most - (isUnbound ? 0 : ownHigh);
    within(part, wholeLow - othersMost, wholeHigh - (least - ownLow));
  }
  return changed;
}
