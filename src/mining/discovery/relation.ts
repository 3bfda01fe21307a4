/**
 * What directly follows what, as bits: all that the cuts of the inductive miner ask. A row of bits is a word for each 32
 * activities, so that a search through a graph of four hundred activities takes some thousand steps.
 */
import type { Graph } from './sublog.ts';

/** A set of places in `graph.activities`. */
export type Bits = Uint32Array;

export interface Relation {
  /** Places are 0 … n − 1; those that are not members have been taken away. */
  readonly n: number;
  readonly members: Bits;
  readonly starts: Bits;
  readonly ends: Bits;
  /** Per place the row of those that directly follow it, and of those that it follows. */
  readonly after: readonly Bits[];
  readonly before: readonly Bits[];
}

export function has(bits: Bits, place: number): boolean {
  return ((bits[place >> 5]! >>> (place & 31)) & 1) === 1;
}

export function add(bits: Bits, place: number): void {
  bits[place >> 5]! |= 1 << (place & 31);
}

export function remove(bits: Bits, place: number): void {
  bits[place >> 5]! &= ~(1 << (place & 31));
}

function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

/** Places in a set, ascending. */
export function placesIn(bits: Bits): number[] {
  const places: number[] = [];
  for (let word = 0; word < bits.length; word++) {
    for (let left = bits[word]!; left !== 0; left &= left - 1) places.push(word * 32 + lowestBit(left));
  }
  return places;
}

export function isEmpty(bits: Bits): boolean {
  return bits.every((word) => word === 0);
}

export function isWithin(inner: Bits, outer: Bits): boolean {
  return inner.every((word, i) => (word & ~outer[i]!) === 0);
}

export function both(one: Bits, other: Bits): Bits {
  return one.map((word, i) => word & other[i]!);
}

export function either(one: Bits, other: Bits): Bits {
  return one.map((word, i) => word | other[i]!);
}

/** Those of `one` that are not in `other`. */
export function butNot(one: Bits, other: Bits): Bits {
  return one.map((word, i) => word & ~other[i]!);
}

/** A word of the row of a place's neighbours. */
export type Neighbours = (place: number, word: number) => number;

/** All that `neighbours` lead to from a place, itself included, never leaving `within`. Over as soon as nothing is left. */
export function reachedFrom(place: number, within: Bits, neighbours: Neighbours): Bits {
  const left = within.slice();
  const fresh = new Uint32Array(within.length);
  remove(left, place);
  add(fresh, place);
  for (let word = 0; word < fresh.length; ) {
    if (fresh[word] === 0) {
      word++;
      continue;
    }
    const next = word * 32 + lowestBit(fresh[word]!);
    remove(fresh, next);
    let some = 0;
    let lowest = word;
    for (let i = left.length - 1; i >= 0; i--) {
      if (left[i] === 0) continue;
      const found = left[i]! & neighbours(next, i);
      if (found !== 0) lowest = Math.min(lowest, i);
      fresh[i]! |= found;
      left[i]! ^= found;
      some |= left[i]!;
    }
    if (some === 0) break;
    word = lowest;
  }
  return butNot(within, left);
}

/** `within` in parts that `neighbours` (as good one way as the other) hold together; the one with the lowest place first. */
export function componentsOf(within: Bits, neighbours: Neighbours): Bits[] {
  const parts: Bits[] = [];
  let left = within;
  for (let [first] = placesIn(left); first !== undefined; [first] = placesIn(left)) {
    const part = reachedFrom(first, left, neighbours);
    parts.push(part);
    left = butNot(left, part);
  }
  return parts;
}

/**
 * The relation of a graph without infrequent behaviour: from each activity only what happens at least `noise` times as
 * often as what most often comes next (the end included), likewise for starts (Leemans, Fahland & van der Aalst 2014,
 * §3). All of it with noise 0.
 */
export function relationOf({ activities, follows, starts, ends }: Graph, noise = 0): Relation {
  const n = activities.length;
  const rows = () => Array.from({ length: n }, () => new Uint32Array((n + 31) >> 5));
  const [after, before] = [rows(), rows()];
  const frequent = setOf(n, () => false);
  for (let a = 0; a < n; a++) {
    const least = mostOf(follows.subarray(a * n, (a + 1) * n), ends[a]!) * noise;
    for (let b = 0; b < n; b++) {
      if (!isKept(follows[a * n + b]!, least)) continue;
      add(after[a]!, b);
      add(before[b]!, a);
    }
    if (isKept(ends[a]!, least)) add(frequent, a);
  }
  const leastStart = mostOf(starts, 0) * noise;
  return {
    n,
    members: setOf(n, () => true),
    starts: setOf(n, (a) => isKept(starts[a]!, leastStart)),
    ends: isEmpty(frequent) ? setOf(n, (a) => ends[a]! > 0) : frequent,
    after,
    before,
  };
}

export function mostOf(counts: Float64Array, most: number): number {
  return counts.reduce((all, one) => Math.max(all, one), most);
}

export function isKept(count: number, least: number): boolean {
  return count > 0 && count >= least;
}

export function setOf(n: number, isIn: (place: number) => boolean): Bits {
  const bits = new Uint32Array((n + 31) >> 5);
  for (let a = 0; a < n; a++) if (isIn(a)) add(bits, a);
  return bits;
}
