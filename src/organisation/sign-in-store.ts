import sql from 'sql-template-tag';
import type { PersonId } from '#lib/id.ts';
import type { Tx, Who } from '#platform/database.ts';
import type { Begun } from '#platform/oidc.ts';
import { keyOf } from '#platform/session.ts';

/** A sign-in that a browser has begun at the provider. */
export interface Attempt extends Begun {
  /** The secret in the browser's cookie. */
  readonly browser: string;
  readonly returnTo: string;
  readonly expires: Date;
}

/** Keeps a sign-in that has been begun, and forgets those that were never ended in time. */
export async function insertAttempt(tx: Tx, who: Who, attempt: Attempt, at: Date): Promise<void> {
  await tx.run(sql`delete from sign_in_attempt where expires_at <= ${at}`);
  await tx.run(
    sql`insert into sign_in_attempt (organisation_id, id, browser, nonce, code_verifier, return_to, expires_at)
        values (${who.organisationId}, ${keyOf(attempt.state)}, ${keyOf(attempt.browser)}, ${attempt.nonce},
                ${attempt.codeVerifier}, ${attempt.returnTo}, ${attempt.expires})`,
  );
}

/** Takes out the sign-in that this browser began with this state: it is there once, so nothing can be played again. */
export async function takeAttempt(tx: Tx, state: string, browser: string, at: Date) {
  const taken = await tx.one<{ nonce: string; codeVerifier: string; returnTo: string }>(
    sql`delete from sign_in_attempt where id = ${keyOf(state)} and browser = ${keyOf(browser)} and expires_at > ${at}
        returning nonce, code_verifier as "codeVerifier", return_to as "returnTo"`,
  );
  return taken === undefined ? undefined : { ...taken, state };
}

export async function personOfSignInName(tx: Tx, name: string): Promise<PersonId | undefined> {
  const found = await tx.one<{ id: PersonId }>(sql`select id from person where sign_in_name = ${name}`);
  return found?.id;
}

export async function signInNameOf(tx: Tx, personId: PersonId): Promise<string | null> {
  const found = await tx.one<{ name: string | null }>(
    sql`select sign_in_name as name from person where id = ${personId}`,
  );
  return found?.name ?? null;
}

/**
 * Gives a person a sign-in name, or takes it away; says whether the name was free. Those who do this at once wait for
 * each other, so that a name is taken once.
 */
export async function storeSignInName(tx: Tx, who: Who, personId: PersonId, name: string | null): Promise<boolean> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in-name ${who.organisationId}`}, 0))`);
  const owner = name === null ? undefined : await personOfSignInName(tx, name);
  if (owner !== undefined && owner !== personId) return false;
  await tx.run(sql`update person set sign_in_name = ${name} where id = ${personId}`);
  return true;
}

/** Ends what the provider's word had opened for a person, but not the session that asks for it. */
export async function endProvedSessions(tx: Tx, personId: PersonId, exceptSession: string | undefined): Promise<void> {
  await tx.run(
    sql`delete from session where person_id = ${personId} and method = 'oidc' and id <> ${exceptSession ?? ''}`,
  );
}
