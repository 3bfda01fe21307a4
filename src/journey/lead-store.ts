import sql, { type Sql } from 'sql-template-tag';
import type { z } from 'zod';
import type { Acting, Restriction } from '#lib/acting.ts';
import type { Tx } from '#platform/database.ts';
import type { getMyDay } from './day-api.ts';
import { readable } from './list-store.ts';
import { unseenOrder } from './story.ts';

type Day = z.output<typeof getMyDay.output>;

/** At most so many of each are shown on the day; the total counts all. */
const shown = 5;

const iso = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

/** The road that a hat answers for, as a condition on a column with the process; the whole organisation's or one. */
function ofRoad(acting: Acting, column: Sql): Sql {
  switch (acting.scope.kind) {
    case 'organisation':
      return sql`true`;
    case 'process':
      return sql`${column} = ${acting.scope.processId}`;
    default:
      return sql`false`;
  }
}

/** What stands in the way on the road that a process owner or leader answers for, the longest waiting first. */
export async function roadObstacles(tx: Tx, acting: Acting): Promise<Day['obstacles']> {
  const rows = await tx.rows<Day['obstacles']['items'][number] & { readonly total: number }>(
    sql`select o.id, o.process_id as "processId", p.name as "processName", o.step_name as "stepName", o.note,
               k.sv as "kindSv", k.en as "kindEn", to_char(o.reported_at at time zone 'UTC', ${iso}) as "reportedAt",
               (select count(*) from obstacle_contribution c
                 where c.organisation_id = o.organisation_id and c.obstacle_id = o.id) as contributions,
               count(*) over () as total
          from obstacle o join process p on p.organisation_id = o.organisation_id and p.id = o.process_id
          join obstacle_kind k on k.organisation_id = o.organisation_id and k.key = o.kind
         where o.state = 'open' and ${ofRoad(acting, sql`o.process_id`)} order by o.reported_at, o.id limit ${shown}`,
  );
  return { items: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** Versions of the road that await the owner's adoption, the longest waiting first. */
export function roadDrafts(tx: Tx, acting: Acting): Promise<Day['drafts']> {
  return tx.rows(
    sql`select v.process_id as "processId", p.name as "processName", v.number, v.note, m.name as "createdByName",
               to_char(v.created_at at time zone 'UTC', ${iso}) as "createdAt"
          from process_version v join process p on p.organisation_id = v.organisation_id and p.id = v.process_id
          left join person m on m.organisation_id = v.organisation_id and m.id = v.created_by
         where v.state = 'draft' and ${ofRoad(acting, sql`v.process_id`)} order by v.created_at, v.id`,
  );
}

/**
 * The story to follow in a demo organisation: its obstacle, which everyone may read, and its journey where this hat may
 * read it (D02). Null in any other organisation.
 */
export async function storyOf(tx: Tx, acting: Acting, reads: Restriction): Promise<Day['story']> {
  const found = await tx.one<NonNullable<Day['story']>>(
    sql`select case when ${reads.kind === 'none' ? sql`false` : readable(reads)} then j.id end as "journeyId",
               (select o.id from obstacle o where o.organisation_id = j.organisation_id and o.journey_id = j.id
                 order by o.reported_at limit 1) as "obstacleId"
          from journey j join organisation org on org.id = j.organisation_id
         where org.demo and org.id = ${acting.organisationId} and j.reference = ${unseenOrder}`,
  );
  return found ?? null;
}
