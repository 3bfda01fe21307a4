import sql, { raw } from 'sql-template-tag';
import type { Tx } from './database.ts';

/** A table of an organisation's rows. */
export interface OrganisationTable {
  readonly name: string;
  /** Whether rows point at rows of the same table, so that they must be inserted in one statement. */
  readonly selfReferring: boolean;
}

/** Sessions, and sign-ins begun, are secrets of the installation that made them, and are not moved. */
const notMoved = ['session', 'sign_in_attempt'];

/** All tables with rows of an organisation, each after those that it points at. */
export async function organisationTables(tx: Tx): Promise<readonly OrganisationTable[]> {
  const tables = await tx.rows<{ name: string }>(
    sql`select c.relname as name from pg_class c
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
           and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped)
         order by c.relname collate "C"`,
  );
  const references = await tx.rows<{ from: string; to: string }>(
    sql`select c.relname as from, r.relname as to from pg_constraint k
          join pg_class c on c.oid = k.conrelid join pg_class r on r.oid = k.confrelid where k.contype = 'f'`,
  );
  const ordered: OrganisationTable[] = [];
  let left = tables.map(({ name }) => name).filter((name) => !notMoved.includes(name));
  while (left.length > 0) {
    const waits = (name: string) =>
      references.some(({ from, to }) => from === name && to !== name && left.includes(to));
    const next = left.filter((name) => !waits(name));
    if (next.length === 0) throw new Error(`bug: the tables ${left.join(', ')} point at each other in a circle`);
    for (const name of next)
      ordered.push({ name, selfReferring: references.some(({ from, to }) => from === name && to === name) });
    left = left.filter((name) => !next.includes(name));
  }
  return ordered;
}

/** Removes an organisation with all its rows, the audit trail's too. The transaction must be the organisation's own. */
export async function removeOrganisation(tx: Tx, organisationId: string): Promise<void> {
  const tables = await organisationTables(tx);
  for (const name of notMoved) await tx.run(sql`delete from ${raw(name)}`);
  // A trail that refuses changes is removed as a whole, together with what it is about.
  for (const { name } of tables) await tx.run(sql`alter table ${raw(name)} disable trigger user`);
  for (const { name } of tables.toReversed()) await tx.run(sql`delete from ${raw(name)}`);
  await tx.run(sql`delete from organisation where id = ${organisationId}`);
  for (const { name } of tables) await tx.run(sql`alter table ${raw(name)} enable trigger user`);
}
