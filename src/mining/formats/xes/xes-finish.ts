/** What was read of a XES file as a finished log. */
import type { Clock } from '#mining/formats/import.ts';
import type { ColumnBuilder } from '#mining/log/column-builder.ts';
import { finishColumn, makeRoom } from '#mining/log/column-builder.ts';
import type { Dictionary } from '#mining/log/dictionary.ts';
import { appendText, dictionaryBuilder, dictionaryOf, finishDictionary } from '#mining/log/dictionary.ts';
import type { Column, Log, Values } from '#mining/log/log.ts';
import { viewOf } from '#mining/log/words.ts';
import { finishAbout } from './xes-about.ts';
import { finishNesting } from './xes-nesting.ts';
import type { XesSink } from './xes-sink.ts';
import type { Table } from './xes-table.ts';
import { namedColumn, TYPE } from './xes-table.ts';

/** The log, and how many cases had to be given a name. */
export function finishSink(sink: XesSink): { readonly log: Log; readonly unnamedCases: number; readonly clock: Clock } {
  const clock = setClock(sink);
  const { events, traces } = sink;
  const resourceName = namedColumn(events, 'org:resource', TYPE.string);
  const caseName = namedColumn(traces, 'concept:name', TYPE.string);
  const start = startColumn(events);
  const ofEvents = finishColumns(events);
  const ofCases = finishColumns(traces);
  const valuesOf = (column: ColumnBuilder) => ofEvents[events.numberOf.get(column)!]!.values;
  const activity = codesOf(valuesOf(sink.activity));
  const resource = codesOf(valuesOf(resourceName));
  const names = caseIds(caseName, traces.row);
  const nesting = {
    events: finishNesting(events.nesting, events.row, ofEvents),
    cases: finishNesting(traces.nesting, traces.row, ofCases),
  };
  const log: Log = {
    events: events.row,
    cases: traces.row,
    caseOffset: sink.caseOffset.slice(0, traces.row + 1),
    caseIds: names.dictionary,
    activity: activity.codes,
    activities: activity.dictionary,
    time: numbersOf(valuesOf(sink.time)),
    start: start && numbersOf(valuesOf(start)),
    resource: resource.dictionary.size > 0 ? resource.codes : undefined,
    resources: resource.dictionary,
    order: undefined,
    eventAttributes: without(events, ofEvents, [sink.activity, resourceName, sink.time, start]),
    caseAttributes: without(traces, ofCases, [caseName]),
    about: finishAbout(sink.about),
    ...((nesting.events || nesting.cases) && { nesting }),
  };
  return { log, unnamedCases: names.unnamed, clock };
}

/** The table's columns in their order; where two with values have one path and type, the second's path gets a number. */
function finishColumns({ columns, row }: Table): readonly Column[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    const { path, values } = finishColumn(column, row, undefined);
    if (isEmpty(values)) return { path, values };
    let own = path;
    for (let again = 2; taken.has(nameOf(own, values)); again++)
      own = [...path.slice(0, -1), `${path.at(-1)}#${again}`];
    taken.add(nameOf(own, values));
    return { path: own, values };
  });
}

/** Every value was no value of its type, or of a row that is left out. */
function isEmpty(values: Values): boolean {
  if ('codes' in values) return values.codes.every((code) => code < 0);
  return 'flags' in values ? values.flags.every((flag) => flag < 0) : values.numbers.every(Number.isNaN);
}

function nameOf(path: readonly string[], { type }: Values): string {
  return [type, ...path].join('\u0000');
}

function without(from: Table, columns: readonly Column[], own: readonly (ColumnBuilder | undefined)[]): Column[] {
  const left = new Set(own.map((column) => column && from.numberOf.get(column)));
  return columns.filter(({ values }, number) => !left.has(number) && !isEmpty(values));
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
    ({ type, path, numbers }) =>
      type === 'time' && path.length === 1 && path[0] === 'start_timestamp' && !numbers.every(Number.isNaN),
  );
}

function codesOf(values: Values): { readonly codes: Int32Array; readonly dictionary: Dictionary } {
  return 'codes' in values ? values : { codes: new Int32Array(0), dictionary: dictionaryOf([]) };
}

function numbersOf(values: Values): Float64Array {
  return 'numbers' in values ? values.numbers : new Float64Array(0);
}

/** Text c for case c. Two traces of one name stay two cases: in XES a trace is a case. */
function caseIds(column: ColumnBuilder, cases: number): { readonly dictionary: Dictionary; readonly unnamed: number } {
  makeRoom(column, cases);
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
