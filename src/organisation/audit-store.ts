import sql from 'sql-template-tag';
import type { z } from 'zod';
import { dateOfDayNumber, dayNumber } from '#lib/holiday.ts';
import { addMonths, instantOf } from '#lib/time.ts';
import { all, type Tx } from '#platform/database.ts';
import { orderBy } from '#platform/order-by.ts';
import { matches } from '#platform/text-match.ts';
import { iso } from './assignment-store.ts';
import type { AuditRow, listAudit as operation } from './audit-api.ts';

type Filter = z.output<typeof operation.query>;

const dayAfter = (date: string) => dateOfDayNumber(dayNumber(date) + 1);

/** What the subject of a line is called now. Ids of other kinds than these have no name. */
const nameOfSubject = sql`case a.subject_kind
  when 'journey' then (select n.reference from journey n where n.organisation_id = a.organisation_id and n.id = a.subject_id::uuid)
  when 'person' then (select n.name from person n where n.organisation_id = a.organisation_id and n.id = a.subject_id::uuid)
  when 'team' then (select n.name from team n where n.organisation_id = a.organisation_id and n.id = a.subject_id::uuid)
  when 'unit' then (select n.name from unit n where n.organisation_id = a.organisation_id and n.id = a.subject_id::uuid)
  when 'process' then (select n.name from process n where n.organisation_id = a.organisation_id and n.id = a.subject_id::uuid)
  when 'own-role' then (select n.name from own_role n where n.organisation_id = a.organisation_id and n.id = a.subject_id::uuid)
  when 'strategy' then (select n.title from strategy n where n.organisation_id = a.organisation_id and n.id = a.subject_id::uuid)
  when 'log' then (select n.name from imported_log n where n.organisation_id = a.organisation_id and n.id = a.subject_id::uuid)
  end`;

/**
 * Facts of journeys as lines: what was done on a journey is kept as its facts and nowhere else. An undoing has a line of its
 * own besides, which says more.
 */
const factLines = sql`select f.organisation_id, f.journey_id::text || '-' || f.seq as id, f.recorded_at as at, 'change' as kind, f.person_id,
    f.assignment_id, f.hat,
    f.kind as operation, 'journey' as subject_kind, f.journey_id::text as subject_id, null::jsonb as before,
    f.data - array['kind', 'personId', 'hat', 'assignmentId'] as after, null::text as reason, f.assurance
  from journey_fact f where f.kind <> 'act-undone'`;
const trailLines = sql`select organisation_id, id::text as id, at, kind, person_id, assignment_id, hat, operation, subject_kind, subject_id, before, after,
    reason, assurance from audit`;

/** The audit trail, newest first. Without `journeys`, lines about single journeys are neither shown nor counted. */
export async function listAudit(tx: Tx, filter: Filter, { journeys }: { journeys: boolean }) {
  const where = all([
    journeys ? undefined : sql`a.subject_kind <> 'journey'`,
    filter.kind === 'all' ? undefined : sql`a.kind = ${filter.kind}`,
    filter.personId === undefined ? undefined : sql`a.person_id = ${filter.personId}`,
    filter.operation === undefined ? undefined : sql`a.operation = ${filter.operation}`,
    filter.subjectKind === undefined ? undefined : sql`a.subject_kind = ${filter.subjectKind}`,
    filter.subjectId === undefined ? undefined : sql`a.subject_id = ${filter.subjectId}`,
    filter.from === undefined ? undefined : sql`a.at >= ${new Date(instantOf(filter.from))}`,
    filter.month === undefined
      ? undefined
      : sql`a.at >= ${new Date(instantOf(`${filter.month}-01`))} and a.at < ${new Date(instantOf(addMonths(`${filter.month}-01`, 1)))}`,
    filter.to === undefined ? undefined : sql`a.at < ${new Date(instantOf(dayAfter(filter.to)))}`,
    matches([sql`p.name`, nameOfSubject, sql`a.reason`], filter.q),
  ]);
  const lines = journeys ? sql`${trailLines} union all ${factLines}` : trailLines;
  const from = sql`(${lines}) a left join person p on p.organisation_id = a.organisation_id and p.id = a.person_id`;
  const items = await tx.rows<z.infer<typeof AuditRow>>(
    sql`select a.id, ${iso('a.at')} as at, a.kind, a.person_id as "personId", coalesce(p.name, '') as "personName", a.hat,
               (select w.own_role_id from role_assignment w where w.organisation_id = a.organisation_id and w.id = a.assignment_id) as "ownRoleId",
               a.operation, a.subject_kind as "subjectKind", a.subject_id as "subjectId", ${nameOfSubject} as "subjectName", a.before, a.after, a.reason, a.assurance
          from ${from} where ${where} order by ${orderBy({ at: sql`a.at` }, filter.sort, '-at')}, a.id desc
         limit ${filter.size} offset ${(filter.page - 1) * filter.size}`,
  );
  const count = await tx.one<{ n: number }>(sql`select count(*) as n from ${from} where ${where}`);
  return { items, total: count?.n ?? 0, page: filter.page, size: filter.size };
}
