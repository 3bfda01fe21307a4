import { improvementStatus } from '#improvement/routes.ts';
import { journeyStatus } from '#journey/routes.ts';
import { miningStatus } from '#mining/routes.ts';
import { organisationStatus } from '#organisation/routes.ts';
import { commonStatus, type StatusTable } from '#platform/problem.ts';
import { processStatus } from '#process/routes.ts';
import { strategyStatus } from '#strategy/routes.ts';

/** Every refusal's status: the common ones, and each folder's own. A tag in two folders must mean the same status. */
export const statuses: StatusTable = {
  ...commonStatus,
  ...organisationStatus,
  ...processStatus,
  ...strategyStatus,
  ...improvementStatus,
  ...journeyStatus,
  ...miningStatus,
};
