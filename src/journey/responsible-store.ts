/** Journeys whose responsible can't act on them any more, and those that one person has in a team (R123). */
import sql from 'sql-template-tag';
import type { Acting, Restriction } from '#lib/acting.ts';
import type { PersonId, TeamId } from '#lib/id.ts';
import { assert } from '#lib/result.ts';
import { insertRows, type Tx } from '#platform/database.ts';
import { factRow } from './bulk-store.ts';
import { peopleOfTeam } from './day-store.ts';
import type { JourneyFact } from './journey.ts';
import { leaderless, readable } from './list-store.ts';
import type { Journey } from './state.ts';

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
                 where j.state = 'travelling' and j.team_id = any (${teamIds}::uuid[]) and ${leaderless(now.toISOString())} group by 1, 2) l
          join team t on t.id = l.team_id join person p on p.id = l.responsible_id
         order by l.journeys desc, p.name collate "sv-x-icu"`,
  );
  const people = new Map<TeamId, { id: string; name: string }[]>();
  for (const { teamId } of rows) if (!people.has(teamId)) people.set(teamId, await peopleOfTeam(tx, teamId, now));
  return rows.map((row) => ({ ...row, people: (people.get(row.teamId) ?? []) as { id: PersonId; name: string }[] }));
}

/**
 * How many journeys under way in the team the person is responsible for, and of them how many the reader may see singly.
 */
export async function countJourneysOf(
  tx: Tx,
  { teamId, personId }: { readonly teamId: TeamId; readonly personId: PersonId },
  reads: Restriction,
): Promise<{ total: number; read: number }> {
  const found = await tx.one<{ total: number; read: number }>(
    sql`select count(*) as total, count(*) filter (where ${readable(reads)}) as read from journey j
         where j.team_id = ${teamId} and j.responsible_id = ${personId} and j.state = 'travelling'`,
  );
  return found ?? { total: 0, read: 0 };
}

/** Journeys under way in the team that the person is responsible for, locked, by id; at most `most`. */
export async function lockJourneysOf(tx: Tx, teamId: TeamId, personId: PersonId, most: number): Promise<Journey[]> {
  const rows = await tx.rows<{ folded: Journey }>(
    sql`select j.folded from journey j
         where j.team_id = ${teamId} and j.responsible_id = ${personId} and j.state = 'travelling'
         order by j.id limit ${most} for update`,
  );
  return rows.map(({ folded }) => folded);
}

/** A journey with its new responsible, as the fact says. */
export interface Moved {
  readonly journey: Journey;
  readonly fact: JourneyFact;
}

/** So many journeys in one statement: the text of their folded states stays at a few megabytes. */
const rowsAtATime = 250;

/**
 * Writes the fact on each of the journeys, and what it changes in the lists: nothing but who is responsible. They were
 * read under lock in the same transaction.
 */
export async function writeMoved(tx: Tx, acting: Acting, moved: readonly Moved[], recordedAt: string): Promise<void> {
  const organisation_id = acting.organisationId;
  const assurance = acting.assurance ?? null;
  for (let from = 0; from < moved.length; from += rowsAtATime) {
    const part = moved.slice(from, from + rowsAtATime);
    const facts = part.map(({ journey, fact }) => ({
      organisation_id,
      ...factRow(journey.journeyId, journey.revision, fact, recordedAt),
      assurance,
    }));
    await insertRows(tx, 'journey_fact', facts);
    const rows = part.map(({ journey }) => ({
      id: journey.journeyId,
      responsible_id: journey.responsibleId,
      revision: journey.revision,
      folded: journey,
      last_at: journey.lastAt,
    }));
    const written = await tx.run(
      sql`update journey j set responsible_id = n.responsible_id, revision = n.revision, folded = n.folded, last_at = n.last_at
            from json_populate_recordset(null::journey, ${JSON.stringify(rows)}::json) n
           where j.organisation_id = ${organisation_id} and j.id = n.id and j.revision = n.revision - 1`,
    );
    assert(written === part.length, 'journeys read under lock are as they were read');
  }
}
