import sql, { raw } from 'sql-template-tag';
import type { Acting } from '#lib/acting.ts';
import type { AccessibilityReportId, OrganisationId } from '#lib/id.ts';
import { all, insertRows, type Tx } from '#platform/database.ts';
import { orderBy } from '#platform/order-by.ts';
import { matches } from '#platform/text-match.ts';
import type { AccessibilityReport, AccessibilityReportLine } from './accessibility.ts';
import type { Page } from './assignment-store.ts';

const utc = (column: string) => raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

const columns = sql`r.id, ${utc('r.reported_at')} as "reportedAt", r.reported_by as "reportedBy", p.name as "reportedByName",
  r.reported_as as "reportedAs", r.reported_own_role_id as "reportedOwnRoleId", r.note, r.page, r.state, ${utc('r.answered_at')} as "answeredAt",
  r.contact is not null as "wantsAnswer"`;
const from = sql`accessibility_report r
  left join person p on p.organisation_id = r.organisation_id and p.id = r.reported_by`;

export interface NewReport {
  readonly id: AccessibilityReportId;
  readonly note: string;
  readonly page: string;
  readonly contact: string | null;
}

/** Keeps a report; `acting` is undefined when who reported wasn't signed in. */
export function insertReport(
  tx: Tx,
  organisationId: OrganisationId,
  acting: Acting | undefined,
  report: NewReport,
  at: Date,
): Promise<unknown> {
  const reporter = {
    reported_by: acting?.personId ?? null,
    reported_as: acting?.hat ?? null,
    reported_own_role_id: acting?.ownRoleId ?? null,
  };
  return insertRows(tx, 'accessibility_report', [
    { organisation_id: organisationId, ...report, ...reporter, reported_at: at, state: 'open' },
  ]);
}

const sorts = {
  reportedAt: sql`r.reported_at`,
  page: sql`r.page collate "sv-x-icu"`,
  answeredAt: sql`r.answered_at`,
};

export async function listReports(
  tx: Tx,
  filter: { readonly q?: string | undefined; readonly state: 'open' | 'answered' | 'all' },
  page: Page<keyof typeof sorts>,
) {
  const where = all([
    matches([sql`r.note`, sql`r.page`], filter.q),
    filter.state === 'all' ? undefined : sql`r.state = ${filter.state}`,
  ]);
  const items = await tx.rows<AccessibilityReport>(
    sql`select ${columns} from ${from} where ${where} order by ${orderBy(sorts, page.sort, 'reportedAt')}, r.id
         limit ${page.size} offset ${(page.page - 1) * page.size}`,
  );
  const count = await tx.one<{ n: number }>(sql`select count(*) as n from ${from} where ${where}`);
  return { items, total: count?.n ?? 0, page: page.page, size: page.size };
}

/** Makes those who change the same report wait for each other. */
export async function lockReport(tx: Tx, id: AccessibilityReportId): Promise<void> {
  await tx.rows(sql`select from accessibility_report where id = ${id} for update`);
}

export function findReport(
  tx: Tx,
  id: AccessibilityReportId,
): Promise<(AccessibilityReport & { readonly contact: string | null }) | undefined> {
  return tx.one(sql`select ${columns}, r.contact from ${from} where r.id = ${id}`);
}

export function linesOf(tx: Tx, id: AccessibilityReportId): Promise<AccessibilityReportLine[]> {
  return tx.rows(
    sql`select l.id, ${utc('l.at')} as at, l.person_id as "personId", p.name as "personName", l.hat,
               l.own_role_id as "ownRoleId", l.kind, l.text
          from accessibility_report_line l
          join person p on p.organisation_id = l.organisation_id and p.id = l.person_id
         where l.report_id = ${id} order by l.at, l.id`,
  );
}

export function insertLine(
  tx: Tx,
  acting: Acting,
  line: { id: string; reportId: AccessibilityReportId; kind: AccessibilityReportLine['kind']; text: string; at: Date },
): Promise<unknown> {
  const { organisationId: organisation_id, personId: person_id, hat, ownRoleId: own_role_id = null } = acting;
  const { reportId: report_id, ...rest } = line;
  return insertRows(tx, 'accessibility_report_line', [
    { organisation_id, person_id, hat, own_role_id, report_id, ...rest },
  ]);
}

/** Answered: the contact details go, as the form promises. */
export async function setAnswered(tx: Tx, id: AccessibilityReportId, at: Date): Promise<void> {
  await tx.run(
    sql`update accessibility_report set state = 'answered', answered_at = ${at}, contact = null where id = ${id}`,
  );
}

export async function setOpen(tx: Tx, id: AccessibilityReportId): Promise<void> {
  await tx.run(sql`update accessibility_report set state = 'open', answered_at = null where id = ${id}`);
}

export async function removeContact(tx: Tx, id: AccessibilityReportId): Promise<void> {
  await tx.run(sql`update accessibility_report set contact = null where id = ${id}`);
}
