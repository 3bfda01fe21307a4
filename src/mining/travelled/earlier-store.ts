import sql from 'sql-template-tag';
import { ms } from '#mining/store.ts';
import type { Tx } from '#platform/database.ts';
import type { JourneyHead, KnownVersion } from './known.ts';

/**
 * A journey of which something was known before a moment: `revision` is how many of its facts were. Where it `hasMoved`
 * since, the rest of the head is as it is now, and its facts tell what it was then.
 */
export interface EarlierHead extends JourneyHead {
  readonly hasMoved: boolean;
}

/**
 * Journeys of a process of which something was recorded before `end`, in the order of `journeyHeads`. Facts are numbered as
 * they were recorded: the first one at or after `end` ends what was known.
 */
export function earlierHeads(tx: Tx, processId: string, end: Date): Promise<EarlierHead[]> {
  return tx.rows<EarlierHead>(
    sql`with later as (
          select f.organisation_id, f.journey_id, min(f.seq) - 1 as known
            from journey_fact f join journey j on j.organisation_id = f.organisation_id and j.id = f.journey_id
           where f.recorded_at >= ${end} and j.process_id = ${processId} group by f.organisation_id, f.journey_id)
        select j.id, j.version_id as "versionId", coalesce(l.known, j.revision) as revision, l.known is not null as "hasMoved",
               j.outcome, ${ms('j.started_at')} as "startedAt", ${ms('j.closed_at')} as "closedAt",
               array(select t.team_id::text from journey_team t
                      where t.organisation_id = j.organisation_id and t.journey_id = j.id) as "teamIds"
          from journey j left join later l on l.organisation_id = j.organisation_id and l.journey_id = j.id
         where j.process_id = ${processId} and coalesce(l.known, 1) > 0 order by j.started_at, j.id`,
  );
}

/** The first `revision` facts of each of these journeys, one text (JSON) for each. */
export function earlierFacts(
  tx: Tx,
  heads: readonly Pick<JourneyHead, 'id' | 'revision'>[],
): Promise<{ id: string; facts: string }[]> {
  const [ids, known] = [heads.map(({ id }) => id), heads.map(({ revision }) => revision)];
  return tx.rows<{ id: string; facts: string }>(
    sql`select f.journey_id as id, json_agg(f.data order by f.seq)::text as facts
          from unnest(${ids}::uuid[], ${known}::int[]) as k (id, known)
          join journey_fact f on f.journey_id = k.id and f.seq <= k.known group by f.journey_id`,
  );
}

/** When something of a journey of the process was recorded first, ms since 1970 UTC; null where it has none. */
export async function firstRecorded(tx: Tx, processId: string): Promise<number | null> {
  const row = await tx.one<{ first: number | null }>(
    sql`select ${ms('min(f.recorded_at)')} as first from journey j
          join journey_fact f on f.organisation_id = j.organisation_id and f.journey_id = j.id and f.seq = 1
         where j.process_id = ${processId}`,
  );
  return row?.first ?? null;
}

/** Versions of a process that had been in force before `end`, the one that was in force then last. */
export function versionsBefore(tx: Tx, processId: string, end: Date): Promise<KnownVersion[]> {
  return tx.rows<KnownVersion>(
    sql`select id, number, road from process_version where process_id = ${processId} and adopted_at < ${end}
         order by adopted_at, number`,
  );
}

/** Obstacles by step that had been reported before `end` and not been removed. */
export async function obstaclesOpenBefore(tx: Tx, processId: string, end: Date): Promise<Record<string, number>> {
  const rows = await tx.rows<{ step: string; count: number }>(
    sql`select step_id as step, count(*) as count from obstacle
         where process_id = ${processId} and step_id is not null and reported_at < ${end}
           and (removed_at is null or removed_at >= ${end}) group by step_id`,
  );
  return Object.fromEntries(rows.map(({ step, count }) => [step, count]));
}
