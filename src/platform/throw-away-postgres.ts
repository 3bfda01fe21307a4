import { accessSync, chmodSync, constants, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningPostgres, startPostgres } from './postgres.ts';

/** The folder of temporary files that is in memory, where there is one. */
function fastFolder(): string {
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
}

/**
 * A server for tests and generating: fast, since nothing needs to survive, and gone without a trace when it is stopped.
 * `binaries` is the folder that holds `bin` of another PostgreSQL than the installed one.
 */
export async function throwAwayPostgres(binaries?: string): Promise<RunningPostgres> {
  const dataFolder = mkdtempSync(join(fastFolder(), 'resvag-'));
  // The server's own account must get through; the cluster itself is closed.
  chmodSync(dataFolder, 0o711);
  const remove = () => {
    const named = join(dataFolder, 'postgres');
    const cluster = existsSync(named) ? realpathSync(named) : named;
    for (const path of [cluster, `${cluster}.log`, dataFolder]) rmSync(path, { recursive: true, force: true });
  };
  try {
    const server = await startPostgres({ dataFolder, durable: false, ...(binaries === undefined ? {} : { binaries }) });
    return {
      ...server,
      stop: async () => {
        await server.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
