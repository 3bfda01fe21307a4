/**
 * The directly-follows relation of a log as columns: which activity comes right after which, how often, in how many
 * cases, and how long it takes. (W. van der Aalst, Process Mining, 2nd ed. 2016, §6.2.)
 */
import type { Log } from './log.ts';
import { beginning } from './log.ts';
import { medianInPlace } from './quantile.ts';
import type { Selection } from './selection.ts';
import { selectedCount } from './selection.ts';

/** One entry per pair of activities that occurs; `edgeAfter` leads from an event to its pair. */
export interface Follows {
  readonly size: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly count: Uint32Array;
  /** Distinct cases in which the pair occurs. */
  readonly cases: Uint32Array;
  /** The pair of event e and the one after it in its case; −1 for the last of a case and for cases not selected. */
  readonly edgeAfter: Int32Array;
}

/** Up to this many activities a square table finds the pair; beyond it a hash table does, in memory by pairs that occur. */
const SQUARE = 1024;

interface PairIndex {
  readonly activities: number;
  readonly square: Int32Array | undefined;
  slots: Int32Array;
  size: number;
  from: Int32Array;
  to: Int32Array;
}

function pairIndex(activities: number): PairIndex {
  const square = activities <= SQUARE ? new Int32Array(activities * activities).fill(-1) : undefined;
  return {
    activities,
    square,
    slots: new Int32Array(square ? 0 : 1 << 12),
    size: 0,
    from: new Int32Array(1024),
    to: new Int32Array(1024),
  };
}

function pairOf(index: PairIndex, from: number, to: number): number {
  const { square } = index;
  if (square === undefined) return sparsePairOf(index, from, to);
  const cell = from * index.activities + to;
  const known = square[cell]!;
  if (known >= 0) return known;
  const pair = addPair(index, from, to);
  square[cell] = pair;
  return pair;
}

function hashPair(from: number, to: number): number {
  const mixed = Math.imul(from ^ Math.imul(to, 0x9e3779b1), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

function sparsePairOf(index: PairIndex, from: number, to: number): number {
  const mask = index.slots.length - 1;
  let slot = hashPair(from, to) & mask;
  for (;;) {
    const pair = index.slots[slot]! - 1;
    if (pair < 0) break;
    if (index.from[pair] === from && index.to[pair] === to) return pair;
    slot = (slot + 1) & mask;
  }
  const pair = addPair(index, from, to);
  index.slots[slot] = pair + 1;
  if (index.size * 2 > index.slots.length) {
    const slots = new Int32Array(index.slots.length * 2);
    for (let p = 0; p < index.size; p++) {
      let free = hashPair(index.from[p]!, index.to[p]!) & (slots.length - 1);
      while (slots[free] !== 0) free = (free + 1) & (slots.length - 1);
      slots[free] = p + 1;
    }
    index.slots = slots;
  }
  return pair;
}

function addPair(index: PairIndex, from: number, to: number): number {
  const pair = index.size++;
  if (pair === index.from.length) {
    const wider = new Int32Array(pair * 2);
    wider.set(index.from);
    index.from = wider;
    const wider2 = new Int32Array(pair * 2);
    wider2.set(index.to);
    index.to = wider2;
  }
  index.from[pair] = from;
  index.to[pair] = to;
  return pair;
}

/** Counts the directly-follows pairs of the selected cases, numbered by first occurrence. `codes` defaults to the activities. */
export function follows(
  log: Log,
  selection?: Selection,
  codes: Int32Array = log.activity,
  kinds = log.activities.size,
): Follows {
  const index = pairIndex(kinds);
  const edgeAfter = new Int32Array(log.events).fill(-1);
  const { caseOffset } = log;
  const n = selectedCount(log, selection);
  for (let k = 0; k < n; k++) {
    const c = selection === undefined ? k : selection[k]!;
    const last = caseOffset[c + 1]! - 1;
    let e = caseOffset[c]!;
    let before = codes[e]!;
    for (; e < last; e++) {
      const after = codes[e + 1]!;
      if (before >= 0 && after >= 0) edgeAfter[e] = pairOf(index, before, after);
      before = after;
    }
  }
  const { count, cases } = tally(log, selection, edgeAfter, index.size);
  return {
    size: index.size,
    from: index.from.slice(0, index.size),
    to: index.to.slice(0, index.size),
    count,
    cases,
    edgeAfter,
  };
}

function tally(
  log: Log,
  selection: Selection,
  edgeAfter: Int32Array,
  size: number,
): { count: Uint32Array; cases: Uint32Array } {
  const { caseOffset } = log;
  const count = new Uint32Array(size);
  const cases = new Uint32Array(size);
  const seenIn = new Int32Array(size).fill(-1);
  const n = selectedCount(log, selection);
  for (let k = 0; k < n; k++) {
    const c = selection === undefined ? k : selection[k]!;
    const last = caseOffset[c + 1]! - 1;
    for (let e = caseOffset[c]!; e < last; e++) {
      const edge = edgeAfter[e]!;
      if (edge < 0) continue;
      count[edge]!++;
      if (seenIn[edge] !== c) {
        seenIn[edge] = c;
        cases[edge]!++;
      }
    }
  }
  return { count, cases };
}

/** Times of each pair in milliseconds; NaN where no occurrence has both its times. */
export interface FollowsTimes {
  readonly mean: Float64Array;
  readonly median: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly sum: Float64Array;
}

/**
 * How long each pair takes: the next event's time minus this one's; in a log with starts, the next one's start minus
 * this one's completion (the wait between them, negative where the work overlapped).
 */
export function followsTimes(log: Log, relation: Follows): FollowsTimes {
  const { size, edgeAfter, count } = relation;
  const from = new Float64Array(size + 1);
  for (let edge = 0; edge < size; edge++) from[edge + 1] = from[edge]! + count[edge]!;
  const next = from.slice(0, size);
  const took = new Float64Array(from[size]!);
  const { time, start } = log;
  for (let e = 0; e + 1 < log.events; e++) {
    const edge = edgeAfter[e]!;
    if (edge < 0) continue;
    const ms = (start === undefined ? time[e + 1]! : beginning(log, e + 1)) - time[e]!;
    if (!Number.isNaN(ms)) took[next[edge]!++] = ms;
  }
  const times = { mean: nan(size), median: nan(size), min: nan(size), max: nan(size), sum: nan(size) };
  for (let edge = 0; edge < size; edge++) {
    if (next[edge]! > from[edge]!) measure(took, from[edge]!, next[edge]!, times, edge);
  }
  return times;
}

function nan(size: number): Float64Array {
  return new Float64Array(size).fill(Number.NaN);
}

function measure(took: Float64Array, from: number, to: number, into: FollowsTimes, edge: number): void {
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = from; i < to; i++) {
    const ms = took[i]!;
    sum += ms;
    if (ms < min) min = ms;
    if (ms > max) max = ms;
  }
  into.sum[edge] = sum;
  into.mean[edge] = sum / (to - from);
  into.min[edge] = min;
  into.max[edge] = max;
  into.median[edge] = medianInPlace(took, from, to);
}
