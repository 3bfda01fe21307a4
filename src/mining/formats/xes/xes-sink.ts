/** Where a XES reader puts what it finds: columns of events and cases, and what the file says about itself. */

import type { Clock, Rejections } from '#mining/formats/import.ts';
import { reject } from '#mining/formats/import.ts';
import { parseNumber } from '#mining/formats/number.ts';
import type { ColumnBuilder } from '#mining/log/column-builder.ts';
import {
  becomeText,
  clearRow,
  columnBuilder,
  columnBytes,
  finishColumn,
  isPresent,
  makeRoom,
} from '#mining/log/column-builder.ts';
import type { Dictionary, DictionaryBuilder } from '#mining/log/dictionary.ts';
import {
  appendText,
  dictionaryBuilder,
  dictionaryOf,
  finishDictionary,
  intern,
  internText,
} from '#mining/log/dictionary.ts';
import type { Zone } from '#mining/log/instant.ts';
import { parseInstant } from '#mining/log/instant.ts';
import type { AttributeType, Column, Log, Values } from '#mining/log/log.ts';
import { decodeUtf8 } from '#mining/log/utf8.ts';
import { hashText, SLACK, viewOf } from '#mining/log/words.ts';
import type { AboutBuilder } from './xes-about.ts';
import { aboutBuilder, finishAbout } from './xes-about.ts';

/** The columns of one kind of row, found by key and type. */
export interface Table {
  readonly keys: DictionaryBuilder;
  /** By key code × 8 + type number: the column of a plain attribute. */
  readonly plain: (ColumnBuilder | undefined)[];
  /** By path, type and occurrence: the columns of nested attributes and of repeated keys. */
  readonly nested: Map<string, ColumnBuilder>;
  readonly columns: ColumnBuilder[];
  row: number;
}

export interface XesSink {
  readonly events: Table;
  readonly traces: Table;
  /** The two columns every event is asked for when it closes. */
  readonly activity: ColumnBuilder;
  readonly time: ColumnBuilder;
  caseOffset: Uint32Array;
  readonly about: AboutBuilder;
  readonly rejections: Rejections;
  withoutTime: number;
  /** The text of a time that couldn't be read in the current event. */
  wrongTime: string | undefined;
  western: boolean;
  readonly clock: Clock;
  readonly zone: Zone;
}

function table(): Table {
  return { keys: dictionaryBuilder(), plain: [], nested: new Map(), columns: [], row: 0 };
}

export function xesSink(clock: Clock): XesSink {
  const events = table();
  return {
    events,
    traces: table(),
    activity: named(events, 'concept:name', TYPE.string),
    time: named(events, 'time:timestamp', TYPE.date),
    caseOffset: new Uint32Array(1024),
    about: aboutBuilder(),
    rejections: { count: 0, first: [] },
    withoutTime: 0,
    wrongTime: undefined,
    western: false,
    clock,
    zone: { minutes: 0 },
  };
}

/** Numbers of the XES types, used on every attribute. */
export const TYPES: readonly AttributeType[] = ['text', 'time', 'int', 'float', 'boolean', 'id'];
export const TYPE = { string: 0, date: 1, int: 2, float: 3, boolean: 4, id: 5 } as const;

/** Keys that mean the same whatever type a file gives them. */
const FIXED: Readonly<Record<string, number>> = {
  'concept:name': TYPE.string,
  'org:resource': TYPE.string,
  'time:timestamp': TYPE.date,
};

/** The column of a plain attribute, new or known. `key` is the code of its name in `table.keys`. */
export function plainColumn(into: Table, key: number, type: number, name: () => string): ColumnBuilder {
  const known = into.plain[key * 8 + type];
  if (known) return known;
  const path = name();
  const fixed = FIXED[path] ?? type;
  const column = into.plain[key * 8 + fixed] ?? addColumn(into, [path], fixed);
  into.plain[key * 8 + type] = column;
  into.plain[key * 8 + fixed] = column;
  return column;
}

function addColumn(into: Table, path: readonly string[], type: number): ColumnBuilder {
  const column = columnBuilder(path, TYPES[type]!);
  into.columns.push(column);
  return column;
}

/** The column of an attribute inside another, or of a key that comes again in the same row. */
export function nestedColumn(into: Table, path: readonly string[], type: number): ColumnBuilder {
  for (let occurrence = 1; ; occurrence++) {
    const own = occurrence === 1 ? path : [...path.slice(0, -1), `${path.at(-1)}#${occurrence}`];
    const name = `${type}\u0000${own.join('\u0000')}`;
    let column = into.nested.get(name);
    if (column === undefined) {
      column = addColumn(into, own, type);
      into.nested.set(name, column);
    }
    if (!isPresent(column, into.row)) return column;
  }
}

/** Bytes to read values from, with slack behind them. */
export interface Source {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** Writes the value in `[from, to)` (entities already put in) at the current row; false when it isn't of the type. */
export function putValue(
  column: ColumnBuilder,
  row: number,
  source: Source,
  from: number,
  to: number,
  hash: number,
  zone: Zone,
): boolean {
  const b = source.bytes;
  switch (column.type) {
    case 'text':
    case 'id':
      if (row >= column.codes.length) makeRoom(column, row + 1);
      column.codes[row] = intern(column.words, source.view, from, to, hash);
      return true;
    case 'boolean': {
      if (row >= column.flags.length) makeRoom(column, row + 1);
      const first = b[from];
      const flag =
        to - from === 4 && (first === 116 || first === 84)
          ? 1
          : to - from === 5 && (first === 102 || first === 70)
            ? 0
            : -1;
      column.flags[row] = flag;
      return flag >= 0;
    }
    case 'time': {
      if (row >= column.numbers.length) makeRoom(column, row + 1);
      const ms = parseInstant(b, from, to, 'day-first', zone);
      column.numbers[row] = ms;
      if (zone.minutes !== 0) putQuarters(column, row, zone.minutes);
      return !Number.isNaN(ms);
    }
    default: {
      if (row >= column.numbers.length) makeRoom(column, row + 1);
      const number = parseNumber(b, from, to);
      if (isBeyond(number, column.type)) {
        becomeText(column);
        return putValue(column, row, source, from, to, hash, zone);
      }
      column.numbers[row] = number;
      return !Number.isNaN(number);
    }
  }
}

/** Whole numbers that a double can't hold are names of things, kept to the last digit; other numbers may be too large for it. */
function isBeyond(number: number, type: AttributeType): boolean {
  const size = Math.abs(number);
  return size === Number.POSITIVE_INFINITY || (type === 'int' && size > Number.MAX_SAFE_INTEGER);
}

function putQuarters(column: ColumnBuilder, row: number, minutes: number): void {
  if (row >= column.quarters.length) {
    const longer = new Int8Array(column.numbers.length);
    longer.set(column.quarters);
    column.quarters = longer;
  }
  column.quarters[row] = Math.round(minutes / 15);
}

export function putText(column: ColumnBuilder, row: number, text: Uint8Array, zone: Zone): boolean {
  const bytes = new Uint8Array(text.length + SLACK);
  bytes.set(text);
  const view = viewOf(bytes);
  return putValue(column, row, { bytes, view }, 0, text.length, hashText(view, 0, text.length), zone);
}

/** Remembers the text of a time that couldn't be read, which its event is then left out for. */
export function noteWrong(sink: XesSink, column: ColumnBuilder, bytes: Uint8Array, from = 0, to = bytes.length): void {
  if (column === sink.time) sink.wrongTime = decodeUtf8(bytes, from, to);
}

/** A tag about the log becomes objects, of several times its size. */
const OBJECTS = 8;

/** Memory that what was read takes so far. */
export function sinkBytes({ events, traces, caseOffset, about }: XesSink): number {
  const own = caseOffset.byteLength + about.bytes * OBJECTS;
  return [...events.columns, ...traces.columns].reduce((sum, column) => sum + columnBytes(column), own);
}

/** What the columns will take at least when they are finished: each is then as long as the log, however few values it has. */
export function finishedBytes({ events, traces }: XesSink): number {
  return (events.columns.length * events.row + traces.columns.length * traces.row) * Int32Array.BYTES_PER_ELEMENT;
}

function named(into: Table, name: string, type: number): ColumnBuilder {
  return plainColumn(into, internText(into.keys, name), type, () => name);
}

/** Closes an event: the next row, unless it has no activity or a time that can't be read. */
export function closeEvent(sink: XesSink, line: number, inTrace: boolean): void {
  const { events } = sink;
  const { activity, time } = sink;
  const wrong = sink.wrongTime;
  sink.wrongTime = undefined;
  const reason = !inTrace
    ? 'event-outside-trace'
    : wrong !== undefined
      ? 'time-not-understood'
      : isPresent(activity, events.row)
        ? undefined
        : 'no-activity';
  if (reason) {
    reject(sink.rejections, line, reason, reason === 'time-not-understood' ? wrong : undefined);
    for (const column of events.columns) clearRow(column, events.row);
    return;
  }
  if (!isPresent(time, events.row)) sink.withoutTime++;
  events.row++;
}

/** Closes a trace: the next case, unless it has no events. */
export function closeTrace(sink: XesSink, line: number): void {
  const { traces, events } = sink;
  const c = traces.row;
  if (events.row === sink.caseOffset[c]!) {
    reject(sink.rejections, line, 'trace-without-events');
    for (const column of traces.columns) clearRow(column, c);
    return;
  }
  if (c + 2 > sink.caseOffset.length) {
    const longer = new Uint32Array(Math.ceil(sink.caseOffset.length * 1.6));
    longer.set(sink.caseOffset);
    sink.caseOffset = longer;
  }
  sink.caseOffset[c + 1] = events.row;
  traces.row++;
}

/** The log, and how many cases had to be given a name. */
export function finishSink(sink: XesSink): { readonly log: Log; readonly unnamedCases: number; readonly clock: Clock } {
  const clock = setClock(sink);
  const cases = sink.traces.row;
  const rows = sink.events.row;
  const take = (column: ColumnBuilder) => finishColumn(column, rows, undefined).values;
  const activity = codesOf(take(named(sink.events, 'concept:name', TYPE.string)));
  const resource = codesOf(take(named(sink.events, 'org:resource', TYPE.string)));
  const start = startColumn(sink.events);
  const ownColumns = new Set([
    ...['concept:name', 'org:resource'].map((name) => named(sink.events, name, TYPE.string)),
    named(sink.events, 'time:timestamp', TYPE.date),
    start,
  ]);
  const caseName = named(sink.traces, 'concept:name', TYPE.string);
  makeRoom(caseName, cases);
  const names = caseIds(caseName, cases);
  const log: Log = {
    events: rows,
    cases,
    caseOffset: sink.caseOffset.slice(0, cases + 1),
    caseIds: names.dictionary,
    activity: activity.codes,
    activities: activity.dictionary,
    time: numbersOf(take(named(sink.events, 'time:timestamp', TYPE.date))),
    start: start && numbersOf(take(start)),
    resource: resource.dictionary.size > 0 ? resource.codes : undefined,
    resources: resource.dictionary,
    order: undefined,
    eventAttributes: attributes(sink.events, ownColumns),
    caseAttributes: attributes(sink.traces, new Set([caseName])),
    about: finishAbout(sink.about),
  };
  return { log, unnamedCases: names.unnamed, clock };
}

/** Turns instants into clock times where the log is to have them and comes from one place; answers what it has now. */
function setClock(sink: XesSink): Clock {
  const times = [...sink.events.columns, ...sink.traces.columns].filter((column) => column.type === 'time');
  const ofEvents = times.filter((column) => column.path[0] === 'time:timestamp');
  if (sink.clock === 'utc' || offsetSpread(ofEvents) > 4) return 'utc';
  for (const { numbers, quarters } of times) {
    for (let row = 0; row < quarters.length; row++) numbers[row]! += quarters[row]! * 900_000;
  }
  return 'local';
}

/** Quarters of an hour between the easternmost and the westernmost clock of the times that are there. */
function offsetSpread(times: readonly ColumnBuilder[]): number {
  let east = Number.NEGATIVE_INFINITY;
  let west = Number.POSITIVE_INFINITY;
  for (const { numbers, quarters } of times) {
    for (let row = 0; row < numbers.length; row++) {
      if (Number.isNaN(numbers[row]!)) continue;
      const quarter = quarters[row] ?? 0;
      if (quarter > east) east = quarter;
      if (quarter < west) west = quarter;
    }
  }
  return east - west;
}

/** XES itself has no start column; tools that keep intervals in one event write it under this name. */
function startColumn(events: Table): ColumnBuilder | undefined {
  return events.columns.find(
    (column) => column.type === 'time' && column.path.length === 1 && column.path[0] === 'start_timestamp',
  );
}

function attributes(from: Table, without: ReadonlySet<ColumnBuilder | undefined>): Column[] {
  const kept = from.columns.filter((column) => !without.has(column));
  return kept.map((column) => finishColumn(column, from.row, undefined));
}

function codesOf(values: Values): { readonly codes: Int32Array; readonly dictionary: Dictionary } {
  return 'codes' in values ? values : { codes: new Int32Array(0), dictionary: dictionaryOf([]) };
}

function numbersOf(values: Values): Float64Array {
  return 'numbers' in values ? values.numbers : new Float64Array(0);
}

/** Text c for case c. Two traces of one name stay two cases: in XES a trace is a case. */
function caseIds(column: ColumnBuilder, cases: number): { readonly dictionary: Dictionary; readonly unnamed: number } {
  const { words, codes } = column;
  const ids = dictionaryBuilder();
  let unnamed = 0;
  for (let c = 0; c < cases; c++) {
    const code = codes[c]!;
    if (code < 0) {
      unnamed++;
      const number = Uint8Array.from(`#${c + 1}`, (letter) => letter.charCodeAt(0));
      appendText(ids, viewOf(number), 0, number.length);
    } else appendText(ids, words.view, words.offset[code]!, words.offset[code + 1]!);
  }
  return { dictionary: finishDictionary(ids), unnamed };
}
