/**
 * XES (IEEE 1849-2023) from bytes to columns. Nearly every byte of a XES file is `<string key="…" value="…"/>` inside an
 * event: that path is scanned without making anything; whatever looks otherwise takes the unhurried path through
 * `xml-tag.ts`. Nothing is fetched, no entity is expanded beyond the five of XML.
 */
import { HASH_START, HASH_STEP, hashBytes, intern } from '#mining/dictionary.ts';
import { decodeUtf8, isUtf8 } from '#mining/utf8.ts';
import type { Clock, Imported, ImportRefusal, LogReader } from './import.ts';
import { cp1252ToUtf8 } from './text-encoding.ts';
import { closeAttribute, openAttribute } from './xes-about.ts';
import type { Table, XesSink } from './xes-sink.ts';
import {
  closeEvent,
  closeTrace,
  finishSink,
  nestedColumn,
  plainColumn,
  putText,
  putValue,
  TYPE,
  xesSink,
} from './xes-sink.ts';
import type { Tag } from './xml-tag.ts';
import { attributeValue, endOf, readTag, tagEnd } from './xml-tag.ts';

/** No tag or comment is this long. */
const LONGEST_TAG = 1 << 26;
/** Deeper nesting than any log has; a file that nests deeper is made to exhaust us. */
const DEEPEST = 200;

interface XesState {
  readonly encoding: string;
  readonly sink: XesSink;
  /** Names of the open elements. */
  readonly stack: string[];
  /** Keys of the open attributes in the current trace or event. */
  readonly path: string[];
  rooted: boolean;
  inTrace: boolean;
  inEvent: boolean;
  line: number;
  held: Uint8Array;
  refusal: ImportRefusal | undefined;
}

/** A reader of UTF-8 bytes (values that aren't are taken as Windows-1252); see `LogReader`. */
export function xesReader(encoding: string, clock: Clock): LogReader {
  const state: XesState = {
    encoding,
    sink: xesSink(clock),
    stack: [],
    path: [],
    rooted: false,
    inTrace: false,
    inEvent: false,
    line: 1,
    held: new Uint8Array(0),
    refusal: undefined,
  };
  return {
    push: (chunk) => take(state, chunk),
    finish: () => finish(state),
    progress: () => ({ events: state.sink.events.row, rejected: state.sink.rejections.count }),
  };
}

function take(state: XesState, chunk: Uint8Array): ImportRefusal | undefined {
  // One kind of array only (Node's chunks are a kind of their own), so that the scanner is compiled once.
  let bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length);
  if (state.held.length > 0) {
    bytes = new Uint8Array(state.held.length + chunk.length);
    bytes.set(state.held);
    bytes.set(chunk, state.held.length);
  }
  const at = scan(state, bytes);
  state.held = at === bytes.length ? new Uint8Array(0) : bytes.slice(at);
  if (state.held.length > LONGEST_TAG) return malformed(state, 'a tag that does not end');
  return state.refusal;
}

function malformed(state: XesState, problem: string): ImportRefusal {
  state.refusal ??= { tag: 'xml-malformed', line: state.line, problem };
  return state.refusal;
}

/** Works through whole tags; answers where the first that isn't whole begins. */
function scan(state: XesState, b: Uint8Array): number {
  const to = b.length;
  let at = 0;
  while (at < to) {
    let byte = b[at]!;
    let lines = 0;
    while (byte !== 60) {
      if (byte === 10) lines++;
      if (++at === to) break;
      byte = b[at]!;
    }
    state.line += lines;
    if (at === to) return to;
    const quick = !state.inTrace ? -1 : state.inEvent ? quickTag(state, b, at, to) : quickEvent(state, b, at, to);
    const next = quick > 0 ? quick : anyTag(state, b, at, to);
    if (next < 0) return at;
    if (state.refusal) return to;
    at = next;
  }
  return to;
}

const KEY = [32, 107, 101, 121, 61, 34]; // ` key="`
const VALUE = [32, 118, 97, 108, 117, 101, 61, 34]; // ` value="`

/** The type of the attribute element whose name begins at `at`, by its first letters; −1 for anything else. */
function quickType(b: Uint8Array, at: number): number {
  switch (b[at]) {
    case 115:
      return b[at + 1] === 116 && b[at + 6] === 32 ? TYPE.string : -1;
    case 100:
      return b[at + 1] === 97 && b[at + 4] === 32 ? TYPE.date : -1;
    case 105:
      return b[at + 1] === 110 ? (b[at + 3] === 32 ? TYPE.int : -1) : b[at + 2] === 32 ? TYPE.id : -1;
    case 102:
      return b[at + 1] === 108 && b[at + 5] === 32 ? TYPE.float : -1;
    case 98:
      return b[at + 1] === 111 && b[at + 7] === 32 ? TYPE.boolean : -1;
    default:
      return -1;
  }
}

const NAME_LENGTH = [6, 4, 3, 5, 7, 2];

const EVENT = [60, 101, 118, 101, 110, 116, 62]; // `<event>`

/** Past `<event>`, which is then open, or past an attribute of the trace; else −1. */
function quickEvent(state: XesState, b: Uint8Array, at: number, to: number): number {
  if (b[at + 1] !== 101) return quickTag(state, b, at, to);
  for (let k = 2; k < 7; k++) if (b[at + k] !== EVENT[k]) return -1;
  if (state.path.length > 0) return -1;
  state.stack.push('event');
  state.inEvent = true;
  return at + 7;
}

/** Past `</event>`, which is then closed; else −1. */
function quickEventEnd(state: XesState, b: Uint8Array, at: number): number {
  for (let k = 1; k < 7; k++) if (b[at + k + 1] !== EVENT[k]) return -1;
  if (state.path.length > 0 || state.stack.at(-1) !== 'event') return -1;
  state.stack.pop();
  closeEvent(state.sink, state.line, true);
  state.inEvent = false;
  return at + 8;
}

/** Past the tag at `at` when it is a plain, closed attribute of the open event or trace, which is then written; else −1. */
function quickTag(state: XesState, b: Uint8Array, at: number, to: number): number {
  if (b[at + 1] === 47) return state.inEvent ? quickEventEnd(state, b, at) : -1;
  if (state.path.length > 0) return -1;
  const type = quickType(b, at + 1);
  if (type < 0) return -1;
  let i = at + 1 + NAME_LENGTH[type]!;
  if (b[i + 1] !== KEY[1] || b[i + 2] !== KEY[2] || b[i + 3] !== KEY[3] || b[i + 4] !== KEY[4] || b[i + 5] !== KEY[5])
    return -1;
  i += 6;
  const keyFrom = i;
  let keyHash = HASH_START;
  let mixed = 0;
  let byte = 0;
  for (; i < to; i++) {
    byte = b[i]!;
    if (byte === 34) break;
    keyHash = Math.imul(keyHash ^ byte, HASH_STEP);
    if (byte === 38 || byte < 32) mixed = 1;
    mixed |= byte & 128;
  }
  const keyTo = i++;
  for (let k = 0; k < 8; k++) if (b[i + k] !== VALUE[k]) return -1;
  i += 8;
  const from = i;
  let hash = HASH_START;
  for (; i < to; i++) {
    byte = b[i]!;
    if (byte === 34) break;
    hash = Math.imul(hash ^ byte, HASH_STEP);
    if (byte === 38 || byte < 32) mixed = 1;
    mixed |= byte & 128;
  }
  if (mixed & 1) return -1;
  const end = b[i + 1] === 47 ? i + 2 : b[i + 1] === 32 && b[i + 2] === 47 ? i + 3 : -1;
  if (end < 0 || end >= to || b[end] !== 62) return -1;
  if (mixed & 128 && !(isUtf8(b, keyFrom, keyTo) && isUtf8(b, from, i))) return -1;
  const table = state.inEvent ? state.sink.events : state.sink.traces;
  const key = intern(table.keys, b, keyFrom, keyTo, keyHash);
  const column = plainColumn(table, key, type, () => decodeUtf8(b, keyFrom, keyTo));
  if (repeats(table, column)) return -1;
  if (!putValue(column, table.row, b, from, i, hash, state.sink.zone))
    noteWrong(state, column.path[0]!, decodeUtf8(b, from, i));
  return end + 1;
}

/** A key that is there already in this row: rare, and kept under a numbered name. */
function repeats(table: Table, column: { readonly codes: Int32Array; readonly numbers: Float64Array }): boolean {
  const { row } = table;
  if (row < column.codes.length) return column.codes[row]! >= 0;
  return row < column.numbers.length && !Number.isNaN(column.numbers[row]!);
}

function noteWrong(state: XesState, key: string, value: string): void {
  if (state.inEvent && key === 'time:timestamp') state.sink.wrongTime = value;
}

/** Past the tag, comment or declaration at `at`; −1 when it isn't whole. */
function anyTag(state: XesState, b: Uint8Array, at: number, to: number): number {
  const first = b[at + 1];
  if (first === undefined) return -1;
  if (first === 63) return counted(state, b, at, endOf(b, at, to, '?>'));
  if (first === 33) return declaration(state, b, at, to);
  const end = tagEnd(b, at, to);
  if (end < 0) return -1;
  const tag = readTag(b, at, end);
  if (typeof tag === 'string') malformed(state, tag);
  else if (tag.closing) close(state, tag.name);
  else {
    open(state, tag, b);
    if (tag.selfClosed && !state.refusal) close(state, tag.name);
  }
  return counted(state, b, at, end);
}

function counted(state: XesState, b: Uint8Array, from: number, end: number): number {
  for (let i = from; i < end; i++) if (b[i] === 10) state.line++;
  return end;
}

function declaration(state: XesState, b: Uint8Array, at: number, to: number): number {
  if (b[at + 2] === 45) return counted(state, b, at, endOf(b, at + 4, to, '-->'));
  if (b[at + 2] === 91) return counted(state, b, at, endOf(b, at, to, ']]>'));
  if (b[at + 2] === undefined) return -1;
  const end = tagEnd(b, at, to);
  const bracket = b.indexOf(91, at);
  if (bracket > 0 && (end < 0 || bracket < end)) {
    state.refusal = { tag: 'xml-entities-refused', line: state.line };
    return to;
  }
  return counted(state, b, at, end);
}

const ATTRIBUTES: Readonly<Record<string, number>> = {
  ...TYPE,
  list: TYPE.string,
  container: TYPE.string,
};

function open(state: XesState, tag: Tag, b: Uint8Array): void {
  const { stack, sink } = state;
  if (!state.rooted) {
    if (tag.name !== 'log') {
      state.refusal = { tag: 'file-not-a-log', found: `xml:${tag.name}` };
      return;
    }
    state.rooted = true;
  }
  if (stack.length >= DEEPEST) malformed(state, 'elements nested too deep');
  stack.push(tag.name);
  const text = (name: string) => textAttribute(state, tag, b, name);
  switch (tag.name) {
    case 'trace':
      state.inTrace = true;
      break;
    case 'event':
      state.inEvent = true;
      break;
    case 'extension':
      sink.about.extensions.push({ name: text('name'), prefix: text('prefix'), uri: text('uri') });
      break;
    case 'classifier':
      sink.about.classifiers.push({ name: text('name'), scope: text('scope') || 'event', keys: text('keys') });
      break;
    case 'global':
      sink.about.inGlobal = true;
      sink.about.globals.push({ scope: text('scope') || 'event', attributes: [] });
      break;
    default:
      if (tag.name in ATTRIBUTES) attribute(state, tag, b);
  }
}

/** The value of one of the tag's own attributes as text. */
function textAttribute(state: XesState, tag: Tag, b: Uint8Array, name: string): string {
  return decodeUtf8(bytesOf(state, tag, b, name) ?? new Uint8Array(0));
}

function bytesOf(state: XesState, tag: Tag, b: Uint8Array, name: string): Uint8Array | undefined {
  const range = tag.attributes.get(name);
  if (range === undefined) return undefined;
  const value = attributeValue(b, range.from, range.to);
  if (value === undefined) {
    state.refusal ??= { tag: 'xml-entities-refused', line: state.line };
    return undefined;
  }
  if (isUtf8(value, 0, value.length)) return value;
  state.sink.western = true;
  return cp1252ToUtf8(value, 0, value.length);
}

function attribute(state: XesState, tag: Tag, b: Uint8Array): void {
  const { sink, path } = state;
  const key = textAttribute(state, tag, b, 'key');
  if (!state.inTrace && !state.inEvent) {
    openAttribute(sink.about, tag.name, key, textAttribute(state, tag, b, 'value'));
    return;
  }
  path.push(key);
  const value = bytesOf(state, tag, b, 'value');
  if (value === undefined) return;
  const table = state.inEvent ? sink.events : sink.traces;
  const type = ATTRIBUTES[tag.name]!;
  if (path.length === 1) {
    const keyBytes = bytesOf(state, tag, b, 'key') ?? value;
    const code = intern(table.keys, keyBytes, 0, keyBytes.length, hashBytes(keyBytes, 0, keyBytes.length));
    const column = plainColumn(table, code, type, () => key);
    if (!repeats(table, column)) {
      if (!putText(column, table.row, value, sink.zone)) noteWrong(state, key, decodeUtf8(value));
      return;
    }
  }
  putText(nestedColumn(table, path.length === 1 ? [key] : path.slice(), type), table.row, value, sink.zone);
}

function close(state: XesState, name: string): void {
  const { stack, sink } = state;
  const opened = stack.pop();
  if (opened !== name) {
    malformed(state, opened === undefined ? `</${name}> closes nothing` : `</${name}> closes <${opened}>`);
    return;
  }
  switch (name) {
    case 'trace':
      closeTrace(sink, state.line);
      state.inTrace = false;
      break;
    case 'event':
      closeEvent(sink, state.line, state.inTrace);
      state.inEvent = false;
      break;
    case 'global':
      sink.about.inGlobal = false;
      break;
    default:
      if (!(name in ATTRIBUTES)) break;
      if (state.inTrace || state.inEvent) state.path.pop();
      else closeAttribute(sink.about);
  }
}

function finish(state: XesState): Imported | ImportRefusal {
  if (state.refusal) return state.refusal;
  const { sink } = state;
  if (!state.rooted) return { tag: 'file-not-a-log', found: 'xml' };
  if (state.stack.length > 0 || state.held.length > 0)
    return { tag: 'file-cut', line: state.line, events: sink.events.row };
  const { count, first } = sink.rejections;
  if (sink.events.row === 0) return { tag: 'no-events', rejected: count, rejections: first };
  const { log, unnamedCases, clock } = finishSink(sink);
  return {
    log,
    report: {
      format: 'xes',
      encoding: sink.western ? `${state.encoding}+windows-1252` : state.encoding,
      bytes: 0,
      rejected: count,
      rejections: first,
      columns: {},
      clock,
      withoutTime: sink.withoutTime,
      unnamedCases,
    },
  };
}
