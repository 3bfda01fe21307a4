/**
 * Points in time as logs write them, read from bytes to milliseconds since 1970-01-01T00:00Z (fractions kept to about
 * a microsecond, the precision of a double). A time without an offset is read as UTC, so that the same file gives the
 * same answer on every machine. NaN means: not understood.
 */
import { swedishOffset } from '#lib/swedish-offset.ts';
import { decodeUtf8 } from './utf8.ts';

export type DayOrder = 'day-first' | 'month-first';

/** Told by `parseInstant`: how far east of Greenwich the clock was that wrote the time; 0 where it doesn't say. */
export interface Zone {
  minutes: number;
}

const DAY = 86_400_000;

/** Days from 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, “chrono-compatible low-level date algorithms”). */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = (((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) | 0) + day - 1;
  return era * 146_097 + ofEra * 365 + ((ofEra / 4) | 0) - ((ofEra / 100) | 0) + ofYear - 719_468;
}

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > MONTH_DAYS[month - 1]!) return false;
  return month !== 2 || day !== 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

/**
 * The instant written in `b[from, to)`: ISO 8601 / XML Schema dateTime with or without offset and fraction, in full
 * speed; every other usual form by way of `parseOtherInstant`.
 */
export function parseInstant(
  b: Uint8Array,
  from: number,
  to: number,
  order: DayOrder = 'day-first',
  zone?: Zone,
): number {
  if (zone) zone.minutes = 0;
  if (to - from < 19) return parseOtherInstant(b, from, to, order, zone);
  const y1 = b[from]! - 48;
  const y2 = b[from + 1]! - 48;
  const y3 = b[from + 2]! - 48;
  const y4 = b[from + 3]! - 48;
  const m1 = b[from + 5]! - 48;
  const m2 = b[from + 6]! - 48;
  const d1 = b[from + 8]! - 48;
  const d2 = b[from + 9]! - 48;
  const h1 = b[from + 11]! - 48;
  const h2 = b[from + 12]! - 48;
  const i1 = b[from + 14]! - 48;
  const i2 = b[from + 15]! - 48;
  const s1 = b[from + 17]! - 48;
  const s2 = b[from + 18]! - 48;
  const low = y1 | y2 | y3 | y4 | m1 | m2 | d1 | d2 | h1 | h2 | i1 | i2 | s1 | s2;
  const high = (9 - y1) | (9 - y2) | (9 - y3) | (9 - y4) | (9 - m1) | (9 - m2) | (9 - d1) | (9 - d2);
  const high2 = (9 - h1) | (9 - h2) | (9 - i1) | (9 - i2) | (9 - s1) | (9 - s2);
  const t = b[from + 10];
  const plain = b[from + 4] === 45 && b[from + 7] === 45 && (t === 84 || t === 32 || t === 116);
  if ((low | high | high2) < 0 || !plain || b[from + 13] !== 58 || b[from + 16] !== 58) {
    return parseOtherInstant(b, from, to, order, zone);
  }
  const year = y1 * 1000 + y2 * 100 + y3 * 10 + y4;
  const month = m1 * 10 + m2;
  const day = d1 * 10 + d2;
  const seconds = ofDay(h1 * 10 + h2, i1 * 10 + i2, s1 * 10 + s2);
  if (!isDay(year, month, day) || seconds < 0) return Number.NaN;
  const base = dayNumber(year, month, day) * DAY + seconds * 1000;
  return to - from === 19 ? base : base + tail(b, from + 19, to, zone);
}

/** Seconds since midnight, or −1 when that is no time of day (24:00:00 and a leap second are). */
function ofDay(hour: number, minute: number, second: number): number {
  if (minute > 59 || second > 60 || hour > 24 || (hour === 24 && minute + second > 0)) return -1;
  return hour * 3600 + minute * 60 + second;
}

/** What fraction and offset after the seconds add, in milliseconds; NaN when they are something else. */
function tail(b: Uint8Array, from: number, to: number, zone: Zone | undefined): number {
  let at = from;
  let fraction = 0;
  const mark = b[at];
  if (mark === 46 || mark === 44) {
    let digits = 0;
    let value = 0;
    at++;
    while (at < to) {
      const digit = b[at]! - 48;
      if (digit < 0 || digit > 9) break;
      if (digits < 9) {
        value = value * 10 + digit;
        digits++;
      }
      at++;
    }
    if (digits === 0) return Number.NaN;
    fraction = digits === 3 ? value : (value * 1000) / 10 ** digits;
  }
  if (at === to) return fraction;
  const minutes = offset(b, at, to);
  if (zone) zone.minutes = minutes;
  return fraction - minutes * 60_000;
}

/** Minutes east of Greenwich; NaN when it is no offset. */
function offset(b: Uint8Array, from: number, to: number): number {
  let at = from;
  if (b[at] === 32) at++;
  const sign = b[at];
  const rest = to - at;
  if (rest === 1 && (sign === 90 || sign === 122)) return 0;
  if (sign !== 43 && sign !== 45) return rest === 3 && decodeUtf8(b, at, to) === 'UTC' ? 0 : Number.NaN;
  const colon = rest === 6 && b[at + 3] === 58 ? 1 : 0;
  if (rest !== 3 && rest !== 5 + colon) return Number.NaN;
  const hours = two(b, at + 1);
  const minutes = rest === 3 ? 0 : two(b, at + 3 + colon);
  if (!(hours <= 23 && minutes <= 59)) return Number.NaN;
  return (sign === 43 ? 1 : -1) * (hours * 60 + minutes);
}

function two(b: Uint8Array, at: number): number {
  const d1 = b[at]! - 48;
  const d2 = b[at + 1]! - 48;
  return d1 < 0 || d1 > 9 || d2 < 0 || d2 > 9 ? Number.NaN : d1 * 10 + d2;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'ma[jy]', 'jun', 'jul', 'aug', 'sep', 'o[kc]t', 'nov', 'dec'].map(
  (start) => new RegExp(`^${start}`),
);
const TIME = String.raw`(?:(?:[T\s:,]|\s*kl\.?\s*)\s*(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*([AP]M)?)?`;
const ZONE = String.raw`\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}${ZONE}`, 'i');
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})${TIME}${ZONE}`, 'i');
const NAMED = new RegExp(
  String.raw`^(?:\p{L}+\s+)?(?:den\s+)?(\d{1,2})\s+(\p{L}{3,})\.?\s+(\d{4})${TIME}${ZONE}`,
  'iu',
);
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * The less usual forms: `2026-11-23`, `2010-12-30 11:02`, `30-12-2010:11.02`, `30/12/2010 11:02:00`, `23 november 2026
 * kl. 10.15`, `20261123`, `20261123T101500Z`, and epoch seconds, milliseconds or microseconds. `12/30/2010` is read
 * only when the order is month-first: guessing value by value would turn 3 April into 4 March in silence.
 */
function parseOtherInstant(b: Uint8Array, from: number, to: number, order: DayOrder, zone?: Zone): number {
  const length = to - from;
  if (length < 6 || length > 64) return Number.NaN;
  const text = decodeUtf8(b, from, to).trim();
  const iso = YEAR_FIRST.exec(text);
  if (iso) return assemble(iso[1]!, iso[2]!, iso[3]!, iso.slice(4), zone);
  const last = YEAR_LAST.exec(text);
  if (last) {
    const [day, month] = order === 'day-first' ? [last[1]!, last[2]!] : [last[2]!, last[1]!];
    return assemble(last[3]!, month, day, last.slice(4), zone);
  }
  const named = NAMED.exec(text);
  if (named) {
    const month = MONTHS.findIndex((start) => start.test(named[2]!.toLowerCase())) + 1;
    return assemble(named[3]!, String(month), named[1]!, named.slice(4), zone);
  }
  return fromDigits(text, zone);
}

function fromDigits(text: string, seen: Zone | undefined): number {
  const compact = COMPACT.exec(text);
  if (compact && !/^\d{10}$|^\d{12}$/.test(text)) {
    const [, year, month, day, hour, minute, second, zone] = compact;
    const instant = assemble(year!, month!, day!, [hour, minute, second, undefined, undefined, zone], seen);
    if (!Number.isNaN(instant)) return instant;
  }
  if (!/^-?\d{9,16}(\.\d+)?$/.test(text)) return Number.NaN;
  const value = Number(text);
  const digits = text.replace(/^-|\..*$/g, '').length;
  return digits <= 11 ? value * 1000 : digits <= 14 ? value : value / 1000;
}

function assemble(
  year: string,
  month: string,
  day: string,
  rest: readonly (string | undefined)[],
  seen: Zone | undefined,
): number {
  const [hour = '0', minute = '0', second = '0', fraction = '', half, zone = 'Z'] = rest;
  if (!isDay(Number(year), Number(month), Number(day))) return Number.NaN;
  if (half !== undefined && (Number(hour) < 1 || Number(hour) > 12)) return Number.NaN;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  const seconds = ofDay(hours, Number(minute), Number(second));
  if (seconds < 0) return Number.NaN;
  const ms = fraction === '' ? 0 : (Number(fraction) * 1000) / 10 ** fraction.length;
  const shift = /^[+-]/.exec(zone) ? zone.replace(':', '') : '+0000';
  const minutes = Number(shift.slice(1, 3)) * 60 + Number(shift.slice(3, 5) || 0);
  const east = shift[0] === '-' ? -minutes : minutes;
  if (seen) seen.minutes = east;
  return dayNumber(Number(year), Number(month), Number(day)) * DAY + seconds * 1000 + ms - east * 60_000;
}

/** ISO 8601 in UTC with as many decimals of a second as the value needs: `2026-11-23T10:15:00Z`, `…00.250Z`. */
export function formatInstant(ms: number): string {
  const floor = Math.floor(ms);
  const rounded = Math.round((ms - floor) * 1000);
  const [whole, micros] = rounded === 1000 ? [floor + 1, 0] : [floor, rounded];
  const iso = new Date(whole).toISOString();
  if (micros > 0) return `${iso.slice(0, -1)}${String(micros).padStart(3, '0')}Z`;
  return iso.endsWith('.000Z') ? `${iso.slice(0, -5)}Z` : iso;
}

/**
 * A time as a log's writer puts it: an instant in UTC with its `Z`, or as the clock in Sweden showed it with how far that was
 * from UTC (`2026-11-23T11:15:00+01:00`); what the clock on the wall showed without any offset, which claims no place (XML
 * Schema's dateTime and ISO 8601 allow it) and is read back to the same number.
 */
export function formatByClock(ms: number, clock: 'local' | 'utc' | 'swedish'): string {
  if (clock === 'swedish') {
    const minutes = Math.round(swedishOffset(ms) / 60_000);
    const offset = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
    return `${formatInstant(ms + minutes * 60_000).slice(0, -1)}+${offset}`;
  }
  const text = formatInstant(ms);
  return clock === 'utc' ? text : text.slice(0, -1);
}
