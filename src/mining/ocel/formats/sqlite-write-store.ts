/** An object-centric log as OCEL 2.0 in a SQLite database (Berti et al. 2024, §6.1). */

import { DatabaseSync } from 'node:sqlite';
import { groupBy } from '#lib/group.ts';
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import type { AttributeType } from '#mining/log/log.ts';
import type { DeclaredType, EventMember, Member, MemberValue } from '#mining/ocel/members.ts';
import { declaredTypes, eventMembers, objectMembers } from '#mining/ocel/members.ts';
import type { ObjectLog } from '#mining/ocel/object-log.ts';

/** SQLite doesn't tell capital letters from small ones in the names of columns, and a row has one value of each. */
export type SqliteRefusal =
  | { readonly tag: 'attribute-names-collide'; readonly type: string; readonly names: readonly string[] }
  | { readonly tag: 'event-has-two-values'; readonly event: string; readonly name: string }
  | { readonly tag: 'sqlite-does-not-take-it'; readonly problem: string };

const COLUMN: Readonly<Record<AttributeType, string>> = {
  text: 'TEXT',
  id: 'TEXT',
  int: 'INTEGER',
  float: 'REAL',
  time: 'TIMESTAMP',
  boolean: 'BOOLEAN',
};

const OWN = ['ocel_id', 'ocel_time', 'ocel_changed_field'];
const START = '1970-01-01T00:00:00Z';

type Cell = string | number | null;

/**
 * The bytes of the file. What reading gives back is the same log; of values that hold from the same time on, the order is
 * that of the columns.
 */
export function writeOcelSqlite(log: ObjectLog): Result<Uint8Array, SqliteRefusal> {
  const kinds = [
    { kind: 'event', types: declaredTypes(log, 'event') },
    { kind: 'object', types: declaredTypes(log, 'object') },
  ] as const;
  for (const { types } of kinds)
    for (const { name, attributes } of types) {
      const names = colliding([...OWN, ...attributes.map((one) => one.name)]);
      if (names.length > 0) return refuse({ tag: 'attribute-names-collide', type: name, names });
    }
  const db = new DatabaseSync(':memory:');
  try {
    db.exec('BEGIN');
    relationTable(db, 'event_object', 'ocel_event_id', 'ocel_object_id');
    relationTable(db, 'object_object', 'ocel_source_id', 'ocel_target_id');
    const [events, objects] = [typeTables(db, kinds[0].kind, kinds[0].types), typeTables(db, 'object', kinds[1].types)];
    for (const object of objectMembers(log)) putObject(objects, object);
    const links = inserter(db, 'object_object', 3);
    for (const { id, links: own } of objectMembers(log)) for (const one of own) links(id, one.object, one.qualifier);
    const eventLinks = inserter(db, 'event_object', 3);
    for (const event of eventMembers(log)) {
      const twice = repeated(event.values);
      if (twice !== undefined) return refuse({ tag: 'event-has-two-values', event: event.id, name: twice });
      putEvent(events, event);
      for (const one of event.links) eventLinks(event.id, one.object, one.qualifier);
    }
    db.exec('COMMIT');
    return ok(db.serialize());
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR')) throw error;
    return refuse({ tag: 'sqlite-does-not-take-it', problem: error.message });
  } finally {
    db.close();
  }
}

/** Names that differ in capital letters only, or not at all. */
function colliding(names: readonly string[]): readonly string[] {
  const byName = groupBy(names, (name) => name.toLowerCase());
  return [...byName.values()].find((same) => same.length > 1) ?? [];
}

function repeated(values: readonly MemberValue[]): string | undefined {
  if (values.length < 2) return undefined;
  const names = values.map(({ name }) => name);
  return names.find((name, i) => names.indexOf(name) < i);
}

type Insert = (...cells: Cell[]) => void;

function inserter(db: DatabaseSync, table: string, columns: number): Insert {
  const insert = db.prepare(`INSERT INTO ${quoted(table)} VALUES (${Array(columns).fill('?').join(', ')})`);
  return (...cells) => void insert.run(...cells);
}

function relationTable(db: DatabaseSync, name: string, from: string, to: string): void {
  db.exec(`CREATE TABLE ${name} (${from} TEXT, ${to} TEXT, ocel_qualifier TEXT)`);
}

interface TypeTables {
  /** Into the table of all. */
  readonly all: Insert;
  readonly byType: ReadonlyMap<string, { readonly insert: Insert; readonly names: readonly string[] }>;
}

function typeTables(db: DatabaseSync, kind: 'event' | 'object', types: readonly DeclaredType[]): TypeTables {
  db.exec(`CREATE TABLE ${kind} (ocel_id TEXT PRIMARY KEY, ocel_type TEXT)`);
  db.exec(`CREATE TABLE ${kind}_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT)`);
  const mapped = inserter(db, `${kind}_map_type`, 2);
  // These are tables of the standard itself.
  const taken = new Set(['object', 'map_type', '']);
  const byType = new Map<string, { readonly insert: Insert; readonly names: readonly string[] }>();
  for (const { name, attributes } of types) {
    const part = partOf(name, taken);
    mapped(name, part);
    const changed = kind === 'object' ? ['ocel_changed_field TEXT'] : [];
    const own = attributes.map((one) => `${quoted(one.name)} ${COLUMN[one.type]}`);
    const columns = ['ocel_id TEXT', 'ocel_time TIMESTAMP', ...changed, ...own];
    const table = `${kind}_${part}`;
    db.exec(`CREATE TABLE ${quoted(table)} (${columns.join(', ')})`);
    byType.set(name, { insert: inserter(db, table, columns.length), names: attributes.map((one) => one.name) });
  }
  return { all: inserter(db, kind, 2), byType };
}

/** The part of a table's name that stands for a type: its letters and digits, numbered where another type has the same. */
function partOf(type: string, taken: Set<string>): string {
  const plain = type.replace(/[^\p{L}\p{N}]/gu, '');
  let part = plain;
  for (let again = 2; taken.has(part.toLowerCase()); again++) part = `${plain}${again}`;
  taken.add(part.toLowerCase());
  return part;
}

function putEvent({ all, byType }: TypeTables, { id, type, time, values }: EventMember): void {
  all(id, type);
  const { insert, names } = byType.get(type)!;
  const cells = new Map(values.map(({ name, value }) => [name, cell(value)]));
  insert(id, time, ...names.map((name) => cells.get(name) ?? null));
}

/** What an object was from the start is one row; each later value, or second one, is a row with the name of what changed. */
function putObject({ all, byType }: TypeTables, { id, type, values }: Member): void {
  all(id, type);
  const { insert, names } = byType.get(type)!;
  const first = new Map<string, Cell>();
  const later: MemberValue[] = [];
  for (const one of values) {
    if (one.since === START && !first.has(one.name)) first.set(one.name, cell(one.value));
    else later.push(one);
  }
  insert(id, START, null, ...names.map((name) => first.get(name) ?? null));
  for (const { name, since, value } of later)
    insert(id, since, name, ...names.map((one) => (one === name ? cell(value) : null)));
}

function cell(value: MemberValue['value']): Cell {
  return typeof value === 'boolean' ? Number(value) : value;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
