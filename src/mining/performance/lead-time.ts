/** Lead time: how long a case takes from its first event to its last, in calendar time. */
import type { Log } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { selectedCount } from '#mining/log/selection.ts';
import { quantileInPlace } from './quantile.ts';

/** Per case of the log: time of its last event minus time of its first, ms; NaN where either is unknown. */
export function caseDurations(log: Log): Float64Array {
  const { caseOffset, time } = log;
  const durations = new Float64Array(log.cases);
  for (let c = 0; c < log.cases; c++) {
    const from = caseOffset[c]!;
    const to = caseOffset[c + 1]!;
    durations[c] = to > from ? time[to - 1]! - time[from]! : Number.NaN;
  }
  return durations;
}

/** Known durations of the selected cases in ms, in their order. */
function knownDurations(log: Log, selection: Selection): Float64Array {
  const all = caseDurations(log);
  const n = selectedCount(log, selection);
  const chosen = new Float64Array(n);
  let known = 0;
  for (let k = 0; k < n; k++) {
    const ms = all[selection === undefined ? k : selection[k]!]!;
    if (!Number.isNaN(ms)) chosen[known++] = ms;
  }
  return chosen.subarray(0, known);
}

/** Where no case has times, the figures are null and the bins none. */
export interface LeadTimes {
  readonly cases: number;
  readonly medianSeconds: number | null;
  readonly meanSeconds: number | null;
  /** 85 of 100 cases take no longer than this (linear between order statistics). */
  readonly p85Seconds: number | null;
  readonly minSeconds: number | null;
  readonly maxSeconds: number | null;
  readonly bins: readonly LeadTimeBin[];
}

/** Cases with `fromSeconds` ≤ lead time < `toSeconds`; null there means “and longer”: the tail, in the last bin. */
export interface LeadTimeBin {
  readonly fromSeconds: number;
  readonly toSeconds: number | null;
  readonly cases: number;
}

/** Lead times of the selected cases, those without a first or last time passed over (`cases` are those that have both). Linear time. */
export function leadTimes(log: Log, selection?: Selection): LeadTimes {
  return distributionOf(knownDurations(log, selection));
}

/** The figures of durations in ms, none of them NaN, which are rearranged. */
export function distributionOf(known: Float64Array): LeadTimes {
  const cases = known.length;
  if (cases === 0) {
    const none = { medianSeconds: null, meanSeconds: null, p85Seconds: null, minSeconds: null, maxSeconds: null };
    return { cases: 0, ...none, bins: [] };
  }
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const ms of known) {
    sum += ms;
    if (ms < min) min = ms;
    if (ms > max) max = ms;
  }
  return {
    cases,
    medianSeconds: quantileInPlace(known, 0, cases, 0.5) / 1000,
    meanSeconds: sum / cases / 1000,
    p85Seconds: quantileInPlace(known, 0, cases, 0.85) / 1000,
    minSeconds: min / 1000,
    maxSeconds: max / 1000,
    bins: histogram(known, min / 1000, max / 1000),
  };
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
/** Widths people count in, seconds. */
const WIDTHS = [
  ...[1, 5, 15, 30].map((n) => n),
  ...[1, 5, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 4, 8, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((n) => n * DAY),
];
const MOST_BINS = 24;

/** Bins of a width people count in, such that 95 of 100 cases lie in at most 24 of them; the long tail is the last bin. */
function histogram(known: Float64Array, low: number, high: number): LeadTimeBin[] {
  const most = quantileInPlace(known, 0, known.length, 0.95) / 1000;
  const span = most - Math.min(low, 0);
  const width = WIDTHS.find((w) => span / w < MOST_BINS) ?? 364 * DAY * Math.ceil(span / (364 * DAY * MOST_BINS));
  const first = Math.floor(Math.min(low, 0) / width) * width;
  const bins = Math.floor((most - first) / width) + 1;
  const counts = new Array<number>(bins).fill(0);
  for (const ms of known) counts[Math.min(bins - 1, Math.floor((ms / 1000 - first) / width))]!++;
  const tail = high >= first + bins * width;
  return counts.map((cases, i) => ({
    fromSeconds: first + i * width,
    toSeconds: tail && i === bins - 1 ? null : first + (i + 1) * width,
    cases,
  }));
}
