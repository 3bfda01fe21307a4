import sql from 'sql-template-tag';
import type { Acting } from '#lib/acting.ts';
import type { ProcessId, TeamId, VersionId } from '#lib/id.ts';
import type { Tx } from '#platform/database.ts';
import type { Road } from '#process/road.ts';
import { makeReference } from './reference.ts';

/** A road that may be started on: its process, the version in force and the teams on it. */
export interface StartableRoad {
  readonly process_id: ProcessId;
  readonly key: string;
  readonly name: string;
  /** Null when no version is adopted. */
  readonly version_id: VersionId | null;
  readonly number: number | null;
  readonly teams: readonly { readonly id: TeamId; readonly name: string }[] | null;
}

const teams = sql`(select json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name)
  from team_process tp join team t on t.organisation_id = tp.organisation_id and t.id = tp.team_id
 where tp.organisation_id = p.organisation_id and tp.process_id = p.id)`;

export function startableRoad(tx: Tx, processId: ProcessId): Promise<StartableRoad | undefined> {
  return tx.one<StartableRoad>(
    sql`select p.id as process_id, p.key, p.name, v.id as version_id, v.number, ${teams} as teams
          from process p left join process_version v
            on v.organisation_id = p.organisation_id and v.process_id = p.id and v.state = 'adopted'
         where p.id = ${processId}`,
  );
}

/** Every road in force, with what one chooses among. */
export function startableRoads(tx: Tx): Promise<(StartableRoad & { number: number; road: Road })[]> {
  return tx.rows(
    sql`select p.id as process_id, p.key, p.name, v.id as version_id, v.number, ${teams} as teams,
               jsonb_build_object('need', v.road -> 'need', 'satisfiedNeed', v.road -> 'satisfiedNeed', 'situations', v.road -> 'situations') as road
          from process p join process_version v
            on v.organisation_id = p.organisation_id and v.process_id = p.id and v.state = 'adopted'
         order by p.important desc, p.position, p.name collate "sv-x-icu"`,
  );
}

/** Is a reference that somebody gives in use, small letters as capitals? Others who give the same wait here until this transaction has ended. */
export async function isReferenceTaken(tx: Tx, reference: string): Promise<boolean> {
  await tx.rows(
    sql`select pg_advisory_xact_lock(hashtextextended(${`journey reference ${reference.toLowerCase()}`}, 0))`,
  );
  return (await tx.one(sql`select from journey where reference = ${reference} collate any_case`)) !== undefined;
}

/** The next reference of the prefix and year; passes by those that people have given themselves. */
export async function nextReference(tx: Tx, acting: Acting, prefix: string, year: number): Promise<string> {
  for (;;) {
    const row = await tx.one<{ last: number }>(
      sql`insert into journey_number as n (organisation_id, prefix, year, last)
          values (${acting.organisationId}, ${prefix}, ${year}, 1)
          on conflict (organisation_id, prefix, year) do update set last = n.last + 1 returning last`,
    );
    const reference = makeReference(prefix, year, row?.last ?? 1);
    if ((await tx.one(sql`select from journey where reference = ${reference} collate any_case`)) === undefined)
      return reference;
  }
}

export async function personName(tx: Tx, personId: string): Promise<string> {
  return (await tx.one<{ name: string }>(sql`select name from person where id = ${personId}`))?.name ?? '';
}
