import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sql from 'sql-template-tag';
import { endInterruptedImports, keepEndingChoices } from '#mining/jobs.ts';
import { keepSealing } from '#platform/audit.ts';
import type { Config } from '#platform/config.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { Fault } from '#platform/fault.ts';
import { registerRoutes } from '#platform/http.ts';
import { openListener } from '#platform/listener.ts';
import { makeFolder } from '#platform/make-folder.ts';
import { migrate, readMigrations } from '#platform/migrate.ts';
import { type RunningPostgres, startPostgres } from '#platform/postgres.ts';
import { endUnprovedSessions } from '#platform/session.ts';
import { version } from '#platform/version.ts';
import { newUuid, type World } from '#platform/world.ts';
import { findActing } from './find-acting.ts';
import { openapi } from './openapi.ts';
import { routes } from './routes.ts';
import { statuses } from './status.ts';

const web = fileURLToPath(new URL('../../dist/web', import.meta.url));

export interface ServerOptions {
  readonly config: Config;
  /** Fills a database that has no organisation yet; left out, it stays empty. */
  readonly seed?: ((database: Database) => Promise<void>) | undefined;
  /** Told in a few words what takes time. */
  readonly tell?: (line: string) => void;
}

export interface RunningServer {
  readonly address: string;
  /** Fulfilled when the embedded database server ended although nobody asked it to. */
  readonly lost: Promise<void>;
  /** Answers what has been asked, then stops listening, then the database. */
  stop(): Promise<void>;
}

/** What cookies are signed with: given, or made at the first start and kept in the data folder. */
function secretOf(config: Config): string {
  if (config.secret !== undefined) return config.secret;
  const file = join(config.dataFolder, 'secret');
  makeFolder(config.dataFolder);
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
}

/** The database of the settings, migrated: the given one, or the embedded server of the data folder. */
async function openMigrated(config: Config): Promise<{ database: Database; postgres: RunningPostgres | undefined }> {
  const postgres =
    config.databaseUrl === undefined ? await startPostgres({ dataFolder: config.dataFolder }) : undefined;
  try {
    const database = await openDatabase(config.databaseUrl ?? postgres?.url ?? '');
    await migrate(database, await readMigrations());
    return { database, postgres };
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
}

async function isEmpty(database: Database): Promise<boolean> {
  return (await database.system((tx) => tx.one(sql`select from organisation limit 1`))) === undefined;
}

function listenFault(error: unknown, { host, port }: Config): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  const message =
    code === 'EADDRINUSE'
      ? `port ${port} is taken: stop what uses it, or choose another with PORT`
      : code === 'EACCES' || code === 'EADDRNOTAVAIL'
        ? `cannot listen on ${host}:${port}: choose others with HOST and PORT`
        : undefined;
  return message === undefined ? error : new Fault('set-up', message, { retryable: false, cause: error });
}

/** Starts all of Resväg: database, migrations, first filling, HTTP. What was started is stopped again if a part fails. */
export async function startServer({ config, seed, tell = () => {} }: ServerOptions): Promise<RunningServer> {
  const { database, postgres } = await openMigrated(config);
  const app = await openListener({ config, secret: secretOf(config), web });
  const world: World = {
    database,
    clock: () => new Date(),
    newId: () => newUuid(new Date()),
    config,
    log: app.log,
  };
  const sealing = keepSealing(database, (err) => app.log.error({ err }, 'the audit trail was not sealed'));
  let choices: { stop(): Promise<void> } | undefined;
  const stop = async () => {
    await app.close();
    await sealing.stop();
    await choices?.stop();
    await database.close();
    await postgres?.stop();
  };
  try {
    registerRoutes(app, world, routes, { statuses, findActing });
    const description = openapi(routes, statuses, version);
    app.get('/api/openapi.json', () => description);
    if (seed !== undefined && (await isEmpty(database))) {
      tell('Making the demo organisation (first start only) …');
      await seed(database);
    }
    await endUnprovedSessions(database, config);
    await endInterruptedImports(database, config);
    choices = keepEndingChoices(world);
    const address = await app.listen({ host: config.host, port: config.port });
    return { address, lost: postgres?.ended ?? new Promise(() => {}), stop };
  } catch (error) {
    await stop();
    throw listenFault(error, config);
  }
}
