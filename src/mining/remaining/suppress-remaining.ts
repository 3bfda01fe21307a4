/** Remaining times without states of fewer than five cases (docs/guides/small-groups.md). */
import type { Suppressed } from '#mining/privacy/small-groups.ts';
import { type Cell, isNoneOrEnough, SMALLEST_GROUP, settle } from '#mining/privacy/small-groups.ts';
import type { Remaining, RemainingCoverage, RemainingState } from './remaining.ts';

/** Numbers that are null are withheld; of `measured` only where `why` is null or `coverage-too-low`, else it wasn't measured. */
export interface ShownRemaining extends Omit<Remaining, 'running' | 'lapsed' | 'coverage'> {
  readonly running: number | null;
  readonly lapsed: number | null;
  readonly coverage: Omit<Remaining['coverage'], 'notPredicted'> & { readonly notPredicted: number | null };
}

/**
 * States of enough cases, whose rest is none or enough: further states, the smallest first, are left out for that. How many
 * earlier predictions held, and were sooner or later, is told where none or enough were.
 */
export function suppressRemaining(found: Remaining, smallest = SMALLEST_GROUP): Suppressed<ShownRemaining> {
  const mayShow = isNoneOrEnough(smallest);
  const told = (n: number) => (mayShow(Float64Array.of(n)) ? n : null);
  const cells = found.states.map((state): Cell & { readonly state: RemainingState } => ({
    ...{ state, counts: Float64Array.of(state.cases), size: state.cases },
    known: state.cases >= smallest,
  }));
  settle(Float64Array.of(found.running), cells, mayShow);
  const states = cells.filter(({ known }) => known).map(({ state }) => state);
  const coverage = shownCoverage(found.coverage, (n) => told(n) !== null);
  return {
    shown: { ...found, running: told(found.running), lapsed: told(found.lapsed), coverage, states },
    withheld: cells.length - states.length,
  };
}

/** Shares of a number that is told are numbers too: those that held, were sooner and were later divide all predictions. */
function shownCoverage(coverage: RemainingCoverage, mayTell: (cases: number) => boolean): ShownRemaining['coverage'] {
  const { measured, sooner, later, cases, notPredicted } = coverage;
  const isTold = (share: number | null) => share === null || mayTell(Math.round(share * cases));
  const isMeasuredTold = isTold(measured) && (measured === null || isTold(1 - measured));
  const areSidesTold = isMeasuredTold && isTold(sooner) && isTold(later);
  return {
    ...coverage,
    measured: isMeasuredTold ? measured : null,
    sooner: areSidesTold ? sooner : null,
    later: areSidesTold ? later : null,
    notPredicted: mayTell(notPredicted) ? notPredicted : null,
  };
}
