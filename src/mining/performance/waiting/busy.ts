/** What people were busy with: their work as stretches of time that don't overlap, and how much of it lies in a window. */
import type { Log } from '#mining/log/log.ts';
import type { Waits } from './waits.ts';
import { byResource, workOfSomebody } from './waits.ts';

/** Everyone's work. Arrays are by place: events by resource, and in the order they began. */
export interface Busy {
  /** Event at each place, and place of each event (−1: nobody named, or no time). */
  readonly events: Uint32Array;
  readonly places: Int32Array;
  /** The places of resource `r` are `offset[r] … offset[r + 1] − 1`. */
  readonly offset: Uint32Array;
  /** The part of the work that nothing which began earlier covers: what two pieces share belongs to the first. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Of all places before: their time, and the part of it that is off hours. */
  readonly sum: Float64Array;
  readonly off: Float64Array;
  /** Until when the batch that the event is part of was gathered; NaN for those in none. */
  readonly gathered: Float64Array;
}

/** `offHours` is how much time off hours lies before an instant. */
export function busyOf(log: Log, waits: Waits, offHours: (instant: number) => number): Busy {
  const resource = log.resource ?? new Int32Array(0);
  const events = byResource(workOfSomebody(log, waits), waits.begin, resource);
  const n = events.length;
  const places = new Int32Array(log.events).fill(-1);
  const offset = new Uint32Array(log.resources.size + 1);
  const [from, to] = [new Float64Array(n), new Float64Array(n)];
  const [sum, off] = [new Float64Array(n + 1), new Float64Array(n + 1)];
  let done = Number.NEGATIVE_INFINITY;
  for (let p = 0; p < n; p++) {
    const e = events[p]!;
    places[e] = p;
    const r = resource[e]!;
    if (p === 0 || resource[events[p - 1]!] !== r) done = Number.NEGATIVE_INFINITY;
    offset[r + 1] = p + 1;
    from[p] = Math.max(waits.begin[e]!, done);
    done = Math.max(log.time[e]!, done);
    to[p] = done;
    sum[p + 1] = sum[p]! + done - from[p]!;
    off[p + 1] = off[p]! + offHours(done) - offHours(from[p]!);
  }
  for (let r = 0; r < log.resources.size; r++) offset[r + 1] = Math.max(offset[r]!, offset[r + 1]!);
  return { events, places, offset, from, to, sum, off, gathered: batchesOf(log, waits, events) };
}

/**
 * Batches: two or more pieces of work of one activity that one person does one after the other or at once, each beginning
 * before or when those before it have ended, and all of which could have begun before the first did. They were gathered when
 * the last of them could have begun.
 */
function batchesOf(log: Log, waits: Waits, events: Uint32Array): Float64Array {
  const gathered = new Float64Array(events.length).fill(Number.NaN);
  let first = 0;
  let [end, ready] = [Number.NaN, Number.NaN];
  const close = (after: number) => {
    if (after - first > 1) gathered.fill(ready, first, after);
  };
  for (let p = 0; p < events.length; p++) {
    const e = events[p]!;
    const head = events[first]!;
    const joins =
      p > 0 &&
      log.resource![e] === log.resource![head] &&
      log.activity[e] === log.activity[head] &&
      waits.begin[e]! <= end &&
      waits.enabled[e]! <= waits.begin[head]!;
    if (!joins) {
      close(p);
      first = p;
      ready = waits.enabled[e]!;
      end = log.time[e]!;
      continue;
    }
    ready = Math.max(ready, waits.enabled[e]!);
    end = Math.max(end, log.time[e]!);
  }
  close(events.length);
  return gathered;
}

/** The places of one resource whose work may lie in a window before place `p`: first and last, none when first > last. */
export function placesIn(busy: Busy, begin: number, p: number, lo: number, hi: number): readonly [number, number] {
  return [firstWhere(begin, p, (i) => busy.to[i]! > lo), firstWhere(begin, p, (i) => busy.from[i]! >= hi) - 1];
}

function firstWhere(begin: number, end: number, holds: (place: number) => boolean): number {
  let [lo, hi] = [begin, end];
  while (lo < hi) {
    const middle = (lo + hi) >>> 1;
    if (holds(middle)) hi = middle;
    else lo = middle + 1;
  }
  return lo;
}

/** Sums over places while values are put in (Fenwick 1994): each put and each sum takes as many steps as the places have bits. */
export interface RunningSums {
  readonly put: (place: number, value: number) => void;
  /** Of the places before this one. */
  readonly before: (place: number) => number;
}

export function runningSums(begin: number, end: number): RunningSums {
  const tree = new Float64Array(end - begin + 1);
  return {
    put: (place, value) => {
      for (let i = place - begin + 1; i < tree.length; i += i & -i) tree[i]! += value;
    },
    before: (place) => {
      let total = 0;
      for (let i = place - begin; i > 0; i -= i & -i) total += tree[i]!;
      return total;
    },
  };
}
