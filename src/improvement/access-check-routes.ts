import { journeyMay } from '#journey/may.ts';
import { type Acting, abilities, may as mayDo } from '#lib/acting.ts';
import { personalDataIn } from '#lib/identity-number.ts';
import { assert, ok, type Result, refuse } from '#lib/result.ts';
import { audit } from '#platform/audit.ts';
import type { Tx } from '#platform/database.ts';
import { notAllowed, notFound, type Route, route } from '#platform/http.ts';
import type { Refusal } from '#platform/problem.ts';
import { decideBegin, decideFinish, decideJudge } from './access-check.ts';
import {
  type AccessCheckPage,
  beginAccessCheck,
  finishAccessCheck,
  getAccessCheck,
  judgeReading,
  listAccessChecks,
  listMonthsToCheck,
} from './access-check-api.ts';
import {
  findAccessCheck,
  insertAccessCheck,
  lockAccessCheck,
  monthsWithReadings,
  sampleOf,
  setFinished,
  setVerdict,
  listAccessChecks as storedChecks,
} from './access-check-store.ts';
import { improvementMay } from './may.ts';

/** The page of a check; the sample goes only to who may read every journey (D02), since each line tells of one. */
async function pageOf(tx: Tx, acting: Acting, checkId: string): Promise<AccessCheckPage | undefined> {
  const found = await findAccessCheck(tx, checkId);
  if (found === undefined) return undefined;
  const sample = mayDo(journeyMay['get-journey'], acting, {}) ? await sampleOf(tx, checkId) : null;
  const may = found.finishedAt === null ? abilities(improvementMay, acting, {}) : [];
  return { ...found, sample, may };
}

async function pageAfter(tx: Tx, acting: Acting, checkId: string): Promise<Result<AccessCheckPage, Refusal>> {
  const page = await pageOf(tx, acting, checkId);
  assert(page !== undefined, 'a check that was written is found again');
  return ok(page);
}

export const accessCheckRoutes: readonly Route[] = [
  route(listAccessChecks, improvementMay['list-access-checks'], async ({ query, acting, world, may }) => {
    if (!may({})) return notAllowed;
    return ok(await world.database.read(acting, (tx) => storedChecks(tx, query)));
  }),

  route(listMonthsToCheck, improvementMay['list-months-to-check'], async ({ acting, world, may }) => {
    if (!may({})) return notAllowed;
    const months = await world.database.read(acting, (tx) => monthsWithReadings(tx, world.clock()));
    return ok({ months, may: abilities(improvementMay, acting, {}) });
  }),

  route(getAccessCheck, improvementMay['get-access-check'], async ({ params, acting, world, may }) => {
    if (!may({})) return notAllowed;
    return world.database.read(acting, async (tx) => {
      const page = await pageOf(tx, acting, params.checkId);
      return page === undefined ? notFound : ok(page);
    });
  }),

  route(beginAccessCheck, improvementMay['begin-access-check'], async ({ body, acting, world, may }) => {
    if (!may({})) return notAllowed;
    const at = world.clock();
    const decision = decideBegin(body.month, at.getTime());
    if (!decision.ok) return decision;
    const checkId = world.newId();
    return world.database.write(acting, async (tx) => {
      const pairs = await insertAccessCheck(tx, acting, { ...body, id: checkId, personId: body.personId }, at);
      if (pairs === 0) return refuse({ tag: 'no-readings', month: body.month });
      await audit(tx, acting, {
        operation: beginAccessCheck.name,
        subjectKind: 'access-check',
        subjectId: checkId,
        after: body,
        at,
      });
      return pageAfter(tx, acting, checkId);
    });
  }),

  route(judgeReading, improvementMay['judge-reading'], async ({ params, body, acting, world, may }) => {
    if (!may({})) return notAllowed;
    const data = personalDataIn(body.note);
    if (data !== undefined) return refuse({ tag: 'personal-data-in-text', found: data });
    const at = world.clock();
    return world.database.write(acting, async (tx) => {
      await lockAccessCheck(tx, params.checkId);
      const found = await findAccessCheck(tx, params.checkId);
      if (found === undefined) return notFound;
      const decision = decideJudge(found, body.verdict, body.note);
      if (!decision.ok) return decision;
      if (!(await setVerdict(tx, found.id, params.readingId, { ...body, at }))) return notFound;
      await audit(tx, acting, {
        operation: judgeReading.name,
        subjectKind: 'access-check',
        subjectId: found.id,
        after: { readingId: params.readingId, ...body },
        at,
      });
      return pageAfter(tx, acting, found.id);
    });
  }),

  route(finishAccessCheck, improvementMay['finish-access-check'], async ({ params, body, acting, world, may }) => {
    if (!may({})) return notAllowed;
    const data = personalDataIn(`${body.conclusion}\n${body.followUp}`);
    if (data !== undefined) return refuse({ tag: 'personal-data-in-text', found: data });
    const at = world.clock();
    return world.database.write(acting, async (tx) => {
      await lockAccessCheck(tx, params.checkId);
      const found = await findAccessCheck(tx, params.checkId);
      if (found === undefined) return notFound;
      const decision = decideFinish(found, body.followUp);
      if (!decision.ok) return decision;
      await setFinished(tx, acting, found.id, { ...body, at });
      await audit(tx, acting, {
        operation: finishAccessCheck.name,
        subjectKind: 'access-check',
        subjectId: found.id,
        after: body,
        at,
      });
      return pageAfter(tx, acting, found.id);
    });
  }),
];
