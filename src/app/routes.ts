import { improvementRoutes } from '#improvement/routes.ts';
import { insertFirstKinds } from '#improvement/store.ts';
import { successors } from '#journey/move-routes.ts';
import { journeyRoutes } from '#journey/routes.ts';
import { miningRoutes } from '#mining/routes.ts';
import { organisationRoutes } from '#organisation/routes.ts';
import type { Route } from '#platform/http.ts';
import { processRoutes } from '#process/routes.ts';
import { strategyRoutes } from '#strategy/routes.ts';
import { healthRoutes } from './health-routes.ts';
import { searchRoutes } from './search-routes.ts';

/** Every route of the product: what the server registers, OpenAPI describes, and the authorisation matrix walks. */
export const routes: readonly Route[] = [
  ...healthRoutes,
  ...searchRoutes,
  ...organisationRoutes(insertFirstKinds, successors),
  ...processRoutes,
  ...strategyRoutes,
  ...improvementRoutes,
  ...journeyRoutes,
  ...miningRoutes,
];
