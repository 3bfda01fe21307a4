/** The attributes of an object-centric log as columns of a case log. */
import type { ColumnBuilder } from '#mining/log/column-builder.ts';
import { columnBuilder, finishColumn, makeRoom } from '#mining/log/column-builder.ts';
import { pickTexts } from '#mining/log/dictionary.ts';
import type { Column } from '#mining/log/log.ts';
import type { Held, ObjectLog } from '#mining/ocel/object-log.ts';

/** What columns are made of: which event each row is, and which object each case. */
export interface Rows {
  readonly objectType: string;
  readonly events: Int32Array;
  readonly caseOffset: Uint32Array;
  readonly objects: Int32Array;
}

/** A column on its way, with the log's codes of texts numbered anew, so that it holds no text but its own. */
interface Growing {
  holds: boolean;
  readonly column: ColumnBuilder;
  readonly codes: Map<number, number>;
}

/** A column per name and type of the attributes of events. */
export function eventColumns(log: ObjectLog, { events }: Rows): readonly Column[] {
  const held = log.eventValues;
  const { columns, ofAttribute } = columnsFor(held, (name) => name);
  for (const [row, e] of events.entries())
    for (let i = held.offset[e]!; i < held.offset[e + 1]!; i++) put(held, i, ofAttribute[held.attribute[i]!]!, row);
  return finished(log, columns, events.length);
}

/** The attributes of the objects: of the case where none of them ever changes, else of the event, as it was then. */
export function caseColumns(log: ObjectLog, rows: Rows) {
  const { events, caseOffset, objects, objectType } = rows;
  const held = log.objectValues;
  const changing = changingNames(log, objects);
  const ofCase = columnsFor(held, (name) => name);
  const ofEvent = columnsFor(held, (name) => `${objectType}:${name}`);
  const changes = (i: number) => changing.has(held.attributes[held.attribute[i]!]!.name);
  for (const [c, object] of objects.entries()) {
    const [from, to] = [held.offset[object]!, held.offset[object + 1]!];
    for (let i = from; i < to; i++) if (!changes(i)) put(held, i, ofCase.ofAttribute[held.attribute[i]!]!, c);
    if (changing.size === 0) continue;
    for (let row = caseOffset[c]!; row < caseOffset[c + 1]!; row++) {
      const now = new Map<string, number>();
      for (let i = from; i < to && log.since[i]! <= log.time[events[row]!]!; i++)
        if (changes(i)) now.set(held.attributes[held.attribute[i]!]!.name, i);
      for (const i of now.values()) put(held, i, ofEvent.ofAttribute[held.attribute[i]!]!, row);
    }
  }
  return {
    constant: finished(log, ofCase.columns, objects.length),
    changing: finished(log, ofEvent.columns, events.length),
  };
}

/** Names of the attributes that some of the objects have several values of. */
export function changingNames({ objectValues }: ObjectLog, objects: ArrayLike<number>): ReadonlySet<string> {
  const { attributes, attribute, offset } = objectValues;
  const changing = new Set<string>();
  for (let at = 0; at < objects.length; at++) {
    const object = objects[at]!;
    const seen = new Set<string>();
    for (let i = offset[object]!; i < offset[object + 1]!; i++) {
      const { name } = attributes[attribute[i]!]!;
      if (seen.has(name)) changing.add(name);
      seen.add(name);
    }
  }
  return changing;
}

function columnsFor({ attributes }: Held, named: (name: string) => string) {
  const columns = new Map<string, Growing>();
  const ofAttribute = attributes.map(({ name, type }) => {
    const key = `${type} ${name}`;
    const known = columns.get(key) ?? {
      column: columnBuilder([named(name)], type),
      codes: new Map<number, number>(),
      holds: false,
    };
    columns.set(key, known);
    return known;
  });
  return { columns: [...columns.values()], ofAttribute };
}

function put(held: Held, i: number, into: Growing, row: number): void {
  const { column, codes } = into;
  into.holds = true;
  const value = held.value[i]!;
  makeRoom(column, row + 1);
  if (column.type === 'boolean') column.flags[row] = value;
  else if (column.type === 'text' || column.type === 'id') {
    if (!codes.has(value)) codes.set(value, codes.size);
    column.codes[row] = codes.get(value)!;
  } else column.numbers[row] = value;
}

/** Those that hold anything. */
function finished(log: ObjectLog, columns: readonly Growing[], rows: number): readonly Column[] {
  return columns.flatMap(({ column, codes, holds }): readonly Column[] => {
    if (!holds) return [];
    const { path, values } = finishColumn(column, rows, undefined);
    if (!('codes' in values)) return [{ path, values }];
    return [{ path, values: { ...values, dictionary: pickTexts(log.texts, [...codes.keys()]) } }];
  });
}
