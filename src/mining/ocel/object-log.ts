/**
 * An object-centric event log (OCEL 2.0, Berti et al. 2024): events that concern any number of objects, objects of several
 * types with attributes that change over time, and relations with a qualifier. Typed arrays only, as `Log` is: immutable,
 * and small enough for millions of events.
 *
 * Events lie in the order of their times; equal times keep the order of the file.
 */
import type { Dictionary } from '#mining/log/dictionary.ts';
import { textOf } from '#mining/log/dictionary.ts';
import type { AttributeType, Value } from '#mining/log/log.ts';

export interface ObjectLog {
  readonly events: number;
  /** Text `e` names event `e`; no two are equal. */
  readonly eventIds: Dictionary;
  /** Code into `eventTypes`, per event. An event's type is its activity. */
  readonly eventType: Int32Array;
  /** Types without any event are among them where the file declares them. */
  readonly eventTypes: Dictionary;
  /** When the event happened: ms since 1970 UTC. */
  readonly time: Float64Array;
  readonly eventValues: Held;
  readonly objects: number;
  readonly objectIds: Dictionary;
  readonly objectType: Int32Array;
  readonly objectTypes: Dictionary;
  readonly objectValues: Held;
  /** Since when each value of `objectValues` holds, ms since 1970 UTC; within an object ascending. 0 is “from the start”. */
  readonly since: Float64Array;
  /** Which objects each event concerns. */
  readonly eventObjects: Links;
  /** How objects relate to each other, by the object the relation starts from. */
  readonly objectObjects: Links;
  readonly qualifiers: Dictionary;
  /** All values of texts. */
  readonly texts: Dictionary;
}

/** Links of each owner (event or object) to objects: owner `i` has `offset[i] … offset[i+1]−1`. */
export interface Links {
  readonly offset: Uint32Array;
  readonly target: Int32Array;
  /** Code into `qualifiers`; −1 where the relation has none. */
  readonly qualifier: Int32Array;
}

/** Attribute values of each owner (event or object): owner `i` has `offset[i] … offset[i+1]−1`. */
export interface Held {
  /** The attributes that the types declare, or that were found. */
  readonly attributes: readonly ObjectAttribute[];
  readonly offset: Uint32Array;
  /** Position in `attributes`. */
  readonly attribute: Int32Array;
  /** The number, ms since 1970 UTC, 0 or 1 for a boolean, or the code of a text in `texts`. */
  readonly value: Float64Array;
}

/**
 * An attribute of one type of events or objects. A name may be there twice in a type: once as declared, once as text for
 * values that aren't what was declared.
 */
export interface ObjectAttribute {
  /** Code of the event type or object type. */
  readonly owner: number;
  readonly name: string;
  readonly type: AttributeType;
}

/** The value at position `i`, as what its attribute says it is. Times are ms since 1970 UTC. */
export function heldValue(log: ObjectLog, held: Held, i: number): Value {
  const value = held.value[i]!;
  switch (held.attributes[held.attribute[i]!]!.type) {
    case 'text':
    case 'id':
      return textOf(log.texts, value);
    case 'boolean':
      return value === 1;
    default:
      return value;
  }
}

/** The objects of an event, each once, whatever the number of qualifiers. */
export function objectsOf(log: ObjectLog, event: number): readonly number[] {
  const { offset, target } = log.eventObjects;
  const [from, to] = [offset[event]!, offset[event + 1]!];
  // Few as a rule; a set costs more than it saves then.
  if (to - from > 16) return [...new Set(target.subarray(from, to))];
  const found: number[] = [];
  for (let i = from; i < to; i++) if (!found.includes(target[i]!)) found.push(target[i]!);
  return found;
}

/** How many events or objects there are of each type, by code. */
export function countsByType(type: Int32Array, types: number): Int32Array {
  const counts = new Int32Array(types);
  for (const code of type) counts[code]!++;
  return counts;
}
