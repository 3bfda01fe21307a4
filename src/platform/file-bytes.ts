/** The bytes of a file or upload as they are read, decompressed where they are gzip. */
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { inflate } from './inflate.ts';

/** The file is damaged or can't be read; `reason` is for a person: `cut`, `damaged` (checksum, garbage), `unreadable`. */
export class FileFault extends Error {
  readonly reason: 'cut' | 'damaged' | 'unreadable' | 'missing';

  constructor(reason: FileFault['reason'], cause: unknown) {
    super(`the file is ${reason}`, { cause });
    this.reason = reason;
  }
}

const CHUNK = 1 << 20;

/** The bytes of a file on disk, gunzipped as `plainBytes` does it. Throws `FileFault` while being read. */
export function fileBytes(path: string): AsyncGenerator<Uint8Array> {
  return plainBytes(createReadStream(path, { highWaterMark: CHUNK }));
}

/**
 * The bytes of any stream, gunzipped when they begin as gzip (RFC 1952) does, whatever the file is called. A chunk is good
 * **until the next is asked for**: who keeps it takes a copy. Throws `FileFault` while being read.
 */
export async function* plainBytes(source: Readable): AsyncGenerator<Uint8Array> {
  try {
    yield* await gunzipped(source);
  } catch (error) {
    throw asFileFault(error);
  } finally {
    source.destroy();
  }
}

async function gunzipped(source: Readable): Promise<AsyncIterable<Uint8Array>> {
  const chunks = source[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return source;
  const head = first.value as Uint8Array;
  const rest = { [Symbol.asyncIterator]: () => ({ next: () => chunks.next() }) };
  if (!(head[0] === 0x1f && head[1] === 0x8b)) return joined(head, rest);
  return inflate(joined(head, rest));
}

async function* joined(head: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  yield* rest;
}

function asFileFault(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'Z_BUF_ERROR') return new FileFault('cut', error);
  if (typeof code === 'string' && code.startsWith('Z_')) return new FileFault('damaged', error);
  if (code === 'ENOENT') return new FileFault('missing', error);
  if (code === 'EACCES' || code === 'EISDIR' || code === 'EIO') return new FileFault('unreadable', error);
  return error;
}
