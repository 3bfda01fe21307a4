import type { Hat } from '#lib/acting.ts';
import type { AssignmentId, PersonId, TeamId } from '#lib/id.ts';
import type { Result } from '#lib/result.ts';
import type { JourneyFact, JourneyRefusal } from './journey.ts';

/** Who gives a command, wearing which hat, when, and what the world knows about teams: all that `decide` needs to know. */
export interface Actor {
  readonly personId: PersonId;
  readonly hat: Hat;
  readonly assignmentId: AssignmentId;
  /** Now, ISO 8601 in UTC (`…Z`). */
  readonly at: string;
  /** When it happened, if that is earlier. */
  readonly occurredAt?: string | undefined;
  /** The revision that the person looked at. */
  readonly expected?: number | undefined;
  /** Teams that the person acts for with this hat. */
  readonly teamIds: readonly TeamId[];
  /** Teams that work on this road. */
  readonly roadTeams: readonly TeamId[];
  /**
   * People by team; teams that the command has to do with are enough. Somebody whom the command names is only there where a
   * hat is worn for the team: nobody else could act on the journey.
   */
  readonly members: Readonly<Record<string, readonly PersonId[]>>;
}

export type Decision = Result<JourneyFact[], JourneyRefusal>;

/** The part that every fact has. */
export function factBase(actor: Actor) {
  return {
    occurredAt: actor.occurredAt ?? actor.at,
    personId: actor.personId,
    hat: actor.hat,
    assignmentId: actor.assignmentId,
  };
}

/** A member of the team, or the one who acts for it. */
export function isInTeam(actor: Actor, personId: PersonId, teamId: TeamId): boolean {
  if (personId === actor.personId && actor.teamIds.includes(teamId)) return true;
  return actor.members[teamId]?.includes(personId) ?? false;
}
