/**
 * How well cases fit, as what replay and alignment tell alike: tokens produced, consumed, missing and remaining. Fitness of
 * any part of the cases, a period or a version's, is a sum over these.
 */

/** Tokens of one trace or many. For an alignment the cost stands for both what is missing and what remains, of the worst cost. */
export interface Tally {
  readonly produced: number;
  readonly consumed: number;
  readonly missing: number;
  readonly remaining: number;
}

/** By variant, in columns. */
export interface Fits {
  /** Whether a case of the variant fits: 1 or 0. */
  readonly fits: Uint8Array;
  /** 0 where the search was cut short, so that the variant may fit better than is told. */
  readonly exact: Uint8Array;
  readonly produced: Float64Array;
  readonly consumed: Float64Array;
  readonly missing: Float64Array;
  readonly remaining: Float64Array;
}

/** How well some cases fit. */
export interface Fit {
  readonly cases: number;
  readonly fittingCases: number;
  /** ½ (1 − missing ÷ consumed) + ½ (1 − remaining ÷ produced), over all cases and as the mean of each; 1 without cases. */
  readonly logFitness: number;
  readonly averageTraceFitness: number;
  /** False when some search was cut short: then more cases may fit, and fitness may be higher. */
  readonly exact: boolean;
}

/** Cases that are being added up. */
export interface FitSums {
  cases: number;
  fitting: number;
  fitness: number;
  inexact: number;
  produced: number;
  consumed: number;
  missing: number;
  remaining: number;
}

export function fitsOf(variants: number): Fits {
  const numbers = () => new Float64Array(variants);
  return {
    fits: new Uint8Array(variants),
    exact: new Uint8Array(variants),
    produced: numbers(),
    consumed: numbers(),
    missing: numbers(),
    remaining: numbers(),
  };
}

export function tellFit(fits: Fits, variant: number, tally: Tally, fit: boolean, exact: boolean): void {
  fits.fits[variant] = Number(fit);
  fits.exact[variant] = Number(exact);
  fits.produced[variant] = tally.produced;
  fits.consumed[variant] = tally.consumed;
  fits.missing[variant] = tally.missing;
  fits.remaining[variant] = tally.remaining;
}

export function noCases(): FitSums {
  return { cases: 0, fitting: 0, fitness: 0, inexact: 0, produced: 0, consumed: 0, missing: 0, remaining: 0 };
}

/** Adds cases of a variant. */
export function addCases(sums: FitSums, fits: Fits, variant: number, cases = 1): void {
  const [produced, consumed] = [fits.produced[variant]!, fits.consumed[variant]!];
  const [missing, remaining] = [fits.missing[variant]!, fits.remaining[variant]!];
  sums.cases += cases;
  sums.fitting += cases * fits.fits[variant]!;
  sums.inexact += cases * (1 - fits.exact[variant]!);
  sums.fitness += cases * fitnessOf({ produced, consumed, missing, remaining });
  sums.produced += cases * produced;
  sums.consumed += cases * consumed;
  sums.missing += cases * missing;
  sums.remaining += cases * remaining;
}

export function fitFrom(sums: FitSums): Fit {
  return {
    cases: sums.cases,
    fittingCases: sums.fitting,
    logFitness: fitnessOf(sums),
    averageTraceFitness: sums.cases === 0 ? 1 : sums.fitness / sums.cases,
    exact: sums.inexact === 0,
  };
}

function fitnessOf({ produced, consumed, missing, remaining }: Tally): number {
  const part = (lost: number, all: number) => (all === 0 ? 1 : 1 - lost / all);
  return (part(missing, consumed) + part(remaining, produced)) / 2;
}
