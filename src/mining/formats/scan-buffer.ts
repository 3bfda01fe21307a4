/** The bytes a scanner works on: what was left of the last chunk and the next one, in one buffer that is used again and again. */
import { SLACK, viewOf } from '#mining/log/words.ts';

export interface ScanBuffer {
  /** `bytes[0, length)` are to be scanned. Zeros lie behind, as slack for reading by words and as a stop for scanners. */
  bytes: Uint8Array;
  view: DataView;
  length: number;
}

export function scanBuffer(): ScanBuffer {
  const bytes = new Uint8Array(1 << 16);
  return { bytes, view: viewOf(bytes), length: 0 };
}

/** Puts a chunk behind what is there. */
export function addChunk(buffer: ScanBuffer, chunk: Uint8Array): void {
  const length = buffer.length + chunk.length;
  if (length + SLACK > buffer.bytes.length) {
    const larger = new Uint8Array(Math.ceil((length + SLACK) * 1.25));
    larger.set(buffer.bytes.subarray(0, buffer.length));
    buffer.bytes = larger;
    buffer.view = viewOf(larger);
  }
  buffer.bytes.set(chunk, buffer.length);
  buffer.length = length;
  buffer.bytes.fill(0, length, length + SLACK);
}

/** Forgets the bytes before `at`, which are done with. */
export function dropBefore(buffer: ScanBuffer, at: number): void {
  buffer.bytes.copyWithin(0, at, buffer.length);
  buffer.length -= at;
  buffer.bytes.fill(0, buffer.length, buffer.length + SLACK);
}
