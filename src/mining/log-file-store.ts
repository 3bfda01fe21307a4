/** Reads the log in a file, of whatever kind: what it is shows in its bytes, not in its name. */
import { createReadStream } from 'node:fs';
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import { FileFault, plainBytes } from '#platform/file-bytes.ts';
import { openSource } from '#platform/file-source.ts';
import type { Imported, ImportOptions, Progress } from './formats/import.ts';
import type { ParquetImported, ParquetRefusal } from './formats/parquet/parquet-read.ts';
import { readParquet } from './formats/parquet/parquet-read.ts';
import { readLog } from './formats/read-log.ts';
import { ENOUGH_TO_TELL, objectFormat } from './ocel/formats/object-format.ts';
import type { ObjectImported, ObjectRefusal } from './ocel/formats/object-import.ts';
import { readObjectLog } from './ocel/formats/read-objects.ts';

/** A log with cases, or one with objects of several types. */
export type FileLog = { readonly cases: Imported | ParquetImported } | { readonly objects: ObjectImported };

/** Why a file has no log. */
export type FileRefusal = ParquetRefusal | ObjectRefusal;

export type FileOptions = Omit<ImportOptions, 'onProgress'> & {
  /** Called after each part; `bytesRead` are those of the file as it lies. */
  readonly onProgress?: (progress: Progress & { readonly bytesRead: number }) => void;
};

const CHUNK = 1 << 20;

/**
 * The log in a file: XES or CSV (also gzipped), Parquet, or OCEL as JSON, XML (also gzipped) or SQLite. Nothing is written
 * or run. Throws `FileFault` where the file can't be read or its gzip is damaged.
 */
export async function readLogFile(path: string, options: FileOptions = {}): Promise<Result<FileLog, FileRefusal>> {
  const { onProgress, ...rest } = options;
  const parquet = await openSource(path, 'PAR1');
  if (parquet) {
    try {
      const read = await readParquet(parquet, {
        ...rest,
        ...(onProgress ? { onProgress: (one: Progress) => onProgress({ ...one, bytesRead: one.bytes }) } : {}),
      });
      return read.ok ? ok({ cases: read.value }) : read;
    } finally {
      await parquet.close();
    }
  }
  const file = await begin(path);
  const told: ImportOptions = {
    ...rest,
    ...(onProgress ? { onProgress: (one: Progress) => onProgress({ ...one, bytesRead: file.bytesRead() }) } : {}),
  };
  if (file.objects === undefined) {
    const read = await readLog(file.chunks, told);
    return read.ok ? ok({ cases: read.value }) : read;
  }
  const read =
    file.objects === 'sqlite' ? await readSqlite(path, file, options) : await readObjectLog(file.chunks, told);
  return read.ok ? ok({ objects: read.value }) : read;
}

/** Whether a file begins as an object-centric log may; also false for one that cannot be read, of which reading tells why. */
export async function mayHoldObjects(path: string): Promise<boolean> {
  try {
    const { close, objects } = await begin(path);
    await close();
    return objects !== undefined;
  } catch (error) {
    if (error instanceof FileFault) return false;
    throw error;
  }
}

/** Looks at the first bytes of a file; `chunks` are all of it, decompressed. */
async function begin(path: string) {
  const source = createReadStream(path, { highWaterMark: CHUNK });
  const chunks = plainBytes(source);
  const first: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < ENOUGH_TO_TELL) {
    const next = await chunks.next();
    if (next.done) break;
    first.push(Uint8Array.from(next.value));
    bytes += next.value.length;
  }
  return {
    chunks: joined(first, chunks),
    /** Lets go of the file where its chunks aren't read: a generator that wasn't begun closes nothing by itself. */
    close: () => chunks.return(undefined),
    objects: objectFormat(Buffer.concat(first)),
    bytesRead: () => source.bytesRead,
  };
}

async function* joined(
  first: readonly Uint8Array[],
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  yield* first;
  yield* rest;
}

/** Of a compressed database all bytes are in memory while it is read, and so no more than the log itself may take. */
async function readSqlite(
  path: string,
  { chunks, close }: Pick<Awaited<ReturnType<typeof begin>>, 'chunks' | 'close'>,
  options: FileOptions,
): Promise<Result<ObjectImported, ObjectRefusal>> {
  const { readOcelSqlite } = await import('./ocel/formats/sqlite-store.ts');
  const { onProgress, ...rest } = options;
  const told = onProgress
    ? { ...rest, onProgress: (one: Progress) => onProgress({ ...one, bytesRead: one.bytes }) }
    : rest;
  const plain = await openSource(path, 'SQLite format 3');
  if (plain) {
    await plain.close();
    await close();
    return readOcelSqlite(path, told);
  }
  const mostBytes = options.mostBytes ?? Number.POSITIVE_INFINITY;
  const all: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > mostBytes) return refuse({ tag: 'log-too-large', events: 0, mostBytes });
    all.push(Uint8Array.from(chunk));
  }
  return readOcelSqlite(Buffer.concat(all), told);
}
