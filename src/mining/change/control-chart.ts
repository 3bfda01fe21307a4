/**
 * The XmR chart of a series such as a figure per month (Wheeler, Understanding Variation, 2nd ed. 2000): what the series
 * does by itself, and which points are more than that.
 */
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';

export interface ControlChart {
  readonly centre: number;
  /** Natural process limits: centre ± 2.66 times the mean moving range. */
  readonly lower: number;
  readonly upper: number;
  /** Upper limit of the moving range: 3.268 times its mean. */
  readonly upperRange: number;
  readonly signals: readonly Signal[];
}

/** Position in the series, from 0, at which the rule came true. */
export interface Signal {
  readonly at: number;
  /** `outside` a limit; `run` of eight on one side of the centre; `near-limit`: three of four nearer a limit than the centre; `range`: a step beyond its limit. */
  readonly rule: 'outside' | 'run' | 'near-limit' | 'range';
}

/** Fewer say too little about what the series does by itself. */
const LEAST = 6;

/** Limits by `baseline` first values of the series, all of them when absent. */
export function controlChart(
  series: readonly number[],
  baseline = series.length,
): Result<ControlChart, { readonly tag: 'series-too-short'; readonly values: number; readonly least: number }> {
  const base = series.slice(0, baseline);
  if (base.length < LEAST) return refuse({ tag: 'series-too-short', values: base.length, least: LEAST });
  const range = series.map((value, i) => (i === 0 ? 0 : Math.abs(value - series[i - 1]!)));
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
  const centre = mean(base);
  const meanRange = mean(range.slice(1, base.length));
  const [lower, upper, upperRange] = [centre - 2.66 * meanRange, centre + 2.66 * meanRange, 3.268 * meanRange];
  const signals: Signal[] = [];
  for (const [at, value] of series.entries()) {
    const last = (n: number) => series.slice(Math.max(0, at - n + 1), at + 1);
    const sides = [(one: number, edge: number) => one > edge, (one: number, edge: number) => one < edge];
    if (value < lower || value > upper) signals.push({ at, rule: 'outside' });
    if (at >= 7 && sides.some((beyond) => last(8).every((one) => beyond(one, centre))))
      signals.push({ at, rule: 'run' });
    const near = sides.some((beyond, k) => {
      const half = (centre + (k === 0 ? upper : lower)) / 2;
      return beyond(value, half) && last(4).filter((one) => beyond(one, half)).length >= 3;
    });
    if (near) signals.push({ at, rule: 'near-limit' });
    if (range[at]! > upperRange) signals.push({ at, rule: 'range' });
  }
  return ok({ centre, lower, upper, upperRange, signals });
}
