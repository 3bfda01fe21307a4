/** What type the values of a CSV attribute column have: judged by all its distinct values, never by the first. */

import type { Clock } from '#mining/formats/import.ts';
import { parseNumber } from '#mining/formats/number.ts';
import type { ColumnBuilder } from '#mining/log/column-builder.ts';
import { columnBuilder } from '#mining/log/column-builder.ts';
import type { DictionaryBuilder } from '#mining/log/dictionary.ts';
import type { Zone } from '#mining/log/instant.ts';
import { parseInstant } from '#mining/log/instant.ts';
import type { AttributeType } from '#mining/log/log.ts';
import { decodeUtf8 } from '#mining/log/utf8.ts';

/** The column as whole numbers, numbers, booleans or times (kept by `clock`) where every value is one; as text where any isn't. */
export function typed(column: ColumnBuilder, rows: number, clock: Clock): ColumnBuilder {
  const { words } = column;
  if (words.size === 0) return column;
  const type = typeOf(words);
  if (type === 'text') return column;
  const other = columnBuilder(column.path, type);
  const values = new Float64Array(words.size);
  for (let code = 0; code < words.size; code++) values[code] = valueAs(words, code, type, clock);
  if (type === 'boolean')
    other.flags = Int8Array.from(column.codes.subarray(0, rows), (c) => (c < 0 ? -1 : values[c]!));
  else {
    const numbers = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      const code = column.codes[row]!;
      numbers[row] = code < 0 ? Number.NaN : values[code]!;
    }
    other.numbers = numbers;
  }
  return other;
}

function typeOf(words: DictionaryBuilder): AttributeType {
  const candidates: readonly AttributeType[] = ['boolean', 'int', 'float', 'time'];
  return candidates.find((type) => every(words, type)) ?? 'text';
}

function every(words: DictionaryBuilder, type: AttributeType): boolean {
  for (let code = 0; code < words.size; code++) if (Number.isNaN(valueAs(words, code, type, 'utc'))) return false;
  return true;
}

/** The value of that type, NaN when it isn't one. */
function valueAs(words: DictionaryBuilder, code: number, type: AttributeType, clock: Clock): number {
  const from = words.offset[code]!;
  const to = words.offset[code + 1]!;
  const { bytes } = words;
  switch (type) {
    case 'boolean': {
      if (to - from > 5) return Number.NaN;
      const text = decodeUtf8(bytes, from, to).toLowerCase();
      return text === 'true' ? 1 : text === 'false' ? 0 : Number.NaN;
    }
    case 'int':
      return isWhole(bytes, from, to) ? parseNumber(bytes, from, to) : Number.NaN;
    case 'float':
      return isIdentifier(bytes, from, to) ? Number.NaN : finite(parseNumber(bytes, from, to));
    case 'time':
      return bytes[from + 4] === 45 && to - from >= 10 ? timeAs(bytes, from, to, clock) : Number.NaN;
    default:
      return Number.NaN;
  }
}

/** `1e400` is more than a double holds, and stays text. */
const finite = (value: number) => (Number.isFinite(value) ? value : Number.NaN);

function timeAs(bytes: Uint8Array, from: number, to: number, clock: Clock): number {
  const zone: Zone = { minutes: 0 };
  const ms = parseInstant(bytes, from, to, 'day-first', zone);
  return clock === 'utc' ? ms : ms + zone.minutes * 60_000;
}

/** Digits with a sign at most, few enough to be exact, and no leading zero: `007` is a name. */
function isWhole(bytes: Uint8Array, from: number, to: number): boolean {
  const first = bytes[from] === 45 ? from + 1 : from;
  if (to - first < 1 || to - first > 15 || isIdentifier(bytes, from, to)) return false;
  for (let i = first; i < to; i++) if (bytes[i]! < 48 || bytes[i]! > 57) return false;
  return true;
}

/** `007` and sixteen digits are names of things, not amounts. */
function isIdentifier(bytes: Uint8Array, from: number, to: number): boolean {
  const first = bytes[from] === 45 || bytes[from] === 43 ? from + 1 : from;
  let digits = 0;
  while (first + digits < to && bytes[first + digits]! >= 48 && bytes[first + digits]! <= 57) digits++;
  return (digits > 1 && bytes[first] === 48) || (digits > 15 && first + digits === to);
}
