/** Where a XES reader puts what it finds: columns of events and cases, and what the file says about itself. */

import type { Clock, Rejections } from '#mining/formats/import.ts';
import { reject } from '#mining/formats/import.ts';
import type { ColumnBuilder } from '#mining/log/column-builder.ts';
import { clearRow, columnBytes, isPresent } from '#mining/log/column-builder.ts';
import type { Zone } from '#mining/log/instant.ts';
import type { AboutBuilder } from './xes-about.ts';
import { aboutBuilder } from './xes-about.ts';
import { clearNestingRow, closeNesting, nestingBytes } from './xes-nesting.ts';
import type { Table } from './xes-table.ts';
import { hasOtherValue, namedColumn, TYPE, xesTable } from './xes-table.ts';
import { putOdd } from './xes-value.ts';

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

export function xesSink(clock: Clock): XesSink {
  const events = xesTable();
  return {
    events,
    traces: xesTable(),
    activity: namedColumn(events, 'concept:name', TYPE.string),
    time: namedColumn(events, 'time:timestamp', TYPE.date),
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

/**
 * What couldn't be read as its column's type is kept as text; of an event's time it is remembered, since the event is then
 * left out. `path` are the keys without numbers. Answers the column that has the value.
 */
export function keepOdd(
  sink: XesSink,
  table: Table,
  column: ColumnBuilder,
  text: string,
  path: readonly string[] = column.path,
): ColumnBuilder | undefined {
  if (column !== sink.time) return putOdd(table, path, text);
  sink.wrongTime = text;
  return undefined;
}

/** A tag about the log becomes objects, of several times its size. */
const OBJECTS = 8;

/** Memory that what was read takes so far. */
export function sinkBytes({ events, traces, caseOffset, about }: XesSink): number {
  const own = caseOffset.byteLength + about.bytes * OBJECTS;
  const nested = nestingBytes(events.nesting) + nestingBytes(traces.nesting);
  return [...events.columns, ...traces.columns].reduce((sum, column) => sum + columnBytes(column), own + nested);
}

/** What the columns will take at least when they are finished: each is then as long as the log, however few values it has. */
export function finishedBytes({ events, traces }: XesSink): number {
  return (events.columns.length * events.row + traces.columns.length * traces.row) * Int32Array.BYTES_PER_ELEMENT;
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
    leaveOut(events);
    return;
  }
  if (!isPresent(time, events.row)) sink.withoutTime++;
  nextRow(events);
}

/** Closes a trace: the next case, unless it has no events. */
export function closeTrace(sink: XesSink, line: number): void {
  const { traces, events } = sink;
  const c = traces.row;
  if (events.row === sink.caseOffset[c]!) {
    reject(sink.rejections, line, 'trace-without-events');
    leaveOut(traces);
    return;
  }
  if (c + 2 > sink.caseOffset.length) {
    const longer = new Uint32Array(Math.ceil(sink.caseOffset.length * 1.6));
    longer.set(sink.caseOffset);
    sink.caseOffset = longer;
  }
  sink.caseOffset[c + 1] = events.row;
  nextRow(traces);
}

function nextRow(table: Table): void {
  const { nesting, repeats, row } = table;
  if (nesting.roots.length > 0)
    closeNesting(nesting, row, table.numberOf, (key, own) => hasOtherValue(table, key, own));
  if (repeats.size > 0) repeats.clear();
  table.row++;
}

/** The current row is rejected: what was put in it is taken back. */
function leaveOut(table: Table): void {
  for (const column of table.columns) clearRow(column, table.row);
  clearNestingRow(table.nesting, table.row);
  table.repeats.clear();
}
