import sql, { type Sql } from 'sql-template-tag';
import type { z } from 'zod';
import type { Acting } from '#lib/acting.ts';
import type { PersonId, ProcessId, TeamId } from '#lib/id.ts';
import { all, insertRows, type Tx } from '#platform/database.ts';
import { orderBy } from '#platform/order-by.ts';
import { matches } from '#platform/text-match.ts';
import type { TeamRow } from './api.ts';
import { type Page, wornAt } from './assignment-store.ts';
import type { Team } from './organisation.ts';
import type { PersonInUnit } from './person-store.ts';

type Row = z.infer<typeof TeamRow>;

/** Columns of a row of `team t`, as the list shows it. */
function columns(at: Date): Sql {
  return sql`t.id, t.name, t.goal,
    coalesce((select jsonb_agg(tp.process_id order by p.position, p.name) from team_process tp
                join process p on p.id = tp.process_id where tp.team_id = t.id), '[]') as "processIds",
    coalesce((select jsonb_agg(p.name order by p.position, p.name) from team_process tp
                join process p on p.id = tp.process_id where tp.team_id = t.id), '[]') as "processNames",
    (select count(*) from team_member m where m.team_id = t.id) as members,
    coalesce((select jsonb_agg(distinct u.name) from team_member m
                join person p on p.id = m.person_id join unit u on u.id = p.unit_id where m.team_id = t.id), '[]') as units,
    coalesce((select jsonb_agg(distinct jsonb_build_object('id', p.id, 'name', p.name)) from role_assignment a
                join person p on p.id = a.person_id
               where a.scope_team_id = t.id and a.hat = 'team-leader' and ${wornAt(at)}), '[]') as leaders`;
}

const sorts = {
  name: sql`t.name collate "sv-x-icu"`,
  members: sql`members`,
};

export interface TeamFilter {
  readonly q?: string | undefined;
  readonly processId?: ProcessId | undefined;
}

export async function listTeams(tx: Tx, filter: TeamFilter, at: Date, page: Page<keyof typeof sorts>) {
  const where = all([
    matches([sql`t.name`, sql`t.goal`], filter.q),
    filter.processId === undefined
      ? undefined
      : sql`exists (select from team_process tp where tp.team_id = t.id and tp.process_id = ${filter.processId})`,
  ]);
  const items = await tx.rows<Row>(
    sql`select ${columns(at)} from team t where ${where} order by ${orderBy(sorts, page.sort, 'name')}, t.name collate "sv-x-icu", t.id
         limit ${page.size} offset ${(page.page - 1) * page.size}`,
  );
  const count = await tx.one<{ n: number }>(sql`select count(*) as n from team t where ${where}`);
  return { items, total: count?.n ?? 0, page: page.page, size: page.size };
}

export function findTeam(tx: Tx, id: TeamId, at: Date): Promise<Row | undefined> {
  return tx.one<Row>(sql`select ${columns(at)} from team t where t.id = ${id}`);
}

export async function teamExists(tx: Tx, id: TeamId): Promise<boolean> {
  return (await tx.one(sql`select from team where id = ${id}`)) !== undefined;
}

export function membersOf(tx: Tx, id: TeamId): Promise<PersonInUnit[]> {
  return tx.rows(
    sql`select p.id, p.name, p.title, p.unit_id as "unitId", u.name as "unitName"
          from team_member m join person p on p.id = m.person_id join unit u on u.id = p.unit_id
         where m.team_id = ${id} order by p.name collate "sv-x-icu", p.id`,
  );
}

/** Are all these processes there? */
export async function processesExist(tx: Tx, ids: readonly ProcessId[]): Promise<boolean> {
  const distinct = [...new Set(ids)];
  const found = await tx.one<{ n: number }>(sql`select count(*) as n from process where id = any(${distinct}::uuid[])`);
  return found?.n === distinct.length;
}

/** Adds a team unless the name is taken; says whether it did. */
export async function insertTeam(tx: Tx, acting: Acting, team: Team): Promise<boolean> {
  const organisation_id = acting.organisationId;
  const added = await tx.run(
    sql`insert into team (organisation_id, id, name, goal) values (${organisation_id}, ${team.id}, ${team.name}, ${team.goal})
        on conflict (organisation_id, name) do nothing`,
  );
  if (added === 0) return false;
  await insertRows(
    tx,
    'team_process',
    [...new Set(team.processIds)].map((process_id) => ({ organisation_id, team_id: team.id, process_id })),
  );
  return true;
}

/** Says whether the person was not a member before. */
export async function insertMember(tx: Tx, acting: Acting, teamId: TeamId, personId: PersonId): Promise<boolean> {
  const added = await tx.run(
    sql`insert into team_member (organisation_id, team_id, person_id) values (${acting.organisationId}, ${teamId}, ${personId})
        on conflict do nothing`,
  );
  return added === 1;
}

/** Takes a person out of a team, and ends the hats worn in it, since access follows them. Says whether it was a member. */
export async function removeMember(tx: Tx, teamId: TeamId, personId: PersonId, at: Date): Promise<boolean> {
  const removed = await tx.run(sql`delete from team_member where team_id = ${teamId} and person_id = ${personId}`);
  await tx.run(
    sql`update role_assignment set valid_to = greatest(${at}::timestamptz, valid_from)
         where scope_team_id = ${teamId} and person_id = ${personId} and (valid_to is null or valid_to > ${at})`,
  );
  return removed === 1;
}
