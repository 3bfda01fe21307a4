import type { OpenRoad } from './open-road.ts';
import type { Journey, Place } from './state.ts';

/**
 * How the latest visit to a node ended. `done`: completed, occurred, or gone past (a start, an end, a fork). `left`: the
 * journey went on without it, as when an event interrupts a step. `closed`: the journey was closed while it stood there.
 * Only what is done counts as passed.
 */
export type VisitEnd = 'done' | 'left' | 'closed';

/** How the latest visit to a node ended; null while the journey stands there, and where it has never been. */
export function visitEnd(road: OpenRoad, journey: Journey, nodeId: string): VisitEnd | null {
  const visit = journey.visits[nodeId];
  if (visit === undefined || visit.leftAt === null) return null;
  // The closing lets the marking be, so what it holds is where the traveller was stopped.
  if (journey.closed !== null && (journey.marking.at[nodeId] ?? 0) > 0) return 'closed';
  const kind = road.nodes.get(nodeId)?.kind;
  const isDoing = kind === 'step' || kind === 'catch' || kind === 'boundary';
  return !isDoing || visit.done?.at === visit.leftAt ? 'done' : 'left';
}

/** The places where a closed journey stood when it was closed, as they were then; none for one that travels. */
export function placesAtClosing(journey: Journey): Record<string, Place> {
  if (journey.closed === null) return {};
  const places: Record<string, Place> = {};
  for (const [id, count] of Object.entries(journey.marking.at)) {
    const visit = journey.visits[id];
    if (count === 0 || visit === undefined) continue;
    const received = journey.handoffs.findLast(
      (h) => h.stepId === id && h.state === 'accepted' && (h.endedAt ?? '') >= visit.enteredAt,
    );
    places[id] = {
      since: visit.enteredAt,
      revision: 0,
      teamId: visit.teamId ?? journey.teamId,
      received: received?.handoffId ?? null,
      taken: visit.takenAt === null || visit.by === null ? null : { personId: visit.by, at: visit.takenAt },
    };
  }
  return places;
}
