/** Finds out whether a file is an object-centric log, and reads it. */
import type { Result } from '#lib/result.ts';
import type { ImportOptions } from '#mining/formats/import.ts';
import type { ObjectImported, ObjectRefusal } from '#mining/ocel/object-import.ts';
import { ENOUGH_TO_TELL, objectFormat, readObjectLog } from '#mining/ocel/read-objects.ts';
import { FileFault, fileBytes } from '#platform/file-bytes.ts';
import { openSource } from '#platform/file-source.ts';

/** A file of which the first bytes were looked at; `chunks` are all of it, decompressed. */
interface FileToRead {
  readonly chunks: AsyncGenerator<Uint8Array, void, void>;
  /** What kind of object-centric log it may be; undefined for a case log. */
  readonly objects: ReturnType<typeof objectFormat>;
}

export async function fileToRead(path: string): Promise<FileToRead> {
  const chunks = fileBytes(path);
  const read: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < ENOUGH_TO_TELL) {
    const next = await chunks.next();
    if (next.done) break;
    read.push(next.value);
    bytes += next.value.length;
  }
  return { chunks: joined(read, chunks), objects: objectFormat(Buffer.concat(read)) };
}

async function* joined(first: readonly Uint8Array[], rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* first;
  yield* rest;
}

/** Whether a file begins as an object-centric log may; also false for one that cannot be read, of which reading tells why. */
export async function mayHoldObjects(path: string): Promise<boolean> {
  try {
    const { chunks, objects } = await fileToRead(path);
    await chunks.return();
    return objects !== undefined;
  } catch (error) {
    if (error instanceof FileFault) return false;
    throw error;
  }
}

/** The object-centric log in the file. Of a compressed SQLite file all bytes are in memory while it is read. */
export async function objectsIn(
  path: string,
  file: FileToRead,
  options: ImportOptions,
): Promise<Result<ObjectImported, ObjectRefusal>> {
  if (file.objects !== 'sqlite') return await readObjectLog(file.chunks, options);
  const { readOcelSqlite } = await import('#mining/ocel/sqlite-store.ts');
  const plain = await openSource(path, 'SQLite format 3');
  await plain?.close();
  if (plain) return readOcelSqlite(path, options);
  const bytes: Uint8Array[] = [];
  for await (const chunk of file.chunks) bytes.push(chunk);
  return readOcelSqlite(Buffer.concat(bytes), options);
}
