/** Where a XES reader is in its file. */

import type { Clock, ImportRefusal } from '#mining/formats/import.ts';
import type { ScanBuffer } from '#mining/formats/scan-buffer.ts';
import { scanBuffer } from '#mining/formats/scan-buffer.ts';
import type { ColumnBuilder } from '#mining/log/column-builder.ts';
import type { XesSink } from './xes-sink.ts';
import { xesSink } from './xes-sink.ts';

export interface XesState {
  readonly encoding: string;
  readonly mostBytes: number;
  readonly sink: XesSink;
  readonly buffer: ScanBuffer;
  /** Names of the open elements. */
  readonly stack: string[];
  /** Keys of the open attributes in the current trace or event. */
  readonly path: string[];
  rooted: boolean;
  inTrace: boolean;
  inEvent: boolean;
  line: number;
  refusal: ImportRefusal | undefined;
  /** The tag just passed, if it is one of `known`. */
  passed: KnownTag | undefined;
  readonly known: Map<string, KnownTag>;
}

/** A tag as it stands in this file, blanks before it included: what is likely to come again after what it came after. */
export interface KnownTag {
  readonly text: DataView;
  readonly length: number;
  /** Line breaks in the text. */
  readonly lines: number;
  readonly what: 'attribute' | 'event' | 'event-end' | 'trace' | 'trace-end';
  /** Of an attribute, whose text ends where its value begins. */
  readonly column: ColumnBuilder | undefined;
  /** The four bytes at `probe` are the ones that differ most likely between tags. */
  readonly probe: number;
  readonly probed: number;
  /** What came after this one, the latest first. */
  readonly followers: KnownTag[];
}

export function xesState(encoding: string, clock: Clock, mostBytes: number): XesState {
  return {
    encoding,
    mostBytes,
    sink: xesSink(clock),
    buffer: scanBuffer(),
    stack: [],
    path: [],
    rooted: false,
    inTrace: false,
    inEvent: false,
    line: 1,
    refusal: undefined,
    passed: undefined,
    known: new Map(),
  };
}
