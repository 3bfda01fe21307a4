import { z } from 'zod';
import { Hat, Scope } from '#lib/acting.ts';
import { AssignmentId, OrganisationId, OwnRoleId, PersonId, ProcessId, TeamId, UnitId } from '#lib/id.ts';

/** One municipality's administration (or the like). `invented` marks a demo organisation; every screen shows the mark. */
export const Organisation = z.object({
  id: OrganisationId,
  name: z.string(),
  invented: z.boolean(),
  /** Local names of hats that the strategy only names as models, e.g. *affärsägare* (R125). */
  labels: z.partialRecord(Hat, z.string()),
});
export type Organisation = z.infer<typeof Organisation>;

/** A unit of the line organisation. `board` names the political board it answers to: a border of secrecy. */
export const Unit = z.object({ id: UnitId, name: z.string(), parentId: UnitId.nullable(), board: z.string() });
export type Unit = z.infer<typeof Unit>;

/** A team gathers people from several units for work in a process (R131, R133); its goal is said in one sentence. */
export const Team = z.object({
  id: TeamId,
  name: z.string(),
  goal: z.string(),
  processIds: z.array(ProcessId),
  memberIds: z.array(PersonId),
});
export type Team = z.infer<typeof Team>;

/** A person has a title and a home unit, and neither says anything about hats (R068). */
export const Person = z.object({ id: PersonId, name: z.string(), title: z.string(), unitId: UnitId });
export type Person = z.infer<typeof Person>;

/** A hat given to a person, with scope, period and who appointed (R069, R076). `validTo` is exclusive; null = until further. */
export const RoleAssignment = z.object({
  id: AssignmentId,
  personId: PersonId,
  hat: Hat,
  /** The role of the organisation's own that the hat is worn as (R067); null: the hat itself. */
  ownRoleId: OwnRoleId.nullable(),
  scope: Scope,
  validFrom: z.iso.datetime(),
  validTo: z.iso.datetime().nullable(),
  appointedBy: PersonId.nullable(),
  appointedAs: Hat.nullable(),
  appointedOwnRoleId: OwnRoleId.nullable(),
  appointedAt: z.iso.datetime(),
});
export type RoleAssignment = z.infer<typeof RoleAssignment>;

/** Is the hat worn at this moment? Instants are compared as instants, so offsets don't matter. */
export function isWorn(assignment: Pick<RoleAssignment, 'validFrom' | 'validTo'>, at: string): boolean {
  const now = Date.parse(at);
  return (
    Date.parse(assignment.validFrom) <= now && (assignment.validTo === null || now < Date.parse(assignment.validTo))
  );
}

/** Every reason why the organisation folder refuses something, with the data that explain it. */
export type OrganisationRefusal =
  | { readonly tag: 'organisation-exists' }
  | { readonly tag: 'owner-already-appointed'; readonly personId: PersonId; readonly processId: ProcessId }
  /** `worn` is what it is worn as: the name of the organisation's own role, else the hat. */
  | {
      readonly tag: 'hat-already-worn';
      readonly hat: Hat;
      readonly worn: string;
      readonly validFrom: string;
      readonly validTo: string | null;
    }
  | { readonly tag: 'own-role-ended'; readonly name: string; readonly endedAt: string }
  | { readonly tag: 'own-role-not-ended'; readonly name: string }
  | { readonly tag: 'own-role-of-other-hat'; readonly name: string; readonly hat: Hat }
  | { readonly tag: 'self-appointment'; readonly hat: Hat }
  | { readonly tag: 'appointer-lacks-mandate'; readonly hat: Hat; readonly needed: readonly Hat[] }
  | { readonly tag: 'scope-does-not-fit'; readonly hat: Hat; readonly allowed: readonly Scope['kind'][] }
  | { readonly tag: 'period-reversed'; readonly validFrom: string; readonly validTo: string }
  | { readonly tag: 'hat-not-yours' }
  | { readonly tag: 'assignment-ended'; readonly validTo: string }
  | { readonly tag: 'last-administrator'; readonly hat: Hat }
  | { readonly tag: 'name-taken'; readonly name: string }
  /** The text with U+FFFD for what can't be seen in it. */
  | { readonly tag: 'text-unreadable'; readonly text: string }
  /** The count is null to those who may not see the single journeys, when it is small (D13). */
  | { readonly tag: 'person-has-journeys'; readonly count: number | null }
  | { readonly tag: 'hat-has-journeys'; readonly count: number | null }
  | { readonly tag: 'demo-sign-in-off' }
  | { readonly tag: 'sign-in-off' }
  | { readonly tag: 'sign-in-over' }
  | { readonly tag: 'sign-in-declined' }
  | { readonly tag: 'sign-in-failed' }
  | { readonly tag: 'sign-in-provider-unreachable' }
  | { readonly tag: 'sign-in-person-unknown' }
  | { readonly tag: 'sign-in-without-hat' }
  | { readonly tag: 'sign-in-assurance-too-low' }
  | { readonly tag: 'sign-in-name-taken' }
  | { readonly tag: 'personal-data-in-text'; readonly found: string }
  | { readonly tag: 'contact-not-understood' }
  | { readonly tag: 'accessibility-report-answered'; readonly at: string }
  | { readonly tag: 'accessibility-report-open' };
