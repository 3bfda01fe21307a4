import type { Results } from './api.ts';
import { type LeadTimes, leadTimes } from './lead-time.ts';
import { beginning, type Log } from './log.ts';
import { mapOf } from './map.ts';
import { quantileOfSorted } from './quantile.ts';
import { reduceMap } from './reduce-map.ts';
import { type Selection, selectCases, selectedCount } from './selection.ts';
import { SMALLEST_GROUP, suppressLeadTimes, suppressMap, suppressVariants } from './small-groups.ts';
import { timeSpan } from './summary.ts';
import { variantsOf } from './variants.ts';

/** The meaning of the figures, by version: a figure that is printed can be reckoned again (docs/glossary.md). */
export const definitions = 'resvag-results 1';

/** What of a query every log can be asked. Dates are first and last day in UTC on which a case may begin. */
export interface Filter {
  readonly activities: number;
  readonly paths: number;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Cases that pass an activity, by key or name, or that don't. */
  readonly with?: string | undefined;
  readonly without?: string | undefined;
}

/** Codes of the activities that people mean by a word: its key, or what it is called. */
function codesOf(names: readonly string[], called: Readonly<Record<string, string>>, word: string): Set<number> {
  const found = new Set<number>();
  for (const [code, name] of names.entries()) if (name === word || called[name] === word) found.add(code);
  return found;
}

/** The cases that a filter leaves, before small groups are withheld. */
export function filtered(
  log: Log,
  activityNames: readonly string[],
  called: Readonly<Record<string, string>>,
  filter: Filter,
  also: (caseNumber: number) => boolean = () => true,
): Selection {
  const from = filter.from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(`${filter.from}T00:00:00Z`);
  const to = filter.to === undefined ? Number.POSITIVE_INFINITY : Date.parse(`${filter.to}T00:00:00Z`) + 86_400_000;
  const wanted = filter.with === undefined ? undefined : codesOf(activityNames, called, filter.with);
  const unwanted = filter.without === undefined ? undefined : codesOf(activityNames, called, filter.without);
  const passes = (c: number, codes: ReadonlySet<number>) => {
    for (let e = log.caseOffset[c]!; e < log.caseOffset[c + 1]!; e++) if (codes.has(log.activity[e]!)) return true;
    return false;
  };
  const dated = filter.from !== undefined || filter.to !== undefined;
  return selectCases(log, (c) => {
    if (dated) {
      const begin = log.caseOffset[c]! < log.caseOffset[c + 1]! ? beginning(log, log.caseOffset[c]!) : Number.NaN;
      if (!(begin >= from && begin < to)) return false;
    }
    if (wanted && !passes(c, wanted)) return false;
    if (unwanted && passes(c, unwanted)) return false;
    return also(c);
  });
}

/**
 * Would the figures tell about fewer than five cases? Either those left are so few, or those left out are, so that the
 * whole less the part would tell about them (D13).
 */
export function isTooFew(chosen: number, all: number): boolean {
  const leftOut = all - chosen;
  return chosen < SMALLEST_GROUP || (leftOut > 0 && leftOut < SMALLEST_GROUP);
}

/** A count that may be shown, or null. Nothing of something is not a person. */
export function shown(count: number): number | null {
  return count > 0 && count < SMALLEST_GROUP ? null : count;
}

type Figures = Pick<Results, 'filtered' | 'from' | 'to' | 'tooFew' | 'map' | 'variants' | 'leadTime'>;

const nothing: Omit<Figures, 'filtered'> = {
  from: null,
  to: null,
  tooFew: true,
  map: { nodes: [], edges: [], hiddenActivities: 0, hiddenPaths: 0, suppressed: 0 },
  variants: { items: [], suppressedVariants: 0, suppressedCases: 0 },
  leadTime: { median: null, p85: null, mean: null, min: null, max: null, bins: [] },
};

const mostVariants = 500;

/** What the selected cases tell, groups under five withheld. `times` are the lead times where they aren't the log's own. */
export function figuresOf(
  log: Log,
  selection: Selection,
  filter: Filter,
  called: Readonly<Record<string, string>>,
  times: LeadTimes = leadTimes(log, selection),
): Figures {
  const cases = selectedCount(log, selection);
  if (isTooFew(cases, log.cases))
    return { ...nothing, filtered: { cases: null, events: null, activities: 0, variants: 0 } };
  const whole = mapOf(log, selection);
  const { shown: safe, withheld } = suppressMap(whole);
  const map = reduceMap(safe, filter.activities, filter.paths);
  const variants = variantsOf(log, selection);
  const kept = suppressVariants(variants.variants);
  const span = timeSpan(log, selection);
  const iso = (ms: number) => (Number.isFinite(ms) ? new Date(ms).toISOString() : null);
  return {
    filtered: { cases, events: whole.events, activities: whole.nodes.length, variants: variants.total },
    from: iso(span.from),
    to: iso(span.to),
    tooFew: false,
    map: {
      nodes: map.nodes.map(({ activity, events, cases: passing, starts, ends }) => ({
        activity,
        name: called[activity] ?? activity,
        events,
        cases: passing,
        starts,
        ends,
      })),
      edges: map.edges.map(({ from, to, count, meanSeconds, medianSeconds }) => ({
        from,
        to,
        count,
        meanSeconds,
        medianSeconds,
      })),
      hiddenActivities: map.hiddenActivities,
      hiddenPaths: map.hiddenPaths,
      suppressed: withheld,
    },
    variants: {
      items: kept.shown.slice(0, mostVariants).map((v) => ({ ...v, activities: [...v.activities] })),
      suppressedVariants: kept.withheld,
      suppressedCases: cases - kept.shown.reduce((sum, v) => sum + v.count, 0),
    },
    leadTime: leadTimeOf(times),
  };
}

function leadTimeOf(times: LeadTimes): Results['leadTime'] {
  const safe = suppressLeadTimes(times).shown;
  if (safe === undefined) return nothing.leadTime;
  return {
    median: safe.medianSeconds,
    p85: safe.p85Seconds,
    mean: safe.meanSeconds,
    min: safe.minSeconds,
    max: safe.maxSeconds,
    bins: safe.bins.map(({ fromSeconds, toSeconds, cases }) => ({
      from: fromSeconds,
      // The tail ends at whole bins past its longest case, which itself isn't told.
      to: toSeconds ?? tailEnd(fromSeconds, safe.bins[0], times.maxSeconds ?? fromSeconds),
      count: shown(cases),
    })),
  };
}

function tailEnd(from: number, first: LeadTimes['bins'][number] | undefined, longest: number): number {
  const width = Math.max(1, (first?.toSeconds ?? from + 86_400) - (first?.fromSeconds ?? from));
  return from + width * (Math.floor(Math.max(0, longest - from) / width) + 1);
}

/** Median and the like of values in any order; null when there are fewer than five. */
export function quantileOf(values: readonly number[], p: number): number | null {
  if (values.length < SMALLEST_GROUP) return null;
  return quantileOfSorted(Float64Array.from(values).sort(), p);
}
