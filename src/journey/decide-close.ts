import { personalDataIn } from '#lib/identity-number.ts';
import { ok, refuse } from '#lib/result.ts';
import { type Actor, type Decision, factBase } from './actor.ts';
import { handoffsLost, withLost } from './decide-step.ts';
import { hasWords, type JourneyCommand } from './journey.ts';
import { isTravelled } from './offer.ts';
import { nameOf, type OpenRoad } from './open-road.ts';
import type { Journey } from './state.ts';

/**
 * Closes the journey with the outcome on the need (R028): there is no other way to end one. Where the road has been
 * travelled to its end nothing more is asked; before that, a reason. Handoffs on their way are withdrawn.
 */
export function closeJourney(
  road: OpenRoad,
  journey: Journey,
  command: Extract<JourneyCommand, { kind: 'close-journey' }>,
  actor: Actor,
): Decision {
  const { outcome, reason } = command;
  const found = personalDataIn(reason);
  if (found !== undefined) return refuse({ tag: 'personal-data-in-text', found });
  const travelled = isTravelled(road, journey);
  if (!travelled && reason.trim() === '') {
    const remaining = Object.keys(journey.places).map((id) => nameOf(road, id));
    return refuse({ tag: 'road-not-travelled', remaining });
  }
  if (!travelled && !hasWords(reason)) return refuse({ tag: 'reason-missing' });
  const endId = travelled ? (journey.marking.ends.at(-1) ?? null) : null;
  const closed = { kind: 'journey-closed', ...factBase(actor), outcome, endId, reason } as const;
  return ok(withLost(closed, handoffsLost(journey, { at: {}, ends: [] }, actor)));
}
