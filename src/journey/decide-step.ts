import { ok, type Result, refuse } from '#lib/result.ts';
import type { Marking, PlayRefusal } from '#process/net.ts';
import { choose, complete, occur } from '#process/play.ts';
import { type Actor, type Decision, factBase } from './actor.ts';
import { placeOfEvent } from './evolve.ts';
import type { Act, Choice, JourneyCommand, JourneyFact, JourneyRefusal } from './journey.ts';
import { needsHandoff, openOffers, optionName } from './offer.ts';
import type { OpenRoad } from './open-road.ts';
import { type Journey, openHandoffOf, type Place } from './state.ts';

type Command<K extends JourneyCommand['kind']> = Extract<JourneyCommand, { kind: K }>;

export function takeStep(road: OpenRoad, journey: Journey, command: Command<'take-step'>, actor: Actor): Decision {
  const { stepId } = command;
  const place = workable(road, journey, stepId, actor);
  if (!place.ok) return place;
  if (place.value.taken !== null) return ok([]);
  return ok([{ kind: 'step-taken', ...factBase(actor), stepId, teamId: place.value.teamId }]);
}

/** Whoever took a step puts it back; the leader of the team may do it for someone who can't. */
export function putBackStep(journey: Journey, command: Command<'put-back-step'>, actor: Actor): Decision {
  const { stepId } = command;
  const place = offeredStep(journey, stepId, actor);
  if (!place.ok) return place;
  const { taken, teamId } = place.value;
  if (taken === null) return ok([]);
  if (taken.personId !== actor.personId && actor.hat !== 'team-leader')
    return refuse({ tag: 'step-taken-by-other', stepId, ...taken });
  return ok([{ kind: 'step-put-back', ...factBase(actor), stepId, teamId }]);
}

export function completeStep(
  road: OpenRoad,
  journey: Journey,
  command: Command<'complete-step'>,
  actor: Actor,
): Decision {
  const { stepId, choice } = command;
  const place = workable(road, journey, stepId, actor);
  if (!place.ok) return place;
  const time = possibleTime(beginningOf(journey, stepId, place.value), actor);
  if (!time.ok) return time;
  const marking = complete(road.net, journey.marking, stepId, choice);
  if (!marking.ok) return refuse(inWords(road, marking.refusal, choice));
  const { teamId } = place.value;
  const done = { kind: 'step-completed', ...factBase(actor), stepId, teamId, ...given(choice) } as const;
  return ok(withLost(done, handoffsLost(journey, marking.value, actor)));
}

/** Something that the road waits for has happened. A timer happens when its time has come, not when somebody says so. */
export function recordEvent(
  road: OpenRoad,
  journey: Journey,
  command: Command<'record-event'>,
  actor: Actor,
): Decision {
  const { eventId, choice } = command;
  const place = journey.places[placeOfEvent(road, journey.marking, eventId)];
  const ours = withTeam(place, eventId, actor);
  if (!ours.ok) return ours;
  const marking = occur(road.net, journey.marking, eventId, choice);
  if (!marking.ok) {
    if (marking.refusal.tag === 'event-not-offered') return refuse({ tag: 'event-not-awaited', eventId });
    return refuse(inWords(road, marking.refusal, choice));
  }
  const dueAt = openOffers(road, journey).find((o) => o.kind === 'event' && o.id === eventId)?.targetBy ?? null;
  if (dueAt !== null && Date.parse(actor.occurredAt ?? actor.at) < Date.parse(dueAt))
    return refuse({ tag: 'timer-not-due', eventId, dueAt });
  const time = possibleTime(place?.since ?? journey.startedAt, actor);
  if (!time.ok) return time;
  const occurred = { kind: 'event-occurred', ...factBase(actor), eventId, ...given(choice) } as const;
  return ok(withLost(occurred, handoffsLost(journey, marking.value, actor)));
}

export function chooseWay(road: OpenRoad, journey: Journey, command: Command<'choose-way'>, actor: Actor): Decision {
  const { gatewayId, choice } = command;
  const ours = withTeam(journey.places[gatewayId], gatewayId, actor);
  if (!ours.ok) return ours;
  const marking = choose(road.net, journey.marking, gatewayId, choice);
  if (!marking.ok) {
    if (marking.refusal.tag === 'choice-not-offered') return refuse({ tag: 'choice-not-awaited', gatewayId });
    return refuse(inWords(road, marking.refusal, choice));
  }
  const chosen = { kind: 'way-chosen', ...factBase(actor), gatewayId, choice } as const;
  return ok(withLost(chosen, handoffsLost(journey, marking.value, actor)));
}

/** What happens at a place is told by the team that the place lies with. */
function withTeam(place: Place | undefined, stepId: string, actor: Actor): Result<void, JourneyRefusal> {
  if (place === undefined || actor.teamIds.includes(place.teamId)) return ok(undefined);
  return refuse({ tag: 'step-not-with-team', stepId, teamId: place.teamId });
}

function given(choice: Choice | undefined) {
  return choice === undefined ? {} : { choice };
}

/** A step where the journey stands, and with a team that the person acts for. Says so when somebody was there before. */
export function offeredStep(journey: Journey, stepId: string, actor: Actor): Result<Place, JourneyRefusal> {
  const place = journey.places[stepId];
  const done = journey.visits[stepId]?.done;
  const doneSince = done && actor.expected !== undefined && done.revision > actor.expected;
  if (done && (place === undefined || doneSince))
    return refuse({ tag: 'step-already-completed', stepId, personId: done.personId, at: done.at });
  if (place === undefined) return refuse({ tag: 'step-not-offered', stepId, offered: Object.keys(journey.places) });
  if (!actor.teamIds.includes(place.teamId)) return refuse({ tag: 'step-not-with-team', stepId, teamId: place.teamId });
  return ok(place);
}

/** A step that this person can work on now: handed over if it must be, and not taken by somebody else. */
function workable(road: OpenRoad, journey: Journey, stepId: string, actor: Actor): Result<Place, JourneyRefusal> {
  const step = road.steps.get(stepId);
  const place = offeredStep(journey, stepId, actor);
  if (!place.ok) return place;
  // A receiving task after an event-based gateway is an event, although it is drawn as a task.
  if (step === undefined || road.net.nodes.get(stepId)?.does !== 'step')
    return refuse({ tag: 'step-not-offered', stepId, offered: Object.keys(journey.places) });
  if (needsHandoff(step, place.value) || openHandoffOf(journey, stepId))
    return refuse({ tag: 'step-awaits-handoff', stepId });
  const { taken } = place.value;
  if (taken !== null && taken.personId !== actor.personId)
    return refuse({ tag: 'step-taken-by-other', stepId, ...taken });
  return place;
}

/** When the step could be done at the earliest: the journey had come there, the handoff was accepted, and it was taken. */
function beginningOf(journey: Journey, stepId: string, { since, taken }: Place): string {
  const accepted = journey.handoffs.flatMap((h) => (h.stepId === stepId && h.state === 'accepted' ? [h.endedAt] : []));
  const times = [since, taken?.at, ...accepted].filter((time) => typeof time === 'string');
  return times.reduce((latest, time) => (Date.parse(time) > Date.parse(latest) ? time : latest), since);
}

/** What is told afterwards happened between the journey's coming there and now. */
function possibleTime(earliest: string, actor: Actor): Result<void, JourneyRefusal> {
  if (actor.occurredAt === undefined) return ok(undefined);
  const at = Date.parse(actor.occurredAt);
  if (at >= Date.parse(earliest) && at <= Date.parse(actor.at)) return ok(undefined);
  return refuse({ tag: 'time-impossible', earliest, latest: actor.at });
}

/** The token game's refusal in the words of the journey, ways by their names. */
function inWords(road: OpenRoad, refusal: PlayRefusal, choice: Choice | undefined): JourneyRefusal {
  const stepId = refusal.node;
  switch (refusal.tag) {
    case 'choice-missing':
      return { tag: 'choice-missing', stepId, choices: refusal.options.map((o) => optionName(road, o)) };
    case 'choice-unknown': {
      const choices = refusal.options.map((o) => optionName(road, o));
      return { tag: 'choice-unknown', stepId, choice: choice ?? refusal.choice, choices };
    }
    default:
      return { tag: 'step-not-offered', stepId, offered: refusal.offered };
  }
}

/** Handoffs of steps that the journey leaves by other ways than through them: nobody can receive those any more. */
export function handoffsLost(journey: Journey, marking: Marking, actor: Actor): Withdrawn[] {
  return journey.handoffs
    .filter((h) => h.state === 'offered' && !marking.at[h.stepId])
    .map(({ handoffId }) => ({ kind: 'handoff-withdrawn', ...factBase(actor), occurredAt: actor.at, handoffId }));
}

type Withdrawn = Extract<JourneyFact, { kind: 'handoff-withdrawn' }>;

/** An act after the withdrawals that come of it, which it names: to undo it is to undo them. */
export function withLost(act: Exclude<Act, { kind: 'handoff-accepted' }>, lost: readonly Withdrawn[]): JourneyFact[] {
  return lost.length === 0 ? [act] : [...lost, { ...act, lost: lost.map(({ handoffId }) => handoffId) }];
}
