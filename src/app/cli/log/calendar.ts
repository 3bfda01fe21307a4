/** `--calendar swedish --hours 08:00-17:00`: which time counts. */

import { Refused } from '#app/cli/open-log.ts';
import type { Words } from '#app/cli/words.ts';
import { WrongUse } from '#app/cli/words.ts';
import type { Clock } from '#mining/formats/import.ts';
import type { Log } from '#mining/log/log.ts';
import { timeSpan } from '#mining/log/summary.ts';
import type { Calendar } from '#mining/performance/calendar.ts';
import { ALL_TIME, swedishWorkingHours } from '#mining/performance/calendar.ts';
import type { OptionValue } from '#mining/statement.ts';

export interface Hours {
  readonly opens: number;
  readonly closes: number;
}

/** `08:00-17:00` as ms since midnight; undefined when all time counts. */
export function hoursOf(words: Words): Hours | undefined {
  const name = words.values.get('calendar');
  const text = words.values.get('hours');
  if (name === undefined && text === undefined) return undefined;
  if (name !== 'swedish') throw new WrongUse('--calendar is swedish; --hours needs it');
  const m = /^(\d\d):([0-5]\d)-(\d\d):([0-5]\d)$/.exec(text ?? '08:00-17:00');
  const minutes = (hour: string | undefined, minute: string | undefined) => Number(hour) * 60 + Number(minute);
  const [opens, closes] = m ? [minutes(m[1], m[2]), minutes(m[3], m[4])] : [0, 0];
  if (!(opens < closes && closes <= 24 * 60)) throw new WrongUse(`--hours is like 08:00-17:00, not ${text}`);
  return { opens: opens * 60_000, closes: closes * 60_000 };
}

/** The same as options, for a statement. */
export function calendarOptions(hours: Hours | undefined): Readonly<Record<string, OptionValue>> {
  if (hours === undefined) return { calendar: null, hours: null };
  const clock = (ms: number) => {
    const minutes = ms / 60_000;
    return `${`${Math.floor(minutes / 60)}`.padStart(2, '0')}:${`${minutes % 60}`.padStart(2, '0')}`;
  };
  return { calendar: 'swedish', hours: `${clock(hours.opens)}-${clock(hours.closes)}` };
}

/** The calendar that is asked for, over the time of the log. Throws `Refused` when that is too long. */
export function calendarOf(file: string, log: Log, hours: Hours | undefined, clock: Clock): Calendar {
  if (hours === undefined) return ALL_TIME;
  const { from: first, to } = timeSpan(log);
  const from = log.start?.reduce((least, ms) => Math.min(ms, least), first) ?? first;
  const made = swedishWorkingHours(from, to, { ...hours, clock });
  if (!made.ok)
    throw new Refused(
      `${file}: the log spans ${made.refusal.days} days; working hours are reckoned for 400 years at most`,
    );
  return made.value;
}
