/**
 * A large JSON object (RFC 8259) read piece by piece: the members of a few sections (a list or a map under a top-level key)
 * are handed over one at a time, so that no more than one of them is held besides what is made of it.
 */
import type { ScanBuffer } from '#mining/formats/scan-buffer.ts';
import { addChunk, dropBefore, scanBuffer } from '#mining/formats/scan-buffer.ts';
import { decodeUtf8 } from '#mining/log/utf8.ts';

export interface JsonTaker {
  /** The whole value of a top-level key that is no section. */
  readonly value: (key: string, value: unknown) => void;
  /** A member of a section; `name` is its key in a map, undefined in a list. `line` is where it begins, from 1. */
  readonly member: (section: string, name: string | undefined, value: unknown, line: number) => void;
  /** A section has begun. */
  readonly section: (key: string) => void;
}

export interface JsonProblem {
  readonly line: number;
  /** Undefined when the text ends in the middle. */
  readonly problem: string | undefined;
}

/** No single member of a log is this long. */
const LONGEST = 1 << 26;

type Place = 'start' | 'key' | 'colon' | 'value' | 'next' | 'end';

interface JsonState {
  readonly sections: ReadonlySet<string>;
  readonly taker: JsonTaker;
  readonly buffer: ScanBuffer;
  line: number;
  place: Place;
  /** Where the place is: in a section, or at the top. */
  section: string | undefined;
  inMap: boolean;
  /** A closing sign may come where the first key or value of something may. */
  first: boolean;
  key: string | undefined;
  problem: JsonProblem | undefined;
  /** Of a value that isn't whole: how far it was looked through, and what is open there. */
  looked: Looked;
}

interface Looked {
  readonly at: number;
  readonly depth: number;
  readonly quoted: boolean;
  /** Line breaks so far; of a whole value, those in it. */
  readonly lines: number;
}

const NOT_LOOKED: Looked = { at: 0, depth: 0, quoted: false, lines: 0 };

/** A scanner of UTF-8 bytes: `push` answers what is wrong as soon as it shows, `finish` also that the text is cut. */
export function jsonSections(sections: ReadonlySet<string>, taker: JsonTaker) {
  const state: JsonState = {
    sections,
    taker,
    buffer: scanBuffer(),
    line: 1,
    place: 'start',
    section: undefined,
    inMap: false,
    first: true,
    key: undefined,
    problem: undefined,
    looked: NOT_LOOKED,
  };
  const finish = (): JsonProblem | undefined => {
    const { problem, place, line, looked } = state;
    return problem ?? (place === 'end' ? undefined : { line: line + looked.lines, problem: undefined });
  };
  return { push: (chunk: Uint8Array) => push(state, chunk), finish };
}

function push(state: JsonState, chunk: Uint8Array): JsonProblem | undefined {
  const { buffer } = state;
  addChunk(buffer, chunk);
  const { bytes, length } = buffer;
  let at = 0;
  while (at < length && !state.problem) {
    const byte = bytes[at]!;
    if (byte === 10) state.line++;
    if (byte === 10 || byte === 32 || byte === 13 || byte === 9) {
      at++;
      continue;
    }
    const next = step(state, at);
    if (next < 0) break;
    at = next;
  }
  dropBefore(buffer, at);
  if (buffer.length > LONGEST) fail(state, 'one value is longer than any log has');
  return state.problem;
}

function fail(state: JsonState, problem: string): -1 {
  state.problem ??= { line: state.line, problem };
  return -1;
}

/** Takes what is at `at`; answers where to go on, or −1 when more bytes are needed or there is a problem. */
function step(state: JsonState, at: number): number {
  const byte = state.buffer.bytes[at]!;
  switch (state.place) {
    case 'start':
      if (byte !== 123) return fail(state, 'it does not begin as an object');
      state.place = 'key';
      state.first = true;
      return at + 1;
    case 'key':
      return byte === 125 && state.first ? closed(state, at) : takeKey(state, at);
    case 'colon':
      if (byte !== 58) return fail(state, 'a colon is missing');
      state.place = 'value';
      state.first = false;
      return at + 1;
    case 'value':
      return takeBeginning(state, at);
    case 'next':
      return takeComma(state, at);
    default:
      return fail(state, 'something follows after its end');
  }
}

function takeKey(state: JsonState, at: number): number {
  if (state.buffer.bytes[at] !== 34) return fail(state, 'a key is missing');
  const end = valueEnd(state, at);
  if (end < 0) return -1;
  const name = parsed(state, at, end);
  if (typeof name !== 'string') return -1;
  state.key = name;
  state.place = 'colon';
  return end;
}

/** Where a value may begin: a section, a value, or the end of a list that has none. */
function takeBeginning(state: JsonState, at: number): number {
  const { section, sections, key, inMap, first } = state;
  const byte = state.buffer.bytes[at]!;
  if (section === undefined && sections.has(key!) && (byte === 123 || byte === 91)) return openSection(state, at);
  return byte === 93 && first && section !== undefined && !inMap ? closed(state, at) : takeValue(state, at);
}

function openSection(state: JsonState, at: number): number {
  const { key, buffer, taker } = state;
  state.section = key!;
  state.inMap = buffer.bytes[at] === 123;
  state.place = state.inMap ? 'key' : 'value';
  state.first = true;
  state.key = undefined;
  taker.section(key!);
  return at + 1;
}

function takeComma(state: JsonState, at: number): number {
  const byte = state.buffer.bytes[at]!;
  const isMap = state.section === undefined || state.inMap;
  if (byte === 44) {
    state.place = isMap ? 'key' : 'value';
    state.first = false;
    return at + 1;
  }
  return byte === (isMap ? 125 : 93) ? closed(state, at) : fail(state, 'a comma is missing');
}

/** A section ends, or all does. */
function closed(state: JsonState, at: number): number {
  state.place = state.section === undefined ? 'end' : 'next';
  state.section = undefined;
  state.first = false;
  return at + 1;
}

function takeValue(state: JsonState, at: number): number {
  const end = valueEnd(state, at);
  if (end < 0) return -1;
  const value = parsed(state, at, end);
  if (state.problem) return -1;
  const { section, key, line, taker, looked } = state;
  if (section === undefined) taker.value(key!, value);
  else taker.member(section, key, value, line);
  state.line += looked.lines;
  state.looked = NOT_LOOKED;
  state.key = undefined;
  state.place = 'next';
  return end;
}

/** Past the value that begins at `from`, or −1 when it isn't whole yet. */
function valueEnd(state: JsonState, from: number): number {
  const { bytes, length } = state.buffer;
  const { at } = state.looked;
  let { depth, quoted, lines } = state.looked;
  for (let i = from + at; i < length; i++) {
    const byte = bytes[i]!;
    if (quoted) {
      if (byte === 92) {
        if (i + 1 >= length) {
          state.looked = { at: i - from, depth, quoted, lines };
          return -1;
        }
        i++;
      } else if (byte === 34) {
        quoted = false;
        if (depth === 0) return ended(state, i + 1, lines);
      }
    } else if (byte === 34) quoted = true;
    else if (byte === 10) lines++;
    else if (byte === 123 || byte === 91) depth++;
    else if (byte === 125 || byte === 93) {
      if (depth === 0) return ended(state, i, lines);
      if (--depth === 0) return ended(state, i + 1, lines);
    } else if (depth === 0 && (byte === 44 || byte === 58 || byte === 32 || byte === 13 || byte === 9))
      return ended(state, i, lines);
    if (depth === 0 && byte === 10) return ended(state, i, lines - 1);
  }
  state.looked = { at: length - from, depth, quoted, lines };
  return -1;
}

function ended(state: JsonState, end: number, lines: number): number {
  state.looked = { ...NOT_LOOKED, lines };
  return end;
}

/** What stands in `[from, to)` of the buffer; undefined, with a problem, where that is no JSON. */
function parsed(state: JsonState, from: number, to: number): unknown {
  const { bytes } = state.buffer;
  const text = decodeUtf8(bytes, from, to);
  try {
    return LONG_NUMBER.test(text) ? JSON.parse(text, exactly as Reviver) : JSON.parse(text);
  } catch {
    fail(
      state,
      from === to
        ? 'a value is missing'
        : `what begins here is no JSON: ${decodeUtf8(bytes, from, Math.min(to, from + 40))}`,
    );
    return undefined;
  }
}

/** What may be a number that a double doesn't hold. */
const LONG_NUMBER = /\d{16}|\d[eE]\+?\d{3}/;

type Reviver = (key: string, value: unknown) => unknown;

/** Numbers beyond what a double holds stay text, to the last digit, as in the other formats (ECMA-262, `JSON.parse` with source text). */
function exactly(_key: string, value: unknown, { source }: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || source === undefined) return value;
  const isWhole = /^-?\d+$/.test(source);
  return Number.isFinite(value) && (!isWhole || Number.isSafeInteger(value)) ? value : source;
}
