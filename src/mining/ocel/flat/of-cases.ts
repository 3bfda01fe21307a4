/** A case log as an object-centric one: each case is an object, and each of its events concerns it. */
import { textOf, textsOf } from '#mining/log/dictionary.ts';
import type { Column, Log } from '#mining/log/log.ts';
import { valueAt } from '#mining/log/log.ts';
import { finishObjectLog } from '#mining/ocel/finish-object-log.ts';
import type { ObjectLog } from '#mining/ocel/object-log.ts';
import type { ObjectLogBuilder, Side } from '#mining/ocel/object-log-builder.ts';
import {
  addEventAt,
  addInstant,
  addLink,
  addObject,
  addValue,
  objectLogBuilder,
  rowWithId,
} from '#mining/ocel/object-log-builder.ts';

export interface OfCases {
  readonly log: ObjectLog;
  /** Events without time, which an object-centric log cannot have, and which are left out. */
  readonly withoutTime: number;
}

/** Columns of a log that was flattened: what its event was called, and in what way it concerned the object. */
const EVENT_ID = 'ocel:eid';
const QUALIFIER = 'ocel:qualifier';

/**
 * The object-centric log, with the cases as objects of one type. Who acted and when the work began become attributes of the
 * events (`org:resource`, `start_timestamp`), so that `flatten` gives the same case log back; rows of one event in several
 * cases of a log that was flattened become one event again. A second case of the same name gets a number. Nested attributes
 * are joined by a slash.
 */
export function objectLogOfCases(log: Log, objectType = 'case'): OfCases {
  const b = objectLogBuilder();
  const activities = textsOf(log.activities);
  const resources = textsOf(log.resources);
  const names = uniqueNames(log);
  const called = (name: string) => log.eventAttributes.find(({ path }) => path.length === 1 && path[0] === name);
  const [id, qualifier] = [called(EVENT_ID), called(QUALIFIER)];
  const attributes = log.eventAttributes.filter((column) => column !== id && column !== qualifier);
  let withoutTime = 0;
  for (let c = 0; c < log.cases; c++) {
    const object = addObject(b, names[c]!, objectType, c + 1)!;
    for (const column of log.caseAttributes) copyValue(b, b.objects, object, column, c);
    for (let e = log.caseOffset[c]!; e < log.caseOffset[c + 1]!; e++) {
      const time = log.time[e]!;
      if (Number.isNaN(time)) {
        withoutTime++;
        continue;
      }
      const activity = activities[log.activity[e]!]!;
      const found = rowOfEvent(b, String((id && valueAt(id, e)) ?? ''), activity, time, e);
      const link = { object: names[c]!, qualifier: String((qualifier && valueAt(qualifier, e)) ?? '') };
      addLink(b, b.eventObjects, found.row, link, e + 1);
      if (!found.isNew) continue;
      const resource = resources[log.resource?.[e] ?? -1];
      if (resource !== undefined) addValue(b, b.events, found.row, 'org:resource', resource);
      const start = log.start?.[e] ?? Number.NaN;
      if (!Number.isNaN(start)) addInstant(b, b.events, found.row, 'start_timestamp', start);
      for (const column of attributes) copyValue(b, b.events, found.row, column, e);
    }
  }
  return { log: finishObjectLog(b), withoutTime };
}

/** The event of that name, of the same activity and time; otherwise a new one, numbered where the name is another's. */
function rowOfEvent(b: ObjectLogBuilder, id: string, activity: string, time: number, e: number) {
  let name = id === '' ? `e${e + 1}` : id;
  for (let again = 2; ; again++) {
    const row = rowWithId(b.events, name);
    if (row < 0) return { row: addEventAt(b, name, activity, time, e + 1)!, isNew: true };
    const type = b.events.types.names[b.events.type.items[row]!];
    if (id !== '' && type === activity && b.time.items[row] === time) return { row, isNew: false };
    name = `${id === '' ? `e${e + 1}` : id}#${again}`;
  }
}

function copyValue(b: ObjectLogBuilder, into: Side, row: number, column: Column, from: number): void {
  const value = valueAt(column, from);
  if (value === undefined) return;
  const name = column.path.join('/');
  if (column.values.type === 'time') addInstant(b, into, row, name, value as number);
  else addValue(b, into, row, name, value, { hint: column.values.type === 'id' ? 'text' : column.values.type });
}

/** XES allows several cases of one name, and one without; objects need a name of their own. */
function uniqueNames(log: Log): readonly string[] {
  const taken = new Set<string>();
  return Array.from({ length: log.cases }, (_, c) => {
    const own = textOf(log.caseIds, c) || `case ${c + 1}`;
    let name = own;
    for (let again = 2; taken.has(name); again++) name = `${own}#${again}`;
    taken.add(name);
    return name;
  });
}
