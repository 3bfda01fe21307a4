import sql, { raw, type Sql } from 'sql-template-tag';
import { type Acting, type Hat, hats } from '#lib/acting.ts';
import type { OwnRoleId } from '#lib/id.ts';
import { insertRows, type Tx } from '#platform/database.ts';
import type { OwnRole, RoleWords } from './own-role.ts';

const columns = sql`r.id, r.name, r.name_en as "nameEn", r.purpose, r.area, r.hat,
  to_char(r.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt"`;

/** All roles of the organisation's own, ended ones too, by name. */
export function ownRoles(tx: Tx): Promise<OwnRole[]> {
  return tx.rows(sql`select ${columns} from own_role r order by r.name collate "sv-x-icu", r.id`);
}

/** One role; with `lock` it stays as it is until the transaction ends: `share` for who gives it, `update` for who changes it. */
export function findOwnRole(tx: Tx, id: OwnRoleId, lock?: 'share' | 'update'): Promise<OwnRole | undefined> {
  const locked = lock === undefined ? sql`` : raw(`for ${lock}`);
  return tx.one(sql`select ${columns} from own_role r where r.id = ${id} ${locked}`);
}

/** Makes those who name roles and hats wait for each other, so that two never get the same name at once; other writing goes on. */
export async function lockNames(tx: Tx, { organisationId }: Pick<Acting, 'organisationId'>): Promise<void> {
  await tx.rows(sql`select from organisation where id = ${organisationId} for no key update`);
}

export async function insertOwnRole(tx: Tx, acting: Acting, role: OwnRole): Promise<void> {
  const { id, name, nameEn: name_en, purpose, area, hat } = role;
  await insertRows(tx, 'own_role', [{ organisation_id: acting.organisationId, id, name, name_en, purpose, area, hat }]);
}

export async function setRoleWords(tx: Tx, id: OwnRoleId, { name, nameEn, purpose, area }: RoleWords): Promise<void> {
  await tx.run(
    sql`update own_role set name = ${name}, name_en = ${nameEn}, purpose = ${purpose}, area = ${area} where id = ${id}`,
  );
}

export async function setRoleEnd(tx: Tx, id: OwnRoleId, endedAt: string | null): Promise<void> {
  await tx.run(sql`update own_role set ended_at = ${endedAt} where id = ${id}`);
}

/** How many people wear each hat now, as itself or as a role that carries it, and each role of one's own by its id. */
export async function wearers(tx: Tx, at: Date): Promise<Map<string, number>> {
  const rows = await tx.rows<{ key: string; n: number }>(
    sql`select worn.key, count(distinct a.person_id) as n
          from role_assignment a cross join lateral (values (a.hat), (a.own_role_id::text)) worn (key)
         where worn.key is not null and a.valid_from <= ${at} and (a.valid_to is null or a.valid_to > ${at})
         group by worn.key`,
  );
  return new Map(rows.map(({ key, n }) => [key, n]));
}

/** Of the row of `role_assignment a`: does it give the hat (by itself or as a role that carries it), or this very role? */
export function gives(asked: Hat | OwnRoleId): Sql {
  return hats.some((hat) => hat === asked) ? sql`a.hat = ${asked}` : sql`a.own_role_id = ${asked}`;
}
