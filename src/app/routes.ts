import { organisationRoutes } from '#organisation/routes.ts';
import type { Route } from '#platform/http.ts';
import { healthRoutes } from './health-routes.ts';

/** Every route of the product: what the server registers, OpenAPI describes, and the authorisation matrix walks. */
export const routes: readonly Route[] = [...healthRoutes, ...organisationRoutes(async () => {})];
