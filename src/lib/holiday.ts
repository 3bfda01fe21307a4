/** Swedish public holidays and working days, computed: no table to forget to update. */

/** A day of the calendar without time and zone, `YYYY-MM-DD`. */
export type PlainDate = string;

const day = 86_400_000;

/** Days since 1970-01-01; the arithmetic of dates is done on this number. */
export function dayNumber(date: PlainDate): number {
  return Date.parse(`${date}T00:00:00Z`) / day;
}

export function dateOfDayNumber(n: number): PlainDate {
  return new Date(n * day).toISOString().slice(0, 10);
}

/** 1 Monday … 7 Sunday (ISO 8601). */
export function weekday(date: PlainDate): number {
  return weekdayOf(dayNumber(date));
}

function weekdayOf(n: number): number {
  return ((((n + 3) % 7) + 7) % 7) + 1;
}

/** Easter Sunday by the Gregorian computus (Meeus, *Astronomical Algorithms*, ch. 8; Butcher 1876). */
export function easterSunday(year: number): PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const dayOfMonth = ((h + l - 7 * m + 114) % 31) + 1;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
}

function pad(n: number, width: number): string {
  return String(n).padStart(width, '0');
}

/** The first day with the given weekday on or after a date. */
function onOrAfter(date: PlainDate, iso: number): number {
  return dayNumber(date) + ((iso - weekday(date) + 7) % 7);
}

const cache = new Map<number, ReadonlySet<number>>();

/**
 * Days off in Sweden: the public holidays of lagen (1989:253) om allmänna helgdagar, and the eves that lag (1930:173) om
 * beräkning av lagstadgad tid puts beside them (Midsummer, Christmas and New Year's Eve). Wording since 2005.
 */
function daysOff(year: number): ReadonlySet<number> {
  const known = cache.get(year);
  if (known) return known;
  const y = pad(year, 4);
  const easter = dayNumber(easterSunday(year));
  const fixed = ['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31'];
  const midsummerEve = onOrAfter(`${y}-06-19`, 5);
  const moving = [easter - 2, easter, easter + 1, easter + 39, easter + 49, midsummerEve, midsummerEve + 1];
  const off = new Set([...fixed.map((d) => dayNumber(`${y}-${d}`)), ...moving, onOrAfter(`${y}-10-31`, 6)]);
  cache.set(year, off);
  return off;
}

/** Is it a public holiday, or an eve that counts as one? Ordinary Saturdays and Sundays are not. */
export function isHoliday(date: PlainDate): boolean {
  return isDayOff(dayNumber(date));
}

function isDayOff(n: number): boolean {
  return daysOff(new Date(n * day).getUTCFullYear()).has(n);
}

/** Monday to Friday, and not a day off. */
export function isWorkingDay(date: PlainDate): boolean {
  return isWorkingDayNumber(dayNumber(date));
}

/** The same of a day by its number, for who goes through many: no text is made of it. */
export function isWorkingDayNumber(n: number): boolean {
  return weekdayOf(n) <= 5 && !isDayOff(n);
}
