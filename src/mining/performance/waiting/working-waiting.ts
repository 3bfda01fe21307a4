/**
 * Where the lead time goes: to work, and to waiting between two activities. The two add up to the lead time in every case.
 *
 * Events are taken in the order their work began. Time in which anything of the case is being worked on is working time;
 * where pieces of work overlap, the time they share belongs to the one that began first. Time in which nothing is, is
 * waiting: between the activity that was completed last before it and the one that begins after it.
 */
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import { beginning } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { selectedCount } from '#mining/log/selection.ts';
import { inStartOrder } from '#mining/log/start-order.ts';
import { compareText } from '#mining/map/map.ts';
import type { Calendar } from '#mining/performance/calendar.ts';
import { ALL_TIME } from '#mining/performance/calendar.ts';
import { endTallies, noteCase } from '#mining/privacy/few-cases.ts';
import type { Spent } from './spent.ts';
import { grouped, spentOf } from './spent.ts';
import type { WorkGroups } from './suppress-work.ts';
import { pairOf } from './suppress-work.ts';

export interface WorkingAndWaiting {
  /** Cases with at least one time. */
  readonly cases: number;
  /** Without beginnings of work in the log, all lead time is waiting and says nothing about work. */
  readonly beginningsKnown: boolean;
  readonly leadSeconds: number;
  readonly workingSeconds: number;
  readonly waitingSeconds: number;
  /** Most time first. */
  readonly activities: readonly (Spent & { readonly activity: string })[];
  readonly segments: readonly (Spent & { readonly from: string; readonly to: string })[];
}

/** Pieces of time, each told as it is found; events without time are passed over. Answers the number of cases with times. */
function eachPiece(
  log: Log,
  selection: Selection,
  calendar: Calendar,
  work: (activity: number, ms: number, caseNumber: number) => void,
  wait: (from: number, to: number, ms: number, caseNumber: number) => void,
): number {
  const { caseOffset, activity, time } = log;
  const n = selectedCount(log, selection);
  let cases = 0;
  for (let k = 0; k < n; k++) {
    const c = selection === undefined ? k : selection[k]!;
    const to = caseOffset[c + 1]!;
    // Which activity was completed last, when, and the same by the calendar: until then the case has been told. By the
    // calendar alone, work that ended on Saturday and on Sunday ended at once.
    let [completed, done] = [Number.NaN, Number.NaN];
    let last = -1;
    for (let e = caseOffset[c]!; e < to; e++) {
      if (Number.isNaN(time[e]!)) continue;
      const begin = calendar(Math.min(beginning(log, e), time[e]!));
      const end = calendar(time[e]!);
      const a = activity[e]!;
      if (last < 0) {
        cases++;
        done = begin;
      } else wait(last, a, Math.max(0, begin - done), c);
      work(a, Math.max(0, end - Math.max(begin, done)), c);
      if (last < 0 || time[e]! >= completed) {
        completed = time[e]!;
        done = end;
        last = a;
      }
    }
  }
  return cases;
}

const nothing = () => undefined;

/** The cases that have pieces of work on each activity, and of waiting between each pair: for leaving out small groups. */
export function workGroups(given: Log, smallest: number): WorkGroups {
  const log = inStartOrder(given);
  const names = textsOf(log.activities);
  const found = { activities: new Map(), pairs: new Map() } satisfies WorkGroups;
  eachPiece(
    log,
    undefined,
    ALL_TIME,
    (a, _, c) => noteCase(found.activities, names[a]!, c, smallest),
    (from, to, _, c) => noteCase(found.pairs, pairOf(names[from]!, names[to]!), c, smallest),
  );
  for (const groups of [found.activities, found.pairs]) endTallies(groups, log.cases, smallest);
  return found;
}

/** Working and waiting time of the selected cases, by activity and by pair of activities, counted by the calendar. */
export function workingAndWaiting(given: Log, calendar: Calendar = ALL_TIME, selection?: Selection): WorkingAndWaiting {
  const log = inStartOrder(given);
  const kinds = log.activities.size;
  let cases = 0;
  const work = grouped(kinds, (one) => {
    cases = eachPiece(log, selection, calendar, one, nothing);
  });
  const wait = grouped(kinds * kinds, (one) => {
    eachPiece(log, selection, calendar, nothing, (from, to, ms) => one(from * kinds + to, ms));
  });
  const names = textsOf(log.activities);
  const activities = Array.from(work.keys, (key, g) => ({ activity: names[key]!, ...spentOf(work, g) }));
  const segments = Array.from(wait.keys, (key, g) => ({
    from: names[Math.floor(key / kinds)]!,
    to: names[key % kinds]!,
    ...spentOf(wait, g),
  }));
  const sum = (of: readonly Spent[]) => of.reduce((total, one) => total + one.sumSeconds, 0);
  const [workingSeconds, waitingSeconds] = [sum(activities), sum(segments)];
  return {
    cases,
    beginningsKnown: log.start !== undefined,
    leadSeconds: workingSeconds + waitingSeconds,
    workingSeconds,
    waitingSeconds,
    activities: activities.sort((x, y) => y.sumSeconds - x.sumSeconds || compareText(x.activity, y.activity)),
    segments: segments.sort(
      (x, y) => y.sumSeconds - x.sumSeconds || compareText(x.from, y.from) || compareText(x.to, y.to),
    ),
  };
}
