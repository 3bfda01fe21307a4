import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sql from 'sql-template-tag';
import type { Database } from './database.ts';
import { Fault } from './fault.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

const folder = new URL('../../migrations/', import.meta.url);

/** The numbered migrations of a folder in their order. Two with the same number, or a file without one, is a mistake. */
export async function readMigrations(from: URL = folder): Promise<readonly Migration[]> {
  const names = (await readdir(from)).filter((name) => name.endsWith('.sql')).sort();
  const migrations: Migration[] = [];
  for (const name of names) {
    const version = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1]);
    if (!(version > 0) || version === migrations.at(-1)?.version)
      throw new Error(`bug: ${fileURLToPath(from)}${name} has no number of its own (0001_name.sql)`);
    const text = await readFile(new URL(name, from), 'utf8');
    migrations.push({ version, name, text, checksum: createHash('sha256').update(text).digest('hex') });
  }
  return migrations;
}

/**
 * Brings the database to the newest schema: all in one transaction, under a lock so that servers that start at the same
 * time take turns. Migrations are append-only; a changed or unknown one that is already applied stops the start, since
 * the tables then aren't what this version of Resväg believes. Gives the version.
 */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<number> {
  return database.system(async (tx) => {
    await tx.rows(sql`select pg_advisory_xact_lock(7397240101)`);
    await tx.script(
      `create table if not exists schema_migration (
         version int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now()
       )`,
    );
    const applied = await tx.rows<{ version: number; name: string; checksum: string }>(
      sql`select version, name, checksum from schema_migration order by version`,
    );
    for (const { version, name, checksum } of applied) {
      const known = migrations.find((migration) => migration.version === version);
      if (known === undefined)
        throw new Fault('set-up', `the database is of a newer Resväg (it has ${name}); start that version instead`, {
          retryable: false,
        });
      if (known.checksum !== checksum)
        throw new Fault('set-up', `migrations/${known.name} was changed after it was applied to this database`, {
          retryable: false,
        });
    }
    const done = new Set(applied.map(({ version }) => version));
    for (const { version, name, text, checksum } of migrations) {
      if (done.has(version)) continue;
      await tx.script(text);
      await tx.run(
        sql`insert into schema_migration (version, name, checksum) values (${version}, ${name}, ${checksum})`,
      );
    }
    return migrations.at(-1)?.version ?? 0;
  });
}
