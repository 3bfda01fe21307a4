import { createHash, randomBytes } from 'node:crypto';
import sql from 'sql-template-tag';
import type { Acting } from '#lib/acting.ts';
import type { Result } from '#lib/result.ts';
import type { Config } from './config.ts';
import type { Database, Tx, Who } from './database.ts';
import type { Refusal } from './problem.ts';

const hour = 3_600_000;

/**
 * A sign-in lasts a working day. Whoever is still at work when it is about to end may extend it, once, to at most a whole
 * day from when it began (WCAG 2.2.1); afterwards one signs in again.
 */
const [lifetime, longest] = [12 * hour, 24 * hour];

/** Which session a request carries: found in its cookie, not yet looked up. */
export interface SessionKey {
  readonly organisationId: string;
  /** The key of the session table (the hash of the cookie's secret). */
  readonly sessionId: string;
}

/**
 * Finds who acts in a session at a time: the session's person and chosen assignment. Refuses with `not-signed-in` when
 * there is no such session or it has expired, and `hat-ended` when the assignment's period doesn't hold the time.
 */
export type FindActing = (tx: Tx, sessionId: string, at: Date) => Promise<Result<Acting, Refusal>>;

export const sessionCookie = 'resvag_session';

/** Holds the secret by which a browser shows that it began the sign-in that the provider sends it back from. */
export const attemptCookie = 'resvag_sign_in';

/** How long one may be at the provider before one must begin again. */
export const attemptSeconds = 600;

/** The key under which a secret is kept, so that who reads the table cannot use it. */
export function keyOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** How it was proved who signs in: chosen without proof, or vouched for by the provider, perhaps with a level (`acr`). */
export interface Proof {
  readonly method?: 'choice' | 'oidc';
  readonly assurance?: string | undefined;
}

/** When a session began and when it ends by itself. */
export interface Lifetime {
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Of a session that begins now. */
export function lifetimeFrom(at: Date): Lifetime {
  return { createdAt: at, expiresAt: new Date(at.getTime() + lifetime) };
}

/** To when a session can be extended; null when it has been. */
export function extendableTo({ createdAt, expiresAt }: Lifetime): Date | null {
  const most = new Date(createdAt.getTime() + longest);
  return most > expiresAt ? most : null;
}

/** Lets a session last until a time; false when it does already. */
export async function extendTo(tx: Tx, sessionId: string, until: Date): Promise<boolean> {
  return (
    (await tx.run(sql`update session set expires_at = ${until} where id = ${sessionId} and expires_at < ${until}`)) > 0
  );
}

/** Starts a session; gives the value of the cookie, which is stored nowhere. */
export async function createSession(
  tx: Tx,
  session: { organisationId: string; personId: string; assignmentId: string; at: Date } & Proof,
): Promise<string> {
  const secret = randomBytes(24).toString('base64url');
  const { expiresAt } = lifetimeFrom(session.at);
  await tx.run(sql`delete from session where person_id = ${session.personId} and expires_at < ${session.at}`);
  await tx.run(
    sql`insert into session (organisation_id, id, person_id, assignment_id, created_at, expires_at, method, assurance)
        values (${session.organisationId}, ${keyOf(secret)}, ${session.personId}, ${session.assignmentId}, ${session.at}, ${expiresAt},
                ${session.method ?? 'choice'}, ${session.assurance ?? null})`,
  );
  return `${session.organisationId}.${secret}`;
}

/** The session that a cookie's (already unsigned) value names, or nothing when it isn't such a value. */
export function readSessionCookie(value: string): SessionKey | undefined {
  const [organisationId, secret] = value.split('.');
  if (secret === undefined || organisationId === undefined || !/^[0-9a-f-]{36}$/.test(organisationId)) return undefined;
  return { organisationId, sessionId: keyOf(secret) };
}

/** Puts on another hat in the same session. That the assignment is the person's own is for the caller to check. */
export async function switchHat(tx: Tx, sessionId: string, assignmentId: string): Promise<void> {
  await tx.run(sql`update session set assignment_id = ${assignmentId} where id = ${sessionId}`);
}

export async function endSession(tx: Tx, sessionId: string): Promise<void> {
  await tx.run(sql`delete from session where id = ${sessionId}`);
}

/**
 * Ends, at the server's start, every session that couldn't be begun by the settings as they are now: chosen without proof
 * where that is off, or proved at a level that no longer is enough.
 */
export async function endUnprovedSessions(database: Database, { personChoice, oidc }: Config): Promise<void> {
  const levels = oidc?.assurance ?? [];
  const organisations = await database.system((tx) =>
    tx.rows<Who>(sql`select id as "organisationId" from organisation`),
  );
  for (const who of organisations)
    await database.write(who, (tx) =>
      tx.run(
        sql`delete from session where (method = 'choice' and not ${personChoice}::boolean)
               or (method = 'oidc' and ${levels.length}::int > 0 and not coalesce(assurance = any (${levels}::text[]), false))`,
      ),
    );
}
