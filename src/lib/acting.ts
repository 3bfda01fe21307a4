import { z } from 'zod';
import { AssignmentId, OrganisationId, OwnRoleId, PersonId, ProcessId, TeamId, UnitId } from './id.ts';

/**
 * Hats: roles, not titles (strategy, “ansvar och roller”). One person wears several; one is worn at a time and is stored
 * on everything done. Labels are words of the interface; `business-owner` has a local name per organisation (R125).
 */
export const Hat = z.enum([
  'co-worker',
  'team-leader',
  'business-owner',
  'process-owner',
  'process-leader',
  'process-support',
  'resource-owner',
  'management',
  'board',
  'auditor',
  'administrator',
]);
export type Hat = z.infer<typeof Hat>;
export const hats: readonly Hat[] = Hat.options;

/** The three management areas of the strategy (R025, R067); `governance` holds the hats outside them. */
export const managementAreas = ['process-management', 'resource-management', 'work-management', 'governance'] as const;
export type ManagementArea = (typeof managementAreas)[number];

export const areaOf: Readonly<Record<Hat, ManagementArea>> = {
  'co-worker': 'work-management',
  'team-leader': 'work-management',
  'business-owner': 'work-management',
  'process-owner': 'process-management',
  'process-leader': 'process-management',
  'process-support': 'process-management',
  'resource-owner': 'resource-management',
  management: 'governance',
  board: 'governance',
  auditor: 'governance',
  administrator: 'governance',
};

/** How far a hat reaches: the whole organisation, one process, one team, or one unit. */
export const Scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('organisation') }),
  z.object({ kind: z.literal('process'), processId: ProcessId }),
  z.object({ kind: z.literal('team'), teamId: TeamId }),
  z.object({ kind: z.literal('unit'), unitId: UnitId }),
]);
export type Scope = z.infer<typeof Scope>;

/** Who does something, wearing which hat: stored with every fact and every change (R070). */
export const Acting = z.object({
  organisationId: OrganisationId,
  personId: PersonId,
  assignmentId: AssignmentId,
  hat: Hat,
  scope: Scope,
  /** The role of the organisation's own that the hat is worn as (R067): what it is called. No rule asks for it. */
  ownRoleId: OwnRoleId.optional(),
  /** The assurance level that the sign-in's provider vouched for (claim `acr`); absent when nobody vouched (D12). */
  assurance: z.string().optional(),
});
export type Acting = z.infer<typeof Acting>;

/** Where a thing lies, as far as authorisation is concerned. What is absent does not match any scope of that kind. */
export interface Subject {
  readonly processId?: ProcessId;
  readonly teamIds?: readonly TeamId[];
  readonly unitIds?: readonly UnitId[];
  readonly personId?: PersonId;
}

/** How far a hat may do an operation: on everything, on what lies in the hat's scope, or on the person's own. */
export type Reach = 'all' | 'scope' | 'self';

/**
 * Who may do one operation. `anyone`: without signing in; `signed-in`: any hat; else the reach for each hat, and a hat
 * that is not named may not. The tables in each folder's `may.ts` are such rules by operation name.
 */
export type Rule = 'anyone' | 'signed-in' | { readonly [H in Hat]?: Reach };
export type RuleTable = Readonly<Record<string, Rule>>;

function inScope(scope: Scope, subject: Subject): boolean {
  switch (scope.kind) {
    case 'organisation':
      return true;
    case 'process':
      return subject.processId === scope.processId;
    case 'team':
      return subject.teamIds?.includes(scope.teamId) ?? false;
    case 'unit':
      return subject.unitIds?.includes(scope.unitId) ?? false;
  }
}

/** May this hat do it to this subject? Pure, so the browser asks the same question as the server. */
export function may(rule: Rule, acting: Acting, subject: Subject): boolean {
  if (rule === 'anyone' || rule === 'signed-in') return true;
  const reach = rule[acting.hat];
  if (reach === undefined) return false;
  if (reach === 'all') return true;
  if (reach === 'self') return subject.personId === acting.personId;
  return inScope(acting.scope, subject);
}

/** What a list is narrowed to for this hat, so that lists and counts obey the same rule as single reads. */
export type Restriction =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'self'; readonly personId: PersonId }
  | Exclude<Scope, { kind: 'organisation' }>;

export function restriction(rule: Rule, acting: Acting): Restriction {
  if (rule === 'anyone' || rule === 'signed-in') return { kind: 'all' };
  const reach = rule[acting.hat];
  if (reach === undefined) return { kind: 'none' };
  if (reach === 'all' || (reach === 'scope' && acting.scope.kind === 'organisation')) return { kind: 'all' };
  if (reach === 'self') return { kind: 'self', personId: acting.personId };
  return acting.scope as Exclude<Scope, { kind: 'organisation' }>;
}

/** The operations of a table that this hat may do to this subject: what API answers carry so that screens never guess. */
export function abilities(table: RuleTable, acting: Acting, subject: Subject): string[] {
  return Object.entries(table)
    .filter(([, rule]) => may(rule, acting, subject))
    .map(([name]) => name);
}
