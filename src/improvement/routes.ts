import { journeyMay } from '#journey/may.ts';
import { type Acting, abilities, restriction } from '#lib/acting.ts';
import { ObstacleId } from '#lib/id.ts';
import { personalDataIn } from '#lib/identity-number.ts';
import { assert, ok, type Result, refuse } from '#lib/result.ts';
import { audit } from '#platform/audit.ts';
import { notAllowed, notFound, type Route, route } from '#platform/http.ts';
import type { StatusTable } from '#platform/problem.ts';
import type { AccessCheckRefusal } from './access-check.ts';
import { accessCheckRoutes } from './access-check-routes.ts';
import {
  addObstacleKind,
  contribute,
  getObstacle,
  listObstacleKinds,
  listObstacles,
  removeObstacle,
  reportObstacle,
} from './api.ts';
import { improvementMay } from './may.ts';
import type { ObstacleRefusal } from './obstacle.ts';
import {
  findObstacle,
  insertContribution,
  insertKind,
  insertObstacle,
  listKinds,
  lockObstacle,
  placeOnRoad,
  setRemoved,
  listObstacles as storedObstacles,
  workOn,
} from './store.ts';

/** What people write is kept only without personal identity numbers (D01). */
function guarded(text: string): Result<string, ObstacleRefusal> {
  const found = personalDataIn(text);
  return found === undefined ? ok(text) : refuse({ tag: 'personal-data-in-text', found });
}

/** Journeys are shown behind obstacles as far as this hat may read them. */
const seen = (acting: Acting) => restriction(journeyMay['get-journey'], acting);

export const improvementRoutes: readonly Route[] = [
  route(listObstacleKinds, improvementMay['list-obstacle-kinds'], async ({ acting, world }) => {
    const items = await world.database.read(acting, listKinds);
    return ok({ items, may: abilities(improvementMay, acting, {}) });
  }),

  route(addObstacleKind, improvementMay['add-obstacle-kind'], async ({ body, acting, world, may }) => {
    if (!may({})) return notAllowed;
    return world.database.write(acting, async (tx) => {
      const position = (await listKinds(tx)).length;
      if (!(await insertKind(tx, acting, body, position))) return refuse({ tag: 'name-taken', name: body.key });
      await audit(tx, acting, {
        operation: addObstacleKind.name,
        subjectKind: 'obstacle-kind',
        subjectId: body.key,
        after: body,
        at: world.clock(),
      });
      return ok(body);
    });
  }),

  route(listObstacles, improvementMay['list-obstacles'], async ({ query, acting, world }) =>
    ok(await world.database.read(acting, (tx) => storedObstacles(tx, query, seen(acting)))),
  ),

  route(getObstacle, improvementMay['get-obstacle'], async ({ params, acting, world }) =>
    world.database.read(acting, async (tx) => {
      const found = await findObstacle(tx, params.obstacleId, seen(acting));
      if (found === undefined) return notFound;
      const may = abilities(improvementMay, acting, { processId: found.processId });
      return ok({ ...found, work: await workOn(tx, found.id), may });
    }),
  ),

  route(reportObstacle, improvementMay['report-obstacle'], async ({ body, acting, world }) => {
    const text = guarded(body.note);
    if (!text.ok) return text;
    const at = world.clock();
    return world.database.write(acting, async (tx) => {
      const place = await placeOnRoad(tx, body.processId, body.stepId);
      if (place === undefined) return notFound;
      if (body.stepId !== null && place.step === undefined) return refuse({ tag: 'step-unknown', stepId: body.stepId });
      if (!(await listKinds(tx)).some(({ key }) => key === body.kind))
        return refuse({ tag: 'kind-unknown', kind: body.kind });
      const id = ObstacleId.parse(world.newId());
      await insertObstacle(tx, acting, { ...body, id, stepName: place.step?.name ?? null }, at);
      await audit(tx, acting, {
        operation: reportObstacle.name,
        subjectKind: 'obstacle',
        subjectId: id,
        after: body,
        at,
      });
      const added = await findObstacle(tx, id, seen(acting));
      assert(added !== undefined, 'a reported obstacle is found again');
      return ok(added);
    });
  }),

  route(contribute, improvementMay['contribute-to-obstacle'], async ({ params, body, acting, world }) => {
    const text = guarded(body.text);
    if (!text.ok) return text;
    const at = world.clock();
    return world.database.write(acting, async (tx) => {
      await lockObstacle(tx, params.obstacleId);
      const found = await findObstacle(tx, params.obstacleId, seen(acting));
      if (found === undefined) return notFound;
      if (found.removedAt !== null) return refuse({ tag: 'obstacle-removed', at: found.removedAt });
      await insertContribution(tx, acting, { id: world.newId(), obstacleId: found.id, text: text.value }, at);
      await audit(tx, acting, {
        operation: contribute.name,
        subjectKind: 'obstacle',
        subjectId: found.id,
        after: { text: text.value },
        at,
      });
      const added = (await workOn(tx, found.id)).findLast((c) => c.personId === acting.personId);
      assert(added !== undefined, 'a contribution is found again');
      return ok(added);
    });
  }),

  route(removeObstacle, improvementMay['remove-obstacle'], async ({ params, body, acting, world, may }) => {
    const text = guarded(body.text);
    if (!text.ok) return text;
    const at = world.clock();
    return world.database.write(acting, async (tx) => {
      await lockObstacle(tx, params.obstacleId);
      const found = await findObstacle(tx, params.obstacleId, seen(acting));
      if (found === undefined) return notFound;
      if (!may({ processId: found.processId })) return notAllowed;
      if (found.removedAt !== null) return refuse({ tag: 'obstacle-removed', at: found.removedAt });
      await insertContribution(tx, acting, { id: world.newId(), obstacleId: found.id, text: text.value }, at);
      await setRemoved(tx, found.id, at);
      await audit(tx, acting, {
        operation: removeObstacle.name,
        subjectKind: 'obstacle',
        subjectId: found.id,
        before: { state: found.state },
        after: { state: 'removed', text: text.value },
        at,
      });
      const removed = await findObstacle(tx, found.id, seen(acting));
      assert(removed !== undefined, 'a removed obstacle is kept');
      return ok(removed);
    });
  }),

  ...accessCheckRoutes,
];

export const improvementStatus = {
  'obstacle-removed': 409,
  'kind-unknown': 422,
  'step-unknown': 422,
  'personal-data-in-text': 422,
  'month-not-begun': 422,
  'no-readings': 409,
  'check-finished': 409,
  'verdict-without-note': 422,
  'readings-not-judged': 409,
  'follow-up-missing': 422,
} as const satisfies StatusTable & Record<(ObstacleRefusal | AccessCheckRefusal)['tag'], number>;
