/**
 * How long running cases have left, with an interval whose share of hits is measured and told. A case is guessed to have
 * left what half of the earlier cases in its state had (`outlook.ts`). How wrong such guesses have been of late, as known now,
 * puts it right and makes the interval: the 50th, and the 10th and 90th, percentile of what was left ÷ what was guessed, where
 * guesses that nothing has come of yet count as at least so much. That is split conformal prediction with a normalised score
 * (Vovk, Gammerman & Shafer 2005; Lei et al. 2018), over a rolling origin since logs drift, and widened by what the latest
 * intervals missed (after Gibbs & Candès 2021). Definitions for people: docs/guides/remaining.md.
 */
import { groupBy } from '#lib/group.ts';
import { durationsOf, finishedBy } from '#mining/change/survival.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import { quantileOfSorted } from '#mining/performance/quantile.ts';
import type { Courses, Known } from './course.ts';
import { coursesOf, knownAt, LAPSED, outcomeOf, RUNNING } from './course.ts';
import type { Outlook } from './outlook.ts';
import { bandOf, outlookOf, STILL } from './outlook.ts';

/** Share of the cases that the intervals are to hold, and the least measured share with which anything is told. */
const NOMINAL = 0.8;
const LEAST_COVERAGE = 0.7;
const LEAST_EDGE = 0.02;
const ORIGINS = 24;
/** How many origins back guesses are compared with what came. */
const LATE = 8;
/** Cases that are looked at in each origin: every second, third … where more are running. */
const LOOKED_AT = 400;
/** Resolved guesses that are needed: of one activity (else those of all are taken), of all, and to measure the hits. */
const LEAST_OWN = 50;
const LEAST_ALL = 100;
const LEAST_MEASURED = 100;
const LEAST_ORIGINS = 3;
/** An origin is measured when it is known what came of so many of its guesses. */
const RESOLVED = 0.9;

export interface RemainingState {
  /** The last thing that was done, and how long the cases have stood still since; `stillTo` null: or longer. */
  readonly activity: string;
  readonly stillFromSeconds: number;
  readonly stillToSeconds: number | null;
  readonly cases: number;
  /** Half have no more left; 80 of 100 between these two. Null where too little is known. */
  readonly medianSeconds: number | null;
  readonly fromSeconds: number | null;
  readonly toSeconds: number | null;
}

/** How the same guesses did at earlier moments, with what was known then, against what came. */
export interface RemainingCoverage {
  readonly nominal: number;
  /** Share of the cases that ended within their interval, and sooner and later than it; null when not measured. */
  readonly measured: number | null;
  readonly sooner: number | null;
  readonly later: number | null;
  readonly cases: number;
  readonly origins: number;
  /** Running cases at those moments that no interval could be told for. */
  readonly notPredicted: number;
  /** Median width of the intervals. */
  readonly widthSeconds: number | null;
  /** Mean absolute error of the median, and of the mean remaining time of all earlier cases. */
  readonly errorSeconds: number | null;
  readonly baselineErrorSeconds: number | null;
}

export interface Remaining {
  readonly running: number;
  /** Cases that stood still so long that they count as ended. */
  readonly lapsed: number;
  readonly coverage: RemainingCoverage;
  /** Why nothing is predicted; null where it is. */
  readonly why: 'coverage-not-measured' | 'coverage-too-low' | null;
  /** By activity and how long they have stood still; the most cases first. */
  readonly states: readonly RemainingState[];
}

interface Guess {
  readonly c: number;
  readonly at: number;
  readonly activity: number;
  readonly median: number;
  /** The interval that was told, if one was. */
  readonly told: Prediction | undefined;
}

/**
 * The running cases of a log as known at `at` (ms); `ends` are the activities that end a case. A case that stands still longer
 * than 99 of 100 waits counts as lapsed: ended with its last event.
 */
export function remainingTimes(log: Log, ends: readonly string[], at: number): Remaining {
  const names = textsOf(log.activities);
  const ending = new Set(ends);
  const courses = coursesOf(
    log,
    Uint8Array.from(names, (name) => (ending.has(name) ? 1 : 0)),
  );
  const moments = momentsOf(courses, at);
  const now = knownAt(courses, at);
  const guesses: Guess[][] = [];
  const measured = emptyTally();
  for (const [i, moment] of moments.entries()) {
    const known = knownAt(courses, moment);
    const outlook = outlookOf(courses, known);
    const factors = factorsFrom(courses, known, guesses.slice(Math.max(0, i - LATE)).flat());
    guesses.push(measure(courses, { known, outlook, factors, now }, measured));
  }
  const coverage = coverageOf(measured);
  const why =
    coverage.measured === null
      ? 'coverage-not-measured'
      : coverage.measured < LEAST_COVERAGE
        ? 'coverage-too-low'
        : null;
  const running = casesIn(now);
  const outlook = outlookOf(courses, now);
  const factors = factorsFrom(courses, now, guesses.slice(-LATE).flat());
  return {
    running: running.length,
    lapsed: now.state.filter((one) => one === LAPSED).length,
    coverage,
    why,
    states: why === null ? statesOf(courses, { known: now, outlook, factors }, running, names) : [],
  };
}

/** Moments evenly spread from when a quarter of the cases had begun. */
function momentsOf({ cases, offset, time }: Courses, at: number): number[] {
  const begun: number[] = [];
  for (let c = 0; c < cases; c++)
    if (offset[c]! < offset[c + 1]! && time[offset[c]!]! < at) begun.push(time[offset[c]!]!);
  if (begun.length === 0) return [];
  const first = quantileOfSorted(Float64Array.from(begun).sort(), 0.25);
  return Array.from({ length: ORIGINS }, (_, i) => first + ((at - first) * (i + 0.5)) / ORIGINS);
}

function casesIn({ state }: Known): number[] {
  const found: number[] = [];
  for (let c = 0; c < state.length; c++) if (state[c] === RUNNING) found.push(c);
  return found;
}

/** What to multiply a guess by for the ends of its interval, and for its middle. */
interface Factors {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}
type FactorsOf = (activity: number) => Factors | undefined;

function factorsFrom(courses: Courses, known: Known, guesses: readonly Guess[]): FactorsOf {
  const scores = new Map<number, { score: number[]; hasEnded: number[] }>();
  const ALL = -1;
  for (const { c, at, activity, median } of guesses) {
    const { hasEnded, ms } = outcomeOf(courses, known, c, at);
    for (const key of [ALL, activity]) {
      const own = scores.get(key) ?? { score: [], hasEnded: [] };
      scores.set(key, own);
      own.score.push(ms / median);
      own.hasEnded.push(hasEnded ? 1 : 0);
    }
  }
  const edge = edgeFrom(courses, known, guesses);
  const made = new Map<number, Factors>();
  for (const [key, { score, hasEnded }] of scores) {
    const ended = hasEnded.reduce((sum, one) => sum + one, 0);
    if (ended < (key === ALL ? LEAST_ALL : LEAST_OWN)) continue;
    const shares = [edge, 0.5, 1 - edge];
    const [low = 0, middle = 1, high = Number.POSITIVE_INFINITY] = finishedBy(durationsOf(score, hasEnded), shares);
    made.set(key, { low, middle, high });
  }
  return (activity) => made.get(activity) ?? made.get(ALL);
}

/**
 * How much is to lie beyond either end. Where the intervals of late have held less than they were to, as far as is known now,
 * those of today are made to hold as much more (the feedback of Gibbs & Candès 2021, over all late guesses at once).
 */
function edgeFrom(courses: Courses, known: Known, guesses: readonly Guess[]): number {
  let [hits, resolved] = [0, 0];
  for (const { c, at, told } of guesses) {
    if (told === undefined) continue;
    const { hasEnded, ms } = outcomeOf(courses, known, c, at);
    if (!hasEnded && ms <= told.high) continue;
    resolved++;
    if (ms >= told.low && ms <= told.high) hits++;
  }
  const lacking = resolved < LEAST_ALL ? 0 : Math.max(0, NOMINAL - hits / resolved);
  return Math.max(LEAST_EDGE, (1 - NOMINAL - lacking) / 2);
}

interface Prediction {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

function predict(median: number | undefined, factors: Factors | undefined): Prediction | undefined {
  if (median === undefined || factors === undefined || !Number.isFinite(factors.high)) return undefined;
  return { median: factors.middle * median, low: factors.low * median, high: factors.high * median };
}

interface Tally {
  hits: number;
  sooner: number;
  later: number;
  origins: number;
  notPredicted: number;
  readonly widths: number[];
  error: number;
  baseline: number;
  errors: number;
}

function emptyTally(): Tally {
  return {
    ...{ hits: 0, sooner: 0, later: 0, origins: 0, notPredicted: 0 },
    widths: [],
    error: 0,
    baseline: 0,
    errors: 0,
  };
}

interface Moment {
  readonly known: Known;
  readonly outlook: Outlook;
  readonly factors: FactorsOf;
}

/** Guesses for the running cases of a moment; adds to the tally what came of them, where enough of that is known now. */
function measure(
  courses: Courses,
  { known, outlook, factors, now }: Moment & { readonly now: Known },
  tally: Tally,
): Guess[] {
  const running = casesIn(known);
  const step = Math.ceil(running.length / LOOKED_AT);
  const guesses: Guess[] = [];
  const own = emptyTally();
  let [unknown, isMeasured] = [0, false];
  for (const c of running.filter((_, i) => i % Math.max(1, step) === 0)) {
    const { activity, band } = stateOf(courses, known, c);
    const median = outlook.median(activity, band);
    const factor = factors(activity);
    isMeasured ||= factor !== undefined;
    const told = predict(median, factor);
    if (median !== undefined) guesses.push({ c, at: known.at, activity, median, told });
    if (told === undefined) {
      own.notPredicted++;
      continue;
    }
    const { hasEnded, ms } = outcomeOf(courses, now, c, known.at);
    if (!hasEnded && ms <= told.high) {
      unknown++;
      continue;
    }
    own.widths.push(told.high - told.low);
    if (ms > told.high) own.later++;
    else if (ms < told.low) own.sooner++;
    else own.hits++;
    if (!hasEnded) continue;
    own.errors++;
    own.error += Math.abs(ms - told.median);
    own.baseline += Math.abs(ms - outlook.mean);
  }
  const resolved = own.widths.length;
  if (!isMeasured || resolved === 0 || resolved < RESOLVED * (resolved + unknown)) return guesses;
  for (const key of ['hits', 'sooner', 'later', 'notPredicted', 'error', 'baseline', 'errors'] as const)
    tally[key] += own[key];
  tally.origins++;
  for (const width of own.widths) tally.widths.push(width);
  return guesses;
}

function stateOf({ activity, time }: Courses, known: Known, c: number) {
  const e = known.last[c]!;
  return { activity: activity[e]!, band: bandOf(known.at - time[e]!) };
}

function coverageOf(tally: Tally): RemainingCoverage {
  const { hits, sooner, later, origins, notPredicted, widths, error, baseline, errors } = tally;
  const cases = widths.length;
  const isEnough = cases >= LEAST_MEASURED && origins >= LEAST_ORIGINS;
  const share = (n: number) => (isEnough ? n / cases : null);
  const mean = (sum: number) => (isEnough && errors > 0 ? sum / errors / 1000 : null);
  return {
    nominal: NOMINAL,
    measured: share(hits),
    sooner: share(sooner),
    later: share(later),
    ...{ cases, origins, notPredicted },
    widthSeconds: isEnough ? quantileOfSorted(Float64Array.from(widths).sort(), 0.5) / 1000 : null,
    errorSeconds: mean(error),
    baselineErrorSeconds: mean(baseline),
  };
}

function statesOf(
  courses: Courses,
  { known, outlook, factors }: Moment,
  running: readonly number[],
  names: readonly string[],
): RemainingState[] {
  const states = groupBy(running, (c) => {
    const { activity, band } = stateOf(courses, known, c);
    return activity * STILL.length + band;
  });
  const found = [...states].map(([key, cases]): RemainingState => {
    const [activity, band] = [Math.floor(key / STILL.length), key % STILL.length];
    const told = predict(outlook.median(activity, band), factors(activity));
    const seconds = (ms: number | undefined) => (ms === undefined ? null : ms / 1000);
    return {
      activity: names[activity]!,
      stillFromSeconds: STILL[band]! / 1000,
      stillToSeconds: seconds(STILL[band + 1]),
      cases: cases.length,
      medianSeconds: seconds(told?.median),
      fromSeconds: seconds(told?.low),
      toSeconds: seconds(told?.high),
    };
  });
  const order = (one: RemainingState, other: RemainingState) =>
    other.cases - one.cases || (one.activity < other.activity ? -1 : one.activity > other.activity ? 1 : 0);
  return found.sort((one, other) => order(one, other) || one.stillFromSeconds - other.stillFromSeconds);
}
