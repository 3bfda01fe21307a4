/** How a log is written in the format that the file's name says. */
import { writeCsv } from '#mining/formats/csv-write.ts';
import { writeParquet } from '#mining/formats/parquet-write.ts';
import { writeXes } from '#mining/formats/xes-write.ts';
import type { Log } from '#mining/log.ts';
import type { Written } from './answer.ts';
import { WrongUse } from './words.ts';

interface WayOfSaving {
  readonly bytes: (log: Log) => Iterable<Uint8Array | string>;
  readonly zipped: boolean;
}

/** How a log is written there. Throws `WrongUse` for a name that says no format: before a long reading, not after it. */
export function wayOfSaving(into: string): WayOfSaving {
  const kind = /\.(?:(xes|csv)(\.gz)?|parquet)$/i.exec(into);
  if (kind === null) throw new WrongUse(`${into} ends neither with .xes, .csv (nor either with .gz) nor .parquet`);
  const format = kind[1]?.toLowerCase();
  const zipped = kind[2] !== undefined;
  if (format === undefined) return { bytes: (log) => [writeParquet(log)], zipped };
  return { bytes: format === 'xes' ? writeXes : writeCsv, zipped };
}

export function writtenLog(log: Log, into: string, way: WayOfSaving): Written {
  return { into, bytes: () => way.bytes(log), zipped: way.zipped };
}
