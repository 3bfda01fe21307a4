import type { Rule, RuleTable } from '#lib/acting.ts';

/**
 * The role register is open to everybody in the organisation: “tydliga roller och ansvarsfördelning” (R023). Who may
 * give which hat is decided further in `appoint.ts`; this table says who may come that far.
 */
export const organisationMay = {
  'get-session': 'anyone',
  'list-demo-people': 'anyone',
  'sign-in': 'anyone',
  /** A browser on its way to the provider and back, before anybody is signed in. */
  'begin-sign-in': 'anyone',
  'end-sign-in': 'anyone',
  'sign-out': 'anyone',
  /** For anyone with a session: whoever's hat has ended must be able to change to another. */
  'switch-hat': 'anyone',
  'extend-session': 'signed-in',
  'create-organisation': 'anyone',
  'set-label': { management: 'all', administrator: 'all' },
  'list-roles': 'signed-in',
  'add-own-role': { management: 'all', administrator: 'all' },
  'change-own-role': { management: 'all', administrator: 'all' },
  'end-own-role': { management: 'all', administrator: 'all' },
  'resume-own-role': { management: 'all', administrator: 'all' },
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
  'set-sign-in-name': { administrator: 'all' },
  'list-assignments': 'signed-in',
  'list-leadership': 'signed-in',
  appoint: {
    management: 'all',
    'process-owner': 'scope',
    'business-owner': 'scope',
    'resource-owner': 'all',
    'team-leader': 'scope',
    administrator: 'all',
  },
  'end-assignment': {
    management: 'all',
    'process-owner': 'scope',
    'business-owner': 'scope',
    'resource-owner': 'all',
    'team-leader': 'scope',
    administrator: 'all',
  },
  /** Of the one who is about to end a hat: as `end-assignment` and `remove-team-member`. */
  'get-assignment-journeys': {
    management: 'all',
    'process-owner': 'scope',
    'business-owner': 'scope',
    'resource-owner': 'all',
    'team-leader': 'scope',
    administrator: 'all',
  },
  'get-member-journeys': { management: 'all', 'resource-owner': 'all', 'team-leader': 'scope', administrator: 'all' },
  /** Whoever meets a part that cannot be used may say so, signed in or not (DOS-lagen 2018:1937). */
  'report-accessibility': 'anyone',
  'list-accessibility-reports': { administrator: 'all', management: 'all' },
  'get-accessibility-report': { administrator: 'all', management: 'all' },
  'answer-accessibility-report': { administrator: 'all' },
  'reopen-accessibility-report': { administrator: 'all' },
  'remove-accessibility-contact': { administrator: 'all' },
  'list-audit': { auditor: 'all', administrator: 'all', management: 'all' },
} as const satisfies RuleTable;

/**
 * Who sees the lines of the audit trail that are about single journeys: only who may read every journey singly, as the
 * journey folder's rule has it (D02), because a list must not tell what a single read doesn't.
 */
export const journeyTrail: Rule = { auditor: 'all' };
