/** A log as Apache Parquet: names as in CSV, types stated, compressed with Snappy. */
import { parquetWriteBuffer } from 'hyparquet-writer';
import { textOf, textsOf } from '#mining/dictionary.ts';
import type { Column, Log } from '#mining/log.ts';
import { valueAt } from '#mining/log.ts';
import { header, ownHeaders } from './csv-write.ts';

type Written = NonNullable<Parameters<typeof parquetWriteBuffer>[0]['columnData']>[number];

/**
 * The bytes of the file, all at once: the format's table of contents is at its end. Reading gives back the same log.
 * Memory for every cell is taken while it is written; for logs beyond some ten million cells CSV is the better way.
 */
export function writeParquet(log: Log): Uint8Array {
  const caseOf = new Int32Array(log.events);
  for (let c = 0; c < log.cases; c++) caseOf.fill(c, log.caseOffset[c]!, log.caseOffset[c + 1]!);
  const each = <T>(value: (e: number) => T): T[] => Array.from({ length: log.events }, (_, e) => value(e));
  const activities = textsOf(log.activities);
  const resources = textsOf(log.resources);
  const own: Record<string, () => Written> = {
    'case:concept:name': () => text(each((e) => textOf(log.caseIds, caseOf[e]!))),
    'concept:name': () => text(each((e) => activities[log.activity[e]!]!)),
    start_timestamp: () => instants(each((e) => log.start![e]!)),
    'time:timestamp': () => instants(each((e) => log.time[e]!)),
    'org:resource': () => text(each((e) => resources[log.resource![e]!] ?? null)),
  };
  const columnData = [
    ...ownHeaders(log).map((name) => ({ ...own[name]!(), name })),
    ...log.eventAttributes.map((column) => ({
      ...written(
        column,
        each((e) => e),
      ),
      name: header(column, ''),
    })),
    ...log.caseAttributes.map((column) => ({ ...written(column, caseOf), name: header(column, 'case:') })),
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData, createdBy: 'Resväg' }));
}

const text = (data: (string | null)[]): Written => ({ name: '', type: 'STRING', data });

function instants(ms: readonly number[]): Written {
  return { name: '', type: 'TIMESTAMP', data: ms.map((one) => (Number.isNaN(one) ? null : new Date(one))) };
}

function written(column: Column, rows: ArrayLike<number>): Written {
  const values = Array.from(rows, (row) => valueAt(column, row) ?? null);
  switch (column.values.type) {
    case 'time':
      return instants(values.map((value) => (value === null ? Number.NaN : Number(value))));
    case 'int':
      return { name: '', type: 'INT64', data: values.map((value) => (value === null ? null : BigInt(Number(value)))) };
    case 'float':
      return { name: '', type: 'DOUBLE', data: values };
    case 'boolean':
      return { name: '', type: 'BOOLEAN', data: values };
    default:
      return text(values as (string | null)[]);
  }
}
