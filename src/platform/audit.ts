import { createHash } from 'node:crypto';
import sql from 'sql-template-tag';
import type { Acting } from '#lib/acting.ts';
import { type Database, insertRows, type Tx, type Who } from './database.ts';
import { newUuid } from './world.ts';

/**
 * The audit trail: who, wearing which hat, did what to what, when, and how it was before and after.
 *
 * Rows are chained by hashes so that tampering shows, but not when they are written: each link needs the one before it,
 * so that chaining in the command's transaction would make all commands of an organisation wait for each other's commit.
 * Instead a sealing pass, a second apart and at every verification, adds the new committed rows to the chain under a lock
 * of the organisation's own. The price is that the last second's rows aren't protected by the chain yet.
 */
export interface AuditEntry {
  readonly operation: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly at: Date;
}

async function insert(tx: Tx, acting: Acting, kind: 'change' | 'read', entry: AuditEntry, reason?: string) {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  tx.queue(
    sql`insert into audit (organisation_id, id, at, kind, person_id, assignment_id, hat, operation, subject_kind, subject_id, before, after, reason, assurance)
        values (${acting.organisationId}, ${newUuid(new Date())}, ${entry.at}, ${kind}, ${acting.personId}, ${acting.assignmentId}, ${acting.hat},
                ${entry.operation}, ${entry.subjectKind}, ${entry.subjectId}, ${json(entry.before)}, ${json(entry.after)}, ${reason ?? null},
                ${acting.assurance ?? null})`,
  );
}

/** Notes a change, in the transaction that makes it: both are kept or neither. */
export function audit(tx: Tx, acting: Acting, entry: AuditEntry): Promise<void> {
  return insert(tx, acting, 'change', entry);
}

/** Notes that somebody looked at one thing (a journey), so that unfounded looking can be found afterwards. */
export function logRead(tx: Tx, acting: Acting, kind: string, id: string, at: Date, reason?: string): Promise<void> {
  return insert(tx, acting, 'read', { operation: `get-${kind}`, subjectKind: kind, subjectId: id, at }, reason);
}

/** Notes that somebody took out what is to be read elsewhere, and for what purpose. */
export function logTaking(tx: Tx, acting: Acting, entry: AuditEntry, purpose: string): Promise<void> {
  return insert(tx, acting, 'read', entry, purpose);
}

const HOUR = 3_600_000;

/** The same for what is looked at again and again, as when a slider is moved: noted once an hour for each hat. */
export async function logReadOnce(tx: Tx, acting: Acting, entry: AuditEntry, reason?: string): Promise<void> {
  const { operation, subjectKind, subjectId, after, at } = entry;
  const noted = await tx.one(
    sql`select 1 as noted from audit where subject_kind = ${subjectKind} and subject_id = ${subjectId} and kind = 'read'
           and operation = ${operation} and after is not distinct from ${after === undefined ? null : JSON.stringify(after)}::jsonb
           and assignment_id = ${acting.assignmentId} and at > ${new Date(at.getTime() - HOUR)} limit 1`,
  );
  if (noted === undefined) await insert(tx, acting, 'read', entry, reason);
}

interface Chained {
  readonly id: string;
  readonly row: string;
}

/**
 * The row as text that is the same for the same content on every supported PostgreSQL. A row without assurance level is
 * written as rows were before there were levels, so that older chains hold.
 */
const rowText = sql`(jsonb_build_array(a.id, extract(epoch from a.at)::text, a.kind, a.person_id, a.assignment_id, a.hat, a.operation,
  a.subject_kind, a.subject_id, a.before, a.after, a.reason)
  || case when a.assurance is null then '[]' else jsonb_build_array(a.assurance) end)::text`;

function link(previous: string, row: string): string {
  return createHash('sha256').update(previous).update('\n').update(row).digest('hex');
}

/** Where the chain begins, before any row. */
const start = '0'.repeat(64);

/**
 * Adds committed rows that aren't in the chain yet to its end; gives their count. Safe to run anywhere at any time:
 * passes of the same organisation take turns, and a row that commits during a pass is taken by the next one.
 */
export async function sealAudit(tx: Tx, who: Who): Promise<number> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`audit ${who.organisationId}`}, 0))`);
  const last = await tx.one<{ place: number; hash: string }>(
    sql`select place, hash from audit_seal order by place desc limit 1`,
  );
  const fresh = await tx.rows<Chained>(
    sql`select a.id, ${rowText} as row from audit a
         where not exists (select from audit_seal s where s.organisation_id = a.organisation_id and s.audit_id = a.id)
         order by a.id limit 20000`,
  );
  let place = last?.place ?? 0;
  let hash = last?.hash ?? start;
  const seals = fresh.map(({ id, row }) => {
    place += 1;
    hash = link(hash, row);
    return { organisation_id: who.organisationId, place, audit_id: id, hash };
  });
  await insertRows(tx, 'audit_seal', seals);
  return seals.length;
}

/** What a verification found: the chain is whole, or the first place where it isn't and how. */
export type AuditVerdict =
  | { readonly whole: true; readonly rows: number }
  | { readonly whole: false; readonly place: number; readonly why: 'row-missing' | 'row-changed' | 'seal-missing' };

/** Walks the organisation's chain from its start and recomputes every link. */
export async function verifyAudit(tx: Tx): Promise<AuditVerdict> {
  let hash = start;
  let place = 0;
  for (;;) {
    const part = await tx.rows<{ place: number; hash: string; row: string | null }>(
      sql`select s.place, s.hash, case when a.id is null then null else ${rowText} end as row
            from audit_seal s left join audit a on a.organisation_id = s.organisation_id and a.id = s.audit_id
           where s.place > ${place} order by s.place limit 10000`,
    );
    if (part.length === 0) return { whole: true, rows: place };
    for (const seal of part) {
      place += 1;
      if (seal.place !== place) return { whole: false, place, why: 'seal-missing' };
      if (seal.row === null) return { whole: false, place, why: 'row-missing' };
      hash = link(hash, seal.row);
      if (seal.hash !== hash) return { whole: false, place, why: 'row-changed' };
    }
  }
}

/** Seals all organisations' new rows, a second apart, until stopped. Faults are told and the next pass tries again. */
export function keepSealing(database: Database, onFault: (error: unknown) => void): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  async function pass() {
    const organisations = await database.system((tx) => tx.rows<{ id: string }>(sql`select id from organisation`));
    for (const { id } of organisations) {
      const who = { organisationId: id };
      while (!stopped && (await database.write(who, (tx) => sealAudit(tx, who))) > 0);
    }
  }
  function next() {
    if (stopped) return;
    timer = setTimeout(() => {
      running = pass().catch(onFault).finally(next);
    }, 1000);
    timer.unref();
  }
  next();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
