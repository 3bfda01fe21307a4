/** Opens a list that a person wrote as JSON, and says what is wrong with it. */
import { readFile } from 'node:fs/promises';
import type { Result } from '#lib/result.ts';
import type { ListRefusal } from '#mining/conformance/read-list.ts';
import { Refused } from './open-log.ts';

/** The entries as `read` reads them. Throws `Refused` with the place of what is wrong, as `say` says it. */
export async function openList<T, R>(
  path: string,
  read: (text: string) => Result<readonly T[], R>,
  say: (refusal: R) => string,
): Promise<readonly T[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Refused(`${path}: ${error.code === 'ENOENT' ? 'there is no such file' : 'the file cannot be read'}`);
  });
  const found = read(text);
  if (!found.ok) throw new Refused(`${path}: ${say(found.refusal)}`);
  return found.value;
}

export function listRefusalText(refusal: ListRefusal): string {
  switch (refusal.tag) {
    case 'list-not-json':
      return `the file is no JSON; it breaks at line ${refusal.line}`;
    case 'list-missing':
      return `the file should be {"${refusal.field}": [ … ]} with at least one entry, and nothing beside it`;
    case 'entry-wrong': {
      const { entry, field, problem, expected } = refusal;
      const where = field === '' ? `entry ${entry}` : `entry ${entry}, ${field}`;
      if (problem === 'unknown') return `${where}: there is no such field`;
      return `${where}: ${problem === 'missing' ? 'is missing; it is' : 'should be'} ${expected}`;
    }
  }
}
