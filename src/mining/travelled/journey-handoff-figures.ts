/** Handoffs between the teams of a road: how many, between whom, how soon and how often they are accepted. */
import { groupBy } from '#lib/group.ts';
import type { Results } from '#mining/api.ts';
import { quantileOf, shown } from '#mining/figures.ts';
import { compareText } from '#mining/map/map.ts';
import type { HandoffRow, JourneySum, Teller, TravelledJourney } from './journey-figures.ts';

const hour = 3_600_000;

type Is<T> = (one: T) => boolean;

/** Makes of what handoffs are like what journeys are: those that have one. */
type Having = (isOne: Is<HandoffRow>) => Is<TravelledJourney>;

/** Handoffs from one team to another; `isTold` is how many they are, `returned` null where that isn't told. */
interface Pair {
  readonly key: string;
  readonly rows: readonly HandoffRow[];
  readonly returned: number | null;
  isTold: boolean;
}

const between = ({ fromTeamId, toTeamId }: HandoffRow) => `${fromTeamId} ${toTeamId}`;

/**
 * Handoffs of the chosen journeys. Accepted the first time: handoffs to a step whose first offer was accepted, of all
 * whose first offer has been answered. Times to acceptance are hours of the clock, nights included. A number of handoffs is
 * told where the number of journeys that have them may be, and what is left of a sum isn't one to four; a median, where at
 * least five journeys have what it is of.
 */
export function handoffFigures({ handoffs, teamNames }: JourneySum, told: Teller): NonNullable<Results['handoffs']> {
  const ids = new Set(told.chosen.map(({ id }) => id));
  const rows = handoffs.filter(({ journeyId }) => ids.has(journeyId));
  const having: Having = (isOne) => {
    const some = new Set(handoffs.filter(isOne).map(({ journeyId }) => journeyId));
    return ({ id }) => some.has(id);
  };
  const pairs = toldPairs(rows, having, told);
  const isTold = shown(rows.length) !== null && told.mayTell(having(() => true));
  const medianHours = (isOne: Is<HandoffRow>) => {
    const isAccepted = (row: HandoffRow) => isOne(row) && row.acceptedAt !== null;
    if (!told.isEnough(having(isAccepted))) return null;
    const hours = rows.filter(isAccepted).map((row) => ((row.acceptedAt ?? 0) - row.offeredAt) / hour);
    return quantileOf(hours, 0.5);
  };
  const team = (id: string | undefined) => teamNames[id ?? ''] ?? id ?? '';
  return {
    perJourneyMean: isTold ? rows.length / told.chosen.length : null,
    offered: isTold ? rows.length : null,
    acceptedFirstTime: firstTimeShare(handoffs, ids, having, told),
    medianAcceptHours: medianHours(() => true),
    pairs: pairs.map((pair) => ({
      fromTeam: team(pair.rows[0]?.fromTeamId),
      toTeam: team(pair.rows[0]?.toTeamId),
      offered: pair.isTold ? pair.rows.length : null,
      returned: pair.isTold ? pair.returned : null,
      medianAcceptHours: medianHours((row) => between(row) === pair.key),
    })),
  };
}

/** Pairs of teams, the one with most handoffs first, and which of their numbers may be told. */
function toldPairs(rows: readonly HandoffRow[], having: Having, { mayTell }: Teller): readonly Pair[] {
  const pairs = [...groupBy(rows, between)]
    .sort(([one, x], [other, y]) => y.length - x.length || compareText(one, other))
    .map(([key, pair]): Pair => {
      const isHere = (h: HandoffRow) => between(h) === key;
      const isReturned = (h: HandoffRow) => isHere(h) && h.state === 'returned';
      const returned = pair.filter(isReturned).length;
      const isTold = shown(pair.length) !== null && mayTell(having(isHere));
      const returnsTold =
        isTold &&
        shown(returned) !== null &&
        shown(pair.length - returned) !== null &&
        mayTell(having(isReturned)) &&
        mayTell(having((h) => isHere(h) && h.state !== 'returned'));
      return { key, rows: pair, isTold, returned: returnsTold ? returned : null };
    });
  // What the pairs that are told leave of all handoffs must be none or enough; else the smallest of them isn't told either.
  const isRestTold = () => {
    const left = new Set(pairs.filter((p) => !p.isTold).map(({ key }) => key));
    const rest = rows.filter((h) => left.has(between(h))).length;
    return rest === 0 || (shown(rest) !== null && mayTell(having((h) => left.has(between(h)))));
  };
  while (!isRestTold()) {
    const smallest = pairs.findLast((p) => p.isTold);
    if (smallest === undefined) break;
    smallest.isTold = false;
  }
  return pairs;
}

/** First offers of a step that have been answered; after an acceptance the next offer of it is a first one again. */
function firstAnswers(handoffs: readonly HandoffRow[]): HandoffRow[] {
  // A return is followed by a new offer of the same step; the offer after an acceptance is a new handoff.
  const after = new Map<string, HandoffRow['state']>();
  return handoffs
    .toSorted((x, y) => x.offeredAt - y.offeredAt)
    .filter((row) => {
      const key = `${row.journeyId} ${row.stepId}`;
      const isFirst = after.get(key) !== 'returned' && after.get(key) !== 'withdrawn';
      after.set(key, row.state);
      return isFirst && (row.state === 'accepted' || row.state === 'returned');
    });
}

/** Null of few answers, and where nearly all or nearly none were accepted: the share would tell of one to four. */
function firstTimeShare(
  handoffs: readonly HandoffRow[],
  chosen: ReadonlySet<string>,
  having: Having,
  { isEnough, mayTell }: Teller,
): number | null {
  const first = new Set(firstAnswers(handoffs));
  const isAccepted = (row: HandoffRow) => first.has(row) && row.state === 'accepted';
  const isReturned = (row: HandoffRow) => first.has(row) && row.state === 'returned';
  if (!isEnough(having((row) => first.has(row)))) return null;
  const answered = [...first].filter(({ journeyId }) => chosen.has(journeyId));
  const accepted = answered.filter(isAccepted).length;
  const few = shown(accepted) === null || shown(answered.length - accepted) === null;
  if (few || !mayTell(having(isAccepted)) || !mayTell(having(isReturned))) return null;
  return accepted / answered.length;
}
