import { z } from 'zod';
import { Hat } from '#lib/acting.ts';
import { OwnRoleId, PersonId } from '#lib/id.ts';
import { operation, pageOf, sortedBy } from '#lib/operation.ts';

/** One line of the audit trail: who, wearing which hat, did what to what, and how it was before and after (R070). */
export const AuditRow = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.enum(['change', 'read']),
  personId: PersonId,
  personName: z.string(),
  hat: Hat,
  /** The role of the organisation's own that the hat was worn as (R067); it is called what it is called now. */
  ownRoleId: OwnRoleId.nullable(),
  operation: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  /** What the subject is called now: a journey by its reference; null when it has no name or is gone. */
  subjectName: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  reason: z.string().nullable(),
  /** The assurance level of the sign-in (claim `acr`); null when nobody vouched for one. */
  assurance: z.string().nullable(),
});
export type AuditRow = z.infer<typeof AuditRow>;

export const listAudit = operation({
  name: 'list-audit',
  method: 'GET',
  path: '/api/audit',
  summary:
    'The audit trail, newest first unless sorted otherwise; lines about single journeys only for hats that may read every journey',
  query: sortedBy('at').extend({
    personId: PersonId.optional(),
    operation: z.string().max(80).optional(),
    subjectKind: z.string().max(40).optional(),
    subjectId: z.string().max(200).optional(),
    kind: z.enum(['change', 'read', 'all']).default('all'),
    /** First and last day, in Sweden. */
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    /** A month in Sweden, `2026-10`. */
    month: z
      .string()
      .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
      .optional(),
  }),
  output: pageOf(AuditRow),
});
