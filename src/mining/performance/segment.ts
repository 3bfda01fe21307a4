/** The lead time of a part of the road: from one activity or stage to another, as a distribution and by month. */

import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import { swedishDate } from '#lib/time.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { selectedCount } from '#mining/log/selection.ts';
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
 * Lead times from `from` to the first or last of `to` that comes after it in the case. Events without time are passed over.
 * One pass over the events. An activity that the log doesn't have is refused, as a misspelt name would look like no cases.
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
  const { activity, caseOffset, time } = log;
  const n = selectedCount(log, selection);
  const took = new Float64Array(n);
  const began = new Float64Array(n);
  let [known, notBegun, notEnded] = [0, 0, 0];
  for (let k = 0; k < n; k++) {
    const c = selection === undefined ? k : selection[k]!;
    const ends = caseOffset[c + 1]!;
    let first = -1;
    for (let e = caseOffset[c]!; e < ends; e++) {
      if (isFrom[activity[e]!] === 0 || Number.isNaN(time[e]!)) continue;
      first = e;
      if (from.occurrence === 'first') break;
    }
    if (first < 0) {
      notBegun++;
      continue;
    }
    let last = -1;
    for (let e = first + 1; e < ends; e++) {
      if (isTo[activity[e]!] === 0 || Number.isNaN(time[e]!)) continue;
      last = e;
      if (to.occurrence === 'first') break;
    }
    if (last < 0) {
      notEnded++;
      continue;
    }
    began[known] = time[first]!;
    took[known++] = calendar(time[last]!) - calendar(time[first]!);
  }
  const months = new Map<string, number[]>();
  for (let i = 0; i < known; i++) {
    const month = (clock === 'utc' ? swedishDate(began[i]!) : new Date(began[i]!).toISOString()).slice(0, 7);
    const list = months.get(month);
    if (list) list.push(took[i]!);
    else months.set(month, [took[i]!]);
  }
  return ok({
    times: distributionOf(took.slice(0, known)),
    months: [...months]
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([month, list]) => {
        const values = Float64Array.from(list);
        const quantile = (q: number) => quantileInPlace(values, 0, values.length, q) / 1000;
        return { month, cases: list.length, medianSeconds: quantile(0.5), p85Seconds: quantile(0.85) };
      }),
    notBegun,
    notEnded,
  });
}
