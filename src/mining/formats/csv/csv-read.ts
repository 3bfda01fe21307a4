/**
 * CSV (RFC 4180 and what people really have) from bytes to columns. A record is used only when it is whole, so a chunk
 * may end anywhere.
 */

import type { Clock, CsvOptions, Imported, ImportRefusal, LogReader } from '#mining/formats/import.ts';
import type { ScanBuffer } from '#mining/formats/scan-buffer.ts';
import { addChunk, dropBefore, scanBuffer } from '#mining/formats/scan-buffer.ts';
import type { ColumnBuilder } from '#mining/log/column-builder.ts';
import { columnBuilder } from '#mining/log/column-builder.ts';
import type { RowBuilder } from '#mining/log/log-builder.ts';
import { finishRows, rowBuilder, rowBytes } from '#mining/log/log-builder.ts';
import { decodeUtf8 } from '#mining/log/utf8.ts';
import type { CsvColumns } from './csv-columns.ts';
import { findSeparator, recogniseColumns } from './csv-columns.ts';
import type { CsvFields } from './csv-record.ts';
import { lineEnd, makeFields, newlines, readPlainRecord, readRecord } from './csv-record.ts';
import type { CsvSink } from './csv-row.ts';
import { csvSink, fieldText, putRow, textIn } from './csv-row.ts';
import { typed } from './csv-types.ts';

/** No record is this long: a quote was opened that nobody closed. */
const LONGEST_RECORD = 1 << 24;
/** No file has this many columns. */
const MOST_COLUMNS = 1 << 20;

interface CsvState {
  readonly options: CsvOptions;
  readonly encoding: string;
  readonly mostBytes: number;
  readonly buffer: ScanBuffer;
  separator: number;
  header: readonly string[] | undefined;
  columns: CsvColumns | undefined;
  fields: CsvFields;
  readonly sink: CsvSink;
  line: number;
}

/** A reader of UTF-8 bytes (values that aren't are taken as Windows-1252); see `LogReader`. */
export function csvReader(encoding: string, options: CsvOptions, clock: Clock, mostBytes: number): LogReader {
  const state: CsvState = {
    options,
    encoding,
    mostBytes,
    buffer: scanBuffer(),
    separator: 0,
    header: undefined,
    columns: undefined,
    fields: makeFields(64),
    sink: csvSink(rowBuilder(), options.dayOrder ?? 'day-first', clock),
    line: 1,
  };
  return {
    push: (chunk) => take(state, chunk, false),
    finish: () => take(state, new Uint8Array(0), true) ?? finish(state),
    progress: () => ({ events: state.sink.rows.rows, rejected: state.sink.rejections.count }),
  };
}

/** Scans held bytes and chunk together and holds what is left of the last record. */
function take(state: CsvState, chunk: Uint8Array, last: boolean): ImportRefusal | undefined {
  const { buffer } = state;
  addChunk(buffer, chunk);
  let at = 0;
  if (state.header === undefined) {
    const from = readHeader(state, last);
    if (typeof from === 'object') return from;
    if (from < 0) return undefined;
    at = from;
  }
  dropBefore(buffer, scan(state, at, last));
  const { rows } = state.sink;
  if (rowBytes(rows) > state.mostBytes) return { tag: 'log-too-large', events: rows.rows, mostBytes: state.mostBytes };
  const isOpen = buffer.length > 0 && (last || buffer.length > LONGEST_RECORD);
  return isOpen ? { tag: 'quote-not-closed', line: state.line } : undefined;
}

/** Where the first row begins, −1 when the header isn't whole yet. */
function readHeader(state: CsvState, last: boolean): number | ImportRefusal {
  const { buffer, sink } = state;
  const { bytes } = buffer;
  let from = 0;
  let separator = state.options.separator?.charCodeAt(0);
  const firstLine = lineEnd(buffer, 0);
  if (firstLine < 0 && !last) return headerTooLong(state);
  const line = decodeUtf8(bytes, 0, firstLine < 0 ? buffer.length : firstLine);
  const declared = /^sep=(.)\r?$/i.exec(line);
  if (declared) {
    separator ??= declared[1]!.charCodeAt(0);
    from = firstLine + 1;
    const second = lineEnd(buffer, from);
    if (second < 0 && !last) return headerTooLong(state);
  }
  state.separator = separator ?? findSeparator(line).charCodeAt(0);
  const end = readRecord(buffer, from, last, state.separator, state.fields);
  if (end < 0) return last ? { tag: 'quote-not-closed', line: 1 } : headerTooLong(state);
  const count = state.fields.count;
  if (count > MOST_COLUMNS) return { tag: 'file-not-a-log', found: 'csv' };
  if (count > state.fields.from.length) {
    state.fields = makeFields(count);
    return readHeader(state, last);
  }
  const header = Array.from({ length: count }, (_, i) => textIn(sink, fieldText(bytes, state.fields, i)).trim());
  const columns = recogniseColumns(header, state.options);
  if (!('activity' in columns)) return { tag: 'columns-not-recognised', missing: columns, columns: header };
  prepare(state, header, columns);
  state.line = 1 + (declared ? 1 : 0) + newlines(bytes, from, end);
  return end;
}

/** A first line of this length is none: the file is something else. −1 as long as it may yet become one. */
function headerTooLong({ buffer }: CsvState): number | ImportRefusal {
  return buffer.length > LONGEST_RECORD ? { tag: 'file-not-a-log', found: 'csv' } : -1;
}

function prepare(state: CsvState, header: readonly string[], columns: CsvColumns): void {
  const { sink } = state;
  const { rows } = sink;
  const own = new Set(Object.values(columns));
  sink.width = header.length;
  sink.columns = columns;
  if (columns.start !== undefined) rows.start = new Float64Array(0);
  for (const [field, name] of header.entries()) {
    if (own.has(field)) continue;
    const column = columnBuilder([name === '' ? `column ${field + 1}` : name], 'text');
    rows.attributes.push(column);
    sink.texts.push({ field, column });
  }
  if (columns.resource !== undefined) sink.texts.push({ field: columns.resource, column: rows.resource });
  state.header = header;
  state.columns = columns;
}

/** Reads whole records; answers where the first that isn't whole begins. */
function scan(state: CsvState, from: number, last: boolean): number {
  const { buffer, fields, sink, separator } = state;
  let at = from;
  while (at < buffer.length) {
    let end = readPlainRecord(buffer, at, separator, fields, sink.width);
    if (end < 0) end = readRecord(buffer, at, last, separator, fields);
    if (end < 0) return at;
    putRow(sink, buffer, fields, state.line);
    state.line += fields.lines;
    at = end;
  }
  return at;
}

function finish(state: CsvState): Imported | ImportRefusal {
  const { header, columns, sink } = state;
  if (header === undefined || columns === undefined) return { tag: 'file-empty' };
  const { rejections } = sink;
  if (sink.rows.rows === 0) return { tag: 'no-events', rejected: rejections.count, rejections: rejections.first };
  const log = finishRows(...typedRows(sink.rows, sink.clock));
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
function typedRows(b: RowBuilder, clock: Clock): [RowBuilder, ReadonlySet<ColumnBuilder>] {
  for (let i = 0; i < b.attributes.length; i++) b.attributes[i] = typed(b.attributes[i]!, b.rows, clock);
  return [b, new Set(b.attributes.filter((column) => column.path[0]!.startsWith('case:')))];
}
