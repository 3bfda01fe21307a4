/** Deviations that somebody has decided to allow, with a reason and until a day: they no longer lower the rate. */
import { z } from 'zod';
import type { Result } from '#lib/result.ts';
import { DEVIATION_CATEGORIES } from './deviation.ts';
import type { ListRefusal } from './read-list.ts';
import { ListDate, ListText, readList } from './read-list.ts';

/** `step` and `other` as the deviation has them; both null for an `ended-early` of which nothing is on the road. */
const Allowance = z
  .strictObject({
    category: z.enum(DEVIATION_CATEGORIES, { error: `one of ${DEVIATION_CATEGORIES.join(', ')}` }),
    step: ListText.nullable(),
    other: ListText.optional(),
    reason: ListText,
    decidedBy: ListText,
    /** The last day on which a case may begin for it to be allowed, `YYYY-MM-DD`. */
    until: ListDate,
  })
  .refine(({ category, step }) => step !== null || category === 'ended-early', {
    path: ['step'],
    error: 'an activity; only ended-early has none',
  })
  .refine(({ category, other }) => (category === 'swapped') === (other !== undefined), {
    path: ['other'],
    error: 'the step done after, for swapped and for nothing else',
  });
export type Allowance = z.infer<typeof Allowance>;

/** Reads `{"allowed": [{"category", "step", "other"?, "reason", "decidedBy", "until"}]}`. */
export function readAllowances(text: string): Result<readonly Allowance[], ListRefusal> {
  return readList(text, 'allowed', Allowance);
}
