/** How well cases fit, by the month, quarter or year in which they began. */
import { dateOfDayNumber } from '#lib/holiday.ts';
import { wilsonInterval } from '#mining/change/wilson.ts';
import type { LogClock } from '#mining/log/log-day.ts';
import { logDay } from '#mining/log/log-day.ts';
import type { Fit, FitSums, Fits } from './fit.ts';
import { addCases, fitFrom, noCases } from './fit.ts';

export const PERIODS = ['month', 'quarter', 'year'] as const;
export type Period = (typeof PERIODS)[number];

/** What a replay or an alignment tells of cases; −1 for cases it isn't about. */
export interface HeldCases {
  readonly variantOf: Int32Array;
  readonly fits: Fits;
}

export interface PeriodFit extends Fit {
  /** `2026-01`, `2026-Q1` or `2026`. */
  readonly period: string;
  readonly fittingShare: number;
  /** Where the share lies with 95 % certainty, were the period's cases drawn from many (Wilson 1927). */
  readonly low: number;
  readonly high: number;
}

export interface FitOverTime {
  /** Ascending; periods without cases are not listed. */
  readonly periods: readonly PeriodFit[];
  /** Cases of which it isn't known when they began. */
  readonly undatedCases: number;
}

/**
 * `began` is when each case began (`caseBeginnings`); `held` are answers about cases, each case in at most one of them: one, or
 * one for each version of a road. Periods are those of the calendar in Sweden, or as the log's clock showed. One pass.
 */
export function fitOverTime(
  began: Float64Array,
  held: readonly HeldCases[],
  period: Period,
  clock: LogClock,
): FitOverTime {
  const sums = new Map<string, FitSums>();
  const nameOfDay = new Map<number, string>();
  let undatedCases = 0;
  for (const { variantOf, fits } of held) {
    for (const [c, variant] of variantOf.entries()) {
      if (variant < 0) continue;
      if (Number.isNaN(began[c]!)) {
        undatedCases++;
        continue;
      }
      const day = logDay(began[c]!, clock);
      let name = nameOfDay.get(day);
      if (name === undefined) {
        name = periodName(day, period);
        nameOfDay.set(day, name);
      }
      let sum = sums.get(name);
      if (sum === undefined) {
        sum = noCases();
        sums.set(name, sum);
      }
      addCases(sum, fits, variant);
    }
  }
  const periods = [...sums].map(([name, sum]): PeriodFit => {
    const fit = fitFrom(sum);
    const { fittingCases, cases } = fit;
    return { period: name, ...fit, fittingShare: fittingCases / cases, ...wilsonInterval(fittingCases, cases) };
  });
  return { periods: periods.sort((one, other) => (one.period < other.period ? -1 : 1)), undatedCases };
}

function periodName(day: number, period: Period): string {
  const [year = '', month = ''] = dateOfDayNumber(day).split('-');
  if (period === 'year') return year;
  return period === 'month' ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / 3)}`;
}
