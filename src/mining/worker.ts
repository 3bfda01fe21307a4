import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { assert, ok, type Result, refuse, unreachable } from '#lib/result.ts';
import { FileFault } from '#platform/file-bytes.ts';
import { keyedHash } from '#platform/keyed-hash.ts';
import { bytesForLog } from '#platform/memory.ts';
import { rewriteFile } from '#platform/rewrite-file.ts';
import type { Results, Snapshot } from './api.ts';
import { askedFor, beginningsOf, countsOfAll, definitions, divisionsOf, type Filter, figuresOf } from './figures.ts';
import type { Clock, CsvOptions, Rejection } from './formats/import.ts';
import { writeXes } from './formats/xes/xes-write.ts';
import { textsOf } from './log/dictionary.ts';
import type { Log } from './log/log.ts';
import { type FileLog, type FileRefusal, readLogFile } from './log-file-store.ts';
import type { ReadLog } from './log-store.ts';
import { countVariants } from './map/variants.ts';
import { type FlattenedAs, type ObjectsInLog, objectsInLog, shownFlattening } from './object-choice.ts';
import { caseChoices } from './ocel/flat/case-choices.ts';
import { type FlattenRefusal, flatten } from './ocel/flat/flatten.ts';
import { identityColumns } from './privacy/identity-columns.ts';
import { type Guarded, type GuardRefusal, guardedLog } from './privacy/pseudonyms.ts';
import { monthsOf, safeQuestion } from './privacy/safe-periods.ts';
import { ENGINE } from './statement.ts';
import { type EarlierQuestion, type ProcessQuestion, processSums } from './travelled/process-sums.ts';

const sums = processSums();

/** What this thread is asked. An import has a thread of its own, so that stopping it is ending the thread. */
export type Question =
  | {
      readonly kind: 'import';
      readonly path: string;
      readonly csv: CsvOptions;
      readonly guarded: Guarded;
      /** What was said of an object-centric log once it was read; undefined the first time. */
      readonly choice?: CasesChosen | undefined;
    }
  | {
      readonly kind: 'log';
      readonly path: string;
      readonly csv: CsvOptions;
      readonly subject: { readonly id: string; readonly name: string };
      readonly query: Filter;
      readonly computedAt: string;
      /** Of which object-centric log its cases were made. */
      readonly flattened: FlattenedAs | null;
    }
  /** Where what isn't sent isn't remembered either, since this thread was started anew, the answer is `unknown`. */
  | ({ readonly kind: 'process' } & ProcessQuestion)
  | ({ readonly kind: 'earlier' } & EarlierQuestion)
  | { readonly kind: 'forget'; readonly key: string };

/** Objects of this type are the cases; `objects` is what the choice was made from. */
export interface CasesChosen {
  readonly objects: ObjectsInLog;
  readonly objectType: string;
  readonly resource: string | undefined;
}

export type Failure =
  | FileRefusal
  | FlattenRefusal
  | GuardRefusal
  | { readonly tag: 'file-damaged' | 'file-cut' | 'disk-full' | 'events-without-objects' }
  /** Names of the columns, and how many different texts have a personal identity number in them. */
  | { readonly tag: 'identity-numbers'; readonly columns: string; readonly texts: number };

export type Answer =
  | { readonly kind: 'progress'; readonly bytesRead: number; readonly events: number; readonly rejected: number }
  | ({ readonly kind: 'imported' } & ReadLog)
  /** An object-centric log, of which somebody must say what the cases are. */
  | {
      readonly kind: 'choosing';
      readonly objects: ObjectsInLog;
      readonly rejected: number;
      readonly rejections: readonly Rejection<string>[];
    }
  | { readonly kind: 'refused'; readonly refusal: Failure }
  | { readonly kind: 'results'; readonly results: Results }
  | { readonly kind: 'forgotten' }
  | { readonly kind: 'unknown' };

const progressEvery = 250;

async function read(path: string, csv: CsvOptions, tell: (answer: Answer) => void): Promise<Result<FileLog, Failure>> {
  let told = 0;
  try {
    return await readLogFile(path, {
      csv,
      mostBytes: bytesForLog(),
      onProgress: ({ bytesRead, events, rejected }) => {
        if (performance.now() - told < progressEvery) return;
        told = performance.now();
        tell({ kind: 'progress', bytesRead, events, rejected });
      },
    });
  } catch (error) {
    if (error instanceof FileFault) return refuse({ tag: error.reason === 'cut' ? 'file-cut' : 'file-damaged' });
    throw error;
  }
}

/** A log with what an answer states of it. */
interface KeptLog {
  readonly log: Log;
  readonly snapshot: Omit<Extract<Snapshot, { kind: 'log' }>, 'flattened'>;
}

/** Logs read lately, newest last. */
const logs = new Map<string, KeptLog>();
const logsKept = 3;

async function logOf(path: string, csv: CsvOptions): Promise<KeptLog | Failure> {
  const kept = logs.get(path) ?? (await keptLog(path, csv));
  if ('tag' in kept) return kept;
  logs.delete(path);
  logs.set(path, kept);
  for (const oldest of logs.keys()) if (logs.size > logsKept) logs.delete(oldest);
  return kept;
}

async function keptLog(path: string, csv: CsvOptions): Promise<KeptLog | Failure> {
  const found = await read(path, csv, () => {});
  if (!found.ok) return found.refusal;
  assert('cases' in found.value, 'a log is kept with cases');
  const { log, report } = found.value.cases;
  const { format, rejected } = report;
  return { log, snapshot: { kind: 'log', sha256: await digestOf(path), format, rejected } };
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function logResults({ log, snapshot }: KeptLog, question: Extract<Question, { kind: 'log' }>): Results {
  const keys = textsOf(log.activities);
  const { computedAt, subject, query, flattened } = question;
  const { from, to } = query;
  const divisions = divisionsOf(log, keys, {}, query);
  const months = monthsOf(beginningsOf(log));
  const safe = safeQuestion({ cases: log.cases, months, divisions, from, to });
  const all = countsOfAll(log, keys.length, countVariants(log));
  return {
    subject: { kind: 'log', ...subject },
    basis: {
      ...{ computedAt, events: all.events, cases: all.cases, definitions, engine: ENGINE, asOf: null, road: null },
      ...{ filters: askedFor({ ...query }), snapshot: { ...snapshot, flattened } },
    },
    names: {},
    all,
    ...figuresOf(log, safe, query, {}),
    targets: null,
    handoffs: null,
    strip: null,
    outcomes: null,
  };
}

type Import = Extract<Question, { kind: 'import' }>;
type Done = Extract<Answer, { kind: 'imported' | 'choosing' }>;

async function imported(question: Import, tell: (answer: Answer) => void): Promise<Result<Done, Failure>> {
  const found = await read(question.path, question.csv, tell);
  if (!found.ok) return found;
  const { guarded, choice, path } = question;
  if ('cases' in found.value) {
    assert(choice === undefined, 'the cases of a log that has some are not chosen');
    return keptAs(found.value.cases, question);
  }
  const { log, report } = found.value.objects;
  if (choice === undefined) {
    // Which columns there will be depends on the choice that is still to be made.
    const [column] = [...guarded.leaveOut, ...guarded.pseudonymise];
    if (column !== undefined) return refuse({ tag: 'column-unknown', column, has: [] });
    const choices = caseChoices(log);
    const [first] = choices;
    if (first === undefined) return refuse({ tag: 'events-without-objects' });
    const objects = objectsInLog(log.events, report, await digestOf(path), choices);
    return ok({ kind: 'choosing', objects, rejected: report.rejected, rejections: report.rejections });
  }
  const { objects, objectType, resource } = choice;
  const flat = flatten(log, objectType, { mostBytes: bytesForLog(), ...(resource === undefined ? {} : { resource }) });
  if (!flat.ok) return flat;
  const offered = objects.types.find(({ figures }) => figures.objectType === objectType);
  const acted = resource ?? offered?.usualResource ?? undefined;
  const cases = {
    log: flat.value.log,
    report: { ...report, clock: 'utc' as const, columns: acted === undefined ? {} : { resource: acted } },
  };
  const chosen = { figures: shownFlattening(flat.value.figures), resource: acted ?? null };
  const asked = { ...question, guarded: ofThose(guarded, flat.value.log, offered?.columns ?? [], acted) };
  return keptAs(cases, asked, { ...objects, types: [], moreTypes: 0, chosen });
}

/** Without the columns that were offered but hold nothing in the log that was chosen: there is nothing to guard. */
function ofThose(
  { leaveOut, pseudonymise }: Guarded,
  log: Log,
  offered: readonly { readonly name: string }[],
  acted: string | undefined,
): Guarded {
  const there = new Set([...log.caseAttributes, ...log.eventAttributes].map(({ path }) => path.join('/')));
  const empty = new Set(offered.map(({ name }) => name).filter((name) => !there.has(name) && name !== acted));
  const holds = (name: string) => !empty.has(name);
  return { leaveOut: leaveOut.filter(holds), pseudonymise: pseudonymise.filter(holds) };
}

/**
 * The log as it is kept: without what is to be left out, and never with personal identity numbers. The file is as it was
 * sent where all of it is kept, and written anew where not.
 */
async function keptAs(
  { log, report }: { readonly log: Log; readonly report: ReadLog['report'] & { readonly clock: Clock } },
  { guarded, path }: Import,
  objects?: ObjectsInLog,
): Promise<Result<Done, Failure>> {
  const isGuarded = guarded.leaveOut.length > 0 || guarded.pseudonymise.length > 0;
  // The key is thrown away with this thread's work: nobody can find out later whose a pseudonym is.
  const kept = isGuarded ? guardedLog(log, guarded, keyedHash(randomBytes(32)), report.columns) : ok(log);
  if (!kept.ok) return kept;
  const { events, cases, activities } = kept.value;
  const personal = identityColumns(kept.value);
  if (personal.length > 0) {
    const texts = personal.reduce((sum, one) => sum + one.texts, 0);
    return refuse({ tag: 'identity-numbers', columns: personal.map(({ column }) => column).join(', '), texts });
  }
  const read = {
    kind: 'imported',
    events,
    cases,
    activities: activities.size,
    ...(objects ? { objects } : {}),
  } as const;
  if (!isGuarded && objects === undefined) return ok({ ...read, report });
  if (!(await rewriteFile(path, writeXes(kept.value, report.clock)))) return refuse({ tag: 'disk-full' });
  // What was rejected is told without its text, which nobody has looked through.
  const rejections = isGuarded ? report.rejections.map(({ line, reason }) => ({ line, reason })) : report.rejections;
  return ok({ ...read, report: { ...report, columns: {}, rejections } });
}

async function answer(question: Question, tell: (answer: Answer) => void): Promise<Answer> {
  switch (question.kind) {
    case 'import': {
      const done = await imported(question, tell);
      return done.ok ? done.value : { kind: 'refused', refusal: done.refusal };
    }
    case 'log': {
      const log = await logOf(question.path, question.csv);
      if ('tag' in log) return { kind: 'refused', refusal: log };
      return { kind: 'results', results: logResults(log, question) };
    }
    case 'process':
      if (!question.whole && !sums.remembersProcess(question.key)) return { kind: 'unknown' };
      return { kind: 'results', results: sums.processResults(question) };
    case 'earlier':
      if (question.journeys === undefined && !sums.remembersEarlier(question.key)) return { kind: 'unknown' };
      return { kind: 'results', results: sums.earlierResults(question) };
    case 'forget':
      sums.forgetProcess(question.key);
      return { kind: 'forgotten' };
    default:
      return unreachable(question);
  }
}

/** Questions are answered one at a time, in order; `id` tells which question an answer belongs to. */
const port = parentPort;
if (port !== null) {
  let queue: Promise<void> = Promise.resolve();
  const ask = (id: number, question: Question) => {
    queue = queue.then(async () => {
      try {
        port.postMessage({
          id,
          answer: await answer(question, (progress) => port.postMessage({ id, answer: progress })),
        });
      } catch (error) {
        port.postMessage({ id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
    });
  };
  port.on('message', ({ id, question }: { id: number; question: Question }) => ask(id, question));
  if (workerData !== null && workerData !== undefined) ask(0, workerData as Question);
}
