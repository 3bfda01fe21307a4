import { dayNumber } from '#lib/holiday.ts';
import { type Duration, swedishDate } from '#lib/time.ts';
import { type Locale, type Translate, useWords } from './words.ts';

/** An instant as the API gives it (ISO 8601), or a date alone. */
type When = string | number | Date;

const zone = 'Europe/Stockholm';
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const made = new Map<string, Intl.DateTimeFormat>();
function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let format = made.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
    made.set(key, format);
  }
  return format;
}

/** A date alone is noon of that day, so that no zone moves it to another. */
function instant(when: When): Date {
  return new Date(typeof when === 'string' && when.length === 10 ? `${when}T12:00:00Z` : when);
}

export interface Format {
  /** `2026-11-23` */
  date(when: When): string;
  /** `mån 23 nov`, with the year when it isn't this year's. */
  day(when: When, now?: When): string;
  /** A month given as `2026-10`: `oktober 2026` */
  month(month: string): string;
  /** `14:30` */
  time(when: When): string;
  /** `mån 23 nov 14:30` */
  dateTime(when: When, now?: When): string;
  /** `för 3 dagar sedan`, `om 2 timmar` */
  relative(when: When, now?: When): string;
  /** `3 arbetsdagar` */
  duration(duration: Duration): string;
  /** A length in milliseconds in the words people use: `25 min`, `3 h 20 min`, `5 dagar`, `2 v 4 d`, `6 mån`. */
  span(ms: number): string;
  /** Whole days as `span` has them. */
  days(days: number): string;
  number(value: number, digits?: number): string;
  /** A share 0–1 as percent. */
  percent(share: number, digits?: number): string;
  /** `brev, svar eller tid` */
  either(names: readonly string[]): string;
  /** A count that may be suppressed (groups under five): `under 5`. */
  count(value: number | null): string;
}

function dayWords(t: Translate, days: number): string {
  if (days < 14) return t('shell.unit.day', { n: days });
  if (days < 70) {
    const [w, d] = [Math.floor(days / 7), days % 7];
    return d === 0 ? t('shell.unit.weeks', { w }) : t('shell.unit.weeks-days', { w, d });
  }
  return t('shell.unit.months', { m: Math.round(days / 30.44) });
}

function spanWords(t: Translate, ms: number): string {
  if (ms < minute) return t('shell.unit.under-minute');
  if (ms < hour) return t('shell.unit.minute', { n: Math.round(ms / minute) });
  if (ms < 2 * day) {
    const minutes = Math.round(ms / minute);
    const [h, m] = [Math.floor(minutes / 60), minutes % 60];
    return m === 0 || h >= 10 ? t('shell.unit.hours', { h }) : t('shell.unit.hours-minutes', { h, m });
  }
  return dayWords(t, Math.round(ms / day));
}

/** From a day on it is calendar days in Sweden that count: the end of tomorrow is tomorrow, however many hours away. */
function relativeWords(locale: Locale, at: number, now: number): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const ms = at - now;
  const size = Math.abs(ms);
  const days = dayNumber(swedishDate(at)) - dayNumber(swedishDate(now));
  if (size < hour) return format.format(Math.round(ms / minute), 'minute');
  if (size < 12 * hour || days === 0) return format.format(Math.round(ms / hour), 'hour');
  if (size < 21 * day) return format.format(days, 'day');
  if (size < 60 * day) return format.format(Math.round(ms / (7 * day)), 'week');
  return format.format(Math.round(ms / (30.44 * day)), 'month');
}

/** Everything that is shown as time or number goes through here: one way of writing in the whole product. */
export function formatFor(locale: Locale, t: Translate): Format {
  const tag = locale === 'sv' ? 'sv-SE' : 'en-GB';
  const iso = (when: When) =>
    dateFormat('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant(when));
  const time = (when: When) =>
    dateFormat('sv-SE', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(instant(when));
  const shortDay = (when: When, now: When) => {
    const year = iso(when).slice(0, 4) === iso(now).slice(0, 4) ? {} : { year: 'numeric' as const };
    return dateFormat(tag, { weekday: 'short', day: 'numeric', month: 'short', ...year })
      .format(instant(when))
      .replaceAll(/[.,]/g, '');
  };
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(tag, { maximumFractionDigits: digits, minimumFractionDigits: 0 }).format(value);
  return {
    date: iso,
    day: (when, now = Date.now()) => shortDay(when, now),
    // Noon, so that it is that month whatever the zone.
    month: (month) => dateFormat(tag, { month: 'long', year: 'numeric' }).format(instant(`${month}-01T12:00:00Z`)),
    time,
    dateTime: (when, now = Date.now()) => `${shortDay(when, now)} ${time(when)}`,
    relative: (when, now = Date.now()) => relativeWords(locale, instant(when).getTime(), instant(now).getTime()),
    duration: ({ count, unit }) => t(`shell.unit.${unit}`, { n: count }),
    span: (ms) => spanWords(t, ms),
    days: (n) => dayWords(t, Math.round(n)),
    number,
    percent: (share, digits = 0) =>
      new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: digits }).format(share),
    either: (names) => new Intl.ListFormat(locale, { type: 'disjunction' }).format(names),
    count: (value) => (value === null ? t('shell.count.hidden') : number(value)),
  };
}

export function useFormat(): Format {
  const { locale, t } = useWords();
  return formatFor(locale, t);
}

/** The same words as the beginning of a line. */
export function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase('sv') + text.slice(1);
}

/** What a process is called in a narrow place: the name before “from need to satisfied need”. */
export function shortName(name: string): string {
  return name.split(':')[0] ?? name;
}
