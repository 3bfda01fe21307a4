import type { Hat, Scope } from '#lib/acting.ts';
import { AssignmentId, type OwnRoleId, type ProcessId, uuidFrom } from '#lib/id.ts';
import { assert } from '#lib/result.ts';
import { dayMs, type Instant, instantOf, swedishDate } from '#lib/time.ts';
import type { Person, RoleAssignment } from '#organisation/organisation.ts';
import { chanceOf } from './chance.ts';
import { makeOwnRoles, type OwnRoleKey } from './own-roles.ts';
import type { DemoPeople } from './people.ts';
import type { RoadKey } from './team.ts';
import { unitPlans } from './unit.ts';

type Place = readonly [unit: string, index: number];

/** Who answers for a road: one owner, one business owner, and those who lead its improvement. */
const answerable: Readonly<
  Record<RoadKey, { owner: Place; before?: Place; business: Place; leaders: readonly Place[]; since?: number }>
> = {
  'barn-och-unga': {
    owner: ['Socialförvaltningen', 1],
    before: ['Utredning barn och unga', 0],
    business: ['Utredning barn och unga', 0],
    leaders: [
      ['Utredning barn och unga', 1],
      ['Öppenvård', 1],
    ],
  },
  'ekonomiskt-bistand': {
    owner: ['Socialförvaltningen', 2],
    business: ['Ekonomiskt bistånd', 0],
    leaders: [['Ekonomiskt bistånd', 1]],
  },
  'funktionsstod-lss': {
    owner: ['Socialförvaltningen', 3],
    business: ['Funktionsstöd LSS', 0],
    leaders: [['Boende', 1]],
  },
  'skadligt-bruk': {
    owner: ['Vuxen och beroende', 0],
    business: ['Socialpsykiatri', 0],
    leaders: [['Vuxen och beroende', 3]],
  },
  aldre: {
    owner: ['Omsorgsförvaltningen', 1],
    business: ['Biståndshandläggning äldre', 0],
    leaders: [
      ['Biståndshandläggning äldre', 1],
      ['Hemtjänst Nord', 1],
    ],
  },
  // The supporting and leading roads were described last, and two of them have nobody yet who leads their improvement.
  kompetensforsorjning: {
    owner: ['Socialförvaltningen', 3],
    business: ['Socialförvaltningen', 1],
    leaders: [['Socialförvaltningen', 5]],
    since: 640,
  },
  'avtal-om-insatser': {
    owner: ['Socialförvaltningen', 2],
    business: ['Socialförvaltningen', 3],
    leaders: [],
    since: 640,
  },
  'mal-och-budget': {
    owner: ['Socialförvaltningen', 9],
    business: ['Socialförvaltningen', 2],
    leaders: [],
    since: 640,
  },
  'systematiskt-kvalitetsarbete': {
    owner: ['Socialförvaltningen', 8],
    business: ['Socialförvaltningen', 1],
    leaders: [['Socialförvaltningen', 5]],
    since: 640,
  },
};

/** Gives out hats: each appointment knows who made it, wearing which hat, and when. */
function register(seed: number, end: Instant) {
  const random = chanceOf(seed, 'assignment');
  const made: RoleAssignment[] = [];
  /** Midnight in Sweden so many days before (or, negative, after) the last day. */
  const day = (before: number) => new Date(instantOf(swedishDate(end - before * dayMs))).toISOString();
  const give = (
    person: Person,
    hat: Hat,
    scope: Scope,
    by: { person: Person; hat: Hat } | null,
    from: number,
    to?: number,
    ownRoleId: OwnRoleId | null = null,
  ) => {
    made.push({
      id: AssignmentId.parse(uuidFrom(random)),
      personId: person.id,
      hat,
      ownRoleId,
      scope,
      validFrom: day(from),
      validTo: to === undefined ? null : day(to),
      appointedBy: by?.person.id ?? null,
      appointedAs: by?.hat ?? null,
      appointedOwnRoleId: null,
      appointedAt: day(from + 7),
    });
  };
  return { made, give };
}

type Give = ReturnType<typeof register>['give'];

const organisation = { kind: 'organisation' } as const;
const longAgo = 1500;
const beforeTheYear = 860;

/** Management, board, audit, support: hats that reach the whole organisation. */
function giveCentralHats(
  give: Give,
  at: (place: Place) => Person,
  own: (key: OwnRoleKey) => OwnRoleId | null,
): { person: Person; hat: Hat } {
  const chief = { person: at(['Socialförvaltningen', 0]), hat: 'management' as const };
  give(chief.person, 'management', organisation, null, longAgo);
  for (const place of [
    ['Socialförvaltningen', 1],
    ['Socialförvaltningen', 2],
    ['Socialförvaltningen', 3],
    ['Omsorgsförvaltningen', 0],
  ] as const)
    give(at(place), 'management', organisation, chief, longAgo);
  give(at(['Socialförvaltningen', 4]), 'process-support', organisation, chief, beforeTheYear);
  const developer = own('metodutvecklare');
  give(at(['Socialförvaltningen', 5]), 'process-support', organisation, chief, beforeTheYear, undefined, developer);
  give(at(['Socialförvaltningen', 6]), 'board', organisation, chief, longAgo);
  give(at(['Socialförvaltningen', 7]), 'administrator', organisation, chief, longAgo);
  give(at(['Socialförvaltningen', 4]), 'administrator', organisation, chief, beforeTheYear);
  give(at(['Revisionskontoret', 0]), 'auditor', organisation, chief, beforeTheYear);
  return chief;
}

/** Every hat of the demo organisation, those that have ended and those to come among them (R069, R076). */
export function makeHats(
  seed: number,
  end: Instant,
  demo: DemoPeople,
  processes: ReadonlyMap<RoadKey, ProcessId>,
): RoleAssignment[] {
  const { made, give } = register(seed, end);
  const at = ([unit, index]: Place): Person => {
    const person = demo.of(unit)[index];
    assert(person, `${unit} has person ${index}`);
    return person;
  };
  const roles = makeOwnRoles(seed);
  const own = (key: OwnRoleKey) => roles.get(key)?.id ?? null;
  const chief = giveCentralHats(give, at, own);
  for (const { name } of unitPlans) {
    const unit = demo.units.find((one) => one.name === name);
    assert(unit, `there is a unit ${name}`);
    // The chief, who gives these hats, cannot give one to herself: a head of department has the office's own staff.
    if (name !== 'Revisionskontoret')
      give(
        at([name, name === 'Socialförvaltningen' ? 2 : 0]),
        'resource-owner',
        { kind: 'unit', unitId: unit.id },
        chief,
        longAgo,
      );
  }
  const businessOwners = new Map<RoadKey, Person>();
  for (const [key, processId] of processes) {
    const { owner, before, business, leaders, since = longAgo } = answerable[key];
    const scope = { kind: 'process', processId } as const;
    // Owners follow on each other without a gap and never two at a time (R075).
    if (before !== undefined) give(at(before), 'process-owner', scope, chief, longAgo, 500);
    give(at(owner), 'process-owner', scope, chief, before === undefined ? since : 500);
    give(at(business), 'business-owner', scope, chief, since);
    businessOwners.set(key, at(business));
    for (const leader of leaders)
      give(
        at(leader),
        'process-leader',
        scope,
        { person: at(owner), hat: 'process-owner' },
        Math.min(since, beforeTheYear),
      );
  }
  for (const team of demo.teams) {
    const scope = { kind: 'team', teamId: team.id } as const;
    const owner = team.processes.map((key) => businessOwners.get(key)).find((person) => person !== undefined);
    const by = owner === undefined ? chief : ({ person: owner, hat: 'business-owner' } as const);
    const [leader, second] = team.members;
    assert(leader !== undefined && second !== undefined, `${team.name} has members`);
    give(leader, 'team-leader', scope, by, beforeTheYear);
    for (const member of team.members) {
      const coordinates = team.key === 'lss-vardag' && member === second;
      const role = coordinates ? own('boendesamordnare') : null;
      give(member, 'co-worker', scope, by, beforeTheYear, undefined, role);
    }
    // A stand-in whose hat ended yesterday, and one who takes over next month.
    if (team.key === 'forsorjning') give(second, 'team-leader', scope, by, 60, 1);
    if (team.key === 'utredning-norr') give(second, 'team-leader', scope, by, -30);
  }
  return made;
}
