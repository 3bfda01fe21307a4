/** Days of a log: its times are instants, whose days are those in Sweden, or what the clock on the wall showed. */
import { dateOfDayNumber, dayNumber, type PlainDate } from '#lib/holiday.ts';
import { dayMs, instantOf, swedishDay } from '#lib/time.ts';

/** What the log's times are: instants (`utc`), or as shown (`local`). */
export type LogClock = 'utc' | 'local';

/** The number of the day (since 1970-01-01) on which a time of the log lies. */
export function logDay(time: number, clock: LogClock): number {
  return clock === 'utc' ? swedishDay(time) : Math.floor(time / dayMs);
}

/** The last millisecond of a day, as a time of the log. */
export function lastMomentOf(day: number, clock: LogClock): number {
  return (clock === 'utc' ? instantOf(dateOfDayNumber(day + 1)) : (day + 1) * dayMs) - 1;
}

/** The first millisecond of a date, as a time of the log. */
export function beginningOfDate(date: PlainDate, clock: LogClock): number {
  return clock === 'utc' ? instantOf(date) : dayNumber(date) * dayMs;
}
