import type { Acting } from '#lib/acting.ts';
import { AssignmentId } from '#lib/id.ts';
import { ok, refuse } from '#lib/result.ts';
import { audit } from '#platform/audit.ts';
import { notAllowed, notFound, type Route, route } from '#platform/http.ts';
import { appoint, endAssignment, listAssignments } from './api.ts';
import { decideAppointment, decideEnd, subjectOf, type Wish } from './appoint.ts';
import {
  findAssignment,
  insertAssignment,
  scopeExists,
  setEnd,
  settingOf,
  listAssignments as storedAssignments,
  teamLeftBy,
} from './assignment-store.ts';
import { organisationMay } from './may.ts';
import type { RoleAssignment } from './organisation.ts';
import { personExists } from './person-store.ts';
import type { JourneysTo } from './successor-api.ts';
import { type Successors, settle } from './successor-routes.ts';

function assignmentOf(wish: Wish, acting: Acting, at: Date, id: AssignmentId): RoleAssignment {
  const { personId: appointedBy, hat: appointedAs, ownRoleId: appointedOwnRoleId = null } = acting;
  return { ...wish, id, appointedBy, appointedAs, appointedOwnRoleId, appointedAt: at.toISOString() };
}

const given = (journeysTo: JourneysTo | undefined) => (journeysTo === undefined ? {} : { journeysTo });

export const assignmentRoutes = (successors: Successors): readonly Route[] => [
  route(listAssignments, organisationMay['list-assignments'], async ({ query, acting, world }) =>
    ok(await world.database.read(acting, (tx) => storedAssignments(tx, query, world.clock(), query))),
  ),

  route(appoint, organisationMay.appoint, async ({ body, acting, world, may }) => {
    const at = world.clock();
    const wish: Wish = {
      ...body,
      ownRoleId: body.ownRoleId ?? null,
      validFrom: body.validFrom ?? at.toISOString(),
    };
    return world.database.write(acting, async (tx) => {
      if (!(await personExists(tx, wish.personId)) || !(await scopeExists(tx, wish.scope))) return notFound;
      const setting = await settingOf(tx, wish);
      if (!may(subjectOf(acting, wish, setting))) return notAllowed;
      if (wish.ownRoleId !== null && setting.ownRole === undefined) return notFound;
      const decided = decideAppointment(acting, wish, setting);
      if (!decided.ok) return decided;
      const assignment = assignmentOf(decided.value, acting, at, AssignmentId.parse(world.newId()));
      await insertAssignment(tx, acting, assignment);
      await audit(tx, acting, {
        operation: appoint.name,
        subjectKind: 'person',
        subjectId: assignment.personId,
        after: assignment,
        at,
      });
      return ok(assignment);
    });
  }),

  route(endAssignment, organisationMay['end-assignment'], async ({ params, body, acting, world, may }) => {
    const at = world.clock();
    return world.database.write(acting, async (tx) => {
      const found = await findAssignment(tx, params.assignmentId);
      if (found === undefined) return notFound;
      const setting = await settingOf(tx, found);
      if (!may(subjectOf(acting, found, setting))) return notAllowed;
      const decided = decideEnd(acting, found, setting, { now: at.toISOString(), at: body.at });
      if (!decided.ok) return refuse(decided.refusal);
      const { validTo } = decided.value;
      const { personId } = found;
      const teamId = await teamLeftBy(tx, found, validTo);
      // Until a day to come the person can act; who is to take over may be chosen now, and else on the day after.
      const comes = Date.parse(validTo) > at.getTime() && body.journeysTo === undefined;
      if (teamId !== undefined && !comes) {
        const asked = { world, acting, at, place: { teamId, personId }, to: body.journeysTo } as const;
        const settled = await settle(successors, tx, { ...asked, tag: 'hat-has-journeys' });
        if (!settled.ok) return settled;
      }
      await setEnd(tx, found.id, validTo);
      await audit(tx, acting, {
        operation: endAssignment.name,
        subjectKind: 'person',
        subjectId: personId,
        before: { assignmentId: found.id, hat: found.hat, ownRoleId: found.ownRoleId, validTo: found.validTo },
        after: {
          assignmentId: found.id,
          hat: found.hat,
          ownRoleId: found.ownRoleId,
          validTo,
          ...given(body.journeysTo),
        },
        at,
      });
      return ok({ ...found, validTo });
    });
  }),
];
