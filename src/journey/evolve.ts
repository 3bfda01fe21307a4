import type { PersonId, TeamId } from '#lib/id.ts';
import { assert, type Result, unreachable } from '#lib/result.ts';
import type { Marking } from '#process/net.ts';
import { choose, complete, occur, start } from '#process/play.ts';
import { type ClockEvent, runClocks } from './clock.ts';
import type { JourneyFact } from './journey.ts';
import type { OpenRoad } from './open-road.ts';
import type { HandoffState, Journey, Place, Visit } from './state.ts';

type Fact<K extends JourneyFact['kind']> = Extract<JourneyFact, { kind: K }>;

/** How many facts the trail remembers. */
const trailLength = 30;

/** Numbers of the facts that no longer stand, since they were undone; facts are numbered from 1. */
export function undoneIn(facts: readonly JourneyFact[]): ReadonlySet<number> {
  return new Set(facts.flatMap((fact) => (fact.kind === 'act-undone' ? fact.undone : [])));
}

/**
 * The journey that a list of facts adds up to: the first is `journey-started`. What was undone, and the undoing, count
 * among the facts (`revision`) and are told of (`trail`); all else is as if they had never happened.
 */
export function fold(road: OpenRoad, facts: readonly JourneyFact[]): Journey {
  const undone = undoneIn(facts);
  let journey: Journey | undefined;
  for (const [i, fact] of facts.entries()) {
    if (fact.kind !== 'act-undone' && !undone.has(i + 1)) journey = evolve(road, journey, fact);
    else {
      assert(journey, 'a journey starts before anything is undone on it');
      journey = { ...journey, ...counted(journey, fact) };
    }
  }
  assert(journey, 'a journey has facts');
  return journey;
}

/** The journey after some more facts. `facts` are all that made it what it is: what is undone is found by folding them anew. */
export function advance(
  road: OpenRoad,
  { journey, facts }: { readonly journey: Journey; readonly facts: readonly JourneyFact[] },
  added: readonly JourneyFact[],
): Journey {
  if (added.some(({ kind }) => kind === 'act-undone')) return fold(road, [...facts, ...added]);
  return added.reduce((j, fact) => evolve(road, j, fact), journey);
}

/**
 * The journey after one more fact, of any kind but `act-undone`. Facts have happened, so nothing is refused here: a fact
 * that can't follow is a bug. `road` is the version that the journey is pinned to.
 */
export function evolve(road: OpenRoad, journey: Journey | undefined, fact: JourneyFact): Journey {
  if (fact.kind === 'journey-started') {
    assert(journey === undefined, 'a journey starts once');
    return started(road, fact);
  }
  assert(journey, 'a journey starts before anything else happens on it');
  assert(journey.closed === null, 'nothing happens on a closed journey');
  const next = apply(road, journey, fact);
  return {
    ...next,
    ...counted(journey, fact),
    lastAt: laterOf(fact.occurredAt, journey.lastAt),
  };
}

/** What every fact adds, also one that doesn't stand. */
function counted(journey: Journey, fact: JourneyFact): Pick<Journey, 'revision' | 'trail'> {
  return {
    revision: journey.revision + 1,
    trail: [...journey.trail.slice(1 - trailLength), traceOf(fact)],
  };
}

/** Of two times in UTC: the same form, so that text compares as time. */
function laterOf(a: string, b: string): string {
  return [a, b].sort()[1] ?? a;
}

function traceOf(fact: JourneyFact) {
  return { kind: fact.kind, personId: fact.personId, at: fact.occurredAt };
}

function started(road: OpenRoad, fact: Fact<'journey-started'>): Journey {
  const marking = start(road.net);
  const origin = road.net.starts[0];
  const at = fact.occurredAt;
  const visit: Visit = {
    enteredAt: at,
    takenAt: null,
    leftAt: at,
    by: fact.personId,
    teamId: fact.teamId,
    count: 1,
    done: null,
  };
  const empty: Journey = {
    journeyId: fact.journeyId,
    reference: fact.reference,
    processId: fact.processId,
    versionId: fact.versionId,
    startSituation: fact.startSituation,
    goalSituation: fact.goalSituation,
    revision: 0,
    marking: { at: {}, ends: [] },
    places: {},
    teamId: fact.teamId,
    responsibleId: fact.responsibleId,
    teams: [fact.teamId],
    handoffs: [],
    visits: origin === undefined ? {} : { [origin]: visit },
    clocks: runClocks(road, [], { on: 'journey-started' }, at),
    obstacles: [],
    startedAt: at,
    lastAt: at,
    closed: null,
    trail: [traceOf(fact)],
  };
  return { ...moveTo(road, empty, marking, { at, teamId: fact.teamId }), revision: 1 };
}

function apply(road: OpenRoad, journey: Journey, fact: Exclude<JourneyFact, { kind: 'journey-started' }>): Journey {
  const at = fact.occurredAt;
  const timed = (j: Journey, event: ClockEvent) => ({ ...j, clocks: runClocks(road, j.clocks, event, at) });
  switch (fact.kind) {
    case 'step-taken': {
      const taken = setTaken(journey, fact.stepId, { personId: fact.personId, at });
      return timed(taken, { on: 'step-taken', node: fact.stepId });
    }
    case 'step-put-back':
      return setTaken(journey, fact.stepId, null);
    case 'step-completed': {
      const marking = played(complete(road.net, journey.marking, fact.stepId, fact.choice));
      const did = { node: fact.stepId, personId: fact.personId };
      // A step that was lent to another team (often another board's) goes back to the one that holds the journey.
      const lent = road.steps.get(fact.stepId)?.handoff?.responsibility === 'stays';
      const goesTo = lent ? journey.teamId : fact.teamId;
      const moved = moveTo(road, journey, marking, { at, teamId: fact.teamId, goesTo, from: fact.stepId, did });
      // Who completes a step that nobody had taken took it in the same moment, as far as clocks are concerned.
      const untaken = journey.places[fact.stepId]?.taken === null;
      const taken = untaken ? timed(moved, { on: 'step-taken', node: fact.stepId }) : moved;
      return timed(taken, { on: 'step-completed', node: fact.stepId });
    }
    case 'event-occurred': {
      const marking = played(occur(road.net, journey.marking, fact.eventId, fact.choice));
      const from = placeOfEvent(road, journey.marking, fact.eventId);
      const teamId = journey.places[from]?.teamId ?? journey.teamId;
      const did = { node: fact.eventId, personId: fact.personId };
      const stays = (road.net.nodes.get(fact.eventId)?.interrupting ?? true) === false;
      return moveTo(road, journey, marking, { at, teamId, did, ...(stays ? {} : { from }) });
    }
    case 'way-chosen': {
      const marking = played(choose(road.net, journey.marking, fact.gatewayId, fact.choice));
      const teamId = journey.places[fact.gatewayId]?.teamId ?? journey.teamId;
      const did = { node: fact.gatewayId, personId: fact.personId };
      return moveTo(road, journey, marking, { at, teamId, from: fact.gatewayId, did });
    }
    case 'act-undone':
      throw new Error('bug: what is undone is found by folding all facts');
    case 'handoff-offered': {
      const { handoffId, stepId, fromTeamId, toTeamId, included, message, acceptBy } = fact;
      const open = { state: 'offered', offeredBy: fact.personId, offeredAt: at, endedAt: null, reason: null } as const;
      const offered = { handoffId, stepId, fromTeamId, toTeamId, included, message, acceptBy, ...open };
      return timed({ ...journey, handoffs: [...journey.handoffs, offered] }, { on: 'handoff-offered', node: stepId });
    }
    case 'handoff-accepted':
      return accepted(road, journey, fact);
    case 'handoff-returned':
      return endHandoff(journey, fact.handoffId, { state: 'returned', endedAt: at, reason: fact.reason });
    case 'handoff-withdrawn':
      return endHandoff(journey, fact.handoffId, { state: 'withdrawn', endedAt: at });
    case 'obstacle-reported': {
      const { obstacleId, stepId, handoffId, obstacleKind: kind } = fact;
      return { ...journey, obstacles: [...journey.obstacles, { obstacleId, stepId, handoffId, kind, at }] };
    }
    case 'responsible-changed':
      return { ...journey, responsibleId: fact.responsibleId, teamId: fact.teamId };
    case 'journey-closed': {
      const { outcome, endId, reason } = fact;
      const left = moveTo(road, journey, { at: {}, ends: journey.marking.ends }, { at, teamId: journey.teamId });
      // The marking stays as it was: it tells how far the traveller came.
      const stopped = { ...left, marking: journey.marking, closed: { at, outcome, endId, reason } };
      return timed(stopped, { on: 'journey-closed' });
    }
    default:
      return unreachable(fact);
  }
}

function played(result: Result<Marking, unknown>): Marking {
  assert(result.ok, 'a fact that has happened fits the road of the journey');
  return result.value;
}

/** Where the token waits that an event moves: at the step it belongs to, at the event, or at the race before it. */
export function placeOfEvent(road: OpenRoad, marking: Marking, eventId: string): string {
  const node = road.net.nodes.get(eventId);
  if (node?.attachedTo !== undefined) return node.attachedTo;
  if (marking.at[eventId] !== undefined) return eventId;
  const before = (node?.in ?? []).map((arc) => road.net.arcs.get(arc)?.from ?? '');
  return before.find((id) => marking.at[id] !== undefined) ?? eventId;
}

interface Move {
  readonly at: string;
  readonly teamId: TeamId;
  /** Who has what comes next, where it isn't the same team. */
  readonly goesTo?: TeamId;
  /** The place that the token left; absent when it stays (an event that doesn't interrupt its step). */
  readonly from?: string;
  /** What was done, and by whom. */
  readonly did?: { readonly node: string; readonly personId: PersonId };
}

/** Brings places and visits in line with a new marking. */
function moveTo(road: OpenRoad, journey: Journey, marking: Marking, move: Move): Journey {
  const places: Record<string, Place> = {};
  const visits: Record<string, Visit> = { ...journey.visits };
  const revision = journey.revision + 1;
  if (move.did) visits[move.did.node] = visitDone(journey, move.did.node, move, move.did.personId, revision);
  for (const [id, place] of Object.entries(journey.places)) {
    const stays = (marking.at[id] ?? 0) > 0 && (id !== move.from || (journey.marking.at[id] ?? 0) > 1);
    if (stays) places[id] = place;
    else if (id !== move.did?.node) visits[id] = { ...visitOf(visits, id, place), leftAt: move.at };
  }
  const next = move.goesTo ?? move.teamId;
  const fresh = { since: move.at, revision, teamId: next, received: null, taken: null };
  for (const id of Object.keys(marking.at)) {
    if (places[id] !== undefined || !road.net.nodes.has(id)) continue;
    places[id] = fresh;
    visits[id] = { ...entered(visits[id], move.at), teamId: next };
  }
  for (const id of marking.ends.slice(journey.marking.ends.length))
    visits[id] = { ...entered(visits[id], move.at), teamId: move.teamId, leftAt: move.at };
  return { ...journey, marking, places, visits };
}

function entered(before: Visit | undefined, at: string): Visit {
  const count = (before?.count ?? 0) + 1;
  return { enteredAt: at, takenAt: null, leftAt: null, by: null, teamId: null, count, done: before?.done ?? null };
}

function visitOf(visits: Readonly<Record<string, Visit>>, id: string, place: Place): Visit {
  return visits[id] ?? { ...entered(undefined, place.since), teamId: place.teamId };
}

/** A step that is completed or an event that occurs; events in a race or beside a step are entered in the same moment. */
function visitDone(journey: Journey, node: string, move: Move, personId: PersonId, revision: number): Visit {
  const place = journey.places[node];
  const done = { personId, at: move.at, revision };
  const visit = place ? visitOf(journey.visits, node, place) : entered(journey.visits[node], move.at);
  return { ...visit, leftAt: move.at, by: personId, teamId: move.teamId, done };
}

function setTaken(journey: Journey, stepId: string, taken: Place['taken']): Journey {
  const place = journey.places[stepId];
  assert(place, 'a step that is taken or put back is one where the journey stands');
  const visit = { ...visitOf(journey.visits, stepId, place), takenAt: taken?.at ?? null, by: taken?.personId ?? null };
  return {
    ...journey,
    places: { ...journey.places, [stepId]: { ...place, taken } },
    visits: { ...journey.visits, [stepId]: visit },
  };
}

function endHandoff(journey: Journey, handoffId: string, end: Partial<HandoffState>): Journey {
  assert(
    journey.handoffs.some((h) => h.handoffId === handoffId && h.state === 'offered'),
    'a handoff ends once',
  );
  return {
    ...journey,
    handoffs: journey.handoffs.map((h) => (h.handoffId === handoffId ? { ...h, ...end } : h)),
  };
}

/** The receiving team has the step from now on; with it goes the journey, unless the road says that it stays. */
function accepted(road: OpenRoad, journey: Journey, fact: Fact<'handoff-accepted'>): Journey {
  const at = fact.occurredAt;
  const ended = endHandoff(journey, fact.handoffId, { state: 'accepted', endedAt: at });
  const handoff = ended.handoffs.find((h) => h.handoffId === fact.handoffId);
  const place = handoff && ended.places[handoff.stepId];
  assert(handoff && place, 'a handoff is of a step where the journey stands');
  const { stepId, toTeamId } = handoff;
  const moves = road.steps.get(stepId)?.handoff?.responsibility !== 'stays';
  return {
    ...ended,
    places: { ...ended.places, [stepId]: { ...place, teamId: toTeamId, received: fact.handoffId } },
    visits: { ...ended.visits, [stepId]: { ...visitOf(ended.visits, stepId, place), teamId: toTeamId } },
    teams: ended.teams.includes(toTeamId) ? ended.teams : [...ended.teams, toTeamId],
    clocks: runClocks(road, ended.clocks, { on: 'handoff-accepted', node: stepId }, at),
    ...(moves ? { responsibleId: fact.responsibleId, teamId: toTeamId } : {}),
  };
}
