/** One number per case, to compare groups of cases by. */
import type { Log } from '#mining/log/log.ts';
import { beginning } from '#mining/log/log.ts';
import { inStartOrder } from '#mining/log/start-order.ts';

/**
 * `lead`: seconds from the first event's time to the last one's. `wait`: seconds of it in which nothing is worked on (all of
 * it in a log without beginnings). `handoffs`: how often the next event is somebody else's. `rework`: events of an activity
 * that the case has had before. `events`: how many events.
 */
export const CASE_MEASURES = ['lead', 'wait', 'handoffs', 'rework', 'events'] as const;
export type CaseMeasure = (typeof CASE_MEASURES)[number];

/** The measure per case of the log; NaN where the log doesn't tell. */
export function caseMeasure(given: Log, measure: CaseMeasure): Float64Array {
  // What is worked on is seen in the order in which work began: work that ends later may cover what seems a wait.
  const log = measure === 'wait' ? inStartOrder(given) : given;
  return Float64Array.from({ length: log.cases }, (_, c) => {
    const from = log.caseOffset[c]!;
    const to = log.caseOffset[c + 1]!;
    if (from === to) return Number.NaN;
    switch (measure) {
      case 'lead':
        return (log.time[to - 1]! - log.time[from]!) / 1000;
      case 'wait':
        return waited(log, from, to);
      case 'handoffs':
        return handoffs(log, from, to);
      case 'rework':
        return to - from - new Set(log.activity.subarray(from, to)).size;
      case 'events':
        return to - from;
    }
  });
}

function waited(log: Log, from: number, to: number): number {
  let done = Number.NaN;
  let ms = 0;
  for (let e = from; e < to; e++) {
    const end = log.time[e]!;
    if (Number.isNaN(end)) continue;
    const begin = Math.min(beginning(log, e), end);
    if (begin > done) ms += begin - done;
    done = Number.isNaN(done) ? end : Math.max(done, end);
  }
  return Number.isNaN(done) ? Number.NaN : ms / 1000;
}

function handoffs(log: Log, from: number, to: number): number {
  if (log.resource === undefined) return Number.NaN;
  let [last, n] = [-1, 0];
  for (let e = from; e < to; e++) {
    const who = log.resource[e]!;
    if (who < 0) continue;
    if (last >= 0 && who !== last) n++;
    last = who;
  }
  return last < 0 ? Number.NaN : n;
}

/** When work on each case began, of all its events, ms since 1970 UTC; NaN where its first event has no time. */
export function caseBeginnings(log: Log): Float64Array {
  return Float64Array.from({ length: log.cases }, (_, c) => {
    const [from, to] = [log.caseOffset[c]!, log.caseOffset[c + 1]!];
    if (from === to) return Number.NaN;
    let first = beginning(log, from);
    if (log.start === undefined) return first;
    // What was completed later may have begun before.
    for (let e = from + 1; e < to; e++) if (beginning(log, e) < first) first = beginning(log, e);
    return first;
  });
}
