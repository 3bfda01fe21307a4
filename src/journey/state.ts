import type { HandoffId, JourneyId, ObstacleId, PersonId, ProcessId, TeamId, VersionId } from '#lib/id.ts';
import type { Marking } from '#process/net.ts';
import type { JourneyFact, Outcome } from './journey.ts';

/**
 * A journey as its facts add up to: plain JSON, kept beside the facts and always equal to `fold` of them. Times are ISO
 * 8601 in UTC, and are those when things happened. What can be reckoned from the road (deadlines, offers) isn't kept.
 */
export interface Journey {
  readonly journeyId: JourneyId;
  readonly reference: string;
  readonly processId: ProcessId;
  /** The version it is pinned to: the road doesn't change under a traveller (R027). */
  readonly versionId: VersionId;
  readonly startSituation: string;
  readonly goalSituation: string;
  /** The count of facts. */
  readonly revision: number;
  readonly marking: Marking;
  /** Where it stands, by node: a step, an event, a race or a fork that waits. */
  readonly places: Readonly<Record<string, Place>>;
  /** The team that holds the journey, and the one person in it who is responsible (R123). */
  readonly teamId: TeamId;
  readonly responsibleId: PersonId;
  /** Teams that hold or have held it or a part of it. */
  readonly teams: readonly TeamId[];
  readonly handoffs: readonly HandoffState[];
  readonly visits: Readonly<Record<string, Visit>>;
  readonly clocks: readonly ClockRun[];
  readonly obstacles: readonly ReportedObstacle[];
  readonly startedAt: string;
  /** When the last fact that stands happened. */
  readonly lastAt: string;
  readonly closed: {
    readonly at: string;
    readonly outcome: Outcome;
    readonly endId: string | null;
    readonly reason: string;
  } | null;
  /** The last facts in short, to tell somebody who looks at an old state what has happened since. */
  readonly trail: readonly Trace[];
}

export interface Trace {
  readonly kind: JourneyFact['kind'];
  readonly personId: PersonId;
  readonly at: string;
}

export interface Place {
  readonly since: string;
  /** The revision at which the journey came here. */
  readonly revision: number;
  /** The team that entered it by handoff, else the one that completed the step before. */
  readonly teamId: TeamId;
  /** The accepted handoff by which it was entered. */
  readonly received: HandoffId | null;
  readonly taken: { readonly personId: PersonId; readonly at: string } | null;
}

export interface HandoffState {
  readonly handoffId: HandoffId;
  readonly stepId: string;
  readonly fromTeamId: TeamId;
  readonly toTeamId: TeamId;
  readonly offeredBy: PersonId;
  readonly included: readonly string[];
  readonly message: string;
  readonly offeredAt: string;
  readonly acceptBy: string | null;
  readonly state: 'offered' | 'accepted' | 'returned' | 'withdrawn';
  readonly endedAt: string | null;
  readonly reason: string | null;
}

/** The latest visit to a node, and how many there have been. */
export interface Visit {
  readonly enteredAt: string;
  readonly takenAt: string | null;
  readonly leftAt: string | null;
  readonly by: PersonId | null;
  readonly teamId: TeamId | null;
  readonly count: number;
  /** The latest completion (of a step) or occurrence (of an event), also when the journey has come here again. */
  readonly done: { readonly personId: PersonId; readonly at: string; readonly revision: number } | null;
}

/** One run of a clock of the road; its deadline follows from `startedAt` and the clock's length. */
export interface ClockRun {
  readonly clockId: string;
  /** 1 for the first time the clock runs on this journey. */
  readonly run: number;
  readonly startedAt: string;
  readonly stoppedAt: string | null;
}

export interface ReportedObstacle {
  readonly obstacleId: ObstacleId;
  readonly stepId: string | null;
  readonly handoffId: HandoffId | null;
  readonly kind: string;
  readonly at: string;
}

/**
 * How often the journey has come to another team (R135). A step that a team receives from itself, because it had received it
 * before, crosses no border.
 */
export function handoffsMade(journey: Journey): number {
  return journey.handoffs.filter((h) => h.state === 'accepted' && h.fromTeamId !== h.toTeamId).length;
}

/** The handoff of a step that waits to be received, if there is one. */
export function openHandoffOf(journey: Journey, stepId: string): HandoffState | undefined {
  return journey.handoffs.find((h) => h.state === 'offered' && h.stepId === stepId);
}

/** Teams that may read the journey: those that hold or have held it, and those that it is offered to now (D02, R042). */
export function readingTeams(journey: Journey): TeamId[] {
  const offered = journey.handoffs.filter((h) => h.state === 'offered').map((h) => h.toTeamId);
  return [...new Set([...journey.teams, ...offered])];
}

/** Teams that have something to do in it now: they hold it or a place of it, or it is offered to them. */
export function holdingTeams(journey: Journey): TeamId[] {
  const places = Object.values(journey.places).map((p) => p.teamId);
  const offered = journey.handoffs.filter((h) => h.state === 'offered').map((h) => h.toTeamId);
  return [...new Set([journey.teamId, ...places, ...offered])];
}

/** What has happened since a revision, as far back as the trail goes. */
export function since(journey: Journey, revision: number): Trace[] {
  const count = Math.max(0, journey.revision - revision);
  return count === 0 ? [] : journey.trail.slice(-count);
}
