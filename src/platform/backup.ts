import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import sql, { raw } from 'sql-template-tag';
import { ok, type Result, refuse } from '#lib/result.ts';
import type { Database, Tx } from './database.ts';
import { organisationTables } from './organisation-tables.ts';

/**
 * A backup is a gzipped text of JSON lines, so that it can be read without Resväg: a head, then `["row", table, {…}]` for
 * each row, `["file", name, base64]` for each part of an imported log's file, and a closing line with the SHA-256 of all
 * before it.
 */
export const backupFormat = 'resvag-backup';

export interface BackupHead {
  readonly format: typeof backupFormat;
  /** The number of the newest migration of the database that it is from. */
  readonly schema: number;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly at: string;
}

export interface BackupTotals {
  readonly rows: number;
  readonly files: number;
}

export type BackupRefusal =
  | { readonly tag: 'no-organisation' }
  | { readonly tag: 'several-organisations'; readonly organisations: readonly { id: string; name: string }[] };

/** The folder of the data folder where imported logs' files lie; each name begins with the log's id. */
export const logFolder = (dataFolder: string) => join(dataFolder, 'logs');

export function organisationsOf(tx: Tx) {
  return tx.rows<{ id: string; name: string }>(sql`select id, name from organisation order by created_at, id`);
}

async function* rowsOf(tx: Tx, table: string): AsyncGenerator<string> {
  await tx.run(sql`declare backup_rows no scroll cursor for select to_jsonb(t)::text as row from ${raw(table)} t`);
  for (;;) {
    const part = await tx.rows<{ row: string }>(sql`fetch 1000 from backup_rows`);
    if (part.length === 0) break;
    for (const { row } of part) yield `["row",${JSON.stringify(table)},${row}]`;
  }
  await tx.run(sql`close backup_rows`);
}

/** Without files that wait for somebody to choose what their cases are: they may hold what is not to be kept. */
async function* filesOf(tx: Tx, folder: string): AsyncGenerator<string> {
  const logs = new Set(
    (await tx.rows<{ id: string }>(sql`select id from imported_log where state <> 'choosing'`)).map(({ id }) => id),
  );
  const names = await readdir(folder).catch(() => []);
  for (const name of names.sort()) {
    if (!logs.has(name.slice(0, 36))) continue;
    for await (const chunk of createReadStream(join(folder, name), { highWaterMark: 1 << 20 }))
      yield JSON.stringify(['file', name, (chunk as Buffer).toString('base64')]);
  }
}

async function* lines(tx: Tx, head: BackupHead, folder: string, totals: { rows: number; files: number }) {
  const hash = createHash('sha256');
  const line = (text: string) => {
    hash.update(text).update('\n');
    return `${text}\n`;
  };
  yield line(JSON.stringify(head));
  yield line(
    `["row","organisation",${(await tx.one<{ row: string }>(sql`select to_jsonb(o)::text as row from organisation o where id = ${head.organisation.id}`))?.row}]`,
  );
  for (const { name } of await organisationTables(tx))
    for await (const row of rowsOf(tx, name)) {
      totals.rows += 1;
      yield line(row);
    }
  for await (const part of filesOf(tx, folder)) {
    totals.files += 1;
    yield line(part);
  }
  yield `${JSON.stringify(['end', hash.digest('hex')])}\n`;
}

/**
 * Writes one organisation (the only one when none is named) to a file, as it is at one moment; people may work meanwhile.
 * The file gets its name when it is whole.
 */
export async function backUp(
  database: Database,
  options: { file: string; dataFolder: string; organisationId?: string | undefined; at: Date },
): Promise<Result<BackupTotals, BackupRefusal>> {
  const organisations = await database.system(organisationsOf);
  const named = organisations.filter(({ id }) => options.organisationId === undefined || id === options.organisationId);
  const [organisation] = named;
  if (organisation === undefined) return refuse({ tag: 'no-organisation' });
  if (named.length > 1) return refuse({ tag: 'several-organisations', organisations });
  const making = `${options.file}.part`;
  try {
    const totals = await database.write({ organisationId: organisation.id }, async (tx) => {
      await tx.run(sql`set transaction isolation level repeatable read`);
      const found = await tx.one<{ schema: number }>(sql`select max(version) as schema from schema_migration`);
      const head: BackupHead = {
        format: backupFormat,
        schema: found?.schema ?? 0,
        organisation,
        at: options.at.toISOString(),
      };
      const counted = { rows: 0, files: 0 };
      const text = lines(tx, head, logFolder(options.dataFolder), counted);
      await pipeline(Readable.from(text), createGzip(), createWriteStream(making, { flush: true }));
      return counted;
    });
    await rename(making, options.file);
    return ok(totals);
  } finally {
    await rm(making, { force: true });
  }
}
