/** One whole CSV record into the columns, or among the rejected. */

import type { Clock, RejectionReason, Rejections } from '#mining/formats/import.ts';
import { reject } from '#mining/formats/import.ts';
import type { ScanBuffer } from '#mining/formats/scan-buffer.ts';
import { cp1252ToUtf8 } from '#mining/formats/text-encoding.ts';
import type { ColumnBuilder } from '#mining/log/column-builder.ts';
import type { DictionaryBuilder } from '#mining/log/dictionary.ts';
import { intern, internBytes } from '#mining/log/dictionary.ts';
import type { DayOrder, Zone } from '#mining/log/instant.ts';
import { parseInstant } from '#mining/log/instant.ts';
import type { RowBuilder } from '#mining/log/log-builder.ts';
import { roomForRow } from '#mining/log/log-builder.ts';
import { decodeUtf8, isUtf8 } from '#mining/log/utf8.ts';
import type { CsvColumns } from './csv-columns.ts';
import type { CsvFields } from './csv-record.ts';

export interface CsvSink {
  readonly rows: RowBuilder;
  /** Number of columns, and which one is what. */
  width: number;
  columns: CsvColumns;
  /** Columns kept as texts: attributes, and the resource. */
  readonly texts: { readonly field: number; readonly column: ColumnBuilder }[];
  readonly rejections: Rejections;
  /** Some value was not UTF-8 and was taken as Windows-1252. */
  western: boolean;
  readonly dayOrder: DayOrder;
  readonly clock: Clock;
  readonly zone: Zone;
}

export function csvSink(rows: RowBuilder, dayOrder: DayOrder, clock: Clock): CsvSink {
  return {
    rows,
    width: 0,
    columns: { case: 0, activity: 0, time: 0, start: undefined, resource: undefined },
    texts: [],
    rejections: { count: 0, first: [] },
    western: false,
    dayOrder,
    clock,
    zone: { minutes: 0 },
  };
}

/** The bytes of a field with doubled quotes made single. */
export function fieldText(bytes: Uint8Array, fields: CsvFields, i: number): Uint8Array {
  const raw = bytes.subarray(fields.from[i]!, fields.to[i]!);
  if (fields.doubled[i] === 0) return raw;
  return raw.filter((byte, at) => {
    if (byte !== 34) return true;
    let run = 0;
    while (at - run - 1 >= 0 && raw[at - run - 1] === 34) run++;
    return run % 2 === 0;
  });
}

/** The text of bytes that are UTF-8 or else Windows-1252. */
export function textIn(sink: CsvSink, field: Uint8Array): string {
  return decodeUtf8(western(sink, field));
}

function western(sink: CsvSink, field: Uint8Array): Uint8Array {
  if (isUtf8(field, 0, field.length)) return field;
  sink.western = true;
  return cp1252ToUtf8(field, 0, field.length);
}

function wordOf(
  sink: CsvSink,
  { bytes, view }: ScanBuffer,
  fields: CsvFields,
  i: number,
  words: DictionaryBuilder,
): number {
  const from = fields.from[i]!;
  const to = fields.to[i]!;
  if (fields.doubled[i] === 0 && (fields.high[i] === 0 || isUtf8(bytes, from, to)))
    return intern(words, view, from, to, fields.hash[i]!);
  return internBytes(words, western(sink, fieldText(bytes, fields, i)));
}

/** Whether the record has something in a column. */
function has(fields: CsvFields, column: number | undefined): column is number {
  return column !== undefined && column < fields.count && fields.from[column] !== fields.to[column];
}

/** What the record lacks, if anything. */
function fault({ width, columns }: CsvSink, fields: CsvFields): RejectionReason | undefined {
  const { count } = fields;
  // Trailing attributes may be left off; the columns every row needs may not.
  if (count <= Math.max(columns.case, columns.activity, columns.time)) return 'too-few-columns';
  if (count > width && overflows(fields, width)) return 'too-many-columns';
  if (!has(fields, columns.case)) return 'no-case';
  if (!has(fields, columns.activity)) return 'no-activity';
  return has(fields, columns.time) || has(fields, columns.start) ? undefined : 'no-time';
}

/** More fields than headers, and not just empty ones: a separator stands unquoted in some value. */
function overflows(fields: CsvFields, width: number): boolean {
  const known = Math.min(fields.count, fields.from.length);
  for (let i = width; i < known; i++) if (fields.from[i] !== fields.to[i]) return true;
  return false;
}

/** Writes the record as the next row, unless it is blank (passed over) or lacks what a row must have (rejected). */
export function putRow(sink: CsvSink, buffer: ScanBuffer, fields: CsvFields, line: number): void {
  const { rows, columns, texts } = sink;
  if (fields.count === 1 && fields.from[0] === fields.to[0]) return;
  const lacking = fault(sink, fields);
  if (lacking) {
    reject(sink.rejections, line, lacking);
    return;
  }
  const hasTime = has(fields, columns.time);
  const hasStart = has(fields, columns.start);
  const time = hasTime ? instantAt(sink, buffer, fields, columns.time) : Number.NaN;
  const start = hasStart ? instantAt(sink, buffer, fields, columns.start!) : Number.NaN;
  if ((hasTime && Number.isNaN(time)) || (hasStart && Number.isNaN(start))) {
    const wrong = hasTime && Number.isNaN(time) ? columns.time : columns.start!;
    reject(sink.rejections, line, 'time-not-understood', textIn(sink, fieldText(buffer.bytes, fields, wrong)));
    return;
  }
  roomForRow(rows);
  const row = rows.rows++;
  rows.caseCode[row] = wordOf(sink, buffer, fields, columns.case, rows.cases);
  rows.activity.codes[row] = wordOf(sink, buffer, fields, columns.activity, rows.activity.words);
  // Work that has begun but isn't completed stands at the time it began.
  rows.time[row] = hasTime ? time : start;
  if (rows.start) rows.start[row] = start;
  for (let i = 0; i < texts.length; i++) {
    const { field, column } = texts[i]!;
    if (has(fields, field)) column.codes[row] = wordOf(sink, buffer, fields, field, column.words);
  }
}

function instantAt(sink: CsvSink, { bytes }: ScanBuffer, fields: CsvFields, i: number): number {
  const ms = parseInstant(bytes, fields.from[i]!, fields.to[i]!, sink.dayOrder, sink.zone);
  return sink.clock === 'utc' ? ms : ms + sink.zone.minutes * 60_000;
}
