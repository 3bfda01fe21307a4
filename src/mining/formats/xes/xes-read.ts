/**
 * XES (IEEE 1849-2023) from bytes to columns. Plain tags go through `xes-quick.ts`; whatever looks otherwise takes the
 * unhurried path here, by way of `xml-tag.ts`. Nothing is fetched, no entity is expanded beyond the five of XML.
 */

import type { Clock, Imported, ImportRefusal, LogReader } from '#mining/formats/import.ts';
import { addChunk, dropBefore } from '#mining/formats/scan-buffer.ts';
import { cp1252ToUtf8 } from '#mining/formats/text-encoding.ts';
import type { ColumnBuilder } from '#mining/log/column-builder.ts';
import { isPresent } from '#mining/log/column-builder.ts';
import { internText } from '#mining/log/dictionary.ts';
import { decodeUtf8, isUtf8 } from '#mining/log/utf8.ts';
import { openAttribute } from './xes-about.ts';
import { finishSink } from './xes-finish.ts';
import { closeKept, openKept } from './xes-nesting.ts';
import { passKnown, readPlain } from './xes-quick.ts';
import { closeEvent, closeTrace, finishedBytes, keepOdd, sinkBytes } from './xes-sink.ts';
import type { XesState } from './xes-state.ts';
import { xesState } from './xes-state.ts';
import type { Table } from './xes-table.ts';
import { nestedColumn, plainColumn, TYPE } from './xes-table.ts';
import { closeNode, closeValues, openValues } from './xes-tree.ts';
import { putText } from './xes-value.ts';
import type { Tag } from './xml-tag.ts';
import { attributeValue, endOf, readTag, tagEnd } from './xml-tag.ts';

/** No tag or comment is this long. */
const LONGEST_TAG = 1 << 24;
/** What stands before a tag that isn't whole is kept and scanned again with it, up to this many bytes. */
const LONGEST_GAP = 1 << 12;
/** No event or case has that many bytes of attributes inside others. */
const LONGEST_NESTING = 1 << 26;
/** Deeper nesting than any log has; a file that nests deeper is made to exhaust us. */
const DEEPEST = 200;

/** A reader of UTF-8 bytes (values that aren't are taken as Windows-1252); see `LogReader`. */
export function xesReader(encoding: string, clock: Clock, mostBytes: number): LogReader {
  const state = xesState(encoding, clock, mostBytes);
  return {
    push: (chunk) => take(state, chunk),
    finish: () => finish(state),
    progress: () => ({ events: state.sink.events.row, rejected: state.sink.rejections.count }),
  };
}

function take(state: XesState, chunk: Uint8Array): ImportRefusal | undefined {
  const { buffer } = state;
  addChunk(buffer, chunk);
  dropBefore(buffer, scan(state));
  if (buffer.length > LONGEST_TAG) return malformed(state, 'a tag that does not end');
  refuseFrom(state, Math.max(sinkBytes(state.sink), finishedBytes(state.sink)));
  return state.refusal;
}

function refuseFrom(state: XesState, bytes: number): void {
  const { sink, mostBytes } = state;
  if (bytes > mostBytes) state.refusal ??= { tag: 'log-too-large', events: sink.events.row, mostBytes };
}

function malformed(state: XesState, problem: string): ImportRefusal {
  state.refusal ??= { tag: 'xml-malformed', line: state.line, problem };
  return state.refusal;
}

/** Works through whole tags; answers where the first that isn't whole begins. */
function scan(state: XesState): number {
  const { sink } = state;
  const { bytes, length } = state.buffer;
  let at = 0;
  while (at < length) {
    const from = passKnown(state, at);
    at = from;
    let lines = 0;
    while (at < length && bytes[at] !== 60) if (bytes[at++] === 10) lines++;
    if (at === length && length - from < LONGEST_GAP) return from;
    state.line += lines;
    if (at === length) {
      state.passed = undefined;
      return length;
    }
    let next = readPlain(state, from, at);
    if (next < 0) {
      state.passed = undefined;
      next = anyTag(state, bytes, at, length);
    }
    // A new column is as long as the log is already: a few tags may ask for much memory.
    refuseFrom(state, finishedBytes(sink));
    if (next < 0) {
      state.line -= lines;
      return from;
    }
    if (state.refusal) return length;
    at = next;
  }
  return length;
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
  countTag(state, end - at);
  if (typeof tag === 'string') malformed(state, tag);
  else if (tag.closing) close(state, tag.name);
  else {
    open(state, tag, b);
    if (tag.selfClosed && !state.refusal) close(state, tag.name);
  }
  return counted(state, b, at, end);
}

/** Bytes of a tag that is kept as objects until what it belongs to ends. */
function countTag(state: XesState, bytes: number): void {
  const { sink, inTrace, inEvent } = state;
  if (!inTrace && !inEvent) {
    sink.about.bytes += bytes;
    return;
  }
  const { nesting } = inEvent ? sink.events : sink.traces;
  if (nesting.tree.open.length === 0) return;
  nesting.bytes += bytes;
  if (nesting.bytes > LONGEST_NESTING) malformed(state, 'attributes inside attributes that do not end');
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

/** Elements that are attributes, and the type of their values; a list and a container have none. */
const ATTRIBUTES: ReadonlyMap<string, number> = new Map([
  ...Object.entries(TYPE),
  ['list', TYPE.string],
  ['container', TYPE.string],
]);

function open(state: XesState, tag: Tag, b: Uint8Array): void {
  const { stack } = state;
  if (!state.rooted) {
    if (tag.name !== 'log') {
      state.refusal = { tag: 'file-not-a-log', found: `xml:${tag.name}` };
      return;
    }
    state.rooted = true;
  }
  if (stack.length >= DEEPEST) malformed(state, 'elements nested too deep');
  const isRow = tag.name === 'trace' || tag.name === 'event';
  if (isRow && standsWrong(state, tag.name)) malformed(state, `<${tag.name}> inside <${stack.at(-1)}>`);
  stack.push(tag.name);
  if (tag.name === 'trace') state.inTrace = true;
  else if (tag.name === 'event') state.inEvent = true;
  else if (tag.name === 'values') openValues(openAttributes(state));
  else if (ATTRIBUTES.has(tag.name)) attribute(state, tag, b);
  else aboutLog(state, tag, b);
}

/** Traces and events stand in no attribute, and in none of their own kind. */
function standsWrong(state: XesState, name: string): boolean {
  return state.inEvent || (name === 'trace' && state.inTrace) || openAttributes(state).open.length > 0;
}

/** The attributes that are open, of what is read now. */
function openAttributes({ sink, inEvent, inTrace }: XesState) {
  return inEvent ? sink.events.nesting.tree : inTrace ? sink.traces.nesting.tree : sink.about.tree;
}

/** What the file says about the log. */
function aboutLog(state: XesState, tag: Tag, b: Uint8Array): void {
  const { about } = state.sink;
  const text = (name: string) => textAttribute(state, tag, b, name);
  switch (tag.name) {
    case 'extension':
      about.extensions.push({ name: text('name'), prefix: text('prefix'), uri: text('uri') });
      break;
    case 'classifier':
      about.classifiers.push({ name: text('name'), scope: text('scope') || 'event', keys: text('keys') });
      break;
    case 'global':
      about.inGlobal = true;
      about.globals.push({ scope: text('scope') || 'event', attributes: [] });
      break;
    default:
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
  const table = state.inEvent ? sink.events : sink.traces;
  const holds = tag.name === 'list' || tag.name === 'container';
  const value = holds ? undefined : bytesOf(state, tag, b, 'value');
  openKept(table.nesting, tag.name, key, value && keepValue(state, table, ATTRIBUTES.get(tag.name)!, value));
}

/** Puts the value of the attribute that is open last into a column; answers that. */
function keepValue(state: XesState, table: Table, type: number, value: Uint8Array): ColumnBuilder | undefined {
  const { sink, path } = state;
  const [key] = path;
  let column: ColumnBuilder;
  if (path.length === 1) {
    column = plainColumn(table, internText(table.keys, key!), type, () => key!);
    if (isPresent(column, table.row)) column = nestedColumn(table, [key!], type, 2);
  } else column = nestedColumn(table, path.slice(), type);
  if (putText(column, table.row, value, sink.zone)) return column;
  return keepOdd(sink, table, column, decodeUtf8(value), path.slice());
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
    case 'values':
      closeValues(openAttributes(state));
      break;
    default:
      if (ATTRIBUTES.has(name)) closeAttribute(state);
  }
}

function closeAttribute({ sink, path, inEvent, inTrace }: XesState): void {
  if (!inEvent && !inTrace) {
    closeNode(sink.about.tree);
    return;
  }
  path.pop();
  closeKept((inEvent ? sink.events : sink.traces).nesting);
}

function finish(state: XesState): Imported | ImportRefusal {
  if (state.refusal) return state.refusal;
  const { sink } = state;
  if (!state.rooted) return { tag: 'file-not-a-log', found: 'xml' };
  const left = state.buffer.bytes.subarray(0, state.buffer.length);
  const begun = left.indexOf(60);
  if (state.stack.length > 0 || begun >= 0) {
    counted(state, left, 0, begun < 0 ? left.length : begun);
    return { tag: 'file-cut', line: state.line, events: sink.events.row };
  }
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
