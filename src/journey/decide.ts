import { personalDataIn } from '#lib/identity-number.ts';
import { assert, ok, refuse, unreachable } from '#lib/result.ts';
import { type Actor, type Decision, factBase, isInTeam } from './actor.ts';
import { closeJourney } from './decide-close.ts';
import { acceptHandoff, offerHandoff, returnHandoff, withdrawHandoff } from './decide-handoff.ts';
import { chooseWay, completeStep, putBackStep, recordEvent, takeStep } from './decide-step.ts';
import type { JourneyCommand, JourneyFact, JourneyRefusal } from './journey.ts';
import type { OpenRoad } from './open-road.ts';
import { type Journey, since } from './state.ts';
import { undoAct } from './undo.ts';

/**
 * What a command leads to: facts (none, when it already is as asked), or the state that stands in its way. `journey` is
 * undefined for `start-journey` and only then. `actor.expected` may be old (but not newer
 * than the journey is): a command that still is possible is carried
 * out, one that isn't is refused with what has happened since. `facts` are those that made the journey; only undoing asks
 * for them.
 */
export function decide(
  road: OpenRoad,
  journey: Journey | undefined,
  command: JourneyCommand,
  actor: Actor,
  facts: readonly JourneyFact[] = [],
): Decision {
  if (command.kind === 'start-journey') {
    assert(journey === undefined, 'a journey starts once');
    return startJourney(road, command, actor);
  }
  assert(journey, 'only starting is done without a journey');
  if (actor.expected !== undefined && actor.expected > journey.revision)
    return refuse({ tag: 'revision-unknown', expected: actor.expected, actual: journey.revision });
  if (command.kind === 'undo-act') return undoAct(road, { journey, facts }, command, actor);
  if (journey.closed !== null)
    return refuse({ tag: 'journey-closed', closedAt: journey.closed.at, outcome: journey.closed.outcome });
  const decision = decideOn(road, journey, command, actor);
  return decision.ok ? decision : refuse(explained(journey, decision.refusal, actor));
}

function decideOn(
  road: OpenRoad,
  journey: Journey,
  command: Exclude<JourneyCommand, { kind: 'start-journey' | 'undo-act' }>,
  actor: Actor,
): Decision {
  switch (command.kind) {
    case 'take-step':
      return takeStep(road, journey, command, actor);
    case 'put-back-step':
      return putBackStep(journey, command, actor);
    case 'complete-step':
      return completeStep(road, journey, command, actor);
    case 'record-event':
      return recordEvent(road, journey, command, actor);
    case 'choose-way':
      return chooseWay(road, journey, command, actor);
    case 'offer-handoff':
      return offerHandoff(road, journey, command, actor);
    case 'accept-handoff':
      return acceptHandoff(road, journey, command, actor);
    case 'return-handoff':
      return returnHandoff(journey, command, actor);
    case 'withdraw-handoff':
      return withdrawHandoff(journey, command, actor);
    case 'report-obstacle':
      return reportObstacle(road, journey, command, actor);
    case 'change-responsible':
      return changeResponsible(journey, command, actor);
    case 'close-journey':
      return closeJourney(road, journey, command, actor);
    default:
      return unreachable(command);
  }
}

/** Refusals that say no more than “not now”: to somebody with an old picture, what has happened since says more. */
const vague: readonly JourneyRefusal['tag'][] = ['step-not-offered', 'event-not-awaited', 'choice-not-awaited'];

function explained(journey: Journey, refusal: JourneyRefusal, { expected }: Actor): JourneyRefusal {
  if (expected === undefined || expected >= journey.revision || !vague.includes(refusal.tag)) return refusal;
  return { tag: 'journey-moved-on', expected, actual: journey.revision, since: since(journey, expected) };
}

type Command<K extends JourneyCommand['kind']> = Extract<JourneyCommand, { kind: K }>;

function startJourney(road: OpenRoad, command: Command<'start-journey'>, actor: Actor): Decision {
  const { situations } = road.road;
  for (const [code, known] of [
    [command.startSituation, situations.start],
    [command.goalSituation, situations.goal],
  ] as const)
    if (!known.some((s) => s.code === code)) return refuse({ tag: 'situation-unknown', code });
  if (!actor.roadTeams.includes(command.teamId)) return refuse({ tag: 'team-not-on-road', teamId: command.teamId });
  const found = personalDataIn(command.reference);
  if (found !== undefined) return refuse({ tag: 'personal-data-in-text', found });
  const { kind: _, ...started } = command;
  return ok([{ kind: 'journey-started', ...factBase(actor), ...started }]);
}

function reportObstacle(road: OpenRoad, journey: Journey, command: Command<'report-obstacle'>, actor: Actor): Decision {
  const { obstacleId, handoffId, obstacleKind } = command;
  const handoff = journey.handoffs.find((h) => h.handoffId === handoffId);
  if (handoffId !== null && handoff === undefined)
    return refuse({ tag: 'handoff-not-open', handoffId, state: 'unknown' });
  const stepId = command.stepId ?? handoff?.stepId ?? onlyPlace(journey);
  if (stepId !== null && !road.nodes.has(stepId)) return refuse({ tag: 'step-unknown', stepId });
  return ok([{ kind: 'obstacle-reported', ...factBase(actor), obstacleId, stepId, handoffId, obstacleKind }]);
}

/** Where an obstacle lies that nobody has placed: at the one place where the journey stands. */
function onlyPlace(journey: Journey): string | null {
  const places = Object.keys(journey.places);
  return places.length === 1 ? (places[0] ?? null) : null;
}

function changeResponsible(journey: Journey, command: Command<'change-responsible'>, actor: Actor): Decision {
  const { responsibleId } = command;
  const { teamId } = journey;
  if (responsibleId === journey.responsibleId) return ok([]);
  if (!isInTeam(actor, responsibleId, teamId))
    return refuse({ tag: 'person-not-in-team', personId: responsibleId, teamId });
  return ok([{ kind: 'responsible-changed', ...factBase(actor), responsibleId, teamId }]);
}
