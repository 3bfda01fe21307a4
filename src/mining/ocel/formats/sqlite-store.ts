/**
 * OCEL as a SQLite database: 2.0 (Berti et al. 2024, §6.1: a table per type of events and of objects), and the three tables
 * EVENTS, OBJECTS and RELATIONS in which tools keep OCEL 1.0.
 */
import { DatabaseSync } from 'node:sqlite';
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import { reject } from '#mining/formats/import.ts';
import type { ObjectLogBuilder, RawValue, Side } from '#mining/ocel/object-log-builder.ts';
import {
  addEvent,
  addEventAt,
  addLink,
  addObject,
  addValue,
  declareAttribute,
  declaredType,
  declareType,
  instantIn,
  objectLogBuilder,
  rowWithId,
} from '#mining/ocel/object-log-builder.ts';
import { finishImport, isTooLarge } from './finish-import.ts';
import type { ObjectImported, ObjectImportOptions, ObjectRefusal } from './object-import.ts';

type Cell = string | number | bigint | null | Uint8Array;
type Row = readonly Cell[];

interface Intake {
  readonly db: DatabaseSync;
  readonly b: ObjectLogBuilder;
  readonly tables: ReadonlySet<string>;
  /** Asked now and then with the rows read since; a refusal ends the reading. */
  readonly stopped: (rows: number) => ObjectRefusal | undefined;
}

const NEW_TABLES = ['event', 'object', 'event_object', 'event_map_type', 'object_map_type'];
const OLD_TABLES = ['events', 'objects', 'relations'];

/** Ends the reading from within; the refusal is what `readOcelSqlite` answers. */
class Stopped extends Error {
  readonly refusal: ObjectRefusal;

  constructor(refusal: ObjectRefusal) {
    super(refusal.tag);
    this.refusal = refusal;
  }
}

/**
 * The object-centric log in a SQLite file, by its path or its bytes. The file is only read; nothing in it is run. Ids that
 * one table holds as numbers and another as text are the same ids.
 */
export function readOcelSqlite(
  source: string | Uint8Array,
  options: ObjectImportOptions = {},
): Result<ObjectImported, ObjectRefusal> {
  if (source.length === 0) return refuse({ tag: 'file-empty' });
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(typeof source === 'string' ? source : ':memory:', { readOnly: typeof source === 'string' });
    if (typeof source !== 'string') db.deserialize(source);
    // What a file's own definitions call is no business of who reads it.
    db.exec('PRAGMA trusted_schema = OFF');
    const found = readTables(db, options);
    return 'tag' in found ? refuse(found) : ok(found);
  } catch (error) {
    if (error instanceof Stopped) return refuse(error.refusal);
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR')) throw error;
    return refuse({ tag: 'sqlite-damaged', problem: error.message });
  } finally {
    if (db?.isOpen) db.close();
  }
}

function readTables(db: DatabaseSync, options: ObjectImportOptions): ObjectImported | ObjectRefusal {
  // A virtual table would run code of a module; no format has one.
  const names = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'`);
  const tables = new Set(names.all().map(({ name }) => String(name).toLowerCase()));
  const b = objectLogBuilder();
  const mostBytes = options.mostBytes ?? Number.POSITIVE_INFINITY;
  // How far it has come is reckoned by rows: where in the file they lie isn't told.
  const bytesOfRow = options.onProgress ? bytesOf(db) / Math.max(1, rowsOf(db, tables)) : 0;
  let taken = 0;
  const stopped = (rows: number): ObjectRefusal | undefined => {
    taken += rows;
    const bytes = Math.round(taken * bytesOfRow);
    options.onProgress?.({ bytes, events: b.events.id.length, rejected: b.rejections.count });
    return options.cancelled?.() ? { tag: 'import-cancelled' } : isTooLarge(b, mostBytes);
  };
  const intake: Intake = { db, b, tables, stopped };
  const old = tables.has('events') && tables.has('relations');
  const needed = old ? OLD_TABLES : NEW_TABLES;
  const missing = needed.filter((name) => !tables.has(name));
  if (missing.length === needed.length) return { tag: 'file-not-a-log', found: 'sqlite' };
  if (missing.length > 0) return { tag: 'ocel-parts-missing', missing };
  if (old) readOld(intake);
  else readNew(intake);
  return finishImport(b, { format: 'ocel-sqlite', version: old ? '1.0' : '2.0' });
}

function bytesOf(db: DatabaseSync): number {
  const pragma = (name: string) => Number(db.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
  return pragma('page_count') * pragma('page_size');
}

function rowsOf(db: DatabaseSync, tables: ReadonlySet<string>): number {
  let rows = 0;
  for (const table of tables)
    rows += Number(db.prepare(`SELECT count(*) AS n FROM ${quoted(table)}`).get()?.['n'] ?? 0);
  return rows;
}

function readNew(intake: Intake): void {
  const { b, tables } = intake;
  for (const [side, kind] of [
    [b.objects, 'object'],
    [b.events, 'event'],
  ] as const) {
    // Declared before they are used, so that types without any are known too.
    const ofType = new Map<string, string>();
    each(intake, `${kind}_map_type`, ['ocel_type', 'ocel_type_map'], ([type, part]) => {
      if (textIn(type) === '') return;
      declareType(side, textIn(type));
      ofType.set(textIn(type), `${kind}_${textIn(part)}`);
    });
    each(intake, kind, ['ocel_id', 'ocel_type'], ([id, type], row) => {
      if (side === b.objects) addObject(b, textIn(id), textIn(type), row);
      else addEventAt(b, textIn(id), textIn(type), Number.NaN, row);
    });
    for (const [type, table] of ofType)
      if (tables.has(table.toLowerCase())) readType(intake, side, declareType(side, type), table);
  }
  each(intake, 'event_object', ['ocel_event_id', 'ocel_object_id', 'ocel_qualifier'], (cells, row) => {
    const event = rowWithId(b.events, textIn(cells[0]));
    if (event < 0) reject(b.rejections, row, 'event-unknown', textIn(cells[0]));
    else takeLink(b, b.eventObjects, event, cells, row);
  });
  if (!tables.has('object_object')) return;
  each(intake, 'object_object', ['ocel_source_id', 'ocel_target_id', 'ocel_qualifier'], (cells, row) => {
    const object = rowWithId(b.objects, textIn(cells[0]));
    if (object < 0) reject(b.rejections, row, 'object-unknown', textIn(cells[0]));
    else takeLink(b, b.objectObjects, object, cells, row);
  });
}

function takeLink(
  b: ObjectLogBuilder,
  links: ObjectLogBuilder['eventObjects'],
  owner: number,
  [, target, qualifier]: Row,
  row: number,
): void {
  const object = textIn(target);
  if (object === '') reject(b.rejections, row, 'not-understood');
  else addLink(b, links, owner, { object, qualifier: textIn(qualifier) }, row);
}

const OWN = new Set(['ocel_id', 'ocel_time', 'ocel_changed_field']);

/** Times and attributes of the events of one type, or the values of its objects over time. */
function readType(intake: Intake, side: Side, owner: number, table: string): void {
  const { b } = intake;
  const columns = columnsOf(intake.db, table);
  const own = columns.filter(({ name }) => !OWN.has(name));
  for (const { name, type } of own) declareAttribute(side, owner, name, declaredType(type));
  const at = (name: string) => columns.findIndex((column) => column.name === name);
  const [id, time, changed] = [at('ocel_id'), at('ocel_time'), at('ocel_changed_field')];
  const isEvents = side === b.events;
  if (id < 0 || (isEvents && time < 0)) throw new Stopped({ tag: 'ocel-parts-missing', missing: [`${table}.ocel_id`] });
  const values = own.map(({ name }) => ({ name, at: at(name) }));
  const all = columns.map(({ name }) => name);
  each(intake, table, all, (cells, row) => {
    const owned = rowWithId(side, textIn(cells[id]));
    if (owned < 0) {
      reject(b.rejections, row, isEvents ? 'event-unknown' : 'object-unknown', textIn(cells[id]));
      return;
    }
    const when = time < 0 ? '' : textIn(cells[time]);
    const instant = when === '' && !isEvents ? 0 : instantIn(when);
    if (Number.isNaN(instant)) {
      if (when !== '') reject(b.rejections, row, 'time-not-understood', when);
      return;
    }
    if (isEvents) b.time.items[owned] = instant;
    const only = changed < 0 ? '' : textIn(cells[changed]);
    if (only !== '' && !values.some(({ name }) => name === only)) {
      reject(b.rejections, row, 'not-understood', only);
      return;
    }
    for (const { name, at: position } of values) {
      if (only !== '' && name !== only) continue;
      takeValue(b, side, owned, name, cells[position], isEvents ? 0 : instant, row);
    }
  });
}

function takeValue(
  b: ObjectLogBuilder,
  side: Side,
  owned: number,
  name: string,
  cell: Cell | undefined,
  since: number,
  row: number,
): void {
  if (cell === null || cell === undefined) return;
  if (cell instanceof Uint8Array) reject(b.rejections, row, 'not-understood', name);
  else addValue(b, side, owned, name, numbered(cell), { since });
}

function readOld(intake: Intake): void {
  const { db, b } = intake;
  const first = { events: ['ocel:eid', 'ocel:activity', 'ocel:timestamp'], objects: ['ocel:oid', 'ocel:type'] };
  for (const [table, side, own] of [
    ['events', b.events, first.events],
    ['objects', b.objects, first.objects],
  ] as const) {
    const columns = columnsOf(db, table);
    const more = columns.filter(({ name }) => !own.includes(name));
    const hints = more.map(({ type }) => declaredType(type));
    each(intake, table, [...own, ...more.map(({ name }) => name)], (cells, row) => {
      const [id, type] = [textIn(cells[0]), textIn(cells[1])];
      const owned = side === b.events ? addEvent(b, id, type, textIn(cells[2]), row) : addObject(b, id, type, row);
      if (owned === undefined) return;
      for (const [i, { name }] of more.entries()) {
        const cell = cells[own.length + i];
        if (cell === null || cell === undefined || cell instanceof Uint8Array) continue;
        addValue(b, side, owned, name, numbered(cell), { hint: hints[i]! });
      }
    });
  }
  each(intake, 'relations', ['ocel:eid', 'ocel:oid'], (cells, row) => {
    const event = rowWithId(b.events, textIn(cells[0]));
    if (event < 0) reject(b.rejections, row, 'event-unknown', textIn(cells[0]));
    else takeLink(b, b.eventObjects, event, cells, row);
  });
}

function columnsOf(db: DatabaseSync, table: string): readonly { readonly name: string; readonly type: string }[] {
  const columns = db.prepare(`SELECT name, type FROM pragma_table_info(?)`).all(table);
  return columns.map(({ name, type }) => ({ name: String(name), type: String(type) }));
}

/** Every row of these columns; a table that lacks one of them ends the reading. */
function each(
  intake: Intake,
  table: string,
  columns: readonly string[],
  take: (cells: Row, row: number) => void,
): void {
  const { db, stopped } = intake;
  const has = columnsOf(db, table).map(({ name }) => name);
  const missing = columns.filter((name) => !has.includes(name) && name !== 'ocel_qualifier');
  if (missing.length > 0)
    throw new Stopped({ tag: 'ocel-parts-missing', missing: missing.map((name) => `${table}.${name}`) });
  const asked = columns.map((name) => (has.includes(name) ? quoted(name) : 'NULL'));
  const rows = db.prepare(`SELECT ${asked.join(', ')} FROM ${quoted(table)}`);
  rows.setReturnArrays(true);
  rows.setReadBigInts(true);
  let n = 0;
  for (const row of rows.iterate()) {
    if (n % PART === 0) {
      const refusal = stopped(n === 0 ? 0 : PART);
      if (refusal) throw new Stopped(refusal);
    }
    take(row as unknown as Row, ++n);
  }
  const refusal = stopped(n === 0 ? 0 : ((n - 1) % PART) + 1);
  if (refusal) throw new Stopped(refusal);
}

/** Rows between two looks at how it goes. */
const PART = 16_384;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** A cell as text; empty for none. A number is written as whole when it is. */
function textIn(cell: Cell | undefined): string {
  return cell === null || cell === undefined || cell instanceof Uint8Array ? '' : String(cell);
}

function numbered(cell: string | number | bigint): RawValue {
  return typeof cell === 'bigint' && Number.isSafeInteger(Number(cell)) ? Number(cell) : cell;
}
