/**
 * What became of a number per case after a date, with how uncertain that is. A case belongs to the side of the date it
 * began on, also when it ran across; unfinished cases count as longer than they have taken so far. Definitions for people:
 * docs/guides/change.md.
 */
import type { Random } from '#lib/random.ts';
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import { SMALLEST_GROUP } from '#mining/privacy/small-groups.ts';
import type { Durations } from './survival.ts';
import { durationsOf, finishedBy, logRank } from './survival.ts';
import { chiSquareTail } from './tails.ts';

/** A number per case: `value` is final where `finished` is 1, and the least it can be where it is 0. */
export interface Measured {
  /** When the case began, ms since 1970 UTC. Cases where this or the value is NaN are passed over. */
  readonly began: Float64Array;
  readonly value: Float64Array;
  readonly finished?: Uint8Array;
}

export interface Side {
  readonly cases: number;
  readonly unfinished: number;
  /** Half, and 85 of 100, are at most this; null when too many are unfinished to know. */
  readonly median: number | null;
  readonly p85: number | null;
  /** Null when any is unfinished. */
  readonly mean: number | null;
}

/** After minus before, and where 95 of 100 bootstrap samples put it; null where a side isn't known. */
export interface Difference {
  readonly difference: number | null;
  readonly from: number | null;
  readonly to: number | null;
}

export interface BeforeAfter {
  readonly before: Side;
  readonly after: Side;
  readonly median: Difference;
  readonly p85: Difference;
  readonly mean: Difference;
  /** That the two sides are alike: log-rank test, two-sided. */
  readonly p: number;
  /** `lower` or `higher` after: only when `by`'s interval leaves out 0 and p < 0.05. */
  readonly verdict: 'lower' | 'higher' | 'cannot-say';
  readonly by: 'median' | 'mean';
  /** True unless each side's beginnings span a year: then the seasons may be the difference. */
  readonly seasonsDiffer: boolean;
}

export interface BeforeAfterRefusal {
  readonly tag: 'group-too-small';
  readonly before: number;
  readonly after: number;
  readonly least: number;
}

const YEAR = 365 * 86_400_000;
const SHARES = [0.5, 0.85];

/**
 * Compares the cases begun before `at` (ms) with those begun at or after it. `by` says which figure decides: the median for
 * times, the mean for counts and shares. Fewer than five cases on a side are refused.
 */
export function beforeAfter(
  measured: Measured,
  at: number,
  random: Random,
  by: 'median' | 'mean' = 'median',
  samples = 500,
): Result<BeforeAfter, BeforeAfterRefusal> {
  const early = sideOf(measured, (began) => began < at);
  const late = sideOf(measured, (began) => began >= at);
  const [before, after] = [early.durations, late.durations];
  if (before.length < SMALLEST_GROUP || after.length < SMALLEST_GROUP)
    return refuse({ tag: 'group-too-small', before: before.length, after: after.length, least: SMALLEST_GROUP });
  const figures = [figuresOf(before), figuresOf(after)] as const;
  const drawn: [number[], number[], number[]] = [[], [], []];
  for (let s = 0; s < samples; s++) {
    const one = resample(before, random);
    const other = resample(after, random);
    for (const k of [0, 1, 2] as const) drawn[k].push(other[k]! - one[k]!);
  }
  const [median, p85, mean] = drawn.map((list, k) => differenceOf(figures[1][k]! - figures[0][k]!, list));
  const p = chiSquareTail(logRank(before, after), 1);
  const deciding = by === 'median' ? median! : mean!;
  return ok({
    before: shown(before, figures[0]),
    after: shown(after, figures[1]),
    median: median!,
    p85: p85!,
    mean: mean!,
    p,
    verdict: p < 0.05 ? direction(deciding) : 'cannot-say',
    by,
    seasonsDiffer: early.span < YEAR || late.span < YEAR,
  });
}

function direction({ from, to }: Difference): BeforeAfter['verdict'] {
  if (from === null || to === null) return 'cannot-say';
  if (to < 0) return 'lower';
  return from > 0 ? 'higher' : 'cannot-say';
}

function sideOf({ began, value, finished }: Measured, belongs: (began: number) => boolean) {
  const took: number[] = [];
  const done: number[] = [];
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let c = 0; c < value.length; c++) {
    const time = began[c]!;
    if (!belongs(time) || Number.isNaN(value[c]!)) continue;
    took.push(value[c]!);
    done.push(finished?.[c] ?? 1);
    if (time < first) first = time;
    if (time > last) last = time;
  }
  return { durations: durationsOf(took, done), span: last - first };
}

/** Median, p85 and mean; Infinity or NaN where not known. */
function figuresOf(durations: Durations, weight?: Int32Array): number[] {
  let sum = 0;
  let all = true;
  for (let i = 0; i < durations.length; i++) {
    const w = weight === undefined ? 1 : weight[i]!;
    sum += w * durations.took[i]!;
    if (durations.finished[i] === 0) all = false;
  }
  return [...finishedBy(durations, SHARES, weight), all ? sum / durations.length : Number.NaN];
}

/** The figures of as many cases drawn with replacement (Efron 1979). */
function resample(durations: Durations, random: Random): number[] {
  const weight = new Int32Array(durations.length);
  for (let i = 0; i < durations.length; i++) weight[Math.floor(random() * durations.length)]!++;
  return figuresOf(durations, weight);
}

function shown(durations: Durations, [median, p85, mean]: readonly number[]): Side {
  const finished = durations.finished.reduce((n, one) => n + one, 0);
  return {
    cases: durations.length,
    unfinished: durations.length - finished,
    median: known(median!),
    p85: known(p85!),
    mean: known(mean!),
  };
}

function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** The percentile interval; an end that is not known in a sample leaves the interval open there. */
function differenceOf(difference: number, drawn: readonly number[]): Difference {
  if (!Number.isFinite(difference) || drawn.some(Number.isNaN))
    return { difference: known(difference), from: null, to: null };
  const sorted = Float64Array.from(drawn).sort();
  const at = (share: number) => known(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!);
  return { difference, from: at(0.025), to: at(0.975) };
}
