/** A log as CSV that any tool reads: comma, quotes where needed, UTF-8, XES names as headers. */
import { textOf, textsOf } from '#mining/dictionary.ts';
import { formatByClock } from '#mining/instant.ts';
import type { Column, Log } from '#mining/log.ts';
import { valueAt } from '#mining/log.ts';
import type { Clock } from './import.ts';
import { textChunks } from './text-chunks.ts';

const OWN = ['case:concept:name', 'concept:name', 'start_timestamp', 'time:timestamp', 'org:resource'];

/**
 * The bytes of the file. What reading gives back is the same log, but for texts that look like numbers, which become numbers.
 * `clock` is how the log's times were kept when it was read (`ImportReport`).
 */
export function writeCsv(log: Log, clock: Clock = 'utc'): Generator<Uint8Array> {
  return textChunks(lines(log, clock));
}

function* lines(log: Log, clock: Clock): Generator<string> {
  const columns = log.eventAttributes.map((column) => [header(column, ''), column] as const);
  const ofCase = log.caseAttributes.map((column) => [header(column, 'case:'), column] as const);
  const own = ownHeaders(log);
  yield `${[...own, ...columns.map(([name]) => name), ...ofCase.map(([name]) => name)].map(quoted).join(',')}\n`;
  const activities = textsOf(log.activities).map(quoted);
  const resources = textsOf(log.resources).map(quoted);
  for (let c = 0; c < log.cases; c++) {
    const name = quoted(textOf(log.caseIds, c));
    const tail = ofCase.map(([, column]) => cell(column, c, clock));
    for (let e = log.caseOffset[c]!; e < log.caseOffset[c + 1]!; e++) {
      const cells = [name, activities[log.activity[e]!]!];
      if (log.start) cells.push(instant(log.start[e]!, clock));
      cells.push(instant(log.time[e]!, clock));
      if (log.resource) cells.push(resources[log.resource[e]!] ?? '');
      for (const [, column] of columns) cells.push(cell(column, e, clock));
      yield `${[...cells, ...tail].join(',')}\n`;
    }
  }
}

/** The headers of what every log has, as far as this one has it. */
export function ownHeaders(log: Log): readonly string[] {
  return OWN.filter((name) => (name !== 'start_timestamp' || log.start) && (name !== 'org:resource' || log.resource));
}

/** Nested names are joined by a slash; a name this file uses for itself gets a number. */
export function header(column: Column, prefix: string): string {
  const name = prefix + column.path.join('/');
  return OWN.includes(name) ? `${name}#2` : name;
}

function instant(ms: number, clock: Clock): string {
  return Number.isNaN(ms) ? '' : formatByClock(ms, clock);
}

function cell(column: Column, row: number, clock: Clock): string {
  const value = valueAt(column, row);
  if (value === undefined) return '';
  if (typeof value === 'number') return column.values.type === 'time' ? formatByClock(value, clock) : String(value);
  return typeof value === 'boolean' ? String(value) : quoted(value);
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
