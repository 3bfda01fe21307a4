import { spawnSync } from 'node:child_process';
import { lstatSync } from 'node:fs';
import { Fault } from './fault.ts';

/**
 * Who the embedded server runs as. PostgreSQL refuses to run as root, so that root starts it as an account of lesser
 * rights; anybody else starts it as themselves (no ids).
 */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

const systemAccount = 'resvag';

function idsOf(name: string): Account | undefined {
  const id = (flag: string) => spawnSync('id', [flag, name], { encoding: 'utf8' });
  const user = id('-u');
  const group = id('-g');
  if (user.status !== 0 || group.status !== 0) return undefined;
  return { uid: Number(user.stdout), gid: Number(group.stdout) };
}

/** Makes the account where the system has the means (Debian's and most others' `useradd`, Alpine's `adduser`). */
function makeAccount(): Account | undefined {
  const ways = [
    ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', systemAccount],
    ['adduser', '-S', '-D', '-H', '-s', '/sbin/nologin', systemAccount],
  ];
  for (const [command = '', ...args] of ways) {
    if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) return idsOf(systemAccount);
  }
  return undefined;
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The account for a cluster: its folder's owner when it has one, else our own system account, made when missing. */
export function accountFor(cluster: string): Account {
  if (!isRoot()) return {};
  const owner = lstatSync(cluster, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = idsOf(systemAccount) ?? makeAccount() ?? idsOf('postgres') ?? idsOf('nobody');
  if (account === undefined)
    throw new Fault('set-up', 'PostgreSQL does not run as root, and no other account could be found or made', {
      retryable: false,
    });
  return account;
}

/** May the account go into this folder, and all above it? Asked of the system, which knows all its rules. */
export function reaches(account: Account, folder: string): boolean {
  const asked = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  return asked.status === 0;
}
