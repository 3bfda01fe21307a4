/** A log as CSV that any tool reads: comma, quotes where needed, UTF-8, XES names as headers. */

import type { WritingClock } from '#mining/formats/import.ts';
import { textChunks } from '#mining/formats/text-chunks.ts';
import { textOf, textsOf } from '#mining/log/dictionary.ts';
import { formatByClock } from '#mining/log/instant.ts';
import type { Column, Log } from '#mining/log/log.ts';
import { valueAt } from '#mining/log/log.ts';

const OWN = ['case:concept:name', 'concept:name', 'start_timestamp', 'time:timestamp', 'org:resource'];

/**
 * The bytes of the file. What reading gives back is the same log, but for texts that look like numbers, which become numbers.
 * `clock` is how the log's times were kept when it was read (`ImportReport`).
 */
export function writeCsv(log: Log, clock: WritingClock = 'utc'): Generator<Uint8Array> {
  return textChunks(lines(log, clock));
}

function* lines(log: Log, clock: WritingClock): Generator<string> {
  const { events: columns, cases: ofCase } = tableColumns(log);
  const own = ownHeaders(log);
  yield `${[...own, ...columns.map(({ name }) => name), ...ofCase.map(({ name }) => name)].map(quoted).join(',')}\n`;
  const activities = textsOf(log.activities).map(quoted);
  const resources = textsOf(log.resources).map(quoted);
  for (let c = 0; c < log.cases; c++) {
    const name = quoted(textOf(log.caseIds, c));
    const tail = ofCase.map(({ parts }) => cell(parts, c, clock));
    for (let e = log.caseOffset[c]!; e < log.caseOffset[c + 1]!; e++) {
      const cells = [name, activities[log.activity[e]!]!];
      if (log.start) cells.push(instant(log.start[e]!, clock));
      cells.push(instant(log.time[e]!, clock));
      if (log.resource) cells.push(resources[log.resource[e]!] ?? '');
      for (const { parts } of columns) cells.push(cell(parts, e, clock));
      yield `${[...cells, ...tail].join(',')}\n`;
    }
  }
}

/** The headers of what every log has, as far as this one has it. */
export function ownHeaders(log: Log): readonly string[] {
  return OWN.filter((name) => (name !== 'start_timestamp' || log.start) && (name !== 'org:resource' || log.resource));
}

/** A column of a table; where an attribute has values of several types, one part holds those of each, at most one in a row. */
export interface TableColumn {
  readonly name: string;
  readonly parts: Column[];
}

/**
 * The attributes as columns whose names differ. Nested names are joined by a slash; a name that the file has already gets a
 * number. An attribute whose values have several types is one column, unless some row has two of them.
 */
export function tableColumns(log: Log): Readonly<Record<'events' | 'cases', readonly TableColumn[]>> {
  const taken = new Set(OWN);
  const named = (columns: readonly Column[], rows: number, prefix: string) => {
    const found: TableColumn[] = [];
    for (const column of columns) {
      const own = prefix + column.path.join('/');
      const same = found.find(({ parts }) => parts.every((part) => goTogether(part, column, rows)));
      if (same) {
        same.parts.push(column);
        continue;
      }
      let name = own;
      for (let again = 2; taken.has(name); again++) name = `${own}#${again}`;
      taken.add(name);
      found.push({ name, parts: [column] });
    }
    return found;
  };
  const events = named(log.eventAttributes, log.events, '');
  return { events, cases: named(log.caseAttributes, log.cases, 'case:') };
}

function goTogether(one: Column, other: Column, rows: number): boolean {
  if (one.path.length !== other.path.length || !one.path.every((part, i) => part === other.path[i])) return false;
  for (let row = 0; row < rows; row++)
    if (valueAt(one, row) !== undefined && valueAt(other, row) !== undefined) return false;
  return true;
}

function instant(ms: number, clock: WritingClock): string {
  return Number.isNaN(ms) ? '' : formatByClock(ms, clock);
}

function cell(parts: readonly Column[], row: number, clock: WritingClock): string {
  for (const part of parts) {
    const text = textAt(part, row, clock);
    if (text !== undefined) return quoted(text);
  }
  return '';
}

/** The value as tables write it as text; undefined where there is none. */
export function textAt(column: Column, row: number, clock: WritingClock): string | undefined {
  const value = valueAt(column, row);
  return typeof value === 'number' && column.values.type === 'time' ? formatByClock(value, clock) : value?.toString();
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
