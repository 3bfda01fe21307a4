/** Time as it counts: all of it, or the hours in which somebody is at work. */
import { dateOfDayNumber, dayNumber, isWorkingDayNumber } from '#lib/holiday.ts';
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import { dayMs, hourMs, instantOf, swedishDate } from '#lib/time.ts';

/** How much counted time, ms, lies before an instant, from a beginning of the calendar's own: only differences mean anything. */
export type Calendar = (instant: number) => number;

/** All time counts. */
export const ALL_TIME: Calendar = (instant) => instant;

export interface WorkingHours {
  /** On a working day, ms since midnight as the clock in Sweden shows. */
  readonly opens: number;
  readonly closes: number;
  /** What the log's times are: instants (`utc`), or what the clock on the wall showed (`local`). */
  readonly clock: 'utc' | 'local';
}

/** Longer than this is no working life; such logs hold wrong dates. */
const MOST_DAYS = 400 * 366;

/**
 * Working hours of Swedish working days (`isWorkingDay`: Monday to Friday without public holidays and the eves that
 * count as such). Days are summed once, so that each question afterwards is one subtraction. Time outside `from … to`
 * doesn't count. Refused when that span exceeds 400 years.
 */
export function swedishWorkingHours(
  from: number,
  to: number,
  { opens, closes, clock }: WorkingHours,
): Result<Calendar, { readonly tag: 'calendar-too-long'; readonly days: number }> {
  if (!(to >= from)) return ok(() => 0);
  const dateOf = (t: number) => (clock === 'utc' ? swedishDate(t) : dateOfDayNumber(Math.floor(t / dayMs)));
  const at = (day: number, ms: number) => (clock === 'utc' ? instantOf(dateOfDayNumber(day), ms) : day * dayMs + ms);
  if ((to - from) / dayMs > MOST_DAYS)
    return refuse({ tag: 'calendar-too-long', days: Math.ceil((to - from) / dayMs) });
  const first = dayNumber(dateOf(from));
  const days = dayNumber(dateOf(to)) - first + 1;
  const begins = new Float64Array(days + 1);
  const open = new Float64Array(days);
  const length = new Float64Array(days);
  const before = new Float64Array(days + 1);
  for (let d = 0; d < days; d++) {
    begins[d] = at(first + d, 0);
    open[d] = at(first + d, opens);
    if (isWorkingDayNumber(first + d)) length[d] = at(first + d, closes) - open[d]!;
    before[d + 1] = before[d]! + length[d]!;
  }
  begins[days] = at(first + days, 0);
  return ok((instant) => {
    if (instant <= begins[0]!) return 0;
    if (instant >= begins[days]!) return before[days]!;
    // In Sweden the day is at most some hours off the one in UTC; the loops move one step at the most.
    let d = Math.min(days - 1, Math.max(0, Math.floor((instant + hourMs) / dayMs) - first));
    while (instant < begins[d]!) d--;
    while (instant >= begins[d + 1]!) d++;
    return before[d]! + Math.min(Math.max(instant - open[d]!, 0), length[d]!);
  });
}
