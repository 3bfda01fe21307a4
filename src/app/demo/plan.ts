import type { OpenOffer } from '#journey/offer.ts';
import { logNormal } from '#lib/random.ts';
import { dayMs, hourMs, type Instant, roughMs } from '#lib/time.ts';
import type { Behaviour } from './behaviour.ts';
import { nextMeeting, officeTime } from './calendar.ts';
import { drawn, type Move, type Traveller } from './traveller.ts';

const minute = 60_000;
/** Beyond any year that is made. */
const never: Instant = Date.UTC(2200, 0, 5);

/** Draws when the next thing is done about an offer, and what. Times fall in office hours, but for timers. */
export function planMove(t: Traveller, offer: OpenOffer): Move {
  const now = Date.parse(t.travelled.journey.lastAt);
  const office = (moment: Instant, does: Move['does']): Move => ({
    at: officeTime(Math.max(moment, now + minute), t.random()),
    offer,
    does,
  });
  if (offer.kind === 'choice') return office(now, 'choose');
  if (offer.kind === 'event') {
    if (offer.targetBy !== null) return { at: Date.parse(offer.targetBy), offer, does: 'occur' };
    const due = t.behaviour.due?.[offer.id];
    if (due) return office(dueAt(t, due), 'occur');
    return office(Date.parse(offer.since) + drawn(t.random, t.behaviour.events?.[offer.id] ?? [14, 0.6]), 'occur');
  }
  if (offer.state === 'needs-handoff') return office(now + drawn(t.random, [0.08, 1.2]), 'offer');
  if (offer.state === 'handed-over') return planAnswer(t, offer, now, office);
  if (offer.taken === null) {
    const wait = waitOf(t, offer, 0.3, t.behaviour.waits) * t.slow;
    return office(Math.max(Date.parse(offer.since), now) + wait, 'take');
  }
  return office(
    Date.parse(offer.taken.at) + Math.max(5 * minute, waitOf(t, offer, 0.15, t.behaviour.works)),
    'complete',
  );
}

/** When so many days of a clock have gone; never while it doesn't run. */
function dueAt(t: Traveller, { clock, after }: NonNullable<Behaviour['due']>[string]): Instant {
  const run = t.travelled.journey.clocks.find((r) => r.clockId === clock && r.stoppedAt === null);
  return run ? Date.parse(run.startedAt) + drawn(t.random, after) : never;
}

/** A handoff is accepted, at the weekly meeting where there is one, or comes back once. */
function planAnswer(
  t: Traveller,
  offer: OpenOffer,
  now: Instant,
  office: (moment: Instant, does: Move['does']) => Move,
): Move {
  if (t.unseen) return office(now + 14.2 * dayMs, 'accept');
  const comesBack = t.sent === 1 && t.random() < (t.behaviour.returned?.[offer.id] ?? 0.08);
  const wait = drawn(t.random, t.behaviour.answers?.[offer.id] ?? [0.6, 0.9]);
  if (comesBack) return office(now + wait, 'return');
  if (!t.behaviour.meetings?.includes(offer.id)) return office(now + wait * t.slow, 'accept');
  const meeting = nextMeeting(now + wait * t.slow);
  return { at: meeting + Math.floor(t.random() * 1.5 * hourMs), offer, does: 'accept' };
}

/** As named for the step, else a part of its target time. */
function waitOf(t: Traveller, offer: OpenOffer, part: number, named: Behaviour['waits']): number {
  const spread = named?.[offer.id];
  if (spread) return drawn(t.random, spread);
  const target = offer.step?.target ? roughMs(offer.step.target) : 2 * dayMs;
  return logNormal(t.random, target * part, 0.7);
}

/** Draws the way on where there are several. */
export function chooseWay(t: Traveller, offer: OpenOffer): { choice?: string } {
  if (offer.options.length === 0) return {};
  const { visits } = t.travelled.journey;
  // A household's first application is followed by a visit; later ones seldom are.
  const newcomer = offer.options.some((o) => o.goesTo === 'nybesok') && visits['nybesok'] === undefined;
  const weight = ({ id, goesTo }: { id: string; goesTo?: string | undefined }) => {
    if (newcomer && goesTo === 'nybesok') return 60;
    if (newcomer && goesTo === 'kontrollera') return 0;
    return t.behaviour.ways[id] ?? 1;
  };
  let left = t.random() * offer.options.reduce((sum, o) => sum + weight(o), 0);
  const chosen = offer.options.find((o) => {
    left -= weight(o);
    return left < 0;
  });
  return { choice: (chosen ?? offer.options[0])?.id ?? '' };
}
