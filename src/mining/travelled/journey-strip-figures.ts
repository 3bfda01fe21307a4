/** How the journeys of a road lie on it, step by step. */
import { type Duration, deadlineOf, type Instant, swedishDay } from '#lib/time.ts';
import type { Results } from '#mining/api.ts';
import { quantileOf, shown } from '#mining/figures.ts';
import type { Road } from '#process/road.ts';
import { stepsOf } from '#process/road.ts';
import type { Teller, TravelledJourney } from './journey-figures.ts';
import type { Pass } from './pass.ts';

/**
 * Deadlines remembered by the Swedish day they start on: limits in days, working days and months count from the day after
 * it, so all of one day end at the same moment, and reckoning with the calendar a hundred thousand times is slow.
 */
export function deadlines(target: Duration): (start: Instant) => Instant {
  if (target.unit === 'hour') return (start) => deadlineOf(start, target);
  const known = new Map<number, Instant>();
  return (start) => {
    const day = swedishDay(start);
    let at = known.get(day);
    if (at === undefined) {
      at = deadlineOf(start, target);
      known.set(day, at);
    }
    return at;
  };
}

/** Passings of one step, and the journeys (of all, by id) that have such. */
interface Passings {
  /** Of the chosen journeys. */
  readonly passes: Pass[];
  late: number;
  again: number;
  readonly having: Set<string>;
  readonly havingLate: Set<string>;
  readonly havingInTime: Set<string>;
  readonly havingAgain: Set<string>;
}

/** All journeys gone through once: asking each step of each journey would be steps × journeys × passings. */
function passingsOf(road: Road, { journeys, chosen }: Teller): Map<string, Passings> {
  const steps = stepsOf(road);
  const byStep = new Map(
    steps.map(({ id }): [string, Passings] => [
      id,
      {
        ...{ passes: [], late: 0, again: 0 },
        ...{ having: new Set(), havingLate: new Set(), havingInTime: new Set(), havingAgain: new Set() },
      },
    ]),
  );
  const due = new Map(steps.flatMap(({ id, target }) => (target === undefined ? [] : [[id, deadlines(target)]])));
  const isChosen = chosen === journeys ? undefined : new Set(chosen);
  for (const journey of journeys) {
    const counts = isChosen === undefined || isChosen.has(journey);
    for (const pass of journey.passes) {
      const here = byStep.get(pass.stepId);
      if (here === undefined) continue;
      const last = due.get(pass.stepId)?.(pass.offeredAt);
      const isLate = last !== undefined && pass.completedAt > last;
      const isAgain = here.having.has(journey.id);
      here.having.add(journey.id);
      (isLate ? here.havingLate : here.havingInTime).add(journey.id);
      if (isAgain) here.havingAgain.add(journey.id);
      if (!counts) continue;
      here.passes.push(pass);
      if (isLate) here.late += 1;
      if (isAgain) here.again += 1;
    }
  }
  return byStep;
}

/**
 * How the chosen journeys lie on the road. The wait is from the road's coming to the step until somebody takes it; over
 * target are passings completed after the step's target time; returns are passings by journeys that had passed before.
 * How many passed is told where the map tells it (`onMap`: steps whose events it has): what is told on the one would else fill
 * in what the other withholds for the sake of a sum.
 */
export function stripFigures(
  road: Road,
  openObstacles: Readonly<Record<string, number>>,
  told: Teller,
  onMap: ReadonlySet<string>,
): NonNullable<Results['strip']> {
  const byStep = passingsOf(road, told);
  const { count, isEnough, mayTell } = told;
  const among = (ids: ReadonlySet<string>) => (journey: TravelledJourney) => ids.has(journey.id);
  return stepsOf(road).map(({ id, target }) => {
    const here = byStep.get(id)!;
    const { passes, late, again } = here;
    // Five passings may be those of one journey, which a median of them would tell of.
    const waits = isEnough(among(here.having))
      ? passes.map((p) => ((p.takenAt ?? p.completedAt) - p.offeredAt) / 1000)
      : [];
    const isTold = count(among(here.having)) !== null && (passes.length === 0 || onMap.has(id));
    const lateTold =
      isTold &&
      shown(late) !== null &&
      shown(passes.length - late) !== null &&
      mayTell(among(here.havingLate)) &&
      mayTell(among(here.havingInTime));
    return {
      stepId: id,
      passes: isTold ? passes.length : null,
      medianWaitSeconds: quantileOf(waits, 0.5),
      p85WaitSeconds: quantileOf(waits, 0.85),
      overTarget: target === undefined || !lateTold || passes.length === 0 ? null : late / passes.length,
      returns: isTold && shown(again) !== null && mayTell(among(here.havingAgain)) ? again : null,
      openObstacles: openObstacles[id] ?? 0,
    };
  });
}
