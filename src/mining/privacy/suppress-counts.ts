/** The counts of a whole log, and who follows whom, without groups under five (docs/guides/small-groups.md). */
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import type { EventRow } from '#mining/log/log-builder.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import type { Summary } from '#mining/log/summary.ts';
import type { Variant } from '#mining/map/variants.ts';
import { variantsOf } from '#mining/map/variants.ts';
import type { Handover } from '#mining/performance/handover.ts';
import { leadTimes } from '#mining/performance/lead-time.ts';
import type { Tallies } from './few-cases.ts';
import { endTallies, noteCase, settleCases, toldGroup } from './few-cases.ts';
import type { Suppressed } from './small-groups.ts';
import { type Cell, isNoneOrEnough, SMALLEST_GROUP, settle, suppressVariants } from './small-groups.ts';

/**
 * The summary of a log of at least `smallest` cases, else nothing: without beginnings and ends of fewer, and of the smallest
 * others as long as what is left would be fewer. The mean lead time is withheld where one to four cases have none, since
 * their number and the sum could be reckoned.
 */
export function suppressSummary(log: Log, found: Summary, smallest = SMALLEST_GROUP): Suppressed<Summary | undefined> {
  if (found.cases < smallest) return { shown: undefined, withheld: 1 };
  const known = leadTimes(log).cases;
  const { median, mean, p85 } = found.caseDurationSeconds;
  const isEnough = known >= smallest;
  const rest = found.cases - known;
  const [start, end] = [enough(found.start, found.cases, smallest), enough(found.end, found.cases, smallest)];
  const shown = {
    ...found,
    start: start.shown,
    end: end.shown,
    caseDurationSeconds: {
      median: isEnough ? median : null,
      mean: isEnough && (rest === 0 || rest >= smallest) ? mean : null,
      p85: isEnough ? p85 : null,
    },
  };
  return { shown, withheld: start.withheld + end.withheld };
}

function enough(counts: Readonly<Record<string, number>>, sum: number, smallest: number) {
  const cells = Object.entries(counts).map(([name, n]): Cell & { readonly name: string } => ({
    ...{ name, counts: Float64Array.of(n), size: n },
    known: n >= smallest,
  }));
  settle(Float64Array.of(sum), cells, isNoneOrEnough(smallest));
  const told = cells.filter(({ known }) => known);
  const shown: Readonly<Record<string, number>> = Object.fromEntries(told.map(({ name, size }) => [name, size]));
  return { shown, withheld: cells.length - told.length };
}

/** Handovers between pairs that at least `smallest` cases have, and whose rest is of none or as many. */
export function suppressFollowing(
  log: Log,
  found: readonly Handover[],
  smallest = SMALLEST_GROUP,
): Suppressed<readonly Handover[]> {
  const { resource } = log;
  const cases: Tallies<number> = new Map();
  const kinds = log.resources.size;
  for (let c = 0; resource !== undefined && c < log.cases; c++)
    for (let e = log.caseOffset[c]! + 1; e < log.caseOffset[c + 1]!; e++) {
      const [before, after] = [resource[e - 1]!, resource[e]!];
      if ((before | after) >= 0) noteCase(cases, before * kinds + after, c, smallest);
    }
  endTallies(cases, log.cases, smallest);
  const code = new Map(textsOf(log.resources).map((name, i) => [name, i]));
  const groups = found.map(({ from, to, count }) =>
    toldGroup(cases.get(code.get(from)! * kinds + code.get(to)!), count, smallest),
  );
  settleCases(groups, smallest);
  const shown = found.filter((_, i) => groups[i]!.known);
  return { shown, withheld: found.length - shown.length };
}

/**
 * A log of the ways that may be told, each as often as it is gone and in their order, and of nothing else: what is mined from
 * it follows from the variants that are shown. It has no times, people or attributes. Undefined when no way may be told.
 */
export function commonWays(log: Log, smallest = SMALLEST_GROUP): Log | undefined {
  const { shown } = suppressVariants(variantsOf(log).variants, smallest);
  return shown.length === 0 ? undefined : logFromEvents(eventsOf(shown));
}

function* eventsOf(ways: readonly Variant[]): Generator<EventRow> {
  let caseNumber = 0;
  for (const { activities, count } of ways)
    for (let k = 0; k < count; k++) {
      const caseId = `${caseNumber++}`;
      for (const activity of activities) yield { caseId, activity, time: Number.NaN };
    }
}
