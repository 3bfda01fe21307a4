import { dayMs, deadlineOf, swedishDate } from '#lib/time.ts';
import type { Clock } from '#process/road.ts';
import type { OpenRoad } from './open-road.ts';
import type { ClockRun, Journey } from './state.ts';
import type { ClockState } from './view.ts';

/** Something on the journey that may start or stop clocks; `node` is the step concerned. */
export interface ClockEvent {
  readonly on: Clock['starts']['on'] | Clock['stops']['on'];
  readonly node?: string | undefined;
}

/**
 * The runs of clocks after something has happened (D04). A clock starts when its start event happens within the time it
 * is valid and it isn't running, and stops at its stop event or when the journey is closed; an event that is both stops
 * it first and then starts it anew.
 */
export function runClocks(road: OpenRoad, runs: readonly ClockRun[], event: ClockEvent, at: string): ClockRun[] {
  let next = [...runs];
  for (const clock of road.road.clocks) {
    if (event.on === 'journey-closed' || (clock.stops.on === event.on && clock.stops.node === event.node))
      next = next.map((r) => (r.clockId === clock.id && r.stoppedAt === null ? { ...r, stoppedAt: at } : r));
    if (clock.starts.on !== event.on || clock.starts.node !== event.node || !isValid(clock, at)) continue;
    const earlier = next.filter((r) => r.clockId === clock.id);
    if (earlier.some((r) => r.stoppedAt === null)) continue;
    next.push({ clockId: clock.id, run: earlier.length + 1, startedAt: at, stoppedAt: null });
  }
  return next;
}

/** Rules change from one day to the next: a clock counts for what starts within its period, both days included. */
function isValid(clock: Clock, at: string): boolean {
  if (clock.validFrom === undefined && clock.validTo === undefined) return true;
  const day = swedishDate(Date.parse(at));
  return (clock.validFrom ?? '') <= day && day <= (clock.validTo ?? '9999-12-31');
}

/** Of the shares of its time at which a clock is watched, people are warned at the first from here on; earlier ones are for statistics. */
const WARNED_FROM = 0.75;

/** Nor are people warned longer before the end than this, however long the clock: what runs out in two months isn't soon. */
const WARNED_WITHIN = 14 * dayMs;

/**
 * The last moment, and the first moment at which people are warned: when the share of its time has gone that it is watched
 * at, and no more than fourteen days are left.
 */
export function limitsOf(clock: Clock, startedAt: string): { deadline: string; warnAt: string } {
  const start = Date.parse(startedAt);
  const deadline = deadlineOf(start, clock.length);
  const share = clock.warnAt.find((one) => one >= WARNED_FROM) ?? clock.warnAt.at(-1) ?? 1;
  const warnAt = Math.max(start + (deadline - start) * share, deadline - WARNED_WITHIN);
  return { deadline: new Date(deadline).toISOString(), warnAt: new Date(Math.round(warnAt)).toISOString() };
}

/** How one run of a clock stands at a moment; `ended` when the closing of the journey stopped it, and not what it waits for. */
export function clockState(clock: Clock, run: ClockRun, now: string, ended = false): ClockState {
  const { deadline, warnAt } = limitsOf(clock, run.startedAt);
  const until = Date.parse(run.stoppedAt ?? now);
  const start = Date.parse(run.startedAt);
  const length = Math.max(1, Date.parse(deadline) - start);
  const late = until > Date.parse(deadline);
  const state =
    run.stoppedAt !== null
      ? (`${ended ? 'ended' : 'kept'}${late ? '-late' : ''}` as const)
      : late
        ? 'breached'
        : until >= Date.parse(warnAt)
          ? 'warning'
          : 'running';
  return {
    clockId: clock.id,
    name: clock.name,
    source: clock.source,
    startedAt: run.startedAt,
    deadline,
    stoppedAt: run.stoppedAt,
    share: Math.max(0, (until - start) / length),
    state,
  };
}

/** Was it the closing that stopped the clock? What it waits for may have happened in the same moment, and then it was that. */
function isEnded({ closed, visits, handoffs }: Journey, { stops }: Clock, { stoppedAt }: ClockRun): boolean {
  if (closed === null || stoppedAt !== closed.at || stops.on === 'journey-closed') return false;
  const visit = visits[stops.node ?? ''];
  const received = handoffs.find((h) => h.stepId === stops.node && h.state === 'accepted' && h.endedAt === stoppedAt);
  const times = [visit?.done?.at, visit?.takenAt, received?.endedAt];
  return !times.includes(stoppedAt);
}

/** All clocks of a journey at a moment, those that run first, then by deadline. */
export function clockStates(road: OpenRoad, journey: Journey, now: string): ClockState[] {
  const states = journey.clocks.flatMap((run) => {
    const clock = road.clocks.get(run.clockId);
    return clock === undefined ? [] : [clockState(clock, run, now, isEnded(journey, clock, run))];
  });
  const running = (s: ClockState) => (s.stoppedAt === null ? 0 : 1);
  return states.sort((a, b) => running(a) - running(b) || (a.deadline < b.deadline ? -1 : 1));
}

/** The running clock that is closest to its deadline or furthest past it; undefined when none runs. */
export function worstClock(states: readonly ClockState[]): ClockState | undefined {
  return states.filter((s) => s.stoppedAt === null).sort((a, b) => (a.deadline < b.deadline ? -1 : 1))[0];
}
