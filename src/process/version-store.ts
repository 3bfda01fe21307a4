import sql from 'sql-template-tag';
import type { Acting } from '#lib/acting.ts';
import type { ProcessId, VersionId } from '#lib/id.ts';
import type { Tx } from '#platform/database.ts';
import type { Alike } from './already.ts';
import type { VersionRow } from './api.ts';
import type { Road } from './road.ts';

const iso = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';
const columns = sql`v.id, v.number, v.state, to_char(v.created_at at time zone 'UTC', ${iso}) as "createdAt",
  (select p.name from person p where p.id = v.created_by) as "createdByName",
  to_char(v.adopted_at at time zone 'UTC', ${iso}) as "adoptedAt",
  (select p.name from person p where p.id = v.adopted_by) as "adoptedByName", v.note`;

export type Version = VersionRow & { readonly road: Road };

/** The versions of a process, newest first. */
export function listVersions(tx: Tx, processId: ProcessId): Promise<VersionRow[]> {
  return tx.rows(
    sql`select ${columns} from process_version v where v.process_id = ${processId} order by v.number desc`,
  );
}

/** The adopted versions of all processes. */
export function adoptedVersions(tx: Tx): Promise<(VersionRow & { processId: ProcessId })[]> {
  return tx.rows(sql`select v.process_id as "processId", ${columns} from process_version v where v.state = 'adopted'`);
}

/** The version asked for; else the adopted one; else the newest draft. */
export function findVersion(tx: Tx, processId: ProcessId, number: number | undefined): Promise<Version | undefined> {
  return tx.one<Version>(
    sql`select ${columns}, v.road from process_version v
         where v.process_id = ${processId} and (${number ?? null}::integer is null or v.number = ${number ?? null})
         order by (v.state = 'adopted') desc, v.number desc limit 1`,
  );
}

/** The file of a version, as it was imported. */
export function readFile(tx: Tx, versionId: VersionId): Promise<{ bpmn: Buffer } | undefined> {
  return tx.one(sql`select bpmn from process_version where id = ${versionId}`);
}

/**
 * The versions of all processes that a file is like: of the same BPMN process, by its id, and maybe of the same bytes. A
 * process without an id is the same only when the bytes are; one file may hold several processes, each a road of its own.
 */
export function alikeVersions(tx: Tx, file: { readonly bpmn: Uint8Array; readonly road: Road }): Promise<Alike[]> {
  return tx.rows(
    sql`select p.id as "processId", p.name, v.number, v.state, v.bpmn = ${file.bpmn} as "sameFile"
          from process_version v join process p on p.id = v.process_id
         where v.road ->> 'id' = ${file.road.id} and (v.road ->> 'id' <> '' or v.bpmn = ${file.bpmn})
         order by p.position, p.id, v.number desc`,
  );
}

/** Files are imported one at a time in an organisation, so that one sent twice at once isn't kept twice. */
export async function lockImport(tx: Tx, acting: Acting): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`import ${acting.organisationId}`}, 0))`);
}

/** Versions of one process are numbered and adopted one at a time. */
export async function lockProcess(tx: Tx, processId: ProcessId): Promise<void> {
  await tx.rows(sql`select from process where id = ${processId} for update`);
}

export interface Draft {
  readonly id: VersionId;
  readonly processId: ProcessId;
  readonly bpmn: Uint8Array;
  readonly road: Road;
}

/** Adds a draft with the next number, and gives it. */
export async function insertDraft(tx: Tx, acting: Acting, draft: Draft, at: Date): Promise<Version> {
  await tx.run(
    sql`insert into process_version (organisation_id, id, process_id, number, state, bpmn, road, created_at, created_by)
        select ${acting.organisationId}, ${draft.id}, ${draft.processId}, coalesce(max(number), 0) + 1, 'draft',
               ${draft.bpmn}, ${JSON.stringify(draft.road)}, ${at}, ${acting.personId}
          from process_version where process_id = ${draft.processId}`,
  );
  const added = await tx.one<Version>(sql`select ${columns}, v.road from process_version v where v.id = ${draft.id}`);
  return added!;
}

/** Makes a draft the road in force; the one before is replaced, and journeys under way stay on it. */
export async function setAdopted(
  tx: Tx,
  acting: Acting,
  version: { readonly id: VersionId; readonly processId: ProcessId; readonly note: string; readonly road: Road },
  at: Date,
): Promise<void> {
  await tx.run(
    sql`update process_version set state = 'replaced' where process_id = ${version.processId} and state = 'adopted'`,
  );
  await tx.run(
    sql`update process_version set state = 'adopted', adopted_at = ${at}, adopted_by = ${acting.personId}, note = ${version.note}
         where id = ${version.id}`,
  );
  await tx.run(
    sql`update process set name = ${version.road.name}, kind = ${version.road.kind} where id = ${version.processId}`,
  );
}
