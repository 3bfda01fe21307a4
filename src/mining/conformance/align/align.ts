/**
 * Optimal alignments of a whole log (Adriansyah 2014; van der Aalst, Adriansyah & van Dongen 2012): one search per
 * variant, all over the same markings. A move in the log only or in the model only costs 1; moving in both, or silently
 * in the model, costs nothing.
 */

import type { Fit, Fits } from '#mining/conformance/fit.ts';
import { addCases, fitFrom, fitsOf, noCases, tellFit } from '#mining/conformance/fit.ts';
import type { Ways } from '#mining/conformance/ways.ts';
import { waysOf } from '#mining/conformance/ways.ts';
import type { PetriNet } from '#mining/discovery/petri-net.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { lookAhead } from './ahead.ts';
import { fittingMoves, forcing } from './force.ts';
import { codesFor, markingsOf } from './markings.ts';
import type { Move, Search } from './search.ts';
import { cheapest, movesOf, searchOf } from './search.ts';
import { placesOf, silentWay, silentWays } from './silent-way.ts';

export interface AlignOptions {
  /** Milliseconds of some clock; without it the search is not stopped. */
  readonly now?: () => number;
  /** When the clock shows this, variants not yet aligned get the bound instead. */
  readonly until?: number;
  readonly selection?: Selection;
  /**
   * Whether a case is finished; without it every case is. One that isn't is held to the beginnings of runs: what it has done must be
   * how some run begins, and nothing is said of what it hasn't done yet.
   */
  readonly isFinished?: (caseNumber: number) => boolean;
  /** Told of every variant that was aligned: the moves of a cheapest alignment, how many cases it stands for, and one of them. */
  readonly onAligned?: (moves: readonly Move[], cases: number, example: number) => void;
}

/**
 * Fitness is 1 − cost ÷ cost of the worst alignment (all moves separate), 1 where that is 0. Not `exact` when time ran out:
 * then the cost of the variants left is their upper bound, and fitness a lower one.
 */
export interface Conformance extends Fit {
  readonly totalCost: number;
  readonly alignedVariants: number;
  readonly variants: number;
  /** Cost per case of the log; −1 for cases not selected. */
  readonly costs: Int32Array;
  /** Variant of each case of the log; −1 for cases not selected. */
  readonly variantOf: Int32Array;
  /** By variant; cost and worst cost as a tally. */
  readonly fits: Fits;
}

/** More markings than this are not looked through for what lies ahead; the search then goes without an estimate. */
const MOST_MARKINGS = 60_000;

/** States looked at in search of the shortest way through a net whose markings are too many to look through. */
const MOST_STATES = 500_000;

/** A search over the net, and the fewest visible steps through it; undefined when its end was not found. */
export function searchThrough(
  net: PetriNet,
  stop?: () => boolean,
): { readonly search: Search; readonly shortest: number } | undefined {
  const search = searchIn(net, stop);
  if (search.ahead) {
    const shortest = search.ahead.shortest[search.markings.initial]!;
    return shortest < 0 ? undefined : { search, shortest };
  }
  const found = cheapest(search, new Int32Array(0), { mostStates: MOST_STATES, stop });
  if (found === 'no-way') return undefined;
  if (found !== 'stopped') return { search, shortest: found.cost };
  // A way that leads through, if not surely the shortest: costs and fitness then are bounds, as the answer says.
  const way = silentWay(silentWays(net, true), Uint8Array.from(net.initial), [placesOf(net.final)]);
  if (way.tag !== 'way') return undefined;
  return { search, shortest: way.steps.filter((t) => net.transitions[t]!.label !== undefined).length };
}

/** A search over the net, which knows what lies ahead where its markings can be looked through. */
export function searchIn(net: PetriNet, stop?: () => boolean): Search {
  const markings = markingsOf(net);
  return searchOf(markings, lookAhead(markings, MOST_MARKINGS, stop));
}

/**
 * Aligns every variant of the log with the net. Undefined when the net cannot reach its end at all. When time is limited,
 * each variant gets its share of it first, and those that need more share what is left: one that is hard to align doesn't
 * use up the time of all others.
 */
export function align(log: Log, net: PetriNet, options: AlignOptions = {}): Conformance | undefined {
  const { now, until } = options;
  const box = now !== undefined && until !== undefined ? { now, until } : undefined;
  const through = searchThrough(net, box && (() => box.now() > box.until));
  if (through === undefined) return undefined;
  const { search, shortest } = through;
  const table = waysOf(log, options.selection, options.isFinished);
  const codes = codesFor(search.markings, textsOf(log.activities));
  const alignment = alignmentIn(search);
  const costs = new Int32Array(table.size).fill(-1);
  let open = Array.from(table.example.keys());
  const round = () => {
    const hard: number[] = [];
    for (const [i, v] of open.entries()) {
      const stop = box && shareOf(box, open.length - i);
      const found = alignment(traceOf(log, codes, table.example[v]!), v >= table.runningFrom, stop);
      if (found === undefined) {
        hard.push(v);
        continue;
      }
      costs[v] = found.cost;
      options.onAligned?.(found.moves(), table.count[v]!, table.example[v]!);
    }
    open = hard;
  };
  round();
  if (box !== undefined && open.length > 0) round();
  return told(table, costs, (v) => {
    const example = table.example[v]!;
    const events = log.caseOffset[example + 1]! - log.caseOffset[example]!;
    return v < table.runningFrom ? events + shortest : events;
  });
}

interface Aligned {
  readonly cost: number;
  readonly moves: () => readonly Move[];
}

/**
 * One trace at a time; undefined when the search is stopped. Where no estimate leads the search, which is so for the largest
 * nets, a run that takes the nearest silent way is tried first: most traces that fit are found so at once.
 */
function alignmentIn(
  search: Search,
): (trace: Int32Array, mayStop: boolean, stop?: () => boolean) => Aligned | undefined {
  const forced = search.ahead === undefined ? forcing(search.markings) : undefined;
  return (trace, mayStop, stop) => {
    if (stop?.()) return undefined;
    const run = forced && fittingMoves(forced, trace, mayStop);
    if (run !== undefined) return { cost: 0, moves: () => run };
    const found = cheapest(search, trace, { stop, mayStop });
    return typeof found === 'string' ? undefined : { cost: found.cost, moves: () => movesOf(search, found) };
  };
}

/** Time is up for one of so many that still wait. */
function shareOf({ now, until }: { readonly now: () => number; readonly until: number }, waiting: number) {
  const at = now();
  const end = at + (until - at) / waiting;
  return () => now() > end;
}

/** `costs` by variant, −1 where it wasn't aligned. */
function told(table: Ways, costs: Int32Array, worstOf: (variant: number) => number): Conformance {
  const fits = fitsOf(table.size);
  const sums = noCases();
  let totalCost = 0;
  for (let v = 0; v < table.size; v++) {
    const worst = worstOf(v);
    const aligned = costs[v]! >= 0;
    if (!aligned) costs[v] = worst;
    const cost = costs[v]!;
    totalCost += cost * table.count[v]!;
    tellFit(fits, v, { produced: worst, consumed: worst, missing: cost, remaining: cost }, cost === 0, aligned);
    addCases(sums, fits, v, table.count[v]!);
  }
  const { variantOf } = table;
  return {
    ...fitFrom(sums),
    totalCost,
    alignedVariants: fits.exact.reduce((sum, one) => sum + one, 0),
    variants: table.size,
    costs: variantOf.map((v) => (v < 0 ? -1 : costs[v]!)),
    variantOf,
    fits,
  };
}

/** The events of a case as names of the net. */
export function traceOf(log: Log, codes: Int32Array, c: number): Int32Array {
  return log.activity.subarray(log.caseOffset[c]!, log.caseOffset[c + 1]!).map((a) => codes[a]!);
}
