/** Working and waiting, and the times of a segment, without groups under five (docs/guides/small-groups.md). */

import type { SegmentTimes } from '#mining/performance/segment.ts';
import type { CaseTally, Tallies } from '#mining/privacy/few-cases.ts';
import { noneOrEnough, settleCases, toldGroup, union } from '#mining/privacy/few-cases.ts';
import type { Suppressed } from '#mining/privacy/small-groups.ts';
import { type Cell, isNoneOrEnough, SMALLEST_GROUP, settle, suppressLeadTimes } from '#mining/privacy/small-groups.ts';
import type { Spent } from './spent.ts';
import type { WorkingAndWaiting } from './working-waiting.ts';

/** The cases of each group: by activity, and by pair of activities (`pairOf`). */
export interface WorkGroups {
  readonly activities: Tallies<string>;
  readonly pairs: Tallies<string>;
}

/** A key for a pair of names that no other pair has. */
export function pairOf(from: string, to: string): string {
  return JSON.stringify([from, to]);
}

/** Numbers that are null are withheld. */
type Shown = { readonly [K in keyof Omit<Spent, 'medianSeconds' | 'p85Seconds'>]: number | null } & Pick<
  Spent,
  'medianSeconds' | 'p85Seconds'
>;

export interface ShownWork extends Omit<WorkingAndWaiting, 'activities' | 'segments'> {
  readonly activities: readonly (Shown & { readonly activity: string })[];
  readonly segments: readonly (Shown & { readonly from: string; readonly to: string })[];
}

/**
 * Undefined when fewer than `smallest` cases have times, or have waited at all. What enough cases have is told; its number and
 * its sum only where those without it are none or enough, and as far as what is left of the whole sum allows.
 */
export function suppressWorking(
  found: WorkingAndWaiting,
  groups: WorkGroups,
  smallest = SMALLEST_GROUP,
): Suppressed<ShownWork | undefined> {
  if (found.cases < smallest || isOfFew(groups.pairs, smallest)) return { shown: undefined, withheld: 1 };
  const activities = spentOf(found.activities, ({ activity }) => groups.activities.get(activity), smallest);
  const segments = spentOf(found.segments, ({ from, to }) => groups.pairs.get(pairOf(from, to)), smallest);
  return {
    shown: { ...found, activities: activities.shown, segments: segments.shown },
    withheld: activities.withheld + segments.withheld,
  };
}

/** Whether one to four cases have waited at all. */
export function isOfFew(groups: Tallies<string>, smallest: number): boolean {
  return !noneOrEnough(union([...groups.values()].map(({ inside }) => inside)), smallest);
}

function spentOf<T extends Spent>(all: readonly T[], casesOf: (one: T) => CaseTally | undefined, smallest: number) {
  const groups = all.map((one) => toldGroup(casesOf(one), one.count, smallest));
  settleCases(groups, smallest);
  const shown = all.flatMap((one, i) => {
    const { cases, known } = groups[i]!;
    if (known) return [one];
    const hasEnough = cases !== undefined && cases.inside.size >= smallest;
    return hasEnough ? [{ ...one, count: null, sumSeconds: null, meanSeconds: null }] : [];
  });
  return { shown, withheld: groups.filter(({ known }) => !known).length };
}

/** Numbers that are null are withheld. */
export interface ShownSegment extends Omit<SegmentTimes, 'times' | 'notBegun' | 'notEnded'> {
  readonly times: Omit<SegmentTimes['times'], 'cases'> & { readonly cases: number | null };
  readonly notBegun: number | null;
  readonly notEnded: number | null;
}

/**
 * Months of fewer cases are left out, and further ones as long as what is left would be fewer. Where one to four of all cases
 * didn't go the segment, only its median and P85 are told: from the number, the mean or the months those few could be reckoned.
 * Undefined when fewer than `smallest` cases went it.
 */
export function suppressSegment(found: SegmentTimes, smallest = SMALLEST_GROUP): Suppressed<ShownSegment | undefined> {
  const times = suppressLeadTimes(found.times, smallest).shown;
  if (times === undefined) return { shown: undefined, withheld: 1 };
  const mayShow = isNoneOrEnough(smallest);
  const is = (n: number) => mayShow(Float64Array.of(n));
  if (!is(found.notBegun + found.notEnded)) {
    const shown = { ...found, times: { ...times, cases: null, meanSeconds: null, bins: [] }, months: [] };
    return { shown: { ...shown, notBegun: null, notEnded: null }, withheld: found.months.length };
  }
  const cells = found.months.map((month): Cell & { readonly month: SegmentTimes['months'][number] } => ({
    ...{ month, counts: Float64Array.of(month.cases), size: month.cases },
    known: month.cases >= smallest,
  }));
  settle(Float64Array.of(found.times.cases), cells, mayShow);
  const months = cells.filter(({ known }) => known).map(({ month }) => month);
  const areBothEnough = is(found.notBegun) && is(found.notEnded);
  const rest = areBothEnough ? {} : { notBegun: null, notEnded: null };
  return { shown: { ...found, times, months, ...rest }, withheld: found.months.length - months.length };
}
