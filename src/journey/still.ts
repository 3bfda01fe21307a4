import { dayMs } from '#lib/time.ts';
import { openOffers } from './offer.ts';
import type { OpenRoad } from './open-road.ts';
import type { Journey } from './state.ts';

/** A journey where nothing has happened since this moment has had a week to move. */
export function stillSince(now: string): string {
  return new Date(Date.parse(now) - 7 * dayMs).toISOString();
}

/**
 * Does the journey stand still? It does when nothing has happened for over a week, though nobody is at work on a step
 * within its target time and nothing is waited for whose time hasn't come: help that is given for months moves, an order
 * that nobody takes doesn't. The same as `standsStill` of `list-store.ts`, for one journey.
 */
export function standsStill(road: OpenRoad, journey: Journey, now: string): boolean {
  if (journey.closed !== null || journey.lastAt >= stillSince(now)) return false;
  const underWay = openOffers(road, journey).some(
    (o) => o.targetBy !== null && o.targetBy > now && (o.taken !== null || o.kind === 'event'),
  );
  return !underWay;
}
