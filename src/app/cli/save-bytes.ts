/** Writes a file whole or not at all: beside its place first, then moved there. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Refused } from './open-log.ts';

/** Throws `Refused` when the disk doesn't take it; what was there before is then still there. */
export async function saveBytes(path: string, bytes: Iterable<Uint8Array | string>, zipped = false): Promise<void> {
  const beside = `${path}.part`;
  const from = Readable.from(bytes);
  const out = createWriteStream(beside);
  try {
    await (zipped ? pipeline(from, createGzip(), out) : pipeline(from, out));
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw new Refused(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
