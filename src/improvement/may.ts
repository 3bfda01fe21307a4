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
  /** Checks of who has looked at journeys are made by who reads them all anyway; management sees what they found (D02). */
  'list-access-checks': { auditor: 'all', management: 'all' },
  'list-months-to-check': { auditor: 'all', management: 'all' },
  'get-access-check': { auditor: 'all', management: 'all' },
  'begin-access-check': { auditor: 'all' },
  'judge-reading': { auditor: 'all' },
  'finish-access-check': { auditor: 'all' },
} as const satisfies RuleTable;
