import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { Fault } from './fault.ts';
import type { Account } from './postgres-account.ts';
import { binariesFor, type ClusterPlace, clusterPlace, socketFolder } from './postgres-place.ts';
import { isAlive, lockHolder, releaseLock, takeLock } from './process-lock.ts';

/** The embedded PostgreSQL server of one data folder, while it runs. */
export interface RunningPostgres {
  /** Its address, for `openDatabase`. */
  readonly url: string;
  /** Told when the server ends without having been asked to. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  readonly dataFolder: string;
  /** Off for tests on a RAM disk only: nothing survives a crash of the machine. */
  readonly durable?: boolean;
  /** The folder that holds `bin` of another PostgreSQL than the one installed with Resväg. */
  readonly binaries?: string;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
// Beside the cluster, not in it: they are there before it, and they are ours, not its account's.
const lockOf = (cluster: string) => `${cluster}.lock`;
const logOf = (cluster: string) => `${cluster}.log`;

function fault(message: string, cause?: unknown): Fault {
  return new Fault('set-up', message, { retryable: false, cause });
}

function addressOf(place: ClusterPlace, name: string): string {
  return `postgres://postgres@localhost/${name}?host=${encodeURIComponent(socketFolder(place))}`;
}

function lastLines(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-5).join('\n') : '';
}

/**
 * Makes the cluster: text in UTF-8, sorted as Swedish is (ICU), every page with a checksum. It is made beside its place
 * and then moved there, so that being interrupted leaves nothing half.
 */
function makeCluster({ cluster, account }: ClusterPlace, binaries: string, durable: boolean): void {
  const making = `${cluster}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  if (account.uid !== undefined && account.gid !== undefined) chownSync(making, account.uid, account.gid);
  const args = ['--username=postgres', '--auth-local=trust', '--auth-host=reject', '--encoding=UTF8', '--locale=C'];
  args.push('--locale-provider=icu', '--icu-locale=sv-SE', '--data-checksums', '--no-instructions');
  if (!durable) args.push('--no-sync');
  const made = spawnSync(join(binaries, 'bin', 'initdb'), ['-D', making, ...args], {
    ...account,
    cwd: '/',
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  });
  if (made.status !== 0) {
    rmSync(making, { recursive: true, force: true });
    throw fault(`the database could not be made in ${cluster}: ${made.error?.message ?? made.stderr.trim()}`);
  }
  renameSync(making, cluster);
}

/** The server that an earlier, killed Resväg left running on this cluster, if any. */
function leftRunning(cluster: string): number | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!(pid > 0) || !isAlive(pid)) return undefined;
  if (process.platform !== 'linux') return pid;
  try {
    if (readlinkSync(`/proc/${pid}/cwd`) === cluster) return pid;
  } catch {
    // Another user's process is not ours.
  }
  // The number now belongs to something else, and PostgreSQL would wait for that forever.
  rmSync(file, { force: true });
  return undefined;
}

async function gone(pid: number, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await pause(20)) if (!isAlive(pid)) return true;
  return !isAlive(pid);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Stops a server as its manual has it: a fast shutdown (clients are rolled back), an immediate one if that hangs. */
async function stopServer(pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  if (await gone(pid, 30_000)) return;
  signal(pid, 'SIGQUIT');
  if (!(await gone(pid, 10_000))) throw fault(`the database server (process ${pid}) does not stop`);
}

function settings(place: ClusterPlace, durable: boolean): string[] {
  const chosen = {
    listen_addresses: '',
    unix_socket_directories: socketFolder(place),
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: '256MB',
    timezone: 'UTC',
    log_min_messages: 'warning',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  };
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * Ends the server when this process is gone however it went: the shell waits on a pipe that only we hold open. (What even
 * this misses is found by `leftRunning` at the next start.)
 */
function watch(pid: number, account: Account): ChildProcess {
  const watcher = spawn('/bin/sh', ['-c', 'read -r line; kill -INT "$1" 2>/dev/null', 'sh', `${pid}`], {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.unref();
  return watcher;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const found = await client.query("select from pg_database where datname = 'resvag'");
    if (found.rowCount === 0) await client.query('create database resvag');
    return true;
  } catch (error) {
    // Not listening yet, or starting up (57P03: recovery after a crash).
    if (['ENOENT', 'ECONNREFUSED', '57P03'].includes((error as { code?: string }).code ?? '')) return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

async function launch(place: ClusterPlace, binaries: string, durable: boolean): Promise<RunningPostgres> {
  const { cluster, account } = place;
  const logFile = logOf(cluster);
  if (existsSync(logFile) && statSync(logFile).size > 5_000_000) rmSync(logFile);
  const log = openSync(logFile, 'a');
  // Detached: Ctrl-C in a terminal reaches us only, and we stop the server last.
  const server = spawn(join(binaries, 'bin', 'postgres'), ['-D', cluster, ...settings(place, durable)], {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  });
  closeSync(log);
  let running = true;
  const exit = new Promise<void>((resolve) => {
    server.on('exit', () => resolve());
    server.on('error', () => resolve());
  }).then(() => {
    running = false;
  });
  const { pid } = server;
  const watcher = pid === undefined ? undefined : watch(pid, account);
  const url = addressOf(place, 'resvag');
  let stopping = false;
  const stop = async () => {
    stopping = true;
    // Its end is waited for: else the program could be over before it is told of it.
    server.ref();
    if (running && pid !== undefined) await stopServer(pid);
    await exit;
    watcher?.stdin?.destroy();
  };
  try {
    for (const end = Date.now() + 120_000; !(await answers(addressOf(place, 'postgres'))); await pause(20)) {
      if (!running) throw fault(`the database server did not start:\n${lastLines(logFile)}`);
      if (Date.now() > end) throw fault(`the database server does not answer:\n${lastLines(logFile)}`);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  server.unref();
  const ended = exit.then(() => (stopping ? new Promise<void>(() => {}) : undefined));
  return { url, ended, stop };
}

/** The address of the server that another process runs for this data folder, if one does. */
export function runningAddress(dataFolder: string): string | undefined {
  if (!existsSync(join(dataFolder, 'postgres'))) return undefined;
  const place = clusterPlace(dataFolder);
  return lockHolder(lockOf(place.cluster)) === undefined ? undefined : addressOf(place, 'resvag');
}

/**
 * Starts the embedded server for a data folder; makes the cluster the first time. One process at a time has a data
 * folder. What an earlier process that was killed left behind (its lock, or the server still running) is cleared away.
 */
export async function startPostgres({
  dataFolder,
  durable = true,
  binaries: given,
}: PostgresOptions): Promise<RunningPostgres> {
  if (process.platform === 'win32') throw fault('on Windows, give a PostgreSQL by DATABASE_URL');
  const place = clusterPlace(dataFolder);
  const { cluster, account } = place;
  const holder = takeLock(lockOf(cluster));
  if (holder !== undefined) throw fault(`Resväg already runs on ${dataFolder} (process ${holder})`);
  try {
    const binaries = given ?? binariesFor(account);
    if (!existsSync(join(cluster, 'PG_VERSION'))) makeCluster(place, binaries, durable);
    const left = leftRunning(cluster);
    if (left !== undefined) await stopServer(left);
    const server = await launch(place, binaries, durable);
    return {
      ...server,
      stop: async () => {
        await server.stop();
        releaseLock(lockOf(cluster));
      },
    };
  } catch (error) {
    releaseLock(lockOf(cluster));
    throw error;
  }
}
