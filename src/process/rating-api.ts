import { z } from 'zod';
import { ProcessId } from '#lib/id.ts';
import { operation } from '#lib/operation.ts';
import { commentLimit, RatingSummary, RatingValue } from './rating.ts';

const params = z.object({ processId: ProcessId });

/** One's own answer, and what everybody is told of all: null while fewer than five have answered (D13). */
export const ProcessRating = z.object({
  own: z.object({ value: RatingValue, comment: z.string(), ratedAt: z.string() }).nullable(),
  summary: RatingSummary.nullable(),
});
export type ProcessRating = z.infer<typeof ProcessRating>;

export const getRating = operation({
  name: 'get-rating',
  method: 'GET',
  path: '/api/processes/:processId/rating',
  summary: 'How easily people find the road: one’s own answer, and the sum of all in steps of five people',
  params,
  output: ProcessRating,
});

export const rateProcess = operation({
  name: 'rate-process',
  method: 'PUT',
  path: '/api/processes/:processId/rating',
  summary: 'Tell how easily one finds the road, 1 (very hard) to 5 (very easy); instead of what one told before',
  params,
  body: z.object({ value: RatingValue, comment: z.string().trim().max(commentLimit).default('') }),
  output: ProcessRating,
  refusals: ['personal-data-in-text', 'road-not-in-force'],
});

export const withdrawRating = operation({
  name: 'withdraw-rating',
  method: 'DELETE',
  path: '/api/processes/:processId/rating',
  summary: 'Take back what one told of the road; its comment goes at once, its value with the next step of five',
  params,
  output: ProcessRating,
});

export const listRatingComments = operation({
  name: 'list-rating-comments',
  method: 'GET',
  path: '/api/processes/:processId/rating/comments',
  summary:
    'What people have written with their answers, in order of the alphabet: not who, nor when, nor what they answered',
  params,
  output: z.object({
    items: z.array(z.string()),
    /** Fewer than five have answered, so that nothing may be told. */
    tooFew: z.boolean(),
  }),
});
