/** Reads a log from a stream of bytes: finds out what it is, decodes it, and feeds the reader for it. */
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import { decodeUtf8, encodeUtf8 } from '#mining/log/utf8.ts';
import { csvReader } from './csv/csv-read.ts';
import type { Imported, ImportOptions, ImportRefusal, LogReader } from './import.ts';
import type { EncodingName, Transcoder } from './text-encoding.ts';
import { sniffEncoding, transcoderFor } from './text-encoding.ts';
import { xesReader } from './xes/xes-read.ts';

export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * The log in the bytes, XES or CSV, already decompressed. Bytes come as they come: nothing but the columns is kept, and a
 * source may use the memory of a chunk again when the next is asked for. A fault of the source (disk, network, damaged gzip) is thrown by the source and passes through.
 */
export async function readLog(chunks: Chunks, options: ImportOptions = {}): Promise<Result<Imported, ImportRefusal>> {
  const intake = openIntake(options);
  let broken: ImportRefusal | undefined;
  for await (const chunk of chunks) {
    if (options.cancelled?.()) return refuse({ tag: 'import-cancelled' });
    // Broken contents are often a damaged archive: the source gets the chance to say so by being read to its end.
    if (broken) continue;
    const refusal = intake.push(chunk);
    if (refusal?.tag === 'xml-malformed' || refusal?.tag === 'quote-not-closed') broken = refusal;
    else if (refusal) return refuse(refusal);
  }
  if (broken) return refuse(broken);
  const end = intake.finish();
  return 'tag' in end ? refuse(end) : ok(end);
}

/** The same, fed by hand: for sources that push. */
export function openIntake(options: ImportOptions = {}): Omit<LogReader, 'progress'> {
  let head: Uint8Array | undefined = new Uint8Array(0);
  let feed: ((chunk: Uint8Array) => ImportRefusal | undefined) | undefined;
  let reader: LogReader | undefined;
  let bytes = 0;
  const start = (): ImportRefusal | undefined => {
    const first = head!;
    head = undefined;
    const opened = open(first, options);
    if ('tag' in opened) return opened;
    reader = opened.reader;
    feed = opened.feed;
    return feed(first.subarray(opened.skip));
  };
  const push = (chunk: Uint8Array): ImportRefusal | undefined => {
    bytes += chunk.length;
    let refusal: ImportRefusal | undefined;
    if (head !== undefined) {
      head = begun(head, chunk);
      refusal = head.length < ENOUGH ? undefined : start();
    } else refusal = feed?.(chunk);
    if (reader) options.onProgress?.({ bytes, ...reader.progress() });
    return refusal;
  };
  const finish = (): Imported | ImportRefusal => {
    if (head !== undefined) {
      if (head.length === 0) return { tag: 'file-empty' };
      const refusal = start();
      if (refusal) return refusal;
    }
    const end = reader!.finish();
    return 'tag' in end ? end : { ...end, report: { ...end.report, bytes } };
  };
  return { push, finish };
}

/**
 * What is known of a file's beginning with one more chunk; a copy, as long as it is held. (A source may use the memory of
 * its chunks again.)
 */
export function begun(head: Uint8Array, chunk: Uint8Array): Uint8Array {
  return head.length === 0 && chunk.length >= ENOUGH ? chunk : Uint8Array.from([...head, ...chunk]);
}

/** Bytes that suffice to tell what a file is: an XML declaration, a first CSV line's beginning. */
export const ENOUGH = 1024;

interface Opened {
  readonly reader: LogReader;
  readonly skip: number;
  readonly feed: (chunk: Uint8Array) => ImportRefusal | undefined;
}

function open(first: Uint8Array, options: ImportOptions): Opened | ImportRefusal {
  if (first[0] === 0x1f && first[1] === 0x8b) return { tag: 'file-compressed' };
  const foreign = foreignKind(first);
  if (foreign) return { tag: 'file-not-a-log', found: foreign };
  const { encoding: marked, skip } = sniffEncoding(first);
  const ascii = decodeUtf8(first.subarray(skip, ENOUGH).filter((byte) => byte !== 0));
  const format = options.format ?? (/^\s*</.test(ascii) ? 'xes' : 'csv');
  const declared = format === 'xes' ? /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/.exec(ascii)?.[1] : undefined;
  const encoding = options.encoding ?? marked ?? declared ?? 'utf-8';
  const transcode = transcoderFor(encoding) ?? ownDecoder(encoding, options);
  if (transcode === undefined) return { tag: 'encoding-not-known', encoding };
  const most = options.mostBytes ?? Number.POSITIVE_INFINITY;
  const reader =
    format === 'xes'
      ? xesReader(encoding, options.clock ?? 'local', most)
      : csvReader(encoding, options.csv ?? {}, options.clock ?? 'utc', most);
  return { reader, skip, feed: transcode === 'utf-8' ? reader.push : (chunk) => reader.push(transcode(chunk)) };
}

function ownDecoder(encoding: EncodingName, options: ImportOptions): Transcoder | undefined {
  const decode = options.decoderFor?.(encoding);
  return decode && ((chunk) => encodeUtf8(decode(chunk)));
}

/** Files people pick by mistake, told apart by their first bytes. */
function foreignKind(b: Uint8Array): string | undefined {
  const start = String.fromCharCode(...b.subarray(0, 16));
  if (start.startsWith('PK\u0003\u0004')) return 'zip';
  if (start.startsWith('%PDF')) return 'pdf';
  if (start.startsWith('\u0089PNG') || start.startsWith('\u00ff\u00d8\u00ff') || start.startsWith('GIF8'))
    return 'image';
  if (start.startsWith('SQLite format 3')) return 'sqlite';
  if (start.startsWith('PAR1')) return 'parquet';
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0')) return 'excel-97';
  return start.trimStart().startsWith('{') ? 'json' : undefined;
}
