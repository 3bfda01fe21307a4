import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { abilities } from '#lib/acting.ts';
import { LogId } from '#lib/id.ts';
import { assert, ok, type Result, refuse } from '#lib/result.ts';
import { audit, logReadOnce } from '#platform/audit.ts';
import { notAllowed, notFound, type Route, route } from '#platform/http.ts';
import type { Upload } from '#platform/upload.ts';
import {
  cancelImport,
  chooseCases,
  deleteLog,
  getLog,
  getLogResults,
  getRejectedRows,
  importLog,
  listLogs,
} from './api.ts';
import type { CsvOptions } from './formats/import.ts';
import { askedThread, logFile, removeLogFile, startReading, stopReading } from './jobs.ts';
import {
  findLog,
  insertLog,
  markChosen,
  markEnded,
  removeLog,
  type StoredLog,
  listLogs as storedLogs,
} from './log-store.ts';
import { miningMay } from './may.ts';
import { flattenedAs } from './object-choice.ts';

const ask = askedThread();

/** Rejected rows that a log's page shows; the file has them all. */
const rejectedShown = 100;

/** Writes the upload to disk as it comes. Whatever goes wrong, nothing of it is left. */
async function receive(
  upload: Upload | undefined,
  path: string,
): Promise<Result<number, { tag: 'empty-file' | 'disk-full' }>> {
  if (upload === undefined) return refuse({ tag: 'empty-file' });
  const file = createWriteStream(path, { flush: true });
  try {
    await pipeline(upload.stream, file);
  } catch (error) {
    await rm(path, { force: true });
    if ((error as { code?: unknown } | null)?.code === 'ENOSPC') return refuse({ tag: 'disk-full' });
    throw error;
  }
  if (file.bytesWritten > 0) return ok(file.bytesWritten);
  await rm(path, { force: true });
  return refuse({ tag: 'empty-file' });
}

/** The columns to read by: those found at the import, which were given or recognised. */
function csvOf({ columns }: Pick<StoredLog, 'columns'>): CsvOptions {
  const { case: caseId, activity, time, start, resource } = columns;
  return {
    ...(caseId === undefined ? {} : { case: caseId }),
    ...(activity === undefined ? {} : { activity }),
    ...(start === undefined
      ? time === undefined
        ? {}
        : { time }
      : { time: start, ...(time === undefined ? {} : { end: time }) }),
    ...(resource === undefined ? {} : { resource }),
  };
}

function csvCell(text: string): string {
  // A leading = + - @ would be a formula to a spreadsheet.
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",;\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function namesIn(lines: string | undefined): string[] {
  return (lines ?? '').split('\n').filter((name) => name !== '');
}

export const logRoutes: readonly Route[] = [
  route(listLogs, miningMay['list-logs'], async ({ query, acting, world, may }) => {
    if (!may({})) return notAllowed;
    const page = await world.database.read(acting, (tx) => storedLogs(tx, query));
    return ok({ ...page, may: abilities(miningMay, acting, {}) });
  }),

  route(importLog, miningMay['import-log'], async ({ query, acting, world, may, files }) => {
    if (!may({})) return notAllowed;
    const id = LogId.parse(world.newId());
    const path = await logFile(world.config, id);
    const upload = (await files().next()).value as Upload | undefined;
    const received = await receive(upload, path);
    if (!received.ok) return received;
    const { name, purpose, leaveOut, pseudonymise, ...csv } = query;
    const guarded = { leaveOut: namesIn(leaveOut), pseudonymise: namesIn(pseudonymise) };
    const given = Object.fromEntries(
      Object.entries(csv).flatMap(([role, header]) => (header === undefined ? [] : [[role, header]])),
    );
    const at = world.clock();
    const stored = await world.database.write(acting, async (tx) => {
      await insertLog(tx, acting, { id, name, at, bytes: received.value, columns: given, purpose, ...guarded });
      const after = { name, purpose, filename: upload?.filename, bytes: received.value, ...guarded };
      await audit(tx, acting, { operation: importLog.name, subjectKind: 'log', subjectId: id, after, at });
      return findLog(tx, id);
    });
    assert(stored, 'a log that was stored is found');
    startReading(world, acting, id, { kind: 'import', path, csv: given, guarded });
    return ok(stored);
  }),

  route(getLog, miningMay['get-log'], async ({ params, acting, world, may }) => {
    if (!may({})) return notAllowed;
    const log = await world.database.read(acting, (tx) => findLog(tx, params.logId));
    return log === undefined
      ? notFound
      : ok({
          ...log,
          rejected: log.rejected.slice(0, rejectedShown),
          leftOut: [...log.leftOut],
          pseudonymised: [...log.pseudonymised],
        });
  }),

  route(chooseCases, miningMay['choose-cases'], async ({ params, body, acting, world, may }) => {
    if (!may({})) return notAllowed;
    const { logId } = params;
    const { objectType, resource, ...guarded } = body;
    const path = await logFile(world.config, logId);
    const result = await world.database.write(acting, async (tx) => {
      const before = await findLog(tx, logId);
      if (before === undefined) return notFound;
      const { objects, state } = before;
      if (objects === null || state !== 'choosing') return refuse({ tag: 'choice-not-open', state });
      const isListed = objects.types.some(({ figures }) => figures.objectType === objectType);
      if (!isListed && objects.moreTypes === 0) return refuse({ tag: 'object-type-unknown', objectType });
      if ((await markChosen(tx, logId, guarded)) === 0) return refuse({ tag: 'choice-not-open', state: 'reading' });
      const at = world.clock();
      const after = body;
      await audit(tx, acting, { operation: chooseCases.name, subjectKind: 'log', subjectId: logId, after, at });
      const log = await findLog(tx, logId);
      assert(log, 'a log of which something was chosen is found');
      return ok({ log, objects });
    });
    if (!result.ok) return result;
    const { log, objects } = result.value;
    startReading(world, acting, logId, {
      ...{ kind: 'import', path, csv: {}, guarded },
      choice: { objects, objectType, resource },
    });
    return ok(log);
  }),

  route(getRejectedRows, miningMay['get-rejected-rows'], async ({ params, acting, world, may }) => {
    if (!may({})) return notAllowed;
    const log = await world.database.read(acting, (tx) => findLog(tx, params.logId));
    if (log === undefined) return notFound;
    const rows = log.rejected.map(({ line, tag, text }) => `${line},${tag},${csvCell(text)}\r\n`);
    const content = `line,reason,value\r\n${rows.join('')}`;
    return ok({ filename: `rejected-${log.id}.csv`, contentType: 'text/csv; charset=utf-8', content });
  }),

  route(cancelImport, miningMay['cancel-import'], async ({ params, acting, world, may }) => {
    if (!may({})) return notAllowed;
    const { logId } = params;
    const result = await world.database.write(acting, async (tx) => {
      const before = await findLog(tx, logId);
      if (before === undefined) return notFound;
      if ((await markEnded(tx, logId, 'cancelled', null)) === 0)
        return refuse({ tag: 'import-finished', state: before.state });
      const at = world.clock();
      await audit(tx, acting, { operation: cancelImport.name, subjectKind: 'log', subjectId: logId, at });
      return ok((await findLog(tx, logId)) ?? before);
    });
    if (!result.ok) return result;
    await stopReading(logId);
    await removeLogFile(world.config, logId);
    return result;
  }),

  route(deleteLog, miningMay['delete-log'], async ({ params, acting, world, may }) => {
    if (!may({})) return notAllowed;
    const { logId } = params;
    const result = await world.database.write(acting, async (tx) => {
      const before = await findLog(tx, logId);
      if (before === undefined) return notFound;
      if (before.state === 'reading') return refuse({ tag: 'import-running' });
      await removeLog(tx, logId);
      const { name, events } = before;
      const at = world.clock();
      await audit(tx, acting, {
        operation: deleteLog.name,
        subjectKind: 'log',
        subjectId: logId,
        before: { name, events },
        at,
      });
      return ok({});
    });
    if (result.ok) await removeLogFile(world.config, logId);
    return result;
  }),

  route(getLogResults, miningMay['get-log-results'], async ({ params, query, acting, world, may }) => {
    if (!may({})) return notAllowed;
    const log = await world.database.read(acting, async (tx) => {
      const found = await findLog(tx, params.logId);
      if (found?.state !== 'ready') return found;
      const read = { operation: getLog.name, subjectKind: 'log', subjectId: found.id, at: world.clock() };
      await logReadOnce(tx, acting, read, found.purpose);
      return found;
    });
    if (log === undefined) return notFound;
    if (log.state !== 'ready') return refuse({ tag: 'log-not-ready', state: log.state });
    const path = await logFile(world.config, log.id);
    const subject = { id: log.id, name: log.name };
    const computedAt = world.clock().toISOString();
    const flattened = flattenedAs(log.objects);
    const answer = await ask({ kind: 'log', path, csv: csvOf(log), subject, query, computedAt, flattened });
    assert(answer.kind === 'results', `the file of a log that was read can be read again: ${JSON.stringify(answer)}`);
    return ok(answer.results);
  }),
];
