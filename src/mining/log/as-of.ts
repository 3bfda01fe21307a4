/** A log as it was known on a day: what had happened by then, and nothing of what came after. */
import { dayMs } from '#lib/time.ts';
import type { Log } from './log.ts';
import { pickEvents } from './pick.ts';

/**
 * The first moment of a day like 2026-01-31, ms since 1970 by the log's own clock; undefined for any other text, a day that
 * no month has (2026-02-31) included.
 */
export function startOfDay(text: string): number | undefined {
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text ? undefined : ms;
}

/** The first moment after such a day, as `asOf` wants it to know all of the day. */
export function endOfDay(text: string): number | undefined {
  const start = startOfDay(text);
  return start === undefined ? undefined : start + dayMs;
}

/**
 * The events whose time is before `end` (ms), as a log of its own; cases that hadn't begun fall away. Work counts from its
 * completion on, since that is when a log with starts and ends in one row tells of it. An event without time was known when
 * the event before it in the case was (at a case's beginning: when the first with a time was); a case without any time is
 * left out. One pass over the events.
 */
export function asOf(log: Log, end: number): Log {
  const isKnown = new Uint8Array(log.events);
  const { caseOffset, time } = log;
  for (let c = 0; c < log.cases; c++) {
    const [from, to] = [caseOffset[c]!, caseOffset[c + 1]!];
    let first = from;
    while (first < to && Number.isNaN(time[first]!)) first++;
    let known = first < to && time[first]! < end;
    for (let e = from; e < to; e++) {
      if (!Number.isNaN(time[e]!)) known = time[e]! < end;
      isKnown[e] = known ? 1 : 0;
    }
  }
  const all = Uint32Array.from({ length: log.cases }, (_, c) => c);
  return pickEvents(log, all, (e) => isKnown[e] === 1);
}
