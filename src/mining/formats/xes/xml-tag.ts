/** One XML tag at a time, for the scanner's unhurried paths: everything the fast path of XES doesn't expect. */
import type { DecodeText } from '#mining/log/utf8.ts';
import { decodeUtf8, putCodePoint } from '#mining/log/utf8.ts';

/** Where a tag (from `<` to past `>`) ends, minding quotes; −1 when it isn't whole. */
export function tagEnd(b: Uint8Array, from: number, to: number): number {
  let quote = 0;
  for (let i = from + 1; i < to; i++) {
    const byte = b[i]!;
    if (quote !== 0) {
      if (byte === quote) quote = 0;
    } else if (byte === 34 || byte === 39) quote = byte;
    else if (byte === 62) return i + 1;
  }
  return -1;
}

/** Where what starts at `from` ends, past the closing text; −1 when it isn't whole. */
export function endOf(b: Uint8Array, from: number, to: number, closing: string): number {
  const n = closing.length;
  for (let i = from; i + n <= to; i++) {
    let k = 0;
    while (k < n && b[i + k] === closing.charCodeAt(k)) k++;
    if (k === n) return i + n;
  }
  return -1;
}

export interface Tag {
  /** Without namespace prefix. */
  readonly name: string;
  readonly closing: boolean;
  readonly selfClosed: boolean;
  /** Ranges of the raw values (quotes and entities not removed) by attribute name. */
  readonly attributes: ReadonlyMap<string, Range>;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

const NONE: Tag['attributes'] = new Map();

function isBlank(byte: number): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}

/** The whole tag in `b[from, to)`, or what is wrong with it. */
export function readTag(b: Uint8Array, from: number, to: number, decode: DecodeText = decodeUtf8): Tag | string {
  const closing = b[from + 1] === 47;
  const selfClosed = b[to - 2] === 47;
  const stop = selfClosed ? to - 2 : to - 1;
  let at = from + (closing ? 2 : 1);
  const nameFrom = at;
  let local = at;
  while (at < stop && !isBlank(b[at]!)) {
    if (b[at] === 58) local = at + 1;
    at++;
  }
  if (at === nameFrom) return 'tag without a name';
  let attributes: Map<string, Range> | undefined;
  const name = decode(b, local, at);
  for (;;) {
    while (at < stop && isBlank(b[at]!)) at++;
    if (at >= stop) return { name, closing, selfClosed, attributes: attributes ?? NONE };
    const start = at;
    while (at < stop && b[at] !== 61 && !isBlank(b[at]!)) at++;
    const attribute = decode(b, start, at);
    while (at < stop && isBlank(b[at]!)) at++;
    if (b[at] !== 61) return `attribute ${attribute} has no value`;
    at++;
    while (at < stop && isBlank(b[at]!)) at++;
    const quote = b[at];
    if (quote !== 34 && quote !== 39) return `value of ${attribute} has no quotes`;
    const valueFrom = ++at;
    while (at < stop && b[at] !== quote) at++;
    attributes ??= new Map();
    attributes.set(attribute, { from: valueFrom, to: at });
    at++;
  }
}

const NAMED: ReadonlyMap<string, number> = new Map(Object.entries({ amp: 38, lt: 60, gt: 62, quot: 34, apos: 39 }));

/**
 * An attribute value with its entities put in and its white space made blanks (XML 1.0, §3.3.3). Only the five named
 * entities and character references exist here: undefined for any other, so that no entity can grow (“billion laughs”).
 */
export function attributeValue(b: Uint8Array, from: number, to: number): Uint8Array | undefined {
  return withEntities(b, from, to, 32);
}

/** The text between two tags: as an attribute value, but line breaks stay (XML 1.0, §2.11). */
export function characterData(b: Uint8Array, from: number, to: number): Uint8Array | undefined {
  return withEntities(b, from, to, 0);
}

function withEntities(b: Uint8Array, from: number, to: number, least: number): Uint8Array | undefined {
  let plain = from;
  while (plain < to && b[plain] !== 38 && b[plain] !== 13 && b[plain]! >= least) plain++;
  if (plain === to) return b.subarray(from, to);
  const into = new Uint8Array(to - from + 4);
  let at = 0;
  for (let i = from; i < to; i++) {
    const byte = b[i]!;
    if (byte === 38) {
      const end = b.indexOf(59, i);
      const point = end > 0 && end < to && end - i <= 10 ? entity(decodeUtf8(b, i + 1, end)) : undefined;
      if (point === undefined) return undefined;
      at = putCodePoint(into, at, point);
      i = end;
    } else if (byte === 13 && b[i + 1] === 10) continue;
    else into[at++] = Math.max(byte, least);
  }
  return into.subarray(0, at);
}

function entity(name: string): number | undefined {
  if (name[0] !== '#') return NAMED.get(name);
  if (!/^#(\d+|x[\da-f]+)$/i.test(name)) return undefined;
  const digits = name[1] === 'x' ? name.slice(2) : name.slice(1);
  const point = Number.parseInt(digits, name[1] === 'x' ? 16 : 10);
  if (Number.isNaN(point) || point === 0 || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return undefined;
  return point;
}

/** Text made safe inside a double-quoted attribute. Characters XML 1.0 cannot hold become U+FFFD. */
export function escapeAttribute(text: string): string {
  let safe = '';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 62 && unit < 0xfffe) continue;
    const mark = ESCAPES[text[i]!] ?? (unit < 32 || unit >= 0xfffe ? '\ufffd' : undefined);
    if (mark === undefined) continue;
    safe += text.slice(from, i) + mark;
    from = i + 1;
  }
  return from === 0 ? text : safe + text.slice(from);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
