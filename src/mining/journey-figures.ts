import { type Duration, deadlineOf, type Instant } from '#lib/time.ts';
import type { Road } from '#process/road.ts';
import { stepsOf } from '#process/road.ts';
import type { Results } from './api.ts';
import { textsOf } from './dictionary.ts';
import { definitions, type Filter, figuresOf, filtered, isTooFew, quantileOf, shown } from './figures.ts';
import { leadTimes } from './lead-time.ts';
import type { Log } from './log.ts';
import type { EventRow } from './log-builder.ts';
import { logFromEvents } from './log-builder.ts';
import type { Pass } from './pass.ts';
import { SMALLEST_GROUP } from './small-groups.ts';
import { countVariants } from './variants.ts';

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

/** All that the sum of a process's journeys is made of. `road` is the one shown: the adopted version. */
export interface JourneySum {
  readonly process: { readonly id: string; readonly name: string };
  readonly road: Road;
  /** The journeys, and the names of teams by id. */
  readonly gathered: Gathered;
  readonly teamNames: Readonly<Record<string, string>>;
  readonly handoffs: readonly HandoffRow[];
  readonly openObstacles: Readonly<Record<string, number>>;
  readonly computedAt: string;
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
  const { log, keys, names, variants, journeys: inOrder } = sum.gathered;
  const selection = filtered(log, keys, names, { ...query, from: undefined, to: undefined }, (c) => {
    const journey = inOrder[c];
    return journey !== undefined && answers(journey, query);
  });
  const chosen = Array.from(selection ?? [], (c) => inOrder[c]).filter((j) => j !== undefined);
  const figures = figuresOf(log, selection, query, names, leadTimes(spansOf(chosen)));
  const few = isTooFew(chosen.length, log.cases);
  const count = (n: number) => (log.cases < SMALLEST_GROUP ? 0 : n);
  return {
    subject: { kind: 'process', ...sum.process },
    basis: { computedAt: sum.computedAt, events: count(log.events), cases: count(log.cases), definitions },
    names,
    all: {
      cases: count(log.cases),
      events: count(log.events),
      activities: keys.length,
      variants: count(variants),
    },
    ...figures,
    handoffs: few ? null : handoffFigures(sum, chosen),
    strip: few ? null : stripFigures(sum, chosen),
    outcomes: few ? null : outcomeFigures(chosen),
  };
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

/** Days are days in UTC, at most two hours from those in Sweden: a filter, not a deadline. */
function answers(journey: TravelledJourney, { from, to, teamId, outcome }: JourneyQuery): boolean {
  const day = new Date(journey.startedAt).toISOString().slice(0, 10);
  if (from !== undefined && day < from) return false;
  if (to !== undefined && day > to) return false;
  if (outcome !== undefined && journey.outcome !== outcome) return false;
  return teamId === undefined || journey.teamIds.includes(teamId);
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

function outcomeFigures(journeys: readonly TravelledJourney[]): Results['outcomes'] {
  return (['met', 'partly', 'not-met'] as const).map((outcome) => ({
    outcome,
    count: shown(journeys.filter((j) => j.outcome === outcome).length),
  }));
}

const hour = 3_600_000;

/**
 * Handoffs of the chosen journeys. Accepted the first time: handoffs to a step whose first offer was accepted, of all
 * whose first offer has been answered. Times to acceptance are hours of the clock, nights included.
 */
function handoffFigures(sum: JourneySum, journeys: readonly TravelledJourney[]): Results['handoffs'] {
  const ids = new Set(journeys.map((j) => j.id));
  const rows = sum.handoffs.filter((h) => ids.has(h.journeyId));
  const hours = (some: readonly HandoffRow[]) =>
    some.flatMap((h) => (h.acceptedAt === null ? [] : [(h.acceptedAt - h.offeredAt) / hour]));
  const pairs = Map.groupBy(rows, (h) => `${h.fromTeamId} ${h.toTeamId}`);
  const team = (id: string) => sum.teamNames[id] ?? id;
  return {
    perJourneyMean: journeys.length === 0 ? null : rows.length / journeys.length,
    offered: rows.length,
    acceptedFirstTime: firstTimeShare(rows),
    medianAcceptHours: quantileOf(hours(rows), 0.5),
    pairs: [...pairs.values()]
      .sort((x, y) => y.length - x.length)
      .map((pair) => ({
        fromTeam: team(pair[0]?.fromTeamId ?? ''),
        toTeam: team(pair[0]?.toTeamId ?? ''),
        offered: shown(pair.length),
        returned: shown(pair.filter((h) => h.state === 'returned').length),
        medianAcceptHours: quantileOf(hours(pair), 0.5),
      })),
  };
}

function firstTimeShare(rows: readonly HandoffRow[]): number | null {
  let answered = 0;
  let direct = 0;
  // A return is followed by a new offer of the same step; the offer after an acceptance is a new handoff.
  const after = new Map<string, HandoffRow['state']>();
  for (const row of [...rows].sort((x, y) => x.offeredAt - y.offeredAt)) {
    const key = `${row.journeyId} ${row.stepId}`;
    const isFirst = after.get(key) !== 'returned' && after.get(key) !== 'withdrawn';
    after.set(key, row.state);
    if (!isFirst || (row.state !== 'accepted' && row.state !== 'returned')) continue;
    answered += 1;
    if (row.state === 'accepted') direct += 1;
  }
  return answered < SMALLEST_GROUP ? null : direct / answered;
}

/**
 * Deadlines remembered by the hour they start in: within one, limits in days end at the same moment, and reckoning with
 * the calendar a hundred thousand times is slow.
 */
function deadlines(target: Duration): (start: Instant) => Instant {
  if (target.unit === 'hour') return (start) => deadlineOf(start, target);
  const known = new Map<number, Instant>();
  return (start) => {
    const bucket = Math.floor(start / hour);
    let at = known.get(bucket);
    if (at === undefined) {
      at = deadlineOf(start, target);
      known.set(bucket, at);
    }
    return at;
  };
}

/**
 * How the chosen journeys lie on the road. The wait is from the road's coming to the step until somebody takes it; over
 * target are passings completed after the step's target time; returns are passings by journeys that had passed before.
 */
function stripFigures(sum: JourneySum, journeys: readonly TravelledJourney[]): Results['strip'] {
  const passes = new Map<string, Pass[]>();
  const again = new Map<string, number>();
  for (const journey of journeys) {
    const seen = new Set<string>();
    for (const pass of journey.passes) {
      if (seen.has(pass.stepId)) again.set(pass.stepId, (again.get(pass.stepId) ?? 0) + 1);
      seen.add(pass.stepId);
      const list = passes.get(pass.stepId);
      if (list) list.push(pass);
      else passes.set(pass.stepId, [pass]);
    }
  }
  return stepsOf(sum.road).map(({ id, target }) => {
    const here = passes.get(id) ?? [];
    const enough = here.length >= SMALLEST_GROUP;
    const waits = here.map((p) => ((p.takenAt ?? p.completedAt) - p.offeredAt) / 1000);
    const due = target === undefined ? undefined : deadlines(target);
    const late = due === undefined ? 0 : here.filter((p) => p.completedAt > due(p.offeredAt)).length;
    return {
      stepId: id,
      passes: shown(here.length),
      medianWaitSeconds: quantileOf(waits, 0.5),
      p85WaitSeconds: quantileOf(waits, 0.85),
      overTarget: due === undefined || !enough ? null : late / here.length,
      returns: shown(again.get(id) ?? 0),
      openObstacles: sum.openObstacles[id] ?? 0,
    };
  });
}
