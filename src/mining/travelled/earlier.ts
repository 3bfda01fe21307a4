/**
 * Our own journeys as they were known when an earlier day ended: what had been written down by then, undone only if it had
 * been undone by then. Facts are only ever added, so the first facts of a journey say for good what was known of it.
 * docs/decisions/0008.
 */
import { fold, undoneIn } from '#journey/evolve.ts';
import type { JourneyFact } from '#journey/journey.ts';
import type { OpenRoad } from '#journey/open-road.ts';
import { type Journey, readingTeams } from '#journey/state.ts';
import type { Instant } from '#lib/time.ts';
import type { HandoffRow } from './journey-figures.ts';
import type { JourneyHead } from './known.ts';
import { type MoveFact, type Pass, passesOf } from './pass.ts';

/** A journey as its first facts tell it. */
export interface KnownJourney {
  readonly head: Pick<JourneyHead, 'outcome' | 'closedAt' | 'teamIds'>;
  readonly passes: readonly Pass[];
  /** Those between teams; what a team receives from itself crosses no border (R135). */
  readonly handoffs: readonly HandoffRow[];
}

/** What `facts`, the first ones of a journey that began at `startedAt`, say of it. `road` is the version it is pinned to. */
export function knownJourney(road: OpenRoad, startedAt: Instant, facts: readonly JourneyFact[]): KnownJourney {
  const journey = fold(road, facts);
  const { closed } = journey;
  return {
    head: {
      outcome: closed?.outcome ?? null,
      closedAt: closed === null ? null : Date.parse(closed.at),
      teamIds: readingTeams(journey),
    },
    passes: passesOf(road, startedAt, movesIn(facts)),
    handoffs: journey.handoffs.filter((h) => h.fromTeamId !== h.toTeamId).map((h) => handoffRow(journey, h)),
  };
}

function handoffRow({ journeyId }: Journey, handoff: Journey['handoffs'][number]): HandoffRow {
  const { fromTeamId, toTeamId, stepId, state, offeredAt, endedAt } = handoff;
  return {
    ...{ journeyId, fromTeamId, toTeamId, stepId, state, offeredAt: Date.parse(offeredAt) },
    acceptedAt: state === 'accepted' && endedAt !== null ? Date.parse(endedAt) : null,
  };
}

/** The facts that move a journey along and stand, as `movesOf` of the store has them. */
function movesIn(facts: readonly JourneyFact[]): MoveFact[] {
  const undone = undoneIn(facts);
  return facts.flatMap((fact, i): MoveFact[] => {
    if (undone.has(i + 1)) return [];
    const at = Date.parse(fact.occurredAt);
    switch (fact.kind) {
      case 'step-taken':
      case 'step-put-back':
        return [[fact.kind, fact.stepId, fact.teamId, null, at]];
      case 'step-completed':
        return [[fact.kind, fact.stepId, fact.teamId, fact.choice ?? null, at]];
      case 'event-occurred':
        return [[fact.kind, fact.eventId, null, fact.choice ?? null, at]];
      case 'way-chosen':
        return [[fact.kind, fact.gatewayId, null, fact.choice, at]];
      default:
        return [];
    }
  });
}
