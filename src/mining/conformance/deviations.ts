/**
 * The deviations of a whole log from a road, how many cases have each, and what goes with them: lead time compared with the
 * cases without it. What is allowed is told apart. Definitions for people: docs/guides/conformance.md.
 */
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import { caseBeginnings, caseMeasure } from '#mining/change/case-measure.ts';
import type { Ranked } from '#mining/change/rank-test.ts';
import { falseShares, ranked, rankTest } from '#mining/change/rank-test.ts';
import type { PetriNet } from '#mining/discovery/petri-net.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import type { LogClock } from '#mining/log/log-day.ts';
import { beginningOfDate, lastMomentOf, logDay } from '#mining/log/log-day.ts';
import type { Selection } from '#mining/log/selection.ts';
import { selectCases } from '#mining/log/selection.ts';
import { compareText } from '#mining/map/map.ts';
import { SMALLEST_GROUP } from '#mining/privacy/small-groups.ts';
import type { AlignOptions } from './align/align.ts';
import { align } from './align/align.ts';
import type { Allowance } from './allow.ts';
import type { Deviation } from './deviation.ts';
import { deviationKey, deviationsIn } from './deviation.ts';
import { replay } from './replay.ts';

/** Lead times of finished cases, where at least five have it and five don't; else null. Other cases: all aligned ones without it. */
export interface LeadTimeEffect {
  readonly medianSeconds: number | null;
  readonly othersMedianSeconds: number | null;
  /** Cliff's delta, −1 … 1: above 0 cases with it take longer. */
  readonly effect: number | null;
  /** Two-sided Mann–Whitney p, and corrected for all comparisons made (Benjamini & Hochberg 1995). */
  readonly p: number | null;
  readonly q: number | null;
}

export interface DeviationRow extends Deviation, LeadTimeEffect {
  readonly cases: number;
  /** Of the aligned cases, 0 … 1. */
  readonly share: number;
  /** Numbers of those cases, ascending. */
  readonly caseNumbers: Uint32Array;
}

export interface AllowedRow extends DeviationRow {
  readonly reason: string;
  readonly decidedBy: string;
  readonly until: string;
}

export interface Deviations {
  readonly cases: number;
  /** Cases whose way was aligned; all figures are of these. Fewer than `cases` when time ran out, and then not `exact`. */
  readonly alignedCases: number;
  readonly exact: boolean;
  readonly fittingCases: number;
  /** Those that fit and those whose every deviation is allowed. */
  readonly conformingCases: number;
  /** Of the aligned cases, 0 … 1; 1 without cases. */
  readonly fittingShare: number;
  readonly conformingShare: number;
  /** Cases with some deviation that isn't allowed. */
  readonly deviatingCases: number;
  /** What isn't allowed, and what is: most cases first. A deviation may be in both, of different cases. */
  readonly deviations: readonly DeviationRow[];
  readonly allowed: readonly AllowedRow[];
  /** Allowances that no case needed. */
  readonly unused: readonly Allowance[];
}

export interface DeviationOptions extends Omit<AlignOptions, 'onAligned'> {
  readonly allowed?: readonly Allowance[];
  /** What the log's times are, which the days of allowances go by; instants unless said otherwise. */
  readonly clock?: LogClock;
}

/** A model, and the cases that are held to it: all, or those a version was valid for (`casesByVersion`). */
export interface HeldTo {
  readonly net: PetriNet;
  readonly selection?: Selection;
}

/** Aligns the log and names what deviates. Undefined when the net cannot reach its end at all. */
export function deviationsOf(log: Log, net: PetriNet, options: DeviationOptions = {}): Deviations | undefined {
  const found = deviationsAgainst(log, [{ net, selection: options.selection }], options);
  return found.ok ? found.value : undefined;
}

/**
 * The same with each case held to a model of its own, in at most one of the selections. Refused when a net cannot reach its
 * end: which of them, from 0.
 */
export function deviationsAgainst(
  log: Log,
  models: readonly HeldTo[],
  options: Omit<DeviationOptions, 'selection'> = {},
): Result<Deviations, { readonly tag: 'model-without-end'; readonly at: number }> {
  const names = textsOf(log.activities);
  const traceOf = (c: number) =>
    Array.from(log.activity.subarray(log.caseOffset[c]!, log.caseOffset[c + 1]!), (a) => names[a]!);
  /** By case; those of one variant share them. */
  const byCase = new Array<readonly Deviation[] | undefined>(log.cases);
  let [cases, exact] = [0, true];
  for (const [at, { net, selection }] of models.entries()) {
    const labels = net.transitions.map(({ label }) => label);
    const byExample = new Map<number, readonly Deviation[]>();
    const onAligned: AlignOptions['onAligned'] = (moves, _, example) =>
      byExample.set(example, deviationsIn(moves, traceOf(example), labels));
    const found = align(log, net, { ...options, ...(selection ? { selection } : {}), onAligned });
    if (found === undefined) return refuse({ tag: 'model-without-end', at });
    const byVariant = new Map([...byExample].map(([example, its]) => [found.variantOf[example]!, its]));
    for (const [c, v] of found.variantOf.entries()) if (v >= 0) byCase[c] = byVariant.get(v);
    const broken = selectCases(log, (c) => found.variantOf[c]! >= 0 && (byCase[c]?.length ?? 0) > 0);
    for (const [c, its] of brokenOff(log, net, broken, options.isFinished)) byCase[c] = its;
    cases += found.cases;
    exact &&= found.exact;
  }
  return ok(summed(log, byCase, { cases, exact }, options));
}

/**
 * Of these cases, those that are finished and are wholly how some run begins: they have ended early, and nothing else, also where
 * doing one step less and going to a near end would cost less.
 */
function* brokenOff(
  log: Log,
  net: PetriNet,
  cases: Uint32Array,
  isFinished: (caseNumber: number) => boolean = () => true,
): Generator<readonly [caseNumber: number, its: readonly Deviation[]]> {
  const finished = cases.filter(isFinished);
  const { variantOf, fits } = replay(log, net, finished, () => false);
  const names = textsOf(log.activities);
  for (const c of finished) {
    const end = log.caseOffset[c + 1]!;
    if (fits.fits[variantOf[c]!] === 0 || end === log.caseOffset[c]!) continue;
    yield [c, [{ category: 'ended-early', step: names[log.activity[end - 1]!]!, other: null }]];
  }
}

function summed(
  log: Log,
  byCase: readonly (readonly Deviation[] | undefined)[],
  { cases, exact }: Pick<Deviations, 'cases' | 'exact'>,
  options: DeviationOptions,
): Deviations {
  const aligned: number[] = [];
  for (const [c, its] of byCase.entries()) if (its !== undefined) aligned.push(c);
  const allows = allowing(log, options.allowed ?? [], options.clock ?? 'utc');
  const [rows, allowed] = [new Map<string, Members>(), new Map<string, Members>()];
  let [fitting, conforming] = [0, 0];
  for (const c of aligned) {
    const its = byCase[c]!;
    let all = true;
    for (const one of its) {
      const key = deviationKey(one);
      const by = allows(key, c);
      if (by === undefined) all = false;
      memberOf(by === undefined ? rows : allowed, by === undefined ? key : `${by.until} ${key}`, one, c, by);
    }
    if (its.length === 0) fitting++;
    if (all) conforming++;
  }
  const compared = effects(log, aligned, [...rows.values(), ...allowed.values()], options.isFinished);
  const rowOf = ({ deviation, cases }: Members, at: number): DeviationRow => ({
    ...deviation,
    cases: cases.length,
    share: cases.length / aligned.length,
    ...compared[at]!,
    caseNumbers: Uint32Array.from(cases),
  });
  const share = (n: number) => (aligned.length === 0 ? 1 : n / aligned.length);
  const deviating = [...rows.values()].map((one, i) => rowOf(one, i)).sort(mostCasesFirst);
  const decided = [...allowed.values()].map((one, i) => {
    const { reason, decidedBy, until } = one.by!;
    return { ...rowOf(one, rows.size + i), reason, decidedBy, until };
  });
  const used = new Set([...allowed.values()].map(({ by }) => by));
  return {
    cases,
    alignedCases: aligned.length,
    exact,
    fittingCases: fitting,
    conformingCases: conforming,
    fittingShare: share(fitting),
    conformingShare: share(conforming),
    deviatingCases: aligned.length - conforming,
    deviations: deviating,
    allowed: decided.sort(mostCasesFirst),
    unused: (options.allowed ?? []).filter((one) => !used.has(one)),
  };
}

interface Members {
  readonly deviation: Deviation;
  readonly cases: number[];
  readonly by: Allowance | undefined;
}

function memberOf(of: Map<string, Members>, key: string, deviation: Deviation, c: number, by: Allowance | undefined) {
  const known = of.get(key);
  if (known) known.cases.push(c);
  else of.set(key, { deviation, cases: [c], by });
}

function mostCasesFirst(one: DeviationRow, other: DeviationRow): number {
  return other.cases - one.cases || compareText(deviationKey(one), deviationKey(other));
}

/** Which allowance covers a deviation of a case: the first that is valid when the case begins. None covers a case without times. */
function allowing(log: Log, allowed: readonly Allowance[], clock: LogClock) {
  const byKey = new Map<string, { readonly last: number; readonly by: Allowance }[]>();
  for (const by of allowed) {
    const key = deviationKey({ category: by.category, step: by.step, other: by.other ?? null });
    const last = lastMomentOf(logDay(beginningOfDate(by.until, clock), clock), clock);
    byKey.set(key, [...(byKey.get(key) ?? []), { last, by }]);
  }
  const began = caseBeginnings(log);
  return (key: string, c: number): Allowance | undefined => byKey.get(key)?.find(({ last }) => began[c]! <= last)?.by;
}

const NO_EFFECT = { medianSeconds: null, othersMedianSeconds: null, effect: null, p: null, q: null };

/** Each group of cases against all other aligned cases whose lead time is known: those that are finished. */
function effects(
  log: Log,
  aligned: readonly number[],
  groups: readonly Members[],
  isFinished: (caseNumber: number) => boolean = () => true,
): LeadTimeEffect[] {
  const lead = caseMeasure(log, 'lead');
  const all = ranked(
    lead,
    aligned.filter((c) => !Number.isNaN(lead[c]!) && isFinished(c)),
  );
  const placeOf = new Int32Array(log.cases).fill(-1);
  for (const [place, c] of all.order.entries()) placeOf[c] = place;
  const compared = groups.map(({ cases }) => {
    const places = cases.map((c) => placeOf[c]!).filter((place) => place >= 0);
    const enough = places.length >= SMALLEST_GROUP && all.cases.length - places.length >= SMALLEST_GROUP;
    if (!enough || all.variance === 0) return undefined;
    const rankSum = places.reduce((sum, place) => sum + all.ranks[all.order[place]!]!, 0);
    return { ...medians(lead, all, places), ...rankTest(all, { n: places.length, rankSum }) };
  });
  const q = falseShares(compared.flatMap((one) => (one === undefined ? [] : [one.p])));
  let next = 0;
  return compared.map((one) => (one === undefined ? NO_EFFECT : { ...one, q: q[next++]! }));
}

/** Median of those at the places of the order, and of all others: without sorting them anew. */
function medians(lead: Float64Array, { order }: Ranked, unsorted: readonly number[]) {
  const places = unsorted.toSorted((one, other) => one - other);
  const at = (place: number) => lead[order[place]!]!;
  const middle = (n: number, nth: (k: number) => number) => (at(nth((n - 1) >> 1)) + at(nth(n >> 1))) / 2;
  const other = (k: number) => {
    let place = k;
    for (const member of places) {
      if (member > place) break;
      place++;
    }
    return place;
  };
  return {
    medianSeconds: middle(places.length, (k) => places[k]!),
    othersMedianSeconds: middle(order.length - places.length, other),
  };
}
