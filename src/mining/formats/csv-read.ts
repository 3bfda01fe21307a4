/**
 * CSV (RFC 4180 and what people really have) from bytes to columns. Records are found byte by byte, each field hashed
 * on the way; a record is used only when it is whole, so a chunk may end anywhere.
 */
import type { ColumnBuilder } from '#mining/column-builder.ts';
import { columnBuilder } from '#mining/column-builder.ts';
import { HASH_START, HASH_STEP } from '#mining/dictionary.ts';
import type { RowBuilder } from '#mining/log-builder.ts';
import { finishRows, rowBuilder } from '#mining/log-builder.ts';
import { decodeUtf8 } from '#mining/utf8.ts';
import type { CsvColumns } from './csv-columns.ts';
import { findSeparator, recogniseColumns } from './csv-columns.ts';
import type { CsvFields, CsvSink } from './csv-row.ts';
import { fieldText, putRow, textIn } from './csv-row.ts';
import { typed } from './csv-types.ts';
import type { Clock, CsvOptions, Imported, ImportRefusal, LogReader } from './import.ts';

const QUOTE = 34;
const CR = 13;
const LF = 10;
/** No record is this long: a quote was opened that nobody closed. */
const LONGEST_RECORD = 1 << 24;

interface CsvState {
  readonly options: CsvOptions;
  readonly encoding: string;
  separator: number;
  header: readonly string[] | undefined;
  columns: CsvColumns | undefined;
  fields: CsvFields;
  readonly sink: CsvSink;
  line: number;
  held: Uint8Array;
}

/** A reader of UTF-8 bytes (values that aren't are taken as Windows-1252); see `LogReader`. */
export function csvReader(encoding: string, options: CsvOptions, clock: Clock): LogReader {
  const b = rowBuilder();
  const state: CsvState = {
    options,
    encoding,
    separator: 0,
    header: undefined,
    columns: undefined,
    fields: makeFields(64),
    sink: {
      rows: b,
      roles: new Uint8Array(0),
      attributes: [],
      rejections: { count: 0, first: [] },
      western: false,
      dayOrder: options.dayOrder ?? 'day-first',
      clock,
      zone: { minutes: 0 },
    },
    line: 1,
    held: new Uint8Array(0),
  };
  return {
    push: (chunk) => take(state, chunk, false),
    finish: () => take(state, new Uint8Array(0), true) ?? finish(state),
    progress: () => ({ events: b.rows, rejected: state.sink.rejections.count }),
  };
}

function makeFields(size: number): CsvFields {
  return {
    count: 0,
    from: new Int32Array(size),
    to: new Int32Array(size),
    hash: new Int32Array(size),
    doubled: new Uint8Array(size),
    high: new Uint8Array(size),
  };
}

/** Scans held bytes and chunk together and holds what is left of the last record. */
function take(state: CsvState, chunk: Uint8Array, last: boolean): ImportRefusal | undefined {
  // One kind of array only (Node's chunks are a kind of their own), so that the scanner is compiled once.
  let bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length);
  if (state.held.length > 0) {
    bytes = new Uint8Array(state.held.length + chunk.length);
    bytes.set(state.held);
    bytes.set(chunk, state.held.length);
  }
  let at = 0;
  if (state.header === undefined) {
    const from = readHeader(state, bytes, last);
    if (typeof from === 'object') return from;
    if (from < 0) {
      state.held = bytes;
      return undefined;
    }
    at = from;
  }
  at = scan(state, bytes, at, last);
  if (at === bytes.length) state.held = new Uint8Array(0);
  else {
    if (last || bytes.length - at > LONGEST_RECORD) return { tag: 'quote-not-closed', line: state.line };
    state.held = bytes.slice(at);
  }
  return undefined;
}

/** Where the first row begins, −1 when the header isn't whole yet. */
function readHeader(state: CsvState, bytes: Uint8Array, last: boolean): number | ImportRefusal {
  let from = 0;
  let separator = state.options.separator?.charCodeAt(0);
  const firstLine = lineEnd(bytes, 0);
  if (firstLine < 0 && !last) return -1;
  const line = decodeUtf8(bytes, 0, firstLine < 0 ? bytes.length : firstLine);
  const declared = /^sep=(.)\r?$/i.exec(line);
  if (declared) {
    separator ??= declared[1]!.charCodeAt(0);
    from = firstLine + 1;
    const second = lineEnd(bytes, from);
    if (second < 0 && !last) return -1;
  }
  state.separator = separator ?? findSeparator(line).charCodeAt(0);
  const end = readRecord(bytes, from, bytes.length, last, state.separator, state.fields, 0, state.sink.roles);
  if (end < 0) return last ? { tag: 'quote-not-closed', line: 1 } : -1;
  const header = headerNames(state, bytes);
  if (!last && state.fields.count >= state.fields.from.length) return widen(state, bytes);
  const columns = recogniseColumns(header, state.options);
  if (!('activity' in columns)) return { tag: 'columns-not-recognised', missing: columns, columns: header };
  prepare(state, header, columns);
  state.line = 1 + (declared ? 1 : 0) + newlines(bytes, from, end);
  return end;
}

function widen(state: CsvState, bytes: Uint8Array): number | ImportRefusal {
  state.fields = makeFields(state.fields.from.length * 8);
  return state.fields.from.length > 1 << 20 ? { tag: 'file-not-a-log', found: 'csv' } : readHeader(state, bytes, true);
}

function lineEnd(bytes: Uint8Array, from: number): number {
  for (let i = from; i < bytes.length; i++) if (bytes[i] === LF || bytes[i] === CR) return i;
  return -1;
}

function headerNames(state: CsvState, bytes: Uint8Array): string[] {
  const count = Math.min(state.fields.count, state.fields.from.length);
  return Array.from({ length: count }, (_, i) => textIn(state.sink, fieldText(bytes, state.fields, i)).trim());
}

/** What a column is for; used on every field, so a number. */
export const ROLE = { attribute: 0, case: 1, activity: 2, time: 3, start: 4, resource: 5 } as const;

function prepare(state: CsvState, header: readonly string[], columns: CsvColumns): void {
  const { sink } = state;
  const roles = new Uint8Array(header.length);
  roles[columns.case] = ROLE.case;
  roles[columns.activity] = ROLE.activity;
  roles[columns.time] = ROLE.time;
  if (columns.start !== undefined) {
    roles[columns.start] = ROLE.start;
    sink.rows.start = new Float64Array(0);
  }
  if (columns.resource !== undefined) roles[columns.resource] = ROLE.resource;
  const attributes: (ColumnBuilder | undefined)[] = header.map((name, i) =>
    roles[i] === ROLE.attribute ? columnBuilder([name === '' ? `column ${i + 1}` : name], 'text') : undefined,
  );
  sink.roles = roles;
  sink.attributes = attributes;
  sink.rows.attributes.push(...attributes.filter((column) => column !== undefined));
  state.header = header;
  state.columns = columns;
}

function newlines(bytes: Uint8Array, from: number, to: number): number {
  let n = 0;
  for (let i = from; i < to; i++) if (bytes[i] === LF || (bytes[i] === CR && bytes[i + 1] !== LF)) n++;
  return n;
}

/** Reads whole records; answers where the first that isn't whole begins. */
function scan(state: CsvState, bytes: Uint8Array, from: number, last: boolean): number {
  const { fields, sink, separator } = state;
  const width = sink.roles.length;
  let at = from;
  while (at < bytes.length) {
    const end = readRecord(bytes, at, bytes.length, last, separator, fields, width, sink.roles);
    if (end < 0) return at;
    putRow(sink, bytes, fields, state.line);
    state.line += fields.high[0]! & 128 ? newlines(bytes, at, end) : 1;
    at = end;
  }
  return at;
}

/**
 * Finds the fields of one record; answers where the next begins, or −1 when this one isn't whole. The top bit of
 * `high[0]` tells that a quoted field held a line break. Fields past `width` are counted but kept only while there is room.
 */
function readRecord(
  b: Uint8Array,
  from: number,
  to: number,
  last: boolean,
  separator: number,
  fields: CsvFields,
  width: number,
  roles: Uint8Array,
): number {
  const room = fields.from.length;
  let at = from;
  let count = 0;
  let broken = 0;
  for (;;) {
    let hash = HASH_START;
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
        } else if (byte === LF || byte === CR) broken = 128;
        high |= byte;
        hash = Math.imul(hash ^ byte, HASH_STEP);
        at++;
      }
      stop = at++;
      // What stands between the closing quote and the separator is no part of any dialect; it is skipped.
      while (at < to && b[at] !== separator && b[at] !== LF && b[at] !== CR) at++;
    } else if (count < width && (roles[count] === ROLE.time || roles[count] === ROLE.start)) {
      for (; at < to; at++) {
        byte = b[at]!;
        if (byte === separator || byte === LF || byte === CR) break;
      }
      stop = at;
    } else {
      for (; at < to; at++) {
        byte = b[at]!;
        if (byte === separator || byte === LF || byte === CR) break;
        high |= byte;
        hash = Math.imul(hash ^ byte, HASH_STEP);
      }
      stop = at;
    }
    if (at >= to && !last) return -1;
    if (count < room) {
      fields.from[count] = start;
      fields.to[count] = stop;
      fields.hash[count] = hash;
      fields.doubled[count] = doubled;
      fields.high[count] = high & 128 ? 1 : 0;
    }
    count++;
    if (at >= to || b[at] !== separator) break;
    at++;
  }
  fields.count = count;
  if (broken) fields.high[0]! |= 128;
  if (at >= to) return to;
  if (b[at] === CR) {
    if (at + 1 >= to && !last) return -1;
    return b[at + 1] === LF && at + 1 < to ? at + 2 : at + 1;
  }
  return at + 1;
}

function finish(state: CsvState): Imported | ImportRefusal {
  const { header, columns, sink } = state;
  if (header === undefined || columns === undefined) return { tag: 'file-empty' };
  const { rejections } = sink;
  if (sink.rows.rows === 0) return { tag: 'no-events', rejected: rejections.count, rejections: rejections.first };
  const log = finishRows(...typedRows(sink.rows));
  const name = (column: number | undefined) => (column === undefined ? undefined : header[column]);
  const found = { case: name(columns.case), activity: name(columns.activity), time: name(columns.time) };
  const optional = { start: name(columns.start), resource: name(columns.resource) };
  const roles = Object.fromEntries(
    Object.entries({ ...found, ...optional }).filter(([, header]) => header !== undefined),
  );
  return {
    log,
    report: {
      format: 'csv',
      encoding: sink.western ? `${state.encoding}+windows-1252` : state.encoding,
      bytes: 0,
      rejected: rejections.count,
      rejections: rejections.first,
      columns: roles,
      clock: sink.clock,
      withoutTime: 0,
      unnamedCases: 0,
    },
  };
}

/** Gives the attribute columns the types their values have. */
function typedRows(b: RowBuilder): [RowBuilder, ReadonlySet<ColumnBuilder>] {
  for (let i = 0; i < b.attributes.length; i++) b.attributes[i] = typed(b.attributes[i]!, b.rows);
  return [b, new Set(b.attributes.filter((column) => column.path[0]!.startsWith('case:')))];
}
