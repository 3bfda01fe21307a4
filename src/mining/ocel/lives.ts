/** What happened to each object: its events in the order of time, each once. */
import { inKeyOrder, inOwnOrder } from '#mining/counting-sort.ts';
import type { ObjectLog } from './object-log.ts';
import { objectsOf } from './object-log.ts';

/** Object `o` has the events `events[offset[o] … offset[o+1]−1]`. */
export interface Lives {
  readonly offset: Uint32Array;
  readonly events: Int32Array;
}

export function livesOf(log: ObjectLog): Lives {
  const offset = new Uint32Array(log.objects + 1);
  for (let e = 0; e < log.events; e++) for (const object of objectsOf(log, e)) offset[object + 1]!++;
  for (let o = 0; o < log.objects; o++) offset[o + 1]! += offset[o]!;
  const next = offset.slice(0, log.objects);
  const events = new Int32Array(offset[log.objects]!);
  for (let e = 0; e < log.events; e++) for (const object of objectsOf(log, e)) events[next[object]!++] = e;
  return { offset, events };
}

/** The objects of each type that has any, in the order of the log. */
export function* objectsByType(log: ObjectLog): Generator<{ readonly type: number; readonly objects: Uint32Array }> {
  const order = inKeyOrder(inOwnOrder(log.objects), log.objectType);
  let from = 0;
  for (let at = 1; at <= order.length; at++) {
    const type = log.objectType[order[from]!]!;
    if (at < order.length && log.objectType[order[at]!] === type) continue;
    yield { type, objects: order.subarray(from, at) };
    from = at;
  }
}
