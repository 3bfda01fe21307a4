import { z } from 'zod';
import { dateOfDayNumber, dayNumber, isWorkingDayNumber, type PlainDate } from './holiday.ts';
import { swedishOffset } from './swedish-offset.ts';

/**
 * A length of time as people and statutes state it. Days and months are calendar days and months in Sweden, working days
 * leave out Saturdays, Sundays and public holidays, hours are hours of the clock and may be parts of one.
 */
export const Duration = z
  .object({ count: z.number().nonnegative(), unit: z.enum(['hour', 'day', 'working-day', 'month']) })
  .refine((d) => d.unit === 'hour' || Number.isInteger(d.count), { error: 'only hours may be parts of one' });
export type Duration = z.infer<typeof Duration>;

/** An instant: milliseconds since 1970-01-01T00:00Z, as given by the caller; the core never looks at a clock. */
export type Instant = number;

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** What the wall clock shows in Sweden: the date, and milliseconds since midnight as shown (not as passed). */
export function wallClock(instant: Instant): { readonly date: PlainDate; readonly ms: number } {
  const shown = instant + swedishOffset(instant);
  const day = Math.floor(shown / dayMs);
  return { date: dateOfDayNumber(day), ms: shown - day * dayMs };
}

/** The number of the day (since 1970-01-01) that it is in Sweden at an instant; `swedishDate` without making a text. */
export function swedishDay(instant: Instant): number {
  return Math.floor((instant + swedishOffset(instant)) / dayMs);
}

/**
 * The instant at which the wall clock in Sweden shows a date and time. A time that a change to summer time skips becomes
 * the same distance after the gap; of a time shown twice in autumn, the first is meant.
 */
export function instantOf(date: PlainDate, ms = 0): Instant {
  const asUtc = dayNumber(date) * dayMs + ms;
  const offsetAt = (t: Instant) => {
    const shown = wallClock(t);
    return dayNumber(shown.date) * dayMs + shown.ms - t;
  };
  const before = asUtc - offsetAt(asUtc - 3 * hourMs);
  if (before + offsetAt(before) === asUtc) return before;
  const after = asUtc - offsetAt(asUtc + 3 * hourMs);
  return after + offsetAt(after) === asUtc ? after : before;
}

/** The date in Sweden at an instant. */
export function swedishDate(instant: Instant): PlainDate {
  return wallClock(instant).date;
}

/** The same day of a later month, or the month's last day when it is shorter (31 January + 1 month = 28/29 February). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const [y, m, d] = date.split('-').map(Number) as [number, number, number];
  const month = y * 12 + (m - 1) + months;
  const first = `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
  const next = Date.UTC(Math.floor(month / 12), (month % 12) + 1, 1) / dayMs;
  return dateOfDayNumber(Math.min(dayNumber(first) + d - 1, next - 1));
}

/** The n-th working day after a date; the day itself for 0. */
export function addWorkingDays(date: PlainDate, days: number): PlainDate {
  let n = dayNumber(date);
  for (let left = days; left > 0; ) {
    n += 1;
    if (isWorkingDayNumber(n)) left -= 1;
  }
  return dateOfDayNumber(n);
}

/** The date a duration later; a duration in hours is none of dates, and counts as days. */
export function addToDate(date: PlainDate, duration: Duration): PlainDate {
  switch (duration.unit) {
    case 'month':
      return addMonths(date, duration.count);
    case 'working-day':
      return addWorkingDays(date, duration.count);
    default:
      return dateOfDayNumber(dayNumber(date) + duration.count);
  }
}

/** An instant a duration later: hours pass on the clock, days, working days and months keep the time of day in Sweden. */
export function addDuration(from: Instant, duration: Duration): Instant {
  if (duration.unit === 'hour') return from + Math.round(duration.count * hourMs);
  const shown = wallClock(from);
  return instantOf(addToDate(shown.date, duration), shown.ms);
}

/**
 * The last millisecond in which something must be done. Limits in hours end on the hour; limits in days, working days
 * and months count from the day after the starting day and run to the end of their last day in Sweden. A last day that
 * is a day off is kept: the law (1930:173, 2 §) then allows the next working day, but nobody should plan for that.
 */
export function deadlineOf(start: Instant, length: Duration): Instant {
  if (length.unit === 'hour') return start + Math.round(length.count * hourMs);
  const last = addToDate(swedishDate(start), length);
  return instantOf(dateOfDayNumber(dayNumber(last) + 1)) - 1;
}

/** How much of a limit has passed at an instant: 0 at the start, 1 at the deadline, more when it is overrun. */
export function shareOfLimit(start: Instant, length: Duration, now: Instant): number {
  const whole = deadlineOf(start, length) - start;
  return whole <= 0 ? 1 : Math.max(0, (now - start) / whole);
}

/** Working days after the day of `from` up to and including the day of `to`; 0 when `to` isn't on a later day. */
export function workingDaysBetween(from: Instant, to: Instant): number {
  let count = 0;
  const last = dayNumber(swedishDate(to));
  for (let n = dayNumber(swedishDate(from)) + 1; n <= last; n++) if (isWorkingDayNumber(n)) count += 1;
  return count;
}

/** About how many milliseconds a duration is, to compare and sort by; never to reckon a deadline with. */
export function roughMs(duration: Duration): number {
  const perUnit = { hour: hourMs, day: dayMs, 'working-day': dayMs * 1.45, month: dayMs * 30.44 };
  return duration.count * perUnit[duration.unit];
}

/** Reads `14 day`, `0.5 hour`, `3 working-day`: the form in our BPMN extension. Undefined when it is something else. */
export function parseDuration(text: string): Duration | undefined {
  const m = /^\s*(\d+(?:\.\d+)?)\s+(hour|day|working-day|month)s?\s*$/.exec(text);
  if (!m) return undefined;
  const parsed = Duration.safeParse({ count: Number(m[1]), unit: m[2] });
  return parsed.success ? parsed.data : undefined;
}

/** The form in our BPMN extension; `parseDuration` reads it. */
export function formatDuration(duration: Duration): string {
  return `${duration.count} ${duration.unit}`;
}

/** Reads an ISO 8601 duration with one kind of unit, as BPMN timers write it (`P14D`, `P2W`, `P1Y`, `PT36H`, `PT30M`). */
export function parseIsoDuration(text: string): Duration | undefined {
  const m = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text.trim());
  if (!m) return undefined;
  const [years, months, weeks, days, hours, minutes, seconds] = m.slice(1).map((v) => Number(v ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const month = years * 12 + months;
  const day = weeks * 7 + days;
  const hour = hours + minutes / 60 + seconds / 3600;
  if (month > 0 && day === 0 && hour === 0) return { count: month, unit: 'month' };
  if (day > 0 && month === 0 && hour === 0) return { count: day, unit: 'day' };
  if (hour > 0 && month === 0) return { count: day * 24 + hour, unit: 'hour' };
  return undefined;
}
