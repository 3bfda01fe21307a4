import sql, { type Sql } from 'sql-template-tag';
import type { z } from 'zod';
import type { Acting, Hat } from '#lib/acting.ts';
import type { OwnRoleId, PersonId, TeamId, UnitId } from '#lib/id.ts';
import { all, type Tx } from '#platform/database.ts';
import { orderBy } from '#platform/order-by.ts';
import { matches } from '#platform/text-match.ts';
import type { PersonRow } from './api.ts';
import { type Page, wornAt, wornHats } from './assignment-store.ts';
import type { Person, Unit } from './organisation.ts';
import { gives } from './own-role-store.ts';

export type PersonInUnit = Person & { readonly unitName: string };

const columns = sql`p.id, p.name, p.title, p.unit_id as "unitId", u.name as "unitName"`;
const from = sql`person p join unit u on u.organisation_id = p.organisation_id and u.id = p.unit_id`;

export function findPerson(tx: Tx, id: PersonId): Promise<PersonInUnit | undefined> {
  return tx.one<PersonInUnit>(sql`select ${columns} from ${from} where p.id = ${id}`);
}

export async function personExists(tx: Tx, id: PersonId): Promise<boolean> {
  return (await tx.one(sql`select from person where id = ${id}`)) !== undefined;
}

export function teamsOf(tx: Tx, id: PersonId): Promise<{ id: TeamId; name: string }[]> {
  return tx.rows(
    sql`select t.id, t.name from team_member m join team t on t.organisation_id = m.organisation_id and t.id = m.team_id
         where m.person_id = ${id} order by t.name collate "sv-x-icu"`,
  );
}

export interface PersonFilter {
  readonly q?: string | undefined;
  readonly unitId?: UnitId | undefined;
  readonly teamId?: TeamId | undefined;
  readonly hat?: Hat | OwnRoleId | undefined;
  /** Only those who wear any hat now: who may sign in. */
  readonly wearing?: boolean;
}

const sorts = {
  name: sql`p.name collate "sv-x-icu"`,
  title: sql`p.title collate "sv-x-icu"`,
  unit: sql`u.name collate "sv-x-icu"`,
};

function wearing(filter: PersonFilter, at: Date): Sql | undefined {
  if (filter.hat === undefined && filter.wearing !== true) return undefined;
  const hat = filter.hat === undefined ? sql`true` : gives(filter.hat);
  return sql`exists (select from role_assignment a where a.person_id = p.id and ${hat} and ${wornAt(at)})`;
}

/** People with the hats they wear now. */
export async function listPeople(tx: Tx, filter: PersonFilter, at: Date, page: Page<keyof typeof sorts>) {
  const where = all([
    matches([sql`p.name`, sql`p.title`, sql`u.name`], filter.q),
    filter.unitId === undefined ? undefined : sql`p.unit_id = ${filter.unitId}`,
    filter.teamId === undefined
      ? undefined
      : sql`exists (select from team_member m where m.person_id = p.id and m.team_id = ${filter.teamId})`,
    wearing(filter, at),
  ]);
  const people = await tx.rows<PersonInUnit>(
    sql`select ${columns} from ${from} where ${where} order by ${orderBy(sorts, page.sort, 'name')}, p.name collate "sv-x-icu", p.id
         limit ${page.size} offset ${(page.page - 1) * page.size}`,
  );
  const count = await tx.one<{ n: number }>(sql`select count(*) as n from ${from} where ${where}`);
  const hats = await wornHats(
    tx,
    people.map(({ id }) => id),
    at,
  );
  const items: z.infer<typeof PersonRow>[] = people.map((p) => ({ ...p, hats: hats.get(p.id) ?? [] }));
  return { items, total: count?.n ?? 0, page: page.page, size: page.size };
}

/** People by their name, in any case, or by what they sign in with. */
export function peopleCalled(tx: Tx, name: string): Promise<{ id: string; name: string }[]> {
  return tx.rows(
    sql`select id, name from person where lower(name) = lower(${name}) or sign_in_name = ${name} order by name, id`,
  );
}

export async function insertPerson(tx: Tx, acting: Pick<Acting, 'organisationId'>, person: Person): Promise<void> {
  await tx.run(
    sql`insert into person (organisation_id, id, name, title, unit_id)
        values (${acting.organisationId}, ${person.id}, ${person.name}, ${person.title}, ${person.unitId})`,
  );
}

export function listUnits(tx: Tx): Promise<(Unit & { people: number })[]> {
  return tx.rows(
    sql`select u.id, u.name, u.parent_id as "parentId", u.board, (select count(*) from person p where p.unit_id = u.id) as people
          from unit u order by u.name collate "sv-x-icu"`,
  );
}

export async function unitExists(tx: Tx, id: UnitId): Promise<boolean> {
  return (await tx.one(sql`select from unit where id = ${id}`)) !== undefined;
}

/** Adds a unit unless the name is taken; says whether it did. */
export async function insertUnit(tx: Tx, acting: Pick<Acting, 'organisationId'>, unit: Unit): Promise<boolean> {
  const added = await tx.run(
    sql`insert into unit (organisation_id, id, name, parent_id, board)
        values (${acting.organisationId}, ${unit.id}, ${unit.name}, ${unit.parentId}, ${unit.board})
        on conflict (organisation_id, name) do nothing`,
  );
  return added === 1;
}
