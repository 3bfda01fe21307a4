/**
 * Four bytes at a time: how texts are scanned, hashed and compared in a third of the steps that single bytes take. A word
 * is a 32-bit integer read little-endian, so that its lowest byte is the first of the text. (H. Warren, Hacker’s Delight,
 * 2nd ed. 2012, §6-1, for finding bytes in words.)
 */

/** Bytes that must be readable past the end of any text that is scanned by words. */
export const SLACK = 8;

/** A word of four equal bytes. */
export function fourOf(byte: number): number {
  return Math.imul(byte, 0x01010101);
}

const HIGHS = 0x80808080 | 0;

/** The high bit of every byte of `word` that is zero; bits above the first one may be wrong. */
export function zeroBytes(word: number): number {
  return (word - 0x01010101) & ~word & HIGHS;
}

/** The high bit of every byte of `word` that is less than `limit` (at most 128, four of it); bits above the first one may be wrong. */
export function bytesBelow(word: number, limit: number): number {
  return (word - limit) & ~word & HIGHS;
}

/** Which byte of a word (0 … 3) is the first whose high bit is set in `marks`, which isn't zero. */
export function firstMarked(marks: number): number {
  return (31 - Math.clz32(marks & -marks)) >> 3;
}

/** The first `count` (0 … 3) bytes of a word, the others zero. */
export function firstBytes(word: number, count: number): number {
  return word & ((1 << (count << 3)) - 1);
}

/** Start of the hash of a text; fold each word in with `foldWord`, the last one filled up with zeros. */
export const HASH_START = 0x811c9dc5 | 0;

/** The hash with one more word in it. */
export function foldWord(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  return (mixed << 13) | (mixed >>> 19);
}

/** The hash of the text `view[from, to)`, which has slack behind it. */
export function hashText(view: DataView, from: number, to: number): number {
  let hash = HASH_START;
  let at = from;
  for (; at + 4 <= to; at += 4) hash = foldWord(hash, view.getInt32(at, true));
  return at === to ? hash : foldWord(hash, firstBytes(view.getInt32(at, true), to - at));
}

/** Whether `length` bytes are the same; both have slack behind them. */
export function sameText(one: DataView, oneFrom: number, other: DataView, otherFrom: number, length: number): boolean {
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    if (one.getInt32(oneFrom + i, true) !== other.getInt32(otherFrom + i, true)) return false;
  }
  if (i === length) return true;
  const differing = one.getInt32(oneFrom + i, true) ^ other.getInt32(otherFrom + i, true);
  return firstBytes(differing, length - i) === 0;
}

/** The same bytes, to be read by words. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
