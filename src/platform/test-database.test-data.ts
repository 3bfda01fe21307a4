import type { TestContext } from 'node:test';
import pg from 'pg';
import { type Database, openDatabase } from './database.ts';
import { migrate, readMigrations } from './migrate.ts';

/**
 * The database of one test file: an own copy of the migrated template, dropped when the test is over. Tests get the
 * server from `npm test` (RESVAG_TEST_DATABASE_URL: an address of a superuser of a server that may be filled with
 * databases); without one they are skipped, and say so.
 */
export interface TestDatabase {
  readonly database: Database;
  readonly url: string;
  /** An organisation that exists, with nothing in it. */
  readonly organisationId: string;
}

const organisationId = '00000000-0000-4000-8000-000000000001';

function addressed(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function onServer<T>(url: string, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}

/** The template's name holds the migrations' checksums, so that a changed migration makes a new template. */
async function template(url: string): Promise<string> {
  const migrations = await readMigrations();
  const name = `template_${migrations.map((migration) => migration.checksum.slice(0, 4)).join('')}`.slice(0, 60);
  await onServer(url, async (client) => {
    await client.query('select pg_advisory_lock(7397240102)');
    const made = await client.query('select from pg_database where datname = $1', [name]);
    if (made.rowCount !== 0) return;
    await client.query(`create database "${name}_making"`);
    const database = await openDatabase(addressed(url, `${name}_making`));
    try {
      await migrate(database, migrations);
    } finally {
      await database.close();
    }
    await client.query(`alter database "${name}_making" rename to "${name}"`);
  });
  return name;
}

/** Opens a database of the test's own, or skips the test (and gives nothing) where no server is given. */
export async function openTestDatabase(t: TestContext): Promise<TestDatabase | undefined> {
  const server = process.env['RESVAG_TEST_DATABASE_URL'];
  if (server === undefined || server === '') {
    t.skip('no test database: run by npm test, or set RESVAG_TEST_DATABASE_URL');
    return undefined;
  }
  const from = await template(server);
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await onServer(server, (client) => client.query(`create database "${name}" template "${from}"`));
  const url = addressed(server, name);
  const database = await openDatabase(url, { connections: 8 });
  await database.system((tx) =>
    tx.script(`insert into organisation (id, name) values ('${organisationId}', 'Provstad (invented)')`),
  );
  t.after(async () => {
    await database.close();
    await onServer(server, (client) => client.query(`drop database "${name}" with (force)`));
  });
  return { database, url, organisationId };
}
