/**
 * Token replay (Rozinat & van der Aalst 2008). Whether a trace fits is decided exactly: a run that takes the nearest way
 * through silent steps is tried first, then all others. Only traces that no run shows are forced through, missing tokens
 * put in and remaining ones counted.
 */
import { textsOf } from '#mining/dictionary.ts';
import type { Log } from '#mining/log.ts';
import type { PetriNet } from '#mining/petri-net.ts';
import type { Selection } from '#mining/selection.ts';
import { variantTable } from '#mining/variants.ts';
import { searchIn, traceOf } from './align.ts';
import { force, forcing } from './force.ts';
import { codesFor, markingsOf } from './markings.ts';
import type { Search } from './search.ts';
import { cheapest, movesOf } from './search.ts';

export interface Replay {
  readonly cases: number;
  readonly fittingCases: number;
  /** ½ (1 − missing ÷ consumed) + ½ (1 − remaining ÷ produced), over all cases and as the mean of each. */
  readonly logFitness: number;
  readonly averageTraceFitness: number;
  /** False when some search was cut short, so that a fitting trace may have been missed. */
  readonly exact: boolean;
}

/** Tokens of one trace or many. */
export interface Tally {
  readonly produced: number;
  readonly consumed: number;
  readonly missing: number;
  readonly remaining: number;
}

/** States looked at in search of a fitting run of one trace; far beyond what bounded models need. */
const WIDEST = 100_000;
/** And of all traces, as tokens that are kept for them: a net of hundreds of places has large markings. */
const MOST_TOKENS_KEPT = 250_000_000;

export function replay(log: Log, net: PetriNet, selection?: Selection): Replay {
  const markings = markingsOf(net);
  const forced = forcing(markings);
  const codes = codesFor(markings, textsOf(log.activities));
  const table = variantTable(log, selection);
  let search: Search | undefined;
  const widestInAll = Math.min(5_000_000, MOST_TOKENS_KEPT / Math.max(1, net.places));
  let exact = true;
  let [cases, fitting, fitness] = [0, 0, 0];
  let [produced, consumed, missing, remaining] = [0, 0, 0, 0];
  for (let v = 0; v < table.size; v++) {
    const trace = traceOf(log, codes, table.example[v]!);
    let tally = force(forced, trace);
    let fits = tally.missing === 0 && tally.remaining === 0 && !tally.skipped;
    // An event that the net has no step for fits nowhere.
    if (!fits && !tally.skipped) {
      search ??= searchIn(net);
      const limits = { mostCost: 0, mostStates: WIDEST };
      const found = search.looked > widestInAll ? 'stopped' : cheapest(search, trace, limits);
      if (found === 'stopped') exact = false;
      else if (found !== 'no-way') {
        fits = true;
        const run = movesOf(search, found).map(({ transition }) => transition);
        tally = { ...tallyOf(net, run), skipped: false };
      }
    }
    const count = table.count[v]!;
    cases += count;
    if (fits) fitting += count;
    fitness += count * fitnessOf(tally);
    produced += count * tally.produced;
    consumed += count * tally.consumed;
    missing += count * tally.missing;
    remaining += count * tally.remaining;
  }
  const averageTraceFitness = cases === 0 ? 1 : fitness / cases;
  const logFitness = fitnessOf({ produced, consumed, missing, remaining });
  return { cases, fittingCases: fitting, logFitness, averageTraceFitness, exact };
}

function fitnessOf({ produced, consumed, missing, remaining }: Tally): number {
  const part = (lost: number, all: number) => (all === 0 ? 1 : 1 - lost / all);
  return (part(missing, consumed) + part(remaining, produced)) / 2;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function tallyOf(net: PetriNet, run: readonly number[]): Tally {
  let produced = sum(net.initial);
  let consumed = sum(net.final);
  for (const t of run) {
    consumed += net.transitions[t]!.inputs.length;
    produced += net.transitions[t]!.outputs.length;
  }
  return { produced, consumed, missing: 0, remaining: 0 };
}
