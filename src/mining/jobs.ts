import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import sql from 'sql-template-tag';
import type { Config } from '#platform/config.ts';
import type { Database, Tx, Who } from '#platform/database.ts';
import { rewrittenFile } from '#platform/rewrite-file.ts';
import { storableText } from '#platform/storable-text.ts';
import type { World } from '#platform/world.ts';
import {
  endChoices,
  endedLogs,
  markChoosing,
  markEnded,
  markNotChosen,
  markReady,
  noteProgress,
  readingLogs,
  rejectedLines,
} from './log-store.ts';
import type { Answer, Failure, Question } from './worker.ts';

const workerFile = new URL('./worker.ts', import.meta.url);

/** Where the file of an imported log lies; its folder is made when it is first needed. */
export async function logFile(config: Config, id: string): Promise<string> {
  const folder = join(config.dataFolder, 'logs');
  await mkdir(folder, { recursive: true });
  return join(folder, id);
}

/** Takes away the file of a log, and one that was being written to stand in its place. */
export async function removeLogFile(config: Config, id: string): Promise<void> {
  const path = await logFile(config, id);
  for (const one of [path, rewrittenFile(path)]) await rm(one, { force: true });
}

interface Reply {
  readonly id: number;
  readonly answer?: Answer;
  readonly fault?: string;
}

/** A thread that is asked one thing after another. It starts when it is needed, and doesn't keep the program alive. */
export function askedThread(onLost: () => void = () => {}) {
  let worker: Worker | undefined;
  let asked = 0;
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  const lose = (error: Error) => {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    onLost();
  };
  const started = (): Worker => {
    const fresh = new Worker(workerFile);
    fresh.on('message', ({ id, answer, fault }: Reply) => {
      if (answer?.kind === 'progress') return;
      const one = waiting.get(id);
      waiting.delete(id);
      if (answer) one?.resolve(answer);
      else one?.reject(new Error(fault));
      if (waiting.size === 0) fresh.unref();
    });
    // What ends with an error also exits: by then another thread may have taken its place.
    const lost = (error: Error) => {
      if (worker === fresh) lose(error);
    };
    fresh.on('error', lost);
    fresh.on('exit', () => lost(new Error('the thread ended')));
    return fresh;
  };
  return (question: Question): Promise<Answer> => {
    worker ??= started();
    worker.ref();
    asked += 1;
    const id = asked;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker?.postMessage({ id, question });
    });
  };
}

interface ImportFailure {
  readonly tag: string;
  readonly data: Record<string, unknown>;
}

const binaryFile: ImportFailure = { tag: 'file-not-a-log', data: { found: 'binary' } };

/** No name of a column has control characters, but for those that a spreadsheet's cell may hold. */
function isBinary(header: string): boolean {
  return /\p{Cc}|\p{Surrogate}/u.test(header.replace(/[\t\r\n]/g, ''));
}

/** A header row with control characters is none with unknown names: the file was never text. */
function failureOf(refusal: Failure): ImportFailure {
  if (refusal.tag === 'columns-not-recognised' && refusal.columns.some(isBinary)) return binaryFile;
  const { tag, ...data } = refusal;
  // Pieces of the file, which nobody has looked through, and lists of all its names are left out.
  return { tag, data: { ...data, rejections: undefined, problem: undefined, types: undefined, has: undefined } };
}

function rejectionsOf(refusal: Failure): Parameters<typeof rejectedLines>[0] {
  return 'rejections' in refusal ? refusal.rejections : [];
}

const reading = new Map<string, Worker>();

/** Stops reading a log. What was read is gone with the thread; the file is the caller's to take away. */
export async function stopReading(id: string): Promise<void> {
  const worker = reading.get(id);
  reading.delete(id);
  await worker?.terminate();
}

/** Another choice of cases may do where this stood in the way. */
const mendable: ReadonlySet<string> = new Set<Failure['tag']>([
  'identity-numbers',
  'column-unknown',
  'column-needed',
  'object-type-unknown',
  'no-events-of-type',
  'resource-unknown',
  'log-too-large',
  'disk-full',
]);

/** How long an object-centric log waits for somebody to say what its cases are, ms. */
const CHOICE_WAITS = 24 * 3_600_000;

/** Starts reading a stored file; the row of the log tells how it goes. */
export function startReading(
  world: World,
  who: Who,
  id: string,
  question: Extract<Question, { readonly kind: 'import' }>,
): void {
  const worker = new Worker(workerFile, { workerData: question });
  reading.set(id, worker);
  const { database, log } = world;
  let chain: Promise<unknown> = Promise.resolve();
  const then = (step: () => Promise<unknown>) => {
    chain = chain.then(step).catch((err: unknown) => log.error({ err, log: id }, 'an import could not be noted'));
  };
  // However the reading went, it has an end: what can't be stored as it is is told as a reading that failed.
  const finish = (store: (tx: Tx) => Promise<unknown>) =>
    then(async () => {
      await database.write(who, store).catch(async (err: unknown) => {
        log.error({ err, log: id }, 'what came of an import could not be stored');
        await database.write(who, (tx) => markEnded(tx, id, 'failed', { tag: 'reading-failed', data: {} }));
        await removeLogFile(world.config, id);
      });
    });
  const fail = (failure: ImportFailure, rejected: Parameters<typeof rejectedLines>[0] = []) => {
    finish((tx) => markEnded(tx, id, 'failed', failure, rejectedLines(rejected)));
    then(() => removeLogFile(world.config, id));
  };
  const end = () => {
    then(async () => reading.delete(id));
    void worker.terminate();
  };
  worker.on('message', ({ answer, fault }: Reply) => {
    if (!reading.has(id)) return;
    if (answer?.kind === 'progress') {
      const { bytesRead, events, rejected } = answer;
      then(() => database.write(who, (tx) => noteProgress(tx, id, bytesRead, events, rejected)));
      return;
    }
    if (answer?.kind === 'imported') {
      // The columns are read by again, so their names must be kept as they are.
      if (Object.values(answer.report.columns).some((name) => storableText(name) !== name)) fail(binaryFile);
      else finish((tx) => markReady(tx, id, answer));
    } else if (answer?.kind === 'choosing') {
      const until = new Date(world.clock().getTime() + CHOICE_WAITS);
      finish((tx) => markChoosing(tx, id, { ...answer, until }, answer.rejections));
    } else if (answer?.kind === 'refused') {
      const { refusal } = answer;
      const objects = question.choice?.objects;
      if (objects !== undefined && mendable.has(refusal.tag))
        finish((tx) => markNotChosen(tx, id, objects.events, failureOf(refusal)));
      else fail(failureOf(refusal), rejectionsOf(refusal));
    } else {
      log.error({ log: id, fault }, 'the reading of a log broke down');
      fail({ tag: 'reading-failed', data: {} });
    }
    end();
  });
  worker.on('error', (err) => {
    log.error({ err, log: id }, 'the reading of a log broke down');
    fail({ tag: 'reading-failed', data: {} });
    end();
  });
}

/**
 * Ends the imports of object-centric logs whose cases nobody chose in time, now and every quarter of an hour until stopped:
 * what was sent is not kept longer than it is needed.
 */
export function keepEndingChoices(
  { database, config, clock, log }: Pick<World, 'database' | 'config' | 'clock' | 'log'>,
  every = 900_000,
): { stop(): Promise<void> } {
  const pass = async () => {
    const organisations = await database.system((tx) => tx.rows<{ id: string }>(sql`select id from organisation`));
    for (const { id: organisationId } of organisations) {
      const ended = await database.write({ organisationId }, (tx) => endChoices(tx, clock()));
      if (ended === 0) continue;
      for (const id of await database.read({ organisationId }, endedLogs)) await removeLogFile(config, id);
    }
  };
  const tried = () => pass().catch((err: unknown) => log.error({ err }, 'choices that are overdue were not ended'));
  let running = tried();
  const timer = setInterval(() => {
    running = running.then(tried);
  }, every);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/**
 * When the server starts: what this data folder was reading when the server before it ended can't go on. Logs that
 * another server reads into another folder are left alone. A file whose log came to nothing just before the server died
 * goes now: nothing of it is to be kept.
 */
export async function endInterruptedImports(database: Database, config: Config): Promise<void> {
  const organisations = await database.system((tx) => tx.rows<{ id: string }>(sql`select id from organisation`));
  for (const { id: organisationId } of organisations) {
    const who = { organisationId };
    for (const id of await database.read(who, readingLogs)) {
      const path = await logFile(config, id);
      if (reading.has(id) || !existsSync(path)) continue;
      await database.write(who, (tx) => markEnded(tx, id, 'failed', { tag: 'interrupted', data: {} }));
      await removeLogFile(config, id);
    }
    for (const id of await database.read(who, endedLogs)) await removeLogFile(config, id);
  }
}
