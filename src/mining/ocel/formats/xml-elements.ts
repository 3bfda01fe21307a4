/**
 * A large XML file as elements that open and close, while its bytes come: for formats whose values stand between tags. The
 * same rules as for XES: five entities, nothing fetched, nothing grown.
 */
import type { ScanBuffer } from '#mining/formats/scan-buffer.ts';
import { addChunk, dropBefore, scanBuffer } from '#mining/formats/scan-buffer.ts';
import type { Tag } from '#mining/formats/xes/xml-tag.ts';
import { attributeValue, characterData, endOf, readTag, tagEnd } from '#mining/formats/xes/xml-tag.ts';
import type { DecodeText } from '#mining/log/utf8.ts';
import { decodeUtf8, rememberingDecoder } from '#mining/log/utf8.ts';

export interface XmlTaker {
  /** `attribute` gives the value of one of the tag's own attributes; empty where it has none. */
  readonly open: (name: string, attribute: (name: string) => string, line: number) => void;
  /** `text` is the character data directly inside an element without children. */
  readonly close: (name: string, text: string) => void;
}

export type XmlProblem =
  | { readonly what: 'malformed'; readonly line: number; readonly problem: string }
  | { readonly what: 'entities'; readonly line: number }
  | { readonly what: 'cut'; readonly line: number };

/** No tag, comment or text is this long. */
const LONGEST = 1 << 24;
const DEEPEST = 200;

interface XmlState {
  readonly taker: XmlTaker;
  readonly buffer: ScanBuffer;
  readonly decode: DecodeText;
  /** Names of the open elements. */
  readonly stack: string[];
  rooted: boolean;
  line: number;
  text: string;
  /** Nothing but text was passed since an element opened: it may be its value. */
  isLeaf: boolean;
  problem: XmlProblem | undefined;
}

/** A scanner of UTF-8 bytes: `push` answers what is wrong as soon as it shows, `finish` also that the file is cut. */
export function xmlElements(taker: XmlTaker) {
  const state: XmlState = {
    taker,
    buffer: scanBuffer(),
    decode: rememberingDecoder(),
    stack: [],
    rooted: false,
    line: 1,
    text: '',
    isLeaf: false,
    problem: undefined,
  };
  return { push: (chunk: Uint8Array) => push(state, chunk), finish: () => finish(state) };
}

function push(state: XmlState, chunk: Uint8Array): XmlProblem | undefined {
  const { buffer } = state;
  addChunk(buffer, chunk);
  dropBefore(buffer, scan(state));
  if (buffer.length > LONGEST) fail(state, 'a tag or text that does not end');
  return state.problem;
}

function finish(state: XmlState): XmlProblem | undefined {
  const { buffer, rooted, stack } = state;
  if (state.problem) return state.problem;
  const left = buffer.bytes.subarray(0, buffer.length);
  if (rooted && stack.length === 0 && !left.includes(60)) return undefined;
  countLines(state, 0, left.includes(60) ? left.indexOf(60) : left.length);
  return { what: 'cut', line: state.line };
}

function fail(state: XmlState, problem: string): void {
  state.problem ??= { what: 'malformed', line: state.line, problem };
}

/** Works through what is whole; answers where the rest begins. */
function scan(state: XmlState): number {
  const { bytes, length } = state.buffer;
  let at = 0;
  while (at < length) {
    const next = bytes.indexOf(60, at);
    if (next < 0 || next >= length) return at;
    if (next > at && state.isLeaf) state.text += textFrom(state, characterData(bytes, at, next));
    countLines(state, at, next);
    // What stands before a tag that isn't whole was taken already: the rest begins at the tag.
    if (next + 3 >= length) return next;
    const first = bytes[next + 1];
    const isSpecial = first === 33 || first === 63;
    const end = isSpecial ? special(state, next) : tagEnd(bytes, next, length);
    if (end < 0) return next;
    if (!isSpecial) takeTag(state, next, end);
    if (state.problem) return length;
    countLines(state, next, end);
    at = end;
  }
  return length;
}

function countLines(state: XmlState, from: number, to: number): void {
  const { bytes } = state.buffer;
  for (let i = from; i < to; i++) if (bytes[i] === 10) state.line++;
}

/** The value, or empty with a problem when it has an entity of its own. */
function textFrom(state: XmlState, bytes: Uint8Array | undefined): string {
  if (bytes === undefined) state.problem ??= { what: 'entities', line: state.line };
  return bytes === undefined ? '' : state.decode(bytes, 0, bytes.length);
}

/** Past the declaration, comment or section at `at` (`<!` or `<?`); −1 when it isn't whole. */
function special(state: XmlState, at: number): number {
  const { bytes: b, length } = state.buffer;
  if (b[at + 1] === 63) return endOf(b, at, length, '?>');
  if (b[at + 2] === 45) return endOf(b, at + 4, length, '-->');
  if (b[at + 2] === 91) {
    const end = endOf(b, at, length, ']]>');
    // <![CDATA[ … ]]>
    if (end > 0 && state.isLeaf) state.text += decodeUtf8(b, at + 9, end - 3);
    return end;
  }
  const end = tagEnd(b, at, length);
  const bracket = b.subarray(at, end < 0 ? length : end).indexOf(91);
  if (bracket >= 0) state.problem ??= { what: 'entities', line: state.line };
  return end;
}

function takeTag(state: XmlState, from: number, to: number): void {
  const tag = readTag(state.buffer.bytes, from, to, state.decode);
  if (typeof tag === 'string') fail(state, tag);
  else if (tag.closing) close(state, tag.name);
  else open(state, tag);
}

function open(state: XmlState, tag: Tag): void {
  const { stack, rooted, taker, buffer } = state;
  if (stack.length === 0 && rooted) fail(state, 'something follows after its end');
  else if (stack.length >= DEEPEST) fail(state, 'elements nested too deep');
  if (state.problem) return;
  state.rooted = true;
  stack.push(tag.name);
  state.text = '';
  state.isLeaf = true;
  const attribute = (name: string) => {
    const range = tag.attributes.get(name);
    return range === undefined ? '' : textFrom(state, attributeValue(buffer.bytes, range.from, range.to));
  };
  taker.open(tag.name, attribute, state.line);
  if (tag.selfClosed) close(state, tag.name);
}

function close(state: XmlState, name: string): void {
  const opened = state.stack.pop();
  if (opened !== name) {
    fail(state, opened === undefined ? `</${name}> closes nothing` : `</${name}> closes <${opened}>`);
    return;
  }
  state.taker.close(name, state.isLeaf ? state.text : '');
  state.isLeaf = false;
}
