/**
 * An event log as columns: what every question in this folder is asked of. Immutable and made of typed arrays only, so
 * that ten million events fit in memory, loops run at the speed of memory, and a log moves between threads as it is.
 *
 * Events lie grouped by case, in the order they happened: case `c` owns the events `caseOffset[c] … caseOffset[c+1]−1`.
 * Equal times keep the order of the file.
 */
import type { Dictionary } from './dictionary.ts';
import { textOf } from './dictionary.ts';
import type { Nesting } from './nesting.ts';

export interface Log {
  readonly events: number;
  readonly cases: number;
  /** `cases + 1` positions into the event columns. */
  readonly caseOffset: Uint32Array;
  /** Names of the cases: text `c` names case `c`. */
  readonly caseIds: Dictionary;
  /** Code into `activities`, per event. */
  readonly activity: Int32Array;
  readonly activities: Dictionary;
  /** When the event happened, or was completed: ms since 1970 UTC; NaN when the log doesn't tell. */
  readonly time: Float64Array;
  /** When the work began, in interval logs: ms since 1970 UTC, NaN where unknown. */
  readonly start: Float64Array | undefined;
  /** Code into `resources`, per event; −1 where nobody is named. */
  readonly resource: Int32Array | undefined;
  readonly resources: Dictionary;
  /** Position of each event in the file it came from; absent when the file was in this order already. */
  readonly order: Uint32Array | undefined;
  readonly eventAttributes: readonly Column[];
  readonly caseAttributes: readonly Column[];
  /** What XES says about the log as a whole; empty for other sources. */
  readonly about: AboutLog;
  /** How attributes nest in rows where columns don't tell, as XES alone has it: lists, above all. */
  readonly nesting?: { readonly events: Nesting | undefined; readonly cases: Nesting | undefined };
}

/** An attribute beyond the four that every question uses. `path` has more than one part for nested attributes (XES 4.3). */
export interface Column {
  readonly path: readonly string[];
  readonly values: Values;
}

/** By row; absent are the code −1, the number NaN and the flag −1. Times are ms since 1970 UTC, flags 0 or 1. */
export type Values =
  | { readonly type: 'text' | 'id'; readonly codes: Int32Array; readonly dictionary: Dictionary }
  | { readonly type: 'int' | 'float' | 'time'; readonly numbers: Float64Array }
  | { readonly type: 'boolean'; readonly flags: Int8Array };

export type AttributeType = Values['type'];

/** A log-level attribute, global declaration, classifier or extension, kept as read so that writing gives it back. */
export interface AboutLog {
  readonly extensions: readonly { readonly name: string; readonly prefix: string; readonly uri: string }[];
  readonly classifiers: readonly { readonly name: string; readonly scope: string; readonly keys: string }[];
  readonly globals: readonly { readonly scope: string; readonly attributes: readonly Attribute[] }[];
  readonly attributes: readonly Attribute[];
}

export interface Attribute {
  readonly type: string;
  readonly key: string;
  readonly value: string;
  readonly children: readonly Attribute[];
  /** The items of a list. */
  readonly values?: readonly Attribute[];
}

export const NOTHING_ABOUT: AboutLog = { extensions: [], classifiers: [], globals: [], attributes: [] };

export type Value = string | number | boolean;

/** The value of a column at a row (event or case), or undefined where it has none. Times are ms since 1970 UTC. */
export function valueAt(column: Column, row: number): Value | undefined {
  const { values } = column;
  switch (values.type) {
    case 'text':
    case 'id': {
      const code = values.codes[row]!;
      return code < 0 ? undefined : textOf(values.dictionary, code);
    }
    case 'boolean': {
      const flag = values.flags[row]!;
      return flag < 0 ? undefined : flag === 1;
    }
    default: {
      const number = values.numbers[row]!;
      return Number.isNaN(number) ? undefined : number;
    }
  }
}

/** When the work of event `e` began: its own start, or its time where it has none. */
export function beginning(log: Log, e: number): number {
  const start = log.start?.[e] ?? Number.NaN;
  return Number.isNaN(start) ? log.time[e]! : start;
}
