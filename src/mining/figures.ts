import type { Results } from './api.ts';
import { beginning, type Log } from './log/log.ts';
import { selectedCount } from './log/selection.ts';
import { timeSpan } from './log/summary.ts';
import { compareText, mapOf } from './map/map.ts';
import { spreadsOf, variantSpread } from './map/map-spread.ts';
import { readablePercent, reduceMap } from './map/reduce-map.ts';
import { type Variant, variantsOf } from './map/variants.ts';
import { type LeadTimes, leadTimes } from './performance/lead-time.ts';
import { quantileOfSorted } from './performance/quantile.ts';
import type { Division, Safe } from './privacy/safe-periods.ts';
import { SMALLEST_GROUP, suppressLeadTimes, suppressMap, suppressVariants } from './privacy/small-groups.ts';

/**
 * The meaning of the figures, by version: a figure that is printed can be reckoned again (docs/glossary.md). The next one comes
 * when a figure means something else, or another log is read from the same file (docs/guides/reproducible.md).
 */
export const definitions = 'resvag-results 3';

/** A question in normal form, as a result states it: what was asked for, by name in order. */
export function askedFor(query: Readonly<Record<string, string | number | undefined>>): Results['basis']['filters'] {
  const given = Object.entries(query).filter((one): one is [string, string | number] => one[1] !== undefined);
  return Object.fromEntries(given.sort(([x], [y]) => compareText(x, y)));
}

/** What of a query every log can be asked. Dates are of the first and last month (in UTC) in which a case may begin. */
export interface Filter {
  /** Percent; without it, as many as can be read. */
  readonly activities?: number | undefined;
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

/** Cases that pass one of these activities. */
function passing(log: Log, codes: ReadonlySet<number>): Uint8Array {
  const found = new Uint8Array(log.cases);
  for (let c = 0; c < log.cases; c++)
    for (let e = log.caseOffset[c]!; e < log.caseOffset[c + 1]!; e++) if (codes.has(log.activity[e]!)) found[c] = 1;
  return found;
}

/** The filters that every log knows, as divisions of its cases: those with an activity or without it. */
export function divisionsOf(
  log: Log,
  activityNames: readonly string[],
  called: Readonly<Record<string, string>>,
  filter: Filter,
): Division[] {
  return (['with', 'without'] as const).flatMap((side): Division[] => {
    const word = filter[side];
    if (word === undefined) return [];
    const found = passing(log, codesOf(activityNames, called, word));
    return [{ parts: 2, wanted: side === 'with' ? 1 : 0, partOf: (c) => found[c]! }];
  });
}

/** When each case begins, ms; NaN where the log doesn't tell. */
export function beginningsOf(log: Log): Float64Array {
  return Float64Array.from({ length: log.cases }, (_, c) =>
    log.caseOffset[c]! < log.caseOffset[c + 1]! ? beginning(log, log.caseOffset[c]!) : Number.NaN,
  );
}

/** A count that may be shown, or null. Nothing of something is not a person. */
export function shown(count: number): number | null {
  return count > 0 && count < SMALLEST_GROUP ? null : count;
}

/** The counts of a whole log of fewer than five cases are withheld, all of them; an empty one has nothing to withhold. */
export function countsOfAll(log: Log, activities: number, variants: number): Pick<Results, 'all'>['all'] {
  const told = (n: number) => (shown(log.cases) === null ? null : n);
  return { cases: told(log.cases), events: told(log.events), activities: told(activities), variants: told(variants) };
}

type Figures = Pick<
  Results,
  'filtered' | 'from' | 'to' | 'tooFew' | 'why' | 'period' | 'map' | 'variants' | 'leadTime'
>;

const nothing: Omit<Figures, 'filtered' | 'why' | 'period'> = {
  from: null,
  to: null,
  tooFew: true,
  map: {
    nodes: [],
    edges: [],
    activityPercent: 100,
    hiddenActivities: 0,
    hiddenPaths: 0,
    suppressed: 0,
    blank: 0,
  },
  variants: { items: [], suppressedVariants: 0, suppressedCases: 0 },
  leadTime: {
    cases: null,
    median: null,
    p85: null,
    mean: null,
    min: null,
    max: null,
    bins: [],
    binWidth: 0,
    partly: null,
  },
};

const mostVariants = 500;

/** Why a question has no figures, or null where it has. */
export function whyNot(log: Log, safe: Safe): Results['why'] {
  const cases = selectedCount(log, safe.selection);
  if (log.cases === 0) return 'no-cases';
  if (log.cases < SMALLEST_GROUP) return 'few-in-all';
  if (cases === 0 && !safe.tooFew) return 'none-chosen';
  return safe.tooFew || cases < SMALLEST_GROUP ? 'few-chosen' : null;
}

/**
 * What the selected cases tell, groups under five withheld, also those that could be reckoned. `times` are the lead times
 * where they aren't the log's own.
 */
export function figuresOf(
  log: Log,
  safe: Safe,
  filter: Filter,
  called: Readonly<Record<string, string>>,
  times: LeadTimes = leadTimes(log, safe.selection),
): Figures {
  return figuresAndTold(log, safe, filter, called, times).figures;
}

/**
 * The same, with the activities whose number of events the map tells or would tell if none were left out of it for the sake
 * of reading: what else is told of the events of activities beside the map is told of these alone.
 */
export function figuresAndTold(
  log: Log,
  safe: Safe,
  filter: Filter,
  called: Readonly<Record<string, string>>,
  times: LeadTimes,
): { readonly figures: Figures; readonly told: ReadonlySet<string> } {
  const { selection } = safe;
  const why = whyNot(log, safe);
  const period = { from: safe.from, to: safe.to };
  if (why !== null) {
    const filtered = { cases: null, events: null, activities: null, variants: null };
    return { figures: { ...nothing, why, period, filtered }, told: new Set() };
  }
  const cases = selectedCount(log, selection);
  const whole = mapOf(log, selection);
  const isPart = safe.size > 1 || selection !== undefined;
  const { shown: kept, withheld } = suppressMap(
    whole,
    SMALLEST_GROUP,
    isPart ? spreadsOf(log, safe, whole.edges) : undefined,
  );
  const activityPercent = filter.activities ?? readablePercent(kept, filter.paths);
  const map = reduceMap(kept, activityPercent, filter.paths);
  const span = timeSpan(log, selection);
  const iso = (ms: number) => (Number.isFinite(ms) ? new Date(ms).toISOString() : null);
  const blank = map.nodes.filter((n) => n.events === null).length + map.edges.filter((e) => e.count === null).length;
  const variants = variantsOf(log, selection);
  const figures = {
    filtered: { cases, events: whole.events, activities: whole.nodes.length, variants: variants.total },
    from: iso(span.from),
    to: iso(span.to),
    tooFew: false,
    why: null,
    period,
    map: {
      nodes: map.nodes.map(({ rank: _, ...node }) => ({ ...node, name: called[node.activity] ?? node.activity })),
      edges: map.edges.map(({ rank: _, ...edge }) => edge),
      activityPercent,
      hiddenActivities: map.hiddenActivities,
      hiddenPaths: map.hiddenPaths,
      suppressed: withheld,
      blank,
    },
    variants: variantFigures(log, safe, variants.variants, isPart),
    leadTime: leadTimeOf(times, cases, isPart),
  };
  const told = new Set(kept.nodes.flatMap(({ activity, events }) => (events === null ? [] : [activity])));
  return { figures, told };
}

function variantFigures(log: Log, safe: Safe, variants: readonly Variant[], isPart: boolean): Results['variants'] {
  const cases = selectedCount(log, safe.selection);
  const kept = isPart
    ? suppressVariants(variants, SMALLEST_GROUP, safe.everyone, safe.mayShow, variantSpread(log, safe))
    : suppressVariants(variants);
  return {
    items: kept.shown.slice(0, mostVariants).map((v) => ({ ...v, activities: [...v.activities] })),
    suppressedVariants: kept.withheld,
    suppressedCases: cases - kept.shown.reduce((sum, v) => sum + v.count, 0),
  };
}

/**
 * The distribution is told of everyone only: those of two selections that differ by a few would tell, bin by bin, about the
 * few. So is the mean where not all of the selected have a lead time, since its sum could be subtracted.
 */
function leadTimeOf(times: LeadTimes, cases: number, isPart: boolean): Results['leadTime'] {
  const safe = suppressLeadTimes(times).shown;
  if (safe === undefined) return nothing.leadTime;
  const isEverybody = times.cases === cases;
  const rest = cases - times.cases;
  const partly = isPart ? 'selection' : rest > 0 && rest < SMALLEST_GROUP ? 'few-open' : null;
  return {
    cases: partly === null || isEverybody ? times.cases : null,
    median: safe.medianSeconds,
    p85: safe.p85Seconds,
    mean: partly === null || isEverybody ? safe.meanSeconds : null,
    min: safe.minSeconds,
    max: safe.maxSeconds,
    bins:
      partly !== null
        ? []
        : safe.bins.map(({ fromSeconds, toSeconds, cases: count }) => ({
            from: fromSeconds,
            // The tail ends at whole bins past its longest case, which itself isn't told.
            to: toSeconds ?? tailEnd(fromSeconds, times.bins[0], times.maxSeconds ?? fromSeconds),
            count: shown(count),
          })),
    binWidth: widthOf(times.bins[0]),
    partly,
  };
}

/** Width of the bins before any were joined, seconds. */
function widthOf(first: LeadTimes['bins'][number] | undefined): number {
  return Math.max(1, (first?.toSeconds ?? (first?.fromSeconds ?? 0) + 86_400) - (first?.fromSeconds ?? 0));
}

function tailEnd(from: number, first: LeadTimes['bins'][number] | undefined, longest: number): number {
  const width = widthOf(first);
  return from + width * (Math.floor(Math.max(0, longest - from) / width) + 1);
}

/** Median and the like of values in any order; null when there are fewer than five. */
export function quantileOf(values: readonly number[], p: number): number | null {
  if (values.length < SMALLEST_GROUP) return null;
  return quantileOfSorted(Float64Array.from(values).sort(), p);
}
