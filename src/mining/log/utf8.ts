/**
 * UTF-8 in and out without the platform's decoder, which the core may not assume.
 * Malformed bytes become U+FFFD, one per maximal subpart (Unicode 17, §3.9, table 3-8).
 */

const ASCII_RUN = 4096;

/** The text of `bytes[from, to)`. */
export function decodeUtf8(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let text = '';
  let at = from;
  while (at < to) {
    let run = at;
    const stop = Math.min(to, at + ASCII_RUN);
    while (run < stop && bytes[run]! < 128) run++;
    if (run > at) {
      text += String.fromCharCode.apply(null, bytes.subarray(at, run) as unknown as number[]);
      at = run;
      continue;
    }
    const width = sequenceWidth(bytes, at, to);
    text += width > 0 ? String.fromCodePoint(codePoint(bytes, at, width)) : '\ufffd';
    at += width > 0 ? width : malformedWidth(bytes, at, to);
  }
  return text;
}

/** The texts of `bytes[from, to)`, for one reader. */
export type DecodeText = (bytes: Uint8Array, from: number, to: number) => string;

/** Of the length of names; a power of two of them is remembered. */
const SHORT = 32;
const REMEMBERED = 1024;

/** `decodeUtf8` that remembers short texts it has met: names that a file says again and again are made once. */
export function rememberingDecoder(): DecodeText {
  const known: (string | undefined)[] = new Array(REMEMBERED).fill(undefined);
  return (bytes, from, to) => {
    if (to - from > SHORT) return decodeUtf8(bytes, from, to);
    let hash = 0;
    for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + bytes[i]!) | 0;
    const place = (hash ^ (hash >>> 10)) & (REMEMBERED - 1);
    const text = known[place];
    if (text !== undefined && isAscii(text, bytes, from, to)) return text;
    const decoded = decodeUtf8(bytes, from, to);
    known[place] = decoded;
    return decoded;
  };
}

/** Whether the bytes are the text, each of them one of its characters; a text of others is never said to be it. */
function isAscii(text: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (text.length !== to - from) return false;
  for (let i = 0; i < text.length; i++)
    if (text.charCodeAt(i) !== bytes[from + i] || bytes[from + i]! > 127) return false;
  return true;
}

/** True when `bytes[from, to)` is well-formed UTF-8. */
export function isUtf8(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at < to) {
    if (bytes[at]! < 128) at++;
    else {
      const width = sequenceWidth(bytes, at, to);
      if (width === 0) return false;
      at += width;
    }
  }
  return true;
}

/** Width of the well-formed multi-byte sequence at `at`, or 0. */
function sequenceWidth(bytes: Uint8Array, at: number, to: number): number {
  const lead = bytes[at]!;
  const width =
    lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  if (width === 0 || at + width > to || !secondFits(lead, bytes[at + 1]!)) return 0;
  for (let i = 2; i < width; i++) if ((bytes[at + i]! & 0xc0) !== 0x80) return 0;
  return width;
}

function secondFits(lead: number, second: number): boolean {
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  return second >= low && second <= high;
}

function malformedWidth(bytes: Uint8Array, at: number, to: number): number {
  const lead = bytes[at]!;
  const width = lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 1;
  if (width === 1 || at + 1 >= to || !secondFits(lead, bytes[at + 1]!)) return 1;
  let length = 2;
  while (length < width && at + length < to && (bytes[at + length]! & 0xc0) === 0x80) length++;
  return length;
}

function codePoint(bytes: Uint8Array, at: number, width: number): number {
  let point = bytes[at]! & (0x7f >> width);
  for (let i = 1; i < width; i++) point = (point << 6) | (bytes[at + i]! & 0x3f);
  return point;
}

/** Writes one code point at `at` of `into` (which must have four bytes free); answers where the next goes. */
export function putCodePoint(into: Uint8Array, at: number, point: number): number {
  if (point < 0x80) into[at++] = point;
  else if (point < 0x800) {
    into[at++] = 0xc0 | (point >> 6);
    into[at++] = 0x80 | (point & 63);
  } else if (point < 0x10000) {
    into[at++] = 0xe0 | (point >> 12);
    into[at++] = 0x80 | ((point >> 6) & 63);
    into[at++] = 0x80 | (point & 63);
  } else {
    into[at++] = 0xf0 | (point >> 18);
    into[at++] = 0x80 | ((point >> 12) & 63);
    into[at++] = 0x80 | ((point >> 6) & 63);
    into[at++] = 0x80 | (point & 63);
  }
  return at;
}

/** The UTF-8 bytes of a text; a lone surrogate becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  return bytes.slice(0, putText(bytes, text));
}

/** Writes a text at the beginning of `into`, which has three bytes for each of its units; answers its length in bytes. */
export function putText(into: Uint8Array, text: string): number {
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 128) into[at++] = unit;
    else {
      const point = text.codePointAt(i)!;
      if (point > 0xffff) i++;
      at = putCodePoint(into, at, point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);
    }
  }
  return at;
}
