import { journeyMay } from '#journey/may.ts';
import { type Acting, abilities, restriction } from '#lib/acting.ts';
import { ok } from '#lib/result.ts';
import { type Found, search, searchMay } from '#lib/search-api.ts';
import { organisationMay } from '#organisation/may.ts';
import { findOrganisation } from '#organisation/organisation-store.ts';
import { rolesCalled } from '#organisation/own-role.ts';
import { ownRoles } from '#organisation/own-role-store.ts';
import type { Tx } from '#platform/database.ts';
import { type Route, route } from '#platform/http.ts';
import { find, most } from './search-store.ts';

/** Hats and roles by name, for whoever may read the catalogue of roles. */
async function findRoles(tx: Tx, acting: Acting, q: string, language: 'sv' | 'en'): Promise<Found[]> {
  if (!abilities(organisationMay, acting, {}).includes('list-roles')) return [];
  const labels = (await findOrganisation(tx, acting.organisationId))?.labels ?? {};
  return rolesCalled({ roles: await ownRoles(tx), labels }, q, language)
    .slice(0, most)
    .map(({ id, name, purpose }) => ({ kind: 'role', id, processId: null, name, detail: purpose }));
}

export const searchRoutes: readonly Route[] = [
  route(search, searchMay.search, async ({ query: { q, language }, acting, world }) => {
    const journeys = restriction(journeyMay['list-journeys'], acting);
    return world.database.read(acting, async (tx) =>
      ok({ items: [...(await find(tx, q, journeys)), ...(await findRoles(tx, acting, q, language))] }),
    );
  }),
];
