import { type Acting, abilities } from '#lib/acting.ts';
import type { ProcessId } from '#lib/id.ts';
import { ok } from '#lib/result.ts';
import { audit } from '#platform/audit.ts';
import type { Tx } from '#platform/database.ts';
import { notAllowed, notFound, type Route, route } from '#platform/http.ts';
import type { StatusTable } from '#platform/problem.ts';
import { type AdoptionRefusal, decideAdoption, mustBeMended } from './adopt.ts';
import type { AlreadyRefusal } from './already.ts';
import { adoptVersion, getProcess, getStep, listProcesses, markImportant, type ProcessPage } from './api.ts';
import type { RoadRefusal } from './bpmn/read.ts';
import { importRoutes } from './import-routes.ts';
import { processMay } from './may.ts';
import { ratingRoutes, ratingStatus } from './rating-routes.ts';
import { type Road, type RoadNode, stepOf, stepsOf } from './road.ts';
import {
  findProcess,
  neighboursOf,
  obstaclesByStep,
  setImportant,
  listProcesses as storedProcesses,
  teamsOn,
} from './store.ts';
import { findVersion, listVersions, lockProcess, setAdopted, type Version } from './version-store.ts';

function rowOf({ road: _, ...row }: Version) {
  return row;
}

async function pageOf(tx: Tx, acting: Acting, id: ProcessId, number: number | undefined, at: Date) {
  const [row] = await storedProcesses(tx, acting, at, id);
  const version = await findVersion(tx, id, number);
  if (row === undefined || version === undefined) return undefined;
  const { road } = version;
  const page: ProcessPage = {
    ...row,
    purpose: road.purpose,
    need: road.need,
    satisfiedNeed: road.satisfiedNeed,
    forWhom: road.forWhom,
    steps: stepsOf(road).length,
    handoffs: stepsOf(road).filter((step) => step.handoff !== undefined).length,
    shown: rowOf(version),
    road,
    adoptionObstacles: mustBeMended(road),
    versions: await listVersions(tx, id),
    teams: await teamsOn(tx, id),
    neighbours: await neighboursOf(tx, id),
    obstaclesByStep: await obstaclesByStep(tx, id),
    may: abilities(processMay, acting, { processId: id }),
  };
  return page;
}

/** The steps next to a step in one direction, past gateways and events. */
function stepsBeside(road: Road, id: string, direction: 'before' | 'after'): { id: string; name: string }[] {
  const nodes = new Map(road.nodes.map((node) => [node.id, node]));
  const next = (from: string) =>
    direction === 'after'
      ? [
          ...road.flows.filter((flow) => flow.from === from).map((flow) => flow.to),
          ...road.nodes.filter((n) => n.kind === 'boundary' && n.attachedTo === from).map((n) => n.id),
        ]
      : [
          ...road.flows.filter((flow) => flow.to === from).map((flow) => flow.from),
          ...road.nodes.filter((n) => n.kind === 'boundary' && n.id === from).map((n) => attached(n)),
        ];
  const found = new Map<string, { id: string; name: string }>();
  const seen = new Set<string>();
  const waiting = next(id);
  for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
    if (seen.has(one)) continue;
    seen.add(one);
    const node = nodes.get(one);
    if (node?.kind === 'step') found.set(one, { id: one, name: node.name });
    else waiting.push(...next(one));
  }
  return [...found.values()];
}

function attached(node: RoadNode): string {
  return node.kind === 'boundary' ? node.attachedTo : node.id;
}

export const processRoutes: readonly Route[] = [
  route(listProcesses, processMay['list-processes'], async ({ acting, world }) => {
    const items = await world.database.read(acting, (tx) => storedProcesses(tx, acting, world.clock()));
    return ok({ items, may: abilities(processMay, acting, {}) });
  }),

  route(getProcess, processMay['get-process'], async ({ params, query, acting, world }) => {
    const page = await world.database.read(acting, (tx) =>
      pageOf(tx, acting, params.processId, query.version, world.clock()),
    );
    return page === undefined ? notFound : ok(page);
  }),

  route(getStep, processMay['get-step'], async ({ params, query, acting, world }) =>
    world.database.read(acting, async (tx) => {
      const process = await findProcess(tx, params.processId);
      const version = await findVersion(tx, params.processId, query.version);
      const step = version && stepOf(version.road, params.stepId);
      if (process === undefined || version === undefined || step === undefined) return notFound;
      const { road } = version;
      const onStep = (await obstaclesByStep(tx, process.id)).find(({ stepId }) => stepId === step.id);
      return ok({
        processId: process.id,
        processName: process.name,
        version: rowOf(version),
        step,
        laneName: road.lanes.find(({ id }) => id === step.lane)?.name ?? null,
        before: stepsBeside(road, step.id, 'before'),
        after: stepsBeside(road, step.id, 'after'),
        clocks: road.clocks.filter(({ starts, stops }) => starts.node === step.id || stops.node === step.id),
        openObstacles: onStep?.count ?? 0,
      });
    }),
  ),

  ...importRoutes,
  ...ratingRoutes,

  route(adoptVersion, processMay['adopt-version'], async ({ params, body, acting, world, may }) => {
    const { processId, number } = params;
    if (!may({ processId })) return notAllowed;
    const at = world.clock();
    return world.database.write(acting, async (tx) => {
      await lockProcess(tx, processId);
      const draft = await findVersion(tx, processId, number);
      if (draft === undefined) return notFound;
      const decided = decideAdoption(draft);
      if (!decided.ok) return decided;
      const before = (await listVersions(tx, processId)).find(({ state }) => state === 'adopted');
      await setAdopted(tx, acting, { ...draft, processId, note: body.note }, at);
      await audit(tx, acting, {
        operation: adoptVersion.name,
        subjectKind: 'process',
        subjectId: processId,
        before: { adopted: before?.number ?? null },
        after: { adopted: number, note: body.note },
        at,
      });
      const adopted = await findVersion(tx, processId, number);
      return adopted === undefined ? notFound : ok(rowOf(adopted));
    });
  }),

  route(markImportant, processMay['mark-important'], async ({ params, body, acting, world, may }) => {
    if (!may(params)) return notAllowed;
    return world.database.write(acting, async (tx) => {
      const process = await findProcess(tx, params.processId);
      if (process === undefined) return notFound;
      await setImportant(tx, process.id, body.important);
      await audit(tx, acting, {
        operation: markImportant.name,
        subjectKind: 'process',
        subjectId: process.id,
        before: { important: process.important },
        after: body,
        at: world.clock(),
      });
      return ok(body);
    });
  }),
];

export const processStatus = {
  ...ratingStatus,
  'not-xml': 422,
  'unsafe-xml': 422,
  'not-bpmn': 422,
  'no-process': 422,
  'no-start': 422,
  'several-processes': 422,
  'unsupported-element': 422,
  'draft-already-here': 409,
  'process-already-here': 409,
  'version-not-draft': 409,
  'road-incomplete': 409,
  'road-unsound': 409,
} as const satisfies StatusTable & Record<RoadRefusal['tag'] | AlreadyRefusal['tag'] | AdoptionRefusal['tag'], number>;
