/** When each piece of work could have begun, and in which order people did theirs. */
import { inOrder } from '#mining/log/column-builder.ts';
import { inGroupOrder } from '#mining/log/counting-sort.ts';
import type { Log } from '#mining/log/log.ts';
import { beginning } from '#mining/log/log.ts';

/** By event of a log in start order. */
export interface Waits {
  /** When the work began: its own start, never after its end. NaN without time. */
  readonly begin: Float64Array;
  /**
   * When it could have begun: when what was worked on in the case before was completed, and everything from outside was there.
   * Equal to `begin` where it didn't wait: the first of a case, and work that overlaps other work of the case. NaN without time.
   */
  readonly enabled: Float64Array;
  /** Activity that was completed last before; −1 for the first of a case. */
  readonly before: Int32Array;
  /** How long it had waited for outside by then, ms; absent where nobody says what outside is. */
  readonly outside: Float64Array | undefined;
}

/** The same waiting as in `workingAndWaiting`: from the end of all that has begun before, to the beginning. One pass. `until` is `outsideUntil`. */
export function waitsOf(log: Log, until?: Float64Array): Waits {
  const { caseOffset, activity, time, events } = log;
  const begin = new Float64Array(events).fill(Number.NaN);
  const enabled = new Float64Array(events).fill(Number.NaN);
  const before = new Int32Array(events).fill(-1);
  const outside = until && new Float64Array(events);
  for (let c = 0; c < log.cases; c++) {
    const to = caseOffset[c + 1]!;
    let done = Number.NaN;
    let last = -1;
    for (let e = caseOffset[c]!; e < to; e++) {
      const end = time[e]!;
      if (Number.isNaN(end)) continue;
      const began = Math.min(beginning(log, e), end);
      begin[e] = began;
      before[e] = last;
      enabled[e] = last < 0 ? began : Math.min(done, began);
      if (outside && until[e]! > enabled[e]!) {
        const ready = Math.min(until[e]!, began);
        outside[e] = ready - enabled[e]!;
        enabled[e] = ready;
      }
      if (last < 0 || end >= done) {
        done = end;
        last = activity[e]!;
      }
    }
  }
  return { begin, enabled, before, outside };
}

/** Whether somebody is named for the event and it has a time. */
export function isSomebodys(log: Log, { begin }: Waits, e: number): boolean {
  return log.resource !== undefined && log.resource[e]! >= 0 && !Number.isNaN(begin[e]!);
}

/** Everyone's work: that of resource `r` lies at the places `offset[r] … offset[r + 1] − 1`, in the order it began. */
export interface Work {
  readonly offset: Uint32Array;
  /** Event at each place, when it could have begun, began and ended, and its activity. */
  readonly events: Int32Array;
  readonly enabled: Float64Array;
  readonly begin: Float64Array;
  readonly end: Float64Array;
  readonly activity: Int32Array;
}

/** Columns are first laid out by resource as the log has them and then ordered, so that little is fetched from far away. */
export function workByResource(log: Log, waits: Waits): Work {
  const offset = new Uint32Array(log.resources.size + 1);
  for (let e = 0; e < log.events; e++) if (isSomebodys(log, waits, e)) offset[log.resource![e]! + 1]!++;
  for (let r = 0; r < log.resources.size; r++) offset[r + 1]! += offset[r]!;
  const n = offset[log.resources.size]!;
  const next = offset.slice();
  const [events, activity] = [new Int32Array(n), new Int32Array(n)];
  const [enabled, begin, end] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let e = 0; e < log.events; e++) {
    if (!isSomebodys(log, waits, e)) continue;
    const at = next[log.resource![e]!]!++;
    events[at] = e;
    enabled[at] = waits.enabled[e]!;
    begin[at] = waits.begin[e]!;
    end[at] = log.time[e]!;
    activity[at] = log.activity[e]!;
  }
  const order = inGroupOrder(offset, begin);
  return {
    offset,
    events: inOrder(events, n, order),
    enabled: inOrder(enabled, n, order),
    begin: inOrder(begin, n, order),
    end: inOrder(end, n, order),
    activity: inOrder(activity, n, order),
  };
}
