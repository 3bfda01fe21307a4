/**
 * The directly-follows relation of a log as columns: which activity comes right after which, how often, in how many
 * cases, and how long it takes. (W. van der Aalst, Process Mining, 2nd ed. 2016, §6.2.)
 */
import type { Log } from '#mining/log/log.ts';
import { beginning } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { selectedCount } from '#mining/log/selection.ts';
import { medianInPlace } from '#mining/performance/quantile.ts';
import type { PairCells } from './pair-cells.ts';
import { firstOf, pairCells, secondOf, tableCell } from './pair-cells.ts';

/** One entry per pair of activities that occurs. */
export interface Follows {
  readonly size: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly count: Uint32Array;
  /** Distinct cases in which the pair occurs. */
  readonly cases: Uint32Array;
  /** Where each pair was counted. */
  readonly cells: PairCells;
  readonly cell: Int32Array;
}

/** Counts the directly-follows pairs of the selected cases. `codes` defaults to the activities; a negative one neighbours nothing. */
export function follows(
  log: Log,
  selection?: Selection,
  codes: Int32Array = log.activity,
  kinds = log.activities.size,
): Follows {
  const cells = pairCells(log, selection, codes, kinds);
  const { table } = cells;
  const tally = new Int32Array(cells.size * PLACES);
  const { caseOffset } = log;
  const n = selectedCount(log, selection);
  for (let k = 0; k < n; k++) {
    const c = selection === undefined ? k : selection[k]!;
    const first = caseOffset[c]!;
    const to = caseOffset[c + 1]!;
    let before = codes[first]!;
    for (let e = first + 1; e < to; e++) {
      const after = codes[e]!;
      if ((before | after) >= 0) {
        const cell = table === undefined ? before * kinds + after : tableCell(table, before, after);
        const at = cell * PLACES;
        tally[at]!++;
        // Cases are counted from 1 here: a fresh cell has met none.
        if (tally[at + LAST_CASE] === c + 1) tally[at + REPEATS]!++;
        tally[at + LAST_CASE] = c + 1;
      }
      before = after;
    }
  }
  return occurring(cells, tally);
}

/** In each cell while counting: how often, how often again in the same case, and the last case. Side by side, to share a cache line. */
const PLACES = 4;
const REPEATS = 1;
const LAST_CASE = 2;

/** The cells that were counted in, side by side. */
function occurring(cells: PairCells, tally: Int32Array): Follows {
  let size = 0;
  for (let i = 0; i < cells.size; i++) if (tally[i * PLACES]! > 0) size++;
  const cell = new Int32Array(size);
  for (let i = 0, pair = 0; i < cells.size; i++) if (tally[i * PLACES]! > 0) cell[pair++] = i;
  return {
    size,
    from: cell.map((i) => firstOf(cells, i)),
    to: cell.map((i) => secondOf(cells, i)),
    count: Uint32Array.from(cell, (i) => tally[i * PLACES]!),
    cases: Uint32Array.from(cell, (i) => tally[i * PLACES]! - tally[i * PLACES + REPEATS]!),
    cells,
    cell,
  };
}

/** Times of each pair in milliseconds; NaN where no occurrence has both its times. */
export interface FollowsMoments {
  readonly mean: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly sum: Float64Array;
}

export interface FollowsTimes extends FollowsMoments {
  readonly median: Float64Array;
}

/**
 * When what is at each event begins, so that the time from event `e` to what follows is `begins[e + 1] − time[e]`: the
 * next event's time minus this one's; in a log with starts, the next one's start minus this one's completion (the wait
 * between them, negative where the work overlapped).
 */
function beginnings(log: Log): Float64Array {
  return log.start === undefined ? log.time : log.time.map((_, e) => beginning(log, e));
}

/** Sum, least and most time and how many had one, per cell while measuring; side by side, to share a cache line. */
const SUM = 0;
const MIN = 1;
const MAX = 2;
const TIMED = 3;
const WIDTH = 4;

/** How long each pair of the same log and selection takes, without its median: one pass. */
export function followsMoments(log: Log, relation: Follows, selection?: Selection): FollowsMoments {
  const { cells, size } = relation;
  const { table, kinds } = cells;
  const tally = new Float64Array(cells.size * WIDTH);
  for (const cell of relation.cell) {
    tally[cell * WIDTH + MIN] = Number.POSITIVE_INFINITY;
    tally[cell * WIDTH + MAX] = Number.NEGATIVE_INFINITY;
  }
  const { caseOffset, activity, time } = log;
  const begins = beginnings(log);
  const n = selectedCount(log, selection);
  for (let k = 0; k < n; k++) {
    const c = selection === undefined ? k : selection[k]!;
    const last = caseOffset[c + 1]! - 1;
    for (let e = caseOffset[c]!; e < last; e++) {
      const ms = begins[e + 1]! - time[e]!;
      if (Number.isNaN(ms)) continue;
      const [before, after] = [activity[e]!, activity[e + 1]!];
      const at = (table === undefined ? before * kinds + after : tableCell(table, before, after)) * WIDTH;
      tally[at + SUM]! += ms;
      if (ms < tally[at + MIN]!) tally[at + MIN] = ms;
      if (ms > tally[at + MAX]!) tally[at + MAX] = ms;
      tally[at + TIMED]!++;
    }
  }
  const times = { mean: nan(size), min: nan(size), max: nan(size), sum: nan(size) };
  for (let pair = 0; pair < size; pair++) {
    const at = relation.cell[pair]! * WIDTH;
    const timed = tally[at + TIMED]!;
    if (timed === 0) continue;
    times.sum[pair] = tally[at + SUM]!;
    times.mean[pair] = tally[at + SUM]! / timed;
    times.min[pair] = tally[at + MIN]!;
    times.max[pair] = tally[at + MAX]!;
  }
  return times;
}

/** How long each pair of the same log and selection takes, its exact median included. */
export function followsTimes(log: Log, relation: Follows, selection?: Selection): FollowsTimes {
  const { size } = relation;
  const { took, from, to } = timesByPair(log, relation, selection);
  const times = { mean: nan(size), median: nan(size), min: nan(size), max: nan(size), sum: nan(size) };
  for (let pair = 0; pair < size; pair++) {
    if (to[pair]! > from[pair]!) measure(took, from[pair]!, to[pair]!, times, pair);
  }
  return times;
}

interface Grouped {
  /** The times of pair p are `took[from[p], to[p])`. */
  readonly took: Float64Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** A counting sort: all times of a pair side by side, those without left out. */
function timesByPair(log: Log, relation: Follows, selection: Selection): Grouped {
  const { cells, size } = relation;
  const { table, kinds } = cells;
  const next = new Uint32Array(cells.size);
  const from = new Uint32Array(size);
  let total = 0;
  for (let pair = 0; pair < size; pair++) {
    from[pair] = total;
    next[relation.cell[pair]!] = total;
    total += relation.count[pair]!;
  }
  const took = new Float64Array(total);
  const { caseOffset, activity, time } = log;
  const begins = beginnings(log);
  const n = selectedCount(log, selection);
  for (let k = 0; k < n; k++) {
    const c = selection === undefined ? k : selection[k]!;
    const last = caseOffset[c + 1]! - 1;
    for (let e = caseOffset[c]!; e < last; e++) {
      const ms = begins[e + 1]! - time[e]!;
      if (Number.isNaN(ms)) continue;
      const [before, after] = [activity[e]!, activity[e + 1]!];
      took[next[table === undefined ? before * kinds + after : tableCell(table, before, after)]!++] = ms;
    }
  }
  return { took, from, to: Uint32Array.from(relation.cell, (cell) => next[cell]!) };
}

function nan(size: number): Float64Array {
  return new Float64Array(size).fill(Number.NaN);
}

function measure(
  took: Float64Array,
  from: number,
  to: number,
  into: Readonly<Record<'sum' | 'mean' | 'min' | 'max' | 'median', Float64Array>>,
  pair: number,
): void {
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = from; i < to; i++) {
    const ms = took[i]!;
    sum += ms;
    if (ms < min) min = ms;
    if (ms > max) max = ms;
  }
  into.sum[pair] = sum;
  into.mean[pair] = sum / (to - from);
  into.min[pair] = min;
  into.max[pair] = max;
  into.median[pair] = medianInPlace(took, from, to);
}
