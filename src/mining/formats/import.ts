/** What every reader of a log takes, answers and refuses. */
import type { DayOrder } from '#mining/log/instant.ts';
import type { Log } from '#mining/log/log.ts';
import type { DecoderFor, EncodingName } from './text-encoding.ts';

export interface ImportOptions {
  readonly format?: 'xes' | 'csv';
  /** Overrides what the file says or shows about itself. */
  readonly encoding?: EncodingName;
  /** For encodings beyond Unicode and Western Latin: the platform's decoder. */
  readonly decoderFor?: DecoderFor;
  readonly csv?: CsvOptions;
  /** How times with an offset are kept; see `Clock`. */
  readonly clock?: Clock;
  /**
   * Memory the log may take while it is read, in bytes; without it as much as there is. The finished log takes no more
   * than that again while it is put in order.
   */
  readonly mostBytes?: number;
  /** Called after each chunk. */
  readonly onProgress?: (progress: Progress) => void;
  /** Asked before each chunk; true stops the import. */
  readonly cancelled?: () => boolean;
}

/**
 * `utc`: as instants. `local`: as the clock on the wall showed, so that seven days are seven days across summer time too;
 * a log whose offsets differ by more than that one hour comes from several places and is kept as instants all the same.
 * Usual for XES is `local`, for CSV `utc`: the conventions of the reference answers this engine is held to.
 */
export type Clock = 'local' | 'utc';

/** How times are written: as they were kept, or, of instants, as the clock in Sweden showed them, with its offset. */
export type WritingClock = Clock | 'swedish';

/** Columns by header; those not given are recognised by their usual names. */
export interface CsvOptions {
  readonly case?: string;
  readonly activity?: string;
  /** When the event happened; with `end`, when the work began. */
  readonly time?: string;
  readonly end?: string;
  readonly resource?: string;
  readonly separator?: string;
  /** How `03/04/2026` is read; day first unless said otherwise. */
  readonly dayOrder?: DayOrder;
}

/** Bytes are those after decompression. */
export interface Progress {
  readonly bytes: number;
  readonly events: number;
  readonly rejected: number;
}

export interface Imported {
  readonly log: Log;
  readonly report: ImportReport;
}

export interface ImportReport {
  readonly format: 'xes' | 'csv';
  /** As it was read; `utf-8+windows-1252` where some values were not valid UTF-8. */
  readonly encoding: EncodingName;
  readonly bytes: number;
  readonly rejected: number;
  /** The first ten thousand. */
  readonly rejections: readonly Rejection[];
  /** Which header each role was found under (CSV). */
  readonly columns: Readonly<Partial<Record<CsvRole, string>>>;
  readonly clock: Clock;
  /** Events without a time, which are kept: they count in everything but durations (XES). */
  readonly withoutTime: number;
  /** Cases that had no name and were numbered (XES). */
  readonly unnamedCases: number;
}

export type CsvRole = 'case' | 'activity' | 'time' | 'start' | 'resource';

/** An event or row that was left out. `line` counts from 1; `value` is what couldn't be read, where that helps. */
export interface Rejection<R extends string = RejectionReason> {
  readonly line: number;
  readonly reason: R;
  readonly value?: string;
}

export type RejectionReason =
  | 'no-case'
  | 'no-activity'
  | 'no-time'
  | 'time-not-understood'
  | 'too-few-columns'
  | 'too-many-columns'
  | 'trace-without-events'
  | 'event-outside-trace';

/** Why a file gives no log. Nothing is half imported: a refusal leaves everything as it was. */
export type ImportRefusal =
  | { readonly tag: 'file-empty' }
  | { readonly tag: 'file-compressed' }
  | { readonly tag: 'file-not-a-log'; readonly found: string }
  | { readonly tag: 'file-cut'; readonly line: number; readonly events: number }
  | { readonly tag: 'encoding-not-known'; readonly encoding: string }
  | { readonly tag: 'xml-malformed'; readonly line: number; readonly problem: string }
  | { readonly tag: 'xml-entities-refused'; readonly line: number }
  | {
      readonly tag: 'columns-not-recognised';
      readonly missing: readonly CsvRole[];
      readonly columns: readonly string[];
    }
  | { readonly tag: 'quote-not-closed'; readonly line: number }
  | { readonly tag: 'no-events'; readonly rejected: number; readonly rejections: readonly Rejection[] }
  /** It would take more memory than `mostBytes`. */
  | { readonly tag: 'log-too-large'; readonly events: number; readonly mostBytes: number }
  | { readonly tag: 'import-cancelled' };

/** A reader that is fed: `push` answers a refusal as soon as nothing more can help. Bytes are UTF-8 without mark. */
export interface LogReader {
  readonly push: (chunk: Uint8Array) => ImportRefusal | undefined;
  readonly finish: () => Imported | ImportRefusal;
  readonly progress: () => { readonly events: number; readonly rejected: number };
}

/** Enough to put a file right from; more of the same tells nothing new. */
const KEPT_REJECTIONS = 10_000;

/** Collects rejections: all are counted, the first ten thousand kept. */
export interface Rejections<R extends string = RejectionReason> {
  count: number;
  readonly first: Rejection<R>[];
}

export function reject<R extends string>(rejections: Rejections<R>, line: number, reason: R, value?: string): void {
  rejections.count++;
  if (rejections.first.length >= KEPT_REJECTIONS) return;
  rejections.first.push(value === undefined ? { line, reason } : { line, reason, value: value.slice(0, 80) });
}
