import { useMemo } from 'react';
import { type Act, travelledWays } from '#journey/travelled.ts';
import type { JourneyPage } from '#journey/view.ts';
import { deadlineOf } from '#lib/time.ts';
import type { Road } from '#process/road.ts';
import { RoadStrip, useStripRoad } from '#process/screens/road-strip.tsx';
import { borderOf, type Strip } from '#process/strip.ts';
import { useFormat } from '#ui/format.ts';
import type { Dress, DressStop, Line, StopState } from '#ui/strip/dress.ts';
import { useWords } from '#ui/words.ts';

/** The road with the traveller on it: what has been, where the journey is, what may come, and the clocks. */
export function JourneyStrip({ page, road }: { page: JourneyPage; road: Road }) {
  const strip = useStripRoad(road);
  const states = useMemo(() => statesOf(page, strip), [page, strip]);
  const dress = useJourneyDress(page, road, states);
  const passed = useMemo(() => travelledWays(strip, actsOf(page), states), [page, strip, states]);
  return <RoadStrip road={road} dress={dress} passed={passed} />;
}

/** What was done on the way and what was chosen then, but for what has been undone. */
function actsOf(page: JourneyPage): Act[] {
  return page.timeline.flatMap(({ fact, undone }): Act[] => {
    if (undone) return [];
    if (fact.kind === 'step-completed') return [{ node: fact.stepId, choice: fact.choice }];
    if (fact.kind === 'event-occurred') return [{ node: fact.eventId, choice: fact.choice }];
    return fact.kind === 'way-chosen' ? [{ node: fact.gatewayId, choice: fact.choice }] : [];
  });
}

/** Where each stop lies in relation to the traveller. Stops that can no longer be reached have no state. */
export function statesOf(page: JourneyPage, strip: Strip): Map<string, StopState> {
  const states = new Map<string, StopState>();
  for (const { nodeId, end } of page.visits) if (end === 'done' || end === 'left') states.set(nodeId, end);
  for (const { stepId, received } of page.stoppedAt) states.set(received ? stepId : borderOf(stepId), 'closed');
  const front: string[] = [];
  for (const offer of page.offered) {
    const entered = offer.state === 'ready' ? offer.id : borderOf(offer.id);
    states.set(entered, offer.kind === 'event' ? 'waiting' : offer.state === 'handed-over' ? 'waiting' : 'here');
    if (entered !== offer.id) states.delete(offer.id);
    front.push(entered);
  }
  for (const place of page.at)
    if (!states.has(place.stepId) && !states.has(borderOf(place.stepId))) states.set(place.stepId, 'here');
  const closed = page.timeline.findLast((e) => e.fact.kind === 'journey-closed' && !e.undone)?.fact;
  if (closed?.kind === 'journey-closed' && closed.endId !== null) states.set(closed.endId, 'done');
  markPassed(strip, states);
  if (page.state === 'travelling') markComing(strip, states, front);
  return states;
}

/**
 * Forks, borders and the need are passed when the road behind and ahead of them has been travelled, maybe over other forks.
 * Ahead alone isn't enough: a fork that leads back is not passed because what it leads back to was.
 */
function markPassed(strip: Strip, states: Map<string, StopState>) {
  const structural = new Set(
    strip.stops.filter((s) => s.kind !== 'station' && s.kind !== 'event' && s.kind !== 'end').map((s) => s.id),
  );
  const travelled = new Set(states.keys());
  const left = new Set([...states].filter(([, state]) => state === 'done').map(([id]) => id));
  for (const id of structural) if (!strip.ways.some((w) => w.to === id)) left.add(id);
  const spread = (met: Set<string>, next: (way: Strip['ways'][number]) => readonly [string, string]) => {
    for (let size = -1; size !== met.size; ) {
      size = met.size;
      for (const way of strip.ways) {
        const [by, to] = next(way);
        if (met.has(by) && structural.has(to)) met.add(to);
      }
    }
  };
  spread(left, (way) => [way.from, way.to]);
  spread(travelled, (way) => [way.to, way.from]);
  for (const id of structural) if (!states.has(id) && left.has(id) && travelled.has(id)) states.set(id, 'done');
}

function markComing(strip: Strip, states: Map<string, StopState>, front: readonly string[]) {
  const left = [...front];
  const seen = new Set(left);
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    for (const way of strip.ways) {
      if (way.from !== id || seen.has(way.to)) continue;
      seen.add(way.to);
      left.push(way.to);
      if (!states.has(way.to)) states.set(way.to, 'coming');
    }
  }
}

function useJourneyDress(page: JourneyPage, road: Road, states: ReadonlyMap<string, StopState>): DressStop {
  const { t } = useWords();
  const f = useFormat();
  return useMemo(() => {
    const visits = new Map(page.visits.map((v) => [v.nodeId, v]));
    const clocks = new Map(road.clocks.map((c) => [c.id, c]));
    const handoffs = new Map(page.handoffList.map((h) => [borderOf(h.stepId), h]));
    return (stop): Dress => {
      const state = states.get(stop.id);
      const lines: Line[] = [];
      const step = stop.kind === 'station' ? stop.step : undefined;
      const found = visits.get(stop.id);
      // Where the journey was closed before a step was received, it is at the border that it stopped.
      const visit = found?.end === 'closed' && state !== 'closed' ? undefined : found;
      const handoff = handoffs.get(stop.id);
      if (handoff) {
        lines.push({ text: t('journey.strip.offered', { day: f.day(handoff.offeredAt), team: handoff.toTeamName }) });
        if (handoff.acceptedAt !== null)
          lines.push({ text: t('journey.strip.accepted', { day: f.day(handoff.acceptedAt) }), tone: 'success' });
        if (handoff.returnedAt !== null)
          lines.push({ text: t('journey.strip.returned', { day: f.day(handoff.returnedAt) }), tone: 'warning' });
        if (handoff.state === 'offered' && handoff.acceptBy !== null)
          lines.push({
            text: t('journey.strip.accept-by', { day: f.day(handoff.acceptBy) }),
            tone: handoff.late ? 'danger' : undefined,
          });
      }
      if (visit) {
        const left = visit.leftAt;
        lines.push({
          text: left === null ? t('journey.strip.since', { day: f.day(visit.enteredAt) }) : f.day(left),
          tone: 'quiet',
        });
        if (visit.byName !== null) lines.push({ text: visit.byName, tone: 'quiet' });
        if (visit.count > 1) lines.push({ text: t('journey.strip.times', { n: visit.count }), tone: 'warning' });
      }
      for (const clock of page.clocks) {
        if (clock.stoppedAt !== null || clocks.get(clock.clockId)?.stops.node !== stop.id) continue;
        lines.push({
          text: t('journey.strip.by', { day: f.day(clock.deadline), name: clock.name }),
          tone: clock.state === 'breached' ? 'danger' : clock.state === 'warning' ? 'warning' : undefined,
        });
      }
      if (step?.target && state === 'coming')
        lines.push({ text: t('process.strip.target', { time: f.duration(step.target) }), tone: 'quiet' });
      const late =
        step?.target && visit ? lateness(visit.leftAt, deadlineOf(Date.parse(visit.enteredAt), step.target)) : 0;
      return {
        lines,
        ...(state ? { state } : {}),
        ...(late > 0 ? { bump: t('journey.strip.late', { time: f.span(late) }) } : {}),
        to: step ? `/processer/${page.processId}/steg/${encodeURIComponent(stop.id)}` : undefined,
        search: { version: page.versionNumber },
      };
    };
  }, [page, road, states, t, f]);
}

/** How long after its target a step was left, or is still standing; 0 when it isn't late. */
function lateness(left: string | null, target: number): number {
  const end = left === null ? Date.now() : Date.parse(left);
  return end - target > 3_600_000 ? end - target : 0;
}
