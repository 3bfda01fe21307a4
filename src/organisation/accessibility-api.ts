import { z } from 'zod';
import { AccessibilityReportId } from '#lib/id.ts';
import { operation, pageOf, sortedBy } from '#lib/operation.ts';
import { AccessibilityReport, AccessibilityReportLine, reportLimits } from './accessibility.ts';

const params = z.object({ reportId: AccessibilityReportId });

/** A report with all that was done with it. `contact` is shown to those who answer, and to nobody else. */
const Whole = AccessibilityReport.extend({
  contact: z.string().nullable(),
  lines: z.array(AccessibilityReportLine),
  may: z.array(z.string()),
});

const words = z.object({ text: z.string().trim().min(1).max(reportLimits.answer) });

export const reportAccessibility = operation({
  name: 'report-accessibility',
  method: 'POST',
  path: '/api/accessibility-reports',
  summary:
    'Report something in Resväg that one cannot use or read (DOS-lagen 2018:1937); for anyone, signed in or not, up to 20 an hour',
  body: z.object({
    note: z.string().trim().min(1).max(reportLimits.note),
    page: z.string().trim().max(reportLimits.page).default(''),
    /** An e-mail address or a phone number of who wants an answer; kept until the report is answered, at the longest. */
    contact: z.string().trim().max(reportLimits.contact).default(''),
  }),
  output: z.object({ reportedAt: z.string() }),
  refusals: ['personal-data-in-text', 'contact-not-understood'],
});

export const listAccessibilityReports = operation({
  name: 'list-accessibility-reports',
  method: 'GET',
  path: '/api/accessibility-reports',
  summary: 'Reports on accessibility, the ones that have waited longest first',
  query: sortedBy('reportedAt', 'page', 'answeredAt').extend({
    state: z.enum(['open', 'answered', 'all']).default('open'),
  }),
  output: pageOf(AccessibilityReport),
});

export const getAccessibilityReport = operation({
  name: 'get-accessibility-report',
  method: 'GET',
  path: '/api/accessibility-reports/:reportId',
  summary: 'One report on accessibility with what was done about it',
  params,
  output: Whole,
});

export const answerAccessibilityReport = operation({
  name: 'answer-accessibility-report',
  method: 'POST',
  path: '/api/accessibility-reports/:reportId/answer',
  summary: 'Write what was done and mark the report as answered; the contact details are removed',
  params,
  body: words,
  output: Whole,
  refusals: ['accessibility-report-answered', 'personal-data-in-text'],
});

export const reopenAccessibilityReport = operation({
  name: 'reopen-accessibility-report',
  method: 'POST',
  path: '/api/accessibility-reports/:reportId/reopening',
  summary: 'Open an answered report anew, with the reason',
  params,
  body: words,
  output: Whole,
  refusals: ['accessibility-report-open', 'personal-data-in-text'],
});

export const removeAccessibilityContact = operation({
  name: 'remove-accessibility-contact',
  method: 'DELETE',
  path: '/api/accessibility-reports/:reportId/contact',
  summary: 'Remove the contact details of a report before it is answered; where there are none, nothing is done',
  params,
  output: Whole,
});
