/** Opens a log file for a command: options to columns, progress on stderr, refusals in words. */
import type { Result } from '#lib/result.ts';
import { ok } from '#lib/result.ts';
import type { Imported, ImportOptions, Progress } from '#mining/formats/import.ts';
import type { ParquetImported } from '#mining/formats/parquet/parquet-read.ts';
import { asOf, endOfDay } from '#mining/log/as-of.ts';
import { formatByClock } from '#mining/log/instant.ts';
import type { Log } from '#mining/log/log.ts';
import { timeSpan } from '#mining/log/summary.ts';
import { readLogFile } from '#mining/log-file-store.ts';
import type { FlattenRefusal } from '#mining/ocel/flat/flatten.ts';
import { flatten } from '#mining/ocel/flat/flatten.ts';
import { flattenFigures } from '#mining/ocel/flat/flatten-figures.ts';
import type { ObjectImported } from '#mining/ocel/formats/object-import.ts';
import { identityTexts } from '#mining/ocel/identity-texts.ts';
import { objectsAsOf } from '#mining/ocel/object-as-of.ts';
import type { ObjectLog } from '#mining/ocel/object-log.ts';
import type { LifecycleReport } from '#mining/performance/lifecycle.ts';
import { pairLifecycle } from '#mining/performance/lifecycle.ts';
import type { IdentityColumn } from '#mining/privacy/identity-columns.ts';
import { identityColumns } from '#mining/privacy/identity-columns.ts';
import type { LogSnapshot, OptionValue } from '#mining/statement.ts';
import { snapshotOf } from '#mining/statement.ts';
import { FileFault } from '#platform/file-bytes.ts';
import { bytesForLog } from '#platform/memory.ts';
import { fileRefusalText, flattenRefusalText, flattenText, someOf } from './objects-text.ts';
import { idleOption, importOptions, meansNothing } from './reading-options.ts';
import type { Rejected } from './rejected-text.ts';
import { rejectedText } from './rejected-text.ts';
import type { Words } from './words.ts';
import { smallGroupsIn, WrongUse } from './words.ts';

/** A file that gives no log; the message is for a person. */
export class Refused extends Error {}

/** The case log of an object-centric one. */
interface Flat {
  readonly log: Log;
  readonly report: Pick<Imported['report'], 'encoding' | 'columns' | 'clock' | 'rejected'> & {
    readonly format: 'ocel';
  };
  /** What was known before a moment (ms), attributes of the objects too. */
  readonly knownAt: (end: number) => Result<Log, FlattenRefusal>;
}

/** A log that was read for a question, and how. */
export interface Opened {
  readonly log: Log;
  readonly report: (Imported | ParquetImported | Flat)['report'];
  /** Of the whole file; its digest is filled in when it is asked for. */
  readonly snapshot: LogSnapshot;
  /** How the file was read, defaults and what was found in it filled in, by the options' names. */
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly asOf: string | null;
  /** Groups of fewer cases are left out of the answer. */
  readonly smallest: number | undefined;
  /** Until when things are known, ms: the end of the day that was asked for, or of the log when it ends before. */
  readonly knownUntil: number;
  /** The first moment after the day that was asked for, of which nothing is known; `Infinity` without a day. */
  readonly knownBefore: number;
}

/**
 * The log of a file as it was known on the day that is asked for, its lifecycle events joined if that is asked for. Throws
 * `Refused` with a message for a person, `WrongUse` for a wrong option.
 */
export async function openLog(path: string, words: Words): Promise<Opened> {
  const opened = await openAsOf(path, words);
  const isPaired = words.flags.has('pair-lifecycle');
  const options = { ...opened.options, 'pair-lifecycle': isPaired };
  if (!isPaired) return { ...opened, options };
  const paired = pairLifecycle(opened.log);
  console.error(`${path}: ${pairedText(paired.report)}`);
  return { ...opened, log: paired.log, options };
}

/** The same for questions about work: lifecycle events are joined wherever the log has both, pauses taken out. */
export async function openWork(path: string, words: Words) {
  const opened = await openAsOf(path, words);
  const paired = pairLifecycle(opened.log, 'split');
  if (paired.report.applied) console.error(`${path}: ${pairedText(paired.report)}`);
  return { ...opened, log: paired.log, clock: opened.report.clock, lifecycle: paired.report };
}

async function openAsOf(path: string, words: Words): Promise<Opened> {
  const day = words.values.get('as-of');
  const end = day === undefined ? Number.POSITIVE_INFINITY : endOfDay(day);
  if (end === undefined) throw new WrongUse(`--as-of is a day like 2026-01-31, not ${day}`);
  const smallest = smallGroupsIn(words);
  const read = await readFile(path, words);
  const { log: whole, report } = read;
  const all = snapshotOf(whole, report, '');
  // All, less those of the answer, could be one to four.
  const snapshot = smallest === undefined ? all : { ...all, events: null, cases: null };
  const options = { ...readingOptions(words, report), 'small-groups': smallest ?? null };
  const { from, to } = timeSpan(whole);
  const opened = {
    report,
    snapshot,
    options,
    smallest,
    asOf: day ?? null,
    knownUntil: Math.min(end, to),
    knownBefore: end,
  };
  if (day === undefined) return { ...opened, log: whole };
  const known = 'knownAt' in read ? read.knownAt(end) : ok(asOf(whole, end));
  if (!known.ok && known.refusal.tag !== 'no-events-of-type')
    throw new Refused(`${path}: on ${day} ${flattenRefusalText(known.refusal)}`);
  if (!known.ok || known.value.events === 0)
    throw new Refused(`${path}: nothing was known on ${day}; the log begins ${formatByClock(from, report.clock)}`);
  return { ...opened, log: known.value };
}

/** What a later reading needs in order to read the same: the columns as found, the clock as it was. */
function readingOptions(words: Words, { format, columns, clock }: Opened['report']): Opened['options'] {
  const given = (name: string) => words.values.get(name) ?? null;
  const { case: caseId, activity, time, start, resource } = columns;
  return {
    case: caseId ?? null,
    activity: activity ?? null,
    time: start ?? time ?? null,
    end: start === undefined ? null : (time ?? null),
    resource: resource ?? null,
    separator: given('separator'),
    encoding: given('encoding'),
    'day-order': given('day-order') ?? (meansNothing('day-order', format) ? null : 'day-first'),
    clock,
    format: given('format'),
    ...(format === 'ocel' ? { 'object-type': given('object-type') } : {}),
  };
}

/** What was joined, for an answer: how many only where small groups may be told. */
export function lifecycleOf(report: LifecycleReport, { smallest }: Pick<Opened, 'smallest'>) {
  return smallest === undefined ? report : { applied: report.applied };
}

function pairedText(report: LifecycleReport): string {
  if (!report.applied) return 'no start and complete events to join; the log is taken as it is';
  const { pairs, startsAlone, completionsAlone, leftOut } = report;
  return `${pairs} starts joined with their completions; ${startsAlone} starts and ${completionsAlone} completions stand alone, ${leftOut} events that are no work under way are left out`;
}

async function readFile(path: string, words: Words): Promise<Imported | ParquetImported | Flat> {
  const opened = await openAny(path, words);
  const idle = idleOption(words, 'objects' in opened ? 'ocel' : opened.report.format);
  if (idle !== undefined) throw new Refused(`${path}: ${idle}`);
  if ('objects' in opened) return flat(path, words, opened.objects);
  if (words.values.has('object-type'))
    throw new Refused(`${path}: --object-type is for object-centric logs; this one has cases already`);
  return opened;
}

function flat(path: string, words: Words, { log, report }: ObjectImported): Flat {
  const type = words.values.get('object-type');
  if (type === undefined) {
    const types = flattenFigures(log).map(({ objectType, cases }) => `${objectType} (${cases})`);
    throw new Refused(
      `${path}: this is an object-centric log; say which objects are the cases with --object-type: ${someOf(types)}`,
    );
  }
  const resource = words.values.get('resource');
  const flatOf = (objects: ObjectLog) =>
    flatten(objects, type, { mostBytes: bytesForLog(), ...(resource === undefined ? {} : { resource }) });
  const found = flatOf(log);
  if (!found.ok) throw new Refused(`${path}: ${flattenRefusalText(found.refusal)}`);
  console.error(`${path}: ${flattenText(found.value.figures)}`);
  const { encoding, rejected } = report;
  const columns = resource === undefined ? {} : { resource };
  const knownAt = (end: number) => {
    const known = flatOf(objectsAsOf(log, end));
    return known.ok ? ok(known.value.log) : known;
  };
  return { log: found.value.log, report: { format: 'ocel', encoding, columns, clock: 'utc', rejected }, knownAt };
}

/**
 * Says that an answer of a day rests on attributes of cases (those named, or any) of which the file doesn't tell since when
 * they were so. An object-centric log does tell.
 */
export function tellUndated(path: string, { asOf: day, log, report }: Opened, named?: readonly string[]): void {
  if (day === null || report.format === 'ocel') return;
  const all = [...new Set(log.caseAttributes.map((column) => column.path.join('/')))];
  const names = named === undefined ? all : all.filter((name) => named.includes(name));
  if (names.length === 0) return;
  console.error(
    `${path}: the file doesn't say since when attributes of cases are as they are; these may have become so after ${day}: ${someOf(names)}`,
  );
}

/** The object-centric log of a file. Throws `Refused` for a file that has none. */
export async function openObjects(path: string, words: Words): Promise<ObjectImported> {
  const opened = await openAny(path, words);
  if ('objects' in opened) return opened.objects;
  throw new Refused(`${path}: this log has cases, not objects`);
}

/** The log of a file, of whatever kind. Tells on stderr how it goes on, and what was left out. */
export async function openAny(
  path: string,
  words: Words,
): Promise<Imported | ParquetImported | { readonly objects: ObjectImported }> {
  const tell = words.flags.has('progress') || process.stderr.isTTY === true;
  const options: ImportOptions = {
    ...importOptions(words),
    mostBytes: bytesForLog(),
    ...(tell ? { onProgress: progress() } : {}),
  };
  try {
    const read = await readLogFile(path, options);
    if (tell) process.stderr.write('\r\u001b[K');
    if (!read.ok) throw new Refused(`${path}: ${fileRefusalText(read.refusal)}`);
    if ('objects' in read.value) {
      const { objects } = read.value;
      tellAbout(path, objects.report, identityTexts(objects.log));
      return { objects };
    }
    const { cases } = read.value;
    tellAbout(path, cases.report, identityColumns(cases.log));
    return cases;
  } catch (error) {
    if (error instanceof FileFault) throw new Refused(`${path}: ${FAULTS[error.reason]}`);
    // A limit that the system sets on the process can't be asked for; one meets it.
    if (error instanceof RangeError && /allocation failed/i.test(error.message))
      throw new Refused(
        `${path}: the log is larger than the memory this process may use; leave columns out or split it`,
      );
    throw error;
  }
}

function tellAbout(path: string, report: Rejected, personal: readonly IdentityColumn[]): void {
  if (report.rejected > 0) console.error(`${path}: ${rejectedText(report.rejected, report.rejections)}`);
  if (personal.length === 0) return;
  const columns = personal.map(({ column, texts }) => `${column} (${texts})`).join(', ');
  console.error(`${path}: there are personal identity numbers in ${columns}; Resväg itself doesn't take such a log`);
}

const FAULTS: Readonly<Record<FileFault['reason'], string>> = {
  cut: 'the gzip file ends in the middle; it was cut off on its way here',
  damaged: 'the gzip file is damaged (its contents do not match their checksum, or are no gzip)',
  missing: 'there is no such file',
  unreadable: 'the file cannot be read',
};

function progress(): (progress: Progress) => void {
  let last = 0;
  return ({ bytes, events, rejected }) => {
    if (performance.now() - last < 200) return;
    last = performance.now();
    const left = rejected > 0 ? `, ${rejected} left out` : '';
    const end = process.stderr.isTTY ? '' : '\n';
    process.stderr.write(
      `${process.stderr.isTTY ? '\r\u001b[K' : ''}${(bytes / 1e6).toFixed(0)} MB, ${events} events${left}${end}`,
    );
  };
}
