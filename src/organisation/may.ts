import type { RuleTable } from '#lib/acting.ts';

/**
 * The role register is open to everybody in the organisation: “tydliga roller och ansvarsfördelning” (R023). Who may
 * give which hat is decided further in `appoint.ts`; this table says who may come that far.
 */
export const organisationMay = {
  'get-session': 'anyone',
  'list-demo-people': 'anyone',
  'sign-in': 'anyone',
  'sign-out': 'anyone',
  'switch-hat': 'signed-in',
  'create-organisation': 'anyone',
  'set-label': { management: 'all', administrator: 'all' },
  'list-units': 'signed-in',
  'add-unit': { management: 'all', administrator: 'all' },
  'list-teams': 'signed-in',
  'get-team': 'signed-in',
  'add-team': { management: 'all', 'resource-owner': 'all', 'business-owner': 'all', administrator: 'all' },
  'add-team-member': { management: 'all', 'resource-owner': 'all', 'team-leader': 'scope', administrator: 'all' },
  'remove-team-member': { management: 'all', 'resource-owner': 'all', 'team-leader': 'scope', administrator: 'all' },
  'list-people': 'signed-in',
  'get-person': 'signed-in',
  'add-person': { management: 'all', 'resource-owner': 'all', administrator: 'all' },
  'list-assignments': 'signed-in',
  appoint: {
    management: 'all',
    'process-owner': 'scope',
    'business-owner': 'scope',
    'resource-owner': 'all',
    administrator: 'all',
  },
  'end-assignment': {
    management: 'all',
    'process-owner': 'scope',
    'business-owner': 'scope',
    'resource-owner': 'all',
    administrator: 'all',
  },
} as const satisfies RuleTable;
