import sql from 'sql-template-tag';
import type { Acting, Hat } from '#lib/acting.ts';
import type { OrganisationId, PersonId } from '#lib/id.ts';
import type { Tx } from '#platform/database.ts';
import type { Lifetime } from '#platform/session.ts';
import type { Organisation } from './organisation.ts';

export type Found = Organisation & { readonly personChoice: boolean };

const columns = sql`id, name, demo as invented, labels, person_choice as "personChoice"`;

export function findOrganisation(tx: Tx, id: OrganisationId): Promise<Found | undefined> {
  return tx.one<Found>(sql`select ${columns} from organisation where id = ${id}`);
}

/** The organisation that those who aren't signed in meet: the first of the installation. Needs no organisation itself. */
export function firstOrganisation(tx: Tx): Promise<Found | undefined> {
  return tx.one<Found>(sql`select ${columns} from organisation order by created_at, id limit 1`);
}

/** Adds an organisation when there is none; those who try at once wait for each other. Says whether it did. */
export async function insertFirstOrganisation(tx: Tx, id: OrganisationId, name: string): Promise<boolean> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended('create-organisation', 0))`);
  if ((await firstOrganisation(tx)) !== undefined) return false;
  await tx.run(sql`insert into organisation (id, name, demo) values (${id}, ${name}, false)`);
  return true;
}

/** Sets a hat's local name, or takes it away when empty. */
export async function setLabel(tx: Tx, acting: Acting, hat: Hat, label: string): Promise<void> {
  await tx.run(
    label === ''
      ? sql`update organisation set labels = labels - ${hat}::text where id = ${acting.organisationId}`
      : sql`update organisation set labels = labels || jsonb_build_object(${hat}::text, ${label}::text) where id = ${acting.organisationId}`,
  );
}

/** Whose session it is, whether or not its hat is still worn. */
export function personOfSession(
  tx: Tx,
  sessionId: string,
  at: Date,
): Promise<({ personId: PersonId; method: string; assurance: string | null } & Lifetime) | undefined> {
  return tx.one(
    sql`select person_id as "personId", method, assurance, created_at as "createdAt", expires_at as "expiresAt"
          from session where id = ${sessionId} and expires_at > ${at}`,
  );
}
