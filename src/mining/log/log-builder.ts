/**
 * Makes a log of rows that name their case: groups them by case in order of first appearance, and within each case by
 * time, stably, so that rows of equal time keep the order they came in.
 */
import type { ColumnBuilder } from './column-builder.ts';
import {
  columnBuilder,
  columnBytes,
  finishColumn,
  grownCodes,
  grownNumbers,
  inOrder,
  makeRoom,
} from './column-builder.ts';
import type { DictionaryBuilder } from './dictionary.ts';
import { dictionaryBuilder, dictionaryBytes, finishDictionary, internText } from './dictionary.ts';
import type { Column, Log } from './log.ts';
import { NOTHING_ABOUT } from './log.ts';

/** Rows on their way into a log. Readers write the arrays directly at `rows` and then count it up. */
export interface RowBuilder {
  rows: number;
  readonly cases: DictionaryBuilder;
  caseCode: Int32Array;
  readonly activity: ColumnBuilder;
  time: Float64Array;
  start: Float64Array | undefined;
  readonly resource: ColumnBuilder;
  readonly attributes: ColumnBuilder[];
}

export function rowBuilder(): RowBuilder {
  return {
    rows: 0,
    cases: dictionaryBuilder(),
    caseCode: new Int32Array(0),
    activity: columnBuilder(['concept:name'], 'text'),
    time: new Float64Array(0),
    start: undefined,
    resource: columnBuilder(['org:resource'], 'text'),
    attributes: [],
  };
}

/** Makes room for one more row in every column. */
export function roomForRow(b: RowBuilder): void {
  const rows = b.rows + 1;
  if (rows <= b.caseCode.length) return;
  b.caseCode = grownCodes(b.caseCode, rows);
  b.time = grownNumbers(b.time, rows);
  if (b.start) b.start = grownNumbers(b.start, rows);
  for (const column of [b.activity, b.resource, ...b.attributes]) makeRoom(column, b.caseCode.length);
}

/** Memory the rows take so far. */
export function rowBytes(b: RowBuilder): number {
  const own = b.caseCode.byteLength + b.time.byteLength + (b.start?.byteLength ?? 0) + dictionaryBytes(b.cases);
  return [b.activity, b.resource, ...b.attributes].reduce((sum, column) => sum + columnBytes(column), own);
}

/**
 * The log of all rows. `forCases` names the attributes that belong to the case where all its rows agree (CSV columns
 * with the prefix `case:`); one that differs within a case stays with the events.
 */
export function finishRows(b: RowBuilder, forCases: ReadonlySet<ColumnBuilder>): Log {
  const { rows } = b;
  const cases = b.cases.size;
  const { order, caseOffset } = groupByCase(b, rows, cases);
  b.caseCode = new Int32Array(0);
  const eventAttributes: Column[] = [];
  const caseAttributes: Column[] = [];
  for (const column of b.attributes) {
    const finished = finishColumn(column, rows, order);
    const ofCase = forCases.has(column) ? caseColumn(finished, caseOffset) : undefined;
    if (ofCase) caseAttributes.push({ ...ofCase, path: [finished.path[0]!.slice('case:'.length)] });
    else eventAttributes.push(finished);
  }
  const hasResource = b.resource.words.size > 0;
  return {
    events: rows,
    cases,
    caseOffset,
    caseIds: finishDictionary(b.cases),
    activity: inOrder(b.activity.codes, rows, order),
    activities: finishDictionary(b.activity.words),
    time: inOrder(b.time, rows, order),
    start: b.start && inOrder(b.start, rows, order),
    resource: hasResource ? inOrder(b.resource.codes, rows, order) : undefined,
    resources: finishDictionary(b.resource.words),
    order,
    eventAttributes,
    caseAttributes,
    about: NOTHING_ABOUT,
  };
}

function groupByCase(
  b: RowBuilder,
  rows: number,
  cases: number,
): { order: Uint32Array | undefined; caseOffset: Uint32Array } {
  const { caseCode, time } = b;
  const caseOffset = new Uint32Array(cases + 1);
  let sorted = true;
  for (let i = 0; i < rows; i++) {
    const c = caseCode[i]!;
    caseOffset[c + 1]!++;
    if (i > 0 && (c < caseCode[i - 1]! || (c === caseCode[i - 1] && time[i]! < time[i - 1]!))) sorted = false;
  }
  for (let c = 0; c < cases; c++) caseOffset[c + 1]! += caseOffset[c]!;
  if (sorted) return { order: undefined, caseOffset };
  const next = caseOffset.slice(0, cases);
  const order = new Uint32Array(rows);
  for (let i = 0; i < rows; i++) order[next[caseCode[i]!]!++] = i;
  for (let c = 0; c < cases; c++) sortByTime(order, time, caseOffset[c]!, caseOffset[c + 1]!);
  return { order, caseOffset };
}

/**
 * Stable: insertion where nearly sorted and short, else the engine's own merge sort. A row without time keeps its place, and
 * those on either side of it their sides.
 */
function sortByTime(order: Uint32Array, time: Float64Array, from: number, to: number): void {
  if (to - from > 64) {
    for (let begin = from; begin < to; begin++) {
      let end = begin;
      while (end < to && !Number.isNaN(time[order[end]!]!)) end++;
      const part = Array.from(order.subarray(begin, end));
      part.sort((x, y) => time[x]! - time[y]! || x - y);
      order.set(part, begin);
      begin = end;
    }
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const row = order[i]!;
    const t = time[row]!;
    let j = i - 1;
    while (j >= from && time[order[j]!]! > t) {
      order[j + 1] = order[j]!;
      j--;
    }
    order[j + 1] = row;
  }
}

/** The column with one row per case, or undefined when some case has differing values. */
function caseColumn(column: Column, caseOffset: Uint32Array): Column | undefined {
  const { values } = column;
  const source = 'codes' in values ? values.codes : 'numbers' in values ? values.numbers : values.flags;
  const cases = caseOffset.length - 1;
  const own = source.slice(0, cases);
  for (let c = 0; c < cases; c++) {
    const first = source[caseOffset[c]!]!;
    for (let e = caseOffset[c]! + 1; e < caseOffset[c + 1]!; e++) if (!Object.is(source[e], first)) return undefined;
    own[c] = first;
  }
  if ('codes' in values) return { path: column.path, values: { ...values, codes: own as Int32Array } };
  if ('numbers' in values) return { path: column.path, values: { ...values, numbers: own as Float64Array } };
  return { path: column.path, values: { ...values, flags: own as Int8Array } };
}

/** One event as a row: how our own journeys become a log. */
export interface EventRow {
  readonly caseId: string;
  readonly activity: string;
  /** ms since 1970 UTC. */
  readonly time: number;
  /** When the work began, where known: ms since 1970 UTC. */
  readonly start?: number;
  readonly resource?: string;
}

/** A log of plain rows in any order, grouped and sorted as every log is. */
export function logFromEvents(events: Iterable<EventRow>): Log {
  const b = rowBuilder();
  for (const event of events) {
    roomForRow(b);
    const row = b.rows;
    b.caseCode[row] = internText(b.cases, event.caseId);
    b.activity.codes[row] = internText(b.activity.words, event.activity);
    b.time[row] = event.time;
    if (event.start !== undefined) {
      b.start ??= new Float64Array(b.caseCode.length).fill(Number.NaN);
      b.start[row] = event.start;
    }
    if (event.resource !== undefined) b.resource.codes[row] = internText(b.resource.words, event.resource);
    b.rows++;
  }
  return finishRows(b, new Set());
}
