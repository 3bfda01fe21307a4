import { z } from 'zod';
import { Hat } from '#lib/acting.ts';
import { HandoffId, JourneyId, ObstacleId, OwnRoleId, PersonId, ProcessId } from '#lib/id.ts';

/** A kind of obstacle. The first three are the strategy's own (R043); the taxonomy is extended by the process support. */
export const ObstacleKind = z.object({
  key: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  /** Name in Swedish and English: it is data, not a word of the interface. */
  sv: z.string().trim().min(1).max(80),
  en: z.string().trim().min(1).max(80),
});
export type ObstacleKind = z.infer<typeof ObstacleKind>;

export const firstKinds: readonly ObstacleKind[] = [
  { key: 'long-wait', sv: 'Lång väntetid', en: 'Long wait' },
  { key: 'inefficient-way', sv: 'Ineffektivt arbetssätt', en: 'Inefficient way of working' },
  {
    key: 'rule-against-cooperation',
    sv: 'Rutin som motverkar samarbete',
    en: 'Routine that works against cooperation',
  },
  { key: 'handoff-failed', sv: 'Överlämning som inte gick fram', en: 'Handoff that did not get through' },
  { key: 'information-missing', sv: 'Uppgifter saknas', en: 'Information missing' },
  { key: 'system-hinders', sv: 'System som hindrar', en: 'System in the way' },
];

/** Something in the way of journeys, pinned to a step of a road; often found in one journey or one handoff (R046). */
export const Obstacle = z.object({
  id: ObstacleId,
  processId: ProcessId,
  stepId: z.string().nullable(),
  journeyId: JourneyId.nullable(),
  handoffId: HandoffId.nullable(),
  kind: z.string(),
  note: z.string().trim().min(1).max(600),
  reportedAt: z.iso.datetime(),
  reportedBy: PersonId,
  reportedAs: Hat,
  state: z.enum(['open', 'removed']),
  removedAt: z.iso.datetime().nullable(),
});
export type Obstacle = z.infer<typeof Obstacle>;

/** A line in the common work on an obstacle: who, wearing which hat, from which unit. */
export const Contribution = z.object({
  at: z.iso.datetime(),
  personId: PersonId,
  personName: z.string(),
  hat: Hat,
  ownRoleId: OwnRoleId.nullable(),
  unitName: z.string(),
  text: z.string().trim().min(1).max(1000),
});
export type Contribution = z.infer<typeof Contribution>;

export type ObstacleRefusal =
  | { readonly tag: 'obstacle-removed'; readonly at: string }
  | { readonly tag: 'kind-unknown'; readonly kind: string }
  | { readonly tag: 'step-unknown'; readonly stepId: string }
  | { readonly tag: 'personal-data-in-text'; readonly found: string };
