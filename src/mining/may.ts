import type { RuleTable } from '#lib/acting.ts';

/**
 * The sum of journeys is for everyone (R042, R150): aggregates with groups under five left out (D13). Logs from elsewhere
 * are taken in by those who keep the methods and by those who answer for a process.
 */
const analysts = {
  'process-support': 'all',
  'process-owner': 'all',
  'process-leader': 'all',
  'business-owner': 'all',
} as const;

export const miningMay = {
  'get-process-results': 'signed-in',
  // Two days, subtracted, tell of the few whose journeys moved between them: for those who may read each of the journeys.
  'get-earlier-process-results': { 'business-owner': 'scope', auditor: 'all' },
  'list-logs': { ...analysts, auditor: 'all', management: 'all' },
  'import-log': analysts,
  'choose-cases': analysts,
  'get-log': { ...analysts, auditor: 'all', management: 'all' },
  'get-rejected-rows': analysts,
  'cancel-import': analysts,
  'delete-log': { 'process-support': 'all', 'process-owner': 'all' },
  'get-log-results': { ...analysts, auditor: 'all', management: 'all' },
} as const satisfies RuleTable;
