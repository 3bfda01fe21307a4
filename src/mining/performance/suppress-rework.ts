/** What is done again, without groups under five (docs/guides/small-groups.md). */
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import { inStartOrder } from '#mining/log/start-order.ts';
import { compareText } from '#mining/map/map.ts';
import type { Tallies } from '#mining/privacy/few-cases.ts';
import {
  endTallies,
  mayBeTold,
  noneOrEnough,
  noteCase,
  settleCases,
  settleRows,
  toldGroup,
} from '#mining/privacy/few-cases.ts';
import type { Suppressed } from '#mining/privacy/small-groups.ts';
import { SMALLEST_GROUP, withheldLast } from '#mining/privacy/small-groups.ts';
import type { Rework, ReworkCounts } from './rework.ts';
import { pairOf } from './waiting/suppress-work.ts';

/** Numbers that are null are withheld. */
export type ShownCounts = { readonly [K in keyof ReworkCounts | 'share']: number | null };

export interface ShownRework {
  readonly all: ShownCounts;
  readonly activities: readonly (ShownCounts & { readonly activity: string })[];
  readonly returns: Rework['returns'];
}

/** Whom the figures of an activity are about; a return that is no ping-pong is told by the difference of the two. */
const KINDS = ['again', 'self-loop', 'return', 'ping-pong', 'longer-return'] as const;
type Kind = (typeof KINDS)[number];

/** Of all activities together: no activity is called so. */
const ALL = Symbol('all');

interface Cases {
  readonly passing: Tallies<string>;
  readonly kinds: Readonly<Record<Kind, Tallies<string | typeof ALL>>>;
  /** Those that pass an activity, or any, without repeating it. */
  readonly once: Tallies<string | typeof ALL>;
  readonly returns: Tallies<string>;
}

function casesIn(given: Log, smallest: number): Cases {
  const log = inStartOrder(given);
  const names = textsOf(log.activities);
  const map = () => new Map() as Tallies<string | typeof ALL>;
  const found: Cases = {
    passing: new Map(),
    kinds: { again: map(), 'self-loop': map(), return: map(), 'ping-pong': map(), 'longer-return': map() },
    once: map(),
    returns: new Map(),
  };
  for (let c = 0; c < log.cases; c++) {
    const [from, to] = [log.caseOffset[c]!, log.caseOffset[c + 1]!];
    const times = new Map<number, number>();
    for (let e = from; e < to; e++) {
      const a = log.activity[e]!;
      const name = names[a]!;
      const note = (kind: Kind) => {
        for (const key of [name, ALL] as const) noteCase(found.kinds[kind], key, c, smallest);
      };
      noteCase(found.passing, name, c, smallest);
      if (times.has(a)) {
        note('again');
        const before = log.activity[e - 1]!;
        if (before === a) note('self-loop');
        else {
          note('return');
          noteCase(found.returns, pairOf(names[before]!, name), c, smallest);
          note(e - from > 1 && log.activity[e - 2] === a ? 'ping-pong' : 'longer-return');
        }
      }
      times.set(a, (times.get(a) ?? 0) + 1);
    }
    for (const [a, n] of times) if (n === 1) noteCase(found.once, names[a]!, c, smallest);
    if (times.size === to - from && to > from) noteCase(found.once, ALL, c, smallest);
  }
  for (const groups of [found.passing, ...Object.values(found.kinds), found.once, found.returns])
    endTallies<string | typeof ALL>(groups, log.cases, smallest);
  return found;
}

/**
 * Undefined when the log has fewer than `smallest` cases. An activity is told when enough cases pass it. How many is told
 * where nobody or enough don't, and as far as what is left of all events allows; likewise what is done again at it, all
 * figures of it or none, and the returns to it from each other activity.
 */
export function suppressRework(
  log: Log,
  found: Rework,
  smallest = SMALLEST_GROUP,
): Suppressed<ShownRework | undefined> {
  if (found.all.cases < smallest) return { shown: undefined, withheld: 1 };
  const cases = casesIn(log, smallest);
  const isOnceTold = (key: string | typeof ALL) => noneOrEnough(cases.once.get(key)?.inside ?? new Set(), smallest);
  const rows = found.activities.map((one) => ({
    one,
    isShown: cases.passing.get(one.activity)!.inside.size >= smallest,
    passing: toldGroup(cases.passing.get(one.activity), one.events, smallest),
    kinds: KINDS.map((kind) => toldGroup(cases.kinds[kind].get(one.activity), one.repetitions, smallest)),
  }));
  settleCases(
    rows.map(({ passing }) => passing),
    smallest,
  );
  for (const { one, isShown, kinds } of rows)
    if (!isShown || !isOnceTold(one.activity)) for (const kind of kinds) kind.known = false;
  // Each kind is part of a sum, and the kinds of an activity add up too.
  settleRows(
    rows.map(({ kinds }) => kinds),
    smallest,
  );
  const told = new Set(rows.filter(({ kinds }) => kinds.every(({ known }) => known)).map(({ one }) => one.activity));
  const returns = toldReturns(found.returns, cases.returns, told, smallest);
  const shown = rows.filter(({ isShown }) => isShown);
  const activities = withheldLast(
    shown.map(({ one, passing }) => ({
      activity: one.activity,
      ...withoutDifference(counts(one, passing.known, told.has(one.activity))),
    })),
    ({ repetitions }) => repetitions === null,
    (one, other) => compareText(one.activity, other.activity),
  );
  const isAllTold = isOnceTold(ALL) && KINDS.every((kind) => mayBeTold(cases.kinds[kind].get(ALL), smallest));
  const blank = shown.filter(({ one, passing }) => !passing.known || !told.has(one.activity)).length;
  return {
    shown: { all: counts(found.all, true, isAllTold), activities, returns },
    withheld: rows.length - shown.length + blank + found.returns.length - returns.length,
  };
}

function toldReturns(
  all: Rework['returns'],
  cases: Cases['returns'],
  told: ReadonlySet<string>,
  smallest: number,
): Rework['returns'] {
  const groups = all.map(({ from, to, count }) => {
    const group = toldGroup(cases.get(pairOf(from, to)), count, smallest);
    // Where an activity's returns aren't told, its parts would tell them.
    if (!told.has(to)) group.known = false;
    return { to, group };
  });
  for (const to of told)
    settleCases(
      groups.filter((one) => one.to === to).map(({ group }) => group),
      smallest,
    );
  return all.filter((_, i) => groups[i]!.group.known);
}

/** Events of an activity less its cases are its repetitions; where these aren't told, the cases aren't either. */
function withoutDifference(told: ShownCounts): ShownCounts {
  return told.repetitions === null ? { ...told, cases: null } : told;
}

function counts(
  { events, cases, ...again }: ReworkCounts & { readonly share: number },
  isPassingTold: boolean,
  isAgainTold: boolean,
): ShownCounts {
  const { reworkCases, repetitions, share, selfLoops, returns, pingPong, workSeconds, elapsedSeconds } = again;
  const passing = isPassingTold ? { events, cases } : { events: null, cases: null };
  if (isAgainTold)
    return {
      ...passing,
      // A share of events that aren't told would tell them.
      share: isPassingTold ? share : null,
      ...{ reworkCases, repetitions, selfLoops, returns, pingPong, workSeconds, elapsedSeconds },
    };
  const none = { reworkCases: null, repetitions: null, share: null, selfLoops: null, returns: null, pingPong: null };
  return { ...passing, ...none, workSeconds: null, elapsedSeconds: null };
}
