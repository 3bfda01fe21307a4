import { createHash } from 'node:crypto';
import type { Acting } from '#lib/acting.ts';
import { assert, ok, type Result } from '#lib/result.ts';
import { logReadOnce } from '#platform/audit.ts';
import type { Tx } from '#platform/database.ts';
import { notAllowed, notFound, type Route, route } from '#platform/http.ts';
import type { StatusTable } from '#platform/problem.ts';
import type { World } from '#platform/world.ts';
import { getEarlierProcessResults, getProcessResults, type Results, type Snapshot } from './api.ts';
import { askedThread } from './jobs.ts';
import { logRoutes } from './log-routes.ts';
import { miningMay } from './may.ts';
import {
  findProcess,
  handoffsOf,
  journeyHeads,
  movesOf,
  openObstaclesOf,
  seeOneMoment,
  teamNames,
  versionsOf,
} from './store.ts';
import { beforeFirst, type EarlierDayRefusal, endOfEarlierDay } from './travelled/earlier-day.ts';
import {
  earlierFacts,
  earlierHeads,
  firstRecorded,
  obstaclesOpenBefore,
  versionsBefore,
} from './travelled/earlier-store.ts';
import type { JourneyQuery } from './travelled/journey-figures.ts';
import type { JourneyHead } from './travelled/known.ts';
import type { EarlierJourneys, ProcessQuestion } from './travelled/process-sums.ts';
import type { Answer } from './worker.ts';

/** Revisions of journeys that the thread has played, by organisation and process. */
const played = new Map<string, Map<string, number>>();
const processesKept = 40;
const ask = askedThread(() => played.clear());
/** Earlier days have a thread of their own: reading all of one doesn't hold up what is asked about now. */
const askEarlier = askedThread();

/** Questions about a process take turns: each needs to know what the one before made the thread play. */
const turns = new Map<string, Promise<unknown>>();

async function processResults(
  world: World,
  acting: Acting,
  processId: string,
  query: JourneyQuery,
): Promise<Results | undefined> {
  const key = `${acting.organisationId} ${processId}`;
  const at = world.clock();
  const asked = { key, processId, query, at, known: played.get(key) };
  const found = await world.database.read(acting, (tx) => processQuestion(tx, asked));
  if (found === undefined) return undefined;
  const answer = await ask({ kind: 'process', ...found.question });
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

interface Asked {
  readonly key: string;
  readonly processId: string;
  readonly query: JourneyQuery;
  readonly at: Date;
  /** Revisions of the journeys that the thread has played; undefined where it has played none. */
  readonly known: ReadonlyMap<string, number> | undefined;
}

/** What the thread is asked, with the moves of the journeys that it hasn't played yet; undefined where there is no road. */
async function processQuestion(
  tx: Tx,
  { key, processId, query, at, known }: Asked,
): Promise<{ question: ProcessQuestion; heads: readonly JourneyHead[] } | undefined> {
  await seeOneMoment(tx);
  const process = await findProcess(tx, processId);
  const roads = process === undefined ? [] : await versionsOf(tx, processId);
  if (process === undefined || roads.length === 0) return undefined;
  const heads = await journeyHeads(tx, processId);
  const changed = heads.filter(({ id, revision }) => known?.get(id) !== revision).map(({ id }) => id);
  const moved = known === undefined || changed.length > 0;
  const rest = {
    process,
    teamNames: await teamNames(tx),
    handoffs: await handoffsOf(tx, processId),
    openObstacles: await openObstaclesOf(tx, processId),
    computedAt: at.toISOString(),
    snapshot: snapshotOf(heads),
  };
  const question = {
    ...{ key, roads, whole: known === undefined, moved, heads: moved ? heads : [] },
    ...{ changed: changed.length === 0 ? [] : await movesOf(tx, changed), rest, query },
  };
  return { question, heads };
}

interface EarlierDay {
  readonly processId: string;
  /** ISO 8601, and the first moment after it. */
  readonly asOf: string;
  readonly end: Date;
}

/**
 * The answer as of an earlier day. The thread that reckons remembers the days asked about lately: only a day that it doesn't
 * know is read.
 */
async function earlierProcessResults(
  world: World,
  acting: Acting,
  day: EarlierDay,
  query: JourneyQuery,
): Promise<Result<Results, EarlierDayRefusal | { readonly tag: 'not-found' }>> {
  const { processId, asOf } = day;
  const now = world.clock();
  const rest = await world.database.read(acting, async (tx) => {
    const process = await findProcess(tx, processId);
    if (process === undefined) return undefined;
    return { process, teamNames: await teamNames(tx), computedAt: now.toISOString() };
  });
  if (rest === undefined) return notFound;
  const question = {
    kind: 'earlier',
    key: `${acting.organisationId} ${processId} ${asOf}`,
    asOf,
    rest,
    query,
  } as const;
  const known = await askEarlier({ ...question, journeys: undefined });
  const noted = async (answer: Answer) => {
    assert(answer.kind === 'results', 'a question with all of a day is answered by results');
    // Kept before anything is shown.
    const entry = { operation: getEarlierProcessResults.name, subjectKind: 'process', subjectId: processId, at: now };
    await world.database.write(acting, (tx) => logReadOnce(tx, acting, { ...entry, after: { asOf } }));
    return ok(answer.results);
  };
  if (known.kind === 'results') return noted(known);
  const journeys = await world.database.read(acting, (tx) => earlierJourneys(tx, day));
  if (!journeys.ok) return journeys;
  return noted(await askEarlier({ ...question, journeys: journeys.value }));
}

async function earlierJourneys(
  tx: Tx,
  { processId, asOf, end }: EarlierDay,
): Promise<Result<EarlierJourneys, EarlierDayRefusal | { readonly tag: 'not-found' }>> {
  await seeOneMoment(tx);
  const heads = await earlierHeads(tx, processId, end);
  const first = heads.length > 0 ? null : await firstRecorded(tx, processId);
  const isKnown = beforeFirst(asOf, first);
  if (!isKnown.ok) return isKnown;
  const inForce = await versionsBefore(tx, processId, end);
  const roads = inForce.length > 0 ? inForce : await versionsOf(tx, processId);
  if (roads.length === 0) return notFound;
  const moved = heads.filter(({ hasMoved }) => hasMoved);
  const others = heads.filter(({ hasMoved }) => !hasMoved).map(({ id }) => id);
  const unmoved = new Set(others);
  return ok({
    roads,
    heads,
    facts: await earlierFacts(tx, moved),
    moves: await movesOf(tx, others),
    handoffs: (await handoffsOf(tx, processId)).filter(({ journeyId }) => unmoved.has(journeyId)),
    openObstacles: await obstaclesOpenBefore(tx, processId, end),
    snapshot: snapshotOf(heads),
  });
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

  route(getEarlierProcessResults, miningMay['get-earlier-process-results'], async (call) => {
    const { params, query, acting, world } = call;
    const { processId, asOf } = params;
    if (!call.may({ processId })) return notAllowed;
    const end = endOfEarlierDay(asOf, world.clock().getTime());
    if (!end.ok) return end;
    const day = { processId, asOf, end: new Date(end.value) };
    const work = () => earlierProcessResults(world, acting, day, query);
    return inTurn(`${acting.organisationId} ${processId} ${asOf}`, work);
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
  'day-not-over': 422,
  'day-before-first': 422,
};
