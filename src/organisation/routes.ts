import type { Route } from '#platform/http.ts';
import type { StatusTable } from '#platform/problem.ts';
import { accessibilityRoutes } from './accessibility-routes.ts';
import { assignmentRoutes } from './assignment-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { leadershipRoutes } from './leadership-routes.ts';
import type { OrganisationRefusal } from './organisation.ts';
import { ownRoleRoutes } from './own-role-routes.ts';
import { personRoutes } from './person-routes.ts';
import { type Furnish, sessionRoutes } from './session-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { type Successors, successorRoutes } from './successor-routes.ts';
import { teamRoutes } from './team-routes.ts';

export function organisationRoutes(furnish: Furnish, successors: Successors): readonly Route[] {
  return [
    ...sessionRoutes(furnish),
    ...signInRoutes,
    ...personRoutes,
    ...teamRoutes(successors),
    ...assignmentRoutes(successors),
    ...successorRoutes(successors),
    ...ownRoleRoutes,
    ...leadershipRoutes,
    ...auditRoutes,
    ...accessibilityRoutes,
  ];
}

export const organisationStatus = {
  'organisation-exists': 409,
  'owner-already-appointed': 409,
  'hat-already-worn': 409,
  'self-appointment': 403,
  'appointer-lacks-mandate': 403,
  'scope-does-not-fit': 422,
  'period-reversed': 422,
  'own-role-ended': 409,
  'own-role-not-ended': 409,
  'own-role-of-other-hat': 422,
  'hat-not-yours': 403,
  'assignment-ended': 409,
  'last-administrator': 409,
  'name-taken': 409,
  'text-unreadable': 422,
  'person-has-journeys': 409,
  'hat-has-journeys': 409,
  'demo-sign-in-off': 403,
  'sign-in-off': 403,
  'sign-in-over': 403,
  'sign-in-declined': 403,
  'sign-in-failed': 403,
  'sign-in-provider-unreachable': 503,
  'sign-in-person-unknown': 403,
  'sign-in-without-hat': 403,
  'sign-in-assurance-too-low': 403,
  'sign-in-name-taken': 409,
  'personal-data-in-text': 422,
  'contact-not-understood': 422,
  'accessibility-report-answered': 409,
  'accessibility-report-open': 409,
} as const satisfies StatusTable & Record<OrganisationRefusal['tag'], number>;
