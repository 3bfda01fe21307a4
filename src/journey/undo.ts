/**
 * Undoing what was done by mistake: a step completed, an event recorded, a way chosen, a handoff accepted, a journey closed.
 * Nothing is erased. The undoing is a fact of its own, and the journey becomes what its other facts add up to
 * (docs/decisions/0005).
 */
import type { HandoffId, TeamId } from '#lib/id.ts';
import { personalDataIn } from '#lib/identity-number.ts';
import { ok, type Result, refuse, unreachable } from '#lib/result.ts';
import { type Actor, type Decision, factBase } from './actor.ts';
import { undoneIn } from './evolve.ts';
import { type Act, hasWords, type JourneyCommand, type JourneyFact, type JourneyRefusal } from './journey.ts';
import { nameOf, type OpenRoad } from './open-road.ts';
import type { HandoffState, Journey, Place } from './state.ts';

interface Past {
  readonly journey: Journey;
  /** All facts of the journey: numbered from 1 in this order. */
  readonly facts: readonly JourneyFact[];
}

/** Who wants to undo, as far as it matters: whoever did it, or the leader of the team that it lay with. */
export type Undoer = Pick<Actor, 'personId' | 'hat' | 'teamIds'>;

const acts: readonly JourneyFact['kind'][] = [
  'step-completed',
  'event-occurred',
  'way-chosen',
  'handoff-accepted',
  'journey-closed',
];

export function isAct(fact: JourneyFact): fact is Act {
  return acts.includes(fact.kind);
}

/** The step, event or fork that an act was done at; a journey is closed at none. */
export function nodeOfAct(journey: Journey, act: Act): string | undefined {
  switch (act.kind) {
    case 'step-completed':
      return act.stepId;
    case 'event-occurred':
      return act.eventId;
    case 'way-chosen':
      return act.gatewayId;
    case 'handoff-accepted':
      return handoffOf(journey, act)?.stepId;
    case 'journey-closed':
      return undefined;
    default:
      return unreachable(act);
  }
}

function handoffOf(journey: Journey, { handoffId }: { readonly handoffId: HandoffId }): HandoffState | undefined {
  return journey.handoffs.find((h) => h.handoffId === handoffId);
}

/**
 * Undoes the latest act that stands, as long as nothing builds on it. What is undone already is as asked. Who undoes what
 * somebody else did must say why, since that person should learn it. Refuses with `act-unknown`, `journey-closed` (the
 * closing is undone first), `act-followed`, `act-taken-up`, `act-handed-over`, `act-not-yours`, `reason-missing` and
 * `personal-data-in-text`.
 */
export function undoAct(
  road: OpenRoad,
  { journey, facts }: Past,
  { act: number, reason }: Extract<JourneyCommand, { kind: 'undo-act' }>,
  actor: Actor,
): Decision {
  const act = facts[number - 1];
  if (act === undefined || !isAct(act)) return refuse({ tag: 'act-unknown', act: number });
  if (undoneIn(facts).has(number)) return ok([]);
  const along = fallingWith(road, { journey, facts }, number, act);
  if (!along.ok) return along;
  const own = ownership(journey, number, act, actor);
  if (!own.ok) return own;
  if (own.value === 'of-another' && !hasWords(reason)) return refuse({ tag: 'reason-missing' });
  const found = personalDataIn(reason);
  if (found !== undefined) return refuse({ tag: 'personal-data-in-text', found });
  return ok([{ kind: 'act-undone', ...factBase(actor), act: number, undone: along.value, reason }]);
}

/** What somebody can undo on a journey now, or could if a step were put back first. */
export interface Undoable {
  readonly act: number;
  readonly reasonNeeded: boolean;
  /** The name of the step that must be put back first. */
  readonly putBackFirst: string | null;
}

/** The act that this person can undo now; null when there is none. */
export function undoableBy(road: OpenRoad, past: Past, by: Undoer): Undoable | null {
  const undone = undoneIn(past.facts);
  const act = past.facts.findLastIndex((fact, i) => isAct(fact) && !undone.has(i + 1)) + 1;
  const fact = past.facts[act - 1];
  if (fact === undefined || !isAct(fact)) return null;
  const own = ownership(past.journey, act, fact, by);
  if (!own.ok) return null;
  const along = fallingWith(road, past, act, fact);
  const reasonNeeded = own.value === 'of-another';
  if (along.ok) return { act, reasonNeeded, putBackFirst: null };
  return along.refusal.tag === 'act-taken-up' ? { act, reasonNeeded, putBackFirst: along.refusal.name } : null;
}

/** Numbers of the facts that fall when the act does, itself first; or what builds on it. */
function fallingWith(
  road: OpenRoad,
  { journey, facts }: Past,
  number: number,
  act: Act,
): Result<number[], JourneyRefusal> {
  const { closed } = journey;
  if (closed !== null && act.kind !== 'journey-closed')
    return refuse({ tag: 'journey-closed', closedAt: closed.at, outcome: closed.outcome });
  const undone = undoneIn(facts);
  const falling = [number];
  for (let before = number - 1; before > 0 && isLostBy(act, facts[before - 1]); before--) falling.push(before);
  for (let later = number + 1; later <= facts.length; later++) {
    const fact = facts[later - 1];
    if (fact === undefined || undone.has(later)) continue;
    const built = buildsOn(road, journey, { number, act }, fact, later);
    if (!built.ok) return built;
    if (built.value) falling.push(later);
  }
  return ok(falling);
}

function isLostBy(act: Act, fact: JourneyFact | undefined): boolean {
  if (act.kind === 'handoff-accepted' || fact?.kind !== 'handoff-withdrawn') return false;
  return act.lost?.includes(fact.handoffId) ?? false;
}

/**
 * Was a later fact only possible because of the act? A step that was taken and put back leaves nothing and falls with it
 * (true), and so does the naming of somebody responsible in a team that the act brought the journey to; what was done
 * elsewhere on the road, an obstacle, and who else is responsible stand on their own (false). The rest is in the way.
 */
function buildsOn(
  road: OpenRoad,
  journey: Journey,
  { number: act, act: done }: { readonly number: number; readonly act: Act },
  fact: JourneyFact,
  number: number,
): Result<boolean, JourneyRefusal> {
  const { personId, occurredAt: at } = fact;
  if (isAct(fact)) {
    const name = nameOf(road, nodeOfAct(journey, fact) ?? '');
    return refuse({ tag: 'act-followed', act, by: number, name, personId, at });
  }
  switch (fact.kind) {
    case 'step-taken':
    case 'step-put-back': {
      const place = placeLedTo(journey, act, done, fact.stepId);
      if (place === undefined) return ok(false);
      if (place.taken === null) return ok(true);
      return refuse({ tag: 'act-taken-up', act, stepId: fact.stepId, name: nameOf(road, fact.stepId), ...place.taken });
    }
    case 'handoff-offered':
    case 'handoff-returned':
    case 'handoff-withdrawn': {
      const stepId = handoffOf(journey, fact)?.stepId ?? '';
      if (placeLedTo(journey, act, done, stepId) === undefined) return ok(false);
      return refuse({ tag: 'act-handed-over', act, stepId, name: nameOf(road, stepId), at });
    }
    case 'responsible-changed':
      return ok(done.kind === 'handoff-accepted' && movesWith(road, journey, done));
    default:
      return ok(false);
  }
}

/** The place at this step, if the act led the journey there or to the team that has it there now. */
function placeLedTo(journey: Journey, number: number, act: Act, stepId: string): Place | undefined {
  const place = journey.places[stepId];
  const led = act.kind === 'handoff-accepted' ? place?.received === act.handoffId : place?.revision === number;
  return led ? place : undefined;
}

/** Did the journey as a whole go to the receiving team with this handoff, and not only the step? */
function movesWith(road: OpenRoad, journey: Journey, act: { readonly handoffId: HandoffId }): boolean {
  const step = road.steps.get(handoffOf(journey, act)?.stepId ?? '');
  return step?.handoff?.responsibility !== 'stays';
}

/** Whose act is it to this person? Only what lay with a team that the person acts for, and there only one's own, or a leader's. */
function ownership(
  journey: Journey,
  number: number,
  act: Act,
  { personId, hat, teamIds }: Undoer,
): Result<'own' | 'of-another', JourneyRefusal> {
  const teamId = teamOf(journey, act);
  const mine = act.personId === personId;
  if (teamIds.includes(teamId) && (mine || hat === 'team-leader')) return ok(mine ? 'own' : 'of-another');
  return refuse({ tag: 'act-not-yours', act: number, personId: act.personId, teamId });
}

/** The team that the place lay with, of the latest act as its visit tells; that received; or that held the journey. */
function teamOf(journey: Journey, act: Act): TeamId {
  if (act.kind === 'step-completed') return act.teamId;
  if (act.kind === 'handoff-accepted') return handoffOf(journey, act)?.toTeamId ?? journey.teamId;
  return journey.visits[nodeOfAct(journey, act) ?? '']?.teamId ?? journey.teamId;
}
