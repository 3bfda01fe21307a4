/** My day: what waits for a person wearing a hat. */
import { z } from 'zod';
import { Hat } from '#lib/acting.ts';
import { JourneyId, ObstacleId, PersonId, ProcessId, TeamId } from '#lib/id.ts';
import { operation } from '#lib/operation.ts';
import { ClockState, HandoffView, JourneyRow, Named, Offered } from './view.ts';

export const getMyDay = operation({
  name: 'get-my-day',
  method: 'GET',
  path: '/api/my-day',
  summary:
    'What waits for this person wearing this hat: next right steps, handoffs both ways, clocks, what stands still (R149)',
  output: z.object({
    hat: Hat,
    /** Steps one has taken or is responsible for, most urgent first. */
    next: z.array(z.object({ journey: JourneyRow, offered: Offered, mine: z.boolean() })),
    /**
     * Steps of the team that nobody has taken, or, to its leader, that somebody has taken who wears no hat for the team any
     * more.
     */
    unclaimed: z.array(z.object({ journey: JourneyRow, offered: Offered })),
    /**
     * Journeys that wait for something to happen and for nobody's work, and those where a timer has run out, these first:
     * of the person, to a team leader of the team.
     */
    waiting: z.array(
      z.object({ journey: JourneyRow, ranOut: z.object({ name: z.string(), at: z.string() }).nullable() }),
    ),
    /** Journeys that have travelled the whole road and wait to be closed: of the person, to a team leader of the team. */
    arrived: z.array(z.object({ journey: JourneyRow, since: z.string() })),
    incoming: z.array(HandoffView),
    outgoing: z.array(HandoffView),
    returned: z.array(HandoffView),
    /**
     * For a team leader: people who are responsible for journeys of the team and wear no hat for it any more, and who may
     * take over. There must be exactly one responsible who can act (R123).
     */
    leaderless: z.array(
      z.object({
        teamId: TeamId,
        teamName: z.string(),
        personId: PersonId,
        name: z.string(),
        journeys: z.number().int(),
        since: z.string().nullable(),
        people: z.array(Named),
      }),
    ),
    clocks: z.array(z.object({ journey: JourneyRow, clock: ClockState })),
    /**
     * For those who lead: how many travel, stand still, wait for handoff, are past a clock, have a responsible who can do
     * nothing; per person, team or process.
     * A count from one to four is null to hats that may not see the single journeys (D13).
     */
    load: z.array(
      z.object({
        kind: z.enum(['team', 'process', 'person']),
        id: z.string(),
        name: z.string(),
        travelling: z.number().int().nullable(),
        still: z.number().int().nullable(),
        handoffs: z.number().int().nullable(),
        breached: z.number().int().nullable(),
        leaderless: z.number().int().nullable(),
      }),
    ),
    /** For those who answer for a road: what is in the way on it, the longest waiting first; five at most. */
    obstacles: z.object({
      items: z.array(
        z.object({
          id: ObstacleId,
          processId: ProcessId,
          processName: z.string(),
          stepName: z.string().nullable(),
          note: z.string(),
          kindSv: z.string(),
          kindEn: z.string(),
          reportedAt: z.string(),
          contributions: z.number().int(),
        }),
      ),
      total: z.number().int(),
    }),
    /** For those who answer for a road: versions of it that await adoption. */
    drafts: z.array(
      z.object({
        processId: ProcessId,
        processName: z.string(),
        number: z.number().int(),
        note: z.string(),
        createdByName: z.string().nullable(),
        createdAt: z.string(),
      }),
    ),
    /** For an auditor: months (`2026-10`) that are over and whose readings of journeys nobody has checked since (D02). */
    unchecked: z.array(z.string()),
    /** In a demo organisation: the invented journey to follow, where this hat may read it, and its obstacle. */
    story: z.object({ journeyId: JourneyId.nullable(), obstacleId: ObstacleId.nullable() }).nullable(),
    totals: z.object({
      next: z.number().int(),
      unclaimed: z.number().int(),
      waiting: z.number().int(),
      arrived: z.number().int(),
      incoming: z.number().int(),
      outgoing: z.number().int(),
      clocks: z.number().int(),
    }),
  }),
});
