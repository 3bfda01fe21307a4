import sql, { empty, raw, type Sql } from 'sql-template-tag';
import type { Acting } from '#lib/acting.ts';
import type { PersonId, TeamId } from '#lib/id.ts';
import type { Database, Tx } from '#platform/database.ts';
import { factRow } from './bulk-store.ts';
import type { JourneyFact } from './journey.ts';
import type { OpenRoad } from './open-road.ts';
import type { Names, RecordedFact } from './present.ts';
import { changeOf, project } from './project.ts';
import { openRoadOf } from './road-store.ts';
import type { Journey } from './state.ts';

/** One journey with all that deciding and showing it needs. */
export interface LoadedJourney {
  readonly road: OpenRoad;
  readonly journey: Journey;
  readonly facts: readonly RecordedFact[];
  readonly names: Names;
  /** Teams of the people asked for. */
  readonly teamsOf: Readonly<Record<string, readonly TeamId[]>>;
}

interface LoadedRow {
  readonly folded: Journey;
  readonly process_name: string;
  readonly version_number: number;
  readonly facts: readonly { seq: number; fact: JourneyFact; recorded: string }[];
  readonly people: Record<string, string> | null;
  readonly teams: Record<string, string> | null;
  readonly road_teams: readonly TeamId[] | null;
  readonly teams_of: Record<string, TeamId[]> | null;
}

/**
 * Reads one journey in one round trip, two when others were at work on it. `people` are persons whose teams and names are asked for besides those in its
 * facts. With `lock`, commands on the same journey take turns: the second sees what the first did, and is told.
 */
export async function loadJourney(
  database: Database,
  tx: Tx,
  journeyId: string,
  options: {
    readonly people: readonly PersonId[];
    readonly lock: boolean;
    /** Who is to be responsible: only the teams for which this person wears a hat at `now` count. */
    readonly named?: PersonId | undefined;
    readonly now?: string;
  },
): Promise<LoadedJourney | undefined> {
  const people = [...new Set(options.people)];
  const row = await tx.one<LoadedRow>(
    sql`select j.folded, p.name as process_name, v.number as version_number,
          (select json_agg(json_build_object('seq', f.seq, 'fact', f.data,
                    'recorded', to_char(f.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by f.seq)
             from journey_fact f where f.organisation_id = j.organisation_id and f.journey_id = j.id) as facts,
          (select json_object_agg(q.id, q.name) from person q where q.organisation_id = j.organisation_id and q.id in (
             select f.person_id from journey_fact f where f.organisation_id = j.organisation_id and f.journey_id = j.id
             union select (f.data ->> 'responsibleId')::uuid from journey_fact f
                    where f.organisation_id = j.organisation_id and f.journey_id = j.id
             union select unnest(${people}::uuid[]))) as people,
          (select json_object_agg(t.id, t.name) from team t where t.organisation_id = j.organisation_id and t.id in (
             select tp.team_id from team_process tp where tp.organisation_id = j.organisation_id and tp.process_id = j.process_id
             union select jt.team_id from journey_team jt where jt.organisation_id = j.organisation_id and jt.journey_id = j.id
             union select h.to_team_id from journey_handoff h where h.organisation_id = j.organisation_id and h.journey_id = j.id)) as teams,
          (select json_agg(t.id order by t.name) from team_process tp
             join team t on t.organisation_id = tp.organisation_id and t.id = tp.team_id
            where tp.organisation_id = j.organisation_id and tp.process_id = j.process_id) as road_teams,
          (select json_object_agg(m.person_id, m.team_ids) from (
             select tm.person_id, json_agg(tm.team_id) as team_ids from team_member tm
              where tm.organisation_id = j.organisation_id and tm.person_id = any (${people}::uuid[])
                and (tm.person_id is distinct from ${options.named ?? null}::uuid or exists (
                      select from role_assignment a
                       where a.organisation_id = tm.organisation_id and a.person_id = tm.person_id
                         and a.hat in ('co-worker', 'team-leader')
                         and (a.scope_team_id = tm.team_id or a.scope_kind = 'organisation')
                         and a.valid_from <= ${options.now ?? null}::timestamptz
                         and (a.valid_to is null or a.valid_to > ${options.now ?? null}::timestamptz)))
              group by tm.person_id) m) as teams_of
        from journey j
        join process p on p.organisation_id = j.organisation_id and p.id = j.process_id
        join process_version v on v.organisation_id = j.organisation_id and v.id = j.version_id
       where j.id = ${journeyId} ${options.lock ? raw('for update of j') : empty}`,
  );
  if (row === undefined) return undefined;
  // Who waited for the lock has the journey as it became, but its facts as they were when the waiting began.
  if (options.lock && row.facts.length < row.folded.revision) return loadJourney(database, tx, journeyId, options);
  return {
    road: await openRoadOf(database, tx, row.folded.versionId),
    journey: row.folded,
    facts: row.facts.map(({ seq, fact, recorded }) => ({ seq, fact, recordedAt: recorded })),
    names: {
      processName: row.process_name,
      versionNumber: row.version_number,
      people: row.people ?? {},
      teams: row.teams ?? {},
      roadTeams: row.road_teams ?? [],
    },
    teamsOf: row.teams_of ?? {},
  };
}

/**
 * Writes new facts and what they change in the lists, in one statement. `before` was read under lock in the same
 * transaction; undefined for a new journey.
 */
export function appendFacts(
  tx: Tx,
  who: Pick<Acting, 'organisationId' | 'assurance'>,
  road: OpenRoad,
  before: Journey | undefined,
  after: Journey,
  facts: readonly JourneyFact[],
  recordedAt: string,
): void {
  const org = who.organisationId;
  const id = after.journeyId;
  const next = project(road, after);
  const change = changeOf(before && project(road, before), next);
  const assurance = who.assurance ?? null;
  const rows = facts.map((fact, i) => ({
    ...factRow(id, (before?.revision ?? 0) + i + 1, fact, recordedAt),
    assurance,
  }));
  const parts: Sql[] = [sql`f as (${insertInto('journey_fact', org, rows)})`];
  if (change.teams.gone.length > 0)
    parts.push(
      sql`tg as (delete from journey_team where journey_id = ${id} and team_id = any (${change.teams.gone}::uuid[]))`,
    );
  if (change.teams.written.length > 0) {
    const teams = change.teams.written.map((team_id) => ({ journey_id: id, team_id }));
    parts.push(sql`tw as (${insertInto('journey_team', org, teams)} on conflict do nothing)`);
  }
  if (change.offers.gone.length > 0)
    parts.push(
      sql`og as (delete from journey_offer where journey_id = ${id} and node_id = any (${change.offers.gone}::text[]))`,
    );
  if (change.offers.written.length > 0)
    parts.push(
      sql`ow as (${insertInto('journey_offer', org, change.offers.written)} on conflict (organisation_id, journey_id, node_id)
            do update set team_id = excluded.team_id, state = excluded.state, since = excluded.since,
              target_by = excluded.target_by, taken_by = excluded.taken_by, taken_at = excluded.taken_at)`,
    );
  if (change.handoffs.length > 0)
    parts.push(
      sql`h as (${insertInto('journey_handoff', org, change.handoffs)} on conflict (organisation_id, id)
            do update set state = excluded.state, accepted_at = excluded.accepted_at, returned_at = excluded.returned_at,
              reason = excluded.reason)`,
    );
  if (change.clocks.gone.length > 0)
    parts.push(
      sql`cg as (delete from journey_clock where journey_id = ${id} and (clock_id, run) in (
            select clock_id, run from json_populate_recordset(null::journey_clock, ${JSON.stringify(change.clocks.gone)}::json)))`,
    );
  if (change.clocks.written.length > 0)
    parts.push(
      sql`c as (${insertInto('journey_clock', org, change.clocks.written)} on conflict (organisation_id, journey_id, clock_id, run)
            do update set stopped_at = excluded.stopped_at)`,
    );
  const { journey: row } = next;
  const written =
    before === undefined
      ? insertInto('journey', org, [row])
      : sql`update journey set state = ${row.state}, outcome = ${row.outcome}, team_id = ${row.team_id},
              responsible_id = ${row.responsible_id}, revision = ${row.revision}, folded = ${JSON.stringify(after)}::jsonb,
              closed_at = ${row.closed_at}, last_at = ${row.last_at}, handoffs = ${row.handoffs}, obstacles = ${row.obstacles}
            where id = ${id} and revision = ${before.revision}`;
  // Sent together with the commit. The journey is as it was read under lock; were it not, the division by zero would take
  // all back.
  tx.queue(sql`with ${joined(parts)}, j as (${written} returning 1) select 1 / (select count(*) from j)`);
}

function joined(parts: readonly Sql[]): Sql {
  return parts.reduce((all, part) => sql`${all}, ${part}`);
}

/** Rows as JSON, so that the text of the statement doesn't depend on their number. */
function insertInto(table: string, org: string, rows: readonly object[]): Sql {
  const columns = raw(Object.keys(rows[0] ?? {}).join(', '));
  return sql`insert into ${raw(table)} (organisation_id, ${columns})
    select ${org}::uuid, ${columns} from json_populate_recordset(null::${raw(table)}, ${JSON.stringify(rows)}::json)`;
}
