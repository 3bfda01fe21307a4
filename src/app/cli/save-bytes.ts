/** Writes a file whole or not at all: beside its place first, then moved there. */
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Refused } from './open-log.ts';

/** What is written lies here until it is whole. */
const besideOf = (path: string) => `${path}.part`;

/** Throws `Refused` when what is to be written would take the place of the file it is made from, whatever that is called. */
export async function refuseInPlace(file: string, into: string | undefined): Promise<void> {
  if (into === undefined) return;
  const identity = async (path: string) => {
    const found = await stat(path, { bigint: true }).catch(() => undefined);
    return found && `${found.dev} ${found.ino}`;
  };
  const own = await identity(file);
  if (own === undefined) return;
  const taken = await Promise.all([into, besideOf(into)].map(identity));
  if (taken.includes(own))
    throw new Refused(`${into} is the file that is read (${file}); nothing was written: give another name`);
}

/**
 * Throws `Refused` when the disk doesn't take it; what was there before is then still there. `mode` is who may read it; as usual on
 * the machine when absent.
 */
export async function saveBytes(
  path: string,
  bytes: Iterable<Uint8Array | string>,
  zipped = false,
  mode?: number,
): Promise<void> {
  const beside = besideOf(path);
  const from = Readable.from(bytes);
  const out = createWriteStream(beside, mode === undefined ? {} : { mode });
  try {
    await (zipped ? pipeline(from, createGzip(), out) : pipeline(from, out));
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw new Refused(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
