/**
 * Groups of fewer than five cases are not shown outside the team (requirement D13): a figure about one or two people
 * tells who they are. What is left out is counted, never listed; and where what is left out could be reckoned from what is
 * shown, the next smallest figure is withheld as well (null). docs/guides/small-groups.md says it to people.
 */

import type { LogMap, MapEdge, MapNode } from '#mining/map/map.ts';
import { compareText } from '#mining/map/map.ts';
import type { Variant } from '#mining/map/variants.ts';
import type { LeadTimes } from '#mining/performance/lead-time.ts';
import type { Row } from './reckonable.ts';
import { tellingCells } from './reckonable.ts';

/** The smallest number of cases that may be shown. */
export const SMALLEST_GROUP = 5;

export interface Suppressed<T> {
  readonly shown: T;
  /** How many groups are left out. */
  readonly withheld: number;
}

/** How a group is spread over the months and parts of a question (`safe-periods.ts`); of one number where there are none. */
type Counts = Float64Array;

/**
 * A list that stands by a number, greatest first, with those whose number is withheld last, by name: the place of one would tell
 * between which others it is.
 */
export function withheldLast<T>(
  list: readonly T[],
  isWithheld: (one: T) => boolean,
  byName: (one: T, other: T) => number,
): T[] {
  return [...list.filter((one) => !isWithheld(one)), ...list.filter(isWithheld).sort(byName)];
}

/** The spreads of the groups on a map. Events for the sums, cases for the people. */
export interface Spreads {
  readonly everyone: Counts;
  readonly events: Counts;
  readonly mayShow: (counts: Counts) => boolean;
  readonly node: (activity: string) => {
    readonly cases: Counts;
    readonly events: Counts;
    readonly starts: Counts;
    readonly ends: Counts;
    /** What leaves it and what comes to it: the sums of its rows. */
    readonly out: Counts;
    readonly in: Counts;
  };
  readonly edge: (edge: MapEdge) => { readonly cases: Counts; readonly events: Counts };
}

/** Numbers that are null are withheld; of starts and ends, 0 also says fewer than five. Order is by `rank`, which is coarse. */
export interface ShownNode {
  readonly activity: string;
  readonly events: number | null;
  readonly cases: number | null;
  readonly starts: number | null;
  readonly ends: number | null;
  readonly rank: number;
}

export interface ShownEdge {
  readonly from: string;
  readonly to: string;
  readonly count: number | null;
  readonly meanSeconds: number | null;
  readonly medianSeconds: number | null;
  readonly rank: number;
}

export interface ShownMap {
  readonly nodes: readonly ShownNode[];
  readonly edges: readonly ShownEdge[];
}

const one = (n: number): Counts => Float64Array.of(n);

/** One number must be none or at least five. */
export const isNoneOrEnough =
  (smallest: number) =>
  (counts: Counts): boolean =>
    counts[0] === 0 || counts[0]! >= smallest;

/** The spreads of a whole log, which has no filter: what the map itself tells. */
function spreadsOfMap(map: LogMap, smallest: number): Spreads {
  const nodes = new Map(map.nodes.map((node) => [node.activity, node]));
  const sums = (side: 'from' | 'to') => {
    const sum = new Map<string, number>();
    for (const edge of map.edges) sum.set(edge[side], (sum.get(edge[side]) ?? 0) + edge.count);
    return sum;
  };
  const [left, come] = [sums('from'), sums('to')];
  return {
    everyone: one(map.cases),
    events: one(map.events),
    mayShow: isNoneOrEnough(smallest),
    node: (activity) => {
      const { cases, events, starts, ends } = nodes.get(activity)!;
      const [out, into] = [one((left.get(activity) ?? 0) + ends), one((come.get(activity) ?? 0) + starts)];
      return { cases: one(cases), events: one(events), starts: one(starts), ends: one(ends), out, in: into };
    },
    edge: (edge) => ({ cases: one(edge.cases), events: one(edge.count) }),
  };
}

/** A figure on the map, and the sums it is part of. */
export interface Cell {
  readonly counts: Counts;
  readonly size: number;
  known: boolean;
}

function rest(sum: Counts, cells: readonly Cell[]): Counts {
  const left = Float64Array.from(sum);
  for (const { counts, known } of cells) if (known) for (let i = 0; i < left.length; i++) left[i]! -= counts[i]!;
  return left;
}

/**
 * Withholds the smallest figures of a sum until what is left of it may be told. True where any was.
 */
export function settle(sum: Counts, cells: readonly Cell[], mayShow: Spreads['mayShow']): boolean {
  let changed = false;
  while (!mayShow(rest(sum, cells))) {
    const smallest = cells.filter((cell) => cell.known).reduce<Cell | undefined>(lesser, undefined);
    if (smallest === undefined) break;
    smallest.known = false;
    changed = true;
  }
  return changed;
}

function lesser(one: Cell | undefined, other: Cell): Cell {
  return one === undefined || other.size < one.size ? other : one;
}

/** In fives, so that the order of the list doesn't tell a number that is withheld. */
function coarse(n: number, smallest: number): number {
  return Math.floor(n / smallest) * smallest;
}

/** The same figure by other counts: whom it doesn't hold for. What is withheld of the one is of the other. */
function mirror(cell: Cell, counts: Counts): Cell {
  return {
    counts,
    size: cell.size,
    get known() {
      return cell.known;
    },
    set known(known) {
      cell.known = known;
    },
  };
}

function sumOf(counts: readonly Counts[], length: number): Counts {
  const sum = new Float64Array(length);
  for (const one of counts) for (let i = 0; i < length; i++) sum[i]! += one[i]!;
  return sum;
}

/** The figures of an activity on the map; `out` and `in` are those of the rows it is the sum of: its ends or starts, and its paths. */
interface NodeCells {
  readonly all: Cell;
  readonly starts: Cell;
  readonly ends: Cell;
  readonly out: Cell[];
  readonly in: Cell[];
}

interface MapCells {
  readonly nodes: ReadonlyMap<MapNode, NodeCells>;
  readonly edges: ReadonlyMap<MapEdge, Cell>;
}

/** Cases outside a group. */
function othersThan(counts: Counts, everyone: Counts): Counts {
  return Float64Array.from(everyone, (n, i) => n - counts[i]!);
}

/** The activities and paths that enough cases pass, each with what it may tell by itself. */
function cellsOf(map: LogMap, smallest: number, spreads: Spreads): MapCells {
  const { mayShow, everyone } = spreads;
  const cell = (counts: Counts, size: number, cases: Counts, isEnough = true): Cell => ({
    ...{ counts, size },
    known: isEnough && mayShow(cases) && mayShow(othersThan(cases, everyone)),
  });
  const nodes = new Map<MapNode, NodeCells>();
  const byName = new Map<string, NodeCells>();
  for (const node of map.nodes) {
    if (node.cases < smallest) continue;
    const { cases, events, starts, ends } = spreads.node(node.activity);
    const start = cell(starts, node.starts, starts, node.starts >= smallest);
    const end = cell(ends, node.ends, ends, node.ends >= smallest);
    const cells = { all: cell(events, node.events, cases), starts: start, ends: end, out: [end], in: [start] };
    nodes.set(node, cells);
    byName.set(node.activity, cells);
  }
  const edges = new Map<MapEdge, Cell>();
  for (const edge of map.edges) {
    const [from, to] = [byName.get(edge.from), byName.get(edge.to)];
    if (edge.cases < smallest || from === undefined || to === undefined) continue;
    const { cases, events } = spreads.edge(edge);
    const made = cell(events, edge.count, cases);
    edges.set(edge, made);
    from.out.push(made);
    to.in.push(made);
  }
  return { nodes, edges };
}

/** Withholds more until what is left of every sum on the map may be told. */
function settleMap(map: LogMap, { nodes }: MapCells, spreads: Spreads): void {
  const { mayShow, everyone } = spreads;
  const each = [...nodes.values()];
  // All events less those shown are the withheld ones': neither may those who don't pass these be one to four together.
  const notPassing = (node: MapNode) => othersThan(spreads.node(node.activity).cases, everyone);
  const sums = [
    ...[...nodes].flatMap(([node, cells]) => {
      const { out, in: into } = spreads.node(node.activity);
      return [
        { sum: out, cells: cells.out },
        { sum: into, cells: cells.in },
      ];
    }),
    { sum: everyone, cells: each.map((c) => c.starts) },
    { sum: everyone, cells: each.map((c) => c.ends) },
    { sum: spreads.events, cells: each.map((c) => c.all) },
    {
      sum: sumOf(map.nodes.map(notPassing), everyone.length),
      cells: [...nodes].map(([node, cells]) => mirror(cells.all, notPassing(node))),
    },
  ];
  // Withholding one changes the sums it is part of: until nothing changes any more.
  for (let changed = true; changed; )
    changed = sums.map(({ sum, cells }) => settle(sum, cells, mayShow)).some((some) => some);
}

/** Withholds more until nothing of one to four can be reckoned from several sums together either. */
function settleTogether(map: LogMap, cells: MapCells, spreads: Spreads, smallest: number): void {
  const each = [...cells.nodes.values()];
  const rows: Row<Cell>[] = [
    ...each.flatMap((one) => [
      { cells: one.out, whole: one.all },
      { cells: one.in, whole: one.all },
    ]),
    { cells: each.map((one) => one.starts), whole: map.cases },
    { cells: each.map((one) => one.ends), whole: map.cases },
    { cells: each.map((one) => one.all), whole: map.events },
  ];
  const lists = [each.map((one) => one.all), [...cells.edges.values()]];
  for (;;) {
    settleMap(map, cells, spreads);
    const telling = tellingCells(rows, map.cases, smallest, lists);
    if (telling.length === 0) return;
    for (const cell of telling) cell.known = false;
  }
}

/**
 * The map without activities and paths that fewer than five cases pass, and without starts and ends of fewer than five.
 * A number is withheld (null) where it, with its neighbours', would tell of one to four: those who don't pass the activity,
 * those who go another way from it or come another way to it, those who begin or end elsewhere.
 */
export function suppressMap(
  map: LogMap,
  smallest = SMALLEST_GROUP,
  spreads: Spreads = spreadsOfMap(map, smallest),
): Suppressed<ShownMap> {
  const cells = cellsOf(map, smallest, spreads);
  settleTogether(map, cells, spreads, smallest);
  const nodes = Array.from(cells.nodes, ([node, own]) => shownNode(node, own, smallest));
  const edges = Array.from(cells.edges, ([edge, { known }]) => shownEdge(edge, known, smallest));
  return {
    shown: {
      nodes: nodes.sort((x, y) => y.rank - x.rank || compareText(x.activity, y.activity)),
      edges: edges.sort((x, y) => y.rank - x.rank || compareText(x.from, y.from) || compareText(x.to, y.to)),
    },
    withheld: map.nodes.length - nodes.length + map.edges.length - edges.length,
  };
}

function shownNode(node: MapNode, { all, starts, ends }: NodeCells, smallest: number): ShownNode {
  const told = (n: number) => (all.known ? n : null);
  const beginnings = (n: number, { known }: Cell) => (n < smallest ? 0 : known ? n : null);
  return {
    activity: node.activity,
    events: told(node.events),
    cases: told(node.cases),
    starts: beginnings(node.starts, starts),
    ends: beginnings(node.ends, ends),
    rank: all.known ? node.events : coarse(node.events, smallest),
  };
}

function shownEdge(edge: MapEdge, isKnown: boolean, smallest: number): ShownEdge {
  const { from, to, count, meanSeconds, medianSeconds } = edge;
  const numbers = { count: isKnown ? count : null, meanSeconds: isKnown ? meanSeconds : null, medianSeconds };
  return { from, to, ...numbers, rank: isKnown ? count : coarse(count, smallest) };
}

/**
 * The variants of at least five cases whose rest, the cases of all others, is none or at least five too. `shares` are those
 * of the variants with all others; `spreadOf` tells how a variant lies in time where a period or another filter is asked for.
 */
export function suppressVariants(
  variants: readonly Variant[],
  smallest = SMALLEST_GROUP,
  whole: Counts = one(variants.reduce((sum, { count }) => sum + count, 0)),
  mayShow: Spreads['mayShow'] = isNoneOrEnough(smallest),
  spreadOf: (variant: Variant, at: number) => Counts = ({ count }) => one(count),
): Suppressed<readonly Variant[]> {
  const cells = variants.map((variant, at): Cell => {
    if (variant.count < smallest) return { counts: whole, size: variant.count, known: false };
    const counts = spreadOf(variant, at);
    return { counts, size: variant.count, known: mayShow(counts) };
  });
  settle(whole, cells, mayShow);
  const shown = variants.filter((_, at) => cells[at]!.known);
  let sum = 0;
  const cumulative = shown.map((variant) => {
    sum += variant.share;
    return { ...variant, cumulativeShare: sum };
  });
  return { shown: cumulative, withheld: variants.length - shown.length };
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
