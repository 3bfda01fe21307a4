import sql, { type Sql } from 'sql-template-tag';
import type { z } from 'zod';
import { isChecked, monthOfColumn } from '#journey/reading-month-store.ts';
import type { Acting } from '#lib/acting.ts';
import type { PersonId } from '#lib/id.ts';
import { instantOf } from '#lib/time.ts';
import { all, type Tx } from '#platform/database.ts';
import { orderBy } from '#platform/order-by.ts';
import { matches } from '#platform/text-match.ts';
import { type AccessCheck, type CheckedReading, type Month, monthAfter, type ReadingVerdict } from './access-check.ts';
import type { listAccessChecks as listOperation } from './access-check-api.ts';

const iso = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';
const firstInstant = (month: Month) => new Date(instantOf(`${month}-01`));

const columns = sql`c.id, to_char(c.month, 'YYYY-MM') as month, c.size, c.person_id as "personId", p.name as "personName",
  c.readings, c.pairs, to_char(c.begun_at at time zone 'UTC', ${iso}) as "begunAt", c.begun_by as "begunBy", b.name as "begunByName",
  ${monthOfColumn(sql`c.begun_at`)} > c.month as "wholeMonth",
  to_char(c.finished_at at time zone 'UTC', ${iso}) as "finishedAt", c.conclusion, c.follow_up as "followUp",
  s.founded, s.unclear, s.unfounded, s.left`;

const from = sql`access_check c
  join person b on b.organisation_id = c.organisation_id and b.id = c.begun_by
  left join person p on p.organisation_id = c.organisation_id and p.id = c.person_id
  cross join lateral (
    select count(*) filter (where r.verdict = 'founded') as founded, count(*) filter (where r.verdict = 'unclear') as unclear,
           count(*) filter (where r.verdict = 'unfounded') as unfounded, count(*) filter (where r.verdict is null) as left
      from access_check_reading r where r.organisation_id = c.organisation_id and r.check_id = c.id) s`;

const sorts = { month: sql`c.month`, begunAt: sql`c.begun_at` };

export async function listAccessChecks(tx: Tx, filter: z.output<typeof listOperation.query>) {
  const where = all([
    filter.state === 'all' ? undefined : sql`(c.finished_at is not null) = ${filter.state === 'finished'}`,
    matches([sql`b.name`, sql`p.name`, sql`c.conclusion`, sql`to_char(c.month, 'YYYY-MM')`], filter.q),
  ]);
  const items = await tx.rows<AccessCheck>(
    sql`select ${columns} from ${from} where ${where} order by ${orderBy(sorts, filter.sort, '-month')}, c.begun_at desc, c.id
         limit ${filter.size} offset ${(filter.page - 1) * filter.size}`,
  );
  const count = await tx.one<{ n: number }>(sql`select count(*) as n from ${from} where ${where}`);
  return { items, total: count?.n ?? 0, page: filter.page, size: filter.size };
}

export function findAccessCheck(tx: Tx, id: string): Promise<AccessCheck | undefined> {
  return tx.one<AccessCheck>(sql`select ${columns} from ${from} where c.id = ${id}`);
}

/** Keeps two from judging and finishing the same check at once. */
export async function lockAccessCheck(tx: Tx, id: string): Promise<void> {
  await tx.rows(sql`select from access_check where id = ${id} for update`);
}

/** Months with readings of journeys, the latest first; two years at most. */
export function monthsWithReadings(tx: Tx, now: Date) {
  return tx.rows<{ month: Month; readings: number; over: boolean; checked: boolean }>(
    sql`select to_char(m.month, 'YYYY-MM') as month, m.readings, m.month < ${monthOfColumn(sql`${now}::timestamptz`)} as over,
               ${isChecked(sql`m.month`)} as checked
          from (select ${monthOfColumn(sql`a.at`)} as month, count(*) as readings from audit a
                 where a.kind = 'read' and a.subject_kind = 'journey' group by 1) m
         order by m.month desc limit 24`,
  );
}

/** Readings of journeys in a month that somebody else than the one who checks has made. */
function readingsOf(month: Month, checker: PersonId, personId: PersonId | undefined): Sql {
  return all([
    sql`a.kind = 'read' and a.subject_kind = 'journey' and a.at >= ${firstInstant(month)} and a.at < ${firstInstant(monthAfter(month))}`,
    sql`a.person_id <> ${checker}`,
    personId === undefined ? undefined : sql`a.person_id = ${personId}`,
  ]);
}

export interface NewCheck {
  readonly id: string;
  readonly month: Month;
  readonly size: number;
  readonly personId: PersonId | undefined;
}

/**
 * Draws the sample: of each pair of reader and journey one reading by lot, then by turns one where the reader has done
 * nothing in the journey and one where the reader has, until the size is reached. The lot is a hash of the check's id, so
 * that anybody can draw the same again. Says how many pairs there were; nothing is written when there were none.
 */
export async function insertAccessCheck(tx: Tx, acting: Acting, check: NewCheck, at: Date): Promise<number> {
  const where = readingsOf(check.month, acting.personId, check.personId);
  const found = await tx.one<{ readings: number; pairs: number }>(
    sql`select count(*) as readings, count(distinct (a.person_id, a.subject_id)) as pairs from audit a where ${where}`,
  );
  if (found === undefined || found.pairs === 0) return 0;
  await tx.run(
    sql`insert into access_check (organisation_id, id, month, size, person_id, readings, pairs, begun_at, begun_by, begun_as)
        values (${acting.organisationId}, ${check.id}, ${`${check.month}-01`}, ${check.size}, ${check.personId ?? null},
                ${found.readings}, ${found.pairs}, ${at}, ${acting.personId}, ${acting.hat})`,
  );
  const lot = sql`md5(${check.id}::text || a.id::text)`;
  await tx.run(
    sql`insert into access_check_reading (organisation_id, check_id, reading_id)
        select ${acting.organisationId}, ${check.id}, drawn.id from (
          select id, apart, row_number() over (partition by apart order by lot) as turn from (
            select distinct on (a.person_id, a.subject_id) a.id, ${lot} as lot,
                   not exists (select from journey_fact f where f.organisation_id = a.organisation_id
                                 and f.journey_id = a.subject_id::uuid and f.person_id = a.person_id) as apart
              from audit a where ${where} order by a.person_id, a.subject_id, ${lot}) pair) drawn
         order by drawn.turn, drawn.apart desc limit ${check.size}`,
  );
  return found.pairs;
}

/** The sample, in the order it happened, with what helps to judge each reading. */
export function sampleOf(tx: Tx, checkId: string): Promise<CheckedReading[]> {
  return tx.rows(
    sql`select r.reading_id as "readingId", to_char(a.at at time zone 'UTC', ${iso}) as at, a.person_id as "personId",
               p.name as "personName", u.name as "unitName", a.hat,
               (select w.own_role_id from role_assignment w where w.organisation_id = a.organisation_id and w.id = a.assignment_id) as "ownRoleId",
               a.subject_id as "journeyId", j.reference, pr.name as "processName",
               (select count(*) from journey_fact f where f.organisation_id = j.organisation_id and f.journey_id = j.id
                   and f.person_id = a.person_id) as acts,
               exists (select from journey_team jt join team_member tm on tm.organisation_id = jt.organisation_id and tm.team_id = jt.team_id
                        where jt.organisation_id = j.organisation_id and jt.journey_id = j.id and tm.person_id = a.person_id) as "inTeam",
               coalesce(j.closed_at < a.at, false) as "closedBefore", r.verdict, r.note
          from access_check_reading r
          join audit a on a.organisation_id = r.organisation_id and a.id = r.reading_id
          join person p on p.organisation_id = a.organisation_id and p.id = a.person_id
          join unit u on u.organisation_id = p.organisation_id and u.id = p.unit_id
          join journey j on j.organisation_id = a.organisation_id and j.id = a.subject_id::uuid
          join process pr on pr.organisation_id = j.organisation_id and pr.id = j.process_id
         where r.check_id = ${checkId} order by a.at, a.id`,
  );
}

/** Says whether the reading is in the sample. */
export async function setVerdict(
  tx: Tx,
  checkId: string,
  readingId: string,
  judged: { readonly verdict: ReadingVerdict; readonly note: string; readonly at: Date },
): Promise<boolean> {
  const changed = await tx.run(
    sql`update access_check_reading set verdict = ${judged.verdict}, note = ${judged.note}, judged_at = ${judged.at}
         where check_id = ${checkId} and reading_id = ${readingId}`,
  );
  return changed === 1;
}

export async function setFinished(
  tx: Tx,
  acting: Acting,
  checkId: string,
  told: { readonly conclusion: string; readonly followUp: string; readonly at: Date },
): Promise<void> {
  await tx.run(
    sql`update access_check set finished_at = ${told.at}, finished_by = ${acting.personId}, conclusion = ${told.conclusion},
               follow_up = ${told.followUp} where id = ${checkId}`,
  );
}
