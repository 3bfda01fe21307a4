import { dateOfDayNumber, dayNumber, isWorkingDay } from '#lib/holiday.ts';
import { dayMs, hourMs, type Instant, instantOf, swedishDate } from '#lib/time.ts';

/** When Exempelstad's offices are open: working days from eight to half past four, Swedish time. */
const opens = 8 * hourMs;
const closes = 16.5 * hourMs;

const midnights = new Map<number, Instant>();
const working = new Map<number, boolean>();

/** Midnight in Sweden by day number; remembered, since asking the time zone is slow and is done half a million times. */
function midnight(day: number): Instant {
  let at = midnights.get(day);
  if (at === undefined) {
    at = instantOf(dateOfDayNumber(day));
    midnights.set(day, at);
  }
  return at;
}

function dayOf(at: Instant): number {
  const guess = Math.floor(at / dayMs);
  for (let day = guess + 1; ; day--) if (midnight(day) <= at) return day;
}

function isOpen(day: number): boolean {
  let open = working.get(day);
  if (open === undefined) {
    open = isWorkingDay(dateOfDayNumber(day));
    working.set(day, open);
  }
  return open;
}

/** The instant itself when offices are open; else so far (0–1) into the first two hours of the next working day. */
export function officeTime(at: Instant, into: number): Instant {
  const today = dayOf(at);
  const time = at - midnight(today);
  if (isOpen(today) && time >= opens && time <= closes) return at;
  let day = isOpen(today) && time < opens ? today : today + 1;
  while (!isOpen(day)) day += 1;
  return midnight(day) + opens + Math.floor(into * 2 * hourMs);
}

/** The next weekly meeting (Tuesday at nine, or the next working day when that is a day off) at or after an instant. */
export function nextMeeting(at: Instant): Instant {
  const day = dayNumber(swedishDate(at));
  for (let tuesday = day - ((day - 5) % 7); ; tuesday += 7) {
    let held = tuesday;
    while (!isOpen(held)) held += 1;
    const start = midnight(held) + 9 * hourMs;
    if (start >= at) return start;
  }
}
