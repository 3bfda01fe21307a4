import { z } from 'zod';
import { Acting, Hat, managementAreas, Scope } from '#lib/acting.ts';
import { AssignmentId, OwnRoleId, PersonId, ProcessId, TeamId, UnitId } from '#lib/id.ts';
import { operation, pageOf, sortedBy } from '#lib/operation.ts';
import { Organisation, Person, RoleAssignment, Team, Unit } from './organisation.ts';
import { OwnRole } from './own-role.ts';
import { JourneysTo } from './successor-api.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

/** A hat as a person sees it: with the name of what it is worn for (a process, a team, a unit). */
export const WornHat = z.object({
  assignmentId: AssignmentId,
  hat: Hat,
  /** The role of the organisation's own that it is worn as; null: the hat itself. */
  ownRoleId: OwnRoleId.nullable(),
  scope: Scope,
  scopeName: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
});
export type WornHat = z.infer<typeof WornHat>;

/** Whom a list is narrowed to: those who wear a hat, roles of one's own that carry it among them, or one such role. */
const HatOrOwnRole = z.union([Hat, OwnRoleId]);

export const Session = z.object({
  organisation: Organisation.nullable(),
  person: Person.nullable(),
  acting: Acting.nullable(),
  hats: z.array(WornHat),
  /** The organisation's own roles by name, ended ones too, for whoever may see who wears them. */
  ownRoles: z.array(OwnRole.omit({ purpose: true })),
  /** Teams the person works in, for defaults in forms. */
  teams: z.array(z.object({ id: TeamId, name: z.string() })),
  demoSignIn: z.boolean(),
  /** Whether one signs in at a provider (OpenID Connect). */
  providerSignIn: z.boolean(),
  /**
   * When the sign-in ends by itself, also told as what is left now, for callers whose clocks go wrong; and to when it can
   * be extended, null when it has been. Null when nobody is signed in.
   */
  ends: z.object({ at: z.string(), secondsLeft: z.number().int(), extendableTo: z.string().nullable() }).nullable(),
});
export type Session = z.infer<typeof Session>;

export const getSession = operation({
  name: 'get-session',
  method: 'GET',
  path: '/api/session',
  summary: 'Who is signed in, wearing which hat, and which hats there are to change to',
  output: Session,
});

export const listDemoPeople = operation({
  name: 'list-demo-people',
  method: 'GET',
  path: '/api/demo-people',
  summary: 'People to choose among when signing in to a demo organisation',
  query: sortedBy('name', 'title', 'unit').extend({ hat: HatOrOwnRole.optional() }),
  output: pageOf(Person.extend({ unitName: z.string(), hats: z.array(WornHat) })),
  refusals: ['demo-sign-in-off'],
});

export const signIn = operation({
  name: 'sign-in',
  method: 'POST',
  path: '/api/session',
  summary: 'Sign in to a demo organisation by choosing a person and, if wanted, the hat to begin with',
  body: z.object({ personId: PersonId, assignmentId: AssignmentId.optional() }),
  output: Session,
  refusals: ['demo-sign-in-off', 'hat-not-yours', 'assignment-ended'],
});

export const signOut = operation({
  name: 'sign-out',
  method: 'DELETE',
  path: '/api/session',
  summary: 'Sign out; `goOn` is where to go for signing out at the provider too',
  output: z.object({ goOn: z.string().nullable() }),
});

export const switchHat = operation({
  name: 'switch-hat',
  method: 'PUT',
  path: '/api/session/hat',
  summary: 'Change to another of one’s own hats',
  body: z.object({ assignmentId: AssignmentId }),
  output: Session,
  refusals: ['hat-not-yours', 'assignment-ended'],
});

export const extendSession = operation({
  name: 'extend-session',
  method: 'POST',
  path: '/api/session/extension',
  summary:
    'Let the sign-in last for as long as it can, 24 hours from when it began; where it does already nothing is done',
  output: Session,
});

export const createOrganisation = operation({
  name: 'create-organisation',
  method: 'POST',
  path: '/api/organisation',
  summary: 'Begin with an own, empty organisation; its first person wears the hats of management and administrator',
  body: z.object({
    name: text(120),
    unitName: text(120),
    board: text(120),
    personName: text(120),
    title: text(120),
    /** Who the first person is at the sign-in provider, where there is one. */
    signInName: text(200).optional(),
  }),
  output: Session,
  refusals: ['organisation-exists', 'text-unreadable'],
});

export const setLabel = operation({
  name: 'set-label',
  method: 'PUT',
  path: '/api/organisation/labels/:hat',
  summary: 'Give a hat its local name; an empty name takes the model’s name back',
  params: z.object({ hat: Hat }),
  body: z.object({ label: z.string().trim().max(60) }),
  output: Organisation,
  refusals: ['name-taken', 'text-unreadable'],
});

export const listUnits = operation({
  name: 'list-units',
  method: 'GET',
  path: '/api/units',
  summary: 'The units of the line organisation with how many people have them as home',
  output: z.object({ items: z.array(Unit.extend({ people: z.number().int() })) }),
});

export const addUnit = operation({
  name: 'add-unit',
  method: 'POST',
  path: '/api/units',
  summary: 'Add a unit',
  body: z.object({ name: text(120), parentId: UnitId.nullable(), board: text(120) }),
  output: Unit,
  refusals: ['name-taken', 'text-unreadable'],
});

export const TeamRow = Team.omit({ memberIds: true }).extend({
  processNames: z.array(z.string()),
  members: z.number().int(),
  units: z.array(z.string()),
  leaders: z.array(z.object({ id: PersonId, name: z.string() })),
});

export const listTeams = operation({
  name: 'list-teams',
  method: 'GET',
  path: '/api/teams',
  summary: 'Teams with goal, processes, leaders and the units their members come from',
  query: sortedBy('name', 'members').extend({ processId: ProcessId.optional() }),
  output: pageOf(TeamRow),
});

export const getTeam = operation({
  name: 'get-team',
  method: 'GET',
  path: '/api/teams/:teamId',
  summary: 'One team with its members and their home units',
  params: z.object({ teamId: TeamId }),
  output: TeamRow.extend({ people: z.array(Person.extend({ unitName: z.string() })), may: z.array(z.string()) }),
});

export const addTeam = operation({
  name: 'add-team',
  method: 'POST',
  path: '/api/teams',
  summary: 'Put together a team for work in one or several processes',
  body: z.object({ name: text(120), goal: text(400), processIds: z.array(ProcessId).max(20) }),
  output: Team,
  refusals: ['name-taken', 'text-unreadable'],
});

export const addTeamMember = operation({
  name: 'add-team-member',
  method: 'PUT',
  path: '/api/teams/:teamId/members/:personId',
  summary: 'Take a person into a team',
  params: z.object({ teamId: TeamId, personId: PersonId }),
  output: z.object({}),
});

export const removeTeamMember = operation({
  name: 'remove-team-member',
  method: 'DELETE',
  path: '/api/teams/:teamId/members/:personId',
  summary: 'Let a person leave a team and end the hats worn in it; it is said who takes over the journeys there (R123)',
  params: z.object({ teamId: TeamId, personId: PersonId }),
  query: z.object({ journeysTo: JourneysTo.optional() }),
  output: z.object({}),
  refusals: ['person-has-journeys', 'person-not-in-team', 'journeys-many'],
});

export const PersonRow = Person.extend({ unitName: z.string(), hats: z.array(WornHat) });

export const listPeople = operation({
  name: 'list-people',
  method: 'GET',
  path: '/api/people',
  summary: 'People with title, home unit and hats worn now',
  query: sortedBy('name', 'title', 'unit').extend({
    unitId: UnitId.optional(),
    teamId: TeamId.optional(),
    hat: HatOrOwnRole.optional(),
  }),
  output: pageOf(PersonRow),
});

export const AssignmentRow = RoleAssignment.extend({
  personName: z.string(),
  scopeName: z.string(),
  appointedByName: z.string().nullable(),
});

export const getPerson = operation({
  name: 'get-person',
  method: 'GET',
  path: '/api/people/:personId',
  summary: 'One person: title, home unit, teams, and every hat with period and who appointed',
  params: z.object({ personId: PersonId }),
  output: Person.extend({
    unitName: z.string(),
    teams: z.array(z.object({ id: TeamId, name: z.string() })),
    assignments: z.array(AssignmentRow.extend({ may: z.array(z.string()) })),
    /** Only for those who may set it; else absent. */
    signInName: z.string().nullable().optional(),
    may: z.array(z.string()),
  }),
});

export const addPerson = operation({
  name: 'add-person',
  method: 'POST',
  path: '/api/people',
  summary: 'Add a person who works in the organisation',
  body: z.object({ name: text(120), title: text(120), unitId: UnitId }),
  output: Person,
  refusals: ['text-unreadable'],
});

export const listAssignments = operation({
  name: 'list-assignments',
  method: 'GET',
  path: '/api/assignments',
  summary: 'The role register: who is answerable for what, now, before and to come (R023)',
  query: sortedBy('person', 'hat', 'scope', 'validFrom', 'validTo').extend({
    hat: HatOrOwnRole.optional(),
    /** The roles of one management area (R025), or those outside them. */
    area: z.enum(managementAreas).optional(),
    processId: ProcessId.optional(),
    teamId: TeamId.optional(),
    when: z.enum(['now', 'ended', 'coming', 'all']).default('now'),
  }),
  output: pageOf(AssignmentRow),
});

export const appoint = operation({
  name: 'appoint',
  method: 'POST',
  path: '/api/assignments',
  summary: 'Give a person a hat with scope and period; the appointer and the appointer’s hat are kept',
  body: z.object({
    personId: PersonId,
    hat: Hat,
    /** A role of the organisation's own that carries the hat (R067); left out: the hat itself. */
    ownRoleId: OwnRoleId.optional(),
    scope: Scope,
    validFrom: z.iso.datetime().optional(),
    validTo: z.iso.datetime().nullable().default(null),
  }),
  output: RoleAssignment,
  refusals: [
    'owner-already-appointed',
    'hat-already-worn',
    'self-appointment',
    'appointer-lacks-mandate',
    'scope-does-not-fit',
    'period-reversed',
    'own-role-ended',
    'own-role-of-other-hat',
  ],
});

export const endAssignment = operation({
  name: 'end-assignment',
  method: 'POST',
  path: '/api/assignments/:assignmentId/end',
  summary: 'End an appointment now or at a given time; it stays in the register',
  params: z.object({ assignmentId: AssignmentId }),
  body: z.object({
    at: z.iso.datetime().optional(),
    /** Needed when it is the last hat for a team where the person is responsible for journeys. They move at once. */
    journeysTo: JourneysTo.optional(),
  }),
  output: RoleAssignment,
  refusals: [
    'assignment-ended',
    'appointer-lacks-mandate',
    'period-reversed',
    'last-administrator',
    'hat-has-journeys',
    'person-not-in-team',
    'journeys-many',
  ],
});
