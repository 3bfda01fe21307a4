/**
 * A large JSON object (RFC 8259) read piece by piece: the members of a few sections (a list or a map under a top-level key)
 * are handed over one at a time, so that no more than one of them is held besides what is made of it.
 */
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

export function jsonSections(sections: ReadonlySet<string>, taker: JsonTaker) {
  const buffer = scanBuffer();
  let line = 1;
  let place: Place = 'start';
  /** Where the place is: at the top, or in a section. */
  let section: string | undefined;
  let inMap = false;
  /** A closing sign may come where the first key or value of something may. */
  let first = true;
  let key: string | undefined;
  let problem: JsonProblem | undefined;
  /** Of a value that isn't whole: how far it was looked through, and what is open there. */
  let looked = { at: 0, depth: 0, quoted: false, lines: 0 };

  const fail = (what: string): number => {
    problem ??= { line, problem: what };
    return -1;
  };

  /** Past the value that begins at `from`, or −1 when it isn't whole yet. */
  function valueEnd(from: number): number {
    const { bytes, length } = buffer;
    let { at, depth, quoted, lines } = looked;
    for (let i = from + at; i < length; i++) {
      const byte = bytes[i]!;
      if (quoted) {
        if (byte === 92) {
          if (i + 1 >= length) {
            looked = { at: i - from, depth, quoted, lines };
            return -1;
          }
          i++;
        } else if (byte === 34) {
          quoted = false;
          if (depth === 0) return done(i + 1, lines);
        }
      } else if (byte === 34) quoted = true;
      else if (byte === 10) lines++;
      else if (byte === 123 || byte === 91) depth++;
      else if (byte === 125 || byte === 93) {
        if (depth === 0) return done(i, lines);
        if (--depth === 0) return done(i + 1, lines);
      } else if (depth === 0 && (byte === 44 || byte === 58 || byte === 32 || byte === 13 || byte === 9))
        return done(i, lines);
      if (depth === 0 && byte === 10) return done(i, lines - 1);
    }
    at = length - from;
    looked = { at, depth, quoted, lines };
    return -1;
  }

  function done(end: number, lines: number): number {
    looked = { at: 0, depth: 0, quoted: false, lines };
    return end;
  }

  function parsed(from: number, to: number): unknown {
    try {
      return JSON.parse(decodeUtf8(buffer.bytes, from, to));
    } catch {
      fail(
        from === to
          ? 'a value is missing'
          : `what begins here is no JSON: ${decodeUtf8(buffer.bytes, from, Math.min(to, from + 40))}`,
      );
      return undefined;
    }
  }

  /** Takes what is at `at`; answers where to go on, or −1 when more bytes are needed or there is a problem. */
  function step(at: number): number {
    const byte = buffer.bytes[at]!;
    switch (place) {
      case 'start':
        if (byte !== 123) return fail('it does not begin as an object');
        place = 'key';
        first = true;
        return at + 1;
      case 'key': {
        if (byte === 125 && first) return closed(at);
        if (byte !== 34) return fail('a key is missing');
        const end = valueEnd(at);
        if (end < 0) return -1;
        const name = parsed(at, end);
        if (typeof name !== 'string') return -1;
        key = name;
        place = 'colon';
        return end;
      }
      case 'colon':
        if (byte !== 58) return fail('a colon is missing');
        place = 'value';
        first = false;
        return at + 1;
      case 'value':
        if (section === undefined && sections.has(key!) && (byte === 123 || byte === 91)) {
          section = key!;
          inMap = byte === 123;
          place = inMap ? 'key' : 'value';
          first = true;
          key = undefined;
          taker.section(section);
          return at + 1;
        }
        return byte === 93 && first && section !== undefined && !inMap ? closed(at) : takeValue(at);
      case 'next':
        if (byte === 44) {
          place = section === undefined || inMap ? 'key' : 'value';
          first = false;
          return at + 1;
        }
        if (byte === (section === undefined || inMap ? 125 : 93)) return closed(at);
        return fail('a comma is missing');
      default:
        return fail('something follows after its end');
    }
  }

  function closed(at: number): number {
    place = section === undefined ? 'end' : 'next';
    section = undefined;
    first = false;
    return at + 1;
  }

  function takeValue(at: number): number {
    const end = valueEnd(at);
    if (end < 0) return -1;
    const value = parsed(at, end);
    if (problem) return -1;
    if (section === undefined) taker.value(key!, value);
    else taker.member(section, key, value, line);
    line += looked.lines;
    looked.lines = 0;
    key = undefined;
    place = 'next';
    return end;
  }

  function push(chunk: Uint8Array): JsonProblem | undefined {
    addChunk(buffer, chunk);
    const { bytes, length } = buffer;
    let at = 0;
    while (at < length && !problem) {
      const byte = bytes[at]!;
      if (byte === 10) line++;
      if (byte === 10 || byte === 32 || byte === 13 || byte === 9) {
        at++;
        continue;
      }
      const next = step(at);
      if (next < 0) break;
      at = next;
    }
    dropBefore(buffer, at);
    if (buffer.length > LONGEST) fail('one value is longer than any log has');
    return problem;
  }

  const finish = (): JsonProblem | undefined =>
    problem ?? (place === 'end' ? undefined : { line: line + looked.lines, problem: undefined });

  return { push, finish };
}
