/**
 * An object-centric log seen from one type of object, as a case log: each object of that type is a case, with the events
 * that concern it. What that does to the figures is told along with it.
 */
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import type { Dictionary } from '#mining/log/dictionary.ts';
import { dictionaryOf, pickTexts, textsOf } from '#mining/log/dictionary.ts';
import type { Column, Log } from '#mining/log/log.ts';
import { NOTHING_ABOUT } from '#mining/log/log.ts';
import type { Lives } from '#mining/ocel/lives.ts';
import { livesOf, objectsByType } from '#mining/ocel/lives.ts';
import type { Links, ObjectLog } from '#mining/ocel/object-log.ts';
import { objectsOf } from '#mining/ocel/object-log.ts';
import type { Rows } from './flat-columns.ts';
import { caseColumns, eventColumns } from './flat-columns.ts';
import type { FlattenFigures, TypeOfObject } from './flatten-figures.ts';
import { figuresOf } from './flatten-figures.ts';

export interface FlattenOptions {
  /** Who did it: an event attribute, or a type of object. Without it the attribute `org:resource` or `resource`. */
  readonly resource?: string;
  /** Memory the case log may take, in bytes; without it as much as there is. */
  readonly mostBytes?: number;
}

export interface Flattened {
  readonly log: Log;
  readonly figures: FlattenFigures;
}

export type FlattenRefusal =
  | { readonly tag: 'object-type-unknown'; readonly objectType: string; readonly types: readonly string[] }
  | { readonly tag: 'no-events-of-type'; readonly objectType: string }
  | { readonly tag: 'resource-unknown'; readonly resource: string; readonly has: readonly string[] }
  /** It would take more memory than `mostBytes`: each attribute becomes a column of all rows. */
  | { readonly tag: 'log-too-large'; readonly events: number; readonly mostBytes: number };

/** Of the columns that every case log has. */
const ROW_BYTES = 40;

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
  const lives = livesOf(log);
  const all = [...objectsByType(log)].find((one) => one.type === type)?.objects ?? new Uint32Array(0);
  const ofType = { type, name: objectType, objects: all };
  const rows = rowsOf(lives, ofType);
  if (rows.events.length === 0) return refuse({ tag: 'no-events-of-type', objectType });
  const bytes =
    rows.events.length * (ROW_BYTES + 8 * (log.eventValues.attributes.length + log.objectValues.attributes.length));
  const mostBytes = options.mostBytes ?? Number.POSITIVE_INFINITY;
  if (bytes > mostBytes) return refuse({ tag: 'log-too-large', events: rows.events.length, mostBytes });
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
    figures: figuresOf(log, lives, ofType),
  });
}

function rowsOf({ offset, events }: Lives, { name, objects }: TypeOfObject): Rows {
  const cases = objects.filter((object) => offset[object + 1]! > offset[object]!);
  const caseOffset = new Uint32Array(cases.length + 1);
  for (const [c, object] of cases.entries()) caseOffset[c + 1] = caseOffset[c]! + offset[object + 1]! - offset[object]!;
  const own = new Int32Array(caseOffset[cases.length]!);
  for (const [c, object] of cases.entries())
    own.set(events.subarray(offset[object]!, offset[object + 1]!), caseOffset[c]!);
  return { objectType: name, events: own, caseOffset, objects: Int32Array.from(cases) };
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

/** Attributes of events that tell who acted, where none is named. */
export const USUAL_RESOURCES = ['org:resource', 'resource'];

function resourceOf(
  log: ObjectLog,
  rows: Rows,
  columns: readonly Column[],
  asked: string | undefined,
): By | FlattenRefusal {
  const nobody = { codes: undefined, names: dictionaryOf([]), column: undefined };
  const called = (name: string) => columns.find(({ path, values }) => path[0] === name && values.type === 'text');
  const column = asked === undefined ? USUAL_RESOURCES.map(called).find((one) => one !== undefined) : called(asked);
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
