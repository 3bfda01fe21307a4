/** Remaining times without states of fewer than five cases (docs/guides/small-groups.md). */
import type { Suppressed } from '#mining/privacy/small-groups.ts';
import { type Cell, isNoneOrEnough, SMALLEST_GROUP, settle } from '#mining/privacy/small-groups.ts';
import type { Remaining, RemainingState } from './remaining.ts';

/** Numbers that are null are withheld. */
export interface ShownRemaining extends Omit<Remaining, 'running' | 'lapsed' | 'coverage'> {
  readonly running: number | null;
  readonly lapsed: number | null;
  readonly coverage: Omit<Remaining['coverage'], 'notPredicted'> & { readonly notPredicted: number | null };
}

/** States of enough cases, whose rest is none or enough: further states, the smallest first, are left out for that. */
export function suppressRemaining(found: Remaining, smallest = SMALLEST_GROUP): Suppressed<ShownRemaining> {
  const mayShow = isNoneOrEnough(smallest);
  const told = (n: number) => (mayShow(Float64Array.of(n)) ? n : null);
  const cells = found.states.map((state): Cell & { readonly state: RemainingState } => ({
    ...{ state, counts: Float64Array.of(state.cases), size: state.cases },
    known: state.cases >= smallest,
  }));
  settle(Float64Array.of(found.running), cells, mayShow);
  const states = cells.filter(({ known }) => known).map(({ state }) => state);
  const coverage = { ...found.coverage, notPredicted: told(found.coverage.notPredicted) };
  return {
    shown: { ...found, running: told(found.running), lapsed: told(found.lapsed), coverage, states },
    withheld: cells.length - states.length,
  };
}
