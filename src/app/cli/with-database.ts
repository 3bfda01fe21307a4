import { type Config, readConfig } from '#platform/config.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { Fault } from '#platform/fault.ts';
import { migrate, readMigrations } from '#platform/migrate.ts';
import { runningAddress, startPostgres } from '#platform/postgres.ts';

/**
 * Does something with the database of the settings and gives its exit code: the given one (DATABASE_URL), that of a
 * Resväg that runs on the data folder, or one started for the time being.
 */
export async function withDatabase(fn: (database: Database, config: Config) => Promise<number>): Promise<number> {
  const config = readConfig(process.env);
  if (!config.ok) {
    for (const line of config.refusal.lines) console.error(`resvag: ${line}`);
    return 1;
  }
  let stop: (() => Promise<void>) | undefined;
  try {
    let url = config.value.databaseUrl ?? runningAddress(config.value.dataFolder);
    if (url === undefined) ({ url, stop } = await startPostgres({ dataFolder: config.value.dataFolder }));
    const database = await openDatabase(url);
    try {
      await migrate(database, await readMigrations());
      return await fn(database, config.value);
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof Fault) && (error as NodeJS.ErrnoException).syscall === undefined) throw error;
    console.error(`resvag: ${(error as Error).message}`);
    return 1;
  } finally {
    await stop?.();
  }
}
