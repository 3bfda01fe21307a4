/**
 * What depends on what, as the flexible heuristics miner sees it (A.J.M.M. Weijters & J.T.S. Ribeiro, "Flexible Heuristics
 * Miner", 2011, definitions 4–6): a step that is often followed by another, and seldom the other way round, leads to it.
 */
import type { Sublog } from './sublog.ts';
import { activitiesOf } from './sublog.ts';

export interface DependencyOptions {
  /** From 0 to 1: how sure a step must be to lead to another. */
  readonly dependency?: number;
  /** The same for a step that follows itself. */
  readonly selfLoop?: number;
  /** The same for two steps that go back and forth: a, b, a. */
  readonly pairLoop?: number;
  /** A step weaker than the best by less than this counts too, as well as each one's best. */
  readonly nearBest?: number;
}

export interface Dependencies {
  /** Codes of the activities, by node. Two nodes more stand for the beginning and the end of a case. */
  readonly activities: readonly number[];
  readonly begin: number;
  readonly end: number;
  readonly after: readonly (readonly number[])[];
  readonly before: readonly (readonly number[])[];
  /** From −1 to 1: how surely node `from` leads to node `to`. */
  readonly strength: (from: number, to: number) => number;
}

/** Traces as nodes, each between the beginning and the end. Empty traces have no steps to lead anywhere, and are left out. */
export function nodeTraces(log: Sublog): {
  readonly activities: readonly number[];
  readonly traces: readonly (readonly number[])[];
  readonly weights: readonly number[];
} {
  const activities = activitiesOf(log);
  const node = new Map(activities.map((activity, i) => [activity, i]));
  const [begin, end] = [activities.length, activities.length + 1];
  const kept = log.traces.flatMap((trace, i) => (trace.length === 0 ? [] : [{ trace, weight: log.weights[i]! }]));
  return {
    activities,
    traces: kept.map(({ trace }) => [begin, ...trace.map((activity) => node.get(activity)!), end]),
    weights: kept.map(({ weight }) => weight),
  };
}

/** The steps that lead to one another. Every step has at least one that leads to it and one that it leads to. */
export function dependencies(log: ReturnType<typeof nodeTraces>, options: DependencyOptions = {}): Dependencies {
  const { dependency = 0.9, selfLoop = 0.9, pairLoop = 0.9, nearBest = 0.05 } = options;
  const begin = log.activities.length;
  const size = begin + 2;
  const { follows, returns } = count(log, size);
  const times = (from: number, to: number) => follows.get(from * size + to) ?? 0;
  const strength = (from: number, to: number) => {
    const there = times(from, to);
    if (from === to) return there / (there + 1);
    const back = times(to, from);
    return (there - back) / (there + back + 1);
  };
  const nodes = Array.from({ length: size }, (_, node) => node);
  const successors: number[][] = nodes.map(() => []);
  const predecessors: number[][] = nodes.map(() => []);
  for (const key of [...follows.keys()].sort((x, y) => x - y)) {
    const [from, to] = [Math.floor(key / size), key % size];
    if (from === to) continue;
    successors[from]!.push(to);
    predecessors[to]!.push(from);
  }
  const arcs = new Set<number>();
  const loops = new Set(nodes.filter((node) => times(node, node) > 0 && strength(node, node) >= selfLoop));
  for (const node of loops) arcs.add(node * size + node);
  const pairs = nodes.map((): number[] => []);
  for (const [key, there] of returns) {
    const [from, to] = [Math.floor(key / size), key % size];
    const both = there + (returns.get(to * size + from) ?? 0);
    if (loops.has(from) || loops.has(to) || both / (both + 1) < pairLoop) continue;
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      if (!pairs[one]!.includes(other)) pairs[one]!.push(other);
      arcs.add(one * size + other);
    }
  }
  const addBest = (
    neighbours: readonly number[][],
    sure: (node: number, neighbour: number) => number,
    forth: boolean,
  ) => {
    const best = nodes.map((node) =>
      neighbours[node]!.reduce<number | undefined>(
        (one, other) => (one === undefined || sure(node, other) > sure(node, one) ? other : one),
        undefined,
      ),
    );
    for (const node of nodes) {
      const own = best[node];
      if (own === undefined) continue;
      const most = sure(node, own);
      // Of two steps that go back and forth, only the one with the surer way in or out needs it.
      const partnerIsSurer = pairs[node]!.some((partner) => {
        const its = best[partner];
        return its !== undefined && its !== node && sure(partner, its) - most > nearBest;
      });
      for (const neighbour of neighbours[node]!) {
        const enough = sure(node, neighbour) >= dependency;
        const near = !(most < dependency && partnerIsSurer) && most - sure(node, neighbour) <= nearBest;
        if (enough || near || (neighbour === own && pairs[node]!.length === 0))
          arcs.add(forth ? node * size + neighbour : neighbour * size + node);
      }
    }
  };
  addBest(successors, strength, true);
  addBest(predecessors, (node, neighbour) => strength(neighbour, node), false);
  const after: number[][] = nodes.map(() => []);
  const before: number[][] = nodes.map(() => []);
  for (const key of [...arcs].sort((x, y) => x - y)) {
    after[Math.floor(key / size)]!.push(key % size);
    before[key % size]!.push(Math.floor(key / size));
  }
  return { activities: log.activities, begin, end: begin + 1, after, before, strength };
}

/** How often one directly follows another, and how often one comes back after a single other: a, b, a. */
function count({ traces, weights }: ReturnType<typeof nodeTraces>, size: number) {
  const follows = new Map<number, number>();
  const returns = new Map<number, number>();
  const add = (to: Map<number, number>, key: number, weight: number) => to.set(key, (to.get(key) ?? 0) + weight);
  for (const [t, trace] of traces.entries()) {
    for (let i = 1; i < trace.length; i++) {
      add(follows, trace[i - 1]! * size + trace[i]!, weights[t]!);
      if (i > 1 && trace[i] === trace[i - 2] && trace[i] !== trace[i - 1])
        add(returns, trace[i]! * size + trace[i - 1]!, weights[t]!);
    }
  }
  return { follows, returns };
}
