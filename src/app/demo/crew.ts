import type { Actor } from '#journey/actor.ts';
import type { AssignmentId, PersonId, ProcessId, TeamId } from '#lib/id.ts';
import type { Random } from '#lib/random.ts';
import { assert } from '#lib/result.ts';
import type { Instant } from '#lib/time.ts';
import type { RoleAssignment } from '#organisation/organisation.ts';
import type { DemoPeople, DemoTeam } from './people.ts';
import type { ProcessKey } from './team.ts';

/** Those who work on one road: who is next in turn, who does a step, and as whom they act. */
export interface Crew {
  readonly key: ProcessKey;
  readonly processId: ProcessId;
  team(key: string): DemoTeam;
  /** Whose turn it is to become responsible, so that the load is even. */
  next(teamId: TeamId): PersonId;
  /** Mostly the one who is responsible, sometimes a colleague. */
  worker(teamId: TeamId, responsibleId: PersonId, random: Random): PersonId;
  actor(personId: PersonId, teamId: TeamId, at: Instant): Actor;
}

export function gatherCrew(
  key: ProcessKey,
  processId: ProcessId,
  { teams }: DemoPeople,
  hats: readonly RoleAssignment[],
): Crew {
  const ours = teams.filter((team) => team.processes.includes(key));
  const byId = new Map(ours.map((team) => [team.id, team]));
  const members = Object.fromEntries(ours.map((team) => [team.id, team.members.map((m) => m.id)]));
  const roadTeams = ours.map((team) => team.id);
  const worn = new Map<string, AssignmentId>();
  for (const h of hats)
    if (h.hat === 'co-worker' && h.scope.kind === 'team') worn.set(`${h.personId} ${h.scope.teamId}`, h.id);
  const turns = new Map<TeamId, number>();
  const next = (teamId: TeamId): PersonId => {
    const turn = turns.get(teamId) ?? 0;
    turns.set(teamId, turn + 1);
    const people = byId.get(teamId)?.members ?? [];
    const person = people[turn % people.length];
    assert(person, 'a team has members');
    return person.id;
  };
  return {
    key,
    processId,
    team: (teamKey) => {
      const found = ours.find((team) => team.key === teamKey);
      assert(found, `${teamKey} works on ${key}`);
      return found;
    },
    next,
    worker: (teamId, responsibleId, random) => {
      const responsible = members[teamId]?.includes(responsibleId) ?? false;
      return responsible && random() < 0.8 ? responsibleId : next(teamId);
    },
    actor: (personId, teamId, at) => {
      const assignmentId = worn.get(`${personId} ${teamId}`);
      assert(assignmentId, 'who acts for a team wears its hat');
      const now = new Date(at).toISOString();
      return { personId, hat: 'co-worker', assignmentId, at: now, teamIds: [teamId], roadTeams, members };
    },
  };
}
