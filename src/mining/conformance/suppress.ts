/** Conformance without groups under five, also where they could be reckoned by subtraction (`small-groups.ts`, rules 1 and 2). */
import { compareText } from '#mining/map/map.ts';
import type { Cell } from '#mining/privacy/small-groups.ts';
import { isNoneOrEnough, settle } from '#mining/privacy/small-groups.ts';
import type { Allowance } from './allow.ts';
import type { AllowedRow, DeviationRow, Deviations } from './deviations.ts';
import type { Fit } from './fit.ts';

/** Numbers that are null are withheld. */
export interface ShownDeviations extends Omit<Deviations, Withholdable | 'deviations' | 'allowed'> {
  readonly fittingCases: number | null;
  readonly conformingCases: number | null;
  readonly deviatingCases: number | null;
  readonly fittingShare: number | null;
  readonly conformingShare: number | null;
  readonly deviations: readonly Omit<DeviationRow, 'caseNumbers'>[];
  readonly allowed: readonly Omit<AllowedRow, 'caseNumbers'>[];
  /** Allowances that no case needed, or so few that it isn't told. */
  readonly unused: readonly Allowance[];
  /** Deviations that are left out, those allowed not counted. */
  readonly withheld: number;
}

type Withholdable = 'fittingCases' | 'conformingCases' | 'deviatingCases' | 'fittingShare' | 'conformingShare';

/** A group of a whole that is divided into such groups. */
export function cellOf(size: number, smallest: number): Cell {
  return { counts: Float64Array.of(size), size, known: size === 0 || size >= smallest };
}

/** Withholds groups of one to four, and further ones while the rest of the whole is one to four. */
export function settleParts(whole: number, cells: readonly Cell[], smallest: number): boolean {
  return settle(Float64Array.of(whole), cells, isNoneOrEnough(smallest));
}

/**
 * Left out are deviations that one to four cases have, or all but one to four; and the smallest further ones as long as the
 * deviating cases that no shown deviation tells of are one to four, by counting or by adding up. Likewise for what is allowed.
 * Undefined when fewer cases than `smallest` are aligned.
 */
export function suppressDeviations(found: Deviations, smallest: number): ShownDeviations | undefined {
  const { alignedCases, fittingCases, conformingCases, deviatingCases } = found;
  if (alignedCases < smallest) return undefined;
  const cells = [fittingCases, conformingCases - fittingCases, deviatingCases].map((n) => cellOf(n, smallest));
  settleParts(alignedCases, cells, smallest);
  const [fits, , deviates] = cells.map(({ known }) => known);
  const deviating = new Set(found.deviations.flatMap(({ caseNumbers }) => [...caseNumbers]));
  const allowedAlone = new Set(
    found.allowed.flatMap(({ caseNumbers }) => [...caseNumbers].filter((c) => !deviating.has(c))),
  );
  const deviations = shownOf(found.deviations, deviating, alignedCases, smallest);
  const allowed = shownOf(found.allowed, allowedAlone, alignedCases, smallest);
  return {
    ...found,
    fittingCases: fits ? fittingCases : null,
    conformingCases: deviates ? conformingCases : null,
    deviatingCases: deviates ? deviatingCases : null,
    fittingShare: fits ? found.fittingShare : null,
    conformingShare: deviates ? found.conformingShare : null,
    deviations: deviations.map(({ caseNumbers: _, ...row }) => row),
    allowed: allowed.map(({ caseNumbers: _, ...row }) => row),
    // That an allowance is used at all would tell of one to four.
    unused: [...found.unused, ...found.allowed.filter((row) => !allowed.includes(row)).map(allowanceOf)].sort(byName),
    withheld: found.deviations.length - deviations.length,
  };
}

function allowanceOf({ category, step, other, reason, decidedBy, until }: AllowedRow): Allowance {
  return { category, step, ...(other === null ? {} : { other }), reason, decidedBy, until };
}

/** In an order that doesn't tell which of them nobody needed. */
function byName(one: Allowance, other: Allowance): number {
  const name = ({ category, step, other: then, until }: Allowance) => JSON.stringify([category, step, then, until]);
  return compareText(name(one), name(other));
}

/** Rows, most cases first, that may be told of a whole which some of them may cover more than once. */
function shownOf<T extends DeviationRow>(
  rows: readonly T[],
  whole: ReadonlySet<number>,
  everyone: number,
  smallest: number,
): readonly T[] {
  const mayShow = (n: number) => n <= 0 || n >= smallest;
  const shown = rows.filter(({ cases }) => cases >= smallest && mayShow(everyone - cases));
  while (shown.length > 0) {
    const told = new Set(shown.flatMap(({ caseNumbers }) => [...caseNumbers]));
    const untold = [...whole].filter((c) => !told.has(c)).length;
    const sum = shown.reduce((all, { cases }) => all + cases, 0);
    if (mayShow(untold) && mayShow(whole.size - sum)) break;
    shown.pop();
  }
  return shown;
}

/** Numbers that are null are withheld. */
export type ShownFit<T extends Fit> = { readonly [K in keyof T]: T[K] extends number ? number | null : T[K] };

/**
 * Parts of one whole, periods or versions, and cases in none (`others`), without those of one to four cases, and without how
 * well they fit where one to four fit or don't; further ones, smallest first, while the rest of all would be one to four.
 */
export function suppressFits<T extends Fit>(
  parts: readonly T[],
  others: readonly number[],
  smallest: number,
): {
  readonly parts: readonly ShownFit<T>[];
  readonly others: readonly (number | null)[];
  readonly fitsKnown: boolean;
} {
  const whole = [...parts.map(({ cases }) => cases), ...others];
  const cells = whole.map((n) => cellOf(n, smallest));
  settleParts(
    whole.reduce((sum, n) => sum + n, 0),
    cells,
    smallest,
  );
  const noneOrEnough = (n: number) => n === 0 || n >= smallest;
  const enough = (counts: Float64Array) => counts.every(noneOrEnough);
  const split = ({ cases, fittingCases }: Fit) => Float64Array.of(fittingCases, cases - fittingCases);
  const fits = parts.map((part, i): Cell => {
    const counts = split(part);
    return { counts, size: part.cases, known: cells[i]!.known && enough(counts) };
  });
  const sum = Float64Array.of(0, 0);
  for (const { counts } of fits) for (const i of [0, 1]) sum[i]! += counts[i]!;
  settle(sum, fits, enough);
  return {
    parts: parts.map((part, i) => shownFit(part, cells[i]!.known, fits[i]!.known)),
    others: others.map((n, i) => (cells[parts.length + i]!.known ? n : null)),
    fitsKnown: enough(sum),
  };
}

/** A fit with only what may be told of it; of a part that isn't told, no number is. */
export function shownFit<T extends Fit>(part: T, tellsCases: boolean, tellsFit: boolean): ShownFit<T> {
  const entries = Object.entries(part).map(([name, value]) => {
    const told = typeof value !== 'number' || (name === 'cases' ? tellsCases : tellsCases && tellsFit);
    return [name, told ? value : null];
  });
  return Object.fromEntries(entries) as ShownFit<T>;
}
