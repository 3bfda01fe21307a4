import sql from 'sql-template-tag';
import type { z } from 'zod';
import type { Acting } from '#lib/acting.ts';
import { all, type Tx } from '#platform/database.ts';
import { orderBy } from '#platform/order-by.ts';
import { storableJson, storableText } from '#platform/storable-text.ts';
import type { LogRow, listLogs as listOperation } from './api.ts';
import type { ImportReport, Rejection } from './formats/import.ts';
import { SMALLEST_GROUP } from './small-groups.ts';

export type StoredLog = LogRow & {
  readonly columns: Readonly<Record<string, string>>;
  readonly rejected: readonly { readonly line: number; readonly tag: string; readonly text: string }[];
  readonly purpose: string;
  readonly leftOut: readonly string[];
  readonly pseudonymised: readonly string[];
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

type Row = ListedRow & Omit<StoredLog, keyof LogRow | 'leftOut'> & { readonly left_out: readonly string[] };

const columns = sql`l.id, l.name, l.state, l.imported_at, p.name as imported_by_name, l.bytes, l.bytes_read, l.events, l.cases,
  l.activities, l.rejected_rows, l.failure`;
const whole = sql`${columns}, l.columns, l.rejected, l.purpose, l.left_out, l.pseudonymised`;
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
  const { left_out, ...rest } = logOf(row);
  return { ...rest, leftOut: left_out };
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

export function rejectedLines(rejections: readonly Rejection[]): StoredLog['rejected'] {
  return rejections.map(({ line, reason, value }) => ({ line, tag: reason, text: value ?? '' }));
}

export function markReady(
  tx: Tx,
  id: string,
  { report, events, cases, activities }: { report: ImportReport; events: number; cases: number; activities: number },
): Promise<number> {
  return tx.run(
    sql`update imported_log set state = 'ready', bytes_read = bytes, events = ${events}, cases = ${cases},
               activities = ${activities}, format = ${report.format}, columns = ${storableJson(report.columns)},
               rejected_rows = ${report.rejected}, rejected = ${storableJson(rejectedLines(report.rejections))}
         where id = ${id} and state = 'reading'`,
  );
}

/** The reading came to nothing. What was counted so far is taken back, since nothing is kept. */
export function markEnded(
  tx: Tx,
  id: string,
  state: 'failed' | 'cancelled',
  failure: LogRow['failure'],
  rejected: StoredLog['rejected'] = [],
): Promise<number> {
  return tx.run(
    sql`update imported_log set state = ${state}, events = 0, cases = 0, activities = 0,
               failure = ${failure === null ? null : storableJson(failure)}, rejected = ${storableJson(rejected)}
         where id = ${id} and state = 'reading'`,
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
