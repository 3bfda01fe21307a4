import sql, { type Sql } from 'sql-template-tag';
import type { Tx } from '#platform/database.ts';

/** A column's month in Sweden, as the first day of it. */
export function monthOfColumn(column: Sql): Sql {
  return sql`date_trunc('month', ${column} at time zone 'Europe/Stockholm')::date`;
}

/** Has a finished log check of everybody's readings, drawn when the month was over, covered this month (D02)? */
export function isChecked(month: Sql): Sql {
  return sql`exists (select from access_check c where c.month = ${month} and c.finished_at is not null and c.person_id is null
                       and ${monthOfColumn(sql`c.begun_at`)} > c.month)`;
}

/** Months that are over, with readings of journeys that no log check has covered; the oldest first. */
export async function monthsUnchecked(tx: Tx, now: string): Promise<string[]> {
  const rows = await tx.rows<{ month: string }>(
    sql`select to_char(m.month, 'YYYY-MM') as month
          from (select distinct ${monthOfColumn(sql`a.at`)} as month from audit a where a.kind = 'read' and a.subject_kind = 'journey') m
         where m.month < ${monthOfColumn(sql`${now}::timestamptz`)} and not ${isChecked(sql`m.month`)}
         order by m.month`,
  );
  return rows.map((row) => row.month);
}
