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
export function inOwnOrder(n: number): Uint32Array<ArrayBuffer> {
  const items = new Uint32Array(n);
  for (let i = 0; i < n; i++) items[i] = i;
  return items;
}

/** So many items are put in order one by one, more of them by digits. */
const FEW = 64;
const DIGIT = 11;

/**
 * The items of each group (`offset[g] … offset[g + 1] − 1`) in the order of their keys (whole numbers), those of equal key as
 * they were. Group by group, so that what is read and written again and again lies close together.
 */
export function inGroupOrder(offset: ArrayLike<number>, keys: Float64Array): Uint32Array {
  const order = inOwnOrder(keys.length);
  let largest = 0;
  for (let g = 0; g + 1 < offset.length; g++) largest = Math.max(largest, offset[g + 1]! - offset[g]!);
  const room = new Uint32Array(largest);
  const digits = new Uint16Array(largest);
  for (let g = 0; g + 1 < offset.length; g++) {
    const [first, end] = [offset[g]!, offset[g + 1]!];
    if (end - first <= FEW) insertInOrder(order, first, end, keys);
    else byDigits(order, first, end, keys, room, digits);
  }
  return order;
}

function insertInOrder(order: Uint32Array, first: number, end: number, keys: Float64Array): void {
  for (let i = first + 1; i < end; i++) {
    const item = order[i]!;
    const key = keys[item]!;
    let at = i;
    for (; at > first && keys[order[at - 1]!]! > key; at--) order[at] = order[at - 1]!;
    order[at] = item;
  }
}

/** `room` and `digits` are used up; both hold as many as the group has. */
function byDigits(
  order: Uint32Array,
  first: number,
  end: number,
  keys: Float64Array,
  room: Uint32Array,
  digits: Uint16Array,
): void {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = first; i < end; i++) {
    least = Math.min(least, keys[i]!);
    most = Math.max(most, keys[i]!);
  }
  const next = new Uint32Array((1 << DIGIT) + 1);
  for (let unit = 1; unit <= most - least; unit *= 1 << DIGIT) {
    next.fill(0);
    for (let i = first; i < end; i++) {
      // Exact for all whole numbers: `&` takes them modulo 2 ** 32.
      const digit = ((keys[i]! - least) / unit) & ((1 << DIGIT) - 1);
      digits[i - first] = digit;
      next[digit + 1]!++;
    }
    for (let digit = 0; digit < 1 << DIGIT; digit++) next[digit + 1]! += next[digit]!;
    for (let i = first; i < end; i++) room[next[digits[order[i]! - first]!]!++] = order[i]!;
    for (let i = first; i < end; i++) order[i] = room[i - first]!;
  }
}
