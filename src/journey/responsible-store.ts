/** Journeys whose responsible can't act on them any more, and those that one person has in a team (R123). */
import sql, { type Sql } from 'sql-template-tag';
import type { JourneyId, PersonId, TeamId } from '#lib/id.ts';
import type { Tx } from '#platform/database.ts';
import { peopleOfTeam } from './day-store.ts';

/** Of the journey `j`: its responsible wears a hat of work management for its team. */
export function canAct(now: Date): Sql {
  return sql`exists (select from role_assignment a
    where a.organisation_id = j.organisation_id and a.person_id = j.responsible_id and a.hat in ('co-worker', 'team-leader')
      and (a.scope_team_id = j.team_id or a.scope_kind = 'organisation')
      and a.valid_from <= ${now} and (a.valid_to is null or a.valid_to > ${now}))`;
}

interface Leaderless {
  readonly teamId: TeamId;
  readonly teamName: string;
  readonly personId: PersonId;
  readonly name: string;
  readonly journeys: number;
  /** When the last hat for the team ended; null when none was ever worn. */
  readonly since: string | null;
}

/** People who are responsible for journeys of these teams without a hat for them, the most journeys first. */
export async function leaderlessJourneys(tx: Tx, teamIds: readonly TeamId[], now: Date) {
  const rows = await tx.rows<Leaderless>(
    sql`select t.id as "teamId", t.name as "teamName", p.id as "personId", p.name, l.journeys,
               (select to_char(max(a.valid_to) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from role_assignment a
                 where a.person_id = p.id and a.scope_team_id = t.id and a.valid_to <= ${now}) as since
          from (select j.team_id, j.responsible_id, count(*) as journeys from journey j
                 where j.state = 'travelling' and j.team_id = any (${teamIds}::uuid[]) and not ${canAct(now)} group by 1, 2) l
          join team t on t.id = l.team_id join person p on p.id = l.responsible_id
         order by l.journeys desc, p.name collate "sv-x-icu"`,
  );
  const people = new Map<TeamId, { id: string; name: string }[]>();
  for (const { teamId } of rows) if (!people.has(teamId)) people.set(teamId, await peopleOfTeam(tx, teamId, now));
  return rows.map((row) => ({ ...row, people: (people.get(row.teamId) ?? []) as { id: PersonId; name: string }[] }));
}

/** Journeys under way in the team that the person is responsible for, by id; at most `most`. */
export async function journeysOf(tx: Tx, teamId: TeamId, personId: PersonId, most: number): Promise<JourneyId[]> {
  const rows = await tx.rows<{ id: JourneyId }>(
    sql`select j.id from journey j where j.team_id = ${teamId} and j.responsible_id = ${personId} and j.state = 'travelling'
         order by j.id limit ${most}`,
  );
  return rows.map(({ id }) => id);
}
