/** Why it waited, without groups of fewer than five cases (docs/guides/small-groups.md). */
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import type { Calendar } from '#mining/performance/calendar.ts';
import type { CaseTally, Tallies, ToldGroup } from '#mining/privacy/few-cases.ts';
import {
  endTallies,
  noneOrEnough,
  noteCase,
  settleCases,
  settleRows,
  toldGroup,
  union,
} from '#mining/privacy/few-cases.ts';
import type { Suppressed } from '#mining/privacy/small-groups.ts';
import { SMALLEST_GROUP } from '#mining/privacy/small-groups.ts';
import type { WorkGroups } from './suppress-work.ts';
import { isOfFew, pairOf } from './suppress-work.ts';
import type { Cause, EachWait, WaitingCauses } from './waiting-causes.ts';
import { CAUSES, waitingCauses } from './waiting-causes.ts';

type Waiting = Omit<WaitingCauses, 'byCase'>;

/** Causes that are null are withheld. */
type ShownCauses = { readonly [C in Cause]: number | null };

export interface ShownWaiting extends Omit<Waiting, 'causes' | 'transitions'> {
  readonly causes: ShownCauses;
  readonly transitions: readonly (Omit<Waiting['transitions'][number], 'causes'> & { readonly causes: ShownCauses })[];
}

/** The cases that have waited, for whatever cause and for each, by pair of activities (`pairOf`) and in all. */
export interface WaitingGroups extends Pick<WorkGroups, 'pairs'> {
  readonly causes: { readonly [C in Cause]: Tallies<string> };
  readonly inAll: Tallies<Cause>;
}

/** The groups of the whole log; `available` and `until` are what the causes were told by. */
export function waitingGroups(
  log: Log,
  available: Calendar | undefined,
  smallest: number,
  until?: Float64Array,
): WaitingGroups {
  // Pieces are told in no order, and cases are noted in theirs: so they are kept by event first.
  const [before, after] = [new Int32Array(log.events).fill(-1), new Int32Array(log.events)];
  const has = CAUSES.map(() => new Uint8Array(log.events));
  const each: EachWait = (e, from, to, parts) => {
    before[e] = from;
    after[e] = to;
    for (let i = 0; i < CAUSES.length; i++) if (parts[i]! > 0) has[i]![e] = 1;
  };
  waitingCauses(log, available, { until, each });
  const names = textsOf(log.activities);
  const pairs = new Map<string, CaseTally>();
  const causes = Object.fromEntries(CAUSES.map((cause) => [cause, new Map()])) as WaitingGroups['causes'];
  const inAll = new Map<Cause, CaseTally>();
  for (let c = 0; c < log.cases; c++)
    for (let e = log.caseOffset[c]!; e < log.caseOffset[c + 1]!; e++) {
      if (before[e]! < 0) continue;
      const pair = pairOf(names[before[e]!]!, names[after[e]!]!);
      noteCase(pairs, pair, c, smallest);
      for (const [i, cause] of CAUSES.entries()) {
        if (has[i]![e] === 0) continue;
        noteCase(causes[cause], pair, c, smallest);
        noteCase(inAll, cause, c, smallest);
      }
    }
  for (const groups of [pairs, ...Object.values(causes)]) endTallies(groups, log.cases, smallest);
  endTallies(inAll, log.cases, smallest);
  return { pairs, causes, inAll };
}

/**
 * Undefined when fewer than `smallest` cases have times, or have waited at all. A transition is told where enough cases have it
 * and what is left of all is none or enough. A cause is withheld everywhere where few have it at all, and a further one where it
 * would be left alone; the others are told in a transition, all of them or none, where none or enough have each, and so have those
 * withheld, taken together. What the told transitions leave of each cause, and of all the withheld ones together, is none or enough.
 */
export function suppressWaiting(
  found: Waiting,
  groups: WaitingGroups,
  smallest = SMALLEST_GROUP,
): Suppressed<ShownWaiting | undefined> {
  if (found.cases < smallest || isOfFew(groups.pairs, smallest)) return { shown: undefined, withheld: 1 };
  const inAll = CAUSES.map((cause) => causeGroup(groups.inAll.get(cause), found.causes[cause], smallest));
  settleCases(inAll, smallest);
  const isTold = (_: unknown, i: number) => inAll[i]!.known;
  const rows = found.transitions.map((one) => {
    const pair = pairOf(one.from, one.to);
    const causes = CAUSES.map((cause) => causeGroup(groups.causes[cause].get(pair), one.causes[cause], smallest));
    const withheld = causes.filter((_, i) => !inAll[i]!.known);
    const whole = toldGroup(groups.pairs.get(pair), one.count, smallest);
    return { one, whole, causes: [...causes.filter(isTold), together(withheld, smallest)] };
  });
  settleCases(
    rows.map(({ whole }) => whole),
    smallest,
  );
  for (const { whole, causes } of rows) if (!whole.known) for (const cause of causes) cause.known = false;
  settleRows(
    rows.map(({ causes }) => causes),
    smallest,
  );
  const told = CAUSES.filter(isTold);
  const transitions = rows
    .filter(({ whole }) => whole.known)
    .map(({ one, causes }) => ({
      ...one,
      causes: only(causes.every(({ known }) => known) ? told : [], one.causes),
    }));
  const shown = { ...found, causes: only(told, found.causes), transitions };
  const blank = [shown, ...transitions].filter(({ causes }) => Object.values(causes).includes(null)).length;
  return { shown, withheld: rows.length - transitions.length + blank };
}

function only(told: readonly Cause[], causes: ShownCauses): ShownCauses {
  return Object.fromEntries(CAUSES.map((one) => [one, told.includes(one) ? causes[one] : null])) as ShownCauses;
}

/** Causes of a row that are withheld everywhere: what the told ones leave of it is theirs, and what those leave of all. */
function together(causes: readonly ToldGroup[], smallest: number): ToldGroup {
  const inside = union(causes.flatMap(({ cases }) => (cases === undefined ? [] : [cases.inside])));
  const size = causes.reduce((sum, one) => sum + one.size, 0);
  const cases = inside.size === 0 ? undefined : { inside: new Set(inside), outside: new Set<number>(), last: -1 };
  return { cases, size, known: noneOrEnough(inside, smallest) };
}

/** How many waited for a cause isn't told, so that it may be nearly all: nothing is told of those who didn't. */
function causeGroup(cases: CaseTally | undefined, seconds: number, smallest: number): ToldGroup {
  const inside = cases && { ...cases, outside: new Set<number>() };
  return { cases: inside, size: seconds, known: inside === undefined || noneOrEnough(inside.inside, smallest) };
}
