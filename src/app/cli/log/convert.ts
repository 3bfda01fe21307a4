/** `resvag log convert`: the same log in another format. */
import { basename } from 'node:path';
import type { Answer } from '#app/cli/answer.ts';
import { askedObjects } from '#app/cli/asked-objects.ts';
import { openLog } from '#app/cli/open-log.ts';
import { wayOfSaving, wordsForSaving, writtenLog } from '#app/cli/save-log.ts';
import type { Words } from '#app/cli/words.ts';
import { WrongUse } from '#app/cli/words.ts';
import { mayHoldObjects } from '#mining/log-file-store.ts';
import { GUARD_LISTS, guardOf, guardOptions } from './guard.ts';

export const CONVERT_USAGE = `  convert    FILE INTO: the same log as .xes, .csv (also .gz), .parquet, or object-centric (OCEL 2.0) as .jsonocel,
             .xmlocel (also .gz) or .sqlite: each case is then an object of the type "case"`;

export async function convert(file: string, words: Words, into: string): Promise<Answer> {
  const objectType = words.values.get('object-type');
  const way = wayOfSaving(into, objectType);
  const { objects } = way;
  if (objects && objectType === undefined && (await mayHoldObjects(file))) {
    const guarded = GUARD_LISTS.find((name) => words.lists.has(name));
    if (guarded !== undefined)
      throw new WrongUse(`--${guarded} is for case logs; say which objects are the cases with --object-type`);
    const { log, read } = await askedObjects(file, words);
    const written = { into, bytes: () => objects(log), zipped: way.zipped };
    return {
      read,
      json: undefined,
      text: () => '',
      options: { into: basename(into) },
      pages: ['object-centric'],
      written,
    };
  }
  const guard = await guardOf(words);
  const read = await openLog(file, wordsForSaving(words, way));
  return {
    read,
    json: undefined,
    text: () => '',
    options: { into: basename(into), ...guardOptions(words) },
    pages: ['mining'],
    written: writtenLog(guard(file, read), read.report, into, way, words),
  };
}
