/**
 * Log checks: recurring, systematic checks of whether anyone has looked at journeys without reason (SoLPuL 10 §; D02). A
 * sample of a month's readings is drawn by lot, each reading is judged, and the conclusion is kept as a record.
 */
import { z } from 'zod';
import { Hat } from '#lib/acting.ts';
import { JourneyId, OwnRoleId, PersonId } from '#lib/id.ts';
import { ok, type Result, refuse } from '#lib/result.ts';
import { addMonths, swedishDate } from '#lib/time.ts';

/** A month in Sweden, `2026-10`. */
export const Month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/);
export type Month = z.infer<typeof Month>;

export const ReadingVerdict = z.enum(['founded', 'unclear', 'unfounded']);
export type ReadingVerdict = z.infer<typeof ReadingVerdict>;

/** One reading in the sample, with what helps to judge it. */
export const CheckedReading = z.object({
  readingId: z.uuid(),
  at: z.string(),
  personId: PersonId,
  personName: z.string(),
  unitName: z.string(),
  hat: Hat,
  /** The role of the organisation's own that the hat was worn as. */
  ownRoleId: OwnRoleId.nullable(),
  journeyId: JourneyId,
  reference: z.string(),
  processName: z.string(),
  /** How many facts of the journey are by this person, ever. */
  acts: z.number().int(),
  /** Whether a team of the person takes part in the journey now. */
  inTeam: z.boolean(),
  /** Whether the journey was closed when it was read. */
  closedBefore: z.boolean(),
  verdict: ReadingVerdict.nullable(),
  note: z.string(),
});
export type CheckedReading = z.infer<typeof CheckedReading>;

export const AccessCheck = z.object({
  id: z.uuid(),
  month: Month,
  size: z.number().int(),
  personId: PersonId.nullable(),
  personName: z.string().nullable(),
  /** Readings of the month, and different pairs of reader and journey, when the sample was drawn. */
  readings: z.number().int(),
  pairs: z.number().int(),
  begunAt: z.string(),
  begunBy: PersonId,
  begunByName: z.string(),
  /** Whether the month was over when the sample was drawn; else it doesn't count as the month's check. */
  wholeMonth: z.boolean(),
  finishedAt: z.string().nullable(),
  conclusion: z.string().nullable(),
  followUp: z.string().nullable(),
  /** Readings in the sample by verdict; `left` aren't judged yet. */
  founded: z.number().int(),
  unclear: z.number().int(),
  unfounded: z.number().int(),
  left: z.number().int(),
});
export type AccessCheck = z.infer<typeof AccessCheck>;

export type AccessCheckRefusal =
  | { readonly tag: 'month-not-begun'; readonly month: Month }
  | { readonly tag: 'no-readings'; readonly month: Month }
  | { readonly tag: 'check-finished'; readonly at: string }
  | { readonly tag: 'verdict-without-note' }
  | { readonly tag: 'readings-not-judged'; readonly left: number }
  | { readonly tag: 'follow-up-missing'; readonly found: number };

/** The month of an instant, in Sweden. */
export function monthOf(instant: number): Month {
  return swedishDate(instant).slice(0, 7);
}

/** The month after. */
export function monthAfter(month: Month): Month {
  return addMonths(`${month}-01`, 1).slice(0, 7);
}

/** May the readings of this month be checked? Of a month that isn't over, those so far. */
export function decideBegin(month: Month, now: number): Result<void, AccessCheckRefusal> {
  return month > monthOf(now) ? refuse({ tag: 'month-not-begun', month }) : ok(undefined);
}

/** What isn't founded is told why, or nobody could act on it. */
export function decideJudge(
  check: Pick<AccessCheck, 'finishedAt'>,
  verdict: ReadingVerdict,
  note: string,
): Result<void, AccessCheckRefusal> {
  if (check.finishedAt !== null) return refuse({ tag: 'check-finished', at: check.finishedAt });
  if (verdict !== 'founded' && note.trim() === '') return refuse({ tag: 'verdict-without-note' });
  return ok(undefined);
}

/** A check is finished when all is judged, and what isn't founded has a follow-up. */
export function decideFinish(
  check: Pick<AccessCheck, 'finishedAt' | 'left' | 'unclear' | 'unfounded'>,
  followUp: string,
): Result<void, AccessCheckRefusal> {
  if (check.finishedAt !== null) return refuse({ tag: 'check-finished', at: check.finishedAt });
  if (check.left > 0) return refuse({ tag: 'readings-not-judged', left: check.left });
  const found = check.unclear + check.unfounded;
  if (found > 0 && followUp.trim() === '') return refuse({ tag: 'follow-up-missing', found });
  return ok(undefined);
}
