import type { HandoffId } from '#lib/id.ts';
import { personalDataIn } from '#lib/identity-number.ts';
import { ok, type Result, refuse } from '#lib/result.ts';
import { deadlineOf } from '#lib/time.ts';
import { type Actor, type Decision, factBase, isInTeam } from './actor.ts';
import { offeredStep } from './decide-step.ts';
import { hasWords, type JourneyCommand, type JourneyRefusal } from './journey.ts';
import { hasReceived, needsHandoff, receivers } from './offer.ts';
import type { OpenRoad } from './open-road.ts';
import { type HandoffState, type Journey, openHandoffOf } from './state.ts';

type Command<K extends JourneyCommand['kind']> = Extract<JourneyCommand, { kind: K }>;

/**
 * Offers a step to a team. The sender confirms everything that the road says must be included (R044), and only that is
 * passed over the border (D03). The sender's team holds the step until the receiver accepts.
 */
export function offerHandoff(
  road: OpenRoad,
  journey: Journey,
  command: Command<'offer-handoff'>,
  actor: Actor,
): Decision {
  const { handoffId, stepId, toTeamId, message } = command;
  const place = offeredStep(journey, stepId, actor);
  if (!place.ok) return place;
  const step = road.steps.get(stepId);
  const contract = step?.handoff;
  if (contract === undefined || !needsHandoff(step, place.value)) return refuse({ tag: 'handoff-not-needed', stepId });
  const open = openHandoffOf(journey, stepId);
  if (open) return refuse({ tag: 'handoff-already-offered', handoffId: open.handoffId, at: open.offeredAt });
  const missing = contract.include.filter((thing) => !command.included.includes(thing));
  if (missing.length > 0) return refuse({ tag: 'handoff-incomplete', missing });
  if (!actor.roadTeams.includes(toTeamId)) return refuse({ tag: 'team-not-on-road', teamId: toTeamId });
  const { teamId } = place.value;
  if (!receivers(actor.roadTeams, { teamId, receivedBefore: hasReceived(journey, stepId, teamId) }).includes(toTeamId))
    return refuse({ tag: 'handoff-to-own-team', teamId: toTeamId });
  const found = personalDataIn(message);
  if (found !== undefined) return refuse({ tag: 'personal-data-in-text', found });
  const base = factBase(actor);
  return ok([
    {
      kind: 'handoff-offered',
      ...base,
      handoffId,
      stepId,
      fromTeamId: place.value.teamId,
      toTeamId,
      included: [...contract.include],
      message,
      acceptBy: new Date(deadlineOf(Date.parse(base.occurredAt), contract.acceptWithin)).toISOString(),
    },
  ]);
}

/**
 * Receives a step (R045). Where the responsibility moves with it, the person named becomes responsible, and must be of the
 * receiving team; where it stays, the one who is responsible remains so.
 */
export function acceptHandoff(
  road: OpenRoad,
  journey: Journey,
  command: Command<'accept-handoff'>,
  actor: Actor,
): Decision {
  const open = receivable(journey, command.handoffId, actor);
  if (!open.ok) return open;
  const { stepId, toTeamId, handoffId } = open.value;
  const stays = road.steps.get(stepId)?.handoff?.responsibility === 'stays';
  const responsibleId = stays ? journey.responsibleId : command.responsibleId;
  if (!stays && !isInTeam(actor, responsibleId, toTeamId))
    return refuse({ tag: 'person-not-in-team', personId: responsibleId, teamId: toTeamId });
  return ok([{ kind: 'handoff-accepted', ...factBase(actor), handoffId, responsibleId }]);
}

export function returnHandoff(journey: Journey, command: Command<'return-handoff'>, actor: Actor): Decision {
  const open = receivable(journey, command.handoffId, actor);
  if (!open.ok) return open;
  const { reason } = command;
  if (!hasWords(reason)) return refuse({ tag: 'reason-missing' });
  const found = personalDataIn(reason);
  if (found !== undefined) return refuse({ tag: 'personal-data-in-text', found });
  return ok([{ kind: 'handoff-returned', ...factBase(actor), handoffId: open.value.handoffId, reason }]);
}

export function withdrawHandoff(journey: Journey, command: Command<'withdraw-handoff'>, actor: Actor): Decision {
  const open = openHandoff(journey, command.handoffId);
  if (!open.ok) return open;
  const { handoffId, stepId, fromTeamId } = open.value;
  if (!actor.teamIds.includes(fromTeamId)) return refuse({ tag: 'step-not-with-team', stepId, teamId: fromTeamId });
  return ok([{ kind: 'handoff-withdrawn', ...factBase(actor), handoffId }]);
}

function openHandoff(journey: Journey, handoffId: HandoffId): Result<HandoffState, JourneyRefusal> {
  const handoff = journey.handoffs.find((h) => h.handoffId === handoffId);
  if (handoff?.state === 'offered') return ok(handoff);
  return refuse({ tag: 'handoff-not-open', handoffId, state: handoff?.state ?? 'unknown' });
}

function receivable(journey: Journey, handoffId: HandoffId, actor: Actor): Result<HandoffState, JourneyRefusal> {
  const open = openHandoff(journey, handoffId);
  if (!open.ok || actor.teamIds.includes(open.value.toTeamId)) return open;
  return refuse({ tag: 'handoff-not-to-you', toTeamId: open.value.toTeamId });
}
