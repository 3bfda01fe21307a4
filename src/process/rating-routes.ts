import type { Acting } from '#lib/acting.ts';
import type { ProcessId } from '#lib/id.ts';
import { personalDataIn } from '#lib/identity-number.ts';
import { isBlank } from '#lib/name.ts';
import { ok, type Result, refuse } from '#lib/result.ts';
import { audit } from '#platform/audit.ts';
import type { Tx } from '#platform/database.ts';
import { notAllowed, notFound, type Route, route } from '#platform/http.ts';
import { processMay } from './may.ts';
import { afterTelling, nextTelling, type RatingRefusal, summaryOf } from './rating.ts';
import { getRating, listRatingComments, type ProcessRating, rateProcess, withdrawRating } from './rating-api.ts';
import { answersOn, keepRating, ownRating, setTold, takeBackRating, toldComments } from './rating-store.ts';
import { findProcess } from './store.ts';
import { findVersion, lockProcess } from './version-store.ts';

async function ratingOf(tx: Tx, acting: Acting, processId: ProcessId): Promise<ProcessRating> {
  const { answers, starts } = await answersOn(tx, processId);
  return { own: await ownRating(tx, processId, acting.personId), summary: summaryOf(answers, starts) };
}

/** Tells anew what may be told, when somebody's answer has changed. */
async function tellAnew(tx: Tx, acting: Acting, processId: ProcessId): Promise<void> {
  const { answers, starts } = await answersOn(tx, processId);
  const telling = nextTelling(answers, starts);
  if (telling === undefined) return;
  await setTold(tx, acting, processId, { answers: afterTelling(answers, telling), starts: telling.starts });
}

/** What people write is kept only without personal identity numbers (D01); what shows nothing is no comment. */
function guarded(text: string): Result<string, RatingRefusal> {
  const found = personalDataIn(text);
  return found === undefined ? ok(isBlank(text) ? '' : text) : refuse({ tag: 'personal-data-in-text', found });
}

export const ratingRoutes: readonly Route[] = [
  route(getRating, processMay['get-rating'], async ({ params, acting, world }) =>
    world.database.read(acting, async (tx) => {
      const process = await findProcess(tx, params.processId);
      return process === undefined ? notFound : ok(await ratingOf(tx, acting, process.id));
    }),
  ),

  // The trail tells who answered, wearing which hat, and when; not what, since it is a person's opinion.
  route(rateProcess, processMay['rate-process'], async ({ params: { processId }, body, acting, world }) => {
    const comment = guarded(body.comment);
    if (!comment.ok) return comment;
    const at = world.clock();
    return world.database.write(acting, async (tx) => {
      await lockProcess(tx, processId);
      const version = await findVersion(tx, processId, undefined);
      if (version === undefined) return notFound;
      if (version.state !== 'adopted') return refuse({ tag: 'road-not-in-force' });
      await keepRating(tx, acting, { processId, value: body.value, comment: comment.value }, at);
      await audit(tx, acting, { operation: rateProcess.name, subjectKind: 'process', subjectId: processId, at });
      await tellAnew(tx, acting, processId);
      return ok(await ratingOf(tx, acting, processId));
    });
  }),

  route(withdrawRating, processMay['withdraw-rating'], async ({ params: { processId }, acting, world }) => {
    const at = world.clock();
    return world.database.write(acting, async (tx) => {
      await lockProcess(tx, processId);
      if ((await findProcess(tx, processId)) === undefined) return notFound;
      if ((await ownRating(tx, processId, acting.personId)) !== null) {
        await takeBackRating(tx, acting, processId, at);
        await audit(tx, acting, { operation: withdrawRating.name, subjectKind: 'process', subjectId: processId, at });
        await tellAnew(tx, acting, processId);
      }
      return ok(await ratingOf(tx, acting, processId));
    });
  }),

  route(listRatingComments, processMay['list-rating-comments'], async ({ params, acting, world, may }) => {
    if (!may(params)) return notAllowed;
    return world.database.read(acting, async (tx) => {
      const process = await findProcess(tx, params.processId);
      if (process === undefined) return notFound;
      const { answers, starts } = await answersOn(tx, process.id);
      const tooFew = summaryOf(answers, starts) === null;
      return ok({ items: tooFew ? [] : await toldComments(tx, process.id), tooFew });
    });
  }),
];

export const ratingStatus = {
  'personal-data-in-text': 422,
  'road-not-in-force': 409,
} as const satisfies Record<RatingRefusal['tag'], number>;
