import { open } from 'node:fs/promises';

/** A file that is read from anywhere within; `slice` gives the bytes from `start` up to `end`. */
export interface FileSource {
  readonly byteLength: number;
  slice(start: number, end?: number): Promise<ArrayBuffer>;
  close(): Promise<void>;
}

/** Opens a file that begins with these letters; nothing when it begins otherwise, or can't be opened (reading says why). */
export async function openSource(path: string, begins: string): Promise<FileSource | undefined> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return undefined;
  const read = async (start: number, end: number): Promise<ArrayBuffer> => {
    const bytes = new Uint8Array(Math.max(0, end - start));
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.buffer.slice(0, filled);
  };
  try {
    const stat = await file.stat();
    const first = stat.isFile() ? new TextDecoder('latin1').decode(await read(0, begins.length)) : '';
    if (first === begins)
      return {
        byteLength: stat.size,
        slice: (start, end = stat.size) => read(start, Math.min(end, stat.size)),
        close: () => file.close(),
      };
  } catch {
    // Reading it as a stream of bytes will say what is wrong with it.
  }
  await file.close();
  return undefined;
}
