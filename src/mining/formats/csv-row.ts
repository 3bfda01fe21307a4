/** One whole CSV record into the columns, or among the rejected. */
import type { ColumnBuilder } from '#mining/column-builder.ts';
import type { DictionaryBuilder } from '#mining/dictionary.ts';
import { hashBytes, intern } from '#mining/dictionary.ts';
import type { DayOrder, Zone } from '#mining/instant.ts';
import { parseInstant } from '#mining/instant.ts';
import type { RowBuilder } from '#mining/log-builder.ts';
import { roomForRow } from '#mining/log-builder.ts';
import { decodeUtf8, isUtf8 } from '#mining/utf8.ts';
import type { Clock, RejectionReason, Rejections } from './import.ts';
import { reject } from './import.ts';
import { cp1252ToUtf8 } from './text-encoding.ts';

/** Where the fields of the current record lie, without their quotes. */
export interface CsvFields {
  count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly hash: Int32Array;
  /** 1 where quotes are doubled inside; 1 where a byte is beyond ASCII (bit 7 of the first: see `readRecord`). */
  readonly doubled: Uint8Array;
  readonly high: Uint8Array;
}

export interface CsvSink {
  readonly rows: RowBuilder;
  roles: Uint8Array;
  attributes: readonly (ColumnBuilder | undefined)[];
  readonly rejections: Rejections;
  /** Some value was not UTF-8 and was taken as Windows-1252. */
  western: boolean;
  readonly dayOrder: DayOrder;
  readonly clock: Clock;
  readonly zone: Zone;
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

function wordOf(sink: CsvSink, bytes: Uint8Array, fields: CsvFields, i: number, words: DictionaryBuilder): number {
  const from = fields.from[i]!;
  const to = fields.to[i]!;
  if (fields.doubled[i] === 0 && ((fields.high[i]! & 1) === 0 || isUtf8(bytes, from, to))) {
    return intern(words, bytes, from, to, fields.hash[i]!);
  }
  const clean = western(sink, fieldText(bytes, fields, i));
  return intern(words, clean, 0, clean.length, hashBytes(clean, 0, clean.length));
}

/** Where the record has what a row needs; −1 where a field is empty or missing. */
interface Place {
  case: number;
  activity: number;
  time: number;
  start: number;
}

const PLACE: Place = { case: -1, activity: -1, time: -1, start: -1 };

function locate(roles: Uint8Array, fields: CsvFields, place: Place): void {
  place.case = place.activity = place.time = place.start = -1;
  const count = Math.min(fields.count, roles.length);
  for (let i = 0; i < count; i++) {
    const role = roles[i]!;
    if (role === 0 || fields.from[i] === fields.to[i]) continue;
    if (role === 1) place.case = i;
    else if (role === 2) place.activity = i;
    else if (role === 3) place.time = i;
    else if (role === 4) place.start = i;
  }
}

/** What the record lacks, if anything. */
function fault(roles: Uint8Array, fields: CsvFields, place: Place): RejectionReason | undefined {
  if (fields.count < roles.length && !allPresent(roles, fields.count)) return 'too-few-columns';
  if (fields.count > roles.length && overflows(fields, roles.length)) return 'too-many-columns';
  if (place.case < 0) return 'no-case';
  if (place.activity < 0) return 'no-activity';
  return place.time < 0 && place.start < 0 ? 'no-time' : undefined;
}

/** Writes the record as the next row, unless it is blank (passed over) or lacks what a row must have (rejected). */
export function putRow(sink: CsvSink, bytes: Uint8Array, fields: CsvFields, line: number): void {
  const { rows, roles } = sink;
  if (fields.count === 1 && fields.from[0] === fields.to[0]) return;
  const place: Place = { ...PLACE };
  locate(roles, fields, place);
  const lacking = fault(roles, fields, place);
  if (lacking) {
    reject(sink.rejections, line, lacking);
    return;
  }
  const time = place.time < 0 ? Number.NaN : instantAt(sink, bytes, fields, place.time);
  const start = place.start < 0 ? Number.NaN : instantAt(sink, bytes, fields, place.start);
  const wrong = place.time >= 0 && Number.isNaN(time) ? place.time : Number.isNaN(start) ? place.start : -1;
  if (wrong >= 0) {
    reject(sink.rejections, line, 'time-not-understood', textIn(sink, fieldText(bytes, fields, wrong)));
    return;
  }
  roomForRow(rows);
  const row = rows.rows;
  rows.caseCode[row] = wordOf(sink, bytes, fields, place.case, rows.cases);
  rows.activity.codes[row] = wordOf(sink, bytes, fields, place.activity, rows.activity.words);
  // Work that has begun but isn't completed stands at the time it began.
  rows.time[row] = place.time < 0 ? start : time;
  if (rows.start) rows.start[row] = start;
  putAttributes(sink, bytes, fields, row);
  rows.rows++;
}

function putAttributes(sink: CsvSink, bytes: Uint8Array, fields: CsvFields, row: number): void {
  const { rows, roles } = sink;
  const count = Math.min(fields.count, roles.length);
  for (let i = 0; i < count; i++) {
    const role = roles[i];
    if ((role !== 0 && role !== 5) || fields.from[i] === fields.to[i]) continue;
    const column = role === 5 ? rows.resource : sink.attributes[i]!;
    column.codes[row] = wordOf(sink, bytes, fields, i, column.words);
  }
}

function instantAt(sink: CsvSink, bytes: Uint8Array, fields: CsvFields, i: number): number {
  const ms = parseInstant(bytes, fields.from[i]!, fields.to[i]!, sink.dayOrder, sink.zone);
  return sink.clock === 'utc' ? ms : ms + sink.zone.minutes * 60_000;
}

/** Trailing attributes may be left off; the columns every row needs may not. */
function allPresent(roles: Uint8Array, count: number): boolean {
  for (let i = count; i < roles.length; i++) if (roles[i]! >= 1 && roles[i]! <= 3) return false;
  return true;
}

/** More fields than headers, and not just empty ones: a separator stands unquoted in some value. */
function overflows(fields: CsvFields, width: number): boolean {
  const known = Math.min(fields.count, fields.from.length);
  for (let i = width; i < known; i++) if (fields.from[i] !== fields.to[i]) return true;
  return false;
}
