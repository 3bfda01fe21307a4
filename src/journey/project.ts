import { limitsOf } from './clock.ts';
import { openOffers } from './offer.ts';
import type { OpenRoad } from './open-road.ts';
import { nameOf } from './open-road.ts';
import { handoffsMade, type Journey, readingTeams } from './state.ts';

/**
 * What the lists read, as rows of the tables of migration 0004 (without `organisation_id`): always what the folded journey
 * says, written in the transaction of its facts.
 */
export interface Projection {
  readonly journey: JourneyTableRow;
  readonly teams: readonly string[];
  readonly offers: readonly OfferTableRow[];
  readonly handoffs: readonly HandoffTableRow[];
  readonly clocks: readonly ClockTableRow[];
}

export interface JourneyTableRow {
  readonly id: string;
  readonly reference: string;
  readonly process_id: string;
  readonly version_id: string;
  readonly start_situation: string;
  readonly goal_situation: string;
  readonly state: 'travelling' | 'closed';
  readonly outcome: string | null;
  readonly team_id: string;
  readonly responsible_id: string;
  readonly revision: number;
  readonly folded: Journey;
  readonly started_at: string;
  readonly closed_at: string | null;
  readonly last_at: string;
  /** Handoffs that were accepted. */
  readonly handoffs: number;
  readonly obstacles: number;
}

export interface OfferTableRow {
  readonly journey_id: string;
  readonly node_id: string;
  readonly kind: 'step' | 'event' | 'choice';
  readonly name: string;
  readonly team_id: string;
  readonly state: 'ready' | 'needs-handoff' | 'handed-over';
  readonly since: string;
  readonly target_by: string | null;
  readonly taken_by: string | null;
  readonly taken_at: string | null;
}

export interface HandoffTableRow {
  readonly id: string;
  readonly journey_id: string;
  readonly step_id: string;
  readonly from_team_id: string;
  readonly to_team_id: string;
  readonly offered_by: string;
  readonly included: readonly string[];
  readonly message: string;
  readonly offered_at: string;
  readonly accept_by: string | null;
  readonly state: 'offered' | 'accepted' | 'returned' | 'withdrawn';
  readonly accepted_at: string | null;
  readonly returned_at: string | null;
  readonly reason: string | null;
}

export interface ClockTableRow {
  readonly journey_id: string;
  readonly clock_id: string;
  readonly run: number;
  readonly name: string;
  readonly source: string;
  readonly started_at: string;
  readonly deadline: string;
  readonly warn_at: string;
  readonly stopped_at: string | null;
}

export function project(road: OpenRoad, journey: Journey): Projection {
  return {
    journey: {
      id: journey.journeyId,
      reference: journey.reference,
      process_id: journey.processId,
      version_id: journey.versionId,
      start_situation: journey.startSituation,
      goal_situation: journey.goalSituation,
      state: journey.closed === null ? 'travelling' : 'closed',
      outcome: journey.closed?.outcome ?? null,
      team_id: journey.teamId,
      responsible_id: journey.responsibleId,
      revision: journey.revision,
      folded: journey,
      started_at: journey.startedAt,
      closed_at: journey.closed?.at ?? null,
      last_at: journey.lastAt,
      handoffs: handoffsMade(journey),
      obstacles: journey.obstacles.length,
    },
    teams: readingTeams(journey),
    offers: offerRows(road, journey),
    handoffs: handoffRows(journey),
    clocks: clockRows(road, journey),
  };
}

function offerRows(road: OpenRoad, journey: Journey): OfferTableRow[] {
  return openOffers(road, journey).map((o) => ({
    journey_id: journey.journeyId,
    node_id: o.id,
    kind: o.kind,
    name: nameOf(road, o.id),
    team_id: o.teamId,
    state: o.state,
    since: o.since,
    target_by: o.targetBy,
    taken_by: o.taken?.personId ?? null,
    taken_at: o.taken?.at ?? null,
  }));
}

function handoffRows(journey: Journey): HandoffTableRow[] {
  return journey.handoffs.map((h) => ({
    id: h.handoffId,
    journey_id: journey.journeyId,
    step_id: h.stepId,
    from_team_id: h.fromTeamId,
    to_team_id: h.toTeamId,
    offered_by: h.offeredBy,
    included: h.included,
    message: h.message,
    offered_at: h.offeredAt,
    accept_by: h.acceptBy,
    state: h.state,
    accepted_at: h.state === 'accepted' ? h.endedAt : null,
    returned_at: h.state === 'returned' ? h.endedAt : null,
    reason: h.reason,
  }));
}

function clockRows(road: OpenRoad, journey: Journey): ClockTableRow[] {
  return journey.clocks.flatMap((run) => {
    const clock = road.clocks.get(run.clockId);
    if (clock === undefined) return [];
    const { deadline, warnAt } = limitsOf(clock, run.startedAt);
    return [
      {
        journey_id: journey.journeyId,
        clock_id: run.clockId,
        run: run.run,
        name: clock.name,
        source: clock.source,
        started_at: run.startedAt,
        deadline,
        warn_at: warnAt,
        stopped_at: run.stoppedAt,
      },
    ];
  });
}

/** What differs between two states of the same journey, row by row: keys of rows that are gone, and rows to write. */
export interface Change {
  readonly teams: { readonly gone: readonly string[]; readonly written: readonly string[] };
  readonly offers: { readonly gone: readonly string[]; readonly written: readonly OfferTableRow[] };
  readonly handoffs: readonly HandoffTableRow[];
  readonly clocks: {
    readonly gone: readonly Pick<ClockTableRow, 'clock_id' | 'run'>[];
    readonly written: readonly ClockTableRow[];
  };
}

export function changeOf(before: Projection | undefined, after: Projection): Change {
  const teams = before?.teams ?? [];
  const offers = before?.offers ?? [];
  const clocks = before?.clocks ?? [];
  return {
    teams: {
      gone: teams.filter((t) => !after.teams.includes(t)),
      written: after.teams.filter((t) => !teams.includes(t)),
    },
    offers: {
      gone: offers.map((o) => o.node_id).filter((id) => !after.offers.some((o) => o.node_id === id)),
      written: changed(offers, after.offers),
    },
    handoffs: changed(before?.handoffs ?? [], after.handoffs),
    clocks: {
      // A clock that was started by what is undone never ran.
      gone: clocks
        .filter((c) => !after.clocks.some((d) => d.clock_id === c.clock_id && d.run === c.run))
        .map(({ clock_id, run }) => ({ clock_id, run })),
      written: changed(clocks, after.clocks),
    },
  };
}

/** Rows that weren't there just so before. */
function changed<T>(before: readonly T[], after: readonly T[]): T[] {
  const known = new Set(before.map((row) => JSON.stringify(row)));
  return after.filter((row) => !known.has(JSON.stringify(row)));
}
