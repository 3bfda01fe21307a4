/** The four cuts of the inductive miner (Leemans, Fahland & van der Aalst 2013, definition 3), found in a directly-follows graph. */
import type { Bits, Relation } from './relation.ts';
import { both, butNot, componentsOf, either, has, isEmpty, isWithin, placesIn, reachedFrom } from './relation.ts';

export interface Cut {
  readonly tag: 'choice' | 'sequence' | 'parallel' | 'loop';
  /** Places in `graph.activities`; of a sequence in order, of a loop the body first. */
  readonly groups: readonly (readonly number[])[];
}

/** The first cut that there is, in the order the miner prefers. */
export function findCut(relation: Relation): Cut | undefined {
  if (placesIn(relation.members).length < 2) return undefined;
  return choiceCut(relation) ?? sequenceCut(relation) ?? parallelCut(relation) ?? loopCut(relation);
}

function choiceCut({ members, after, before }: Relation): Cut | undefined {
  const parts = componentsOf(members, (a, i) => after[a]![i]! | before[a]![i]!);
  return parts.length > 1 ? { tag: 'choice', groups: parts.map(placesIn) } : undefined;
}

function sequenceCut({ n, members, after, before }: Relation): Cut | undefined {
  const all = placesIn(members);
  const first = all[0]!;
  const onward = (a: number, i: number) => after[a]![i]!;
  // Where everything leads to everything there is no order; most graphs that are asked are so.
  if (isWithin(members, reachedFrom(first, members, onward)))
    if (
      isWithin(
        members,
        reachedFrom(first, members, (a, i) => before[a]![i]!),
      )
    )
      return undefined;
  const reach: Bits[] = Array.from({ length: n });
  for (const a of all) reach[a] = reachedFrom(a, members, onward);
  const leads = (a: number, b: number) => has(reach[a]!, b);
  const groups: number[][] = [];
  for (let group of unordered(all, leads)) {
    for (;;) {
      const [joined, rest] = parted(
        groups,
        (other) => !isOrdered(leads, group, other) && !isOrdered(leads, other, group),
      );
      if (joined.length === 0) break;
      group = [...group, ...joined.flat()];
      groups.splice(0, groups.length, ...rest);
    }
    groups.push(group.sort((x, y) => x - y));
  }
  if (groups.length < 2) return undefined;
  return { tag: 'sequence', groups: groups.sort((one, other) => (leads(one[0]!, other[0]!) ? -1 : 1)) };
}

function parted<T>(all: readonly T[], isIn: (one: T) => boolean): readonly [T[], T[]] {
  const [within, rest]: [T[], T[]] = [[], []];
  for (const one of all) (isIn(one) ? within : rest).push(one);
  return [within, rest];
}

/** Groups of those that lead to each other, or neither to the other: no order is between them. */
function unordered(all: readonly number[], leads: (a: number, b: number) => boolean): number[][] {
  const groups: number[][] = [];
  const left = new Set(all);
  for (const first of all) {
    if (!left.delete(first)) continue;
    const group = [first];
    for (const a of group) {
      for (const b of left) {
        if (leads(a, b) !== leads(b, a)) continue;
        left.delete(b);
        group.push(b);
      }
    }
    groups.push(group.sort((x, y) => x - y));
  }
  return groups;
}

/** Everything in `first` leads to everything in `second`, and nothing back. */
function isOrdered(
  leads: (a: number, b: number) => boolean,
  first: readonly number[],
  second: readonly number[],
): boolean {
  return first.every((a) => second.every((b) => leads(a, b) && !leads(b, a)));
}

function parallelCut({ members, after, before, starts, ends }: Relation): Cut | undefined {
  const parts = componentsOf(members, (a, i) => ~(after[a]![i]! & before[a]![i]!));
  const isWhole = (part: Bits) => !isEmpty(both(part, starts)) && !isEmpty(both(part, ends));
  const complete = parts.filter(isWhole).map(placesIn);
  const lacking = parts.filter((part) => !isWhole(part)).flatMap(placesIn);
  if (lacking.length > 0) {
    const first = complete.shift();
    if (first === undefined) return undefined;
    complete.unshift([...first, ...lacking]);
  }
  return complete.length > 1 ? { tag: 'parallel', groups: complete } : undefined;
}

function loopCut({ members, after, before, starts, ends }: Relation): Cut | undefined {
  const border = either(starts, ends);
  const outside = componentsOf(butNot(members, border), (a, i) => after[a]![i]! | before[a]![i]!);
  // Nothing leads into it but ends, nothing leads out of it but to starts; and all ends and all starts do alike.
  const isRedo = (part: Bits) =>
    placesIn(part).every((a) => {
      const [into, out] = [before[a]!, after[a]!];
      return (
        isEmpty(butNot(both(into, border), ends)) &&
        isEmpty(butNot(both(out, border), starts)) &&
        (isEmpty(both(into, ends)) || isWithin(ends, into)) &&
        (isEmpty(both(out, starts)) || isWithin(starts, out))
      );
    });
  const redos = outside.filter(isRedo);
  if (redos.length === 0) return undefined;
  const body = redos.reduce(butNot, members);
  return { tag: 'loop', groups: [placesIn(body), ...redos.map(placesIn)] };
}
