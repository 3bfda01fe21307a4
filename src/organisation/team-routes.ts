import { type Acting, abilities } from '#lib/acting.ts';
import { TeamId } from '#lib/id.ts';
import { tidyName, unreadableIn } from '#lib/name.ts';
import { ok, refuse } from '#lib/result.ts';
import { audit } from '#platform/audit.ts';
import type { Tx } from '#platform/database.ts';
import { notAllowed, notFound, type Route, route } from '#platform/http.ts';
import { addTeam, addTeamMember, getTeam, listTeams, removeTeamMember } from './api.ts';
import { organisationMay } from './may.ts';
import { personExists } from './person-store.ts';
import { type Successors, settle } from './successor-routes.ts';
import {
  findTeam,
  insertMember,
  insertTeam,
  membersOf,
  processesExist,
  removeMember,
  listTeams as storedTeams,
  teamExists,
} from './team-store.ts';

function auditTeam(tx: Tx, acting: Acting, operation: string, id: TeamId, at: Date, change: object) {
  return audit(tx, acting, { operation, subjectKind: 'team', subjectId: id, at, ...change });
}

export const teamRoutes = (successors: Successors): readonly Route[] => [
  route(listTeams, organisationMay['list-teams'], async ({ query, acting, world }) =>
    ok(await world.database.read(acting, (tx) => storedTeams(tx, query, world.clock(), query))),
  ),

  route(getTeam, organisationMay['get-team'], async ({ params, acting, world }) =>
    world.database.read(acting, async (tx) => {
      const team = await findTeam(tx, params.teamId, world.clock());
      if (team === undefined) return notFound;
      const may = abilities(organisationMay, acting, { teamIds: [team.id] });
      return ok({ ...team, people: await membersOf(tx, team.id), may });
    }),
  ),

  route(addTeam, organisationMay['add-team'], async ({ body, acting, world, may }) => {
    if (!may({})) return notAllowed;
    const text = unreadableIn(tidyName(body.name), tidyName(body.goal));
    if (text !== undefined) return refuse({ tag: 'text-unreadable', text });
    const team = { ...body, name: tidyName(body.name), id: TeamId.parse(world.newId()), memberIds: [] };
    return world.database.write(acting, async (tx) => {
      if (!(await processesExist(tx, team.processIds))) return notFound;
      if (!(await insertTeam(tx, acting, team))) return refuse({ tag: 'name-taken', name: team.name });
      await auditTeam(tx, acting, addTeam.name, team.id, world.clock(), { after: team });
      return ok(team);
    });
  }),

  route(addTeamMember, organisationMay['add-team-member'], async ({ params, acting, world, may }) => {
    const { teamId, personId } = params;
    if (!may({ teamIds: [teamId] })) return notAllowed;
    return world.database.write(acting, async (tx) => {
      if (!(await teamExists(tx, teamId)) || !(await personExists(tx, personId))) return notFound;
      if (await insertMember(tx, acting, teamId, personId))
        await auditTeam(tx, acting, addTeamMember.name, teamId, world.clock(), { after: { personId } });
      return ok({});
    });
  }),

  route(removeTeamMember, organisationMay['remove-team-member'], async ({ params, query, acting, world, may }) => {
    const { teamId, personId } = params;
    if (!may({ teamIds: [teamId] })) return notAllowed;
    const at = world.clock();
    return world.database.write(acting, async (tx) => {
      if (!(await teamExists(tx, teamId))) return notFound;
      const asked = { world, acting, at, place: { teamId, personId }, to: query.journeysTo } as const;
      const settled = await settle(successors, tx, { ...asked, tag: 'person-has-journeys' });
      if (!settled.ok) return settled;
      if (await removeMember(tx, teamId, personId, at))
        await auditTeam(tx, acting, removeTeamMember.name, teamId, at, {
          before: { personId },
          ...(query.journeysTo === undefined ? {} : { after: { journeysTo: query.journeysTo } }),
        });
      return ok({});
    });
  }),
];
