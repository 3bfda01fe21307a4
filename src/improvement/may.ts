import type { RuleTable } from '#lib/acting.ts';

/** Obstacles are found by everyone and removed together (R037, R046); which road they lie on is known to all (R042). */
export const improvementMay = {
  'list-obstacle-kinds': 'signed-in',
  'add-obstacle-kind': { 'process-support': 'all' },
  'list-obstacles': 'signed-in',
  'get-obstacle': 'signed-in',
  'report-obstacle': 'signed-in',
  'contribute-to-obstacle': 'signed-in',
  'remove-obstacle': { 'process-owner': 'scope', 'process-leader': 'scope' },
} as const satisfies RuleTable;
