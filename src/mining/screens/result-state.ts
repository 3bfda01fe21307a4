import { z } from 'zod';
import { resultQuery } from '#mining/api.ts';

/** What the address of a result page carries: the query and how it is looked at. */
export const ResultState = resultQuery.extend({
  tab: z.string().catch('map').default('map'),
  metric: z.enum(['count', 'median', 'mean']).catch('count').default('count'),
  direction: z.enum(['LR', 'TB']).catch('TB').default('TB'),
  as: z.enum(['map', 'table']).catch('map').default('map'),
});
export type ResultState = z.infer<typeof ResultState>;

/** The part of the address that the server is asked with. */
export function questionOf({ tab: _, metric: __, direction: ___, as: ____, ...question }: ResultState) {
  return question;
}
