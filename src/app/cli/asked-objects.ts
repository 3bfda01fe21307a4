/** The object-centric log that a question is asked of, with what a statement says about it. */
import type { ObjectImported } from '#mining/ocel/formats/object-import.ts';
import type { ObjectLog } from '#mining/ocel/object-log.ts';
import { objectSummary } from '#mining/ocel/object-summary.ts';
import type { Answer } from './answer.ts';
import { openObjects } from './open-log.ts';
import { optionOfCases } from './reading-options.ts';
import type { Words } from './words.ts';
import { WrongUse } from './words.ts';

export interface AskedObjects {
  readonly log: ObjectLog;
  readonly read: Answer['read'];
}

/** Throws `Refused` for a file without objects, `WrongUse` for options that are for case logs. */
export async function askedObjects(file: string, words: Words): Promise<AskedObjects> {
  const ofCases = optionOfCases(words);
  if (ofCases !== undefined) throw new WrongUse(`--${ofCases} is for questions about cases`);
  return aboutObjects(await openObjects(file, words), words);
}

function aboutObjects({ log, report }: ObjectImported, words: Words): AskedObjects {
  const { events, from, to } = objectSummary(log);
  const { encoding, rejected } = report;
  return {
    log,
    read: {
      log: { events, cases: 0 },
      snapshot: { sha256: '', format: 'ocel', encoding, events, cases: null, from, to, rejected },
      options: { encoding: words.values.get('encoding') ?? null },
      asOf: null,
      smallest: undefined,
    },
  };
}
