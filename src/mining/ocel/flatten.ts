/**
 * An object-centric log seen from one type of object, as a case log: each object of that type is a case, with the events
 * that concern it. What that does to the figures (van der Aalst 2019, “Object-centric process mining: dealing with
 * divergence and convergence in event data”) is told along with it.
 */
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import type { Dictionary } from '#mining/dictionary.ts';
import { dictionaryOf, pickTexts, textsOf } from '#mining/dictionary.ts';
import type { Column, Log } from '#mining/log.ts';
import { NOTHING_ABOUT } from '#mining/log.ts';
import type { Rows } from './flat-columns.ts';
import { caseColumns, eventColumns } from './flat-columns.ts';
import type { Links, ObjectLog } from './object-log.ts';
import { objectsOf } from './object-log.ts';

export interface FlattenOptions {
  /** Who did it: an event attribute, or a type of object. Without it the attribute `org:resource` or `resource`. */
  readonly resource?: string;
}

export interface Flattened {
  readonly log: Log;
  readonly figures: FlattenFigures;
}

/** How far the case log is from the object-centric one. */
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

export type FlattenRefusal =
  | { readonly tag: 'object-type-unknown'; readonly objectType: string; readonly types: readonly string[] }
  | { readonly tag: 'no-events-of-type'; readonly objectType: string }
  | { readonly tag: 'resource-unknown'; readonly resource: string; readonly has: readonly string[] };

/**
 * The case log of a type of object. Cases are in the order of the objects, their events in the order of time. Attributes of
 * the object that never change are the case's; those that do are the events', under `TYPE:NAME`, as they were at the time.
 * `ocel:eid` names the event, `ocel:qualifier` the relation.
 */
export function flatten(
  log: ObjectLog,
  objectType: string,
  options: FlattenOptions = {},
): Result<Flattened, FlattenRefusal> {
  const types = textsOf(log.objectTypes);
  const type = types.indexOf(objectType);
  if (type < 0) return refuse({ tag: 'object-type-unknown', objectType, types });
  const rows = rowsOf(log, type, objectType);
  if (rows.events.length === 0) return refuse({ tag: 'no-events-of-type', objectType });
  const columns = eventColumns(log, rows);
  const by = resourceOf(log, rows, columns, options.resource);
  if ('tag' in by) return refuse(by);
  const start = columns.find(({ path, values }) => path[0] === 'start_timestamp' && values.type === 'time');
  const ofObjects = caseColumns(log, rows);
  const used = new Set<Column | undefined>([by.column, start]);
  const { codes, names } = activitiesOf(log, rows);
  return ok({
    log: {
      events: rows.events.length,
      cases: rows.objects.length,
      caseOffset: rows.caseOffset,
      caseIds: pickTexts(log.objectIds, rows.objects),
      activity: codes,
      activities: names,
      time: Float64Array.from(rows.events, (e) => log.time[e]!),
      start: start && 'numbers' in start.values ? start.values.numbers : undefined,
      resource: by.codes,
      resources: by.names,
      order: Uint32Array.from(rows.events),
      eventAttributes: [
        ...columns.filter((column) => !used.has(column)),
        ...ofObjects.changing,
        { path: ['ocel:eid'], values: { type: 'text', codes: rows.events, dictionary: log.eventIds } },
        ...qualifierColumn(log, rows),
      ],
      caseAttributes: ofObjects.constant,
      about: NOTHING_ABOUT,
    },
    figures: figuresOf(log, type, rows),
  });
}

function rowsOf(log: ObjectLog, type: number, objectType: string): Rows {
  const { objectType: typeOf } = log;
  const counts = new Uint32Array(log.objects + 1);
  for (let e = 0; e < log.events; e++)
    for (const object of objectsOf(log, e)) if (typeOf[object] === type) counts[object]!++;
  const objects = new Int32Array(log.objects);
  const next = new Uint32Array(log.objects);
  const caseOffset = new Uint32Array(log.objects + 1);
  let cases = 0;
  for (let o = 0; o < log.objects; o++) {
    if (counts[o] === 0) continue;
    objects[cases] = o;
    next[o] = caseOffset[cases]!;
    caseOffset[++cases] = next[o]! + counts[o]!;
  }
  const events = new Int32Array(caseOffset[cases]!);
  for (let e = 0; e < log.events; e++)
    for (const object of objectsOf(log, e)) if (typeOf[object] === type) events[next[object]!++] = e;
  return { objectType, events, caseOffset: caseOffset.slice(0, cases + 1), objects: objects.slice(0, cases) };
}

/** Only the types of events that are there. */
function activitiesOf(log: ObjectLog, { events }: Rows) {
  const renumbered = new Map<number, number>();
  const codes = Int32Array.from(events, (e) => {
    const type = log.eventType[e]!;
    const known = renumbered.get(type);
    if (known !== undefined) return known;
    renumbered.set(type, renumbered.size);
    return renumbered.size - 1;
  });
  return { codes, names: pickTexts(log.eventTypes, [...renumbered.keys()]) };
}

/** Who acted, per row; `column` is the attribute that told it. */
interface By {
  readonly codes: Int32Array | undefined;
  readonly names: Dictionary;
  readonly column: Column | undefined;
}

const USUAL = ['org:resource', 'resource'];

function resourceOf(
  log: ObjectLog,
  rows: Rows,
  columns: readonly Column[],
  asked: string | undefined,
): By | FlattenRefusal {
  const nobody = { codes: undefined, names: dictionaryOf([]), column: undefined };
  const called = (name: string) => columns.find(({ path, values }) => path[0] === name && values.type === 'text');
  const column = asked === undefined ? USUAL.map(called).find((one) => one !== undefined) : called(asked);
  if (column && 'codes' in column.values)
    return { codes: column.values.codes, names: column.values.dictionary, column };
  if (asked === undefined) return nobody;
  const types = textsOf(log.objectTypes);
  const type = types.indexOf(asked);
  if (type < 0) {
    const texts = columns.filter(({ values }) => values.type === 'text').map(({ path }) => path[0]!);
    return { tag: 'resource-unknown', resource: asked, has: [...texts, ...types] };
  }
  const codes = new Int32Array(rows.events.length).fill(-1);
  const numbered = new Map<number, number>();
  for (const [row, e] of rows.events.entries()) {
    const who = objectsOf(log, e).find((object) => log.objectType[object] === type);
    if (who === undefined) continue;
    if (!numbered.has(who)) numbered.set(who, numbered.size);
    codes[row] = numbered.get(who)!;
  }
  return { codes, names: pickTexts(log.objectIds, [...numbered.keys()]), column: undefined };
}

/** The qualifiers of the relation between event and object, several joined; no column where no relation has one. */
function qualifierColumn(log: ObjectLog, { events, caseOffset, objects }: Rows): readonly Column[] {
  const { offset, target, qualifier }: Links = log.eventObjects;
  const names = textsOf(log.qualifiers);
  const codes = new Int32Array(events.length).fill(-1);
  const known = new Map<string, number>();
  for (const [c, object] of objects.entries()) {
    for (let row = caseOffset[c]!; row < caseOffset[c + 1]!; row++) {
      let text = '';
      for (let i = offset[events[row]!]!; i < offset[events[row]! + 1]!; i++)
        if (target[i] === object && qualifier[i]! >= 0) text += `${text === '' ? '' : ', '}${names[qualifier[i]!]}`;
      if (text === '') continue;
      if (!known.has(text)) known.set(text, known.size);
      codes[row] = known.get(text)!;
    }
  }
  const dictionary = dictionaryOf(known.keys());
  return known.size === 0 ? [] : [{ path: ['ocel:qualifier'], values: { type: 'text', codes, dictionary } }];
}

/** The figures of every type that has events, without making their case logs; those with most rows first. */
export function flattenFigures(log: ObjectLog): readonly FlattenFigures[] {
  const figures = textsOf(log.objectTypes).map((name, type) => figuresOf(log, type, rowsOf(log, type, name)));
  return figures.filter(({ rows }) => rows > 0).sort((x, y) => y.rows - x.rows);
}

function figuresOf(log: ObjectLog, type: number, rows: Rows): FlattenFigures {
  const { events, objects, caseOffset } = rows;
  const times = new Uint32Array(log.events);
  for (const e of events) times[e]!++;
  let [leftOut, repeated] = [0, 0];
  for (const n of times) {
    if (n === 0) leftOut++;
    else if (n > 1) repeated++;
  }
  let diverging = 0;
  for (let c = 0; c < objects.length; c++)
    diverging += rowsDiverging(log, type, events.subarray(caseOffset[c]!, caseOffset[c + 1]!));
  let all = 0;
  for (const one of log.objectType) if (one === type) all++;
  return {
    objectType: rows.objectType,
    cases: objects.length,
    rows: events.length,
    ofEvents: log.events,
    eventsLeftOut: leftOut,
    eventsRepeated: repeated,
    rowsAdded: events.length - (log.events - leftOut),
    rowsDiverging: diverging,
    objectsLeftOut: all - objects.length,
  };
}

/** Of the events of one case, those whose activity occurs several times with different objects of other types. */
function rowsDiverging(log: ObjectLog, type: number, events: Int32Array): number {
  const byActivity = new Map<number, { readonly first: number; rows: number; others?: string; differs: boolean }>();
  for (const e of events) {
    const activity = log.eventType[e]!;
    const known = byActivity.get(activity);
    if (known === undefined) {
      byActivity.set(activity, { first: e, rows: 1, differs: false });
      continue;
    }
    known.rows++;
    if (known.differs) continue;
    known.others ??= otherObjects(log, type, known.first);
    known.differs = otherObjects(log, type, e) !== known.others;
  }
  let rows = 0;
  for (const one of byActivity.values()) if (one.differs) rows += one.rows;
  return rows;
}

/** The objects of other types that an event concerns; equal sets, equal texts. */
function otherObjects(log: ObjectLog, type: number, e: number): string {
  const others = objectsOf(log, e).filter((object) => log.objectType[object] !== type);
  return others.sort((x, y) => x - y).join();
}
