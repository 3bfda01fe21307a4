/** What a log is, in one look. */

import { activityCounts, compareText } from '#mining/map/map.ts';
import { countVariants } from '#mining/map/variants.ts';
import { leadTimes } from '#mining/performance/lead-time.ts';
import { textOf } from './dictionary.ts';
import { formatByClock } from './instant.ts';
import type { Log } from './log.ts';
import type { Selection } from './selection.ts';
import { selectedCount } from './selection.ts';

export interface Summary {
  readonly cases: number;
  readonly events: number;
  readonly activities: number;
  readonly variants: number;
  /** Cases by the activity they begin and end with, most frequent first; names that are whole numbers stand before others, by number. */
  readonly start: Readonly<Record<string, number>>;
  readonly end: Readonly<Record<string, number>>;
  /** First and last time in the log, ISO 8601: in UTC, or as the clock showed (then without offset); null when it has none. */
  readonly from: string | null;
  readonly to: string | null;
  readonly caseDurationSeconds: {
    readonly median: number | null;
    readonly mean: number | null;
    readonly p85: number | null;
  };
}

/**
 * Counts, ends, span and lead time of the selected cases. A few passes over the events. `clock` is how the log's times were
 * kept when it was read (`ImportReport`).
 */
export function summaryOf(log: Log, selection?: Selection, clock: 'local' | 'utc' = 'utc'): Summary {
  const counts = activityCounts(log, selection);
  const { medianSeconds, meanSeconds, p85Seconds } = leadTimes(log, selection);
  const { from, to } = timeSpan(log, selection);
  return {
    cases: selectedCount(log, selection),
    events: counts.events.reduce((sum, n) => sum + n, 0),
    activities: counts.events.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0),
    variants: countVariants(log, selection),
    start: byName(log, counts.starts),
    end: byName(log, counts.ends),
    from: Number.isNaN(from) ? null : formatByClock(from, clock),
    to: Number.isNaN(to) ? null : formatByClock(to, clock),
    caseDurationSeconds: { median: medianSeconds, mean: meanSeconds, p85: p85Seconds },
  };
}

function byName(log: Log, counts: Uint32Array): Record<string, number> {
  const entries: [string, number][] = [];
  for (let a = 0; a < counts.length; a++) if (counts[a]! > 0) entries.push([textOf(log.activities, a), counts[a]!]);
  return Object.fromEntries(entries.sort((x, y) => y[1] - x[1] || compareText(x[0], y[0])));
}

/** Earliest and latest event time of the selected cases, ms; NaN when no event has one. */
export function timeSpan(log: Log, selection?: Selection): { readonly from: number; readonly to: number } {
  const { caseOffset, time } = log;
  const n = selectedCount(log, selection);
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < n; k++) {
    const c = selection === undefined ? k : selection[k]!;
    for (let e = caseOffset[c]!; e < caseOffset[c + 1]!; e++) {
      if (time[e]! < from) from = time[e]!;
      if (time[e]! > to) to = time[e]!;
    }
  }
  return from <= to ? { from, to } : { from: Number.NaN, to: Number.NaN };
}
