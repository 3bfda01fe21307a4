/** `--done A` and `--done-attribute NAME`: which cases are finished, for the questions that judge running ones otherwise. */
import type { DoneBy, DoneRefusal } from '#mining/log/finished.ts';
import { finishedCases } from '#mining/log/finished.ts';
import type { Opened } from './open-log.ts';
import { Refused } from './open-log.ts';
import { notInLogText } from './refusal-text.ts';
import type { Words } from './words.ts';
import { WrongUse } from './words.ts';

export const FINISHED_VALUES = ['done-attribute'];
export const FINISHED_LISTS = ['done'];

type Finished = (caseNumber: number) => boolean;

/** Undefined where nobody says. Throws `WrongUse` for both at once. */
export function doneBy({ lists, values }: Words, { knownBefore }: Pick<Opened, 'knownBefore'>): DoneBy | undefined {
  const activities = lists.get('done');
  const attribute = values.get('done-attribute');
  if (activities !== undefined && attribute !== undefined)
    throw new WrongUse('a case is finished by --done or by --done-attribute, not by both');
  if (attribute !== undefined) return { attribute, knownBefore };
  return activities && { activities };
}

/** The same of the log's cases. Throws `Refused` for a name that the log doesn't have. */
export function finishedIn(file: string, read: Opened, words: Words): Finished | undefined {
  const by = doneBy(words, read);
  if (by === undefined) return undefined;
  const found = finishedCases(read.log, by);
  if (!found.ok) throw new Refused(doneRefusalText(file, found.refusal));
  return found.value;
}

export function doneRefusalText(file: string, { what, name }: DoneRefusal): string {
  return what === 'activity' ? notInLogText(file, { what, name }) : `${file}: its cases have no attribute “${name}”`;
}

export function finishedOptions({ lists, values }: Words) {
  return { done: lists.get('done') ?? null, 'done-attribute': values.get('done-attribute') ?? null };
}

/**
 * How many of these cases are under way; null where that, or how many aren't, is few, and undefined where nobody says what is
 * finished.
 */
export function runningCount(
  cases: readonly number[],
  isFinished: Finished | undefined,
  smallest = 1,
): number | null | undefined {
  if (isFinished === undefined) return undefined;
  const running = cases.filter((c) => !isFinished(c)).length;
  const isFew = (n: number) => n > 0 && n < smallest;
  return isFew(running) || isFew(cases.length - running) ? null : running;
}
