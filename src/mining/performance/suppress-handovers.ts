/** Handovers between groups of people, without groups of fewer than five cases (docs/guides/small-groups.md). */
import type { Log } from '#mining/log/log.ts';
import type { Tallies } from '#mining/privacy/few-cases.ts';
import { endTallies, mayBeTold, noneOrEnough, noteCase, settleCases, toldGroup } from '#mining/privacy/few-cases.ts';
import type { Suppressed } from '#mining/privacy/small-groups.ts';
import { SMALLEST_GROUP } from '#mining/privacy/small-groups.ts';
import type { GroupedHandovers, GroupHandover } from './grouped-handovers.ts';
import { backThrough, inGroups } from './grouped-handovers.ts';
import type { Grouping } from './grouping.ts';
import { pairOf } from './waiting/suppress-work.ts';

/** Numbers that are null are withheld. */
export interface ShownHandovers {
  readonly pairs: readonly Omit<GroupHandover, 'cases'>[];
  readonly handovers: number | null;
  readonly toOthers: number | null;
  readonly borders: Omit<GroupedHandovers['borders'], 'crossings'> & { readonly crossings: number | null };
}

/** The cases that have handovers, by pair of groups or by what they are altogether. */
interface HandoverCases {
  readonly pairs: Tallies<string>;
  readonly returned: Tallies<string>;
  readonly notReturned: Tallies<string>;
  readonly whole: Tallies<'any' | 'to-others' | 'within' | 'crossing'>;
}

function casesWith(given: Log, grouping: Grouping, smallest: number): HandoverCases {
  const log = inGroups(given, grouping);
  const { names } = grouping;
  const found: HandoverCases = { pairs: new Map(), returned: new Map(), notReturned: new Map(), whole: new Map() };
  for (let c = 0; c < log.cases; c++) {
    const { crossings } = backThrough(log, c, (before, after, isReturned) => {
      const pair = pairOf(names[before]!, names[after]!);
      noteCase(found.pairs, pair, c, smallest);
      noteCase(isReturned ? found.returned : found.notReturned, pair, c, smallest);
      noteCase(found.whole, 'any', c, smallest);
      noteCase(found.whole, before === after ? 'within' : 'to-others', c, smallest);
    });
    if (crossings > 0) noteCase(found.whole, 'crossing', c, smallest);
  }
  for (const groups of [found.pairs, found.returned, found.notReturned]) endTallies(groups, log.cases, smallest);
  endTallies(found.whole, log.cases, smallest);
  return found;
}

/**
 * `found` is what `groupedHandovers` answers of the whole log. Pairs that enough cases have, and whose rest, of all handovers and
 * of those to others, is of none or enough; sums and returns likewise. Undefined when any group is known of fewer than
 * `smallest` cases.
 */
export function suppressHandovers(
  log: Log,
  grouping: Grouping,
  found: GroupedHandovers,
  smallest = SMALLEST_GROUP,
): Suppressed<ShownHandovers | undefined> {
  if (found.borders.cases < smallest) return { shown: undefined, withheld: 1 };
  const cases = casesWith(log, grouping, smallest);
  const rows = found.pairs.map((pair) => ({
    pair,
    isOther: pair.from !== pair.to,
    group: toldGroup(cases.pairs.get(pairOf(pair.from, pair.to)), pair.count, smallest),
  }));
  const parts = ['to-others', 'within'] as const;
  const arePartsTold = parts.every((part) => mayBeTold(cases.whole.get(part), smallest));
  // What is left of either part is then none or enough, and so is what is left of both.
  const sums = arePartsTold ? [rows.filter(({ isOther }) => isOther), rows.filter(({ isOther }) => !isOther)] : [rows];
  for (const sum of sums)
    settleCases(
      sum.map(({ group }) => group),
      smallest,
    );
  const isReturnTold = (key: string) =>
    mayBeTold(cases.returned.get(key), smallest) && mayBeTold(cases.notReturned.get(key), smallest);
  const pairs = rows
    .filter(({ group }) => group.known)
    .map(({ pair: { cases: _, ...pair } }) => ({
      ...pair,
      returned: isReturnTold(pairOf(pair.from, pair.to)) ? pair.returned : null,
    }));
  const isAnyTold = noneOrEnough(cases.whole.get('any')?.inside ?? new Set(), smallest);
  const areCrossingsTold = arePartsTold && mayBeTold(cases.whole.get('crossing'), smallest);
  const shown: ShownHandovers = {
    pairs,
    handovers: isAnyTold ? found.handovers : null,
    toOthers: arePartsTold ? found.toOthers : null,
    borders: areCrossingsTold ? found.borders : { ...found.borders, crossings: null, meanPerCase: null },
  };
  return { shown, withheld: rows.length - pairs.length };
}
