import { z } from 'zod';
import { StrategyId } from '#lib/id.ts';
import { operation } from '#lib/operation.ts';
import { BoardDecision, Strategy } from './strategy.ts';

export const listStrategies = operation({
  name: 'list-strategies',
  method: 'GET',
  path: '/api/strategies',
  summary: 'Versions of the strategy and the board decisions they rest on, newest first; open to everyone signed in',
  output: z.object({ items: z.array(Strategy), may: z.array(z.string()) }),
});

export const proposeStrategy = operation({
  name: 'propose-strategy',
  method: 'POST',
  path: '/api/strategies',
  summary: 'Propose a strategy to the board; it is in force only when the board has decided',
  body: Strategy.pick({ title: true, text: true, goals: true }),
  output: Strategy,
});

export const recordBoardDecision = operation({
  name: 'record-board-decision',
  method: 'POST',
  path: '/api/strategies/:strategyId/decision',
  summary: 'Record the board’s decision to adopt a proposed strategy; the one in force before is replaced',
  params: z.object({ strategyId: StrategyId }),
  body: BoardDecision,
  output: Strategy,
  refusals: ['already-decided', 'decision-in-future'],
});
