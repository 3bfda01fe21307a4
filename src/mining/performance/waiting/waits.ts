/** When each piece of work could have begun, and in which order people did theirs. */
import { inKeyOrder, inOwnOrder } from '#mining/log/counting-sort.ts';
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

const DIGIT = 65_536;

/** Events (`items`) by resource, and by `values` (ms) within each: digit by digit, in linear time. */
export function byResource(items: Uint32Array, values: Float64Array, resource: Int32Array): Uint32Array {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const e of items) {
    least = Math.min(least, values[e]!);
    most = Math.max(most, values[e]!);
  }
  const digits = new Uint16Array(values.length);
  let order = items;
  for (let unit = 1; items.length > 0 && unit <= most - least; unit *= DIGIT) {
    for (const e of items) digits[e] = Math.floor((values[e]! - least) / unit) % DIGIT;
    order = inKeyOrder(order, digits);
  }
  return inKeyOrder(order, resource);
}

/** Events that somebody is named for and that have a time. */
export function workOfSomebody(log: Log, waits: Waits): Uint32Array {
  const { resource } = log;
  if (resource === undefined) return new Uint32Array(0);
  return inOwnOrder(log.events).filter((e) => resource[e]! >= 0 && !Number.isNaN(waits.begin[e]!));
}
