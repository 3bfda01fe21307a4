/** A part of a log as a log of its own. */
import { pickTexts } from './dictionary.ts';
import type { Column, Log, Values } from './log.ts';

/**
 * The log of these cases (numbers, ascending) and the events that are wanted; cases left without events fall away. Texts
 * are shared with the whole but for the cases' names, so that nothing is coded anew.
 */
export function pickEvents(log: Log, cases: Uint32Array, wanted: (event: number) => boolean): Log {
  const events = new Uint32Array(cases.reduce((sum, c) => sum + log.caseOffset[c + 1]! - log.caseOffset[c]!, 0));
  const kept = new Uint32Array(cases.length);
  const caseOffset = new Uint32Array(cases.length + 1);
  let [n, size] = [0, 0];
  for (const c of cases) {
    for (let e = log.caseOffset[c]!; e < log.caseOffset[c + 1]!; e++) if (wanted(e)) events[n++] = e;
    if (n === caseOffset[size]) continue;
    kept[size++] = c;
    caseOffset[size] = n;
  }
  const rows = events.subarray(0, n);
  const own = kept.subarray(0, size);
  return {
    ...log,
    events: n,
    cases: size,
    caseOffset: caseOffset.slice(0, size + 1),
    caseIds: pickTexts(log.caseIds, own),
    activity: Int32Array.from(rows, (e) => log.activity[e]!),
    time: Float64Array.from(rows, (e) => log.time[e]!),
    start: log.start && Float64Array.from(rows, (e) => log.start![e]!),
    resource: log.resource && Int32Array.from(rows, (e) => log.resource![e]!),
    order: Uint32Array.from(rows, (e) => log.order?.[e] ?? e),
    eventAttributes: log.eventAttributes.map((column) => rowsOf(column, rows)),
    caseAttributes: log.caseAttributes.map((column) => rowsOf(column, own)),
    ...(log.nesting && { nesting: nestingOf(log.nesting, rows, own) }),
  };
}

function nestingOf({ events, cases }: NonNullable<Log['nesting']>, rows: Uint32Array, own: Uint32Array) {
  return { events: events && rowsOf(events, rows), cases: cases && rowsOf(cases, own) };
}

function rowsOf({ path, values }: Column, rows: Uint32Array): Column {
  return { path, values: valuesOf(values, rows) };
}

function valuesOf(values: Values, rows: Uint32Array): Values {
  if ('codes' in values) return { ...values, codes: Int32Array.from(rows, (row) => values.codes[row]!) };
  if ('flags' in values) return { ...values, flags: Int8Array.from(rows, (row) => values.flags[row]!) };
  return { ...values, numbers: Float64Array.from(rows, (row) => values.numbers[row]!) };
}
