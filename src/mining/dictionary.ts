/**
 * Texts stored once as UTF-8 bytes and referred to by code (0, 1, 2 …): how a log keeps ten million activity names
 * in a few bytes each. Plain typed arrays, so that a dictionary travels between threads as it is.
 */
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

export interface Dictionary {
  /** Number of texts; codes are 0 … size − 1. */
  readonly size: number;
  readonly bytes: Uint8Array;
  /** Text `c` is `bytes[offset[c], offset[c + 1])`. */
  readonly offset: Uint32Array;
}

export function textOf(dictionary: Dictionary, code: number): string {
  return decodeUtf8(dictionary.bytes, dictionary.offset[code]!, dictionary.offset[code + 1]!);
}

/** All texts, by code. Meant for small dictionaries: activities, resources, units. */
export function textsOf(dictionary: Dictionary): string[] {
  return Array.from({ length: dictionary.size }, (_, code) => textOf(dictionary, code));
}

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
  offset: Uint32Array;
  hashes: Int32Array;
  slots: Int32Array;
}

export function dictionaryBuilder(): DictionaryBuilder {
  return {
    size: 0,
    used: 0,
    bytes: new Uint8Array(256),
    offset: new Uint32Array(17),
    hashes: new Int32Array(16),
    slots: new Int32Array(32),
  };
}

/** Start of the FNV-1a hash; fold each byte in with `Math.imul(hash ^ byte, HASH_STEP)` while scanning. */
export const HASH_START = 0x811c9dc5 | 0;
export const HASH_STEP = 0x01000193;

/** The hash `intern` expects for `source[from, to)`. */
export function hashBytes(source: Uint8Array, from: number, to: number): number {
  let hash = HASH_START;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ source[i]!, HASH_STEP);
  return hash;
}

function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

/** The code of the text `source[from, to)`, new or known; `hash` is its FNV-1a hash. */
export function intern(words: DictionaryBuilder, source: Uint8Array, from: number, to: number, hash: number): number {
  const { slots, hashes, offset, bytes } = words;
  const mask = slots.length - 1;
  const length = to - from;
  let slot = spread(hash) & mask;
  for (;;) {
    const code = slots[slot]! - 1;
    if (code < 0) break;
    if (hashes[code] === hash) {
      const start = offset[code]!;
      if (offset[code + 1]! - start === length) {
        let i = 0;
        while (i < length && bytes[start + i] === source[from + i]) i++;
        if (i === length) return code;
      }
    }
    slot = (slot + 1) & mask;
  }
  return append(words, source, from, to, hash, slot);
}

export function internText(words: DictionaryBuilder, text: string): number {
  const bytes = encodeUtf8(text);
  return intern(words, bytes, 0, bytes.length, hashBytes(bytes, 0, bytes.length));
}

/** Adds a text without looking whether it is there: for names that need not be unique, such as those of XES traces. */
export function appendText(words: DictionaryBuilder, source: Uint8Array, from: number, to: number): number {
  return append(words, source, from, to, 0, -1);
}

function append(
  w: DictionaryBuilder,
  source: Uint8Array,
  from: number,
  to: number,
  hash: number,
  slot: number,
): number {
  const code = w.size++;
  const length = to - from;
  if (w.used + length > w.bytes.length) {
    const larger = new Uint8Array(Math.max(w.bytes.length * 2, w.used + length));
    larger.set(w.bytes);
    w.bytes = larger;
  }
  for (let i = 0; i < length; i++) w.bytes[w.used + i] = source[from + i]!;
  w.used += length;
  if (code + 2 > w.offset.length) {
    const offset = new Uint32Array(w.offset.length * 2);
    offset.set(w.offset);
    w.offset = offset;
    const hashes = new Int32Array(w.offset.length);
    hashes.set(w.hashes);
    w.hashes = hashes;
  }
  w.offset[code + 1] = w.used;
  if (slot >= 0) {
    w.hashes[code] = hash;
    w.slots[slot] = code + 1;
    if (w.size * 2 > w.slots.length) rehash(w);
  }
  return code;
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

export function finishDictionary(words: DictionaryBuilder): Dictionary {
  return {
    size: words.size,
    bytes: words.bytes.slice(0, words.used),
    offset: words.offset.slice(0, words.size + 1),
  };
}
