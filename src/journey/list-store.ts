import sql, { raw, type Sql } from 'sql-template-tag';
import type { Restriction } from '#lib/acting.ts';
import { all, type Database, type Tx } from '#platform/database.ts';
import { orderBy } from '#platform/order-by.ts';
import { matches } from '#platform/text-match.ts';
import type { listJourneys } from './api.ts';
import { journeyRow, type Names } from './present.ts';
import { openRoads } from './road-store.ts';
import type { Journey } from './state.ts';
import { stillSince } from './still.ts';
import type { JourneyRow } from './view.ts';

export type ListQuery = (typeof listJourneys)['query']['_output'];

/** Journeys that a hat may read, as a condition on `journey j`: lists and counts obey it as single reads do. */
export function readable(restriction: Restriction): Sql {
  switch (restriction.kind) {
    case 'all':
      return sql`true`;
    case 'team':
      return sql`exists (select from journey_team jt where jt.organisation_id = j.organisation_id
        and jt.journey_id = j.id and jt.team_id = ${restriction.teamId})`;
    case 'process':
      return sql`j.process_id = ${restriction.processId}`;
    case 'self':
      return sql`j.responsible_id = ${restriction.personId}`;
    default:
      return sql`false`;
  }
}

/** On the journey `j`: it stands still as `still.ts` has it. */
export function standsStill(now: string): Sql {
  return sql`(j.state = 'travelling' and j.last_at < ${stillSince(now)} and not exists (select from journey_offer o
    where o.organisation_id = j.organisation_id and o.journey_id = j.id and o.target_by > ${now}
      and (o.taken_by is not null or o.kind = 'event')))`;
}

/** The person wears a hat by which the team's journeys are worked on (`may.ts`). */
export function wearsHat(personId: Sql, teamId: Sql, now: string): Sql {
  return sql`exists (select from role_assignment a where a.organisation_id = j.organisation_id and a.person_id = ${personId}
    and a.hat in ('co-worker', 'team-leader') and (a.scope_team_id = ${teamId} or a.scope_kind = 'organisation')
    and a.valid_from <= ${now} and (a.valid_to is null or a.valid_to > ${now}))`;
}

/** On the journey `j`: whoever is responsible can do nothing with it, since no hat is worn for its team (R123). */
export function leaderless(now: string): Sql {
  return sql`(j.state = 'travelling' and not ${wearsHat(sql`j.responsible_id`, sql`j.team_id`, now)})`;
}

/** On the journey `j`: something that is offered and not yet received; a clock that runs and has passed a moment. */
export const waitsForHandoff = sql`exists (select from journey_handoff h where h.organisation_id = j.organisation_id
  and h.journey_id = j.id and h.state = 'offered')`;

export function clockPassed(column: 'warn_at' | 'deadline', now: string): Sql {
  return sql`exists (select from journey_clock c where c.organisation_id = j.organisation_id and c.journey_id = j.id
    and c.stopped_at is null and c.${raw(column)} <= ${now})`;
}

function conditions(query: ListQuery, restriction: Restriction, now: string): Sql {
  return all([
    readable(restriction),
    query.state === 'all' ? undefined : sql`j.state = ${query.state}`,
    query.processId && sql`j.process_id = ${query.processId}`,
    query.teamId && sql`j.team_id = ${query.teamId}`,
    query.responsibleId && sql`j.responsible_id = ${query.responsibleId}`,
    query.stepId === undefined
      ? undefined
      : sql`exists (select from journey_offer o where o.organisation_id = j.organisation_id
          and o.journey_id = j.id and o.node_id = ${query.stepId})`,
    query.signal === 'handoff' ? waitsForHandoff : undefined,
    query.signal === 'clock' ? clockPassed('warn_at', now) : undefined,
    query.signal === 'still' ? standsStill(now) : undefined,
    query.signal === 'leaderless' ? leaderless(now) : undefined,
    matches([sql`j.reference`, sql`p.name`], query.q),
  ]);
}

const deadline = sql`(select min(c.deadline) from journey_clock c where c.organisation_id = j.organisation_id
  and c.journey_id = j.id and c.stopped_at is null)`;

/** What a list can be sorted by, most telling first; the identifier last, so that pages never overlap. */
const sortable = {
  reference: sql`j.reference`,
  process: sql`p.name collate "sv-x-icu"`,
  started: sql`j.started_at`,
  last: sql`j.last_at`,
  lead: sql`coalesce(j.closed_at, now()) - j.started_at`,
  deadline,
  handoffs: sql`j.handoffs`,
  obstacles: sql`j.obstacles`,
};

/** The parts of a list's row that aren't in the folded journey. */
export interface ListedJourney {
  readonly folded: Journey;
  readonly process_name: string;
  readonly version_number: number;
}

export const listedColumns = sql`j.folded, p.name as process_name, v.number as version_number`;
export const listedFrom = sql`journey j
  join process p on p.organisation_id = j.organisation_id and p.id = j.process_id
  join process_version v on v.organisation_id = j.organisation_id and v.id = j.version_id`;

export async function listJourneyRows(
  database: Database,
  tx: Tx,
  query: ListQuery,
  restriction: Restriction,
  now: string,
): Promise<{ items: JourneyRow[]; total: number }> {
  const where = conditions(query, restriction, now);
  const [rows, counted] = await Promise.all([
    tx.rows<ListedJourney>(
      sql`select ${listedColumns} from ${listedFrom} where ${where}
           order by ${orderBy(sortable, query.sort, 'deadline')}, j.started_at, j.id limit ${query.size} offset ${(query.page - 1) * query.size}`,
    ),
    tx.one<{ n: number }>(sql`select count(*) as n from ${listedFrom} where ${where}`),
  ]);
  const present = await presenter(database, tx, rows);
  return { items: rows.map((row) => present(row).row(now)), total: counted?.n ?? 0 };
}

/** Roads and names for journeys from a list, read at once; gives what shows one of them. */
export async function presenter(database: Database, tx: Tx, rows: readonly ListedJourney[]) {
  const journeys = rows.map((r) => r.folded);
  const roads = await openRoads(
    database,
    tx,
    journeys.map((j) => j.versionId),
  );
  const { people, teams } = await namesIn(tx, journeys);
  return (row: ListedJourney) => {
    const journey = row.folded;
    const road = roads.get(journey.versionId);
    if (road === undefined) throw new Error('bug: the road of a listed journey was read');
    const names: Names = {
      processName: row.process_name,
      versionNumber: row.version_number,
      people,
      teams,
      roadTeams: [],
    };
    return { road, journey, names, row: (now: string) => journeyRow(road, journey, names, now) };
  };
}

async function namesIn(tx: Tx, journeys: readonly Journey[]) {
  const people = journeys.flatMap((j) => [
    j.responsibleId,
    ...j.handoffs.map((h) => h.offeredBy),
    ...Object.values(j.places).flatMap((p) => (p.taken ? [p.taken.personId] : [])),
  ]);
  if (journeys.length === 0) return { people: {}, teams: {} };
  const [names, teams] = await Promise.all([
    tx.rows<{ id: string; name: string }>(
      sql`select id, name from person where id = any (${[...new Set(people)]}::uuid[])`,
    ),
    tx.rows<{ id: string; name: string }>(sql`select id, name from team`),
  ]);
  const byId = (rows: readonly { id: string; name: string }[]) => Object.fromEntries(rows.map((r) => [r.id, r.name]));
  return { people: byId(names), teams: byId(teams) };
}
