import sql, { empty, raw, type Sql } from 'sql-template-tag';
import type { z } from 'zod';
import { type Acting, areaOf, type Hat, hats, type ManagementArea, type Scope } from '#lib/acting.ts';
import type { AssignmentId, OwnRoleId, PersonId, ProcessId, TeamId, UnitId } from '#lib/id.ts';
import type { Sort } from '#lib/operation.ts';
import { all, type Tx } from '#platform/database.ts';
import { orderBy } from '#platform/order-by.ts';
import { matches } from '#platform/text-match.ts';
import type { AssignmentRow, WornHat } from './api.ts';
import { keeping, type Setting, type Wish } from './appoint.ts';
import type { RoleAssignment } from './organisation.ts';
import { findOwnRole, gives } from './own-role-store.ts';

/** The scope as the contract has it, of a row of `role_assignment a`. */
export const scope = sql`case a.scope_kind
  when 'process' then jsonb_build_object('kind', 'process', 'processId', a.scope_process_id)
  when 'team' then jsonb_build_object('kind', 'team', 'teamId', a.scope_team_id)
  when 'unit' then jsonb_build_object('kind', 'unit', 'unitId', a.scope_unit_id)
  else jsonb_build_object('kind', 'organisation') end`;

/** What the scope of a row of `role_assignment a` is called. */
export const scopeName = sql`coalesce(
  (select s.name from process s where s.organisation_id = a.organisation_id and s.id = a.scope_process_id),
  (select s.name from team s where s.organisation_id = a.organisation_id and s.id = a.scope_team_id),
  (select s.name from unit s where s.organisation_id = a.organisation_id and s.id = a.scope_unit_id),
  (select s.name from organisation s where s.id = a.organisation_id))`;

/** Is the row of `role_assignment a` worn at the time? */
export function wornAt(at: Date): Sql {
  return sql`(a.valid_from <= ${at} and (a.valid_to is null or a.valid_to > ${at}))`;
}

/** Timestamps as text, as JSON carries them. */
export function iso(column: string): Sql {
  return sql`to_char(${raw(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

type Row = z.infer<typeof AssignmentRow>;

const columns = sql`a.id, a.person_id as "personId", p.name as "personName", a.hat,
  a.own_role_id as "ownRoleId", ${scope} as scope, ${scopeName} as "scopeName",
  ${iso('a.valid_from')} as "validFrom", ${iso('a.valid_to')} as "validTo", a.appointed_by as "appointedBy",
  (select b.name from person b where b.organisation_id = a.organisation_id and b.id = a.appointed_by) as "appointedByName",
  a.appointed_as as "appointedAs", a.appointed_own_role_id as "appointedOwnRoleId", ${iso('a.appointed_at')} as "appointedAt"`;

const from = sql`role_assignment a join person p on p.organisation_id = a.organisation_id and p.id = a.person_id`;

/** The hats that each of some people wears at a time, longest worn first. */
export async function wornHats(tx: Tx, personIds: readonly string[], at: Date): Promise<Map<string, WornHat[]>> {
  const rows = await tx.rows<WornHat & { personId: string }>(
    sql`select a.person_id as "personId", a.id as "assignmentId", a.hat, a.own_role_id as "ownRoleId", ${scope} as scope,
               ${scopeName} as "scopeName",
               ${iso('a.valid_from')} as "validFrom", ${iso('a.valid_to')} as "validTo"
          from role_assignment a
         where a.person_id = any(${[...personIds]}::uuid[]) and ${wornAt(at)}
         order by a.valid_from, a.id`,
  );
  const hats = new Map<string, WornHat[]>(personIds.map((id) => [id, []]));
  for (const { personId, ...hat } of rows) hats.get(personId)?.push(hat);
  return hats;
}

export interface AssignmentFilter {
  readonly q?: string | undefined;
  readonly hat?: Hat | OwnRoleId | undefined;
  readonly area?: ManagementArea | undefined;
  readonly processId?: ProcessId | undefined;
  readonly teamId?: TeamId | undefined;
  readonly personId?: PersonId | undefined;
  readonly when: 'now' | 'ended' | 'coming' | 'all';
}

function during(when: AssignmentFilter['when'], at: Date): Sql | undefined {
  switch (when) {
    case 'now':
      return wornAt(at);
    case 'ended':
      return sql`a.valid_to <= ${at}`;
    case 'coming':
      return sql`a.valid_from > ${at}`;
    case 'all':
      return undefined;
  }
}

const sorts = {
  person: sql`p.name collate "sv-x-icu"`,
  hat: sql`a.hat`,
  scope: sql`${scopeName} collate "sv-x-icu"`,
  validFrom: sql`a.valid_from`,
  validTo: sql`a.valid_to`,
};

export interface Page<C extends string> {
  readonly page: number;
  readonly size: number;
  readonly sort?: Sort<C> | undefined;
}

/** Of the row of `role_assignment a`: is it of an area? A role of one's own is of the area that it is tied to. */
function isOfArea(area: ManagementArea): Sql {
  const tied = hats.filter((hat) => areaOf[hat] === area);
  return sql`coalesce((select r.area = ${area} from own_role r where r.organisation_id = a.organisation_id and r.id = a.own_role_id),
                      a.hat = any(${tied}::text[]))`;
}

const roleName = sql`(select concat_ws(' ', r.name, r.name_en) from own_role r where r.organisation_id = a.organisation_id and r.id = a.own_role_id)`;

export async function listAssignments(tx: Tx, filter: AssignmentFilter, at: Date, page: Page<keyof typeof sorts>) {
  const where = all([
    during(filter.when, at),
    filter.hat === undefined ? undefined : gives(filter.hat),
    filter.area === undefined ? undefined : isOfArea(filter.area),
    filter.processId === undefined ? undefined : sql`a.scope_process_id = ${filter.processId}`,
    filter.teamId === undefined ? undefined : sql`a.scope_team_id = ${filter.teamId}`,
    filter.personId === undefined ? undefined : sql`a.person_id = ${filter.personId}`,
    matches([sql`p.name`, scopeName, roleName], filter.q),
  ]);
  const items = await tx.rows<Row>(
    sql`select ${columns} from ${from} where ${where}
         order by ${orderBy(sorts, page.sort, 'person')}, p.name collate "sv-x-icu", a.valid_from, a.id
         limit ${page.size} offset ${(page.page - 1) * page.size}`,
  );
  const count = await tx.one<{ n: number }>(sql`select count(*) as n from ${from} where ${where}`);
  return { items, total: count?.n ?? 0, page: page.page, size: page.size };
}

export function findAssignment(tx: Tx, id: AssignmentId): Promise<Row | undefined> {
  return tx.one<Row>(sql`select ${columns} from ${from} where a.id = ${id}`);
}

/** Does the scope name something that there is? */
export async function scopeExists(tx: Tx, scope: Scope): Promise<boolean> {
  switch (scope.kind) {
    case 'organisation':
      return true;
    case 'process':
      return (await tx.one(sql`select from process where id = ${scope.processId}`)) !== undefined;
    case 'team':
      return (await tx.one(sql`select from team where id = ${scope.teamId}`)) !== undefined;
    case 'unit':
      return (await tx.one(sql`select from unit where id = ${scope.unitId}`)) !== undefined;
  }
}

/**
 * What an appointment is decided from. Appointments of one process wait for each other, so that two made at once never
 * give it two owners (R075); so do those of one person, who is never given the same hat twice, whatever it is worn for; and
 * a role of one's own isn't ended meanwhile. To only look, give `lock: false`.
 */
export async function settingOf(
  tx: Tx,
  wish: Pick<Wish, 'personId' | 'hat' | 'ownRoleId' | 'scope'> & { readonly id?: AssignmentId },
  { lock } = { lock: true },
): Promise<Setting> {
  const processId = wish.scope.kind === 'process' ? wish.scope.processId : null;
  if (processId !== null && lock) await tx.rows(sql`select from process where id = ${processId} for update`);
  // Rows that refer to the person (what is done meanwhile) may be written: only appointments wait.
  if (lock) await tx.rows(sql`select from person where id = ${wish.personId} for no key update`);
  const existing = await tx.rows<Row>(
    sql`select ${columns} from ${from}
         where a.hat = ${wish.hat} and (a.scope_process_id = ${processId} or a.person_id = ${wish.personId})`,
  );
  const people = await tx.one<{ n: number }>(sql`select count(*) as n from person`);
  const teamId = wish.scope.kind === 'team' ? wish.scope.teamId : null;
  const processes = await tx.rows<{ id: ProcessId }>(
    sql`select process_id as id from team_process where team_id = ${teamId}`,
  );
  const units = await tx.rows<{ id: UnitId }>(
    sql`with recursive up as (
          select u.id, u.parent_id from unit u join person p on p.unit_id = u.id where p.id = ${wish.personId}
          union select u.id, u.parent_id from unit u join up on up.parent_id = u.id)
        select id from up`,
  );
  const role = wish.ownRoleId;
  return {
    existing,
    ownRole: role === null ? undefined : await findOwnRole(tx, role, lock ? 'share' : undefined),
    keepers: keeping.includes(wish.hat) ? await keepersOf(tx, wish.id, lock) : [],
    people: people?.n ?? 0,
    teamProcessIds: processes.map(({ id }) => id),
    personUnitIds: units.map(({ id }) => id),
  };
}

/** All of them are locked, so that two people who end each other's appointments at once don't leave nobody. */
async function keepersOf(tx: Tx, besides: AssignmentId | undefined, lock: boolean): Promise<Setting['keepers']> {
  const rows = await tx.rows<{ id: string; validFrom: string; validTo: string | null }>(
    sql`select a.id, a.valid_from as "validFrom", a.valid_to as "validTo" from role_assignment a
         where a.hat = any (${[...keeping]}) order by a.id ${lock ? raw('for update') : empty}`,
  );
  const iso = (time: string) => new Date(time).toISOString();
  return rows
    .filter(({ id }) => id !== besides)
    .map(({ validFrom, validTo }) => ({ validFrom: iso(validFrom), validTo: validTo === null ? null : iso(validTo) }));
}

/** Writes an appointment; a hat worn in a team makes the person one of its members. */
export async function insertAssignment(tx: Tx, acting: Acting, assignment: RoleAssignment): Promise<void> {
  const { scope: s } = assignment;
  await tx.run(
    sql`insert into role_assignment (organisation_id, id, person_id, hat, own_role_id, scope_kind, scope_process_id, scope_team_id,
                                     scope_unit_id, valid_from, valid_to, appointed_by, appointed_as, appointed_own_role_id, appointed_at)
        values (${acting.organisationId}, ${assignment.id}, ${assignment.personId}, ${assignment.hat}, ${assignment.ownRoleId}, ${s.kind},
                ${s.kind === 'process' ? s.processId : null}, ${s.kind === 'team' ? s.teamId : null}, ${s.kind === 'unit' ? s.unitId : null},
                ${assignment.validFrom}, ${assignment.validTo}, ${assignment.appointedBy}, ${assignment.appointedAs},
                ${assignment.appointedOwnRoleId}, ${assignment.appointedAt})`,
  );
  if (s.kind === 'team')
    await tx.run(
      sql`insert into team_member (organisation_id, team_id, person_id)
          values (${acting.organisationId}, ${s.teamId}, ${assignment.personId}) on conflict do nothing`,
    );
}

/**
 * The team that the person can do nothing for from `validTo` on, since this appointment is the last hat of work management
 * worn for it; undefined when another remains, or when the hat was never one for a team's journeys (R123).
 */
export async function teamLeftBy(
  tx: Tx,
  { id, personId, hat, scope: s }: Pick<RoleAssignment, 'id' | 'personId' | 'hat' | 'scope'>,
  validTo: string,
): Promise<TeamId | undefined> {
  if ((hat !== 'co-worker' && hat !== 'team-leader') || s.kind !== 'team') return undefined;
  const other = await tx.one(
    sql`select from role_assignment a where a.person_id = ${personId} and a.id <> ${id}
           and a.hat in ('co-worker', 'team-leader') and (a.scope_team_id = ${s.teamId} or a.scope_kind = 'organisation')
           and ${wornAt(new Date(validTo))} limit 1`,
  );
  return other === undefined ? s.teamId : undefined;
}

export async function setEnd(tx: Tx, id: AssignmentId, validTo: string): Promise<void> {
  await tx.run(sql`update role_assignment set valid_to = ${validTo} where id = ${id}`);
}
