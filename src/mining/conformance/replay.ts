/**
 * Token replay (Rozinat & van der Aalst 2008). Whether a trace fits is decided exactly: a run that takes the nearest way
 * through silent steps is tried first, then all others. Only traces that no run shows are forced through, missing tokens
 * put in and remaining ones counted.
 */

import type { PetriNet } from '#mining/discovery/petri-net.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { searchIn, traceOf } from './align/align.ts';
import { force, forcing } from './align/force.ts';
import { codesFor, markingsOf } from './align/markings.ts';
import type { Search } from './align/search.ts';
import { cheapest, movesOf } from './align/search.ts';
import type { Fit, Fits, Tally } from './fit.ts';
import { addCases, fitFrom, fitsOf, noCases, tellFit } from './fit.ts';
import { waysOf } from './ways.ts';

/** Not `exact` when some search was cut short, so that a fitting trace may have been missed. */
export interface Replay extends Fit {
  /** Variant of each case of the log; −1 for cases not selected. */
  readonly variantOf: Int32Array;
  readonly fits: Fits;
}

/** States looked at in search of a fitting run of one trace; far beyond what bounded models need. */
const WIDEST = 100_000;
/** And of all traces, as tokens that are kept for them: a net of hundreds of places has large markings. */
const MOST_TOKENS_KEPT = 250_000_000;

/**
 * Replays all cases, or those selected. A case that isn't finished fits when what it has done is how some run begins; tokens that
 * remain where it is are not counted. Without `isFinished` every case is.
 */
export function replay(
  log: Log,
  net: PetriNet,
  selection?: Selection,
  isFinished?: (caseNumber: number) => boolean,
): Replay {
  const markings = markingsOf(net);
  const forced = forcing(markings);
  const codes = codesFor(markings, textsOf(log.activities));
  const table = waysOf(log, selection, isFinished);
  let search: Search | undefined;
  const widestInAll = Math.min(5_000_000, MOST_TOKENS_KEPT / Math.max(1, net.places));
  const fits = fitsOf(table.size);
  const sums = noCases();
  for (let v = 0; v < table.size; v++) {
    const trace = traceOf(log, codes, table.example[v]!);
    let exact = true;
    const mayStop = v >= table.runningFrom;
    let tally = force(forced, trace, mayStop);
    let fit = tally.missing === 0 && tally.remaining === 0;
    // An event that the net has no step for fits nowhere.
    if (!fit && tally.skipped === 0) {
      search ??= searchIn(net);
      const limits = { mostCost: 0, mostStates: WIDEST, mayStop };
      const found = search.looked > widestInAll ? 'stopped' : cheapest(search, trace, limits);
      if (found === 'stopped') exact = false;
      else if (found !== 'no-way') {
        fit = true;
        const run = movesOf(search, found).map(({ transition }) => transition);
        tally = { ...tallyOf(net, run, mayStop), skipped: 0 };
      }
    }
    tellFit(fits, v, tally, fit, exact);
    addCases(sums, fits, v, table.count[v]!);
  }
  return { ...fitFrom(sums), variantOf: table.variantOf, fits };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function tallyOf(net: PetriNet, run: readonly number[], mayStop: boolean): Tally {
  let produced = sum(net.initial);
  let consumed = mayStop ? 0 : sum(net.final);
  for (const t of run) {
    consumed += net.transitions[t]!.inputs.length;
    produced += net.transitions[t]!.outputs.length;
  }
  return { produced, consumed, missing: 0, remaining: 0 };
}
