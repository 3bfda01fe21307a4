import type { Actor } from '#journey/actor.ts';
import type { JourneyCommand } from '#journey/journey.ts';
import { isTravelled, type OpenOffer, openOffers } from '#journey/offer.ts';
import type { OpenRoad } from '#journey/open-road.ts';
import { run, type Travelled } from '#journey/run.ts';
import { HandoffId, type JourneyId, uuidFrom, type VersionId } from '#lib/id.ts';
import { logNormal, pick, type Random } from '#lib/random.ts';
import { assert } from '#lib/result.ts';
import { dayMs, hourMs, type Instant, roughMs } from '#lib/time.ts';
import type { Behaviour, Spread } from './behaviour.ts';
import { nextMeeting, officeTime } from './calendar.ts';
import type { Crew } from './crew.ts';
import { type Complaint, complaintAt } from './obstacle.ts';

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

interface Move {
  readonly at: Instant;
  readonly offer: OpenOffer;
  readonly does: 'take' | 'complete' | 'offer' | 'accept' | 'return' | 'occur' | 'choose';
}

const returnReasons = [
  'Uppgift om vem som ska kontaktas fattas.',
  'Målen med insatsen behöver vara tydligare.',
  'Beslutet var inte bifogat.',
  'Det framgår inte när stödet ska börja.',
  'Omfattningen stämmer inte med beslutet.',
];
const earlyReasons = ['Flyttat till en annan kommun.', 'Vill inte längre ha kontakt.', 'Ansökan togs tillbaka.'];

/**
 * Carries one journey along its road in made-up time, by the very same `decide` and `evolve` that carry real ones, until
 * it is closed or the year is over.
 */
export function travel(departure: Departure, behaviour: Behaviour, crew: Crew, random: Random, end: Instant): Arrival {
  const { road, at, unseen = false } = departure;
  const days = ([median, sigma]: Spread) => logNormal(random, median, sigma) * dayMs;
  const receivers = Object.fromEntries(
    Object.entries(behaviour.receivers).map(([step, teams]) => [step, pick(random, teams)]),
  );
  /** Some journeys are forgotten somewhere: one of their waits is many times longer. */
  const slow = random() < 0.05 ? 8 : 1;
  /** Some end before the road does. */
  const leavesAt = random() < 0.035 ? at + days([60, 0.8]) : Number.POSITIVE_INFINITY;
  const complaints: Complaint[] = [];
  let sent = 0;

  const firstTeam = crew.team(behaviour.firstTeam);
  const first = crew.next(firstTeam.id);
  const act = (t: Travelled | undefined, command: JourneyCommand, actor: Actor): Travelled => {
    const done = run(road, t, command, actor);
    assert(done.ok, `a made journey's ${command.kind} is possible: ${done.ok ? '' : JSON.stringify(done.refusal)}`);
    return done.value;
  };
  let t = act(
    undefined,
    {
      kind: 'start-journey',
      journeyId: departure.journeyId,
      reference: departure.reference,
      processId: crew.processId,
      versionId: departure.versionId,
      startSituation: pick(random, road.road.situations.start).code,
      goalSituation: pick(random, road.road.situations.goal).code,
      teamId: firstTeam.id,
      responsibleId: first,
    },
    crew.actor(first, firstTeam.id, at),
  );
  const planned = new Map<string, Move>();

  const waitOf = (offer: OpenOffer, parts: number, named: Behaviour['waits']): number => {
    const spread = named?.[offer.id];
    if (spread) return days(spread);
    const target = offer.step?.target ? roughMs(offer.step.target) : 2 * dayMs;
    return logNormal(random, target * parts, 0.7);
  };
  const plan = (offer: OpenOffer): Move => {
    const now = Date.parse(t.journey.lastAt);
    const since = Math.max(Date.parse(offer.since), offer.state === 'ready' && offer.taken === null ? now : 0);
    const office = (moment: number, does: Move['does']): Move => ({
      at: officeTime(Math.max(moment, now + 60_000), random()),
      offer,
      does,
    });
    if (offer.kind === 'choice') return office(now, 'choose');
    if (offer.kind === 'event') {
      if (offer.targetBy !== null) return { at: Date.parse(offer.targetBy), offer, does: 'occur' };
      return office(Date.parse(offer.since) + days(behaviour.events?.[offer.id] ?? [14, 0.6]), 'occur');
    }
    if (offer.state === 'needs-handoff') return office(now + days([0.4, 0.8]), 'offer');
    if (offer.state === 'handed-over') {
      if (unseen) return office(now + 14.2 * dayMs, 'accept');
      const back = sent === 1 && random() < (behaviour.returned?.[offer.id] ?? 0.08);
      const wait = days([0.7, 0.9]) * (back ? 1 : slow);
      if (!back && behaviour.meetings?.includes(offer.id)) {
        const meeting = nextMeeting(now + wait);
        return { at: meeting + Math.floor(random() * 1.5 * hourMs), offer, does: 'accept' };
      }
      return office(now + wait, back ? 'return' : 'accept');
    }
    if (offer.taken === null) return office(since + waitOf(offer, 0.3, behaviour.waits) * slow, 'take');
    return office(Date.parse(offer.taken.at) + Math.max(5 * 60_000, waitOf(offer, 0.15, behaviour.works)), 'complete');
  };
  const wayOf = (offer: OpenOffer): { choice?: string } => {
    if (offer.options.length === 0) return {};
    // A household's first application comes before any visit; later ones do not need one.
    const firstTime = offer.options.some((o) => o.goesTo === 'nybesok') && t.journey.visits['nybesok'] === undefined;
    const weight = (o: { id: string; goesTo?: string | undefined }) =>
      firstTime && o.goesTo === 'nybesok'
        ? 60
        : firstTime && o.goesTo === 'kontrollera'
          ? 0
          : (behaviour.ways[o.id] ?? 1);
    let left = random() * offer.options.reduce((sum, o) => sum + weight(o), 0);
    const chosen = offer.options.find((o) => {
      left -= weight(o);
      return left < 0;
    });
    return { choice: (chosen ?? offer.options[0])?.id ?? '' };
  };

  const perform = ({ at: when, offer, does }: Move): void => {
    const place = t.journey.places[offer.id];
    const team = place?.teamId ?? offer.teamId;
    const worker = crew.worker(team, t.journey.responsibleId, random);
    const actor = crew.actor(offer.taken?.personId ?? worker, team, when);
    const handoff = t.journey.handoffs.find((h) => h.handoffId === offer.openHandoffId);
    switch (does) {
      case 'take':
        t = act(t, { kind: 'take-step', stepId: offer.id }, actor);
        return;
      case 'complete':
        t = act(t, { kind: 'complete-step', stepId: offer.id, ...wayOf(offer) }, actor);
        return;
      case 'choose':
        t = act(t, { kind: 'choose-way', gatewayId: offer.id, choice: wayOf(offer).choice ?? '' }, actor);
        return;
      case 'occur':
        t = act(t, { kind: 'record-event', eventId: offer.id, ...wayOf(offer) }, actor);
        return;
      case 'offer': {
        sent += 1;
        const toTeamId = crew.team(receivers[offer.id] ?? behaviour.firstTeam).id;
        const handoffId = HandoffId.parse(uuidFrom(random));
        const included = offer.step?.handoff?.include ?? [];
        t = act(t, { kind: 'offer-handoff', handoffId, stepId: offer.id, toTeamId, included, message: '' }, actor);
        return;
      }
      case 'accept':
      case 'return': {
        assert(handoff, 'a handoff that is answered has been offered');
        const receiver = crew.next(handoff.toTeamId);
        const answering = crew.actor(receiver, handoff.toTeamId, when);
        const { handoffId } = handoff;
        if (does === 'return')
          t = act(t, { kind: 'return-handoff', handoffId, reason: pick(random, returnReasons) }, answering);
        else t = act(t, { kind: 'accept-handoff', handoffId, responsibleId: receiver }, answering);
        if (does === 'accept') sent = 0;
        return;
      }
    }
  };
  const complain = (move: Move): void => {
    const complaint = complaintAt(crew.key, move.does, move.offer.id, unseen, random);
    const when = Date.parse(t.journey.lastAt) + 60_000;
    if (!complaint || when > end) return;
    const { obstacleId, kind } = complaint;
    const handoffId = move.does === 'accept' ? (t.journey.handoffs.at(-1)?.handoffId ?? null) : null;
    const { teamId, responsibleId } = t.journey;
    const actor = crew.actor(responsibleId, teamId, when);
    t = act(t, { kind: 'report-obstacle', obstacleId, stepId: move.offer.id, handoffId, obstacleKind: kind }, actor);
    complaints.push(complaint);
  };
  const closing = (when: Instant, early: boolean): void => {
    const { teamId, responsibleId, marking } = t.journey;
    const last = road.nodes.get(marking.ends.at(-1) ?? '');
    const proposed = !early && last?.kind === 'end' ? last.outcome : undefined;
    const outcome = proposed ?? (early ? (random() < 0.4 ? 'partly' : 'not-met') : random() < 0.7 ? 'met' : 'partly');
    const reason = early ? pick(random, earlyReasons) : '';
    t = act(t, { kind: 'close-journey', outcome, reason }, crew.actor(responsibleId, teamId, when));
  };

  for (;;) {
    if (isTravelled(road, t.journey)) {
      const when = officeTime(Date.parse(t.journey.lastAt) + days([0.8, 0.8]), random());
      if (when <= end) closing(when, false);
      break;
    }
    const offers = openOffers(road, t.journey);
    for (const key of planned.keys()) if (!offers.some((o) => keyOf(o) === key)) planned.delete(key);
    for (const offer of offers) if (!planned.has(keyOf(offer))) planned.set(keyOf(offer), plan(offer));
    let next: Move | undefined;
    for (const move of planned.values()) if (next === undefined || move.at < next.at) next = move;
    if (next === undefined || next.at > end) break;
    if (next.at > leavesAt) {
      const when = officeTime(Math.max(leavesAt, Date.parse(t.journey.lastAt)), random());
      if (when <= end) closing(when, true);
      break;
    }
    planned.delete(keyOf(next.offer));
    perform(next);
    complain(next);
  }
  return { ...t, road, complaints };
}

/** What is planned holds until the offer changes: it is handed over, taken, or come to anew. */
function keyOf(offer: OpenOffer): string {
  return `${offer.id} ${offer.since} ${offer.state} ${offer.openHandoffId ?? ''} ${offer.taken?.at ?? ''}`;
}
