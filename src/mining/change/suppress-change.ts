/** What changed, and what goes with what, without groups under five (docs/guides/small-groups.md). */
import { groupBy } from '#lib/group.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import { inStartOrder } from '#mining/log/start-order.ts';
import type { Hint, Hints } from '#mining/performance/attribute-hints.ts';
import type { Suppressed } from '#mining/privacy/small-groups.ts';
import { type Cell, isNoneOrEnough, SMALLEST_GROUP, settle } from '#mining/privacy/small-groups.ts';
import type { BeforeAfter, Side } from './before-after.ts';
import { caseBeginnings } from './case-measure.ts';
import type { Change, ChangedRelation, Drift } from './drift.ts';

/** Numbers that are null are withheld. */
export interface ShownComparison extends Omit<BeforeAfter, 'before' | 'after'> {
  readonly before: Omit<Side, 'unfinished'> & { readonly unfinished: number | null };
  readonly after: ShownComparison['before'];
}

/** Undefined when a side has fewer than `smallest` cases. How many are unfinished isn't told where they, or the rest, are few. */
export function suppressComparison(
  found: BeforeAfter,
  smallest = SMALLEST_GROUP,
): Suppressed<ShownComparison | undefined> {
  const { before, after } = found;
  if (before.cases < smallest || after.cases < smallest) return { shown: undefined, withheld: 1 };
  const enough = (n: number) => n === 0 || n >= smallest;
  const side = (one: Side) => {
    const isTold = enough(one.unfinished) && enough(one.cases - one.unfinished);
    return { ...one, unfinished: isTold ? one.unfinished : null };
  };
  const shown = { ...found, before: side(before), after: side(after) };
  return { shown, withheld: [shown.before, shown.after].filter(({ unfinished }) => unfinished === null).length };
}

const key = (from: string | null, to: string | null) => JSON.stringify([from, to]);

/** In how many of the cases begun in [from, to) each relation occurs. */
function casesWith(log: Log, began: Float64Array, from: number, to: number) {
  const names = textsOf(log.activities);
  const counts = new Map<string, number>();
  let cases = 0;
  for (let c = 0; c < log.cases; c++) {
    if (!(began[c]! >= from && began[c]! < to)) continue;
    cases++;
    const path = Array.from(log.activity.subarray(log.caseOffset[c]!, log.caseOffset[c + 1]!), (a) => names[a]!);
    const own = [null, ...path].map((name, i) => key(name, path[i] ?? null));
    for (const one of new Set(own)) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  return { cases, counts };
}

/**
 * Relations that, on either side of a change, one to four cases have or lack are left out, and more beginnings (and ends) as
 * long as those of the other cases would be fewer. What a change is and when it was comes of all cases.
 */
export function suppressDrift(given: Log, found: Drift, smallest = SMALLEST_GROUP): Suppressed<Drift> {
  const log = inStartOrder(given);
  const began = caseBeginnings(log);
  let withheld = 0;
  const changes = found.changes.map((change, i): Change => {
    const before = casesWith(log, began, found.changes[i - 1]?.at ?? Number.NEGATIVE_INFINITY, change.at);
    const after = casesWith(log, began, change.at, found.changes[i + 1]?.at ?? Number.POSITIVE_INFINITY);
    const relations = toldRelations(change.relations, before, after, smallest);
    withheld += change.relations.length - relations.length;
    return { ...change, relations };
  });
  return { shown: { ...found, changes }, withheld };
}

type Counted = ReturnType<typeof casesWith>;

function toldRelations(all: readonly ChangedRelation[], before: Counted, after: Counted, smallest: number) {
  const enough = (n: number) => n === 0 || n >= smallest;
  const mayShow = (counts: Float64Array) => counts.every(enough);
  const sum = Float64Array.of(before.cases, after.cases);
  const cells = all.map((one): Cell & { readonly one: ChangedRelation } => {
    const at = key(one.from, one.to);
    const counts = Float64Array.of(before.counts.get(at) ?? 0, after.counts.get(at) ?? 0);
    const known = mayShow(counts) && mayShow(counts.map((n, i) => sum[i]! - n));
    return { one, counts, size: counts[0]! + counts[1]!, known };
  });
  for (const end of ['from', 'to'] as const)
    settle(
      sum,
      cells.filter(({ one }) => one[end] === null),
      mayShow,
    );
  return cells.filter(({ known }) => known).map(({ one }) => one);
}

/** Numbers that are null are withheld. */
export interface ShownHints extends Omit<Hints, 'hints'> {
  readonly hints: readonly (Omit<Hint, 'others'> & { readonly others: number | null })[];
}

/**
 * Hints of which either side has enough cases, and of an attribute's values as many as leave none or enough of those that tell
 * it. How many others there are isn't told where one to four cases don't tell the attribute.
 */
export function suppressHints(found: Hints, smallest = SMALLEST_GROUP): Suppressed<ShownHints> {
  const cells = found.hints.map((one): Cell & { readonly one: Hint } => ({
    ...{ one, counts: Float64Array.of(one.cases), size: one.cases },
    known: one.cases >= smallest && one.others >= smallest,
  }));
  const ofValues = cells.filter(
    ({ one: { kind, value } }) => kind === 'attribute' && value !== undefined && 'is' in value,
  );
  for (const values of groupBy(ofValues, ({ one }) => one.name).values()) {
    const [first] = values;
    settle(Float64Array.of(first!.one.cases + first!.one.others), values, isNoneOrEnough(smallest));
  }
  const hints = cells.flatMap(({ one, known }) => {
    if (!known) return [];
    const rest = found.cases - one.cases - one.others;
    return [{ ...one, others: rest > 0 && rest < smallest ? null : one.others }];
  });
  return { shown: { ...found, hints }, withheld: cells.length - hints.length };
}
