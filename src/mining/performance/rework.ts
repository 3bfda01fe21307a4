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

/** Rework in the selected cases; two passes over the events. The parts of a log that is split by case add up to the whole. */
export function reworkOf(given: Log, selection?: Selection): Rework {
  const log = inStartOrder(given);
  const { activity, caseOffset, time } = log;
  const size = log.activities.size;
  const cells = pairCells(log, selection, activity, size);
  const { table } = cells;
  const back = new Uint32Array(cells.size);
  const column = () => new Uint32Array(size);
  const [events, cases, reworkCases, repetitions, selfLoops, pingPong] = [
    column(),
    column(),
    column(),
    column(),
    column(),
    column(),
  ];
  const [work, elapsed] = [new Float64Array(size), new Float64Array(size)];
  const seenIn = new Int32Array(size).fill(-1);
  const againIn = new Int32Array(size).fill(-1);
  const whole = { cases: 0, reworkCases: 0 };
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
  const sum = (of: Uint32Array | Float64Array) => {
    let total = 0;
    for (const one of of) total += one;
    return total;
  };
  const names = textsOf(log.activities);
  const shareOf = (some: number, ofAll: number) => (ofAll === 0 ? 0 : some / ofAll);
  const activities = names.map((name, a) => ({
    activity: name,
    events: events[a]!,
    cases: cases[a]!,
    reworkCases: reworkCases[a]!,
    repetitions: repetitions[a]!,
    share: shareOf(repetitions[a]!, events[a]!),
    selfLoops: selfLoops[a]!,
    returns: repetitions[a]! - selfLoops[a]!,
    pingPong: pingPong[a]!,
    workSeconds: log.start === undefined ? null : work[a]! / 1000,
    elapsedSeconds: elapsed[a]! / 1000,
  }));
  const returns: { from: string; to: string; count: number }[] = [];
  for (let cell = 0; cell < cells.size; cell++)
    if (back[cell]! > 0)
      returns.push({ from: names[firstOf(cells, cell)]!, to: names[secondOf(cells, cell)]!, count: back[cell]! });
  const again = sum(repetitions);
  return {
    all: {
      events: sum(events),
      ...whole,
      repetitions: again,
      share: shareOf(again, sum(events)),
      selfLoops: sum(selfLoops),
      returns: again - sum(selfLoops),
      pingPong: sum(pingPong),
      workSeconds: log.start === undefined ? null : sum(work) / 1000,
      elapsedSeconds: sum(elapsed) / 1000,
    },
    activities: activities
      .filter((one) => one.events > 0)
      .sort((x, y) => y.repetitions - x.repetitions || compareText(x.activity, y.activity)),
    returns: returns.sort((x, y) => y.count - x.count || compareText(x.from, y.from) || compareText(x.to, y.to)),
  };
}
