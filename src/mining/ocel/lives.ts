/** What happened to each object: its events in the order of time, each once. */
import { inKeyOrder, inOwnOrder } from '#mining/log/counting-sort.ts';
import type { Links, ObjectLog } from './object-log.ts';

/** Object `o` has the events `events[offset[o] … offset[o+1]−1]`. */
export interface Lives {
  readonly offset: Uint32Array;
  readonly events: Int32Array;
}

export function livesOf(log: ObjectLog): Lives {
  const { offset: from, target } = log.eventObjects;
  const isFirst = firstOfEach(log.eventObjects, log.objects);
  const offset = new Uint32Array(log.objects + 1);
  for (let i = 0; i < target.length; i++) if (isFirst[i] === 1) offset[target[i]! + 1]!++;
  for (let o = 0; o < log.objects; o++) offset[o + 1]! += offset[o]!;
  const next = offset.slice(0, log.objects);
  const events = new Int32Array(offset[log.objects]!);
  for (let e = 0; e < log.events; e++)
    for (let i = from[e]!; i < from[e + 1]!; i++) if (isFirst[i] === 1) events[next[target[i]!]!++] = e;
  return { offset, events };
}

/** 1 for each link but those to an object that the same owner has a link to before: an object counts once. */
function firstOfEach({ offset, target }: Links, objects: number): Uint8Array {
  const isFirst = new Uint8Array(target.length);
  // By object, the last owner that had a link to it, from 1.
  const lastOwner = new Uint32Array(objects);
  for (let owner = 1; owner < offset.length; owner++)
    for (let i = offset[owner - 1]!; i < offset[owner]!; i++) {
      if (lastOwner[target[i]!] === owner) continue;
      lastOwner[target[i]!] = owner;
      isFirst[i] = 1;
    }
  return isFirst;
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
