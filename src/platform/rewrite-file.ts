import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** Where the new file is written until it is whole. */
export function rewrittenFile(path: string): string {
  return `${path}.new`;
}

/** Puts these bytes, gzipped, in the place of a file; false when the disk is full, and the file is as it was. */
export async function rewriteFile(path: string, bytes: Iterable<Uint8Array>): Promise<boolean> {
  const beside = rewrittenFile(path);
  try {
    await pipeline(Readable.from(bytes), createGzip({ level: 1 }), createWriteStream(beside));
    await rename(beside, path);
    return true;
  } catch (error) {
    await rm(beside, { force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}
