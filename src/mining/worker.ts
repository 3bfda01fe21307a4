import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { type OpenRoad, openRoad } from '#journey/open-road.ts';
import { assert, ok, unreachable } from '#lib/result.ts';
import { FileFault, plainBytes } from '#platform/file-bytes.ts';
import { keyedHash } from '#platform/keyed-hash.ts';
import { bytesForLog } from '#platform/memory.ts';
import { rewriteFile } from '#platform/rewrite-file.ts';
import type { Road } from '#process/road.ts';
import type { Results, Snapshot } from './api.ts';
import { textsOf } from './dictionary.ts';
import { askedFor, beginningsOf, countsOfAll, definitions, divisionsOf, type Filter, figuresOf } from './figures.ts';
import type { CsvOptions, ImportRefusal, ImportReport } from './formats/import.ts';
import { readLog } from './formats/read-log.ts';
import { writeXes } from './formats/xes-write.ts';
import { identityColumns } from './identity-columns.ts';
import {
  type Gathered,
  gather,
  type JourneyQuery,
  type JourneySum,
  journeyResults,
  type TravelledJourney,
} from './journey-figures.ts';
import type { Log } from './log.ts';
import { type MoveFact, type Pass, passesOf } from './pass.ts';
import { type Guarded, type GuardRefusal, guardedLog } from './pseudonyms.ts';
import { monthsOf, safeQuestion } from './safe-periods.ts';
import { ENGINE } from './statement.ts';
import type { JourneyHead } from './store.ts';
import { countVariants } from './variants.ts';

/** What this thread is asked. An import has a thread of its own, so that stopping it is ending the thread. */
export type Question =
  | { readonly kind: 'import'; readonly path: string; readonly csv: CsvOptions; readonly guarded: Guarded }
  | {
      readonly kind: 'log';
      readonly path: string;
      readonly csv: CsvOptions;
      readonly subject: { readonly id: string; readonly name: string };
      readonly query: Filter;
      readonly computedAt: string;
    }
  | {
      readonly kind: 'process';
      /** Organisation and process: what the passes are remembered under. */
      readonly key: string;
      /** Roads by version, the one shown last. */
      readonly roads: readonly { readonly id: string; readonly road: Road }[];
      /** Is all of it sent? Else this thread must remember the rest; one that was started anew says `unknown`. */
      readonly whole: boolean;
      /** Has any journey changed since last time? If not, there is no need to send the heads. */
      readonly moved: boolean;
      readonly heads: readonly JourneyHead[];
      /** Moves of the journeys that have changed since they were asked for last, as JSON. */
      readonly changed: readonly { readonly id: string; readonly moves: string }[];
      readonly rest: Omit<JourneySum, 'road' | 'gathered'>;
      readonly query: JourneyQuery;
    }
  | { readonly kind: 'forget'; readonly key: string };

export type Failure =
  | ImportRefusal
  | GuardRefusal
  | { readonly tag: 'file-damaged' | 'file-cut' | 'disk-full' }
  /** Names of the columns, and how many different texts have a personal identity number in them. */
  | { readonly tag: 'identity-numbers'; readonly columns: string; readonly texts: number };

export type Answer =
  | { readonly kind: 'progress'; readonly bytesRead: number; readonly events: number; readonly rejected: number }
  | {
      readonly kind: 'imported';
      readonly report: ImportReport;
      readonly events: number;
      readonly cases: number;
      readonly activities: number;
    }
  | { readonly kind: 'refused'; readonly refusal: Failure }
  | { readonly kind: 'results'; readonly results: Results }
  | { readonly kind: 'forgotten' }
  | { readonly kind: 'unknown' };

const progressEvery = 250;

type Read = { readonly log: Log; readonly report: ImportReport };

async function read(path: string, csv: CsvOptions, tell: (answer: Answer) => void): Promise<Read | Failure> {
  const source = createReadStream(path, { highWaterMark: 1 << 20 });
  let told = 0;
  try {
    const result = await readLog(plainBytes(source), {
      csv,
      mostBytes: bytesForLog(),
      onProgress: ({ events, rejected }) => {
        if (performance.now() - told < progressEvery) return;
        told = performance.now();
        tell({ kind: 'progress', bytesRead: source.bytesRead, events, rejected });
      },
    });
    return result.ok ? result.value : result.refusal;
  } catch (error) {
    if (error instanceof FileFault) return { tag: error.reason === 'cut' ? 'file-cut' : 'file-damaged' };
    throw error;
  }
}

/** A log with what an answer states of it. */
interface KeptLog {
  readonly log: Log;
  readonly snapshot: Snapshot;
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
  if ('tag' in found) return found;
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const { format, rejected } = found.report;
  return { log: found.log, snapshot: { kind: 'log', sha256: hash.digest('hex'), format, rejected } };
}

function logResults({ log, snapshot }: KeptLog, question: Extract<Question, { kind: 'log' }>): Results {
  const keys = textsOf(log.activities);
  const { computedAt, subject, query } = question;
  const { from, to } = query;
  const divisions = divisionsOf(log, keys, {}, query);
  const months = monthsOf(beginningsOf(log));
  const safe = safeQuestion({ cases: log.cases, months, divisions, from, to });
  const all = countsOfAll(log, keys.length, countVariants(log));
  return {
    subject: { kind: 'log', ...subject },
    basis: {
      ...{ computedAt, events: all.events, cases: all.cases, definitions, engine: ENGINE },
      ...{ filters: askedFor({ ...query }), snapshot },
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

/** What is remembered of a process: passes by journey, so that only those that have moved are played again, and their log. */
interface Remembered {
  readonly passes: Map<string, readonly Pass[]>;
  gathered?: Gathered;
}
const travelled = new Map<string, Remembered>();
const roads = new Map<string, OpenRoad>();

function roadOf(id: string, road: Road): OpenRoad {
  const known = roads.get(id);
  if (known) return known;
  const opened = openRoad(road);
  assert(opened.ok, 'a version that is travelled can be');
  roads.set(id, opened.value);
  return opened.value;
}

function processResults(question: Extract<Question, { kind: 'process' }>): Results {
  const { key, heads, changed, rest, query } = question;
  const known = question.whole ? undefined : travelled.get(key);
  const remembered: Remembered = known ?? { passes: new Map<string, readonly Pass[]>() };
  travelled.set(key, remembered);
  const { passes } = remembered;
  const versions = new Map(question.roads.map(({ id, road }) => [id, road]));
  const byId = new Map(heads.map((head) => [head.id, head]));
  for (const { id, moves } of changed) {
    const head = byId.get(id);
    const road = head && versions.get(head.versionId);
    if (head && road)
      passes.set(id, passesOf(roadOf(head.versionId, road), head.startedAt, JSON.parse(moves) as MoveFact[]));
  }
  const shown = question.roads.at(-1)?.road;
  assert(shown, 'a process whose results are asked for has a version');
  if (remembered.gathered === undefined || question.moved) {
    const names = question.roads.flatMap(({ road }) => road.nodes.map((n): [string, string] => [n.id, n.name || n.id]));
    const journeys = heads.map((head): TravelledJourney => ({ ...head, passes: passes.get(head.id) ?? [] }));
    remembered.gathered = gather(journeys, Object.fromEntries(names));
  }
  return journeyResults({ ...rest, road: shown, gathered: remembered.gathered }, query);
}

async function answer(question: Question, tell: (answer: Answer) => void): Promise<Answer> {
  switch (question.kind) {
    case 'import': {
      const found = await read(question.path, question.csv, tell);
      if ('tag' in found) return { kind: 'refused', refusal: found };
      const { guarded } = question;
      const isGuarded = guarded.leaveOut.length > 0 || guarded.pseudonymise.length > 0;
      // The key is thrown away with this thread's work: nobody can find out later whose a pseudonym is.
      const kept = isGuarded
        ? guardedLog(found.log, guarded, keyedHash(randomBytes(32)), found.report.columns)
        : ok(found.log);
      if (!kept.ok) return { kind: 'refused', refusal: kept.refusal };
      const { events, cases, activities } = kept.value;
      const personal = identityColumns(kept.value);
      if (personal.length > 0) {
        const texts = personal.reduce((sum, one) => sum + one.texts, 0);
        const columns = personal.map(({ column }) => column).join(', ');
        return { kind: 'refused', refusal: { tag: 'identity-numbers', columns, texts } };
      }
      if (!isGuarded) return { kind: 'imported', report: found.report, events, cases, activities: activities.size };
      if (!(await rewriteFile(question.path, writeXes(kept.value))))
        return { kind: 'refused', refusal: { tag: 'disk-full' } };
      // What was rejected is told without its text, which nobody has looked through.
      const rejections = found.report.rejections.map(({ line, reason }) => ({ line, reason }));
      const report = { ...found.report, columns: {}, rejections };
      return { kind: 'imported', report, events, cases, activities: activities.size };
    }
    case 'log': {
      const log = await logOf(question.path, question.csv);
      if ('tag' in log) return { kind: 'refused', refusal: log };
      return { kind: 'results', results: logResults(log, question) };
    }
    case 'process':
      if (!question.whole && !travelled.has(question.key)) return { kind: 'unknown' };
      return { kind: 'results', results: processResults(question) };
    case 'forget':
      travelled.delete(question.key);
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
