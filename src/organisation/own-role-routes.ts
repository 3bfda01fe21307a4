import { type Acting, abilities } from '#lib/acting.ts';
import { OwnRoleId } from '#lib/id.ts';
import { assert, ok, type Result } from '#lib/result.ts';
import { audit } from '#platform/audit.ts';
import type { Tx } from '#platform/database.ts';
import { notAllowed, notFound, type Route, route } from '#platform/http.ts';
import type { World } from '#platform/world.ts';
import { organisationMay } from './may.ts';
import type { OrganisationRefusal } from './organisation.ts';
import { findOrganisation } from './organisation-store.ts';
import { catalogue, decideRoleEnd, decideRoleResumption, decideRoleWords, type OwnRole } from './own-role.ts';
import { addOwnRole, changeOwnRole, endOwnRole, listRoles, resumeOwnRole } from './own-role-api.ts';
import {
  findOwnRole,
  insertOwnRole,
  lockNames,
  ownRoles,
  setRoleEnd,
  setRoleWords,
  wearers,
} from './own-role-store.ts';

async function labelsOf(tx: Tx, acting: Acting) {
  const organisation = await findOrganisation(tx, acting.organisationId);
  assert(organisation !== undefined, 'the organisation of whoever acts is there');
  return organisation.labels;
}

/** Changes one role as decided, with a line in the audit trail that says how it was before and after. */
function change(
  { world, acting, operation, id }: { world: World; acting: Acting; operation: string; id: OwnRoleId },
  decide: (tx: Tx, role: OwnRole) => Promise<Result<Partial<OwnRole>, OrganisationRefusal>>,
) {
  return world.database.write(acting, async (tx) => {
    await lockNames(tx, acting);
    const before = await findOwnRole(tx, id, 'update');
    if (before === undefined) return notFound;
    const decided = await decide(tx, before);
    if (!decided.ok) return decided;
    const after = { ...before, ...decided.value };
    await setRoleWords(tx, id, after);
    await setRoleEnd(tx, id, after.endedAt);
    await audit(tx, acting, {
      operation,
      subjectKind: 'own-role',
      subjectId: id,
      before,
      after,
      at: world.clock(),
    });
    return ok(after);
  });
}

export const ownRoleRoutes: readonly Route[] = [
  route(listRoles, organisationMay['list-roles'], async ({ query, acting, world }) => {
    const setting = await world.database.read(acting, async (tx) => ({
      roles: await ownRoles(tx),
      labels: await labelsOf(tx, acting),
      wearing: await wearers(tx, world.clock()),
    }));
    const rows = catalogue(setting, query, abilities(organisationMay, acting, {}));
    const { page, size } = query;
    return ok({ items: rows.slice((page - 1) * size, page * size), total: rows.length, page, size });
  }),

  route(addOwnRole, organisationMay['add-own-role'], async ({ body, acting, world, may }) => {
    if (!may({})) return notAllowed;
    return world.database.write(acting, async (tx) => {
      await lockNames(tx, acting);
      const decided = decideRoleWords(body, await ownRoles(tx), await labelsOf(tx, acting));
      if (!decided.ok) return decided;
      const id = OwnRoleId.parse(world.newId());
      const role: OwnRole = { ...decided.value, id, hat: body.hat, endedAt: null };
      await insertOwnRole(tx, acting, role);
      await audit(tx, acting, {
        operation: addOwnRole.name,
        subjectKind: 'own-role',
        subjectId: id,
        after: role,
        at: world.clock(),
      });
      return ok(role);
    });
  }),

  route(changeOwnRole, organisationMay['change-own-role'], async ({ params, body, acting, world, may }) => {
    if (!may({})) return notAllowed;
    const id = params.ownRoleId;
    return change({ world, acting, operation: changeOwnRole.name, id }, async (tx) => {
      const others = (await ownRoles(tx)).filter((role) => role.id !== id);
      return decideRoleWords(body, others, await labelsOf(tx, acting));
    });
  }),

  route(endOwnRole, organisationMay['end-own-role'], async ({ params, acting, world, may }) => {
    if (!may({})) return notAllowed;
    const now = world.clock().toISOString();
    return change({ world, acting, operation: endOwnRole.name, id: params.ownRoleId }, async (_, role) => {
      const endedAt = decideRoleEnd(role, now);
      return endedAt.ok ? ok({ endedAt: endedAt.value }) : endedAt;
    });
  }),

  route(resumeOwnRole, organisationMay['resume-own-role'], async ({ params, acting, world, may }) => {
    if (!may({})) return notAllowed;
    return change({ world, acting, operation: resumeOwnRole.name, id: params.ownRoleId }, async (_, role) => {
      const resumed = decideRoleResumption(role);
      return resumed.ok ? ok({ endedAt: resumed.value }) : resumed;
    });
  }),
];
