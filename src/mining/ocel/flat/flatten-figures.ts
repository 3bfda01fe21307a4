/**
 * What becomes of the figures when the objects of a type are taken as cases (van der Aalst 2019, “Object-centric process
 * mining: dealing with divergence and convergence in event data”).
 */
import { textsOf } from '#mining/log/dictionary.ts';
import type { Lives } from '#mining/ocel/lives.ts';
import { livesOf, objectsByType } from '#mining/ocel/lives.ts';
import type { ObjectLog } from '#mining/ocel/object-log.ts';
import { objectsOf } from '#mining/ocel/object-log.ts';

/** How far a case log is from the object-centric one. */
export interface FlattenFigures {
  readonly objectType: string;
  /** Objects with events: the cases. */
  readonly cases: number;
  /** Rows of the case log: events, once for each case they are in. */
  readonly rows: number;
  readonly ofEvents: number;
  /** Deficiency: events that concern no object of the type, and fall out. */
  readonly eventsLeftOut: number;
  /** Convergence: events that are in several cases, and so are counted several times. */
  readonly eventsRepeated: number;
  /** Rows beyond the first of each event. */
  readonly rowsAdded: number;
  /** Divergence: rows whose activity occurs several times in their case, for different objects of other types. */
  readonly rowsDiverging: number;
  /** Objects of the type without any event, which fall out. */
  readonly objectsLeftOut: number;
}

/** The figures of every type that has events, without making their case logs; those with most rows first. */
export function flattenFigures(log: ObjectLog): readonly FlattenFigures[] {
  const lives = livesOf(log);
  const times = new Uint32Array(log.events);
  const figures: FlattenFigures[] = [];
  const names = textsOf(log.objectTypes);
  for (const { type, objects } of objectsByType(log))
    figures.push(figuresOf(log, lives, { type, name: names[type]!, objects }, times));
  return figures.filter(({ rows }) => rows > 0).sort((x, y) => y.rows - x.rows);
}

/** A type of object with all its objects. */
export interface TypeOfObject {
  readonly type: number;
  readonly name: string;
  readonly objects: Uint32Array;
}

/** `times` is of use while counting: zero for every event before and after. */
export function figuresOf(
  log: ObjectLog,
  { offset, events }: Lives,
  { type, name, objects }: TypeOfObject,
  times: Uint32Array = new Uint32Array(log.events),
): FlattenFigures {
  let [cases, rows, diverging, different, repeated] = [0, 0, 0, 0, 0];
  for (const object of objects) {
    const own = events.subarray(offset[object]!, offset[object + 1]!);
    if (own.length === 0) continue;
    cases++;
    rows += own.length;
    diverging += rowsDiverging(log, type, own);
    for (const e of own) {
      const before = times[e]!++;
      if (before === 0) different++;
      else if (before === 1) repeated++;
    }
  }
  for (const object of objects) for (let i = offset[object]!; i < offset[object + 1]!; i++) times[events[i]!] = 0;
  return {
    objectType: name,
    cases,
    rows,
    ofEvents: log.events,
    eventsLeftOut: log.events - different,
    eventsRepeated: repeated,
    rowsAdded: rows - different,
    rowsDiverging: diverging,
    objectsLeftOut: objects.length - cases,
  };
}

/** Of the events of one case, those whose activity occurs several times with different objects of other types. */
function rowsDiverging(log: ObjectLog, type: number, events: Int32Array): number {
  const byActivity = new Map<number, { readonly first: number; rows: number; differs: boolean }>();
  for (const e of events) {
    const activity = log.eventType[e]!;
    const known = byActivity.get(activity);
    if (known === undefined) byActivity.set(activity, { first: e, rows: 1, differs: false });
    else {
      known.rows++;
      known.differs ||= !haveSameOthers(log, type, known.first, e);
    }
  }
  let rows = 0;
  for (const one of byActivity.values()) if (one.differs) rows += one.rows;
  return rows;
}

/** More links than this are compared as sets. */
const MANY = 16;

/** Whether two events concern the same objects of other types, whatever the number of qualifiers. */
function haveSameOthers(log: ObjectLog, type: number, one: number, other: number): boolean {
  const { offset } = log.eventObjects;
  const links = offset[one + 1]! - offset[one]! + offset[other + 1]! - offset[other]!;
  if (links <= MANY) return areAmong(log, type, one, other) && areAmong(log, type, other, one);
  const others = new Set(otherObjects(log, type, one));
  const found = otherObjects(log, type, other);
  return found.length === others.size && found.every((object) => others.has(object));
}

/** Whether all objects of other types that the one event concerns are among those of the other. */
function areAmong({ eventObjects, objectType }: ObjectLog, type: number, one: number, other: number): boolean {
  const { offset, target } = eventObjects;
  const to = offset[other + 1]!;
  for (let i = offset[one]!; i < offset[one + 1]!; i++) {
    const object = target[i]!;
    if (objectType[object] === type) continue;
    let at = offset[other]!;
    while (at < to && target[at] !== object) at++;
    if (at === to) return false;
  }
  return true;
}

function otherObjects(log: ObjectLog, type: number, e: number): readonly number[] {
  return objectsOf(log, e).filter((object) => log.objectType[object] !== type);
}
