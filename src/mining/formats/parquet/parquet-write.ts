/** A log as Apache Parquet: names as in CSV, types stated, compressed with Snappy. */
import { parquetWriteBuffer, schemaFromColumnData } from 'hyparquet-writer';
import { assert } from '#lib/result.ts';
import { ownHeaders, type TableColumn, tableColumns, textAt } from '#mining/formats/csv/csv-write.ts';
import type { Clock } from '#mining/formats/import.ts';
import { textOf, textsOf } from '#mining/log/dictionary.ts';
import type { Column, Log } from '#mining/log/log.ts';
import { valueAt } from '#mining/log/log.ts';

type Options = Parameters<typeof schemaFromColumnData>[0];
/** A column without its name. */
type Written = Omit<Options['columnData'][number], 'name'> & { readonly isTime?: true };

/**
 * The bytes of the file, all at once: the format's table of contents is at its end. Reading gives back the same log.
 * Memory for every cell is taken while it is written; for logs beyond some ten million cells CSV is the better way.
 * Times are microseconds: in UTC, or of no place (`isAdjustedToUTC` false) where `clock`, how the log's times were kept when
 * it was read, is `local` (parquet-format, LogicalTypes.md).
 */
export function writeParquet(log: Log, clock: Clock = 'utc'): Uint8Array {
  const caseOf = new Int32Array(log.events);
  for (let c = 0; c < log.cases; c++) caseOf.fill(c, log.caseOffset[c]!, log.caseOffset[c + 1]!);
  const each = <T>(value: (e: number) => T): T[] => Array.from({ length: log.events }, (_, e) => value(e));
  const activities = textsOf(log.activities);
  const resources = textsOf(log.resources);
  const { events: ofEvent, cases: ofCase } = tableColumns(log);
  const eachEvent = each((e) => e);
  const own: Record<string, () => Written> = {
    'case:concept:name': () => text(each((e) => textOf(log.caseIds, caseOf[e]!))),
    'concept:name': () => text(each((e) => activities[log.activity[e]!]!)),
    start_timestamp: () => instants(each((e) => log.start![e]!)),
    'time:timestamp': () => instants(each((e) => log.time[e]!)),
    'org:resource': () => text(each((e) => resources[log.resource![e]!] ?? null)),
  };
  const columns = [
    ...ownHeaders(log).map((name) => ({ ...own[name]!(), name })),
    ...ofEvent.map((column) => ({ ...written(column, eachEvent, clock), name: column.name })),
    ...ofCase.map((column) => ({ ...written(column, caseOf, clock), name: column.name })),
  ];
  const schemaOverrides: NonNullable<Options['schemaOverrides']> = {};
  for (const { name, isTime } of columns) if (isTime) schemaOverrides[name] = timeElement(name, clock);
  const columnData = columns.map(({ isTime, ...column }) => column);
  const schema = schemaFromColumnData({ columnData, schemaOverrides });
  const untyped = columnData.map(({ name, data }) => ({ name, data }));
  return new Uint8Array(parquetWriteBuffer({ columnData: untyped, schema, createdBy: 'Resväg' }));
}

const text = (data: (string | null)[]): Written => ({ type: 'STRING', data });

function instants(ms: readonly number[]): Written {
  return { isTime: true, data: ms.map((one) => (Number.isNaN(one) ? null : micros(one))) };
}

function micros(ms: number): bigint {
  const whole = Math.floor(ms);
  return BigInt(whole) * 1000n + BigInt(Math.round((ms - whole) * 1000));
}

/** The converted type is for older readers, and says UTC: there is none for times of no place. */
function timeElement(name: string, clock: Clock): NonNullable<Options['schemaOverrides']>[string] {
  const logical = { type: 'TIMESTAMP', isAdjustedToUTC: clock === 'utc', unit: 'MICROS' } as const;
  const element = { name, type: 'INT64', repetition_type: 'OPTIONAL', logical_type: logical } as const;
  return clock === 'utc' ? { ...element, converted_type: 'TIMESTAMP_MICROS' } : element;
}

/** Values of several types are text, as CSV writes them. */
function written({ parts }: TableColumn, rows: ArrayLike<number>, clock: Clock): Written {
  const [column] = parts;
  assert(column !== undefined, 'a column has a part');
  if (parts.length === 1) return plain(column, rows);
  const shown = (row: number) => parts.map((part) => textAt(part, row, clock)).find((found) => found !== undefined);
  return text(Array.from(rows, (row) => shown(row) ?? null));
}

function plain(column: Column, rows: ArrayLike<number>): Written {
  const values = Array.from(rows, (row) => valueAt(column, row) ?? null);
  switch (column.values.type) {
    case 'time':
      return instants(values.map((value) => (value === null ? Number.NaN : Number(value))));
    case 'int':
      // A file may call whole what isn't.
      if (values.some((value) => value !== null && !Number.isInteger(value))) return { type: 'DOUBLE', data: values };
      return { type: 'INT64', data: values.map((value) => (value === null ? null : BigInt(Number(value)))) };
    case 'float':
      return { type: 'DOUBLE', data: values };
    case 'boolean':
      return { type: 'BOOLEAN', data: values };
    default:
      return text(values as (string | null)[]);
  }
}
