/**
 * Groups of fewer than five cases are not shown outside the team (requirement D13): a figure about one or two people
 * tells who they are. What is left out is counted, never listed.
 */
import type { LeadTimes } from './lead-time.ts';
import type { LogMap } from './map.ts';
import type { Variant } from './variants.ts';

/** The smallest number of cases that may be shown. */
export const SMALLEST_GROUP = 5;

export interface Suppressed<T> {
  readonly shown: T;
  /** How many groups are left out. */
  readonly withheld: number;
}

/** The map without activities and paths that fewer than five cases pass, and without starts and ends of fewer than five. */
export function suppressMap(map: LogMap, smallest = SMALLEST_GROUP): Suppressed<LogMap> {
  const enough = (cases: number) => (cases >= smallest ? cases : 0);
  const nodes = map.nodes
    .filter((node) => node.cases >= smallest)
    .map((node) => ({ ...node, starts: enough(node.starts), ends: enough(node.ends) }));
  const names = new Set(nodes.map((node) => node.activity));
  const edges = map.edges.filter((edge) => edge.cases >= smallest && names.has(edge.from) && names.has(edge.to));
  const withheld = map.nodes.length - nodes.length + map.edges.length - edges.length;
  return { shown: { ...map, nodes, edges }, withheld };
}

/** The variants of at least five cases. */
export function suppressVariants(
  variants: readonly Variant[],
  smallest = SMALLEST_GROUP,
): Suppressed<readonly Variant[]> {
  const shown = variants.filter((variant) => variant.count >= smallest);
  return { shown, withheld: variants.length - shown.length };
}

/**
 * Lead times of at least five cases, else nothing. Bins of fewer than five cases are joined with their neighbours until
 * they hold enough; shortest and longest are withheld, since each is one case.
 */
export function suppressLeadTimes(times: LeadTimes, smallest = SMALLEST_GROUP): Suppressed<LeadTimes | undefined> {
  if (times.cases < smallest) return { shown: undefined, withheld: 1 };
  const bins: { fromSeconds: number; toSeconds: number | null; cases: number }[] = [];
  for (const bin of times.bins) {
    const before = bins.at(-1);
    if (before && before.cases > 0 && before.cases < smallest) {
      before.cases += bin.cases;
      before.toSeconds = bin.toSeconds;
    } else bins.push({ ...bin });
  }
  while (bins.length > 1 && bins.at(-1)!.cases < smallest) {
    const last = bins.pop()!;
    const before = bins.at(-1)!;
    before.cases += last.cases;
    before.toSeconds = last.toSeconds;
  }
  return { shown: { ...times, minSeconds: null, maxSeconds: null, bins }, withheld: times.bins.length - bins.length };
}
