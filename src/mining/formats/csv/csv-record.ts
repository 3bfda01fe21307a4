/** One CSV record at a time: where its fields lie. Plain ones are scanned by words, those with quotes byte by byte. */

import type { ScanBuffer } from '#mining/formats/scan-buffer.ts';
import {
  bytesBelow,
  firstBytes,
  firstMarked,
  foldWord,
  fourOf,
  HASH_START,
  hashText,
  zeroBytes,
} from '#mining/log/words.ts';

const QUOTE = 34;
const CR = 13;
const LF = 10;

/** Where the fields of the current record lie, without their quotes. Fields past the room are counted only. */
export interface CsvFields {
  count: number;
  /** Lines the record takes. */
  lines: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** `hashText` of the bytes. */
  readonly hash: Int32Array;
  /** 1 where quotes are doubled inside. */
  readonly doubled: Uint8Array;
  /** Not 0 where a byte may be beyond ASCII. */
  readonly high: Int32Array;
}

export function makeFields(room: number): CsvFields {
  return {
    count: 0,
    lines: 1,
    from: new Int32Array(room),
    to: new Int32Array(room),
    hash: new Int32Array(room),
    doubled: new Uint8Array(room),
    high: new Int32Array(room),
  };
}

const HIGHS = fourOf(128);
/** Line feed, carriage return, and what else is below 14 and never met. */
const LINE_ENDS = fourOf(14);

/** The fields of a record of exactly `width` fields without quotes, that ends in a line feed; answers where the next begins, −1 for any other. */
export function readPlainRecord(
  { bytes, view, length }: ScanBuffer,
  from: number,
  separator: number,
  fields: CsvFields,
  width: number,
): number {
  const separators = fourOf(separator);
  let at = from;
  for (let i = 0; i < width; i++) {
    if (bytes[at] === QUOTE) return -1;
    fields.from[i] = at;
    let hash = HASH_START;
    let high = 0;
    for (;;) {
      const word = view.getInt32(at, true);
      const marks = zeroBytes(word ^ separators) | bytesBelow(word, LINE_ENDS);
      if (marks === 0) {
        hash = foldWord(hash, word);
        high |= word;
        at += 4;
        continue;
      }
      const rest = firstMarked(marks);
      if (rest > 0) {
        const last = firstBytes(word, rest);
        hash = foldWord(hash, last);
        high |= last;
        at += rest;
      }
      break;
    }
    fields.to[i] = at;
    fields.hash[i] = hash;
    fields.high[i] = high & HIGHS;
    fields.doubled[i] = 0;
    if (i < width - 1 && bytes[at++] !== separator) return -1;
  }
  if (bytes[at] === CR) at++;
  if (at >= length || bytes[at] !== LF) return -1;
  fields.count = width;
  fields.lines = 1;
  return at + 1;
}

/** The fields of any record; answers where the next begins, or −1 when this one isn't whole (`last` says that no more will come). */
export function readRecord(
  buffer: ScanBuffer,
  from: number,
  last: boolean,
  separator: number,
  fields: CsvFields,
): number {
  const { bytes: b, view, length: to } = buffer;
  const room = fields.from.length;
  let at = from;
  let count = 0;
  let broken = false;
  for (;;) {
    let high = 0;
    let doubled = 0;
    let start = at;
    let stop = at;
    let byte = b[at]!;
    if (at < to && byte === QUOTE) {
      start = ++at;
      for (;;) {
        if (at >= to) return -1;
        byte = b[at]!;
        if (byte === QUOTE) {
          if (at + 1 >= to && !last) return -1;
          if (b[at + 1] !== QUOTE || at + 1 >= to) break;
          doubled = 1;
          at++;
        } else if (byte === LF || byte === CR) broken = true;
        high |= byte;
        at++;
      }
      stop = at++;
      // What stands between the closing quote and the separator is no part of any dialect; it is skipped.
      while (at < to && b[at] !== separator && b[at] !== LF && b[at] !== CR) at++;
    } else {
      for (; at < to; at++) {
        byte = b[at]!;
        if (byte === separator || byte === LF || byte === CR) break;
        high |= byte;
      }
      stop = at;
    }
    if (at >= to && !last) return -1;
    if (count < room) {
      fields.from[count] = start;
      fields.to[count] = stop;
      fields.hash[count] = hashText(view, start, stop);
      fields.doubled[count] = doubled;
      fields.high[count] = high & 128;
    }
    count++;
    if (at >= to || b[at] !== separator) break;
    at++;
  }
  fields.count = count;
  const ended = endOfRecord(buffer, at, last);
  fields.lines = broken ? newlines(b, from, ended) : 1;
  return ended;
}

function endOfRecord({ bytes, length }: ScanBuffer, at: number, last: boolean): number {
  if (at >= length) return length;
  if (bytes[at] !== CR) return at + 1;
  if (at + 1 >= length && !last) return -1;
  return bytes[at + 1] === LF && at + 1 < length ? at + 2 : at + 1;
}

/** Line ends of any kind in `bytes[from, to)`. */
export function newlines(bytes: Uint8Array, from: number, to: number): number {
  let n = 0;
  for (let i = from; i < to; i++) if (bytes[i] === LF || (bytes[i] === CR && bytes[i + 1] !== LF)) n++;
  return n;
}

/** Where the first line ends, −1 when it doesn't. */
export function lineEnd({ bytes, length }: ScanBuffer, from: number): number {
  for (let i = from; i < length; i++) if (bytes[i] === LF || bytes[i] === CR) return i;
  return -1;
}
