import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** Who holds something on this machine: a process, told from a later one of the same number by when it began. */
interface Holder {
  readonly pid: number;
  readonly began: string;
}

/** When a process began, as the kernel tells (Linux); elsewhere only that it lives. Nothing when it doesn't. */
function began(pid: number): string | undefined {
  try {
    // Field 22, counted after the name in parentheses, which may hold anything.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    if (process.platform === 'linux') return undefined;
  }
  try {
    process.kill(pid, 0);
    return 'unknown';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'unknown' : undefined;
  }
}

export function isAlive(pid: number): boolean {
  return began(pid) !== undefined;
}

function holderOf(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** The process that holds the lock, if it lives. */
export function lockHolder(file: string): number | undefined {
  const holder = holderOf(file);
  return holder !== undefined && began(holder.pid) === holder.began ? holder.pid : undefined;
}

/**
 * Takes a lock file for this process; gives nothing, or the number of the living process that has it. What a process
 * that was killed leaves behind is taken over.
 */
export function takeLock(file: string): number | undefined {
  const own = JSON.stringify({ pid: process.pid, began: began(process.pid) });
  for (;;) {
    try {
      writeFileSync(file, own, { flag: 'wx' });
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = lockHolder(file);
    if (holder !== undefined) return holder === process.pid ? undefined : holder;
    rmSync(file, { force: true });
  }
}

export function releaseLock(file: string): void {
  if (lockHolder(file) === process.pid) rmSync(file, { force: true });
}
