/** What every reader of an object-centric log takes, answers and refuses. */
import type { ImportOptions, ImportRefusal, Rejection } from '#mining/formats/import.ts';
import type { EncodingName } from '#mining/formats/text-encoding.ts';
import type { ObjectLog } from '#mining/ocel/object-log.ts';

export type ObjectImportOptions = Pick<
  ImportOptions,
  'encoding' | 'decoderFor' | 'mostBytes' | 'onProgress' | 'cancelled'
>;

export interface ObjectImported {
  readonly log: ObjectLog;
  readonly report: ObjectReport;
}

export interface ObjectReport {
  readonly format: 'ocel-json' | 'ocel-xml' | 'ocel-sqlite';
  /** Of the standard, as the shape of the file tells. */
  readonly version: '1.0' | '2.0';
  readonly encoding: EncodingName;
  readonly bytes: number;
  /** Events, objects, relations and values that were left out. */
  readonly rejected: number;
  /** The first ten thousand. In a SQLite file the line is the row in its table. */
  readonly rejections: readonly ObjectRejection[];
}

export type ObjectRejection = Rejection<ObjectRejectionReason>;

export type ObjectRejectionReason =
  | 'no-id'
  | 'no-type'
  | 'id-twice'
  | 'no-time'
  | 'time-not-understood'
  /** A relation to an object that the file doesn't have. */
  | 'object-unknown'
  /** A relation or value of an event that the file doesn't have. */
  | 'event-unknown'
  /** An event, object, attribute or relation that isn't made as the standard says. */
  | 'not-understood';

/** Why a file gives no object-centric log. */
export type ObjectRefusal =
  | Extract<
      ImportRefusal,
      {
        readonly tag:
          | 'file-empty'
          | 'file-compressed'
          | 'file-not-a-log'
          | 'file-cut'
          | 'encoding-not-known'
          | 'xml-malformed'
          | 'xml-entities-refused'
          | 'log-too-large'
          | 'import-cancelled';
      }
    >
  | { readonly tag: 'json-malformed'; readonly line: number; readonly problem: string }
  /** Keys, elements or tables without which it is no object-centric log. */
  | { readonly tag: 'ocel-parts-missing'; readonly missing: readonly string[] }
  | { readonly tag: 'sqlite-damaged'; readonly problem: string }
  | {
      readonly tag: 'no-objects-or-events';
      readonly rejected: number;
      readonly rejections: readonly ObjectRejection[];
    };

/** A reader that is fed: `push` answers a refusal as soon as nothing more can help. Bytes are UTF-8 without mark. */
export interface ObjectLogReader {
  readonly push: (chunk: Uint8Array) => ObjectRefusal | undefined;
  readonly finish: () => ObjectImported | ObjectRefusal;
  readonly progress: () => { readonly events: number; readonly rejected: number };
}
