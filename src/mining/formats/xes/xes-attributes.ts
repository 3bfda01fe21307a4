/** The attributes of a log's events or cases as XES: nested as they were read (IEEE 1849-2023, 5.4). */
import type { WritingClock } from '#mining/formats/import.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import { formatByClock } from '#mining/log/instant.ts';
import type { AttributeType, Column } from '#mining/log/log.ts';
import { valueAt } from '#mining/log/log.ts';
import type { Nested, Nesting } from '#mining/log/nesting.ts';
import { nestedIn } from '#mining/log/nesting.ts';
import { escapeAttribute } from './xml-tag.ts';

const ELEMENT: Readonly<Record<AttributeType, string>> = {
  text: 'string',
  id: 'id',
  int: 'int',
  float: 'float',
  time: 'date',
  boolean: 'boolean',
};

/** An attribute as it is written, with others inside it. */
export function attribute(type: string, key: string, value: string, inside = ''): string {
  const open = `<${type} key="${escapeAttribute(key)}" value="${escapeAttribute(value)}"`;
  return inside === '' ? `${open}/>\n` : `${open}>\n${inside}</${type}>\n`;
}

export function container(key: string, inside: string): string {
  const open = `<container key="${escapeAttribute(key)}"`;
  return inside === '' ? `${open}/>\n` : `${open}>\n${inside}</container>\n`;
}

export function list(key: string, inside: string, values: string): string {
  return `<list key="${escapeAttribute(key)}">\n${inside}<values>\n${values}</values>\n</list>\n`;
}

/** The same with more inside it; where it isn't written, a container has that. */
function withInside(written: string, key: string, inside: string): string {
  if (inside === '') return written;
  if (written === '') return container(key, inside);
  return `${written.slice(0, -'/>\n'.length)}>\n${inside}</${/^<(\w+)/.exec(written)![1]}>\n`;
}

/**
 * Writes the attributes of a row. `own` are those that the log itself has a place for, as they are written without anything
 * inside ('' where the row has none), in the order of `ownKeys`; they come first.
 */
export function attributeWriter(
  columns: readonly Column[],
  nesting: Nesting | undefined,
  ownKeys: readonly string[],
  clock: WritingClock,
): (row: number, own: readonly string[]) => string {
  const { roots, inOwn } = forest(columns, ownKeys);
  const nestedAt = nestedRows(nesting);
  const columnsOf = columnsByPath(columns);
  return (row, own) => {
    const nested = nestedAt(row);
    const used = new Set<Column>();
    if (nested.length === 0 && inOwn.size === 0) return own.join('') + trees(roots, { row, clock, used });
    const at: NestedRow = { row, clock, used, columnsOf };
    const inside = new Map<string, string>();
    let rest = '';
    for (const one of nested) {
      const isOwn = isValued(one) && one.as === undefined && ownKeys.includes(one.key);
      if (isOwn) inside.set(one.key, (inside.get(one.key) ?? '') + insideText(one, [], at));
      else rest += nestedText(one, [], at);
    }
    const first = own.map((written, i) => {
      const key = ownKeys[i]!;
      return withInside(written, key, trees(inOwn.get(key) ?? [], at) + (inside.get(key) ?? ''));
    });
    return first.join('') + trees(roots, at) + rest;
  };
}

/** A row on its way out; the columns that are `used` are written already. */
interface Row {
  readonly row: number;
  readonly clock: WritingClock;
  readonly used: Set<Column>;
}

interface NestedRow extends Row {
  readonly columnsOf: (path: readonly string[]) => readonly Column[];
}

/** What columns don't tell of each row; see `Nested`. */
function nestedRows(nesting: Nesting | undefined): (row: number) => readonly Nested[] {
  if (nesting === undefined || !('dictionary' in nesting.values)) return () => [];
  const { codes, dictionary } = nesting.values;
  const told = textsOf(dictionary).map(nestedIn);
  return (row) => told[codes[row]!] ?? [];
}

function columnsByPath(columns: readonly Column[]): NestedRow['columnsOf'] {
  const named = Map.groupBy(columns, ({ path }) => path.join('\u0000'));
  return (path) => named.get(path.join('\u0000')) ?? [];
}

function isValued({ type }: Nested): boolean {
  return type !== 'list' && type !== 'container';
}

/** An attribute that columns don't tell all of. Its value is in a column of its path, whose type may have changed since. */
function nestedText(one: Nested, around: readonly string[], at: NestedRow): string {
  const inside = insideText(one, around, at);
  const { type, key, values = [] } = one;
  const path = [...around, key];
  if (type === 'list') return list(key, inside, values.map((item) => nestedText(item, path, at)).join(''));
  if (type === 'container') return container(key, inside);
  const columns = at.columnsOf([...around, one.as ?? key]).filter((column) => !at.used.has(column));
  const column = columns.find(({ values: own }) => own.type === type) ?? columns[0];
  const written = column && valueText(column, key, inside, at);
  if (column) at.used.add(column);
  return written ?? (inside === '' ? '' : container(key, inside));
}

function insideText({ key, inside = [] }: Nested, around: readonly string[], at: NestedRow): string {
  const path = [...around, key];
  return inside.map((one) => nestedText(one, path, at)).join('');
}

function valueText(column: Column, key: string, inside: string, { row, clock }: Row): string | undefined {
  const value = valueAt(column, row);
  if (value === undefined) return undefined;
  const { type } = column.values;
  const shown = type === 'time' ? formatByClock(value as number, clock) : Object.is(value, -0) ? '-0' : String(value);
  return attribute(ELEMENT[type], key, shown, inside);
}

/** Columns as XES nests them: under each key its own columns (one per type) and the keys inside it. */
interface Node {
  readonly key: string;
  readonly columns: Column[];
  readonly inside: Node[];
}

/**
 * What stands inside the log's own attributes is by itself (`inOwn`, by key). A column that has the name of one of them is
 * given a number, so that nothing is written twice under one name.
 */
function forest(columns: readonly Column[], ownKeys: readonly string[]) {
  const roots: Node[] = [];
  const inOwn = new Map<string, Node[]>();
  for (const column of columns) {
    const [first] = column.path;
    const isInOwn = column.path.length > 1 && ownKeys.includes(first!);
    if (isInOwn && !inOwn.has(first!)) inOwn.set(first!, []);
    let level = isInOwn ? inOwn.get(first!)! : roots;
    let node: Node | undefined;
    for (const part of isInOwn ? column.path.slice(1) : column.path) {
      const key = level === roots && standsForOwn(column, ownKeys) ? `${part}#2` : part;
      node = level.find((one) => one.key === key);
      if (node === undefined) {
        node = { key, columns: [], inside: [] };
        level.push(node);
      }
      level = node.inside;
    }
    node?.columns.push(column);
  }
  return { roots, inOwn };
}

/** Whether reading would take it for the log's own attribute. Of the start, only a time is. */
function standsForOwn({ path, values }: Column, ownKeys: readonly string[]): boolean {
  return path.length === 1 && ownKeys.includes(path[0]!) && (path[0] !== 'start_timestamp' || values.type === 'time');
}

function trees(nodes: readonly Node[], at: Row): string {
  let text = '';
  for (const node of nodes) {
    let inside = node.inside.length === 0 ? '' : trees(node.inside, at);
    for (const column of node.columns) {
      if (at.used.has(column)) continue;
      const written = valueText(column, node.key, inside, at);
      if (written === undefined) continue;
      text += written;
      inside = '';
    }
    if (inside !== '') text += container(node.key, inside);
  }
  return text;
}
