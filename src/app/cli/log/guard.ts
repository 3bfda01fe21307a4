/** What `convert` and `filter` leave out of a log, or replace by pseudonyms, before they write it. */
import { readFile } from 'node:fs/promises';
import { Refused } from '#app/cli/open-log.ts';
import type { Words } from '#app/cli/words.ts';
import { WrongUse } from '#app/cli/words.ts';
import type { CsvRole } from '#mining/formats/import.ts';
import type { Log } from '#mining/log/log.ts';
import { guardedLog } from '#mining/privacy/pseudonyms.ts';
import type { OptionValue } from '#mining/statement.ts';
import { keyedHash } from '#platform/keyed-hash.ts';

export const GUARD_VALUES = ['key-file'];
export const GUARD_LISTS = ['leave-out', 'pseudonymise'];

export const GUARD_USAGE = `             --leave-out COLUMN, --pseudonymise COLUMN --key-file FILE (convert, filter; columns several times):
             an attribute, "case" or "resource"; equal texts get equal pseudonyms, by a key of 16 bytes or more`;

const LEAST_KEY = 16;

/** Tells a wrong use before a long reading. */
export async function guardOf(words: Words): Promise<(file: string, read: Read) => Log> {
  const leaveOut = words.lists.get('leave-out') ?? [];
  const pseudonymise = words.lists.get('pseudonymise') ?? [];
  const keyFile = words.values.get('key-file');
  if (pseudonymise.length > 0 !== (keyFile !== undefined))
    throw new WrongUse('--pseudonymise COLUMN and --key-file FILE go together');
  const key = keyFile === undefined ? new Uint8Array() : await keyIn(keyFile);
  return (file, { log, report }) => {
    const guarded = guardedLog(log, { leaveOut, pseudonymise }, keyedHash(key), report.columns);
    if (guarded.ok) return guarded.value;
    const { refusal } = guarded;
    throw new Refused(
      refusal.tag === 'column-unknown'
        ? `${file}: there is no column “${refusal.column}”; there are ${refusal.has.join(', ')}`
        : `${file}: “${refusal.column}” can neither be left out nor replaced: cases and activities are needed, and only texts and whole numbers have pseudonyms`,
    );
  };
}

/** The same as options, for a statement; the key is never told, nor anything that could be reckoned from it. */
export function guardOptions({ lists }: Words): Readonly<Record<string, OptionValue>> {
  return Object.fromEntries(GUARD_LISTS.map((name) => [name, lists.get(name) ?? null]));
}

interface Read {
  readonly log: Log;
  readonly report: { readonly columns: Readonly<Partial<Record<CsvRole, string>>> };
}

async function keyIn(path: string): Promise<Uint8Array> {
  const key = await readFile(path).catch(() => {
    throw new Refused(`${path}: the key cannot be read`);
  });
  if (key.length < LEAST_KEY)
    throw new Refused(`${path}: a key has ${LEAST_KEY} bytes or more, this one ${key.length}`);
  return key;
}
