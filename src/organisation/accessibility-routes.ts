import { type Acting, abilities } from '#lib/acting.ts';
import { AccessibilityReportId } from '#lib/id.ts';
import { personalDataIn } from '#lib/identity-number.ts';
import { assert, ok, type Result, refuse } from '#lib/result.ts';
import { audit } from '#platform/audit.ts';
import type { Tx } from '#platform/database.ts';
import { type Call, notAllowed, notFound, type Route, route } from '#platform/http.ts';
import { checkReport } from './accessibility.ts';
import {
  answerAccessibilityReport,
  getAccessibilityReport,
  listAccessibilityReports,
  removeAccessibilityContact,
  reopenAccessibilityReport,
  reportAccessibility,
} from './accessibility-api.ts';
import {
  findReport,
  insertLine,
  insertReport,
  linesOf,
  listReports,
  lockReport,
  removeContact,
  setAnswered,
  setOpen,
} from './accessibility-store.ts';
import { organisationMay } from './may.ts';
import type { OrganisationRefusal } from './organisation.ts';
import { firstOrganisation } from './organisation-store.ts';

const subjectKind = 'accessibility-report';

/** A report as this hat may see it: how to reach who reported is for those who answer. */
async function whole(tx: Tx, acting: Acting, id: AccessibilityReportId) {
  const found = await findReport(tx, id);
  if (found === undefined) return undefined;
  const may = abilities(organisationMay, acting, {});
  const contact = may.includes(answerAccessibilityReport.name) ? found.contact : null;
  return { ...found, contact, lines: await linesOf(tx, id), may };
}

async function kept(tx: Tx, acting: Acting, id: AccessibilityReportId) {
  const found = await whole(tx, acting, id);
  assert(found !== undefined, 'a report is never removed');
  return ok(found);
}

/** What those who answer write is kept only without personal identity numbers (D01). */
function guarded(text: string): Result<string, OrganisationRefusal> {
  const found = personalDataIn(text);
  return found === undefined ? ok(text) : refuse({ tag: 'personal-data-in-text', found });
}

type Turning = Call<{ reportId: AccessibilityReportId }, unknown, { text: string }>;

/**
 * Answers a report, or opens an answered one again: what is written about it is kept, and the report is what it turns to.
 * Refuses what it is already. With the answer the contact goes, since there is nothing more to use it for.
 */
function turn(to: 'answered' | 'open', operation: string) {
  return async ({ params, body, acting, world, may }: Turning) => {
    if (!may({})) return notAllowed;
    const text = guarded(body.text);
    if (!text.ok) return text;
    const at = world.clock();
    return world.database.write(acting, async (tx) => {
      await lockReport(tx, params.reportId);
      const found = await findReport(tx, params.reportId);
      if (found === undefined) return notFound;
      const { id, state, contact } = found;
      if (state === to)
        return refuse(
          to === 'open'
            ? { tag: 'accessibility-report-open' as const }
            : { tag: 'accessibility-report-answered' as const, at: found.answeredAt ?? '' },
        );
      const kind = to === 'open' ? 'reopened' : 'answered';
      await insertLine(tx, acting, { id: world.newId(), reportId: id, kind, text: text.value, at });
      await (to === 'open' ? setOpen(tx, id) : setAnswered(tx, id, at));
      await audit(tx, acting, {
        operation,
        subjectKind,
        subjectId: id,
        before: to === 'open' ? { state } : { state, contact: contact !== null },
        after: to === 'open' ? { state: to, text: text.value } : { state: to, contact: false, text: text.value },
        at,
      });
      return kept(tx, acting, id);
    });
  };
}

export const accessibilityRoutes: readonly Route[] = [
  route(
    reportAccessibility,
    organisationMay['report-accessibility'],
    async ({ body, identity, world }) => {
      const checked = checkReport(body);
      if (!checked.ok) return checked;
      const acting = identity.ok ? identity.value : undefined;
      const organisationId = acting?.organisationId ?? (await world.database.system(firstOrganisation))?.id;
      if (organisationId === undefined) return notFound;
      const at = world.clock();
      const id = AccessibilityReportId.parse(world.newId());
      await world.database.write({ organisationId }, async (tx) => {
        await insertReport(tx, organisationId, acting, { id, ...checked.value }, at);
        // Nobody in particular acts where nobody is signed in: then the report itself is all that there is to keep. What
        // the trail keeps is kept for good, so neither the words of the public nor how to reach them are put in it.
        if (acting !== undefined)
          await audit(tx, acting, {
            operation: reportAccessibility.name,
            subjectKind,
            subjectId: id,
            after: { page: checked.value.page },
            at,
          });
      });
      return ok({ reportedAt: at.toISOString() });
    },
    { openWrite: { bytes: 32 * 1024, perHour: 20 } },
  ),

  route(
    listAccessibilityReports,
    organisationMay['list-accessibility-reports'],
    async ({ query, acting, world, may }) => {
      if (!may({})) return notAllowed;
      return ok(await world.database.read(acting, (tx) => listReports(tx, query, query)));
    },
  ),

  route(getAccessibilityReport, organisationMay['get-accessibility-report'], async ({ params, acting, world, may }) => {
    if (!may({})) return notAllowed;
    const found = await world.database.read(acting, (tx) => whole(tx, acting, params.reportId));
    return found === undefined ? notFound : ok(found);
  }),

  route(
    answerAccessibilityReport,
    organisationMay['answer-accessibility-report'],
    turn('answered', answerAccessibilityReport.name),
  ),

  route(
    reopenAccessibilityReport,
    organisationMay['reopen-accessibility-report'],
    turn('open', reopenAccessibilityReport.name),
  ),

  route(
    removeAccessibilityContact,
    organisationMay['remove-accessibility-contact'],
    async ({ params, acting, world, may }) => {
      if (!may({})) return notAllowed;
      const at = world.clock();
      return world.database.write(acting, async (tx) => {
        await lockReport(tx, params.reportId);
        const found = await findReport(tx, params.reportId);
        if (found === undefined) return notFound;
        if (found.contact !== null) {
          const line = { id: world.newId(), reportId: found.id, kind: 'contact-removed', text: '', at } as const;
          await insertLine(tx, acting, line);
          await removeContact(tx, found.id);
          await audit(tx, acting, {
            operation: removeAccessibilityContact.name,
            subjectKind,
            subjectId: found.id,
            before: { contact: true },
            after: { contact: false },
            at,
          });
        }
        return kept(tx, acting, found.id);
      });
    },
  ),
];
