import type { Result } from '#lib/result.ts';
import { ok } from '#lib/result.ts';
import type { Actor } from './actor.ts';
import { decide } from './decide.ts';
import { advance, fold } from './evolve.ts';
import type { JourneyCommand, JourneyFact, JourneyRefusal } from './journey.ts';
import type { OpenRoad } from './open-road.ts';
import type { Journey } from './state.ts';

/** A journey with the facts that made it: what `insertJourneys` of `bulk-store.ts` writes. */
export interface Travelled {
  readonly journey: Journey;
  readonly facts: readonly JourneyFact[];
}

/**
 * Carries out one command in memory: `decide`, then `advance` by its facts. `before` is undefined for `start-journey`.
 * This is all that happens to a journey, so that a year of journeys can be made without a database:
 *
 *     let t = run(road, undefined, { kind: 'start-journey', … }, actor);
 *     if (t.ok) t = run(road, t.value, { kind: 'complete-step', stepId }, later);
 *
 * What may be done next is `openOffers(road, journey)` of `offer.ts`.
 */
export function run(
  road: OpenRoad,
  before: Travelled | undefined,
  command: JourneyCommand,
  actor: Actor,
): Result<Travelled, JourneyRefusal> {
  const decision = decide(road, before?.journey, command, actor, before?.facts);
  if (!decision.ok) return decision;
  const journey = before ? advance(road, before, decision.value) : fold(road, decision.value);
  return ok({ journey, facts: [...(before?.facts ?? []), ...decision.value] });
}
