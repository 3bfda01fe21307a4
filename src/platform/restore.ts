import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import sql from 'sql-template-tag';
import { ok, type Result, refuse } from '#lib/result.ts';
import { type BackupHead, type BackupTotals, backupFormat, logFolder, organisationsOf } from './backup.ts';
import { type Database, insertRows, type Tx } from './database.ts';
import { organisationTables, removeOrganisation } from './organisation-tables.ts';

export type RestoreRefusal =
  | { readonly tag: 'not-a-backup' }
  /** The file is cut, or something in it was changed. */
  | { readonly tag: 'backup-damaged'; readonly why: string }
  | { readonly tag: 'backup-newer'; readonly schema: number; readonly own: number }
  | { readonly tag: 'not-empty'; readonly organisations: readonly { id: string; name: string }[] };

type Line =
  | readonly ['row', string, Record<string, unknown>]
  | readonly ['file', string, string]
  | readonly ['end', string];

async function* textLines(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const unzipped = createGunzip();
  source.on('error', (error) => unzipped.destroy(error));
  source.pipe(unzipped);
  try {
    yield* createInterface({ input: unzipped, crlfDelay: Number.POSITIVE_INFINITY });
  } finally {
    source.destroy();
  }
  if (unzipped.errored !== null) throw unzipped.errored;
}

/** Reads the whole file before anything is changed: its head, and that it is complete and as it was written. */
async function inspect(file: string): Promise<Result<{ head: BackupHead; totals: BackupTotals }, RestoreRefusal>> {
  let head: BackupHead | undefined;
  let end: string | undefined;
  const hash = createHash('sha256');
  const totals = { rows: 0, files: 0 };
  try {
    for await (const text of textLines(file)) {
      if (head === undefined) {
        head = JSON.parse(text) as BackupHead;
        if (head.format !== backupFormat) return refuse({ tag: 'not-a-backup' });
      } else if (text.startsWith('["end"')) {
        end = (JSON.parse(text) as [string, string])[1];
        break;
      } else if (text.startsWith('["file"')) totals.files += 1;
      else totals.rows += 1;
      hash.update(text).update('\n');
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    const why = error instanceof Error ? error.message : String(error);
    return head === undefined ? refuse({ tag: 'not-a-backup' }) : refuse({ tag: 'backup-damaged', why });
  }
  if (head === undefined) return refuse({ tag: 'not-a-backup' });
  if (end === undefined) return refuse({ tag: 'backup-damaged', why: 'its end is missing' });
  if (end !== hash.digest('hex')) return refuse({ tag: 'backup-damaged', why: 'its checksum differs' });
  // The organisation's own row is not counted when it is written, either.
  return ok({ head, totals: { ...totals, rows: totals.rows - 1 } });
}

/** Inserts the rows and puts the files in a folder of their own, in the file's order. */
async function load(tx: Tx, file: string, filesTo: string): Promise<void> {
  const whole = new Set((await organisationTables(tx)).filter((t) => t.selfReferring).map(({ name }) => name));
  let table: string | undefined;
  let rows: Record<string, unknown>[] = [];
  const flush = async () => {
    if (table !== undefined) await insertRows(tx, table, rows, whole.has(table) ? rows.length : undefined);
    rows = [];
  };
  for await (const text of textLines(file)) {
    if (!text.startsWith('[')) continue;
    const line = JSON.parse(text) as Line;
    if (line[0] === 'end') break;
    if (line[0] === 'file') await appendFile(join(filesTo, line[1]), Buffer.from(line[2], 'base64'));
    else {
      if (line[1] !== table || (rows.length === 2000 && !whole.has(table))) await flush();
      table = line[1];
      rows.push(line[2]);
    }
  }
  await flush();
}

async function moveFiles(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) await rename(join(from, name), join(to, name));
}

/**
 * Loads a backup into a database without organisations. `replace` first removes what is there. A file that is damaged, or
 * from a newer Resväg, changes nothing; neither does a fault on the way, since all is one transaction.
 */
export async function restore(
  database: Database,
  options: { file: string; dataFolder: string; replace: boolean },
): Promise<Result<BackupTotals & { head: BackupHead }, RestoreRefusal>> {
  const inspected = await inspect(options.file);
  if (!inspected.ok) return inspected;
  const { head, totals } = inspected.value;
  const own = await database.system((tx) =>
    tx.one<{ schema: number }>(sql`select max(version) as schema from schema_migration`),
  );
  if (head.schema > (own?.schema ?? 0))
    return refuse({ tag: 'backup-newer', schema: head.schema, own: own?.schema ?? 0 });
  const present = await database.system(organisationsOf);
  if (present.length > 0 && !options.replace) return refuse({ tag: 'not-empty', organisations: present });
  const folder = logFolder(options.dataFolder);
  const making = join(options.dataFolder, `restoring-${process.pid}`);
  try {
    await database.write({ organisationId: head.organisation.id }, async (tx) => {
      await rm(making, { recursive: true, force: true });
      await mkdir(making, { recursive: true });
      for (const { id } of present) {
        await tx.run(sql`select set_config('app.organisation_id', ${id}, true)`);
        await removeOrganisation(tx, id);
      }
      await tx.run(sql`select set_config('app.organisation_id', ${head.organisation.id}, true)`);
      await load(tx, options.file, making);
    });
    await moveFiles(making, folder);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return ok({ ...totals, head });
}
