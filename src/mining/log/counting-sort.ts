/** A stable sort in linear time: what is ordered by several keys is sorted by the least of them first. */

/** The items of `order`, ordered by their keys (whole numbers of moderate size, by item), those of equal key as they were. */
export function inKeyOrder(order: Uint32Array, keys: ArrayLike<number>): Uint32Array {
  let most = 0;
  for (const item of order) if (keys[item]! > most) most = keys[item]!;
  const next = new Uint32Array(most + 2);
  for (const item of order) next[keys[item]! + 1]!++;
  for (let key = 0; key < most; key++) next[key + 1]! += next[key]!;
  const sorted = new Uint32Array(order.length);
  for (const item of order) sorted[next[keys[item]!]!++] = item;
  return sorted;
}

/** The items 0 … n − 1 with the greatest count first, those of equal count in the order given. */
export function mostFirst(order: Uint32Array, count: Uint32Array): Uint32Array {
  return inKeyOrder(order.toReversed(), count).reverse();
}

/** 0 … n − 1: items that nothing has put in order yet. */
export function inOwnOrder(n: number): Uint32Array {
  return Uint32Array.from({ length: n }, (_, i) => i);
}
