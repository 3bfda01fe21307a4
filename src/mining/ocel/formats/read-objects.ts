/** Reads an object-centric log from a stream of bytes: finds out whether it is JSON or XML, decodes it, and feeds the reader for it. */
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import type { Chunks } from '#mining/formats/read-log.ts';
import { begun, ENOUGH } from '#mining/formats/read-log.ts';
import { sniffEncoding, transcoderFor } from '#mining/formats/text-encoding.ts';
import { decodeUtf8, encodeUtf8 } from '#mining/log/utf8.ts';
import { ocelJsonReader } from './json-read.ts';
import type { ObjectImported, ObjectImportOptions, ObjectLogReader, ObjectRefusal } from './object-import.ts';
import { ocelXmlReader } from './xml-read.ts';

/**
 * The object-centric log in the bytes, OCEL 1.0 or 2.0 as JSON or XML, already decompressed. Nothing but the columns is
 * kept. A fault of the source (disk, network, damaged gzip) is thrown by the source and passes through.
 */
export async function readObjectLog(
  chunks: Chunks,
  options: ObjectImportOptions = {},
): Promise<Result<ObjectImported, ObjectRefusal>> {
  let head: Uint8Array | undefined = new Uint8Array(0);
  let feed: Feed | undefined;
  let bytes = 0;
  let broken: ObjectRefusal | undefined;
  const push = (chunk: Uint8Array): ObjectRefusal | undefined => {
    if (head === undefined) return feed!.take(chunk);
    const first = begun(head, chunk);
    head = first;
    return first.length < ENOUGH ? undefined : begin(first);
  };
  const begin = (first: Uint8Array): ObjectRefusal | undefined => {
    head = undefined;
    const opened = open(first, options);
    if ('tag' in opened) return opened;
    feed = opened;
    return feed.take(first.subarray(opened.skip));
  };
  for await (const chunk of chunks) {
    if (options.cancelled?.()) return refuse({ tag: 'import-cancelled' });
    bytes += chunk.length;
    // Broken contents are often a damaged archive: the source gets the chance to say so by being read to its end.
    if (broken) continue;
    const refusal = push(chunk);
    if (refusal?.tag === 'xml-malformed' || refusal?.tag === 'json-malformed') broken = refusal;
    else if (refusal) return refuse(refusal);
    if (feed) options.onProgress?.({ bytes, ...feed.reader.progress() });
  }
  if (broken) return refuse(broken);
  if (head !== undefined) {
    if (head.length === 0) return refuse({ tag: 'file-empty' });
    const refusal = begin(head);
    if (refusal) return refuse(refusal);
  }
  const end = feed!.reader.finish();
  return 'tag' in end ? refuse(end) : ok({ ...end, report: { ...end.report, encoding: feed!.encoding, bytes } });
}

interface Feed {
  readonly encoding: string;
  readonly reader: ObjectLogReader;
  readonly skip: number;
  readonly take: (chunk: Uint8Array) => ObjectRefusal | undefined;
}

function open(first: Uint8Array, options: ObjectImportOptions): Feed | ObjectRefusal {
  if (first[0] === 0x1f && first[1] === 0x8b) return { tag: 'file-compressed' };
  const { encoding: marked, skip } = sniffEncoding(first);
  const ascii = decodeUtf8(first.subarray(skip, ENOUGH).filter((byte) => byte !== 0));
  if (ascii.startsWith('SQLite format 3')) return { tag: 'file-not-a-log', found: 'sqlite' };
  const isXml = /^\s*</.test(ascii);
  if (!isXml && !/^\s*\{/.test(ascii)) return { tag: 'file-not-a-log', found: 'neither JSON nor XML' };
  const declared = isXml ? /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/.exec(ascii)?.[1] : undefined;
  const encoding = options.encoding ?? marked ?? declared ?? 'utf-8';
  const decode = options.decoderFor?.(encoding);
  const transcode = transcoderFor(encoding) ?? (decode && ((chunk: Uint8Array) => encodeUtf8(decode(chunk))));
  if (transcode === undefined) return { tag: 'encoding-not-known', encoding };
  const most = options.mostBytes ?? Number.POSITIVE_INFINITY;
  const reader = isXml ? ocelXmlReader(most) : ocelJsonReader(most);
  return {
    reader,
    encoding,
    skip,
    take: transcode === 'utf-8' ? reader.push : (chunk) => reader.push(transcode(chunk)),
  };
}
