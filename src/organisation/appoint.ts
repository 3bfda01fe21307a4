import type { Acting, Hat, Scope, Subject } from '#lib/acting.ts';
import type { ProcessId, UnitId } from '#lib/id.ts';
import { ok, type Result, refuse } from '#lib/result.ts';
import type { OrganisationRefusal, RoleAssignment } from './organisation.ts';
import type { OwnRole } from './own-role.ts';

/**
 * Who gives which hat. The process owner is appointed by management (R076), and delegates to process leaders (R094); the
 * business owner answers to management and leads the teams' leaders (R127); those who lead a team or own the resources
 * take people into teams. The remaining hats are given by management or registered by an administrator.
 */
export const givenBy: Readonly<Record<Hat, readonly Hat[]>> = {
  'process-owner': ['management'],
  'business-owner': ['management'],
  'process-leader': ['process-owner', 'management'],
  'team-leader': ['business-owner', 'resource-owner', 'management', 'administrator'],
  'co-worker': ['team-leader', 'resource-owner', 'business-owner', 'management', 'administrator'],
  'process-support': ['management', 'administrator'],
  'resource-owner': ['management', 'administrator'],
  management: ['management', 'administrator'],
  board: ['management', 'administrator'],
  auditor: ['management', 'administrator'],
  administrator: ['management', 'administrator'],
};

/** What a hat is worn for: an owner has one process, a leader one team; the rest reach over the organisation. */
export const scopesOf: Readonly<Record<Hat, readonly Scope['kind'][]>> = {
  'process-owner': ['process'],
  'business-owner': ['process'],
  'process-leader': ['process'],
  'team-leader': ['team'],
  'co-worker': ['team'],
  'process-support': ['organisation'],
  'resource-owner': ['unit', 'organisation'],
  management: ['organisation'],
  board: ['organisation'],
  auditor: ['organisation'],
  administrator: ['organisation'],
};

/** Hats of which a process has exactly one at any time (R063, R075). */
const single: readonly Hat[] = ['process-owner', 'business-owner'];

export type Wish = Pick<RoleAssignment, 'personId' | 'hat' | 'ownRoleId' | 'scope' | 'validFrom' | 'validTo'>;

/** What a decision about a hat rests on besides the wish itself. */
export interface Setting {
  /** The register's other assignments of the same hat and scope, ended ones included. */
  readonly existing: readonly Pick<
    RoleAssignment,
    'id' | 'personId' | 'hat' | 'ownRoleId' | 'scope' | 'validFrom' | 'validTo'
  >[];
  /** The role of the organisation's own that is wished for, if one is. */
  readonly ownRole: OwnRole | undefined;
  /** How many people there are in the organisation. */
  readonly people: number;
  /** The processes that the team of the scope works in; empty for another scope. */
  readonly teamProcessIds: readonly ProcessId[];
  /** The home unit of the person and the units above it. */
  readonly personUnitIds: readonly UnitId[];
  /** Other assignments of hats that can appoint an administrator, ended ones included. */
  readonly keepers: readonly Pick<RoleAssignment, 'validFrom' | 'validTo'>[];
}

/** Hats that can appoint an administrator: without anybody who wears one, nobody could appoint anyone any more. */
export const keeping: readonly Hat[] = givenBy.administrator;

/** Where a post lies, as the appointer's own scope sees it: a team lies in every process that it works in. */
function placeOf(acting: Acting, scope: Scope, setting: Pick<Setting, 'teamProcessIds' | 'personUnitIds'>): Subject {
  const own = acting.scope.kind === 'process' ? acting.scope.processId : undefined;
  const processIds = scope.kind === 'process' ? [scope.processId] : setting.teamProcessIds;
  const processId = processIds.find((id) => id === own) ?? processIds[0];
  return {
    unitIds: setting.personUnitIds,
    ...(processId === undefined ? {} : { processId }),
    ...(scope.kind === 'team' ? { teamIds: [scope.teamId] } : {}),
  };
}

/** Where an appointment lies: its post, and the person who is to fill it. */
export function subjectOf(acting: Acting, wish: Pick<Wish, 'personId' | 'scope'>, setting: Setting): Subject {
  return { ...placeOf(acting, wish.scope, setting), personId: wish.personId };
}

/** Does the appointer's hat give this hat here? A resource owner of a unit answers for its own people only. */
function hasMandate(
  acting: Acting,
  wish: Pick<Wish, 'hat' | 'scope'>,
  setting: Pick<Setting, 'teamProcessIds' | 'personUnitIds'>,
): boolean {
  if (!givenBy[wish.hat].includes(acting.hat)) return false;
  const subject = placeOf(acting, wish.scope, setting);
  const { scope } = acting;
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

/**
 * May the appointer give this hat here to whomever they choose? A resource owner of a unit may for its own people only,
 * which is known first when the person is: hence not said here.
 */
export function mayFill(acting: Acting, hat: Hat, scope: Scope, teamProcessIds: readonly ProcessId[]): boolean {
  return hasMandate(acting, { hat, scope }, { teamProcessIds, personUnitIds: [] });
}

const begin = (a: { validFrom: string }) => Date.parse(a.validFrom);
const end = (a: { validTo: string | null }) => (a.validTo === null ? Number.POSITIVE_INFINITY : Date.parse(a.validTo));

function sameScope(a: Scope, b: Scope): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Is there a time that both hold? Periods are from … until, the end not included, so that one may follow the other. */
export function overlap(
  a: Pick<RoleAssignment, 'validFrom' | 'validTo'>,
  b: Pick<RoleAssignment, 'validFrom' | 'validTo'>,
): boolean {
  return Math.max(begin(a), begin(b)) < Math.min(end(a), end(b));
}

/**
 * May this hat be given, here, for this time? Refuses with `scope-does-not-fit`, `period-reversed`, `self-appointment`,
 * `appointer-lacks-mandate`, `owner-already-appointed` when the process has such an owner in any part of the period, or
 * `hat-already-worn` when the person wears the very same hat then: ended once, it would still be worn by the other line. A role
 * of the organisation's own is given by whoever gives the hat that it carries, for what that hat is worn for, and counts as
 * it (R067); only the hat and the role may be worn by one person at once, since they are told apart by name. Refuses with
 * `own-role-of-other-hat`, and `own-role-ended` when nobody is given it any more.
 *
 * Nobody gives themselves a hat, since an appointment is a trust that somebody else gives (R076). The one exception is an
 * administrator who is alone in the organisation: else its first person could never begin.
 */
export function decideAppointment(acting: Acting, wish: Wish, setting: Setting): Result<Wish, OrganisationRefusal> {
  const { hat, scope, validFrom, validTo } = wish;
  const { ownRole } = setting;
  if (ownRole !== undefined) {
    const { name, endedAt } = ownRole;
    if (ownRole.hat !== hat) return refuse({ tag: 'own-role-of-other-hat', name, hat: ownRole.hat });
    if (endedAt !== null) return refuse({ tag: 'own-role-ended', name, endedAt });
  }
  const allowed = scopesOf[hat];
  if (!allowed.includes(scope.kind)) return refuse({ tag: 'scope-does-not-fit', hat, allowed });
  if (validTo !== null && end(wish) <= begin(wish)) return refuse({ tag: 'period-reversed', validFrom, validTo });
  const alone = acting.hat === 'administrator' && setting.people === 1;
  if (wish.personId === acting.personId && !alone) return refuse({ tag: 'self-appointment', hat });
  if (!hasMandate(acting, wish, setting)) return refuse({ tag: 'appointer-lacks-mandate', hat, needed: givenBy[hat] });
  if (scope.kind === 'process' && single.includes(hat)) {
    const other = setting.existing.find((a) => a.hat === hat && sameScope(a.scope, scope) && overlap(a, wish));
    if (other !== undefined)
      return refuse({ tag: 'owner-already-appointed', personId: other.personId, processId: scope.processId });
  }
  const worn = setting.existing.find(
    (a) =>
      a.personId === wish.personId &&
      a.hat === hat &&
      a.ownRoleId === wish.ownRoleId &&
      sameScope(a.scope, scope) &&
      overlap(a, wish),
  );
  if (worn !== undefined)
    return refuse({
      tag: 'hat-already-worn',
      hat,
      worn: ownRole?.name ?? hat,
      validFrom: worn.validFrom,
      validTo: worn.validTo,
    });
  return ok(wish);
}

/**
 * When an appointment ends: who may give a hat may take it back (R094). One that has not begun yet is withdrawn, which
 * leaves an empty period in the register. Refuses with `assignment-ended`, `appointer-lacks-mandate`, `period-reversed`,
 * and `last-administrator` when nobody would be left then who could appoint an administrator.
 */
export function decideEnd(
  acting: Acting,
  assignment: Pick<RoleAssignment, 'personId' | 'hat' | 'scope' | 'validFrom' | 'validTo'>,
  setting: Setting,
  when: { readonly now: string; readonly at?: string | undefined },
): Result<{ readonly validTo: string }, OrganisationRefusal> {
  const { hat, validFrom, validTo } = assignment;
  if (validTo !== null && end(assignment) <= Date.parse(when.now)) return refuse({ tag: 'assignment-ended', validTo });
  if (!hasMandate(acting, assignment, setting))
    return refuse({ tag: 'appointer-lacks-mandate', hat, needed: givenBy[hat] });
  const until = when.at ?? (begin(assignment) > Date.parse(when.now) ? validFrom : when.now);
  if (Date.parse(until) < begin(assignment)) return refuse({ tag: 'period-reversed', validFrom, validTo: until });
  const isKept = setting.keepers.some((a) => begin(a) <= Date.parse(until) && Date.parse(until) < end(a));
  if (keeping.includes(hat) && !isKept) return refuse({ tag: 'last-administrator', hat });
  return ok({ validTo: until });
}
