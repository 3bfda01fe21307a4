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

/** How often one node directly follows another, and comes back after a single other (a, b, a); by `from × size + to`. */
interface Counted {
  readonly size: number;
  readonly follows: ReadonlyMap<number, number>;
  readonly returns: ReadonlyMap<number, number>;
}

/** The steps that lead to one another. Every step has at least one that leads to it and one that it leads to. */
export function dependencies(log: ReturnType<typeof nodeTraces>, options: DependencyOptions = {}): Dependencies {
  const { dependency = 0.9, selfLoop = 0.9, pairLoop = 0.9, nearBest = 0.05 } = options;
  const begin = log.activities.length;
  const size = begin + 2;
  const counted = count(log, size);
  const strength = strengthIn(counted);
  const isLoop = Uint8Array.from({ length: size }, (_, node) =>
    Number(counted.follows.has(node * size + node) && strength(node, node) >= selfLoop),
  );
  const partners = partnersIn(counted, isLoop, pairLoop);
  const { successors, predecessors } = neighboursIn(counted);
  const level = { partners, dependency, nearBest };
  const arcs = new Set<number>();
  for (const [node, its] of partners.entries()) {
    if (isLoop[node] === 1) arcs.add(node * size + node);
    for (const partner of its) arcs.add(node * size + partner);
  }
  for (const [from, to] of surest(successors, strength, level)) arcs.add(from * size + to);
  const backwards = (node: number, neighbour: number) => strength(neighbour, node);
  for (const [to, from] of surest(predecessors, backwards, level)) arcs.add(from * size + to);
  return { activities: log.activities, begin, end: begin + 1, ...arranged(arcs, size), strength };
}

function strengthIn({ size, follows }: Counted): Dependencies['strength'] {
  const times = (from: number, to: number) => follows.get(from * size + to) ?? 0;
  return (from, to) => {
    const there = times(from, to);
    if (from === to) return there / (there + 1);
    const back = times(to, from);
    return (there - back) / (there + back + 1);
  };
}

/** Per node the others that it goes back and forth with; steps that repeat themselves are in no such pair. */
function partnersIn({ size, returns }: Counted, isLoop: Uint8Array, pairLoop: number): readonly (readonly number[])[] {
  const partners = Array.from({ length: size }, (): number[] => []);
  for (const [key, there] of returns) {
    const [one, other] = [Math.floor(key / size), key % size];
    const both = there + (returns.get(other * size + one) ?? 0);
    if (isLoop[one] === 1 || isLoop[other] === 1 || both / (both + 1) < pairLoop) continue;
    if (!partners[one]!.includes(other)) partners[one]!.push(other);
    if (!partners[other]!.includes(one)) partners[other]!.push(one);
  }
  return partners;
}

/** Per node the others that directly follow it, and that it directly follows, ascending. */
function neighboursIn({ size, follows }: Counted) {
  const keys = [...follows.keys()].filter((key) => Math.floor(key / size) !== key % size);
  const { after, before } = arranged(keys, size);
  return { successors: after, predecessors: before };
}

interface Level {
  readonly partners: readonly (readonly number[])[];
  readonly dependency: number;
  readonly nearBest: number;
}

/** Each node with those of its neighbours that are sure enough, nearly as sure as its surest, or its surest. */
function* surest(
  neighbours: readonly (readonly number[])[],
  sure: (node: number, neighbour: number) => number,
  { partners, dependency, nearBest }: Level,
): Generator<readonly [node: number, neighbour: number]> {
  const best = neighbours.map((its, node) =>
    its.reduce<number | undefined>(
      (one, other) => (one === undefined || sure(node, other) > sure(node, one) ? other : one),
      undefined,
    ),
  );
  for (const [node, own] of best.entries()) {
    if (own === undefined) continue;
    const most = sure(node, own);
    // Of two steps that go back and forth, only the one with the surer way in or out needs it.
    const partnerIsSurer = partners[node]!.some((partner) => {
      const its = best[partner];
      return its !== undefined && its !== node && sure(partner, its) - most > nearBest;
    });
    for (const neighbour of neighbours[node]!) {
      const enough = sure(node, neighbour) >= dependency;
      const near = !(most < dependency && partnerIsSurer) && most - sure(node, neighbour) <= nearBest;
      if (enough || near || (neighbour === own && partners[node]!.length === 0)) yield [node, neighbour];
    }
  }
}

/** Arcs as lists by their beginning and by their end, ascending. */
function arranged(arcs: Iterable<number>, size: number) {
  const after = Array.from({ length: size }, (): number[] => []);
  const before = Array.from({ length: size }, (): number[] => []);
  for (const key of [...arcs].sort((x, y) => x - y)) {
    after[Math.floor(key / size)]!.push(key % size);
    before[key % size]!.push(Math.floor(key / size));
  }
  return { after, before };
}

function count({ traces, weights }: ReturnType<typeof nodeTraces>, size: number): Counted {
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
  return { size, follows, returns };
}
