import { journeyMay } from '#journey/may.ts';
import { restriction } from '#lib/acting.ts';
import { ok } from '#lib/result.ts';
import { search, searchMay } from '#lib/search-api.ts';
import { type Route, route } from '#platform/http.ts';
import { find } from './search-store.ts';

export const searchRoutes: readonly Route[] = [
  route(search, searchMay.search, async ({ query, acting, world }) => {
    const journeys = restriction(journeyMay['list-journeys'], acting);
    return ok({ items: await world.database.read(acting, (tx) => find(tx, query.q, journeys)) });
  }),
];
