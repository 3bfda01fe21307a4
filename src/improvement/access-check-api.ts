import { z } from 'zod';
import { PersonId } from '#lib/id.ts';
import { operation, pageOf, sortedBy } from '#lib/operation.ts';
import { AccessCheck, CheckedReading, Month, ReadingVerdict } from './access-check.ts';

const params = z.object({ checkId: z.uuid() });

export const AccessCheckPage = AccessCheck.extend({
  /** The sample; null to a hat that doesn't read single journeys. */
  sample: z.array(CheckedReading).nullable(),
  may: z.array(z.string()),
});
export type AccessCheckPage = z.infer<typeof AccessCheckPage>;

export const listAccessChecks = operation({
  name: 'list-access-checks',
  method: 'GET',
  path: '/api/access-checks',
  summary: 'Checks of who has looked at journeys, and what they found (D02)',
  query: sortedBy('month', 'begunAt').extend({ state: z.enum(['begun', 'finished', 'all']).default('all') }),
  output: pageOf(AccessCheck),
});

export const listMonthsToCheck = operation({
  name: 'list-months-to-check',
  method: 'GET',
  path: '/api/access-check-months',
  summary: 'Months with readings of journeys, the latest first, and whether each has been checked since it was over',
  output: z.object({
    months: z.array(z.object({ month: Month, readings: z.number().int(), over: z.boolean(), checked: z.boolean() })),
    may: z.array(z.string()),
  }),
});

export const beginAccessCheck = operation({
  name: 'begin-access-check',
  method: 'POST',
  path: '/api/access-checks',
  summary: 'Draw a sample of a month’s readings by lot; those of the one who checks are never in it',
  body: z.object({
    month: Month,
    size: z.union([z.literal(10), z.literal(20), z.literal(50)]).default(20),
    /** Only the readings of one person. */
    personId: PersonId.optional(),
  }),
  output: AccessCheckPage,
  refusals: ['month-not-begun', 'no-readings'],
});

export const getAccessCheck = operation({
  name: 'get-access-check',
  method: 'GET',
  path: '/api/access-checks/:checkId',
  summary: 'One check of who has looked at journeys, with its sample',
  params,
  output: AccessCheckPage,
});

export const judgeReading = operation({
  name: 'judge-reading',
  method: 'PUT',
  path: '/api/access-checks/:checkId/readings/:readingId',
  summary: 'Judge one reading of the sample; what isn’t founded needs a note',
  params: params.extend({ readingId: z.uuid() }),
  body: z.object({ verdict: ReadingVerdict, note: z.string().trim().max(500).default('') }),
  output: AccessCheckPage,
  refusals: ['check-finished', 'verdict-without-note', 'personal-data-in-text'],
});

export const finishAccessCheck = operation({
  name: 'finish-access-check',
  method: 'POST',
  path: '/api/access-checks/:checkId/finish',
  summary:
    'Finish the check with a conclusion, and what is done about readings that weren’t founded; nothing changes after',
  params,
  body: z.object({
    conclusion: z.string().trim().min(1).max(2000),
    followUp: z.string().trim().max(2000).default(''),
  }),
  output: AccessCheckPage,
  refusals: ['check-finished', 'readings-not-judged', 'follow-up-missing', 'personal-data-in-text'],
});
