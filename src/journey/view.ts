import { z } from 'zod';
import { HandoffId, JourneyId, ObstacleId, PersonId, ProcessId, TeamId, VersionId } from '#lib/id.ts';
import { Duration } from '#lib/time.ts';
import { JourneyFact, Outcome } from './journey.ts';

/** An id or code with the name people know it by. */
export const Named = z.object({ id: z.string(), name: z.string() });

/** Where a statutory or agreed clock stands (D04): the date explained, and how much of the time has gone. */
export const ClockState = z.object({
  clockId: z.string(),
  name: z.string(),
  source: z.string(),
  startedAt: z.string(),
  deadline: z.string(),
  stoppedAt: z.string().nullable(),
  share: z.number(),
  /** `kept`: what it waits for was done; `ended`: the journey was closed without it. */
  state: z.enum(['running', 'warning', 'breached', 'kept', 'kept-late', 'ended', 'ended-late']),
});
export type ClockState = z.infer<typeof ClockState>;

export const JourneyRow = z.object({
  id: JourneyId,
  reference: z.string(),
  processId: ProcessId,
  processName: z.string(),
  versionNumber: z.number().int(),
  state: z.enum(['travelling', 'closed']),
  outcome: Outcome.nullable(),
  startedAt: z.string(),
  closedAt: z.string().nullable(),
  /** Steps where the journey stands now, and events that it waits for: those of one place (`placeId`) rule each other out. */
  at: z.array(
    z.object({
      stepId: z.string(),
      placeId: z.string(),
      kind: z.enum(['step', 'event', 'choice']),
      name: z.string(),
      since: z.string(),
      taken: z.boolean(),
    }),
  ),
  /** Where a journey stood that was closed before the end of its road: what is there was never done. Empty for others. */
  stoppedAt: z.array(
    z.object({
      stepId: z.string(),
      placeId: z.string(),
      kind: z.enum(['step', 'event', 'choice']),
      name: z.string(),
      /** False for a step that was still to be handed over, or to be received. */
      received: z.boolean(),
    }),
  ),
  teamId: TeamId,
  teamName: z.string(),
  responsibleId: PersonId,
  responsibleName: z.string(),
  /** A handoff on its way, if there is one. */
  handoff: z
    .object({
      handoffId: HandoffId,
      toTeamId: TeamId,
      toTeamName: z.string(),
      offeredAt: z.string(),
      acceptBy: z.string().nullable(),
    })
    .nullable(),
  handoffs: z.number().int(),
  /** Whole days since start, or from start to closing. */
  leadDays: z.number(),
  /** Whole days since anything happened on a journey that stands still (`still.ts`); 0 on one that moves. */
  stillDays: z.number(),
  worstClock: ClockState.nullable(),
  obstacles: z.number().int(),
});
export type JourneyRow = z.infer<typeof JourneyRow>;

/** A step, an event or a choice that can be done now, and why not when it cannot. */
export const Offered = z.object({
  /** `choice`: a fork that waits for a choice of its own (`choose-way`). */
  kind: z.enum(['step', 'event', 'choice']),
  id: z.string(),
  name: z.string(),
  lane: z.string().nullable(),
  /** The team that it lies with now: until a handoff is accepted, the one that hands over. */
  teamId: TeamId,
  teamName: z.string(),
  since: z.string(),
  /** When the step should be completed by its target time; of a timer, when it runs out. */
  targetBy: z.string().nullable(),
  takenBy: z.object({ personId: PersonId, name: z.string(), at: z.string() }).nullable(),
  /** `ready`: take or complete; `needs-handoff`: must be handed over first; `handed-over`: offered, waiting for the receiver. */
  state: z.enum(['ready', 'needs-handoff', 'handed-over']),
  /** `question`: what the fork is called, for a chain of forks their names joined; empty when the road gives none. */
  choices: z.array(z.object({ flowId: z.string(), name: z.string(), question: z.string() })),
  /** May several of the choices be made at once? */
  many: z.boolean(),
  handoff: z
    .object({ include: z.array(z.string()), acceptWithin: Duration, border: z.string(), toTeams: z.array(Named) })
    .nullable(),
  routine: z.object({ title: z.string(), text: z.string() }).nullable(),
  /** What the step means for the one who travels, in plain words; null where the road doesn't say. */
  plainText: z.string().nullable(),
});
export type Offered = z.infer<typeof Offered>;

export const HandoffView = z.object({
  handoffId: HandoffId,
  journeyId: JourneyId,
  reference: z.string(),
  processName: z.string(),
  stepId: z.string(),
  stepName: z.string(),
  fromTeamName: z.string(),
  toTeamId: TeamId,
  toTeamName: z.string(),
  offeredByName: z.string(),
  included: z.array(z.string()),
  message: z.string(),
  offeredAt: z.string(),
  acceptBy: z.string().nullable(),
  acceptedAt: z.string().nullable(),
  returnedAt: z.string().nullable(),
  reason: z.string().nullable(),
  state: z.enum(['offered', 'accepted', 'returned', 'withdrawn']),
  late: z.boolean(),
});
export type HandoffView = z.infer<typeof HandoffView>;

export const JourneyPage = JourneyRow.extend({
  /** Number of facts: sent back as `expected` with a command, so that two people never overwrite each other. */
  revision: z.number().int(),
  versionId: VersionId,
  /** What the road says that the whole journey is to hold (R135); null where it says nothing. */
  leadTarget: Duration.nullable(),
  handoffTarget: z.number().int().nullable(),
  startSituation: Named,
  goalSituation: Named,
  offered: z.array(Offered),
  /** For each node of the road that has been visited: times, for the strip. */
  visits: z.array(
    z.object({
      nodeId: z.string(),
      enteredAt: z.string(),
      takenAt: z.string().nullable(),
      leftAt: z.string().nullable(),
      /** How the visit ended; null while the journey stands there. Only `done` is passed (`visit-end.ts`). */
      end: z.enum(['done', 'left', 'closed']).nullable(),
      /** Who did it, or has taken it where the journey stands; null where it was never done. */
      byName: z.string().nullable(),
      teamName: z.string().nullable(),
      count: z.number().int(),
    }),
  ),
  clocks: z.array(ClockState),
  handoffList: z.array(HandoffView),
  obstacleList: z.array(z.object({ id: ObstacleId, stepId: z.string().nullable(), kind: z.string(), at: z.string() })),
  /** Facts in order with names of people, teams and steps: the timeline. */
  timeline: z.array(
    z.object({
      seq: z.number().int(),
      fact: JourneyFact,
      recordedAt: z.string(),
      personName: z.string(),
      stepName: z.string().nullable(),
      teamName: z.string().nullable(),
      toTeamName: z.string().nullable(),
      /** It happened, but no longer counts: a later fact undoes it. */
      undone: z.boolean(),
    }),
  ),
  may: z.array(z.string()),
  /**
   * What the reader can undo now: the number (`seq`) of the latest act (a step completed, an event recorded, a way chosen, a
   * handoff accepted, the closing). Where a step that it led to is taken, that step must be put back first. Null where
   * nothing can be undone, or not by the reader.
   */
  undo: z.object({ act: z.number().int(), reasonNeeded: z.boolean(), putBackFirst: z.string().nullable() }).nullable(),
});
export type JourneyPage = z.infer<typeof JourneyPage>;
