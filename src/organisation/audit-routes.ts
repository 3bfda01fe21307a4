import { may as mayDo } from '#lib/acting.ts';
import { ok } from '#lib/result.ts';
import { notAllowed, type Route, route } from '#platform/http.ts';
import { listAudit } from './audit-api.ts';
import { listAudit as storedAudit } from './audit-store.ts';
import { journeyTrail, organisationMay } from './may.ts';

export const auditRoutes: readonly Route[] = [
  route(listAudit, organisationMay['list-audit'], async ({ query, acting, world, may }) => {
    if (!may({})) return notAllowed;
    const journeys = mayDo(journeyTrail, acting, {});
    return ok(await world.database.read(acting, (tx) => storedAudit(tx, query, { journeys })));
  }),
];
