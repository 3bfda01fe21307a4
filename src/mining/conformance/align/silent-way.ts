/**
 * The way through silent steps to where a step is enabled, found backwards from what it needs. Looking forwards through
 * all markings that silent steps lead to takes ages where many branches can be passed by at once: twenty of them give a
 * million markings, but only one way.
 */
import type { PetriNet, Transition } from '#mining/discovery/petri-net.ts';

export interface SilentWays {
  readonly net: PetriNet;
  /** Per place the silent steps that take from it, as often as they do. */
  readonly takers: readonly Int32Array[];
  /** Per transition how many tokens it takes. */
  readonly takes: Int32Array;
  /** Silent steps that take nothing: nobody knows how often they are meant to be taken. */
  readonly fromNothing: boolean;
  readonly cost: Int32Array;
  /** Per place the silent step that brings a token there most cheaply. */
  readonly via: Int32Array;
  readonly missing: Int32Array;
  readonly sum: Int32Array;
  readonly queue: number[][];
}

const FAR = 1 << 28;
/** Sums grow beyond use where dear places are counted again and again; from here on they count as the same. */
const DEAREST = 9_999;
const MARKED = -1;

/** With `visible`, steps that show an activity may be taken too, at the same cost. */
export function silentWays(net: PetriNet, visible = false): SilentWays {
  const takers: number[][] = Array.from({ length: net.places }, () => []);
  const isFree = ({ label }: Transition) => visible || label === undefined;
  for (const [t, step] of net.transitions.entries())
    if (isFree(step)) for (const place of step.inputs) takers[place]!.push(t);
  return {
    net,
    takers: takers.map((list) => Int32Array.from(list)),
    takes: Int32Array.from(net.transitions, ({ inputs }) => inputs.length),
    fromNothing: net.transitions.some((step) => isFree(step) && step.inputs.length === 0),
    cost: new Int32Array(net.places),
    via: new Int32Array(net.places),
    missing: new Int32Array(net.transitions.length),
    sum: new Int32Array(net.transitions.length),
    queue: [],
  };
}

export type SilentWay =
  /** The silent steps in order, and which of the goals is then enabled. */
  | { readonly tag: 'way'; readonly steps: readonly number[]; readonly goal: number }
  /** No silent steps enable any goal. */
  | { readonly tag: 'none' }
  /** Steps that want the same token stand in each other's way: others have to be looked for. */
  | { readonly tag: 'unsure' };

/**
 * The nearest way from a marking to one of the goals, each of which is the places it takes tokens from. What a step costs
 * is what its places cost together (Knuth 1977, «A generalization of Dijkstra's algorithm»), which passes over that two of
 * them may want the same token; so a way that is found is tried, and «none» is certain.
 */
export function silentWay(ways: SilentWays, tokens: Uint8Array, goals: readonly (readonly number[])[]): SilentWay {
  if (ways.fromNothing) return { tag: 'unsure' };
  spread(ways, tokens);
  const costs = goals.map((places) => places.reduce((all, place) => Math.min(FAR, all + ways.cost[place]!), 0));
  const least = Math.min(FAR, ...costs);
  if (least >= FAR) return { tag: 'none' };
  const goal = costs.indexOf(least);
  const steps: number[] = [];
  const taken = new Set<number>();
  for (const place of goals[goal]!) collect(ways, place, steps, taken);
  return leads(ways.net, tokens, steps, goals[goal]!) ? { tag: 'way', steps, goal } : { tag: 'unsure' };
}

/** What a token at each place costs in silent steps. */
function spread({ net, takers, takes, cost, via, missing, sum, queue }: SilentWays, tokens: Uint8Array): void {
  missing.set(takes);
  sum.fill(0);
  for (const level of queue) level.length = 0;
  const put = (place: number, at: number, step: number) => {
    cost[place] = at;
    via[place] = step;
    while (queue.length <= at) queue.push([]);
    queue[at]!.push(place);
  };
  for (let place = 0; place < tokens.length; place++) {
    if (tokens[place]! > 0) put(place, 0, MARKED);
    else cost[place] = FAR;
  }
  for (let at = 0; at < queue.length; at++) {
    for (const place of queue[at]!) {
      if (cost[place] !== at) continue;
      for (const t of takers[place]!) {
        sum[t]! += at;
        if (--missing[t]! > 0) continue;
        const after = Math.min(DEAREST, sum[t]! + 1);
        for (const to of net.transitions[t]!.outputs) if (after < cost[to]!) put(to, after, t);
      }
    }
  }
}

function collect(ways: SilentWays, place: number, steps: number[], taken: Set<number>): void {
  const step = ways.via[place]!;
  if (step === MARKED || taken.has(step)) return;
  taken.add(step);
  for (const before of ways.net.transitions[step]!.inputs) collect(ways, before, steps, taken);
  steps.push(step);
}

function leads(net: PetriNet, tokens: Uint8Array, steps: readonly number[], goal: readonly number[]): boolean {
  const left = tokens.slice();
  const take = (places: readonly number[]) => places.every((place) => left[place]!-- > 0);
  for (const step of steps) {
    const { inputs, outputs } = net.transitions[step]!;
    if (!take(inputs)) return false;
    for (const place of outputs) left[place]!++;
  }
  return take(goal);
}

/** The places where tokens lie, as often as there are tokens. */
export function placesOf(tokens: readonly number[]): readonly number[] {
  return tokens.flatMap((n, place) => Array.from({ length: n }, () => place));
}
