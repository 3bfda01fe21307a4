/**
 * Optimal alignments (Adriansyah 2014): the cheapest way to make a trace and a run of the model agree. A move in the log
 * only or in the model only costs 1; moving in both, or silently in the model, costs nothing.
 *
 * The search runs over positions in the trace × markings of the net, the markings numbered once and shared by all traces.
 * Costs are 0 and 1, so a two-ended queue keeps the order (0-1 breadth first search): the first arrival is the cheapest.
 */

import { textsOf } from '#mining/dictionary.ts';
import type { Log } from '#mining/log.ts';
import type { PetriNet } from '#mining/petri-net.ts';
import type { Selection } from '#mining/selection.ts';
import { variantTable } from '#mining/variants.ts';
import type { Markings } from './markings.ts';
import { markingsOf, stepsFrom } from './markings.ts';

export interface AlignOptions {
  /** Milliseconds of some clock; without it the search is not stopped. */
  readonly now?: () => number;
  /** When the clock shows this, variants not yet aligned get the bound instead. */
  readonly until?: number;
  readonly selection?: Selection;
}

export interface Conformance {
  readonly cases: number;
  readonly fittingCases: number;
  /** 1 − total cost ÷ cost of the worst alignments (all moves separate); 1 for a log without cost. */
  readonly logFitness: number;
  /** Mean over cases of 1 − cost ÷ worst cost. */
  readonly averageTraceFitness: number;
  readonly totalCost: number;
  /** False when time ran out: then the cost of the variants left is their upper bound, and fitness a lower one. */
  readonly exact: boolean;
  readonly alignedVariants: number;
  readonly variants: number;
  /** Cost per case of the log; −1 for cases not selected. */
  readonly costs: Int32Array;
}

/** Aligns every variant of the log with the net. Undefined when the net cannot reach its end at all. */
export function align(log: Log, net: PetriNet, options: AlignOptions = {}): Conformance | undefined {
  const markings = markingsOf(net);
  const labels = labelsFor(net, textsOf(log.activities));
  const shortest = cheapest(markings, labels, [], undefined)?.cost;
  if (shortest === undefined) return undefined;
  const table = variantTable(log, options.selection);
  const stop = options.now && options.until !== undefined ? () => options.now!() > options.until! : undefined;
  const variantCost = new Int32Array(table.size);
  const sums = { cases: 0, fitting: 0, cost: 0, worst: 0, fitness: 0, aligned: 0 };
  for (let v = 0; v < table.size; v++) {
    const c = table.example[v]!;
    const trace = log.activity.subarray(log.caseOffset[c]!, log.caseOffset[c + 1]!);
    const found = stop?.() ? undefined : cheapest(markings, labels, trace, stop);
    const worst = trace.length + shortest;
    const cost = found?.cost ?? worst;
    const count = table.count[v]!;
    variantCost[v] = cost;
    sums.cases += count;
    sums.cost += cost * count;
    sums.worst += worst * count;
    sums.fitness += count * (worst === 0 ? 1 : 1 - cost / worst);
    if (found) sums.aligned++;
    if (cost === 0) sums.fitting += count;
  }
  return {
    cases: sums.cases,
    fittingCases: sums.fitting,
    logFitness: sums.worst === 0 ? 1 : 1 - sums.cost / sums.worst,
    averageTraceFitness: sums.cases === 0 ? 1 : sums.fitness / sums.cases,
    totalCost: sums.cost,
    exact: sums.aligned === table.size,
    alignedVariants: sums.aligned,
    variants: table.size,
    costs: table.variantOf.map((v) => (v < 0 ? -1 : variantCost[v]!)),
  };
}

/** Per transition the code of its activity; −1 silent, −2 an activity the log doesn't have. */
export function labelsFor(net: PetriNet, activities: readonly string[]): Int32Array {
  const codes = new Map(activities.map((name, code) => [name, code]));
  return Int32Array.from(net.transitions, ({ label }) => (label === undefined ? -1 : (codes.get(label) ?? -2)));
}

/** A two-ended queue of whole numbers: cost-free states go to the front, dearer ones to the back. */
interface Deque {
  items: Float64Array;
  head: number;
  size: number;
}

function push(queue: Deque, item: number, front: boolean): void {
  if (queue.size === queue.items.length) {
    const wider = new Float64Array(queue.size * 2);
    for (let i = 0; i < queue.size; i++) wider[i] = queue.items[(queue.head + i) % queue.size]!;
    queue.items = wider;
    queue.head = 0;
  }
  const length = queue.items.length;
  if (front) {
    queue.head = (queue.head + length - 1) % length;
    queue.items[queue.head] = item;
  } else queue.items[(queue.head + queue.size) % length] = item;
  queue.size++;
}

/** The least cost of bringing trace and model to their ends; undefined when that cannot be, or when stopped. */
function cheapest(
  markings: Markings,
  labels: Int32Array,
  trace: ArrayLike<number>,
  stop: (() => boolean) | undefined,
): { readonly cost: number } | undefined {
  const n = trace.length;
  const width = n + 1;
  const best = new Map<number, number>();
  const done = new Set<number>();
  const queue: Deque = { items: new Float64Array(256), head: 0, size: 0 };
  const reach = (marking: number, position: number, cost: number, free: boolean) => {
    const state = marking * width + position;
    const known = best.get(state);
    if (known !== undefined && known <= cost) return;
    best.set(state, cost);
    push(queue, state, free);
  };
  reach(markings.initial, 0, 0, true);
  for (let turn = 1; queue.size > 0; turn++) {
    if ((turn & 4095) === 0 && stop?.()) return undefined;
    const state = queue.items[queue.head]!;
    queue.head = (queue.head + 1) % queue.items.length;
    queue.size--;
    if (done.has(state)) continue;
    done.add(state);
    const cost = best.get(state)!;
    const marking = Math.floor(state / width);
    const position = state - marking * width;
    if (position === n && marking === markings.final) return { cost };
    for (const step of stepsFrom(markings, marking)) {
      const label = labels[step.transition]!;
      if (label === -1) reach(step.to, position, cost, true);
      else {
        reach(step.to, position, cost + 1, false);
        if (position < n && label === trace[position]) reach(step.to, position + 1, cost, true);
      }
    }
    if (position < n) reach(marking, position + 1, cost + 1, false);
  }
  return undefined;
}
