/** The clock in Sweden beside UTC; by itself, so that who reads and writes logs loads nothing else for it. */
import { dayNumber } from './holiday.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const swedish = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const offsets = new Map<number, number>();

/**
 * How far the wall clock in Sweden is ahead of UTC at an instant (ms since 1970-01-01T00:00Z), ms. Remembered by the hour,
 * since asking the time zone is slow, and it only changes at whole hours.
 */
export function swedishOffset(instant: number): number {
  const hour = Math.floor(instant / hourMs);
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  const part: Record<string, string> = {};
  for (const p of swedish.formatToParts(hour * hourMs)) part[p.type] = p.value;
  const date = `${part['year']?.padStart(4, '0')}-${part['month']}-${part['day']}`;
  const seconds = Number(part['hour']) * 3600 + Number(part['minute']) * 60 + Number(part['second']);
  const offset = dayNumber(date) * dayMs + seconds * 1000 - hour * hourMs;
  if (offsets.size > 100_000) offsets.clear();
  offsets.set(hour, offset);
  return offset;
}
