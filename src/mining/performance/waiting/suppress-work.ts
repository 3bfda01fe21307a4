/** Working and waiting, and the times of a segment, without groups under five (docs/guides/small-groups.md). */

import { groupBy } from '#lib/group.ts';
import { compareText } from '#mining/map/map.ts';
import type { SegmentTimes } from '#mining/performance/segment.ts';
import type { CaseTally, Tallies, ToldGroup } from '#mining/privacy/few-cases.ts';
import { noneOrEnough, settleCases, toldGroup, union } from '#mining/privacy/few-cases.ts';
import type { Row } from '#mining/privacy/reckonable.ts';
import { tellingCells } from '#mining/privacy/reckonable.ts';
import type { Suppressed } from '#mining/privacy/small-groups.ts';
import {
  type Cell,
  isNoneOrEnough,
  SMALLEST_GROUP,
  settle,
  suppressLeadTimes,
  withheldLast,
} from '#mining/privacy/small-groups.ts';
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
 * its sum only where those without it are none or enough, and as far as what is left of the whole sum, and of the counts of pairs
 * beside those of activities, allows.
 */
export function suppressWorking(
  found: WorkingAndWaiting,
  groups: WorkGroups,
  smallest = SMALLEST_GROUP,
): Suppressed<ShownWork | undefined> {
  if (found.cases < smallest || isOfFew(groups.pairs, smallest)) return { shown: undefined, withheld: 1 };
  const activities = rowsOf(found.activities, ({ activity }) => groups.activities.get(activity), smallest);
  const segments = rowsOf(found.segments, ({ from, to }) => groups.pairs.get(pairOf(from, to)), smallest);
  const both = [activities, segments].map((rows) => rows.map(({ group }) => group));
  const counts = countsOf(activities, segments);
  for (let telling: readonly ToldGroup[] = []; ; ) {
    for (const group of telling) group.known = false;
    for (const all of both) settleCases(all, smallest);
    telling = tellingCells(counts, found.cases, smallest);
    if (telling.length === 0) break;
  }
  return {
    shown: {
      ...found,
      activities: withheldLast(activities.flatMap(shownRow), isWithheld, (x, y) => compareText(x.activity, y.activity)),
      segments: withheldLast(
        segments.flatMap(shownRow),
        isWithheld,
        (x, y) => compareText(x.from, y.from) || compareText(x.to, y.to),
      ),
    },
    withheld: both.flat().filter(({ known }) => !known).length,
  };
}

const isWithheld = ({ sumSeconds }: Shown) => sumSeconds === null;

interface SpentRow<T> {
  readonly one: T;
  readonly group: ToldGroup;
  /** Fewer cases than that aren't told of at all. */
  readonly isShown: boolean;
}

function rowsOf<T extends Spent>(
  all: readonly T[],
  casesOf: (one: T) => CaseTally | undefined,
  smallest: number,
): readonly SpentRow<T>[] {
  return all.map((one) => {
    const cases = casesOf(one);
    return {
      one,
      group: toldGroup(cases, one.count, smallest),
      isShown: cases === undefined || cases.inside.size >= smallest,
    };
  });
}

/**
 * The sums that counts make though nobody tells them: work on an activity comes after one of the waits for it, or begins a case;
 * and, where pieces of work don't overlap, one of the waits after it follows, or it ends a case.
 */
function countsOf(
  activities: readonly SpentRow<WorkingAndWaiting['activities'][number]>[],
  segments: readonly SpentRow<WorkingAndWaiting['segments'][number]>[],
): readonly Row<ToldGroup>[] {
  const shown = segments.filter(({ isShown }) => isShown);
  const ends = (['from', 'to'] as const).map((end) => groupBy(shown, ({ one }) => one[end]));
  return activities
    .filter(({ isShown }) => isShown)
    .flatMap(({ one, group }) =>
      ends.flatMap((byName) => {
        const cells = (byName.get(one.activity) ?? []).map((segment) => segment.group);
        return cells.reduce((sum, { size }) => sum + size, 0) <= group.size ? [{ cells, whole: group }] : [];
      }),
    );
}

function shownRow<T extends Spent>({ one, group, isShown }: SpentRow<T>): (Omit<T, keyof Shown> & Shown)[] {
  if (group.known) return [one];
  return isShown ? [{ ...one, count: null, sumSeconds: null, meanSeconds: null }] : [];
}

/** Whether one to four cases have waited at all. */
export function isOfFew(groups: Tallies<string>, smallest: number): boolean {
  return !noneOrEnough(union([...groups.values()].map(({ inside }) => inside)), smallest);
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
