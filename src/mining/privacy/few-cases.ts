/**
 * Groups of cases that are told beside a sum they are part of: which of them may be, so that nothing that can be reckoned by
 * subtraction is about one to four cases, be it those of a group, those outside it, or either of what is left of the sum.
 * Stricter than counting events: one case that does a thing five times is still one case.
 */

/** The cases of a group, counted, and some of those in it and outside it: all while they are few, else as many as are enough. */
export interface CaseTally {
  readonly inside: Set<number>;
  readonly outside: Set<number>;
  /** The case that was noted last; those between two that are noted lie outside. */
  last: number;
}

/** Tallies of the cases by group; a group that no case belongs to has none. */
export type Tallies<K> = Map<K, CaseTally>;

/** Notes that a case belongs to a group. Cases are noted in ascending order, and one may be noted several times. */
export function noteCase<K>(groups: Tallies<K>, key: K, caseNumber: number, smallest: number): void {
  let group = groups.get(key);
  if (group === undefined) {
    group = { inside: new Set(), outside: new Set(), last: -1 };
    groups.set(key, group);
  }
  if (group.last === caseNumber) return;
  noteOutside(group, caseNumber, smallest);
  if (group.inside.size < smallest) group.inside.add(caseNumber);
  group.last = caseNumber;
}

/** When all have been noted: what comes after a group's last case, up to the number of cases, lies outside too. */
export function endTallies<K>(groups: Tallies<K>, cases: number, smallest: number): void {
  for (const group of groups.values()) noteOutside(group, cases, smallest);
}

function noteOutside(group: CaseTally, until: number, smallest: number): void {
  for (let c = group.last + 1; c < until && group.outside.size < smallest; c++) group.outside.add(c);
}

/** Whether a group may be told by its size: nobody, or not few. */
export function noneOrEnough({ size }: ReadonlySet<number>, smallest: number): boolean {
  return size === 0 || size >= smallest;
}

/** Whether neither those in the group nor those outside it are few; a group of nobody may be told. */
export function mayBeTold(group: CaseTally | undefined, smallest: number): boolean {
  return group === undefined || (noneOrEnough(group.inside, smallest) && noneOrEnough(group.outside, smallest));
}

/** A figure about a group, and whether it is told. `size` says which are given up first. */
export interface ToldGroup {
  readonly cases: CaseTally | undefined;
  readonly size: number;
  known: boolean;
}

/** A figure about these cases, told so far as they alone allow; `settleCases` then looks at the sum they are part of. */
export function toldGroup(cases: CaseTally | undefined, size: number, smallest: number): ToldGroup {
  return { cases, size, known: mayBeTold(cases, smallest) };
}

/**
 * Withholds the smallest groups of a sum until neither the cases in those withheld, taken together, nor those outside some of
 * them are one to four: then what is left by subtraction tells of enough cases too. True where any was withheld. Where the
 * sum itself is of one to four, all are withheld, and the sum must not be told either.
 */
export function settleCases(groups: readonly ToldGroup[], smallest: number): boolean {
  let changed = false;
  for (;;) {
    const withheld = groups.flatMap(({ cases, known }) => (known || cases === undefined ? [] : [cases]));
    const inside = union(withheld.map((one) => one.inside));
    const outside = union(withheld.map((one) => one.outside));
    if (noneOrEnough(inside, smallest) && noneOrEnough(outside, smallest)) return changed;
    const told = groups.filter((one) => one.known && one.cases !== undefined);
    const least = told.reduce<ToldGroup | undefined>((x, y) => (x === undefined || y.size < x.size ? y : x), undefined);
    if (least === undefined) return changed;
    least.known = false;
    changed = true;
  }
}

/**
 * The same for a table whose rows are told whole or not at all, since the groups of a row add up to something that is told, and
 * whose columns have sums that are told. The rows are equally long.
 */
export function settleRows(rows: readonly (readonly ToldGroup[])[], smallest: number): void {
  const columns = Array.from(rows[0] ?? [], (_, i) => rows.map((row) => row[i]!));
  for (let changed = true; changed; ) {
    changed = false;
    for (const row of rows)
      if (row.some(({ known }) => !known) && row.some(({ known }) => known)) for (const one of row) one.known = false;
    for (const column of columns) if (settleCases(column, smallest)) changed = true;
  }
}

/** All of them together; of groups that are kept up to a number, at least as many as that number if there are so many. */
export function union(groups: Iterable<ReadonlySet<number>>): ReadonlySet<number> {
  const all = new Set<number>();
  for (const group of groups) for (const c of group) all.add(c);
  return all;
}
