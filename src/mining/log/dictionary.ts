/**
 * Texts stored once as UTF-8 bytes and referred to by code (0, 1, 2 …): how a log keeps ten million activity names
 * in a few bytes each. Plain typed arrays, so that a dictionary travels between threads as it is.
 */
import { decodeUtf8, putText } from './utf8.ts';
import { hashText, SLACK, sameText, viewOf } from './words.ts';

/** Texts by code; each once, unless it was filled by `appendText`. */
export interface Dictionary {
  /** Number of texts; codes are 0 … size − 1. */
  readonly size: number;
  readonly bytes: Uint8Array;
  /** Text `c` is `bytes[offset[c], offset[c + 1])`. */
  readonly offset: Uint32Array;
}

/** The text of a code that the dictionary has. Decoded each time: for many, use `textsOf` once. */
export function textOf(dictionary: Dictionary, code: number): string {
  return decodeUtf8(dictionary.bytes, dictionary.offset[code]!, dictionary.offset[code + 1]!);
}

/** All texts, by code. Meant for small dictionaries: activities, resources, units. */
export function textsOf(dictionary: Dictionary): string[] {
  return Array.from({ length: dictionary.size }, (_, code) => textOf(dictionary, code));
}

/** The texts of these codes, in this order, as a dictionary of their own. */
export function pickTexts({ bytes, offset }: Dictionary, codes: ArrayLike<number>): Dictionary {
  const own = new Uint32Array(codes.length + 1);
  for (let i = 0; i < codes.length; i++) own[i + 1] = own[i]! + offset[codes[i]! + 1]! - offset[codes[i]!]!;
  const texts = new Uint8Array(own[codes.length]!);
  for (let i = 0; i < codes.length; i++) texts.set(bytes.subarray(offset[codes[i]!]!, offset[codes[i]! + 1]!), own[i]!);
  return { size: codes.length, bytes: texts, offset: own };
}

/** The dictionary of texts in the order they come; one that comes again keeps its first code. */
export function dictionaryOf(texts: Iterable<string>): Dictionary {
  const words = dictionaryBuilder();
  for (const text of texts) internText(words, text);
  return finishDictionary(words);
}

/** A dictionary being filled. `slots` is an open-addressing table of code + 1 (0 = free). */
export interface DictionaryBuilder {
  size: number;
  used: number;
  bytes: Uint8Array;
  /** Of the same bytes. */
  view: DataView;
  offset: Uint32Array;
  hashes: Int32Array;
  slots: Int32Array;
  /** The code that was asked for last: the likeliest to be asked for next. */
  last: number;
  /** Where a text lies as bytes while it is looked up. */
  desk: Uint8Array;
  deskView: DataView;
}

/** An empty one. */
export function dictionaryBuilder(): DictionaryBuilder {
  const bytes = new Uint8Array(256);
  const desk = new Uint8Array(256);
  return {
    size: 0,
    used: 0,
    bytes,
    view: viewOf(bytes),
    offset: new Uint32Array(17),
    hashes: new Int32Array(16),
    slots: new Int32Array(32),
    last: 0,
    desk,
    deskView: viewOf(desk),
  };
}

function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

/** The code of the text `source[from, to)`, new or known; `hash` is its `hashText`. There is slack behind the text. */
export function intern(words: DictionaryBuilder, source: DataView, from: number, to: number, hash: number): number {
  const { slots, hashes, last } = words;
  if (hashes[last] === hash && isText(words, last, source, from, to)) return last;
  const mask = slots.length - 1;
  let slot = spread(hash) & mask;
  for (;;) {
    const code = slots[slot]! - 1;
    if (code < 0) break;
    if (hashes[code] === hash && isText(words, code, source, from, to)) {
      words.last = code;
      return code;
    }
    slot = (slot + 1) & mask;
  }
  words.last = append(words, source, from, to, hash, slot);
  return words.last;
}

function isText(words: DictionaryBuilder, code: number, source: DataView, from: number, to: number): boolean {
  if (code >= words.size) return false;
  const start = words.offset[code]!;
  const length = to - from;
  return words.offset[code + 1]! - start === length && sameText(words.view, start, source, from, length);
}

/** The same for bytes with nothing behind them. */
export function internBytes(words: DictionaryBuilder, bytes: Uint8Array): number {
  const source = withSlack(bytes);
  return intern(words, source, 0, bytes.length, hashText(source, 0, bytes.length));
}

/** The code of a text, new or known. */
export function internText(words: DictionaryBuilder, text: string): number {
  if (text.length * 3 + SLACK > words.desk.length) {
    words.desk = new Uint8Array(text.length * 6 + SLACK);
    words.deskView = viewOf(words.desk);
  }
  const length = putText(words.desk, text);
  return intern(words, words.deskView, 0, length, hashText(words.deskView, 0, length));
}

function withSlack(bytes: Uint8Array): DataView {
  const longer = new Uint8Array(bytes.length + SLACK);
  longer.set(bytes);
  return viewOf(longer);
}

/** Adds a text without looking whether it is there: for names that need not be unique, such as those of XES traces. */
export function appendText(words: DictionaryBuilder, source: DataView, from: number, to: number): number {
  return append(words, source, from, to, 0, -1);
}

function append(w: DictionaryBuilder, source: DataView, from: number, to: number, hash: number, slot: number): number {
  const code = w.size++;
  makeRoom(w, to - from);
  const bytes = w.bytes;
  for (let i = from, at = w.used; i < to; i++) bytes[at++] = source.getUint8(i);
  w.used += to - from;
  w.offset[code + 1] = w.used;
  if (slot >= 0) {
    w.hashes[code] = hash;
    w.slots[slot] = code + 1;
    if (w.size * 2 > w.slots.length) rehash(w);
  }
  return code;
}

/** Room for one more text of `length` bytes and the slack behind it. */
function makeRoom(w: DictionaryBuilder, length: number): void {
  if (w.used + length + SLACK > w.bytes.length) {
    const larger = new Uint8Array(Math.max(w.bytes.length * 2, w.used + length + SLACK));
    larger.set(w.bytes);
    w.bytes = larger;
    w.view = viewOf(larger);
  }
  if (w.size + 1 > w.offset.length) {
    const offset = new Uint32Array(w.offset.length * 2);
    offset.set(w.offset);
    w.offset = offset;
    const hashes = new Int32Array(w.offset.length);
    hashes.set(w.hashes);
    w.hashes = hashes;
  }
}

function rehash(words: DictionaryBuilder): void {
  const slots = new Int32Array(words.slots.length * 2);
  const mask = slots.length - 1;
  for (let code = 0; code < words.size; code++) {
    let slot = spread(words.hashes[code]!) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = code + 1;
  }
  words.slots = slots;
}

/** Memory a dictionary takes while it grows. */
export function dictionaryBytes({ bytes, offset, hashes, slots }: DictionaryBuilder): number {
  return bytes.byteLength + offset.byteLength + hashes.byteLength + slots.byteLength;
}

/** The dictionary as far as it is filled, without the room it grew in. */
export function finishDictionary(words: DictionaryBuilder): Dictionary {
  return {
    size: words.size,
    bytes: words.bytes.slice(0, words.used),
    offset: words.offset.slice(0, words.size + 1),
  };
}
