/** Who takes over the journeys of a person that stops wearing a hat for a team (R123). */
import { z } from 'zod';
import { AssignmentId, PersonId, TeamId } from '#lib/id.ts';
import { operation } from '#lib/operation.ts';

/**
 * Who is responsible from now on for the journeys that the person has in the team: somebody who wears a hat there, or
 * `leader`: the leader of the team chooses later, and has them on the day until then.
 */
export const JourneysTo = z.union([PersonId, z.literal('leader')]);
export type JourneysTo = z.infer<typeof JourneysTo>;

export const JourneysLeft = z.object({
  /**
   * Journeys under way in the team that nobody could act on. One to four are told as null to hats that may not see the
   * single journeys (D13).
   */
  count: z.number().int().nullable(),
  /** Who may take over, by name. */
  people: z.array(z.object({ id: PersonId, name: z.string() })),
});

export const getAssignmentJourneys = operation({
  name: 'get-assignment-journeys',
  method: 'GET',
  path: '/api/assignments/:assignmentId/journeys',
  summary:
    'How many journeys would be without a responsible who can act, were the appointment ended now; who may take over',
  params: z.object({ assignmentId: AssignmentId }),
  output: JourneysLeft,
  refusals: ['assignment-ended', 'appointer-lacks-mandate', 'last-administrator'],
});

export const getMemberJourneys = operation({
  name: 'get-member-journeys',
  method: 'GET',
  path: '/api/teams/:teamId/members/:personId/journeys',
  summary:
    'How many journeys would be without a responsible who can act, were the person to leave the team; who may take over',
  params: z.object({ teamId: TeamId, personId: PersonId }),
  output: JourneysLeft,
});
