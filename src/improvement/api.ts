import { z } from 'zod';
import { hasWords } from '#journey/journey.ts';
import { ObstacleId, ProcessId, UnitId } from '#lib/id.ts';
import { operation, pageOf, sortedBy } from '#lib/operation.ts';
import { Contribution, Obstacle, ObstacleKind } from './obstacle.ts';

export const ObstacleRow = Obstacle.extend({
  processName: z.string(),
  stepName: z.string().nullable(),
  kindSv: z.string(),
  kindEn: z.string(),
  reportedByName: z.string(),
  reportedByUnit: z.string(),
  /** Names of the units whose people take part in removing it. */
  units: z.array(z.string()),
  contributions: z.number().int(),
});

export const listObstacleKinds = operation({
  name: 'list-obstacle-kinds',
  method: 'GET',
  path: '/api/obstacle-kinds',
  summary: 'The kinds of obstacle',
  output: z.object({ items: z.array(ObstacleKind), may: z.array(z.string()) }),
});

export const addObstacleKind = operation({
  name: 'add-obstacle-kind',
  method: 'POST',
  path: '/api/obstacle-kinds',
  summary: 'Extend the taxonomy of obstacles',
  body: ObstacleKind,
  output: ObstacleKind,
  refusals: ['name-taken'],
});

export const listObstacles = operation({
  name: 'list-obstacles',
  method: 'GET',
  path: '/api/obstacles',
  summary: 'Obstacles on the roads; journeys behind them are not shown to those who may not see the journey',
  query: sortedBy('reportedAt', 'process', 'kind', 'contributions').extend({
    processId: ProcessId.optional(),
    stepId: z.string().max(200).optional(),
    kind: z.string().max(60).optional(),
    unitId: UnitId.optional(),
    state: z.enum(['open', 'removed', 'all']).default('open'),
  }),
  output: pageOf(ObstacleRow),
});

export const getObstacle = operation({
  name: 'get-obstacle',
  method: 'GET',
  path: '/api/obstacles/:obstacleId',
  summary: 'One obstacle with the common work on it',
  params: z.object({ obstacleId: ObstacleId }),
  output: ObstacleRow.extend({ work: z.array(Contribution), may: z.array(z.string()) }),
});

export const reportObstacle = operation({
  name: 'report-obstacle',
  method: 'POST',
  path: '/api/obstacles',
  /** On a journey or a handoff it is reported by `report-journey-obstacle`, since it then is a fact of the journey too. */
  summary: 'Report an obstacle on a road or a step of it; everyone may (R037)',
  body: z.object({
    processId: ProcessId,
    stepId: z.string().max(200).nullable().default(null),
    kind: z.string().max(60),
    note: z.string().trim().min(1).max(600).refine(hasWords),
  }),
  output: ObstacleRow,
  refusals: ['kind-unknown', 'step-unknown', 'personal-data-in-text'],
});

export const contribute = operation({
  name: 'contribute-to-obstacle',
  method: 'POST',
  path: '/api/obstacles/:obstacleId/contributions',
  summary: 'Take part in removing an obstacle: people of several units do it together (R046)',
  params: z.object({ obstacleId: ObstacleId }),
  body: z.object({ text: z.string().trim().min(1).max(1000).refine(hasWords) }),
  output: Contribution,
  refusals: ['obstacle-removed', 'personal-data-in-text'],
});

export const removeObstacle = operation({
  name: 'remove-obstacle',
  method: 'POST',
  path: '/api/obstacles/:obstacleId/removal',
  summary: 'State that the obstacle is removed, and how',
  params: z.object({ obstacleId: ObstacleId }),
  body: z.object({ text: z.string().trim().min(1).max(1000).refine(hasWords) }),
  output: ObstacleRow,
  refusals: ['obstacle-removed', 'personal-data-in-text'],
});
