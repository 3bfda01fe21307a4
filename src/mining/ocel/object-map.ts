/**
 * The object-centric directly-follows graph: activities, and for each type of object what follows what for one and the same
 * object (Berti & van der Aalst 2023, “OC-PM: analyzing object-centric event logs and process
 * models”, STTT 25). Nothing is made a case, so that no event is counted twice.
 */
import { textsOf } from '#mining/log/dictionary.ts';
import { compareText } from '#mining/map/map.ts';
import { addNumber, numberList } from './growing-list.ts';
import type { Lives } from './lives.ts';
import { livesOf, objectsByType } from './lives.ts';
import type { ObjectLog } from './object-log.ts';
import { countsByType } from './object-log.ts';
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
  const events = countsByType(log.eventType, activities.length);
  const counted = activities.map(() => new Map<number, Counted>());
  countEvents(log, counted);
  const lives = livesOf(log);
  const lastAt = new Int32Array(activities.length).fill(-1);
  const edges: ObjectEdge[] = [];
  const [start, end]: [string, Readonly<Record<string, number>>][][] = [[], []];
  for (const { type, objects } of objectsByType(log)) {
    const objectType = types[type]!;
    const found = walk(log, lives, objects, (activity, object) => {
      const node = counted[activity]!.get(type)!;
      node.relations++;
      if (lastAt[activity] !== object) node.objects++;
      lastAt[activity] = object;
    });
    if (found.start.size === 0) continue;
    const own = [...found.edges].map(([key, { count, eventPairs, objects: n }]): ObjectEdge => {
      const [from, to] = [Math.floor(key / activities.length), key % activities.length];
      return { objectType, from: activities[from]!, to: activities[to]!, count, eventPairs, objects: n };
    });
    for (const one of own.sort(mostFirst)) edges.push(one);
    start!.push([objectType, named(activities, found.start)]);
    end!.push([objectType, named(activities, found.end)]);
  }
  const nodes = activities.map((activity, code) => ({
    activity,
    events: events[code]!,
    objectTypes: Object.fromEntries([...counted[code]!].sort(([x], [y]) => x - y).map(([t, one]) => [types[t]!, one])),
  }));
  return {
    nodes: nodes
      .filter((node) => node.events > 0)
      .sort((x, y) => y.events - x.events || compareText(x.activity, y.activity)),
    edges,
    start: Object.fromEntries(start!),
    end: Object.fromEntries(end!),
  };
}

interface Counted {
  events: number;
  objects: number;
  relations: number;
}

/** Each event once for each type it concerns, by its activity. */
function countEvents(
  { events, eventType, eventObjects, objectType, objectTypes }: ObjectLog,
  counted: readonly Map<number, Counted>[],
): void {
  const { offset, target } = eventObjects;
  const lastEvent = new Int32Array(objectTypes.size).fill(-1);
  for (let e = 0; e < events; e++) {
    const byType = counted[eventType[e]!]!;
    for (let i = offset[e]!; i < offset[e + 1]!; i++) {
      const type = objectType[target[i]!]!;
      if (lastEvent[type] === e) continue;
      lastEvent[type] = e;
      const node = byType.get(type);
      if (node === undefined) byType.set(type, { events: 1, objects: 0, relations: 0 });
      else node.events++;
    }
  }
}

function mostFirst(x: ObjectEdge, y: ObjectEdge): number {
  return y.count - x.count || compareText(x.from, y.from) || compareText(x.to, y.to);
}

function named(activities: readonly string[], counts: ReadonlyMap<number, number>) {
  const codes = [...counts.keys()];
  return ranked(
    codes.map((code) => activities[code]!),
    [...counts.values()],
  );
}

interface Way {
  count: number;
  objects: number;
  eventPairs: number;
  /** The object that went this way last: one that goes it again is not another one. */
  last: number;
}

/** Edges (by from × activities + to), starts and ends of the objects of one type. */
function walk(
  log: ObjectLog,
  { offset, events }: Lives,
  objects: Uint32Array,
  passes: (activity: number, object: number) => void,
) {
  const activities = log.eventTypes.size;
  const edges = new Map<number, Way>();
  const start = new Map<number, number>();
  const end = new Map<number, number>();
  const pairs = numberList();
  for (const o of objects) {
    if (offset[o] === offset[o + 1]) continue;
    const [first, last] = [log.eventType[events[offset[o]!]!]!, log.eventType[events[offset[o + 1]! - 1]!]!];
    start.set(first, (start.get(first) ?? 0) + 1);
    end.set(last, (end.get(last) ?? 0) + 1);
    for (let i = offset[o]!; i < offset[o + 1]!; i++) {
      const activity = log.eventType[events[i]!]!;
      passes(activity, o);
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
  countPairs(log, edges, pairs.items.subarray(0, pairs.length).sort());
  return { edges, start, end };
}

/** Different pairs of events (first × events + second, sorted), by the edge they are on. */
function countPairs(log: ObjectLog, edges: ReadonlyMap<number, Way>, pairs: Float64Array): void {
  for (let i = 0; i < pairs.length; i++) {
    if (pairs[i] === pairs[i - 1]) continue;
    const [from, to] = [Math.floor(pairs[i]! / log.events), pairs[i]! % log.events];
    edges.get(log.eventType[from]! * log.eventTypes.size + log.eventType[to]!)!.eventPairs++;
  }
}
