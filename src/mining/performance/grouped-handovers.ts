/** Handovers between groups of people: how often, how long between, how many come back, and borders crossed by a case. */
import type { Log } from '#mining/log/log.ts';
import { beginning } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { selectedCount } from '#mining/log/selection.ts';
import { inStartOrder } from '#mining/log/start-order.ts';
import { compareText } from '#mining/map/map.ts';
import type { Grouping } from './grouping.ts';
import { quantileInPlace } from './quantile.ts';
import type { Groups } from './waiting/spent.ts';
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
  const log = inGroups(given, grouping);
  const { names, persons } = grouping;
  const kinds = names.length;
  const between = timesBetween(log, kinds, selection);
  const { cases, returned, crossings, toOthers, withoutGroup } = counts(log, between, kinds, selection);
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
  return {
    pairs: pairs.sort((x, y) => y.count - x.count || compareText(x.from, y.from) || compareText(x.to, y.to)),
    handovers: between.values.length,
    toOthers,
    returned: persons ? null : returned.reduce((sum, one) => sum + one, 0),
    borders: bordersOf(crossings),
    withoutGroup,
  };
}

/** The log as on the map, in the order in which work began, with the groups for resources: so they are put in order with the rest. */
export function inGroups(given: Log, { codes }: Grouping): Log {
  return inStartOrder({ ...given, resource: codes });
}

/** Times (ms) between the two events of each handover, by pair: code of the one times `kinds`, plus that of the other. */
function timesBetween(log: Log, kinds: number, selection: Selection): Groups {
  const { caseOffset, time } = log;
  const codes = log.resource!;
  const n = selectedCount(log, selection);
  return grouped(kinds * kinds, (one) => {
    for (let k = 0; k < n; k++) {
      const c = selection === undefined ? k : selection[k]!;
      const to = caseOffset[c + 1]!;
      for (let e = caseOffset[c]! + 1; e < to; e++) {
        const [before, after] = [codes[e - 1]!, codes[e]!];
        if ((before | after) >= 0) one(before * kinds + after, beginning(log, e) - time[e - 1]!);
      }
    }
  });
}

/** What is counted of each pair, in the order of `between`, and of each case in which any group is known. */
function counts(log: Log, between: Groups, kinds: number, selection: Selection) {
  const at = new Map(Array.from(between.keys, (key, g) => [key, g]));
  const [cases, returned] = [new Uint32Array(at.size), new Uint32Array(at.size)];
  const lastCase = new Int32Array(at.size).fill(-1);
  const n = selectedCount(log, selection);
  const crossings = new Float64Array(n);
  let [known, withoutGroup, toOthers] = [0, 0, 0];
  const told = (before: number, after: number, isReturned: boolean, c: number) => {
    const g = at.get(before * kinds + after)!;
    if (lastCase[g] !== c) {
      lastCase[g] = c;
      cases[g]!++;
    }
    if (before !== after) toOthers++;
    if (isReturned) returned[g]!++;
  };
  for (let k = 0; k < n; k++) {
    const found = backThrough(log, selection === undefined ? k : selection[k]!, told);
    withoutGroup += found.withoutGroup;
    if (found.isAnyKnown) crossings[known++] = found.crossings;
  }
  return { cases, returned, crossings: crossings.subarray(0, known), toOthers, withoutGroup };
}

/**
 * Tells the handovers of one case, the last first: backwards, since whether one is returned is known by the groups that come
 * after it. `log` is one of `inGroups`.
 */
export function backThrough(
  log: Log,
  c: number,
  told: (before: number, after: number, isReturned: boolean, c: number) => void,
): { readonly crossings: number; readonly isAnyKnown: boolean; readonly withoutGroup: number } {
  const codes = log.resource!;
  const from = log.caseOffset[c]!;
  // The group that has the case now, and the other one that has it next.
  let [now, next] = [-1, -1];
  let [crossings, withoutGroup] = [0, 0];
  for (let e = log.caseOffset[c + 1]! - 1; e >= from; e--) {
    const group = codes[e]!;
    if (group < 0) {
      withoutGroup++;
      continue;
    }
    if (group !== now) {
      if (now >= 0) crossings++;
      next = now;
      now = group;
    }
    const before = e > from ? codes[e - 1]! : -1;
    if (before >= 0) told(before, group, before !== group && next === before, c);
  }
  return { crossings, isAnyKnown: now >= 0, withoutGroup };
}

/** Of the crossings in each case, which are rearranged. */
function bordersOf(perCase: Float64Array): GroupedHandovers['borders'] {
  const cases = perCase.length;
  const crossings = perCase.reduce((sum, one) => sum + one, 0);
  if (cases === 0) return { cases, crossings, medianPerCase: null, meanPerCase: null };
  return {
    cases,
    crossings,
    medianPerCase: quantileInPlace(perCase, 0, cases, 0.5),
    meanPerCase: crossings / cases,
  };
}
