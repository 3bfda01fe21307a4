import type { Actor } from '#journey/actor.ts';
import type { JourneyCommand } from '#journey/journey.ts';
import { isTravelled, type OpenOffer, openOffers } from '#journey/offer.ts';
import type { OpenRoad } from '#journey/open-road.ts';
import type { Travelled } from '#journey/run.ts';
import { HandoffId, type JourneyId, type TeamId, uuidFrom, type VersionId } from '#lib/id.ts';
import { pick, type Random } from '#lib/random.ts';
import { assert, unreachable } from '#lib/result.ts';
import type { Instant } from '#lib/time.ts';
import type { Behaviour } from './behaviour.ts';
import { officeTime } from './calendar.ts';
import type { Crew } from './crew.ts';
import { type Complaint, complaintAt } from './obstacle.ts';
import { chooseWay, planMove } from './plan.ts';
import { act, command, drawn, type Move, type Traveller } from './traveller.ts';

/** One journey to be made. */
export interface Departure {
  readonly at: Instant;
  readonly journeyId: JourneyId;
  readonly reference: string;
  readonly versionId: VersionId;
  readonly road: OpenRoad;
  /** An order that nobody sees for two weeks: the story to follow. */
  readonly unseen?: boolean;
}

/** A journey as it has come so far, with what was said of the obstacles reported on it. */
export interface Arrival extends Travelled {
  readonly road: OpenRoad;
  readonly complaints: readonly Complaint[];
}

const returnReasons = [
  'Uppgift om vem som ska kontaktas fattas.',
  'Målen med insatsen behöver vara tydligare.',
  'Beslutet var inte bifogat.',
  'Det framgår inte när stödet ska börja.',
  'Omfattningen stämmer inte med beslutet.',
];
/** Back to who gave the support, which is to be followed up. */
const followUpReasons = [
  'Det framgår inte hur det har gått mot målen.',
  'Vad personen själv tycker fattas.',
  'Genomförandeplanen som gäller var inte bifogad.',
];
const earlyReasons = ['Flyttat till en annan kommun.', 'Vill inte längre ha kontakt.', 'Ansökan togs tillbaka.'];

/**
 * Carries one journey along its road in made-up time, by the very same `decide` and `evolve` that carry real ones, until
 * it is closed or the year is over.
 */
export function travel(departure: Departure, behaviour: Behaviour, crew: Crew, random: Random, end: Instant): Arrival {
  const t = depart(departure, behaviour, crew, random, end);
  const planned = new Map<string, Move>();
  for (;;) {
    if (isTravelled(t.road, t.travelled.journey)) {
      const when = officeTime(lastAt(t) + drawn(random, [0.8, 0.8]), random());
      if (when <= end) close(t, when, false);
      break;
    }
    const move = nextMove(t, planned);
    if (move === undefined || Math.min(move.at, t.leavesAt) > end) break;
    if (move.at > t.leavesAt) {
      const when = officeTime(Math.max(t.leavesAt, lastAt(t)), random());
      if (when <= end) close(t, when, true);
      break;
    }
    const { one, actor } = deedOf(t, move);
    command(t, one, actor);
    complain(t, move);
  }
  return { ...t.travelled, road: t.road, complaints: t.complaints };
}

function depart(departure: Departure, behaviour: Behaviour, crew: Crew, random: Random, end: Instant): Traveller {
  const { road, at, journeyId, reference, versionId, unseen = false } = departure;
  const team = crew.team(behaviour.firstTeam);
  const responsibleId = crew.next(team.id);
  const receivers = Object.entries(behaviour.receivers).map(
    ([step, teams]) => [step, teams, pick(random, teams)] as const,
  );
  const slow = random() < 0.13 ? 6 : 1;
  const leavesAt = random() < 0.035 ? at + drawn(random, [60, 0.8]) : Number.POSITIVE_INFINITY;
  const { situations } = road.road;
  const start = {
    kind: 'start-journey',
    journeyId,
    reference,
    processId: crew.processId,
    versionId,
    startSituation: pick(random, situations.start).code,
    goalSituation: pick(random, situations.goal).code,
    teamId: team.id,
    responsibleId,
  } as const;
  return {
    road,
    behaviour,
    crew,
    random,
    end,
    receivers: new Map(receivers.map(([step, teams, drawn]) => [step, { teams, drawn }])),
    slow: unseen ? 1 : slow,
    leavesAt: unseen ? Number.POSITIVE_INFINITY : leavesAt,
    unseen,
    sent: 0,
    travelled: act(road, undefined, start, crew.actor(responsibleId, team.id, at)),
    complaints: [],
  };
}

function lastAt({ travelled }: Traveller): Instant {
  return Date.parse(travelled.journey.lastAt);
}

/** What is planned holds until the offer changes: it is handed over, taken, or come to anew. */
function keyOf(offer: OpenOffer): string {
  return `${offer.id} ${offer.since} ${offer.state} ${offer.openHandoffId ?? ''} ${offer.taken?.at ?? ''}`;
}

/** Keeps the plan in step with what is offered, and takes out what comes first. */
function nextMove(t: Traveller, planned: Map<string, Move>): Move | undefined {
  const offers = new Map(openOffers(t.road, t.travelled.journey).map((offer) => [keyOf(offer), offer]));
  for (const key of planned.keys()) if (!offers.has(key)) planned.delete(key);
  for (const [key, offer] of offers) if (!planned.has(key)) planned.set(key, planMove(t, offer));
  let next: Move | undefined;
  for (const move of planned.values()) if (next === undefined || move.at < next.at) next = move;
  if (next) planned.delete(keyOf(next.offer));
  return next;
}

interface Deed {
  readonly one: JourneyCommand;
  readonly actor: Actor;
}

/** What a move is as a command, and who gives it. */
function deedOf(t: Traveller, { at, offer, does }: Move): Deed {
  const { crew, random } = t;
  const { journey } = t.travelled;
  if (does === 'accept' || does === 'return') return answerOf(t, { at, offer, does });
  const team = journey.places[offer.id]?.teamId ?? offer.teamId;
  const worker = offer.taken?.personId ?? crew.worker(team, journey.responsibleId, random);
  const actor = crew.actor(worker, team, at);
  switch (does) {
    case 'take':
      return { one: { kind: 'take-step', stepId: offer.id }, actor };
    case 'complete':
      return { one: { kind: 'complete-step', stepId: offer.id, ...chooseWay(t, offer) }, actor };
    case 'choose':
      return { one: { kind: 'choose-way', gatewayId: offer.id, choice: chooseWay(t, offer).choice ?? '' }, actor };
    case 'occur':
      return { one: { kind: 'record-event', eventId: offer.id, ...chooseWay(t, offer) }, actor };
    case 'offer': {
      t.sent += 1;
      const toTeamId = receiverOf(t, offer.id);
      const handoffId = HandoffId.parse(uuidFrom(random));
      const included = offer.step?.handoff?.include ?? [];
      return { one: { kind: 'offer-handoff', handoffId, stepId: offer.id, toTeamId, included, message: '' }, actor };
    }
    default:
      return unreachable(does);
  }
}

/** The team that had the journey before, as who investigated follows up too; else the one drawn for the step. */
function receiverOf({ crew, receivers, behaviour, travelled }: Traveller, stepId: string): TeamId {
  const named = receivers.get(stepId);
  const before = named?.teams.map((key) => crew.team(key).id).find((id) => travelled.journey.teams.includes(id));
  return before ?? crew.team(named?.drawn ?? behaviour.firstTeam).id;
}

/** Somebody of the receiving team accepts the handoff and becomes responsible, or returns it with a reason. */
function answerOf(t: Traveller, { at, offer, does }: Move): Deed {
  const handoff = t.travelled.journey.handoffs.find((h) => h.handoffId === offer.openHandoffId);
  assert(handoff, 'a handoff that is answered has been offered');
  const { handoffId, toTeamId } = handoff;
  const responsibleId = t.crew.next(toTeamId);
  const actor = t.crew.actor(responsibleId, toTeamId, at);
  if (does === 'return') {
    const reasons = offer.step?.stage === 6 ? followUpReasons : returnReasons;
    return { one: { kind: 'return-handoff', handoffId, reason: pick(t.random, reasons) }, actor };
  }
  t.sent = 0;
  return { one: { kind: 'accept-handoff', handoffId, responsibleId }, actor };
}

/** Somebody may report what stood in the way of what was just done. */
function complain(t: Traveller, { does, offer }: Move): void {
  const complaint = complaintAt(t.crew.key, does, offer.id, t.unseen, t.random);
  const when = lastAt(t) + 60_000;
  if (!complaint || when > t.end) return;
  const { teamId, responsibleId, handoffs } = t.travelled.journey;
  const about = { stepId: offer.id, handoffId: does === 'accept' ? (handoffs.at(-1)?.handoffId ?? null) : null };
  const { obstacleId, kind: obstacleKind } = complaint;
  command(
    t,
    { kind: 'report-obstacle', obstacleId, obstacleKind, ...about },
    t.crew.actor(responsibleId, teamId, when),
  );
  t.complaints.push(complaint);
}

/** Closes with the outcome that the end of the road proposes, else with a drawn one. */
function close(t: Traveller, when: Instant, early: boolean): void {
  const { teamId, responsibleId, marking } = t.travelled.journey;
  const last = t.road.nodes.get(marking.ends.at(-1) ?? '');
  const proposed = !early && last?.kind === 'end' ? last.outcome : undefined;
  const chance = t.random();
  const outcome = proposed ?? (early ? (chance < 0.4 ? 'partly' : 'not-met') : chance < 0.7 ? 'met' : 'partly');
  const reason = early ? pick(t.random, earlyReasons) : '';
  command(t, { kind: 'close-journey', outcome, reason }, t.crew.actor(responsibleId, teamId, when));
}
