/**
 * Time windows of rules. Windows in days, working days and months are the clocks of roads (`deadlineOf`): they count from the
 * day after and end with their last day. Hours pass on the clock, working hours in the hours in which somebody is at work.
 */
import { dateOfDayNumber, dayNumber } from '#lib/holiday.ts';
import { addToDate, hourMs } from '#lib/time.ts';
import type { LogClock } from '#mining/log/log-day.ts';
import { lastMomentOf, logDay } from '#mining/log/log-day.ts';
import type { Calendar } from '#mining/performance/calendar.ts';
import type { Window } from './rule.ts';

/** An event is in the window of another when its own `clockOf` is at most the other's `latest`. */
export interface Limit {
  readonly isTimed: boolean;
  readonly clockOf: (time: number) => number;
  readonly latest: (time: number) => number;
}

/** Without a window all times are alike. */
export const NO_LIMIT: Limit = { isTimed: false, clockOf: () => 0, latest: () => Number.POSITIVE_INFINITY };

/** Days that a calendar is reckoned for, in years of four digits; beyond them nothing is late. */
const FIRST_DAY = dayNumber('0001-01-01');
const LAST_DAY = dayNumber('9799-12-31');

/** `working` counts the hours at work; only asked for windows in working hours. */
export function limitOf({ count, unit }: Window, clock: LogClock, working: Calendar): Limit {
  const same = (time: number) => time;
  if (unit === 'hour') return { isTimed: true, clockOf: same, latest: (time) => time + count * hourMs };
  if (unit === 'working-hour')
    return { isTimed: true, clockOf: working, latest: (time) => working(time) + count * hourMs };
  const ends = new Map<number, number>();
  const endFrom = (day: number) => {
    if (!(day >= FIRST_DAY && day <= LAST_DAY)) return Number.POSITIVE_INFINITY;
    return lastMomentOf(dayNumber(addToDate(dateOfDayNumber(day), { count, unit })), clock);
  };
  const latest = (time: number) => {
    const day = logDay(time, clock);
    let end = ends.get(day);
    if (end === undefined) {
      end = endFrom(day);
      ends.set(day, end);
    }
    return end;
  };
  return { isTimed: true, clockOf: same, latest };
}
