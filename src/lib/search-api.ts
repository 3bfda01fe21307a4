import { z } from 'zod';
import type { RuleTable } from './acting.ts';
import { operation } from './operation.ts';

/**
 * Something found. `id` is of the thing itself (a step's is the BPMN id, a role's the hat or the organisation's own role); `processId` says which road it lies on. The
 * operation lies here because it belongs to no folder: it looks into all of them.
 */
export const Found = z.object({
  kind: z.enum(['process', 'step', 'routine', 'journey', 'team', 'person', 'obstacle', 'role']),
  id: z.string(),
  processId: z.string().nullable(),
  name: z.string(),
  /** What tells it from others of the same name: the need, the process, title and unit, the goal. */
  detail: z.string(),
});
export type Found = z.infer<typeof Found>;

export const search = operation({
  name: 'search',
  method: 'GET',
  path: '/api/search',
  summary:
    'Find processes, steps, routines, teams, people, obstacles, roles, and journeys (by reference) that the hat may read',
  query: z.object({
    q: z.string().trim().min(1).max(200),
    /** What roles are told in; they are found by their names in both. */
    language: z.enum(['sv', 'en']).default('sv'),
  }),
  /** At most eight of each kind, in the order of the kinds. */
  output: z.object({ items: z.array(Found) }),
});

export const searchMay = { search: 'signed-in' } as const satisfies RuleTable;
