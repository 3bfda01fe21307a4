import sql, { type Sql } from 'sql-template-tag';
import type { z } from 'zod';
import { type Acting, type Hat, may } from '#lib/acting.ts';
import type { PersonId, ProcessId, TeamId } from '#lib/id.ts';
import type { Tx } from '#platform/database.ts';
import type { Neighbour, ProcessRow } from './api.ts';
import type { RoadKind } from './road.ts';
import { shownSum, smallest, smallSums } from './sums.ts';
import { adoptedVersions } from './version-store.ts';

/** Persons wearing a hat for the process `p` at a time, as JSON, longest first. */
function wearing(hat: Hat, at: Date): Sql {
  return sql`coalesce((select jsonb_agg(jsonb_build_object('id', pe.id, 'name', pe.name) order by a.valid_from, a.id)
    from role_assignment a join person pe on pe.id = a.person_id
   where a.hat = ${hat} and a.scope_process_id = p.id and a.valid_from <= ${at} and (a.valid_to is null or a.valid_to > ${at})), '[]')`;
}

interface Stored extends Omit<ProcessRow, 'adopted' | 'owner' | 'businessOwner'> {
  readonly owners: { id: PersonId; name: string }[];
  readonly businessOwners: { id: PersonId; name: string }[];
  readonly travelling: number;
  readonly closedYear: number;
}

function shown(stored: Stored, acting: Acting, adopted: ProcessRow['adopted']): ProcessRow {
  const { owners, businessOwners, ...row } = stored;
  const open = may(smallSums, acting, { processId: row.id });
  return {
    ...row,
    adopted,
    owner: owners[0] ?? null,
    businessOwner: businessOwners[0] ?? null,
    travelling: shownSum(row.travelling, open),
    closedYear: shownSum(row.closedYear, open),
    medianLeadDays: open || row.closedYear >= smallest ? row.medianLeadDays : null,
  };
}

/**
 * The process map: each process with what its adopted road (else its newest draft) says, who answers for it, and the sum
 * of its journeys as far as the hat may see it (D13).
 */
export async function listProcesses(tx: Tx, acting: Acting, at: Date, only?: ProcessId): Promise<ProcessRow[]> {
  const yearAgo = new Date(at.getTime() - 365 * 86_400_000);
  const rows = await tx.rows<Stored>(
    sql`select p.id, p.key, p.name, p.kind, p.important, p.board,
               v.road ->> 'purpose' as purpose, v.road ->> 'need' as need, v.road ->> 'satisfiedNeed' as "satisfiedNeed",
               (select count(*) from process_version d where d.process_id = p.id and d.state = 'draft') as drafts,
               (select count(*) from jsonb_array_elements(v.road -> 'nodes') n where n ->> 'kind' = 'step') as steps,
               (select count(*) from jsonb_array_elements(v.road -> 'nodes') n where n -> 'handoff' is not null) as handoffs,
               ${wearing('process-owner', at)} as owners, ${wearing('business-owner', at)} as "businessOwners",
               coalesce(j.travelling, 0) as travelling, coalesce(j.closed, 0) as "closedYear", j.median as "medianLeadDays",
               (select count(*) from obstacle o where o.process_id = p.id and o.state = 'open') as "openObstacles"
          from process p
          join lateral (select road from process_version v where v.process_id = p.id
                         order by (v.state = 'adopted') desc, v.number desc limit 1) v on true
          left join (select process_id, count(*) filter (where state = 'travelling') as travelling,
                            count(*) filter (where closed_at > ${yearAgo}) as closed,
                            (percentile_cont(0.5) within group (order by extract(epoch from closed_at - started_at) / 86400)
                               filter (where closed_at > ${yearAgo}))::float8 as median
                       from journey group by process_id) j on j.process_id = p.id
         where ${only ?? null}::uuid is null or p.id = ${only ?? null}
         order by p.position, p.name collate "sv-x-icu"`,
  );
  const adopted = new Map((await adoptedVersions(tx)).map(({ processId, ...version }) => [processId, version]));
  return rows.map((row) => shown(row, acting, adopted.get(row.id) ?? null));
}

export async function findProcess(
  tx: Tx,
  id: ProcessId,
): Promise<{ id: ProcessId; key: string; name: string; important: boolean } | undefined> {
  return tx.one(sql`select id, key, name, important from process where id = ${id}`);
}

export async function takenKeys(tx: Tx): Promise<Set<string>> {
  return new Set((await tx.rows<{ key: string }>(sql`select key from process`)).map(({ key }) => key));
}

export async function insertProcess(
  tx: Tx,
  acting: Acting,
  process: { id: ProcessId; key: string; name: string; kind: RoadKind },
): Promise<void> {
  await tx.run(
    sql`insert into process (organisation_id, id, key, name, kind, position)
        select ${acting.organisationId}, ${process.id}, ${process.key}, ${process.name}, ${process.kind}, coalesce(max(position), 0) + 1
          from process`,
  );
}

export async function setImportant(tx: Tx, id: ProcessId, important: boolean): Promise<void> {
  await tx.run(sql`update process set important = ${important} where id = ${id}`);
}

/** The teams that work in a process, with the units that their people come from. */
export function teamsOn(tx: Tx, id: ProcessId): Promise<{ id: TeamId; name: string; units: string[] }[]> {
  return tx.rows(
    sql`select t.id, t.name,
               coalesce((select jsonb_agg(distinct u.name) from team_member m join person pe on pe.id = m.person_id
                           join unit u on u.id = pe.unit_id where m.team_id = t.id), '[]') as units
          from team_process tp join team t on t.id = tp.team_id
         where tp.process_id = ${id} order by t.name collate "sv-x-icu"`,
  );
}

/** What a process gives to others and takes from them (R074). */
export function neighboursOf(tx: Tx, id: ProcessId): Promise<z.infer<typeof Neighbour>[]> {
  return tx.rows(
    sql`select p.id as "processId", p.name, n.direction, n.object, n.border
          from (select to_process_id as other, 'gives' as direction, object, border from process_neighbour where from_process_id = ${id}
                union all
                select from_process_id, 'takes', object, border from process_neighbour where to_process_id = ${id}) n
          join process p on p.id = n.other
         order by n.direction desc, p.position, p.name collate "sv-x-icu", n.object`,
  );
}

/** Open obstacles by step of the road; those on no step are left out. */
export function obstaclesByStep(tx: Tx, id: ProcessId): Promise<{ stepId: string; count: number }[]> {
  return tx.rows(
    sql`select step_id as "stepId", count(*) as count from obstacle
         where process_id = ${id} and state = 'open' and step_id is not null group by step_id order by step_id`,
  );
}
