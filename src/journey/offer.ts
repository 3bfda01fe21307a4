import type { HandoffId, PersonId, TeamId } from '#lib/id.ts';
import { addDuration, deadlineOf } from '#lib/time.ts';
import type { Option, Offer as PlayOffer } from '#process/net.ts';
import { ended, offered } from '#process/play.ts';
import type { Step } from '#process/road.ts';
import { placeOfEvent } from './evolve.ts';
import { nameOf, type OpenRoad } from './open-road.ts';
import { type Journey, openHandoffOf, type Place } from './state.ts';
import { placesAtClosing } from './visit-end.ts';

/** Something that can be done on the journey now: the token game's offer with whose it is and what stands in the way. */
export interface OpenOffer {
  readonly kind: PlayOffer['kind'];
  readonly id: string;
  readonly name: string;
  readonly lane: string | null;
  readonly teamId: TeamId;
  readonly since: string;
  /** When a step passes its target time; when a timer runs out. */
  readonly targetBy: string | null;
  readonly taken: { readonly personId: PersonId; readonly at: string } | null;
  /** `ready`: can be done; `needs-handoff`: must be handed over first; `handed-over`: waits for the receiver. */
  readonly state: 'ready' | 'needs-handoff' | 'handed-over';
  readonly options: readonly Option[];
  readonly many: boolean;
  /** Steps only: with routine, law and handoff contract. */
  readonly step: Step | undefined;
  readonly openHandoffId: HandoffId | null;
  /** Has the team that it lies with received it before, on an earlier round? */
  readonly receivedBefore: boolean;
  /** Where the token waits: the node itself, the race before an event, or the step that an event belongs to. */
  readonly placeId: string;
  /** Something that may happen beside a step, not a place where the journey stands. */
  readonly beside: boolean;
}

/** All that can be done now, in the order of the road; nothing once the journey is closed. */
export function openOffers(road: OpenRoad, journey: Journey): OpenOffer[] {
  return journey.closed === null ? offersAt(road, journey, journey.places) : [];
}

/** What could be done when the journey was closed, and now never will be; nothing where its road had been travelled. */
export function offersAtClosing(road: OpenRoad, journey: Journey): OpenOffer[] {
  return journey.closed === null ? [] : offersAt(road, journey, placesAtClosing(journey));
}

function offersAt(road: OpenRoad, journey: Journey, places: Journey['places']): OpenOffer[] {
  return offered(road.net, journey.marking).flatMap((offer) => {
    const at = offer.kind === 'event' ? placeOfEvent(road, journey.marking, offer.node) : offer.node;
    const place = places[at];
    return place === undefined ? [] : [openOffer(road, journey, offer, { ...place, placeId: at })];
  });
}

function openOffer(
  road: OpenRoad,
  journey: Journey,
  offer: PlayOffer,
  place: Place & { readonly placeId: string },
): OpenOffer {
  const id = offer.node;
  const step = offer.kind === 'step' ? road.steps.get(id) : undefined;
  const open = step && openHandoffOf(journey, id);
  const lane = road.nodes.get(id)?.lane;
  return {
    kind: offer.kind,
    id,
    name: nameOf(road, id),
    lane: lane === undefined ? null : (road.laneNames.get(lane) ?? null),
    teamId: place.teamId,
    since: place.since,
    targetBy: targetOf(offer, step, place.since),
    taken: offer.kind === 'step' ? place.taken : null,
    state: open ? 'handed-over' : needsHandoff(step, place) ? 'needs-handoff' : 'ready',
    options: offer.options,
    many: offer.many,
    step,
    openHandoffId: open?.handoffId ?? null,
    receivedBefore: hasReceived(journey, id, place.teamId),
    placeId: place.placeId,
    beside: offer.kind === 'event' && offer.boundary !== undefined,
  };
}

/** Must the step be handed over before anybody works on it (R044)? */
export function needsHandoff(step: Step | undefined, place: Place): boolean {
  return step?.handoff !== undefined && place.received === null;
}

/**
 * Whom a step can be handed to: the other teams on the road. One's own only where it is alone there, or received the same
 * step before and the road has led back to it.
 */
export function receivers(
  roadTeams: readonly TeamId[],
  { teamId, receivedBefore }: Pick<OpenOffer, 'teamId' | 'receivedBefore'>,
): readonly TeamId[] {
  const others = roadTeams.filter((id) => id !== teamId);
  return others.length === 0 || receivedBefore ? roadTeams : others;
}

/** Has the team received this step before on this journey? */
export function hasReceived(journey: Journey, stepId: string, teamId: TeamId): boolean {
  return journey.handoffs.some((h) => h.stepId === stepId && h.toTeamId === teamId && h.state === 'accepted');
}

function targetOf(offer: PlayOffer, step: Step | undefined, since: string): string | null {
  const start = Date.parse(since);
  if (step?.target !== undefined) return new Date(deadlineOf(start, step.target)).toISOString();
  if (offer.kind === 'event' && offer.after !== undefined)
    return new Date(addDuration(start, offer.after)).toISOString();
  return null;
}

/** What a way is called: its own name, else where it goes. */
export function optionName(road: OpenRoad, option: Option): string {
  if (option.label !== '') return option.label;
  return option.goesTo === undefined ? option.id : nameOf(road, option.goesTo);
}

/** Has all of the road been travelled? Then it may be closed without a reason; it never closes by itself. */
export function isTravelled(road: OpenRoad, journey: Journey): boolean {
  return ended(road.net, journey.marking) !== undefined;
}
