/** An object-centric log as it was known on a day: what had happened by then, and what objects were then. */
import { pickTexts } from '#mining/log/dictionary.ts';
import type { Held, Links, ObjectLog } from './object-log.ts';

/**
 * The events whose time is before `end` (ms), and the values that objects had had by then: a value that came later is left
 * out, one without time is from the start. Objects are all there, since the log doesn't say since when; those without events
 * are no cases when it is flattened.
 */
export function objectsAsOf(log: ObjectLog, end: number): ObjectLog {
  // Events lie in the order of their times.
  let events = 0;
  while (events < log.events && log.time[events]! < end) events++;
  return {
    ...log,
    events,
    eventIds: pickTexts(
      log.eventIds,
      Uint32Array.from({ length: events }, (_, e) => e),
    ),
    eventType: log.eventType.subarray(0, events),
    time: log.time.subarray(0, events),
    eventValues: firstHeld(log.eventValues, events),
    eventObjects: firstLinks(log.eventObjects, events),
    ...valuesAsOf(log, end),
  };
}

function firstHeld({ attributes, offset, attribute, value }: Held, owners: number): Held {
  const to = offset[owners]!;
  return {
    attributes,
    offset: offset.subarray(0, owners + 1),
    attribute: attribute.subarray(0, to),
    value: value.subarray(0, to),
  };
}

function firstLinks({ offset, target, qualifier }: Links, owners: number): Links {
  const to = offset[owners]!;
  return {
    offset: offset.subarray(0, owners + 1),
    target: target.subarray(0, to),
    qualifier: qualifier.subarray(0, to),
  };
}

function valuesAsOf(
  { objectValues, objects, since }: ObjectLog,
  end: number,
): Pick<ObjectLog, 'objectValues' | 'since'> {
  const { attributes, offset, attribute, value } = objectValues;
  const kept = Uint32Array.from(since.keys()).filter((i) => since[i]! < end);
  const ofOwner = new Uint32Array(objects + 1);
  let at = 0;
  for (let o = 0; o < objects; o++) {
    while (at < kept.length && kept[at]! < offset[o + 1]!) at++;
    ofOwner[o + 1] = at;
  }
  return {
    objectValues: {
      attributes,
      offset: ofOwner,
      attribute: Int32Array.from(kept, (i) => attribute[i]!),
      value: Float64Array.from(kept, (i) => value[i]!),
    },
    since: Float64Array.from(kept, (i) => since[i]!),
  };
}
