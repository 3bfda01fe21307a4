import type { Road } from '#process/road.ts';

/** A journey as far as its sum needs it beside its passes, and how many facts that is of. Times are ms since 1970 UTC. */
export interface JourneyHead {
  readonly id: string;
  readonly versionId: string;
  readonly revision: number;
  readonly outcome: 'met' | 'partly' | 'not-met' | null;
  readonly startedAt: number;
  readonly closedAt: number | null;
  readonly teamIds: readonly string[];
}

/** A version of a road that journeys are pinned to, or that is shown. */
export interface KnownVersion {
  readonly id: string;
  readonly number: number;
  readonly road: Road;
}
