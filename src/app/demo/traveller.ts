import type { Actor } from '#journey/actor.ts';
import type { JourneyCommand } from '#journey/journey.ts';
import type { OpenOffer } from '#journey/offer.ts';
import type { OpenRoad } from '#journey/open-road.ts';
import { run, type Travelled } from '#journey/run.ts';
import { logNormal, type Random } from '#lib/random.ts';
import { assert } from '#lib/result.ts';
import { dayMs, type Instant } from '#lib/time.ts';
import type { Behaviour, Spread } from './behaviour.ts';
import type { Crew } from './crew.ts';
import type { Complaint } from './obstacle.ts';

/** A journey under way in made-up time, with what its fate was drawn to be. */
export interface Traveller {
  readonly road: OpenRoad;
  readonly behaviour: Behaviour;
  readonly crew: Crew;
  readonly random: Random;
  readonly end: Instant;
  /** Which teams may receive each step that is entered by handoff, and which was drawn. */
  readonly receivers: ReadonlyMap<string, { readonly teams: readonly string[]; readonly drawn: string }>;
  /** Some journeys are forgotten somewhere: their waits are many times longer. */
  readonly slow: number;
  /** When it ends before the road does; never for most. */
  readonly leavesAt: Instant;
  /** Its order lies unseen for two weeks. */
  readonly unseen: boolean;
  /** How often the handoff that waits now has been offered. */
  sent: number;
  travelled: Travelled;
  readonly complaints: Complaint[];
}

/** Something that will be done, unless the journey goes another way first. */
export interface Move {
  readonly at: Instant;
  readonly offer: OpenOffer;
  readonly does: 'take' | 'complete' | 'offer' | 'accept' | 'return' | 'occur' | 'choose';
}

/** So many milliseconds, drawn. */
export function drawn(random: Random, [median, sigma]: Spread): number {
  return logNormal(random, median, sigma) * dayMs;
}

/** The journey after a command, which must be possible: the making knows the road. */
export function act(road: OpenRoad, before: Travelled | undefined, command: JourneyCommand, actor: Actor): Travelled {
  const done = run(road, before, command, actor);
  assert(done.ok, `a made journey's ${command.kind} is possible: ${done.ok ? '' : JSON.stringify(done.refusal)}`);
  return done.value;
}

/** Carries out a command on the journey. */
export function command(t: Traveller, one: JourneyCommand, actor: Actor): void {
  t.travelled = act(t.road, t.travelled, one, actor);
}
