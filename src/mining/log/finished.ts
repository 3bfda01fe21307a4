/** Which cases are finished: what comes after the last event of one that is still under way isn't known. */
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import { textsOf } from './dictionary.ts';
import type { Log } from './log.ts';
import { valueAt } from './log.ts';

/**
 * A case is finished when its last event is one of these activities, or when it has the case attribute; one that is a time only
 * from then on: what is known before an instant (ms since 1970 UTC, or of the log's own clock), later ones are not known yet.
 */
export type DoneBy =
  | { readonly activities: readonly string[] }
  | { readonly attribute: string; readonly knownBefore?: number };

/** A name that the log doesn't have: most likely misspelt, so not taken for “no case is finished”. */
export interface DoneRefusal {
  readonly tag: 'not-in-log';
  readonly what: 'activity' | 'attribute';
  readonly name: string;
}

/** Whether a case (by number) is finished. A case without events has no last one. */
export function finishedCases(log: Log, by: DoneBy): Result<(caseNumber: number) => boolean, DoneRefusal> {
  if ('attribute' in by) {
    const column = log.caseAttributes.find(({ path }) => path.length === 1 && path[0] === by.attribute);
    if (column === undefined) return refuse({ tag: 'not-in-log', what: 'attribute', name: by.attribute });
    const { knownBefore = Number.POSITIVE_INFINITY } = by;
    const isTime = column.values.type === 'time';
    return ok((c) => {
      const value = valueAt(column, c);
      return value !== undefined && !(isTime && Number(value) >= knownBefore);
    });
  }
  const names = textsOf(log.activities);
  const missing = by.activities.find((name) => !names.includes(name));
  if (missing !== undefined) return refuse({ tag: 'not-in-log', what: 'activity', name: missing });
  const finishes = Uint8Array.from(names, (name) => Number(by.activities.includes(name)));
  const { caseOffset, activity } = log;
  return ok((c) => caseOffset[c + 1]! > caseOffset[c]! && finishes[activity[caseOffset[c + 1]! - 1]!] === 1);
}
