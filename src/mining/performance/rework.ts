/**
 * Work that is done again: how often a case comes back to what it had done already, by activity. An event is a repetition
 * when its activity has happened in the case before. What follows what is taken as on the map (`inStartOrder`).
 */
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import { beginning } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { selectedCount } from '#mining/log/selection.ts';
import { inStartOrder } from '#mining/log/start-order.ts';
import { compareText } from '#mining/map/map.ts';
import type { PairCells } from '#mining/map/pair-cells.ts';
import { firstOf, pairCells, secondOf, tableCell } from '#mining/map/pair-cells.ts';

/** Counts of repetitions; every repetition is either a self-loop or a return, and some returns are ping-pong. */
export interface ReworkCounts {
  readonly events: number;
  readonly cases: number;
  /** Cases in which it happens more than once. */
  readonly reworkCases: number;
  /** Events whose activity the case has had before. */
  readonly repetitions: number;
  /** Repetitions directly after the same activity (loops of length one). */
  readonly selfLoops: number;
  /** Repetitions after another activity: the case went back. */
  readonly returns: number;
  /** Returns over a single other activity, A → B → A, told at the last of the three (loops of length two). */
  readonly pingPong: number;
  /** Work in the repetitions, their starts to their ends; null where the log doesn't tell when work began. */
  readonly workSeconds: number | null;
  /** From the end of the event before to the end of the repetition, never less than 0: what it added to the lead time. */
  readonly elapsedSeconds: number;
}

export interface Rework {
  /** Of all activities together; `cases` and `reworkCases` count each case once. */
  readonly all: ReworkCounts & { readonly share: number };
  /** Most repetitions first. `share` is that of the activity's events which are repetitions. */
  readonly activities: readonly (ReworkCounts & { readonly activity: string; readonly share: number })[];
  /** Where cases went back from, and to what they had done already; most frequent first. */
  readonly returns: readonly { readonly from: string; readonly to: string; readonly count: number }[];
}

/** What is counted of each activity, by its code, and of all cases together. Times are ms. */
interface Columns {
  readonly events: Uint32Array;
  readonly cases: Uint32Array;
  readonly reworkCases: Uint32Array;
  readonly repetitions: Uint32Array;
  readonly selfLoops: Uint32Array;
  readonly pingPong: Uint32Array;
  readonly work: Float64Array;
  readonly elapsed: Float64Array;
  /** Returns by the cell (`pairCells`) of the activity before and the one that is done again. */
  readonly back: Uint32Array;
  readonly whole: { cases: number; reworkCases: number };
}

function emptyColumns(size: number, cells: number): Columns {
  const column = () => new Uint32Array(size);
  return {
    events: column(),
    cases: column(),
    reworkCases: column(),
    repetitions: column(),
    selfLoops: column(),
    pingPong: column(),
    work: new Float64Array(size),
    elapsed: new Float64Array(size),
    back: new Uint32Array(cells),
    whole: { cases: 0, reworkCases: 0 },
  };
}

/** Rework in the selected cases; two passes over the events. The parts of a log that is split by case add up to the whole. */
export function reworkOf(given: Log, selection?: Selection): Rework {
  const log = inStartOrder(given);
  const cells = pairCells(log, selection, log.activity, log.activities.size);
  const counted = counts(log, selection, cells);
  const names = textsOf(log.activities);
  const returns: { from: string; to: string; count: number }[] = [];
  for (let cell = 0; cell < cells.size; cell++) {
    const count = counted.back[cell]!;
    if (count > 0) returns.push({ from: names[firstOf(cells, cell)]!, to: names[secondOf(cells, cell)]!, count });
  }
  return {
    all: ofAll(counted, log.start !== undefined),
    activities: names
      .map((activity, a) => ({ activity, ...ofActivity(counted, a, log.start !== undefined) }))
      .filter((one) => one.events > 0)
      .sort((x, y) => y.repetitions - x.repetitions || compareText(x.activity, y.activity)),
    returns: returns.sort((x, y) => y.count - x.count || compareText(x.from, y.from) || compareText(x.to, y.to)),
  };
}

function counts(log: Log, selection: Selection, cells: PairCells): Columns {
  const { activity, caseOffset, time } = log;
  const size = log.activities.size;
  const { table } = cells;
  const columns = emptyColumns(size, cells.size);
  const { events, cases, reworkCases, repetitions, selfLoops, pingPong, work, elapsed, back, whole } = columns;
  // The last case in which an activity was met, and met again.
  const seenIn = new Int32Array(size).fill(-1);
  const againIn = new Int32Array(size).fill(-1);
  const n = selectedCount(log, selection);
  for (let k = 0; k < n; k++) {
    const c = selection === undefined ? k : selection[k]!;
    const from = caseOffset[c]!;
    const to = caseOffset[c + 1]!;
    let isAgain = false;
    for (let e = from; e < to; e++) {
      const a = activity[e]!;
      events[a]!++;
      if (seenIn[a] !== c) {
        seenIn[a] = c;
        cases[a]!++;
        continue;
      }
      isAgain = true;
      if (againIn[a] !== c) {
        againIn[a] = c;
        reworkCases[a]!++;
      }
      repetitions[a]!++;
      const before = activity[e - 1]!;
      if (before === a) selfLoops[a]!++;
      else {
        back[table === undefined ? before * size + a : tableCell(table, before, a)]!++;
        if (e - from > 1 && activity[e - 2] === a) pingPong[a]!++;
      }
      const ms = time[e]! - time[e - 1]!;
      if (ms > 0) elapsed[a]! += ms;
      if (log.start === undefined) continue;
      const took = time[e]! - beginning(log, e);
      if (took > 0) work[a]! += took;
    }
    if (to > from) whole.cases++;
    if (isAgain) whole.reworkCases++;
  }
  return columns;
}

function ofActivity(columns: Columns, a: number, hasStarts: boolean): Rework['all'] {
  const [events, repetitions, selfLoops] = [columns.events[a]!, columns.repetitions[a]!, columns.selfLoops[a]!];
  return {
    events,
    cases: columns.cases[a]!,
    reworkCases: columns.reworkCases[a]!,
    repetitions,
    share: events === 0 ? 0 : repetitions / events,
    selfLoops,
    returns: repetitions - selfLoops,
    pingPong: columns.pingPong[a]!,
    workSeconds: hasStarts ? columns.work[a]! / 1000 : null,
    elapsedSeconds: columns.elapsed[a]! / 1000,
  };
}

function ofAll(columns: Columns, hasStarts: boolean): Rework['all'] {
  const sum = (of: Uint32Array | Float64Array) => {
    let total = 0;
    for (const one of of) total += one;
    return total;
  };
  const [events, repetitions, selfLoops] = [sum(columns.events), sum(columns.repetitions), sum(columns.selfLoops)];
  return {
    events,
    ...columns.whole,
    repetitions,
    share: events === 0 ? 0 : repetitions / events,
    selfLoops,
    returns: repetitions - selfLoops,
    pingPong: sum(columns.pingPong),
    workSeconds: hasStarts ? sum(columns.work) / 1000 : null,
    elapsedSeconds: sum(columns.elapsed) / 1000,
  };
}
