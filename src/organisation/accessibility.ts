import { z } from 'zod';
import { Hat } from '#lib/acting.ts';
import { AccessibilityReportId, OwnRoleId, PersonId } from '#lib/id.ts';
import { personalDataIn } from '#lib/identity-number.ts';
import { ok, type Result, refuse } from '#lib/result.ts';
import type { OrganisationRefusal } from './organisation.ts';

/**
 * The facts of the accessibility statement that aren't prose (DOS-lagen 2018:1937; MDFFS 2019:2; WCAG 2.1): the days it
 * was last assessed and last changed, and what is known not to be accessible, each with the success criteria that it
 * breaks. What each means to people, and what there is instead, is in the words by these keys.
 */
export const statement = {
  assessed: '2026-11-28',
  updated: '2026-11-28',
  shortcomings: [
    { key: 'bpmn', criteria: ['1.1.1', '1.3.1'] },
    { key: 'languages', criteria: ['3.1.2'] },
    { key: 'files', criteria: [] },
  ],
} as const;

/** Where those who aren't content with an answer turn: the supervisory authority's own form. */
export const supervisor = 'https://www.digg.se/tdosanmalan';

/** How long the texts of a report may be, in characters. */
export const reportLimits = { note: 2000, page: 300, contact: 200, answer: 2000 } as const;

/** What somebody could not use. Who reported is null when nobody was signed in. */
export const AccessibilityReport = z.object({
  id: AccessibilityReportId,
  reportedAt: z.string(),
  reportedBy: PersonId.nullable(),
  reportedByName: z.string().nullable(),
  reportedAs: Hat.nullable(),
  /** The role of the organisation's own that the hat was worn as. */
  reportedOwnRoleId: OwnRoleId.nullable(),
  note: z.string(),
  /** The page it is about, as the reporter has written it: most often its path. */
  page: z.string(),
  state: z.enum(['open', 'answered']),
  answeredAt: z.string().nullable(),
  /** Whether there is a way to answer: an e-mail address or a phone number. */
  wantsAnswer: z.boolean(),
});
export type AccessibilityReport = z.infer<typeof AccessibilityReport>;

/** What was done with a report: who, wearing which hat, when. */
export const AccessibilityReportLine = z.object({
  id: z.string(),
  at: z.string(),
  personId: PersonId,
  personName: z.string(),
  hat: Hat,
  ownRoleId: OwnRoleId.nullable(),
  kind: z.enum(['answered', 'reopened', 'contact-removed']),
  text: z.string(),
});
export type AccessibilityReportLine = z.infer<typeof AccessibilityReportLine>;

const eMail = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/;
const phone = /^(\+|0)[\d\s()/.-]+$/;

/**
 * Checks what somebody wants to be answered by: one e-mail address, or one phone number of 7 to 15 digits (E.164) from its
 * country or area code. A phone number of ten digits may look like an identity number by chance; only one that is
 * written as identity numbers are, with six digits before the sign, is taken for one.
 */
export function checkContact(typed: string): Result<string, OrganisationRefusal> {
  const contact = typed.trim();
  const digits = contact.replace(/\D/g, '');
  const isPhone = phone.test(contact) && digits.length >= 7 && digits.length <= 15;
  const found = isPhone && !/^\d{6}\s?[-+]\s?\d{4}$/.test(contact) ? undefined : personalDataIn(contact);
  if (found !== undefined) return refuse({ tag: 'personal-data-in-text', found });
  return isPhone || eMail.test(contact) ? ok(contact) : refuse({ tag: 'contact-not-understood' });
}

/** Checks a whole report: no personal identity numbers, and a contact, where there is one, that can be used. */
export function checkReport(typed: {
  readonly note: string;
  readonly page: string;
  readonly contact: string;
}): Result<{ note: string; page: string; contact: string | null }, OrganisationRefusal> {
  const found = personalDataIn(typed.note, typed.page);
  if (found !== undefined) return refuse({ tag: 'personal-data-in-text', found });
  const { note, page } = typed;
  if (typed.contact.trim() === '') return ok({ note, page, contact: null });
  const contact = checkContact(typed.contact);
  return contact.ok ? ok({ note, page, contact: contact.value }) : contact;
}
