/**
 * The object-centric directly-follows graph: activities, and for each type of object what follows what for one and the same
 * object (Berti & van der Aalst 2023, “OC-PM: analyzing object-centric event logs and process
 * models”, STTT 25). Nothing is made a case, so that no event is counted twice.
 */
import { textsOf } from '#mining/dictionary.ts';
import { compareText } from '#mining/map.ts';
import { addNumber, numberList } from './growing-list.ts';
import type { ObjectLog } from './object-log.ts';
import { countsByType, objectsOf } from './object-log.ts';
import { ranked } from './object-summary.ts';

export interface ObjectMap {
  /** Most events first. */
  readonly nodes: readonly ObjectNode[];
  /** By type of object; within each the most frequent first. */
  readonly edges: readonly ObjectEdge[];
  /** How many objects of each type begin, and end, with each activity. */
  readonly start: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly end: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface ObjectNode {
  readonly activity: string;
  /** Each counted once, whatever it concerns. */
  readonly events: number;
  /** For each type that events of this activity concern. */
  readonly objectTypes: Readonly<Record<string, ObjectNodeOfType>>;
}

export interface ObjectNodeOfType {
  /** Events that concern any object of the type. */
  readonly events: number;
  /** Different objects. */
  readonly objects: number;
  /** Pairs of event and object: what a case log of the type counts as events. */
  readonly relations: number;
}

export interface ObjectEdge {
  readonly objectType: string;
  readonly from: string;
  readonly to: string;
  /** Once for each object each time: what the map of a case log of the type counts. */
  readonly count: number;
  /** Different pairs of events, however many objects go from the one to the other. */
  readonly eventPairs: number;
  /** Different objects that ever go this way. */
  readonly objects: number;
}

/** The graph of the whole log. Events of equal time follow each other in the order of the file. */
export function objectMap(log: ObjectLog): ObjectMap {
  const activities = textsOf(log.eventTypes);
  const types = textsOf(log.objectTypes);
  const counted = activities.map(() => types.map(() => ({ events: 0, objects: 0, relations: 0 })));
  const events = countsByType(log.eventType, activities.length);
  for (let e = 0; e < log.events; e++) {
    const seen = new Set<number>();
    for (const object of objectsOf(log, e)) seen.add(log.objectType[object]!);
    for (const type of seen) counted[log.eventType[e]!]![type]!.events++;
  }
  const lives = livesOf(log);
  const byType = types.map((_, type) => walk(log, lives, type, activities.length, counted));
  const nodes = activities.map((activity, code) => ({
    activity,
    events: events[code]!,
    objectTypes: Object.fromEntries(
      types.flatMap((type, t) => (counted[code]![t]!.events > 0 ? [[type, counted[code]![t]!]] : [])),
    ),
  }));
  const edges = byType.flatMap((one, type) =>
    [...one.edges]
      .map(([key, { count, eventPairs, objects }]): ObjectEdge => {
        const [from, to] = [Math.floor(key / activities.length), key % activities.length];
        const objectType = types[type]!;
        return { objectType, from: activities[from]!, to: activities[to]!, count, eventPairs, objects };
      })
      .sort((x, y) => y.count - x.count || compareText(x.from, y.from) || compareText(x.to, y.to)),
  );
  const ends = (which: 'start' | 'end') =>
    Object.fromEntries(
      types.flatMap((type, t) => {
        const found = ranked(activities, byType[t]![which]);
        return Object.keys(found).length > 0 ? [[type, found]] : [];
      }),
    );
  return {
    nodes: nodes
      .filter((node) => node.events > 0)
      .sort((x, y) => y.events - x.events || compareText(x.activity, y.activity)),
    edges,
    start: ends('start'),
    end: ends('end'),
  };
}

/** The events of each object in the order of time: object `o` has `offset[o] … offset[o+1]−1`. */
interface Lives {
  readonly offset: Uint32Array;
  readonly events: Int32Array;
}

function livesOf(log: ObjectLog): Lives {
  const offset = new Uint32Array(log.objects + 1);
  for (let e = 0; e < log.events; e++) for (const object of objectsOf(log, e)) offset[object + 1]!++;
  for (let o = 0; o < log.objects; o++) offset[o + 1]! += offset[o]!;
  const next = offset.slice(0, log.objects);
  const events = new Int32Array(offset[log.objects]!);
  for (let e = 0; e < log.events; e++) for (const object of objectsOf(log, e)) events[next[object]!++] = e;
  return { offset, events };
}

interface Way {
  count: number;
  objects: number;
  eventPairs: number;
  /** The object that went this way last: one that goes it again is not another one. */
  last: number;
}

/** Edges (by from × activities + to), starts and ends of one type; counts its objects and relations in the nodes. */
function walk(log: ObjectLog, lives: Lives, type: number, activities: number, nodes: readonly Counted[][]) {
  const { offset, events } = lives;
  const edges = new Map<number, Way>();
  const start = new Int32Array(activities);
  const end = new Int32Array(activities);
  const lastAt = new Int32Array(activities).fill(-1);
  const pairs = numberList();
  for (let o = 0; o < log.objects; o++) {
    if (log.objectType[o] !== type || offset[o] === offset[o + 1]) continue;
    start[log.eventType[events[offset[o]!]!]!]!++;
    end[log.eventType[events[offset[o + 1]! - 1]!]!]!++;
    for (let i = offset[o]!; i < offset[o + 1]!; i++) {
      const activity = log.eventType[events[i]!]!;
      const node = nodes[activity]![type]!;
      node.relations++;
      if (lastAt[activity] !== o) node.objects++;
      lastAt[activity] = o;
      if (i === offset[o]) continue;
      const key = log.eventType[events[i - 1]!]! * activities + activity;
      const way = edges.get(key) ?? { count: 0, objects: 0, eventPairs: 0, last: -1 };
      edges.set(key, way);
      way.count++;
      if (way.last !== o) way.objects++;
      way.last = o;
      addNumber(pairs, events[i - 1]! * log.events + events[i]!);
    }
  }
  countPairs(log, edges, pairs.items.subarray(0, pairs.length).sort(), activities);
  return { edges, start, end };
}

interface Counted {
  events: number;
  objects: number;
  relations: number;
}

/** Different pairs of events (first × events + second, sorted), by the edge they are on. */
function countPairs(log: ObjectLog, edges: ReadonlyMap<number, Way>, pairs: Float64Array, activities: number): void {
  for (let i = 0; i < pairs.length; i++) {
    if (pairs[i] === pairs[i - 1]) continue;
    const [from, to] = [Math.floor(pairs[i]! / log.events), pairs[i]! % log.events];
    edges.get(log.eventType[from]! * activities + log.eventType[to]!)!.eventPairs++;
  }
}
