/** Reads a log from Apache Parquet: columns are recognised by name as in CSV, and types are those the file states. */
import { type FileMetaData, parquetMetadataAsync, parquetRead, parquetSchema, type SchemaElement } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { Result } from '#lib/result.ts';
import { assert, ok, refuse } from '#lib/result.ts';
import type { CsvColumns } from '#mining/formats/csv/csv-columns.ts';
import { recogniseColumns } from '#mining/formats/csv/csv-columns.ts';
import type { Clock, ImportOptions, ImportRefusal, ImportReport, Rejections } from '#mining/formats/import.ts';
import { reject } from '#mining/formats/import.ts';
import type { ColumnBuilder } from '#mining/log/column-builder.ts';
import { becomeText, columnBuilder, makeRoom } from '#mining/log/column-builder.ts';
import { internText } from '#mining/log/dictionary.ts';
import { formatInstant, parseInstant } from '#mining/log/instant.ts';
import type { AttributeType, Log } from '#mining/log/log.ts';
import type { RowBuilder } from '#mining/log/log-builder.ts';
import { finishRows, roomForRow, rowBuilder, rowBytes } from '#mining/log/log-builder.ts';
import { encodeUtf8 } from '#mining/log/utf8.ts';

/** A file that can be read from anywhere within: Parquet says at its end where its columns are. */
export interface ByteSource {
  readonly byteLength: number;
  /** The bytes from `start` up to and without `end`. */
  slice(start: number, end?: number): Promise<ArrayBuffer> | ArrayBuffer;
}

export interface ParquetImported {
  readonly log: Log;
  /** Lines are rows, counted from 1. */
  readonly report: Omit<ImportReport, 'format'> & { readonly format: 'parquet' };
}

/** What the library that reads the file says is wrong with it. */
export type ParquetRefusal = ImportRefusal | { readonly tag: 'parquet-damaged'; readonly problem: string };

type Cell = string | number | bigint | boolean | Date | null | undefined | object;

/** A column beyond the roles, in the builder that takes its values. */
interface Kept {
  readonly at: number;
  readonly column: ColumnBuilder;
}

/**
 * The log in a Parquet file, compressed in any of the usual ways. Row groups are read one at a time, so that what is
 * held besides the columns is one of them. Times of no place (`isAdjustedToUTC` false)
 * are what a clock on the wall showed, unless `clock` is `utc`; lists and structures become JSON text.
 */
export async function readParquet(
  file: ByteSource,
  options: ImportOptions = {},
): Promise<Result<ParquetImported, ParquetRefusal>> {
  if (file.byteLength === 0) return refuse({ tag: 'file-empty' });
  const metadata = await orDamage(() => parquetMetadataAsync(file));
  if ('tag' in metadata) return refuse(metadata);
  const elements = parquetSchema(metadata).children.map((child) => child.element);
  const headers = elements.map((element) => element.name);
  const roles = recogniseColumns(headers, options.csv ?? {});
  if (!('case' in roles)) return refuse({ tag: 'columns-not-recognised', missing: roles, columns: headers });
  const into = intake(elements, roles);
  for (const { from, to } of rowGroups(metadata)) {
    if (options.cancelled?.()) return refuse({ tag: 'import-cancelled' });
    const damage = await orDamage(async () => {
      await parquetRead({ file, metadata, compressors, parsers, rowStart: from, rowEnd: to, onComplete: into.take });
      return {};
    });
    if ('tag' in damage) return refuse(damage);
    const { rows: events } = into.rows;
    const mostBytes = options.mostBytes ?? Number.POSITIVE_INFINITY;
    if (rowBytes(into.rows) + into.keptBytes() > mostBytes) return refuse({ tag: 'log-too-large', events, mostBytes });
    const bytes = Math.round((file.byteLength * to) / Math.max(1, Number(metadata.num_rows)));
    options.onProgress?.({ bytes, events, rejected: into.rejections.count });
  }
  const { count: rejected, first: rejections } = into.rejections;
  if (into.rows.rows === 0) return refuse({ tag: 'no-events', rejected, rejections });
  const named = (at: number | undefined) => (at === undefined ? undefined : headers[at]);
  const columns = Object.fromEntries(
    Object.entries(roles).flatMap(([role, at]) => (named(at) === undefined ? [] : [[role, named(at)]])),
  ) as ImportReport['columns'];
  const report = {
    ...({ format: 'parquet', encoding: 'utf-8', bytes: file.byteLength, rejected, rejections, columns } as const),
    ...({ clock: clockOf(elements, roles, options), withoutTime: 0, unnamedCases: 0 } as const),
  };
  return ok({ log: into.finish(), report });
}

/** Fractions of a millisecond, which a `Date` can't hold, go on as text. */
const parsers = {
  timestampFromMicroseconds: (micros: bigint) => cellOf(micros, 1000n),
  timestampFromNanoseconds: (nanos: bigint) => cellOf(nanos, 1_000_000n),
};

function cellOf(value: bigint, perMs: bigint): Date | string {
  const rest = value % perMs;
  const ms = Number(value / perMs);
  return rest === 0n ? new Date(ms) : formatInstant(ms + Number(rest) / Number(perMs));
}

/** `local` where all that the file says of its times is that they are of no place. */
function clockOf(elements: readonly SchemaElement[], { time }: CsvColumns, { clock }: ImportOptions): Clock {
  const isLocal = ({ logical_type: logical }: SchemaElement) =>
    logical?.type === 'TIMESTAMP' && logical.isAdjustedToUTC === false;
  const times = elements.filter((one) => typeOf(one) === 'time' && one.logical_type?.type === 'TIMESTAMP');
  return clock !== 'utc' && isLocal(elements[time]!) && times.every(isLocal) ? 'local' : 'utc';
}

async function orDamage<T extends object>(
  act: () => Promise<T>,
): Promise<T | { readonly tag: 'parquet-damaged'; readonly problem: string }> {
  try {
    return await act();
  } catch (error) {
    // The library throws errors of the language for what it can't read; a fault of the source is named by a code and passes on.
    const isOfLanguage = error instanceof TypeError || error instanceof RangeError;
    if (!(error instanceof Error) || ('code' in error && !isOfLanguage)) throw error;
    return { tag: 'parquet-damaged', problem: error.message };
  }
}

function* rowGroups(metadata: FileMetaData): Generator<{ readonly from: number; readonly to: number }> {
  let from = 0;
  for (const group of metadata.row_groups) {
    const to = from + Number(group.num_rows);
    if (to > from) yield { from, to };
    from = to;
  }
}

function intake(elements: readonly SchemaElement[], roles: CsvColumns) {
  const rows = rowBuilder();
  if (roles.start !== undefined) rows.start = new Float64Array(0);
  const taken = new Set<number | undefined>(Object.values(roles));
  const kept: Kept[] = elements.flatMap((element, at) =>
    taken.has(at) ? [] : [{ at, column: columnBuilder([element.name], typeOf(element)) }],
  );
  const rejections: Rejections = { count: 0, first: [] };
  let line = 0;
  const take = (cells: Cell[][]) => {
    for (const row of cells) {
      line++;
      const caseId = textOf(row[roles.case]);
      const activity = textOf(row[roles.activity]);
      // Work that has begun but isn't completed stands at the time it began, as in CSV.
      const when = row[roles.time] ?? (roles.start === undefined ? undefined : row[roles.start]);
      const time = instantOf(when);
      if (caseId === '') reject(rejections, line, 'no-case');
      else if (activity === '') reject(rejections, line, 'no-activity');
      else if (when === null || when === undefined) reject(rejections, line, 'no-time');
      else if (Number.isNaN(time)) reject(rejections, line, 'time-not-understood', textOf(when));
      else addRow(rows, kept, roles, row, { caseId, activity, time });
    }
  };
  return {
    rows,
    rejections,
    take,
    keptBytes: () => kept.length * rows.rows * 8,
    finish: (): Log => {
      for (const { column } of kept) rows.attributes.push(column);
      const ofCase = kept.map(({ column }) => column).filter(({ path }) => path[0]!.startsWith('case:'));
      return finishRows(rows, new Set(ofCase));
    },
  };
}

function addRow(
  rows: RowBuilder,
  kept: readonly Kept[],
  roles: CsvColumns,
  cells: readonly Cell[],
  { caseId, activity, time }: { readonly caseId: string; readonly activity: string; readonly time: number },
): void {
  roomForRow(rows);
  const row = rows.rows;
  rows.caseCode[row] = internText(rows.cases, caseId);
  rows.activity.codes[row] = internText(rows.activity.words, activity);
  rows.time[row] = time;
  if (rows.start) rows.start[row] = instantOf(cells[roles.start!]);
  const resource = roles.resource === undefined ? '' : textOf(cells[roles.resource]);
  if (resource !== '') rows.resource.codes[row] = internText(rows.resource.words, resource);
  for (const one of kept) {
    const cell = cells[one.at];
    if (cell === null || cell === undefined) continue;
    if (typeof cell === 'bigint' && one.column.type === 'int' && !Number.isSafeInteger(Number(cell)))
      // Whole numbers beyond 2⁵³ are names of things.
      becomeText(one.column);
    write(one.column, row, cell);
  }
  rows.rows++;
}

function write(column: ColumnBuilder, row: number, cell: Exclude<Cell, null | undefined>): void {
  makeRoom(column, row + 1);
  switch (column.type) {
    case 'text':
    case 'id':
      column.codes[row] = internText(column.words, textOf(cell));
      return;
    case 'boolean':
      column.flags[row] = cell === true ? 1 : 0;
      return;
    case 'time':
      column.numbers[row] = instantOf(cell);
      return;
    default:
      assert(typeof cell !== 'object' && typeof cell !== 'string', 'a number column holds numbers');
      column.numbers[row] = Number(cell);
  }
}

/** The type of our column for one of Parquet's (parquet-format, LogicalTypes.md). */
function typeOf({
  type,
  converted_type: converted,
  logical_type: logical,
  repetition_type: repeated,
  num_children: children,
}: SchemaElement): AttributeType {
  if (repeated === 'REPEATED' || (children ?? 0) > 0) return 'text';
  if (type === 'BOOLEAN') return 'boolean';
  if (type === 'INT96' || converted === 'DATE' || converted?.startsWith('TIMESTAMP')) return 'time';
  if (logical?.type === 'TIMESTAMP' || logical?.type === 'DATE') return 'time';
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL' || logical?.type === 'FLOAT16') return 'float';
  if (type === 'DOUBLE' || type === 'FLOAT') return 'float';
  return type === 'INT32' || type === 'INT64' ? 'int' : 'text';
}

/** A cell as text; nothing for none. */
function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString();
  if (typeof cell !== 'object') return String(cell);
  return JSON.stringify(cell, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

/** ms since 1970 UTC; NaN for what is no time. A bare number isn't taken for one: the file doesn't say of what. */
function instantOf(cell: Cell): number {
  if (cell instanceof Date) return cell.getTime();
  if (typeof cell !== 'string') return Number.NaN;
  const bytes = encodeUtf8(cell);
  return parseInstant(bytes, 0, bytes.length);
}
