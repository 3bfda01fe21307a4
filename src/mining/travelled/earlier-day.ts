/** Which earlier days can be asked about, and when they end. Days are ISO 8601, in Sweden. */
import { dateOfDayNumber, dayNumber } from '#lib/holiday.ts';
import { ok, type Result, refuse } from '#lib/result.ts';
import { type Instant, instantOf, swedishDate, swedishDay } from '#lib/time.ts';

/** Why a day can't be asked about. */
export type EarlierDayRefusal =
  /** What is known of a day isn't settled until it has ended: `last` is the latest that can be asked about. */
  | { readonly tag: 'day-not-over'; readonly asOf: string; readonly last: string }
  /** Nothing was known of any journey yet; `first` is the first day on which something was. */
  | { readonly tag: 'day-before-first'; readonly asOf: string; readonly first: string };

/** What was written down just before midnight may be stored a little after it, ms. */
const SETTLING = 15 * 60_000;

/** The last day that has ended and is settled: what is known of it doesn't change any more. */
export function lastSettledDay(now: Instant): string {
  return dateOfDayNumber(swedishDay(now - SETTLING) - 1);
}

/** The first moment after a day in Sweden: what was recorded before it was known when the day ended. Refuses `day-not-over`. */
export function endOfEarlierDay(asOf: string, now: Instant): Result<Instant, EarlierDayRefusal> {
  const last = lastSettledDay(now);
  if (asOf > last) return refuse({ tag: 'day-not-over', asOf, last });
  return ok(instantOf(dateOfDayNumber(dayNumber(asOf) + 1)));
}

/** Refuses a day on which no journey was known. `first` is when something became known first; null where nothing ever did. */
export function beforeFirst(asOf: string, first: Instant | null): Result<undefined, EarlierDayRefusal> {
  if (first === null) return ok(undefined);
  const day = swedishDate(first);
  return asOf < day ? refuse({ tag: 'day-before-first', asOf, first: day }) : ok(undefined);
}
