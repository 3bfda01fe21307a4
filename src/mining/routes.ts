import { createHash } from 'node:crypto';
import type { Acting } from '#lib/acting.ts';
import { assert, ok } from '#lib/result.ts';
import { notFound, type Route, route } from '#platform/http.ts';
import type { StatusTable } from '#platform/problem.ts';
import type { World } from '#platform/world.ts';
import { getProcessResults, type Results, type Snapshot } from './api.ts';
import { askedThread } from './jobs.ts';
import { logRoutes } from './log-routes.ts';
import { miningMay } from './may.ts';
import type { JourneyHead } from './store.ts';
import { findProcess, handoffsOf, journeyHeads, movesOf, openObstaclesOf, teamNames, versionsOf } from './store.ts';
import type { JourneyQuery } from './travelled/journey-figures.ts';

/** Revisions of journeys that the thread has played, by organisation and process. */
const played = new Map<string, Map<string, number>>();
const processesKept = 40;
const ask = askedThread(() => played.clear());

/** Questions about a process take turns: each needs to know what the one before made the thread play. */
const turns = new Map<string, Promise<unknown>>();

async function processResults(
  world: World,
  acting: Acting,
  processId: string,
  query: JourneyQuery,
): Promise<Results | undefined> {
  const key = `${acting.organisationId} ${processId}`;
  const known = played.get(key);
  const found = await world.database.read(acting, async (tx) => {
    const process = await findProcess(tx, processId);
    const roads = process === undefined ? [] : await versionsOf(tx, processId);
    if (process === undefined || roads.length === 0) return undefined;
    const heads = await journeyHeads(tx, processId);
    const moved = heads.filter(({ id, revision }) => known?.get(id) !== revision).map(({ id }) => id);
    const changed = moved.length === 0 ? [] : await movesOf(tx, moved);
    const rest = {
      process,
      teamNames: await teamNames(tx),
      handoffs: await handoffsOf(tx, processId),
      openObstacles: await openObstaclesOf(tx, processId),
      computedAt: world.clock().toISOString(),
      snapshot: snapshotOf(heads),
    };
    const isNew = known === undefined || moved.length > 0;
    const question = {
      kind: 'process',
      key,
      roads,
      whole: known === undefined,
      moved: isNew,
      heads: isNew ? heads : [],
      changed,
      rest,
      query,
    } as const;
    return { question, heads };
  });
  if (found === undefined) return undefined;
  const answer = await ask(found.question);
  if (answer.kind === 'unknown') {
    played.delete(key);
    return processResults(world, acting, processId, query);
  }
  assert(answer.kind === 'results', 'a question about results is answered by them');
  played.delete(key);
  played.set(key, new Map(found.heads.map(({ id, revision }) => [id, revision])));
  for (const oldest of played.keys()) {
    if (played.size <= processesKept) break;
    played.delete(oldest);
    await ask({ kind: 'forget', key: oldest });
  }
  return answer.results;
}

/** Where the facts of each journey end: who reckons from facts that end there reckons from the same. */
function snapshotOf(heads: readonly JourneyHead[]): Snapshot {
  const hash = createHash('sha256');
  for (const { id, revision } of heads.toSorted((x, y) => (x.id < y.id ? -1 : 1))) hash.update(`${id} ${revision}\n`);
  return { kind: 'journeys', sha256: hash.digest('hex'), facts: heads.reduce((sum, one) => sum + one.revision, 0) };
}

function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(key) ?? Promise.resolve()).then(work, work);
  const settled = turn.catch(() => {});
  turns.set(key, settled);
  void settled.then(() => {
    if (turns.get(key) === settled) turns.delete(key);
  });
  return turn;
}

export const miningRoutes: readonly Route[] = [
  route(getProcessResults, miningMay['get-process-results'], async ({ params, query, acting, world }) => {
    const { processId } = params;
    const work = () => processResults(world, acting, processId, query);
    const results = await inTurn(`${acting.organisationId} ${processId}`, work);
    return results === undefined ? notFound : ok(results);
  }),
  ...logRoutes,
];

export const miningStatus: StatusTable = {
  'empty-file': 422,
  'disk-full': 507,
  'import-finished': 409,
  'import-running': 409,
  'choice-not-open': 409,
  'object-type-unknown': 422,
  'log-not-ready': 409,
};
