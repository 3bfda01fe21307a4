import sql, { type Sql } from 'sql-template-tag';
import { readable } from '#journey/list-store.ts';
import type { Restriction } from '#lib/acting.ts';
import type { Found } from '#lib/search-api.ts';
import { all, type Tx } from '#platform/database.ts';
import { matches } from '#platform/text-match.ts';

/** How many of each kind are shown: enough to choose from, and few enough to read. */
export const most = 8;

/** The versions that are looked into: the adopted one of each process, else its newest draft. */
const shown = sql`(select distinct on (process_id) process_id, road from process_version
                    order by process_id, (state = 'adopted') desc, number desc)`;

const steps = sql`process p join ${shown} v on v.process_id = p.id
  cross join lateral jsonb_array_elements(v.road -> 'nodes') n`;
const isStep = sql`n ->> 'kind' = 'step'`;

function among(
  kind: Found['kind'],
  row: { readonly columns: Sql; readonly from: Sql; readonly in: readonly Sql[]; readonly where?: Sql },
  q: string,
): Sql {
  return sql`select * from (select ${kind}::text as kind, ${row.columns} from ${row.from}
     where ${all([row.where, matches(row.in, q)])}) found order by name collate "sv-x-icu", id limit ${most}`;
}

/** Finds in everything that is open to all signed in, and among the journeys within the restriction of reading them. */
export async function find(tx: Tx, q: string, journeys: Restriction): Promise<Found[]> {
  const parts = [
    among(
      'process',
      {
        columns: sql`p.id::text as id, p.id::text as "processId", p.name, v.road ->> 'need' as detail`,
        from: sql`process p join ${shown} v on v.process_id = p.id`,
        in: [sql`p.name`, sql`v.road ->> 'need'`, sql`v.road ->> 'satisfiedNeed'`],
      },
      q,
    ),
    among(
      'step',
      {
        columns: sql`n ->> 'id' as id, p.id::text as "processId", n ->> 'name' as name, p.name as detail`,
        from: steps,
        in: [sql`n ->> 'name'`],
        where: isStep,
      },
      q,
    ),
    among(
      'routine',
      {
        columns: sql`n ->> 'id' as id, p.id::text as "processId", n -> 'routine' ->> 'title' as name, p.name as detail`,
        from: steps,
        in: [sql`n -> 'routine' ->> 'title'`],
        where: isStep,
      },
      q,
    ),
    among(
      'journey',
      {
        columns: sql`j.id::text as id, j.process_id::text as "processId", j.reference as name, p.name as detail`,
        from: sql`journey j join process p on p.id = j.process_id`,
        in: [sql`j.reference`],
        where: readable(journeys),
      },
      q,
    ),
    among(
      'team',
      {
        columns: sql`t.id::text as id, null::text as "processId", t.name, t.goal as detail`,
        from: sql`team t`,
        in: [sql`t.name`, sql`t.goal`],
      },
      q,
    ),
    among(
      'person',
      {
        columns: sql`p.id::text as id, null::text as "processId", p.name, p.title || ' · ' || u.name as detail`,
        from: sql`person p join unit u on u.id = p.unit_id`,
        in: [sql`p.name`, sql`p.title`],
      },
      q,
    ),
    among(
      'obstacle',
      {
        columns: sql`o.id::text as id, o.process_id::text as "processId", o.note as name, p.name as detail`,
        from: sql`obstacle o join process p on p.id = o.process_id`,
        in: [sql`o.note`, sql`o.step_name`],
      },
      q,
    ),
  ];
  const found: Found[] = [];
  for (const part of parts) found.push(...(await tx.rows<Found>(part)));
  return found;
}
