import type { RuleTable } from '#lib/acting.ts';

/**
 * Work management performs (R066): only its hats run journeys, and only those of their team. Others see the sum, not the
 * single journey (D02). The reach of `team-leader` and `co-worker` is their team, so a subject carries the teams that
 * take part in the journey (reading) or that hold it now (doing). A business owner reads the journeys of the process.
 */
const team = { 'co-worker': 'scope', 'team-leader': 'scope' } as const;

export const journeyMay = {
  'list-journeys': { ...team, 'business-owner': 'scope', auditor: 'all' },
  'list-journey-board': { ...team, 'business-owner': 'scope', auditor: 'all' },
  'get-journey': { ...team, 'business-owner': 'scope', auditor: 'all' },
  'get-journey-choices': team,
  'list-start-choices': team,
  'start-journey': team,
  'take-step': team,
  'put-back-step': team,
  'complete-step': team,
  'record-event': team,
  'choose-way': team,
  'undo-act': team,
  'offer-handoff': team,
  'accept-handoff': team,
  'return-handoff': team,
  'withdraw-handoff': team,
  'report-journey-obstacle': team,
  'change-responsible': { 'team-leader': 'scope' },
  'move-journeys': { 'team-leader': 'scope' },
  'close-journey': team,
  'get-my-day': 'signed-in',
} as const satisfies RuleTable;
