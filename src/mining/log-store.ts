import sql from 'sql-template-tag';
import type { z } from 'zod';
import type { Acting } from '#lib/acting.ts';
import { findIdentityNumbers } from '#lib/identity-number.ts';
import { all, type Tx } from '#platform/database.ts';
import { orderBy } from '#platform/order-by.ts';
import { storableJson, storableText } from '#platform/storable-text.ts';
import type { LogRow, listLogs as listOperation } from './api.ts';
import type { Rejection } from './formats/import.ts';
import type { ObjectsInLog } from './object-choice.ts';
import { SMALLEST_GROUP } from './privacy/small-groups.ts';

export type StoredLog = LogRow & {
  readonly columns: Readonly<Record<string, string>>;
  readonly rejected: readonly { readonly line: number; readonly tag: string; readonly text: string }[];
  readonly purpose: string;
  readonly leftOut: readonly string[];
  readonly pseudonymised: readonly string[];
  readonly objects: ObjectsInLog | null;
  readonly chooseUntil: string | null;
};

type Counted = 'events' | 'cases' | 'activities';

interface ListedRow extends Omit<LogRow, 'importedAt' | 'bytesRead' | 'rejectedRows' | 'importedByName' | Counted> {
  readonly events: number;
  readonly cases: number;
  readonly activities: number;
  readonly imported_at: Date;
  readonly imported_by_name: string;
  readonly bytes_read: number;
  readonly rejected_rows: number;
}

type Row = ListedRow &
  Omit<StoredLog, keyof LogRow | 'leftOut' | 'chooseUntil'> & {
    readonly left_out: readonly string[];
    readonly choose_until: Date | null;
  };

const columns = sql`l.id, l.name, l.state, l.imported_at, p.name as imported_by_name, l.bytes, l.bytes_read, l.events, l.cases,
  l.activities, l.rejected_rows, l.failure`;
const whole = sql`${columns}, l.columns, l.rejected, l.purpose, l.left_out, l.pseudonymised, l.objects,
  l.choose_until`;
const source = sql`imported_log l join person p on p.organisation_id = l.organisation_id and p.id = l.imported_by`;

function logOf<R extends ListedRow>({ imported_at, imported_by_name, bytes_read, rejected_rows, ...row }: R) {
  const { state, events, cases, activities } = row;
  const isFew = state === 'ready' && cases < SMALLEST_GROUP;
  return {
    ...row,
    ...(isFew ? { events: null, cases: null, activities: null } : { events, cases, activities }),
    importedAt: imported_at.toISOString(),
    importedByName: imported_by_name,
    bytesRead: bytes_read,
    rejectedRows: rejected_rows,
  };
}

export async function findLog(tx: Tx, id: string): Promise<StoredLog | undefined> {
  const row = await tx.one<Row>(sql`select ${whole} from ${source} where l.id = ${id}`);
  if (row === undefined) return undefined;
  const { left_out, choose_until, ...rest } = logOf(row);
  return { ...rest, leftOut: left_out, chooseUntil: choose_until?.toISOString() ?? null };
}

const sorts = {
  name: sql`l.name collate "sv-x-icu"`,
  importedAt: sql`l.imported_at`,
  cases: sql`l.cases`,
  events: sql`l.events`,
};

export async function listLogs(
  tx: Tx,
  page: z.output<typeof listOperation.query>,
): Promise<{ items: LogRow[]; total: number; page: number; size: number }> {
  const where = all([
    page.q ? sql`l.name ilike ${`%${page.q.replace(/[\\%_]/g, '\\$&')}%`}` : undefined,
    page.state && sql`l.state = ${page.state}`,
  ]);
  const counted = await tx.one<{ total: number }>(sql`select count(*) as total from imported_log l where ${where}`);
  const rows = await tx.rows<ListedRow>(
    sql`select ${columns} from ${source} where ${where}
         order by ${orderBy(sorts, page.sort, '-importedAt')}, l.id
         limit ${page.size} offset ${(page.page - 1) * page.size}`,
  );
  return { items: rows.map(logOf), total: counted?.total ?? 0, page: page.page, size: page.size };
}

export async function insertLog(
  tx: Tx,
  acting: Acting,
  log: {
    readonly id: string;
    readonly name: string;
    readonly at: Date;
    readonly bytes: number;
    readonly columns: Readonly<Record<string, string>>;
    readonly purpose: string;
    readonly leaveOut?: readonly string[];
    readonly pseudonymise?: readonly string[];
  },
): Promise<void> {
  await tx.run(
    sql`insert into imported_log (organisation_id, id, name, state, imported_at, imported_by, format, columns, bytes,
                                  purpose, left_out, pseudonymised)
        values (${acting.organisationId}, ${log.id}, ${log.name}, 'reading', ${log.at}, ${acting.personId}, '',
                ${JSON.stringify(log.columns)}, ${log.bytes}, ${storableText(log.purpose)},
                ${storableJson(log.leaveOut ?? [])}, ${storableJson(log.pseudonymise ?? [])})`,
  );
}

/** How far the reading has come. Nothing happens to a log that isn't being read any more. */
export function noteProgress(tx: Tx, id: string, bytesRead: number, events: number, rejected: number): Promise<number> {
  return tx.run(
    sql`update imported_log set bytes_read = ${bytesRead}, events = ${events}, rejected_rows = ${rejected}
         where id = ${id} and state = 'reading'`,
  );
}

/** As they are kept: a text with a personal identity number in it is not (D01). */
export function rejectedLines(rejections: readonly Rejection<string>[]): StoredLog['rejected'] {
  const text = (value = '') => (findIdentityNumbers(value).length > 0 ? '' : value);
  return rejections.map(({ line, reason, value }) => ({ line, tag: reason, text: text(value) }));
}

/** What was read of a log with cases, or of an object-centric one whose cases were chosen (`objects`). */
export interface ReadLog {
  readonly report: {
    readonly format: string;
    readonly columns: Readonly<Record<string, string>>;
    readonly rejected: number;
    readonly rejections: readonly Rejection<string>[];
  };
  readonly events: number;
  readonly cases: number;
  readonly activities: number;
  readonly objects?: ObjectsInLog;
}

export function markReady(
  tx: Tx,
  id: string,
  { report, events, cases, activities, objects }: ReadLog,
): Promise<number> {
  return tx.run(
    sql`update imported_log set state = 'ready', bytes_read = bytes, events = ${events}, cases = ${cases},
               activities = ${activities}, format = ${report.format}, columns = ${storableJson(report.columns)},
               rejected_rows = ${report.rejected}, rejected = ${storableJson(rejectedLines(report.rejections))},
               objects = ${objects === undefined ? null : storableJson(objects)}, choose_until = null
         where id = ${id} and state = 'reading'`,
  );
}

/** An object-centric log was read, and waits for what its cases are to be. */
export function markChoosing(
  tx: Tx,
  id: string,
  found: { readonly objects: ObjectsInLog; readonly until: Date; readonly rejected: number },
  rejections: readonly Rejection<string>[],
): Promise<number> {
  return tx.run(
    sql`update imported_log set state = 'choosing', bytes_read = bytes, events = ${found.objects.events},
               objects = ${storableJson(found.objects)}, choose_until = ${found.until},
               rejected_rows = ${found.rejected}, rejected = ${storableJson(rejectedLines(rejections))}
         where id = ${id} and state = 'reading'`,
  );
}

/** The choice was made, and the reading goes on. Of two who choose at once the first one's counts. */
export function markChosen(
  tx: Tx,
  id: string,
  guarded: { readonly leaveOut: readonly string[]; readonly pseudonymise: readonly string[] },
): Promise<number> {
  return tx.run(
    sql`update imported_log set state = 'reading', bytes_read = 0, events = 0, failure = null,
               left_out = ${storableJson(guarded.leaveOut)}, pseudonymised = ${storableJson(guarded.pseudonymise)}
         where id = ${id} and state = 'choosing'`,
  );
}

/** What was chosen can't be; another choice may do, so that the file need not be sent again. */
export function markNotChosen(tx: Tx, id: string, events: number, failure: LogRow['failure']): Promise<number> {
  return tx.run(
    sql`update imported_log set state = 'choosing', bytes_read = bytes, events = ${events},
               left_out = '[]', pseudonymised = '[]', failure = ${failure === null ? null : storableJson(failure)}
         where id = ${id} and state = 'reading'`,
  );
}

/** Ends the waiting for choices that should have been made by now. Answers how many. */
export function endChoices(tx: Tx, now: Date): Promise<number> {
  return tx.run(
    sql`update imported_log set state = 'failed', events = 0, objects = null, choose_until = null, rejected = '[]',
               failure = '{"tag": "choice-not-made", "data": {}}'
         where state = 'choosing' and choose_until <= ${now}`,
  );
}

/** The reading, or the waiting for a choice when it is cancelled, came to nothing. What was counted is taken back, since nothing is kept. */
export function markEnded(
  tx: Tx,
  id: string,
  state: 'failed' | 'cancelled',
  failure: LogRow['failure'],
  rejected: StoredLog['rejected'] = [],
): Promise<number> {
  return tx.run(
    sql`update imported_log set state = ${state}, events = 0, cases = 0, activities = 0,
               failure = ${failure === null ? null : storableJson(failure)}, rejected = ${storableJson(rejected)},
               objects = null, choose_until = null
         where id = ${id} and (state = 'reading' or state = 'choosing' and ${state} = 'cancelled')`,
  );
}

export async function readingLogs(tx: Tx): Promise<string[]> {
  return (await tx.rows<{ id: string }>(sql`select id from imported_log where state = 'reading'`)).map(({ id }) => id);
}

/** Logs whose reading came to nothing. */
export async function endedLogs(tx: Tx): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`select id from imported_log where state in ('failed', 'cancelled')`);
  return rows.map(({ id }) => id);
}

export function removeLog(tx: Tx, id: string): Promise<number> {
  return tx.run(sql`delete from imported_log where id = ${id}`);
}
