import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it that are missing, one at a time. `mkdirSync`'s own `recursive` never ends where a folder
 * can't be made in one that exists, as below `/proc`.
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at); at = dirname(at)) missing.unshift(at);
  for (const folder of missing)
    try {
      mkdirSync(folder);
    } catch (error) {
      // Somebody else made it in between.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
}
