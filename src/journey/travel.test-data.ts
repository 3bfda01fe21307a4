import assert from 'node:assert/strict';
import { AssignmentId, HandoffId, JourneyId, PersonId, ProcessId, TeamId, VersionId } from '#lib/id.ts';
import { road } from '#process/road.test-data.ts';
import type { Road } from '#process/road.ts';
import type { Actor } from './actor.ts';
import type { JourneyCommand, JourneyRefusal } from './journey.ts';
import { type OpenRoad, openRoad } from './open-road.ts';
import { run, type Travelled } from './run.ts';

/** An id that is the same every time: `id(3)` ends with 3. */
export const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const intake = TeamId.parse(id(101));
export const provider = TeamId.parse(id(102));
export const stranger = TeamId.parse(id(103));
export const anna = PersonId.parse(id(201));
export const bo = PersonId.parse(id(202));
export const cia = PersonId.parse(id(203));
export const members = { [intake]: [anna, bo], [provider]: [cia] };
export const handoffId = (n: number) => HandoffId.parse(id(300 + n));
export const journeyId = JourneyId.parse(id(1));
export const processId = ProcessId.parse(id(2));
export const versionId = VersionId.parse(id(3));

/** Opens a road that can be travelled. */
export function opened(made: Road): OpenRoad {
  const open = openRoad(made);
  assert.ok(open.ok, JSON.stringify(open));
  return open.value;
}

/**
 * From need to support: receive, investigate, decide; then an order is handed over to the provider, who carries it out and
 * follows up, as often as needed. The order is of the kind that wasn't seen.
 */
export const supportRoad: Road = {
  ...road(
    'start > receive > investigate > fork > order > deliver > review > again > end; fork > declined; again > deliver',
    {
      receive: { kind: 'step', name: 'Ta emot', target: { count: 1, unit: 'working-day' } },
      fork: { kind: 'exclusive', name: 'Beviljas insats?' },
      again: { kind: 'exclusive', name: 'Behövs mer?' },
      declined: { kind: 'end', outcome: 'not-met' },
      end: { kind: 'end', outcome: 'met' },
      order: {
        kind: 'step',
        name: 'Ta emot beställningen',
        handoff: {
          include: ['Beslut', 'Mål för insatsen'],
          acceptWithin: { count: 2, unit: 'working-day' },
          border: 'other-board',
          responsibility: 'moves',
        },
      },
    },
  ),
  clocks: [
    {
      id: 'decision',
      name: 'Beslut inom fyra månader',
      kind: 'statutory',
      starts: { on: 'journey-started' },
      stops: { on: 'step-completed', node: 'investigate' },
      length: { count: 4, unit: 'month' },
      source: '11 kap. 2 § (påhittad för provet)',
      warnAt: [0.5, 0.9],
    },
    {
      id: 'review',
      name: 'Uppföljning varje år',
      kind: 'local',
      starts: { on: 'step-completed', node: 'review' },
      stops: { on: 'step-completed', node: 'review' },
      length: { count: 12, unit: 'month' },
      source: 'Lokalt beslut (påhittat)',
      warnAt: [0.75],
    },
  ],
};

/** A co-worker of a team at a time. */
export function by(personId: PersonId, teamId: TeamId, at: string, more: Partial<Actor> = {}): Actor {
  return {
    personId,
    hat: 'co-worker',
    assignmentId: AssignmentId.parse(id(401)),
    at,
    teamIds: [teamId],
    roadTeams: [intake, provider],
    members,
    ...more,
  };
}

export const annaAt = (at: string, more: Partial<Actor> = {}) => by(anna, intake, at, more);
export const ciaAt = (at: string, more: Partial<Actor> = {}) => by(cia, provider, at, more);
/** A moment on a day of March 2026, e.g. `day(3)`. */
export const day = (n: number, time = '08:00') => `2026-03-${String(n).padStart(2, '0')}T${time}:00.000Z`;

export const startCommand: Extract<JourneyCommand, { kind: 'start-journey' }> = {
  kind: 'start-journey',
  journeyId,
  reference: 'BU-2026-00001',
  processId,
  versionId,
  startSituation: 'need',
  goalSituation: 'satisfied-need',
  teamId: intake,
  responsibleId: anna,
};

export const take = (stepId: string): JourneyCommand => ({ kind: 'take-step', stepId });
export const putBack = (stepId: string): JourneyCommand => ({ kind: 'put-back-step', stepId });
export const complete = (stepId: string, choice?: string): JourneyCommand => ({
  kind: 'complete-step',
  stepId,
  choice,
});
export const undo = (act: number, reason = ''): JourneyCommand => ({ kind: 'undo-act', act, reason });

export const theOffer: Extract<JourneyCommand, { kind: 'offer-handoff' }> = {
  kind: 'offer-handoff',
  handoffId: handoffId(1),
  stepId: 'order',
  toTeamId: provider,
  included: ['Beslut', 'Mål för insatsen'],
  message: '',
};

/** Carries out commands one after the other; each must be possible. */
export function travel(
  road: OpenRoad,
  steps: readonly (readonly [JourneyCommand, Actor])[],
  from?: Travelled,
): Travelled {
  let at = from;
  for (const [command, actor] of steps) {
    const next = run(road, at, command, actor);
    assert.ok(next.ok, JSON.stringify(next));
    at = next.value;
  }
  assert.ok(at);
  return at;
}

/** What stands in the way of a command. */
export function refusal(
  road: OpenRoad,
  at: Travelled | undefined,
  command: JourneyCommand,
  actor: Actor,
): JourneyRefusal {
  const next = run(road, at, command, actor);
  assert.ok(!next.ok, 'the command is refused');
  return next.refusal;
}
