/**
 * The plain tags of XES, which nearly every byte of a log belongs to: traces and events without attributes of their own,
 * and closed `<string key="…" value="…"/>` inside them. Each is remembered as it stands, with what came after it; where
 * the same bytes follow again, they are compared instead of read, and only the value is scanned.
 */
import { isPresent } from '#mining/log/column-builder.ts';
import { intern } from '#mining/log/dictionary.ts';
import { decodeUtf8, isUtf8 } from '#mining/log/utf8.ts';
import {
  bytesBelow,
  firstBytes,
  firstMarked,
  foldWord,
  fourOf,
  HASH_START,
  hashText,
  SLACK,
  sameText,
  viewOf,
  zeroBytes,
} from '#mining/log/words.ts';
import { closeEvent, closeTrace, keepOdd } from './xes-sink.ts';
import type { KnownTag, XesState } from './xes-state.ts';
import { plainColumn, TYPE } from './xes-table.ts';
import { putValue } from './xes-value.ts';

/** Passes the known tags that follow from `at` on; answers where the first other one begins. */
export function passKnown(state: XesState, from: number): number {
  let at = from;
  for (;;) {
    const tag = state.passed && knownFollower(state, state.passed.followers, at);
    if (tag === undefined) return at;
    const end = pass(state, tag, at + tag.length, state.line + tag.lines);
    if (end < 0) return at;
    state.line += tag.lines;
    state.passed = tag;
    at = end;
  }
}

/** The follower that stands at `at`, which is then the first of them. */
function knownFollower(state: XesState, followers: KnownTag[], at: number): KnownTag | undefined {
  for (let i = 0; i < followers.length; i++) {
    const tag = followers[i]!;
    if (!stands(state, tag, at)) continue;
    for (let j = i; j > 0; j--) followers[j] = followers[j - 1]!;
    followers[0] = tag;
    return tag;
  }
  return undefined;
}

function stands(state: XesState, tag: KnownTag, at: number): boolean {
  const { view, length } = state.buffer;
  if (at + tag.length >= length || view.getInt32(at + tag.probe, true) !== tag.probed) return false;
  return sameText(tag.text, 0, view, at, tag.length);
}

/** Does what the tag means, which ends on `line`; answers where it ends, or −1 (nothing done) when it goes on in an unusual way. */
function pass(state: XesState, tag: KnownTag, at: number, line: number): number {
  const { sink, stack } = state;
  switch (tag.what) {
    case 'attribute':
      return passValue(state, tag, at);
    case 'event':
      stack.push('event');
      state.inEvent = true;
      return at;
    case 'event-end':
      if (stack.at(-1) !== 'event') return -1;
      stack.pop();
      closeEvent(sink, line, true);
      state.inEvent = false;
      return at;
    case 'trace':
      stack.push('trace');
      state.inTrace = true;
      return at;
    case 'trace-end':
      if (stack.at(-1) !== 'trace') return -1;
      stack.pop();
      closeTrace(sink, line);
      state.inTrace = false;
      return at;
  }
}

const QUOTES = fourOf(34);
const AMPERSANDS = fourOf(38);
const BLANKS = fourOf(32);

/** Writes the value that begins at `from` and ends its tag; −1 when it holds what must be looked at more closely. */
function passValue(state: XesState, tag: KnownTag, from: number): number {
  const { bytes, view, length } = state.buffer;
  let hash = HASH_START;
  let high = 0;
  let at = from;
  for (;;) {
    const word = view.getInt32(at, true);
    const marks = zeroBytes(word ^ QUOTES) | zeroBytes(word ^ AMPERSANDS) | bytesBelow(word, BLANKS);
    if (marks === 0) {
      hash = foldWord(hash, word);
      high |= word;
      at += 4;
      continue;
    }
    const rest = firstMarked(marks);
    if (rest > 0) {
      const last = firstBytes(word, rest);
      hash = foldWord(hash, last);
      high |= last;
      at += rest;
    }
    break;
  }
  if (bytes[at] !== 34) return -1;
  const end = bytes[at + 1] === 47 ? at + 2 : bytes[at + 1] === 32 && bytes[at + 2] === 47 ? at + 3 : -1;
  if (end < 0 || end >= length || bytes[end] !== 62) return -1;
  if ((high & fourOf(128)) !== 0 && !isUtf8(bytes, from, at)) return -1;
  const column = tag.column!;
  const table = state.inEvent ? state.sink.events : state.sink.traces;
  if (isPresent(column, table.row)) return -1;
  if (!putValue(column, table.row, state.buffer, from, at, hash, state.sink.zone))
    keepOdd(state.sink, table, column, decodeUtf8(bytes, from, at));
  return end + 1;
}

/** Reads one plain tag, whose `<` stands at `at`, and remembers it; answers where it ends, or −1 when it isn't plain. `from` is where the tag before it ended. */
export function readPlain(state: XesState, from: number, at: number): number {
  if (state.path.length > 0) return -1;
  const read = plainTag(state, at);
  if (read === undefined) return -1;
  const name = `${state.inEvent}${decodeUtf8(state.buffer.bytes, from, Math.min(read.end, from + LONGEST))}`;
  const tag = state.known.get(name) ?? newTag(state, from, read);
  const end = pass(state, tag, read.end, state.line);
  if (end < 0) return -1;
  const before = state.passed;
  const isKept = state.known.has(name) || (state.known.size < MOST && tag.length <= LONGEST);
  state.passed = isKept ? tag : undefined;
  if (!isKept) return end;
  state.known.set(name, tag);
  if (before && !before.followers.includes(tag)) {
    before.followers.unshift(tag);
    if (before.followers.length > MOST_FOLLOWERS) before.followers.pop();
  }
  return end;
}

/** Tags longer than this, and more different ones than this, are read anew each time. */
const LONGEST = 512;
const MOST = 2000;
const MOST_FOLLOWERS = 8;

type Plain = Pick<KnownTag, 'what' | 'column'> & { readonly end: number };

function newTag(state: XesState, from: number, { what, column, end }: Plain): KnownTag {
  const length = end - from;
  const text = new Uint8Array(length + SLACK);
  text.set(state.buffer.bytes.subarray(from, end));
  const lines = text.reduce((sum, byte) => sum + (byte === 10 ? 1 : 0), 0);
  const view = viewOf(text);
  const probe = Math.max(0, length - 4 - (what === 'attribute' ? VALUE.length : 0));
  return { text: view, length, lines, what, column, probe, probed: view.getInt32(probe, true), followers: [] };
}

const TAGS = { event: '<event>', 'event-end': '</event>', trace: '<trace>', 'trace-end': '</trace>' } as const;

/** What stands at `at`, as far as the value of an attribute; undefined for what isn't plain or can't stand here. */
function plainTag(state: XesState, at: number): Plain | undefined {
  const { bytes } = state.buffer;
  const whole = (what: keyof typeof TAGS): Plain | undefined => {
    const text = TAGS[what];
    for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return undefined;
    return { what, column: undefined, end: at + text.length };
  };
  if (!state.inTrace) return state.stack.length === 1 ? whole('trace') : undefined;
  if (state.inEvent)
    return (state.stack.at(-1) === 'event' ? whole('event-end') : undefined) ?? plainAttribute(state, at);
  return whole('event') ?? whole('trace-end') ?? plainAttribute(state, at);
}

const ELEMENTS = Object.entries(TYPE).map(([name, type]) => ({ open: `<${name} key="`, type }));
const VALUE = '" value="';

function plainAttribute(state: XesState, at: number): Plain | undefined {
  const { bytes, view, length } = state.buffer;
  const isAt = (text: string, from: number) => {
    for (let i = 0; i < text.length; i++) if (bytes[from + i] !== text.charCodeAt(i)) return false;
    return true;
  };
  const element = ELEMENTS.find(({ open }) => isAt(open, at));
  if (element === undefined) return undefined;
  const from = at + element.open.length;
  let to = from;
  while (to < length && bytes[to] !== 34) {
    if (bytes[to] === 38 || bytes[to]! < 32) return undefined;
    to++;
  }
  if (!isAt(VALUE, to) || !isUtf8(bytes, from, to)) return undefined;
  const table = state.inEvent ? state.sink.events : state.sink.traces;
  const key = intern(table.keys, view, from, to, hashText(view, from, to));
  const column = plainColumn(table, key, element.type, () => decodeUtf8(bytes, from, to));
  return { what: 'attribute', column, end: to + VALUE.length };
}
