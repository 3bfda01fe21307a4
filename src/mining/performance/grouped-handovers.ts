/** Handovers between groups of people: how often, how long between, how many come back, and borders crossed by a case. */
import type { Log } from '#mining/log/log.ts';
import { beginning } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { selectedCount } from '#mining/log/selection.ts';
import { inStartOrder } from '#mining/log/start-order.ts';
import { compareText } from '#mining/map/map.ts';
import { type Cell, isNoneOrEnough, settle } from '#mining/privacy/small-groups.ts';
import type { Grouping } from './grouping.ts';
import { quantileInPlace } from './quantile.ts';
import { grouped } from './waiting/spent.ts';

export interface GroupHandover {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly cases: number;
  /** From the end of the one to the beginning of the other, negative where they overlap; null without times, and for persons. */
  readonly medianSeconds: number | null;
  /** Handovers to another group after which the next other group of the case is the one that handed over; null for persons. */
  readonly returned: number | null;
}

export interface GroupedHandovers {
  /** Most frequent first, staying in the same group included. */
  readonly pairs: readonly GroupHandover[];
  readonly handovers: number;
  /** Those that go to another group. */
  readonly toOthers: number;
  /** Of those, how many are returned; null for persons. */
  readonly returned: number | null;
  readonly borders: {
    /** Cases in which any group is known. */
    readonly cases: number;
    /** Changes from the group known last to another; events without group are passed over. */
    readonly crossings: number;
    readonly medianPerCase: number | null;
    readonly meanPerCase: number | null;
  };
  /** Events whose group isn't known: they hand over to nobody. */
  readonly withoutGroup: number;
}

/**
 * Handovers of the selected cases: pairs of directly following events (as on the map) whose groups are both known. A few
 * passes over the events.
 */
export function groupedHandovers(given: Log, grouping: Grouping, selection?: Selection): GroupedHandovers {
  // Taking the groups for resources lets them be put in order with the rest.
  const log = inStartOrder({ ...given, resource: grouping.codes });
  const codes = log.resource!;
  const { names, persons } = grouping;
  const kinds = names.length;
  const { caseOffset, time } = log;
  const n = selectedCount(log, selection);
  const between = grouped(kinds * kinds, (one) => {
    for (let k = 0; k < n; k++) {
      const c = selection === undefined ? k : selection[k]!;
      const to = caseOffset[c + 1]!;
      for (let e = caseOffset[c]! + 1; e < to; e++) {
        const [before, after] = [codes[e - 1]!, codes[e]!];
        if ((before | after) >= 0) one(before * kinds + after, beginning(log, e) - time[e - 1]!);
      }
    }
  });
  const size = between.keys.length;
  const at = new Map(Array.from(between.keys, (key, g) => [key, g]));
  const [cases, returned] = [new Uint32Array(size), new Uint32Array(size)];
  const lastCase = new Int32Array(size).fill(-1);
  const crossings = new Float64Array(n);
  let [known, withoutGroup, toOthers] = [0, 0, 0];
  for (let k = 0; k < n; k++) {
    const c = selection === undefined ? k : selection[k]!;
    const from = caseOffset[c]!;
    // Backwards: the group that has the case now, and the one that has it next.
    let [now, next, crossed] = [-1, -1, 0];
    for (let e = caseOffset[c + 1]! - 1; e >= from; e--) {
      const group = codes[e]!;
      if (group < 0) {
        withoutGroup++;
        continue;
      }
      if (group !== now) {
        if (now >= 0) crossed++;
        next = now;
        now = group;
      }
      const before = e > from ? codes[e - 1]! : -1;
      if (before < 0) continue;
      const g = at.get(before * kinds + group)!;
      if (lastCase[g] !== c) {
        lastCase[g] = c;
        cases[g]!++;
      }
      if (before === group) continue;
      toOthers++;
      if (next === before) returned[g]!++;
    }
    if (now >= 0) crossings[known++] = crossed;
  }
  const pairs = Array.from(between.keys, (key, g): GroupHandover => {
    const values = between.values.subarray(between.offset[g]!, between.offset[g + 1]!);
    const told = persons ? new Float64Array(0) : values.filter((ms) => !Number.isNaN(ms));
    return {
      from: names[Math.floor(key / kinds)]!,
      to: names[key % kinds]!,
      count: values.length,
      cases: cases[g]!,
      medianSeconds: told.length === 0 ? null : quantileInPlace(told, 0, told.length, 0.5) / 1000,
      returned: persons ? null : returned[g]!,
    };
  });
  const all = crossings.subarray(0, known);
  const crossed = all.reduce((sum, one) => sum + one, 0);
  return {
    pairs: pairs.sort((x, y) => y.count - x.count || compareText(x.from, y.from) || compareText(x.to, y.to)),
    handovers: between.values.length,
    toOthers,
    returned: persons ? null : returned.reduce((sum, one) => sum + one, 0),
    borders: {
      cases: known,
      crossings: crossed,
      medianPerCase: known === 0 ? null : quantileInPlace(all, 0, known, 0.5),
      meanPerCase: known === 0 ? null : crossed / known,
    },
    withoutGroup,
  };
}

/** Numbers that are null are withheld. */
export interface ShownHandovers {
  readonly pairs: readonly Omit<GroupHandover, 'cases'>[];
  readonly handovers: number;
  readonly toOthers: number | null;
  readonly borders: Omit<GroupedHandovers['borders'], 'crossings'> & { readonly crossings: number | null };
  /** Pairs that are left out. */
  readonly withheld: number;
}

/**
 * The same without pairs that fewer than `smallest` cases have, and without further ones as long as what is left of all
 * handovers, or of those to others, would be fewer. Undefined when there are fewer cases than that in all. Returns are told
 * where they and the rest of their pair are none or enough.
 */
export function suppressHandovers(found: GroupedHandovers, smallest: number): ShownHandovers | undefined {
  if (found.borders.cases < smallest) return undefined;
  const mayShow = isNoneOrEnough(smallest);
  const cells = found.pairs.map((pair): Cell & { readonly pair: GroupHandover } => ({
    ...{ pair, counts: Float64Array.of(pair.count), size: pair.count },
    known: pair.cases >= smallest,
  }));
  const others = cells.filter(({ pair }) => pair.from !== pair.to);
  const tellsOthers =
    mayShow(Float64Array.of(found.toOthers)) && mayShow(Float64Array.of(found.handovers - found.toOthers));
  const sums = [
    { sum: Float64Array.of(found.handovers), cells: cells as Cell[] },
    ...(tellsOthers
      ? [
          { sum: Float64Array.of(found.toOthers), cells: others as Cell[] },
          {
            sum: Float64Array.of(found.handovers - found.toOthers),
            cells: cells.filter((one) => !others.includes(one)),
          },
        ]
      : []),
  ];
  for (let changed = true; changed; )
    changed = sums.map((one) => settle(one.sum, one.cells, mayShow)).some((some) => some);
  const shown = cells.filter(({ known }) => known);
  return {
    pairs: shown.map(({ pair: { cases: _, ...pair } }) => {
      const { count, returned } = pair;
      const told =
        returned !== null && mayShow(Float64Array.of(returned)) && mayShow(Float64Array.of(count - returned));
      return { ...pair, returned: told ? returned : null };
    }),
    handovers: found.handovers,
    toOthers: tellsOthers ? found.toOthers : null,
    borders: tellsOthers ? found.borders : { ...found.borders, crossings: null, meanPerCase: null },
    withheld: cells.length - shown.length,
  };
}
