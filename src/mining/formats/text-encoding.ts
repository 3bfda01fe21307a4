/**
 * Turns files of other encodings into UTF-8 bytes as they stream by, so that the scanners know one encoding only.
 * Windows-1252 also stands for ISO-8859-1, as the WHATWG Encoding Standard has it.
 */
import { putCodePoint } from '#mining/log/utf8.ts';

/** What the bytes 80–9F mean in Windows-1252; the five holes keep their own number. */
const CP1252 = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
  0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
  0x017e, 0x0178,
];

const LATIN9: Readonly<Record<number, number>> = {
  164: 0x20ac,
  166: 0x160,
  168: 0x161,
  180: 0x17d,
  184: 0x17e,
  188: 0x152,
  189: 0x153,
  190: 0x178,
};

function fromCp1252(byte: number): number {
  return byte >= 0x80 && byte <= 0x9f ? CP1252[byte - 0x80]! : byte;
}

/** Bytes of Windows-1252 as UTF-8. */
export function cp1252ToUtf8(bytes: Uint8Array, from: number, to: number): Uint8Array {
  return singleByte(bytes.subarray(from, to), fromCp1252);
}

function singleByte(bytes: Uint8Array, pointOf: (byte: number) => number): Uint8Array {
  const into = new Uint8Array(bytes.length * 3 + 4);
  let at = 0;
  for (const byte of bytes) at = putCodePoint(into, at, byte < 128 ? byte : pointOf(byte));
  return into.subarray(0, at);
}

/** Takes chunks of the other encoding and answers UTF-8, holding back what a chunk cuts in two. */
export type Transcoder = (chunk: Uint8Array) => Uint8Array;

export type EncodingName = string;

/** A decoder for encodings beyond those known here, such as the platform's TextDecoder; undefined where it has none. */
export type DecoderFor = (encoding: EncodingName) => ((chunk: Uint8Array) => string) | undefined;

/** `'utf-8'` when nothing needs to be done; undefined when the encoding is not known. */
export function transcoderFor(encoding: EncodingName): Transcoder | 'utf-8' | undefined {
  switch (encoding.toLowerCase().replace(/_/g, '-')) {
    case 'utf-8':
    case 'utf8':
    case 'us-ascii':
    case 'ascii':
      return 'utf-8';
    case 'utf-16':
    case 'utf-16le':
      return utf16(0, 1);
    case 'utf-16be':
      return utf16(1, 0);
    case 'iso-8859-1':
    case 'latin1':
    case 'latin-1':
    case 'windows-1252':
    case 'cp1252':
    case 'cp-1252':
      return (chunk) => singleByte(chunk, fromCp1252);
    case 'iso-8859-15':
    case 'latin9':
      return (chunk) => singleByte(chunk, (byte) => LATIN9[byte] ?? byte);
    default:
      return undefined;
  }
}

function utf16(low: 0 | 1, high: 0 | 1): Transcoder {
  let held: number[] = [];
  let lead = 0;
  return (chunk) => {
    const bytes = held.length === 0 ? chunk : Uint8Array.from([...held, ...chunk.subarray(0, 1)]);
    const parts = held.length === 0 ? [bytes] : [bytes, chunk.subarray(1)];
    held = [];
    const into = new Uint8Array((chunk.length + 2) * 2 + 4);
    let at = 0;
    for (const part of parts) {
      for (let i = 0; i + 1 < part.length; i += 2) {
        const unit = part[i + low]! | (part[i + high]! << 8);
        if (unit >= 0xd800 && unit <= 0xdbff) {
          if (lead) at = putCodePoint(into, at, 0xfffd);
          lead = unit;
        } else if (unit >= 0xdc00 && unit <= 0xdfff) {
          at = putCodePoint(into, at, lead ? 0x10000 + ((lead - 0xd800) << 10) + (unit - 0xdc00) : 0xfffd);
          lead = 0;
        } else at = putCodePoint(into, at, unit);
      }
      if (part.length % 2 === 1) held = [part[part.length - 1]!];
    }
    return into.subarray(0, at);
  };
}

/** What the first bytes say about the encoding: a byte order mark, or the zeros of UTF-16 around the first `<`. */
export function sniffEncoding(b: Uint8Array): { readonly encoding: EncodingName | undefined; readonly skip: number } {
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return { encoding: 'utf-8', skip: 3 };
  if (b[0] === 0xff && b[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 };
  if (b[0] === 0xfe && b[1] === 0xff) return { encoding: 'utf-16be', skip: 2 };
  if (b[0] === 0x3c && b[1] === 0) return { encoding: 'utf-16le', skip: 0 };
  if (b[0] === 0 && b[1] === 0x3c) return { encoding: 'utf-16be', skip: 0 };
  return { encoding: undefined, skip: 0 };
}
