/** The lead time of a part of the road: from one activity or stage to another, as a distribution and by month. */

import { groupBy } from '#lib/group.ts';
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import { swedishDate } from '#lib/time.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { selectedCount } from '#mining/log/selection.ts';
import { compareText } from '#mining/map/map.ts';
import type { Calendar } from './calendar.ts';
import { ALL_TIME } from './calendar.ts';
import type { LeadTimes } from './lead-time.ts';
import { distributionOf } from './lead-time.ts';
import { quantileInPlace } from './quantile.ts';

/** An end of a segment: any of the activities, where it occurs for the first or the last time. */
export interface SegmentEnd {
  /** One activity, or those that make up a stage. */
  readonly activities: readonly string[];
  readonly occurrence: 'first' | 'last';
}

/** Which part of the road, and by which clock its months go. */
export interface SegmentQuestion {
  readonly from: SegmentEnd;
  readonly to: SegmentEnd;
  /** What the log's times are, which the months go by: instants (`utc`, months as in Sweden), or as the clock showed (`local`). */
  readonly clock: 'utc' | 'local';
}

export interface SegmentTimes {
  /** Of the cases that went the segment: from the time of the one event to that of the other, counted by the calendar. */
  readonly times: LeadTimes;
  /** By the month in which the case came to the segment's beginning; months without cases are not listed. */
  readonly months: readonly {
    readonly month: string;
    readonly cases: number;
    readonly medianSeconds: number;
    readonly p85Seconds: number;
  }[];
  /** Cases without the beginning. */
  readonly notBegun: number;
  /** Cases with the beginning, and nothing of the end after it: still on their way, or gone another way. */
  readonly notEnded: number;
}

/**
 * Lead times from `from` to the first or last of `to` that comes after it in the case. “After” is by the order in which events
 * were completed, also in a log with starts: work that began before the one but was completed after it comes after. Events
 * without time are passed over. One pass over the events. An activity that the log doesn't have is refused, as a misspelt name
 * would look like no cases.
 */
export function segmentTimes(
  log: Log,
  { from, to, clock }: SegmentQuestion,
  calendar: Calendar = ALL_TIME,
  selection?: Selection,
): Result<SegmentTimes, { readonly tag: 'not-in-log'; readonly what: 'activity'; readonly name: string }> {
  const names = textsOf(log.activities);
  const name = [...from.activities, ...to.activities].find((one) => !names.includes(one));
  if (name !== undefined) return refuse({ tag: 'not-in-log', what: 'activity', name });
  const isFrom = Uint8Array.from(names, (one) => (from.activities.includes(one) ? 1 : 0));
  const isTo = Uint8Array.from(names, (one) => (to.activities.includes(one) ? 1 : 0));
  const { caseOffset, time } = log;
  const n = selectedCount(log, selection);
  const took = new Float64Array(n);
  const began = new Float64Array(n);
  let [known, notBegun, notEnded] = [0, 0, 0];
  for (let k = 0; k < n; k++) {
    const c = selection === undefined ? k : selection[k]!;
    const ends = caseOffset[c + 1]!;
    const first = find(log, isFrom, from.occurrence, caseOffset[c]!, ends);
    if (first < 0) {
      notBegun++;
      continue;
    }
    const last = find(log, isTo, to.occurrence, first + 1, ends);
    if (last < 0) {
      notEnded++;
      continue;
    }
    began[known] = time[first]!;
    took[known++] = calendar(time[last]!) - calendar(time[first]!);
  }
  const months = monthsOf(began.subarray(0, known), took, clock);
  return ok({ times: distributionOf(took.slice(0, known)), months, notBegun, notEnded });
}

/** The first or last of the events [from, to) that has a time and one of the activities; −1 where there is none. */
function find(
  { activity, time }: Log,
  isOne: Uint8Array,
  occurrence: SegmentEnd['occurrence'],
  from: number,
  to: number,
): number {
  let found = -1;
  for (let e = from; e < to; e++) {
    if (isOne[activity[e]!] === 0 || Number.isNaN(time[e]!)) continue;
    found = e;
    if (occurrence === 'first') break;
  }
  return found;
}

/** `began` and `took` are ms, by case. */
function monthsOf(began: Float64Array, took: Float64Array, clock: SegmentQuestion['clock']): SegmentTimes['months'] {
  const monthOf = (ms: number) => (clock === 'utc' ? swedishDate(ms) : new Date(ms).toISOString()).slice(0, 7);
  const byMonth = groupBy(began.keys(), (i) => monthOf(began[i]!));
  return [...byMonth]
    .sort(([x], [y]) => compareText(x, y))
    .map(([month, cases]) => {
      const values = Float64Array.from(cases, (i) => took[i]!);
      const quantile = (q: number) => quantileInPlace(values, 0, values.length, q) / 1000;
      return { month, cases: cases.length, medianSeconds: quantile(0.5), p85Seconds: quantile(0.85) };
    });
}
