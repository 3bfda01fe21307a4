/** Values of XES attributes (IEEE 1849-2023, 5.4; their texts are those of XML Schema's datatypes) put into columns. */
import { parseNumber } from '#mining/formats/number.ts';
import type { ColumnBuilder } from '#mining/log/column-builder.ts';
import { becomeText, isPresent, makeRoom } from '#mining/log/column-builder.ts';
import { intern, internText } from '#mining/log/dictionary.ts';
import type { Zone } from '#mining/log/instant.ts';
import { parseInstant } from '#mining/log/instant.ts';
import type { AttributeType } from '#mining/log/log.ts';
import { hashText, SLACK, viewOf } from '#mining/log/words.ts';
import type { Table } from './xes-table.ts';
import { nestedColumn, plainColumn, TYPE } from './xes-table.ts';

/** Bytes to read values from, with slack behind them. */
export interface Source {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** Writes the value in `[from, to)` (entities already put in) at the current row; false when it isn't of the type. */
export function putValue(
  column: ColumnBuilder,
  row: number,
  source: Source,
  from: number,
  to: number,
  hash: number,
  zone: Zone,
): boolean {
  const b = source.bytes;
  switch (column.type) {
    case 'text':
    case 'id':
      if (row >= column.codes.length) makeRoom(column, row + 1);
      column.codes[row] = intern(column.words, source.view, from, to, hash);
      return true;
    case 'boolean': {
      if (row >= column.flags.length) makeRoom(column, row + 1);
      const flag = parseFlag(b, from, to);
      column.flags[row] = flag;
      return flag >= 0;
    }
    case 'time': {
      if (row >= column.numbers.length) makeRoom(column, row + 1);
      const ms = parseInstant(b, from, to, 'day-first', zone);
      column.numbers[row] = ms;
      if (zone.minutes !== 0 || row < column.quarters.length) putQuarters(column, row, zone.minutes);
      return !Number.isNaN(ms);
    }
    default: {
      if (row >= column.numbers.length) makeRoom(column, row + 1);
      const number = parseNumber(b, from, to);
      if (isBeyond(number, column.type)) {
        becomeText(column);
        return putValue(column, row, source, from, to, hash, zone);
      }
      column.numbers[row] = number;
      return !Number.isNaN(number);
    }
  }
}

const TRUE = 'true';
const FALSE = 'false';

/** 1 and 0 for `true`, `false`, `1` and `0` in any case; −1 for what is neither (XML Schema, boolean). */
function parseFlag(b: Uint8Array, from: number, to: number): 1 | 0 | -1 {
  const length = to - from;
  if (length === 1) return b[from] === 49 ? 1 : b[from] === 48 ? 0 : -1;
  if (length === 4 && isWord(b, from, TRUE)) return 1;
  if (length === 5 && isWord(b, from, FALSE)) return 0;
  const blank = length > 0 && (b[from]! <= 32 || b[to - 1]! <= 32);
  return blank ? parseFlag(b, b[from]! <= 32 ? from + 1 : from, b[from]! <= 32 ? to : to - 1) : -1;
}

/** Whether the letters from `from` on are that word, whatever their case. */
function isWord(b: Uint8Array, from: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if ((b[from + i]! | 32) !== word.charCodeAt(i)) return false;
  return true;
}

/** Whole numbers that a double can't hold are names of things, kept to the last digit; other numbers may be too large for it. */
function isBeyond(number: number, type: AttributeType): boolean {
  const size = Math.abs(number);
  return size === Number.POSITIVE_INFINITY || (type === 'int' && size > Number.MAX_SAFE_INTEGER);
}

function putQuarters(column: ColumnBuilder, row: number, minutes: number): void {
  if (row >= column.quarters.length) {
    const longer = new Int8Array(column.numbers.length);
    longer.set(column.quarters);
    column.quarters = longer;
  }
  column.quarters[row] = Math.round(minutes / 15);
}

export function putText(column: ColumnBuilder, row: number, text: Uint8Array, zone: Zone): boolean {
  const bytes = new Uint8Array(text.length + SLACK);
  bytes.set(text);
  const view = viewOf(bytes);
  return putValue(column, row, { bytes, view }, 0, text.length, hashText(view, 0, text.length), zone);
}

/**
 * Keeps as text, under the same name, what is no value of its attribute's type: `INF` and `NaN` of a float, with which
 * nothing can be reckoned, and what isn't as XES wants it. Answers the column.
 */
export function putOdd(into: Table, path: readonly string[], text: string): ColumnBuilder {
  const plain =
    path.length === 1
      ? plainColumn(into, internText(into.keys, path[0]!), TYPE.string, () => path[0]!)
      : nestedColumn(into, path, TYPE.string);
  const isTaken = plain.type !== 'text' || isPresent(plain, into.row);
  const column = isTaken ? nestedColumn(into, path, TYPE.string, plain.type === 'text' ? 2 : 1) : plain;
  makeRoom(column, into.row + 1);
  column.codes[into.row] = internText(column.words, text);
  return column;
}
