/**
 * The cheapest way to make a trace and a run of the net agree (Adriansyah 2014): A* over positions in the trace ×
 * markings, where moving in the log only or visibly in the model only costs 1 and all else nothing.
 *
 * The estimate of what is left counts events that can no longer come in the model and activities that must come in the
 * model but don't come in the trace any more. It never exceeds the truth and never falls by more than a move costs, so the
 * first arrival at the end is the cheapest.
 */
import type { Ahead } from './ahead.ts';
import type { Markings } from './markings.ts';
import { STEP, stepsFrom } from './markings.ts';
import type { Needed } from './needed.ts';
import { AT_END, neededIn, stepsToLookAt } from './needed.ts';

export interface Search {
  readonly markings: Markings;
  readonly ahead: Ahead | undefined;
  /** Where the markings are too many to look through: which steps need to be looked at, moving visibly too and silently only. */
  readonly needed: readonly [any: Needed, silent: Needed] | undefined;
  /** States looked at since the beginning, over all traces. */
  looked: number;
  slots: Int32Array;
  keys: Float64Array;
  stamps: Int32Array;
  stamp: number;
  marking: Int32Array;
  position: Int32Array;
  cost: Int32Array;
  parent: Int32Array;
  via: Int32Array;
  closed: Uint8Array;
  states: number;
  readonly queue: number[][];
}

export interface Limits {
  readonly stop?: (() => boolean) | undefined;
  /** Nothing dearer than this is looked for. */
  readonly mostCost?: number;
  /** No more states than this are kept for one trace. */
  readonly mostStates?: number;
  /** The run may stop at any marking, of a case that is still under way; with `ahead`, only where the end can still be reached. */
  readonly mayStop?: boolean | undefined;
}

/** Cost, and the moves backwards from the end: see `movesOf`. */
export interface Found {
  readonly cost: number;
  readonly end: number;
}

/** A move in the log only. */
const LOG_MOVE = -1;

export function searchOf(markings: Markings, ahead: Ahead | undefined): Search {
  const room = 1024;
  return {
    markings,
    ahead,
    needed: ahead === undefined ? [neededIn(markings, true), neededIn(markings, false)] : undefined,
    looked: 0,
    slots: new Int32Array(room * 2),
    keys: new Float64Array(room),
    stamps: new Int32Array(room * 2),
    stamp: 0,
    marking: new Int32Array(room),
    position: new Int32Array(room),
    cost: new Int32Array(room),
    parent: new Int32Array(room),
    via: new Int32Array(room),
    closed: new Uint8Array(room),
    states: 0,
    queue: [],
  };
}

/** Why there is no answer: the end cannot be reached at (or under) that cost, or the search was stopped. */
export type Without = 'no-way' | 'stopped';

/** The cheapest alignment of the trace (names of the net as numbers, `FOREIGN` for others). */
export function cheapest(search: Search, trace: Int32Array, limits: Limits = {}): Found | Without {
  const { markings, ahead, queue } = search;
  const n = trace.length;
  const width = n + 1;
  const mostCost = limits.mostCost ?? Number.POSITIVE_INFINITY;
  const mostStates = limits.mostStates ?? 5_000_000;
  const mayStop = limits.mayStop === true;
  const left = ahead && estimates(ahead, trace, mayStop);
  const needed = search.needed?.[mostCost > 0 ? 0 : 1];
  begin(search);
  const reach = (marking: number, position: number, cost: number, parent: number, via: number) => {
    let estimate = 0;
    if (ahead && left) {
      const outlook = ahead.classOf[marking]!;
      if (outlook < 0) return;
      estimate = left(outlook, position);
    }
    if (cost + estimate > mostCost) return;
    const state = stateOf(search, marking, position, width);
    if (search.cost[state]! <= cost) return;
    search.cost[state] = cost;
    search.parent[state] = parent;
    search.via[state] = via;
    while (queue.length <= cost + estimate) queue.push([]);
    queue[cost + estimate]!.push(state);
  };
  reach(markings.initial, 0, 0, -1, LOG_MOVE);
  for (let level = 0; level < queue.length; ) {
    const state = queue[level]!.pop();
    if (state === undefined) {
      level++;
      continue;
    }
    if (search.closed[state] === 1) continue;
    search.closed[state] = 1;
    if (search.states > mostStates || ((++search.looked & 4095) === 0 && limits.stop?.())) return 'stopped';
    const marking = search.marking[state]!;
    const position = search.position[state]!;
    const cost = search.cost[state]!;
    if (position === n && (mayStop || marking === markings.final)) return { cost, end: state };
    if (position < n) reach(marking, position + 1, cost + 1, state, LOG_MOVE);
    const steps = stepsFrom(markings, marking);
    const next = position < n ? trace[position]! : AT_END;
    const look = needed && stepsToLookAt(needed, marking, next);
    for (let i = 0; i < steps.length; i += STEP) {
      const [label, step, to] = [steps[i]!, steps[i + 1]!, steps[i + 2]!];
      if (look === undefined || look[step] === 1) reach(to, position, label === -1 ? cost : cost + 1, state, step);
      if (label === next) reach(to, position + 1, cost, state, step);
    }
  }
  return 'no-way';
}

function begin(search: Search): void {
  search.stamp++;
  search.states = 0;
  for (const level of search.queue) level.length = 0;
}

/** The number of the state, new (dearest, open) or known. */
function stateOf(search: Search, marking: number, position: number, width: number): number {
  const { slots, stamps, keys, stamp } = search;
  const mask = slots.length - 1;
  const key = marking * width + position;
  let slot = hashOf(marking, position) & mask;
  for (; stamps[slot] === stamp; slot = (slot + 1) & mask) if (keys[slots[slot]!] === key) return slots[slot]!;
  const state = search.states++;
  if (state >= keys.length) {
    widen(search);
    search.states = state;
    return stateOf(search, marking, position, width);
  }
  stamps[slot] = stamp;
  slots[slot] = state;
  keys[state] = key;
  search.marking[state] = marking;
  search.position[state] = position;
  search.cost[state] = 0x7fffffff;
  search.closed[state] = 0;
  return state;
}

function hashOf(marking: number, position: number): number {
  const mixed = Math.imul(marking, 0x9e3779b1) ^ Math.imul(position + 1, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

function widen(search: Search): void {
  const room = search.keys.length * 2;
  const grown = <T extends Int32Array | Float64Array | Uint8Array>(old: T, fresh: T): T => {
    fresh.set(old);
    return fresh;
  };
  search.keys = grown(search.keys, new Float64Array(room));
  for (const name of ['marking', 'position', 'cost', 'parent', 'via'] as const)
    search[name] = grown(search[name], new Int32Array(room));
  search.closed = grown(search.closed, new Uint8Array(room));
  const mask = room * 2 - 1;
  search.slots = new Int32Array(room * 2);
  search.stamps = new Int32Array(room * 2);
  search.stamp = 1;
  for (let state = 0; state < room / 2; state++) {
    let slot = hashOf(search.marking[state]!, search.position[state]!) & mask;
    while (search.stamps[slot] === 1) slot = (slot + 1) & mask;
    search.stamps[slot] = 1;
    search.slots[slot] = state;
  }
}

/**
 * The least cost from a class of markings and a position on; rows are worked out when first asked for. Of a run that may stop
 * nothing must come.
 */
function estimates(ahead: Ahead, trace: Int32Array, mayStop: boolean): (outlook: number, position: number) => number {
  const n = trace.length;
  const { words, may, must } = ahead;
  const rows: (Int32Array | undefined)[] = new Array(ahead.classes);
  /** Whether the event is the last of its activity in the trace. */
  const isLast = new Uint8Array(n);
  const seen = new Set<number>();
  for (let i = n - 1; i >= 0; i--) {
    if (seen.has(trace[i]!)) continue;
    seen.add(trace[i]!);
    isLast[i] = 1;
  }
  return (outlook, position) => {
    let row = rows[outlook];
    if (!row) {
      row = new Int32Array(n + 1);
      const base = outlook * words;
      if (!mayStop) for (let w = 0; w < words; w++) row[n]! += ones(must[base + w]!);
      for (let i = n - 1; i >= 0; i--) {
        const a = trace[i]!;
        const word = base + (a >>> 5);
        row[i] = row[i + 1]!;
        if (a < 0 || ((may[word]! >>> (a & 31)) & 1) === 0) row[i]!++;
        else if (!mayStop && isLast[i] === 1 && ((must[word]! >>> (a & 31)) & 1) === 1) row[i]!--;
      }
      rows[outlook] = row;
    }
    return row[position]!;
  };
}

function ones(bits: number): number {
  let n = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) n++;
  return n;
}

/** The moves of an alignment in order: an event (position, −1 in the model only) with a transition (−1 in the log only). */
export interface Move {
  readonly event: number;
  readonly transition: number;
}

export function movesOf(search: Search, found: Found): readonly Move[] {
  const moves: Move[] = [];
  for (let state = found.end; search.parent[state]! >= 0; state = search.parent[state]!) {
    const before = search.position[search.parent[state]!]!;
    moves.push({ event: search.position[state]! > before ? before : -1, transition: search.via[state]! });
  }
  return moves.reverse();
}
