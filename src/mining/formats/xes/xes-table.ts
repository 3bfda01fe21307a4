/** The columns of a XES log's events or cases while they are read, found by key and type. */
import type { ColumnBuilder } from '#mining/log/column-builder.ts';
import { columnBuilder, isPresent } from '#mining/log/column-builder.ts';
import type { DictionaryBuilder } from '#mining/log/dictionary.ts';
import { dictionaryBuilder, internText } from '#mining/log/dictionary.ts';
import type { AttributeType } from '#mining/log/log.ts';
import type { NestingBuilder } from './xes-nesting.ts';
import { nestingBuilder } from './xes-nesting.ts';

/** The columns of one kind of row, found by key and type. */
export interface Table {
  readonly keys: DictionaryBuilder;
  /** By key code × 8 + type number: the column of a plain attribute. */
  readonly plain: (ColumnBuilder | undefined)[];
  /** By path, type and occurrence: the columns of nested attributes and of repeated keys. */
  readonly nested: Map<string, ColumnBuilder>;
  /** Of the current row: the latest occurrence of each repeated path. */
  readonly repeats: Map<string, number>;
  readonly columns: ColumnBuilder[];
  /** Their places in `columns`. */
  readonly numberOf: Map<ColumnBuilder, number>;
  readonly nesting: NestingBuilder;
  row: number;
}

export function xesTable(): Table {
  return {
    keys: dictionaryBuilder(),
    plain: [],
    nested: new Map(),
    repeats: new Map(),
    columns: [],
    numberOf: new Map(),
    nesting: nestingBuilder(),
    row: 0,
  };
}

/** Numbers of the XES types, used on every attribute. */
export const TYPES: readonly AttributeType[] = ['text', 'time', 'int', 'float', 'boolean', 'id'];
export const TYPE = { string: 0, date: 1, int: 2, float: 3, boolean: 4, id: 5 } as const;

/** Keys that mean the same whatever type a file gives them. */
const FIXED: ReadonlyMap<string, number> = new Map([
  ['concept:name', TYPE.string],
  ['org:resource', TYPE.string],
  ['time:timestamp', TYPE.date],
]);

/** The column of a plain attribute, new or known. `key` is the code of its name in `table.keys`. */
export function plainColumn(into: Table, key: number, type: number, name: () => string): ColumnBuilder {
  const known = into.plain[key * 8 + type];
  if (known) return known;
  const path = name();
  const fixed = FIXED.get(path) ?? type;
  const column = into.plain[key * 8 + fixed] ?? addColumn(into, [path], fixed);
  into.plain[key * 8 + type] = column;
  into.plain[key * 8 + fixed] = column;
  return column;
}

function addColumn(into: Table, path: readonly string[], type: number): ColumnBuilder {
  const column = columnBuilder(path, TYPES[type]!);
  into.numberOf.set(column, into.columns.length);
  into.columns.push(column);
  return column;
}

/**
 * The column of an attribute inside another, or of a key that comes again in the same row: from the second on the last part
 * of its path has a number (`v`, `v#2`). `first` is 2 where the first has a column of its own already.
 */
export function nestedColumn(into: Table, path: readonly string[], type: number, first = 1): ColumnBuilder {
  const base = `${type}\u0000${path.join('\u0000')}`;
  for (let occurrence = into.repeats.get(base) ?? first; ; occurrence++) {
    const own = occurrence === 1 ? path : [...path.slice(0, -1), `${path.at(-1)}#${occurrence}`];
    const name = `${base}\u0000${occurrence}`;
    let column = into.nested.get(name);
    if (column === undefined) {
      column = addColumn(into, own, type);
      into.nested.set(name, column);
    }
    if (isPresent(column, into.row)) continue;
    into.repeats.set(base, occurrence);
    return column;
  }
}

/** The plain column of that name. */
export function namedColumn(into: Table, name: string, type: number): ColumnBuilder {
  return plainColumn(into, internText(into.keys, name), type, () => name);
}

/** Whether the current row has a value in another plain column of that key. */
export function hasOtherValue(into: Table, key: string, own: ColumnBuilder | undefined): boolean {
  const code = internText(into.keys, key);
  return TYPES.some((_, type) => {
    const column = into.plain[code * 8 + type];
    return column !== undefined && column !== own && isPresent(column, into.row);
  });
}
