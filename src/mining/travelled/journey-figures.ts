import type { Results, Snapshot } from '#mining/api.ts';
import {
  askedFor,
  countsOfAll,
  definitions,
  divisionsOf,
  type Filter,
  figuresAndTold,
  shown,
} from '#mining/figures.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import type { EventRow } from '#mining/log/log-builder.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { countVariants } from '#mining/map/variants.ts';
import { leadTimes } from '#mining/performance/lead-time.ts';
import { countsOf, type Division, monthsOf, type Safe, safeQuestion } from '#mining/privacy/safe-periods.ts';
import { SMALLEST_GROUP } from '#mining/privacy/small-groups.ts';
import { ENGINE } from '#mining/statement.ts';
import type { Road } from '#process/road.ts';
import { handoffFigures } from './journey-handoff-figures.ts';
import { deadlines, stripFigures } from './journey-strip-figures.ts';
import type { Pass } from './pass.ts';

/** One journey as its sum needs it. Times are ms since 1970 UTC. */
export interface TravelledJourney {
  readonly id: string;
  readonly startedAt: number;
  readonly closedAt: number | null;
  readonly outcome: 'met' | 'partly' | 'not-met' | null;
  readonly teamIds: readonly string[];
  readonly passes: readonly Pass[];
}

export interface HandoffRow {
  readonly journeyId: string;
  readonly fromTeamId: string;
  readonly toTeamId: string;
  readonly stepId: string;
  readonly state: 'offered' | 'accepted' | 'returned' | 'withdrawn';
  readonly offeredAt: number;
  readonly acceptedAt: number | null;
}

export interface JourneyQuery extends Filter {
  readonly teamId?: string | undefined;
  readonly outcome?: 'met' | 'partly' | 'not-met' | undefined;
}

/** All that the sum of a process's journeys is made of. `road` is the one shown: the version in force, with its number. */
export interface JourneySum {
  readonly process: { readonly id: string; readonly name: string };
  readonly road: Road;
  readonly roadVersion: number;
  /** The earlier day on which it was so; null for now. */
  readonly asOf: string | null;
  /** The journeys, and the names of teams by id. */
  readonly gathered: Gathered;
  readonly teamNames: Readonly<Record<string, string>>;
  readonly handoffs: readonly HandoffRow[];
  readonly openObstacles: Readonly<Record<string, number>>;
  readonly computedAt: string;
  readonly snapshot: Snapshot;
}

/** Journeys as a log: the part of the work that stays the same until one of them moves. */
export interface Gathered {
  readonly log: Log;
  readonly keys: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly variants: number;
  /** By case of the log. */
  readonly journeys: readonly TravelledJourney[];
}

/**
 * A completed step is an event, its start the taking; a journey without any completed step isn't counted yet.
 * `stepNames` are those of every version, by id.
 */
export function gather(all: readonly TravelledJourney[], stepNames: Readonly<Record<string, string>>): Gathered {
  const journeys = all.filter((j) => j.passes.length > 0);
  const log = logFromEvents(journeys.flatMap(eventsOf));
  const keys = textsOf(log.activities);
  const names = Object.fromEntries(keys.map((key) => [key, stepNames[key] ?? key]));
  const byId = new Map(journeys.map((j) => [j.id, j]));
  const inOrder = textsOf(log.caseIds).map((id) => byId.get(id)!);
  return { log, keys, names, variants: countVariants(log), journeys: inOrder };
}

/**
 * The sum of journeys on a road. Lead time runs from the start of a journey to its closing, never from when somebody took
 * it on.
 */
export function journeyResults(sum: JourneySum, query: JourneyQuery): Results {
  const { log, keys, names, variants, journeys } = sum.gathered;
  const months = monthsOf(Float64Array.from(journeys, (j) => j.startedAt));
  const divisions = [...divisionsOf(log, keys, names, query), ...journeyDivisions(journeys, query)];
  const { from, to } = query;
  const safe = safeQuestion({ cases: log.cases, months, divisions, from, to });
  const told = tellerOf(safe, journeys);
  const { chosen } = told;
  const { figures, told: onMap } = figuresAndTold(log, safe, query, names, leadTimes(spansOf(chosen)));
  const all = countsOfAll(log, keys.length, variants);
  return {
    subject: { kind: 'process', ...sum.process },
    basis: {
      ...{ computedAt: sum.computedAt, events: all.events, cases: all.cases, definitions, engine: ENGINE },
      ...{ asOf: sum.asOf, road: sum.roadVersion, filters: askedFor({ ...query }) },
      snapshot: mayTellFacts(sum.snapshot, all.cases),
    },
    names,
    all,
    ...figures,
    targets: targetFigures(sum, figures.tooFew ? undefined : told),
    handoffs: figures.tooFew ? null : handoffFigures(sum, told),
    strip: figures.tooFew ? null : stripFigures(sum.road, sum.openObstacles, told, onMap),
    outcomes: figures.tooFew ? null : outcomeFigures(told),
  };
}

function mayTellFacts(snapshot: Snapshot, cases: number | null): Snapshot {
  return snapshot.kind === 'journeys' && cases === null ? { ...snapshot, facts: null } : snapshot;
}

type Outcome = NonNullable<TravelledJourney['outcome']>;
const outcomes = ['met', 'partly', 'not-met'] as const;

/**
 * Journeys by outcome, those still under way as a part of their own; parts of one to four are joined with the next smallest,
 * so that the whole less the others doesn't tell them. By outcome: the number of its part.
 */
function outcomeParts(journeys: readonly TravelledJourney[]): Map<Outcome | null, { part: number; isOne: boolean }> {
  const sizes = [...outcomes, null]
    .map((outcome) => ({ outcome, count: journeys.filter((j) => j.outcome === outcome).length }))
    .sort((x, y) => x.count - y.count);
  const joined = new Set<Outcome | null>();
  let members = 0;
  // None at all may be told, and hides nobody.
  for (const { outcome, count } of sizes.filter((one) => one.count > 0)) {
    if (shown(count) !== null && (members === 0 || members >= SMALLEST_GROUP)) break;
    joined.add(outcome);
    members += count;
  }
  let next = joined.size > 0 ? 1 : 0;
  return new Map(
    sizes.map(({ outcome }) => [
      outcome,
      joined.has(outcome) ? { part: 0, isOne: false } : { part: next++, isOne: true },
    ]),
  );
}

function journeyDivisions(journeys: readonly TravelledJourney[], { teamId, outcome }: JourneyQuery): Division[] {
  const divisions: Division[] = [];
  if (teamId !== undefined)
    divisions.push({ parts: 2, wanted: 1, partOf: (c) => (journeys[c]!.teamIds.includes(teamId) ? 1 : 0) });
  if (outcome !== undefined) {
    const parts = outcomeParts(journeys);
    const { part, isOne } = parts.get(outcome)!;
    // An outcome that is joined with another isn't told alone: a part of its own that is too small refuses the question.
    divisions.push(
      isOne
        ? { parts: 4, wanted: part, partOf: (c) => parts.get(journeys[c]!.outcome)!.part }
        : { parts: 2, wanted: 1, partOf: (c) => (journeys[c]!.outcome === outcome ? 1 : 0) },
    );
  }
  return divisions;
}

/** The journeys that are chosen, and whether a group of journeys may be told. */
export interface Teller {
  readonly chosen: readonly TravelledJourney[];
  readonly journeys: readonly TravelledJourney[];
  /** The number of the chosen whom `isOne` holds for; null where it may not be told, alone or as those it doesn't hold for. */
  readonly count: (isOne: (journey: TravelledJourney) => boolean) => number | null;
  /** The same where those it doesn't hold for are no group of interest. */
  readonly mayTell: (isOne: (journey: TravelledJourney) => boolean) => boolean;
  /** Does it hold for at least five of the chosen? Then a median of them, which no subtraction tells of, may be told. */
  readonly isEnough: (isOne: (journey: TravelledJourney) => boolean) => boolean;
}

function tellerOf(safe: Safe, journeys: readonly TravelledJourney[]): Teller {
  const { selection } = safe;
  const chosen = selection === undefined ? journeys : Array.from(selection, (c) => journeys[c]!);
  const spread = (isOne: (journey: TravelledJourney) => boolean) =>
    countsOf(
      safe,
      journeys.flatMap((journey, c) => (isOne(journey) ? [c] : [])),
    );
  const mayTell = (isOne: (journey: TravelledJourney) => boolean) =>
    shown(chosen.filter(isOne).length) !== null && safe.mayShow(spread(isOne));
  const count = (isOne: (journey: TravelledJourney) => boolean) =>
    mayTell(isOne) && mayTell((journey) => !isOne(journey)) ? chosen.filter(isOne).length : null;
  const isEnough = (isOne: (journey: TravelledJourney) => boolean) => chosen.filter(isOne).length >= SMALLEST_GROUP;
  return { chosen, journeys, count, mayTell, isEnough };
}

function eventsOf(journey: TravelledJourney): EventRow[] {
  return journey.passes.map((pass) => ({
    caseId: journey.id,
    activity: pass.stepId,
    time: pass.completedAt,
    resource: pass.teamId,
    ...(pass.takenAt === undefined ? {} : { start: pass.takenAt }),
  }));
}

/** Closed journeys as cases of two events, so that lead times are reckoned as for every log. */
function spansOf(journeys: readonly TravelledJourney[]) {
  return logFromEvents(
    journeys.flatMap(({ id, startedAt, closedAt }) =>
      closedAt === null
        ? []
        : [
            { caseId: id, activity: 'start', time: startedAt },
            { caseId: id, activity: 'close', time: closedAt },
          ],
    ),
  );
}

function outcomeFigures({ chosen, count }: Teller): Results['outcomes'] {
  const parts = outcomeParts(chosen);
  return outcomes.map((outcome) => ({
    outcome,
    count: parts.get(outcome)!.isOne ? count((j) => j.outcome === outcome) : null,
  }));
}

/** The road's targets for a whole journey, and how many of the closed ones held them. */
function targetFigures(sum: JourneySum, told: Teller | undefined): Results['targets'] {
  const { leadTarget, handoffTarget } = sum.road;
  const due = leadTarget && deadlines(leadTarget);
  const accepted = new Map<string, number>();
  for (const { journeyId, state } of sum.handoffs)
    if (state === 'accepted') accepted.set(journeyId, (accepted.get(journeyId) ?? 0) + 1);
  const share = (holds: (journey: TravelledJourney) => boolean) => {
    const closed = (j: TravelledJourney) => j.closedAt !== null;
    const all = told?.count(closed) ?? null;
    const held = told?.count((j) => closed(j) && holds(j)) ?? null;
    if (all === null || all === 0 || held === null) return null;
    return told?.mayTell((j) => closed(j) && !holds(j)) ? held / all : null;
  };
  return {
    lead: leadTarget ?? null,
    leadHeld:
      due === undefined ? null : share(({ startedAt, closedAt }) => closedAt !== null && closedAt <= due(startedAt)),
    handoffs: handoffTarget ?? null,
    handoffsHeld: handoffTarget === undefined ? null : share(({ id }) => (accepted.get(id) ?? 0) <= handoffTarget),
  };
}
