/** Columns while a reader fills them: row by row, absent until written. */
import type { DictionaryBuilder } from './dictionary.ts';
import { dictionaryBuilder, dictionaryBytes, finishDictionary, internText } from './dictionary.ts';
import type { AttributeType, Column, Values } from './log.ts';

/** A growing column. `codes` holds text codes, `numbers` numbers and times, `flags` booleans; only one has length. */
export interface ColumnBuilder {
  readonly path: readonly string[];
  /** Of numbers it may become text; see `becomeText`. */
  type: AttributeType;
  readonly words: DictionaryBuilder;
  codes: Int32Array;
  numbers: Float64Array;
  flags: Int8Array;
  /** Of a time: the quarters of an hour its clock was east of Greenwich. Filled by XES only. */
  quarters: Int8Array;
}

/** An empty column; `path` has more than one part for a nested attribute. */
export function columnBuilder(path: readonly string[], type: AttributeType): ColumnBuilder {
  return {
    path,
    type,
    words: dictionaryBuilder(),
    codes: new Int32Array(0),
    numbers: new Float64Array(0),
    flags: new Int8Array(0),
    quarters: new Int8Array(0),
  };
}

const FIRST_ROWS = 64;

function grown(length: number, rows: number): number {
  return Math.max(FIRST_ROWS, rows, Math.ceil(length * 1.6));
}

/** Makes room for `rows` rows; new ones are absent. */
export function makeRoom(column: ColumnBuilder, rows: number): void {
  if (column.type === 'text' || column.type === 'id') {
    if (rows > column.codes.length) column.codes = grownCodes(column.codes, rows);
  } else if (column.type === 'boolean') {
    if (rows > column.flags.length) {
      const flags = new Int8Array(grown(column.flags.length, rows)).fill(-1, column.flags.length);
      flags.set(column.flags);
      column.flags = flags;
    }
  } else if (rows > column.numbers.length) column.numbers = grownNumbers(column.numbers, rows);
}

/** The same codes with room for at least so many rows, the new ones absent (−1). */
export function grownCodes(codes: Int32Array, rows: number): Int32Array {
  const larger = new Int32Array(grown(codes.length, rows)).fill(-1, codes.length);
  larger.set(codes);
  return larger;
}

/** The same numbers with room for at least so many rows, the new ones absent (NaN). */
export function grownNumbers(numbers: Float64Array, rows: number): Float64Array {
  const larger = new Float64Array(grown(numbers.length, rows)).fill(Number.NaN, numbers.length);
  larger.set(numbers);
  return larger;
}

/** Makes a column of numbers one of text, the numbers so far as they are written: what comes now is no number to reckon with. */
export function becomeText(column: ColumnBuilder): void {
  const { numbers } = column;
  column.type = 'text';
  column.numbers = new Float64Array(0);
  makeRoom(column, Math.max(1, numbers.length));
  for (let row = 0; row < numbers.length; row++)
    if (!Number.isNaN(numbers[row]!)) column.codes[row] = internText(column.words, String(numbers[row]));
}

/** Memory a column takes while it grows. */
export function columnBytes({ codes, numbers, flags, quarters, words }: ColumnBuilder): number {
  return codes.byteLength + numbers.byteLength + flags.byteLength + quarters.byteLength + dictionaryBytes(words);
}

/** Takes back what was written in one row: its event or case was rejected. */
export function clearRow(column: ColumnBuilder, row: number): void {
  if (row < column.codes.length) column.codes[row] = -1;
  if (row < column.numbers.length) column.numbers[row] = Number.NaN;
  if (row < column.flags.length) column.flags[row] = -1;
}

/** Whether anything has been written in a row. */
export function isPresent(column: ColumnBuilder, row: number): boolean {
  if (row < column.codes.length) return column.codes[row]! >= 0;
  if (row < column.numbers.length) return !Number.isNaN(column.numbers[row]!);
  return row < column.flags.length && column.flags[row]! >= 0;
}

/** The finished column of exactly `rows` rows, taken in the order given (identity when absent). */
export function finishColumn(column: ColumnBuilder, rows: number, order: Uint32Array | undefined): Column {
  makeRoom(column, rows);
  return { path: column.path, values: finishValues(column, rows, order) };
}

function finishValues(column: ColumnBuilder, rows: number, order: Uint32Array | undefined): Values {
  const { type } = column;
  switch (type) {
    case 'text':
    case 'id':
      return { type, codes: inOrder(column.codes, rows, order), dictionary: finishDictionary(column.words) };
    case 'boolean':
      return { type, flags: inOrder(column.flags, rows, order) };
    default:
      return { type, numbers: inOrder(column.numbers, rows, order) };
  }
}

/** The first `rows` values, rearranged. The overloads keep the kind of array. */
export function inOrder(from: Int32Array, rows: number, order: Uint32Array | undefined): Int32Array;
export function inOrder(from: Float64Array, rows: number, order: Uint32Array | undefined): Float64Array;
export function inOrder(from: Int8Array, rows: number, order: Uint32Array | undefined): Int8Array;
export function inOrder(
  from: Int32Array | Float64Array | Int8Array,
  rows: number,
  order: Uint32Array | undefined,
): Int32Array | Float64Array | Int8Array {
  if (order === undefined) return from.length === rows ? from : from.slice(0, rows);
  const into = from.slice(0, rows);
  for (let i = 0; i < rows; i++) into[i] = from[order[i]!]!;
  return into;
}
