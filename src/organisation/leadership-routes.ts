import { ok } from '#lib/result.ts';
import { type Route, route } from '#platform/http.ts';
import { leadershipOverview } from './leadership.ts';
import { listLeadership } from './leadership-api.ts';
import { leadershipSetting } from './leadership-store.ts';
import { organisationMay } from './may.ts';

export const leadershipRoutes: readonly Route[] = [
  route(listLeadership, organisationMay['list-leadership'], async ({ query, acting, world }) => {
    const at = world.clock();
    return world.database.read(acting, async (tx) =>
      ok(leadershipOverview(await leadershipSetting(tx, at), acting, at.toISOString(), query.processId)),
    );
  }),
];
