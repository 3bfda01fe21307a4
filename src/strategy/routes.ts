import { abilities } from '#lib/acting.ts';
import { StrategyId } from '#lib/id.ts';
import { ok } from '#lib/result.ts';
import { swedishDate } from '#lib/time.ts';
import { audit } from '#platform/audit.ts';
import { notAllowed, notFound, type Route, route } from '#platform/http.ts';
import type { StatusTable } from '#platform/problem.ts';
import { listStrategies, proposeStrategy, recordBoardDecision } from './api.ts';
import { strategyMay } from './may.ts';
import { inTimeOrder, recordDecision } from './record-decision.ts';
import { insertProposal, lockStrategies, setState, listStrategies as storedStrategies } from './store.ts';
import type { StrategyRefusal } from './strategy.ts';

export const strategyRoutes: readonly Route[] = [
  route(listStrategies, strategyMay['list-strategies'], async ({ acting, world }) => {
    const items = inTimeOrder(await world.database.read(acting, storedStrategies));
    return ok({ items, may: abilities(strategyMay, acting, {}) });
  }),

  route(proposeStrategy, strategyMay['propose-strategy'], async ({ body, acting, world, may }) => {
    if (!may({})) return notAllowed;
    const at = world.clock();
    return world.database.write(acting, async (tx) => {
      await lockStrategies(tx, acting);
      const added = await insertProposal(tx, acting, StrategyId.parse(world.newId()), body, at);
      const { id: subjectId, version, title } = added;
      await audit(tx, acting, {
        operation: proposeStrategy.name,
        subjectKind: 'strategy',
        subjectId,
        after: { version, title },
        at,
      });
      return ok(added);
    });
  }),

  route(recordBoardDecision, strategyMay['record-board-decision'], async ({ params, body, acting, world, may }) => {
    if (!may({})) return notAllowed;
    const at = world.clock();
    return world.database.write(acting, async (tx) => {
      await lockStrategies(tx, acting);
      const all = await storedStrategies(tx);
      const proposal = all.find((s) => s.id === params.strategyId);
      if (proposal === undefined) return notFound;
      const inForce = all.find((s) => s.state === 'in-force');
      const decided = recordDecision(proposal, body, { inForce, today: swedishDate(at.getTime()) });
      if (!decided.ok) return decided;
      const { adopted, replaced } = decided.value;
      if (replaced !== undefined) await setState(tx, replaced);
      await setState(tx, adopted);
      await audit(tx, acting, {
        operation: recordBoardDecision.name,
        subjectKind: 'strategy',
        subjectId: adopted.id,
        before: { state: proposal.state, inForce: replaced?.version ?? null },
        after: { state: adopted.state, decision: body },
        at,
      });
      return ok(adopted);
    });
  }),
];

export const strategyStatus = {
  'already-decided': 409,
  'decision-in-future': 422,
} as const satisfies StatusTable & Record<StrategyRefusal['tag'], number>;
