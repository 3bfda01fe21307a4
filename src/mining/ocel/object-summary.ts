/** What an object-centric log is, in figures. */
import { textsOf } from '#mining/log/dictionary.ts';
import { formatInstant } from '#mining/log/instant.ts';
import type { Held, Links, ObjectLog } from './object-log.ts';
import { countsByType, objectsOf } from './object-log.ts';

export interface ObjectSummary {
  readonly events: number;
  readonly objects: number;
  /** How many there are of each type, most frequent first. */
  readonly eventTypes: Readonly<Record<string, number>>;
  readonly objectTypes: Readonly<Record<string, number>>;
  /** Types that are declared but have neither event nor object. */
  readonly unused: { readonly eventTypes: readonly string[]; readonly objectTypes: readonly string[] };
  readonly relations: {
    /** As the file has them: an object counts once for each qualifier. */
    readonly eventToObject: number;
    /** Each object once for each event. */
    readonly eventToObjectDistinct: number;
    readonly objectToObject: number;
    /** Of the first figure, by type of object. */
    readonly byObjectType: Readonly<Record<string, number>>;
  };
  /** Values of objects that took the place of another value. */
  readonly changes: number;
  readonly eventsWithoutObjects: number;
  readonly objectsWithoutEvents: number;
  readonly attributes: {
    readonly events: Readonly<Record<string, readonly string[]>>;
    readonly objects: Readonly<Record<string, readonly string[]>>;
  };
  readonly from: string | null;
  readonly to: string | null;
}

export function objectSummary(log: ObjectLog): ObjectSummary {
  const { eventObjects, objectObjects } = log;
  const eventTypes = textsOf(log.eventTypes);
  const objectTypes = textsOf(log.objectTypes);
  const ofEvents = countsByType(log.eventType, eventTypes.length);
  const ofObjects = countsByType(log.objectType, objectTypes.length);
  const related = new Int32Array(objectTypes.length);
  for (const object of eventObjects.target) related[log.objectType[object]!]!++;
  let distinct = 0;
  for (let e = 0; e < log.events; e++) distinct += objectsOf(log, e).length;
  return {
    events: log.events,
    objects: log.objects,
    eventTypes: ranked(eventTypes, ofEvents),
    objectTypes: ranked(objectTypes, ofObjects),
    unused: {
      eventTypes: eventTypes.filter((_, code) => ofEvents[code] === 0),
      objectTypes: objectTypes.filter((_, code) => ofObjects[code] === 0),
    },
    relations: {
      eventToObject: eventObjects.target.length,
      eventToObjectDistinct: distinct,
      objectToObject: objectObjects.target.length,
      byObjectType: ranked(objectTypes, related),
    },
    changes: changes(log),
    eventsWithoutObjects: withoutLinks(eventObjects),
    objectsWithoutEvents: log.objects - new Set(eventObjects.target).size,
    attributes: { events: names(log.eventValues, eventTypes), objects: names(log.objectValues, objectTypes) },
    from: log.events === 0 ? null : formatInstant(log.time[0]!),
    to: log.events === 0 ? null : formatInstant(log.time[log.events - 1]!),
  };
}

/** Counts by name, greatest first, those of equal count by name; zeros are left out. */
export function ranked(names: readonly string[], counts: ArrayLike<number>): Readonly<Record<string, number>> {
  const entries = names.map((name, code) => [name, counts[code]!] as const).filter(([, count]) => count > 0);
  return Object.fromEntries(entries.sort(([x, n], [y, m]) => m - n || (x < y ? -1 : 1)));
}

function withoutLinks({ offset }: Links): number {
  let without = 0;
  for (let i = 1; i < offset.length; i++) if (offset[i] === offset[i - 1]) without++;
  return without;
}

/** Values that aren't the first of their name for their object. */
function changes({ objectValues, objects }: ObjectLog): number {
  const { attributes, attribute, offset } = objectValues;
  let changed = 0;
  for (let o = 0; o < objects; o++) {
    const [from, to] = [offset[o]!, offset[o + 1]!];
    if (to - from < 2) continue;
    const different = new Set<string>();
    for (let i = from; i < to; i++) different.add(attributes[attribute[i]!]!.name);
    changed += to - from - different.size;
  }
  return changed;
}

function names({ attributes }: Held, types: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const byType = new Map<string, Set<string>>();
  for (const { owner, name } of attributes) {
    const known = byType.get(types[owner]!) ?? new Set();
    byType.set(types[owner]!, known.add(name));
  }
  return Object.fromEntries([...byType].map(([type, known]) => [type, [...known]]));
}
