/** What a refusal of a log means on the command line. */
import type { ParquetRefusal } from '#mining/formats/parquet/parquet-read.ts';
import { rejectedText } from './rejected-text.ts';

/** What a refusal means, and what to do about it. */
export function refusalText(refusal: ParquetRefusal): string {
  switch (refusal.tag) {
    case 'file-empty':
      return 'the file is empty';
    case 'file-compressed':
      return 'the file is compressed twice';
    case 'file-not-a-log':
      return `this is no event log (it looks like ${refusal.found}); XES, CSV, OCEL (also as .gz) and Parquet are read`;
    case 'file-cut':
      return `the file ends in the middle, at line ${refusal.line} after ${refusal.events} events`;
    case 'encoding-not-known':
      return `the encoding ${refusal.encoding} is not known`;
    case 'xml-malformed':
      return `the XML is broken at line ${refusal.line}: ${refusal.problem}`;
    case 'xml-entities-refused':
      return `the XML defines or uses entities of its own at line ${refusal.line}, which are refused for safety`;
    case 'parquet-damaged':
      return `the Parquet file is damaged or of a kind that is not read: ${refusal.problem}`;
    case 'columns-not-recognised':
      if (refusal.columns.some((name) => OBJECT_COLUMN.test(name)))
        return 'this is an object-centric log as a CSV table (OCEL 1.0), which is not read: a cell may name several objects. Have the tool that wrote it export OCEL as .jsonocel, .xmlocel or .sqlite';
      return `no column found for ${refusal.missing.join(', ')}; the file has: ${shownNames(refusal.columns)}. Name them with --case, --activity, --time`;
    case 'quote-not-closed':
      return `a quote that is opened at line ${refusal.line} is never closed`;
    case 'no-events':
      return refusal.rejected === 0
        ? 'the file has no events'
        : `no events: ${rejectedText(refusal.rejected, refusal.rejections)}`;
    case 'log-too-large':
      return `the log is larger than memory: ${refusal.events} events fill the ${(refusal.mostBytes / 1e9).toFixed(1)} GB that may be used; leave columns out or split it`;
    case 'import-cancelled':
      return 'the import was cancelled';
  }
}

/** Columns of OCEL 1.0 as CSV (one for each type of object), as its tools name them. */
const OBJECT_COLUMN = /^ocel:(?:type:|eid$|activity$)/;

/** A name that was asked for and that the log doesn't have. */
export function notInLogText(file: string, { what, name }: { readonly what: string; readonly name: string }): string {
  return `${file}: the log has no ${what} “${name}”`;
}

const MOST_NAMES = 40;
const LONGEST_NAME = 80;

/** Names out of a file, which may be anything: without what a terminal would act on, and no more of them than can be read. */
function shownNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => {
    const plain = name.replace(/\p{Cc}/gu, '\ufffd');
    return plain.length > LONGEST_NAME ? `${plain.slice(0, LONGEST_NAME)}…` : plain;
  });
  return [...shown, ...(names.length > MOST_NAMES ? [`and ${names.length - MOST_NAMES} more`] : [])].join(', ');
}
