/**
 * Obstacles on the road, located: between which two activities borders are crossed (requirement R030), waits are too long
 * (R031) and cases go back (R032).
 */
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import { beginning } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { selectedCount } from '#mining/log/selection.ts';
import { inStartOrder } from '#mining/log/start-order.ts';
import { compareText } from '#mining/map/map.ts';
import type { Calendar } from './calendar.ts';
import { ALL_TIME } from './calendar.ts';
import { inGroups } from './grouped-handovers.ts';
import type { Grouping } from './grouping.ts';
import { quantileInPlace } from './quantile.ts';
import type { Groups } from './waiting/spent.ts';
import { grouped } from './waiting/spent.ts';

/** The longest that it should wait before an activity, or between two; the one for a pair goes before the one for all. */
export interface WaitTarget {
  readonly from?: string;
  readonly to: string;
  readonly seconds: number;
}

export interface RoadObstacle {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** Passings from one known group to another; null where no grouping is given. */
  readonly crossings: number | null;
  /** Null without times. */
  readonly medianWaitSeconds: number | null;
  readonly p85WaitSeconds: number | null;
  /** `given`, or `own-p85`: relative, what 85 of 100 waits in this log don't exceed. Null without times. */
  readonly target: { readonly kind: 'given' | 'own-p85'; readonly seconds: number } | null;
  /** Passings that waited longer than the target. */
  readonly overTarget: number | null;
  /** Passings to another activity that the case had done before. */
  readonly returns: number;
}

export interface ObstacleQuestion {
  readonly grouping?: Grouping;
  readonly targets?: readonly WaitTarget[];
  readonly calendar?: Calendar;
  readonly selection?: Selection;
}

/**
 * Obstacles by pair of directly following activities, as on the map, the most frequent pair first. The wait runs from the end
 * of the one to the beginning of the other, counted by the calendar, not less than 0. A few passes over the events.
 */
export function roadObstacles(given: Log, question: ObstacleQuestion = {}): readonly RoadObstacle[] {
  const { grouping, calendar = ALL_TIME, selection } = question;
  const log = grouping === undefined ? inStartOrder(given) : inGroups(given, grouping);
  const waits = waitsByPair(log, calendar, selection);
  const { crossings, returns } = countPassings(log, waits, grouping !== undefined, selection);
  const known = waits.values.filter((ms) => !Number.isNaN(ms));
  const targetOf = targetsOf(question.targets ?? [], quantileInPlace(known, 0, known.length, 0.85) / 1000);
  const kinds = log.activities.size;
  const names = textsOf(log.activities);
  const found = Array.from(waits.keys, (key, g): RoadObstacle => {
    const [from, to] = [names[Math.floor(key / kinds)]!, names[key % kinds]!];
    const all = waits.values.subarray(waits.offset[g]!, waits.offset[g + 1]!);
    const told = all.filter((ms) => !Number.isNaN(ms));
    const target = told.length === 0 ? null : targetOf(from, to);
    const quantile = (q: number) => (told.length === 0 ? null : quantileInPlace(told, 0, told.length, q) / 1000);
    return {
      from,
      to,
      count: all.length,
      crossings: grouping === undefined ? null : crossings[g]!,
      medianWaitSeconds: quantile(0.5),
      p85WaitSeconds: quantile(0.85),
      target,
      overTarget: target && told.reduce((sum, ms) => (ms > target.seconds * 1000 ? sum + 1 : sum), 0),
      returns: returns[g]!,
    };
  });
  return found.sort((x, y) => y.count - x.count || compareText(x.from, y.from) || compareText(x.to, y.to));
}

/** Tells each event that another comes before in its case. */
function eachPassing(log: Log, selection: Selection, told: (c: number, e: number) => void): void {
  const { caseOffset } = log;
  const n = selectedCount(log, selection);
  for (let k = 0; k < n; k++) {
    const c = selection === undefined ? k : selection[k]!;
    const to = caseOffset[c + 1]!;
    for (let e = caseOffset[c]! + 1; e < to; e++) told(c, e);
  }
}

/** A pair of activities as one number: that of the event before, and that of the event. */
function pairAt({ activity, activities }: Log, e: number): number {
  return activity[e - 1]! * activities.size + activity[e]!;
}

/** Waits (ms by the calendar) by pair; NaN where a time isn't known. */
function waitsByPair(log: Log, calendar: Calendar, selection: Selection): Groups {
  const { time } = log;
  const kinds = log.activities.size;
  return grouped(kinds * kinds, (one) =>
    eachPassing(log, selection, (_, e) =>
      one(pairAt(log, e), Math.max(0, calendar(beginning(log, e)) - calendar(time[e - 1]!))),
    ),
  );
}

/** Borders crossed, by the groups that stand for resources, and returns: by pair, in the order of the waits. */
function countPassings(log: Log, waits: Groups, hasGroups: boolean, selection: Selection) {
  const { activity } = log;
  const groups = hasGroups ? log.resource : undefined;
  const pairs = new Map(Array.from(waits.keys, (key, g) => [key, g]));
  const [crossings, returns] = [new Uint32Array(pairs.size), new Uint32Array(pairs.size)];
  const seenIn = new Int32Array(log.activities.size).fill(-1);
  eachPassing(log, selection, (c, e) => {
    const [before, after] = [activity[e - 1]!, activity[e]!];
    seenIn[before] = c;
    const crosses = groups !== undefined && (groups[e - 1]! | groups[e]!) >= 0 && groups[e - 1] !== groups[e];
    const isReturning = before !== after && seenIn[after] === c;
    if (!crosses && !isReturning) return;
    const g = pairs.get(pairAt(log, e))!;
    if (crosses) crossings[g]!++;
    if (isReturning) returns[g]!++;
  });
  return { crossings, returns };
}

/** The target for a pair: its own, else that for all that leads to the activity, else the log's own P85 of all waits, `own` seconds. */
function targetsOf(targets: readonly WaitTarget[], own: number) {
  return (from: string, to: string): NonNullable<RoadObstacle['target']> => {
    const here = targets.filter((one) => one.to === to);
    const given = here.find((one) => one.from === from) ?? here.find((one) => one.from === undefined);
    return given === undefined ? { kind: 'own-p85', seconds: own } : { kind: 'given', seconds: given.seconds };
  };
}
