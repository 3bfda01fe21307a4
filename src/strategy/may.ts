import type { RuleTable } from '#lib/acting.ts';

/** The administration proposes, the board adopts (R001). */
export const strategyMay = {
  'list-strategies': 'signed-in',
  'propose-strategy': { management: 'all' },
  'record-board-decision': { board: 'all' },
} as const satisfies RuleTable;
