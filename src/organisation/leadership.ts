import { type Acting, type Hat, hats, type Scope } from '#lib/acting.ts';
import type { OwnRoleId, PersonId, ProcessId, TeamId, UnitId } from '#lib/id.ts';
import { givenBy, mayFill } from './appoint.ts';
import { gaps } from './gaps.ts';
import type { Leadership, LeadershipOverview, OwnRolePost, Post } from './leadership-api.ts';
import { isWorn } from './organisation.ts';
import type { OwnRole } from './own-role.ts';

/** One appointment that holds now or is to come, with the name of who was appointed. */
export interface Held {
  readonly personId: PersonId;
  readonly name: string;
  readonly hat: Hat;
  readonly ownRoleId: OwnRoleId | null;
  readonly scope: Scope;
  readonly scopeName: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** What the leadership of all roads is seen from: who is appointed, how units lie, and where the people of teams come from. */
export interface LeadershipSetting {
  readonly processes: readonly { id: ProcessId; name: string; important: boolean; adopted: boolean }[];
  readonly units: readonly { id: UnitId; name: string; parentId: UnitId | null }[];
  readonly teams: readonly {
    id: TeamId;
    name: string;
    processIds: readonly ProcessId[];
    home: readonly { unitId: UnitId; people: number }[];
  }[];
  readonly held: readonly Held[];
  readonly ownRoles: readonly OwnRole[];
}

const sameScope = (a: Scope, b: Scope) => JSON.stringify(a) === JSON.stringify(b);

const longestFirst = (a: Held, b: Held) =>
  Date.parse(a.validFrom) - Date.parse(b.validFrom) || a.name.localeCompare(b.name, 'sv');
const holderOf = ({ personId, name, ownRoleId, validFrom, validTo }: Held) => ({
  personId,
  name,
  ownRoleId,
  since: validFrom,
  until: validTo,
});

/** Who fills a post now and who comes, the one who has done so longest first; and may the one who asks fill it? */
function postMaker({ held }: LeadershipSetting, acting: Acting, at: string) {
  return (hat: Hat, scope: Scope, scopeName: string, teamProcessIds: readonly ProcessId[] = []): Post => {
    const own = held
      .filter((h) => h.hat === hat && sameScope(h.scope, scope))
      .toSorted(longestFirst)
      .map(holderOf);
    const worn = own.filter((h) => isWorn({ validFrom: h.since, validTo: h.until }, at));
    const coming = own.filter((h) => Date.parse(h.since) > Date.parse(at));
    return { hat, scope, scopeName, holders: worn, coming, mayAppoint: mayFill(acting, hat, scope, teamProcessIds) };
  };
}

type Make = ReturnType<typeof postMaker>;

/**
 * Who owns the resources of a unit: its own resource owner, else that of the nearest unit above it, for whoever leads a
 * department answers for its units where nobody nearer does. The post of the unit itself when nobody is found.
 */
function resourcePost(unitId: UnitId, { units }: LeadershipSetting, make: Make): Post {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const own = make('resource-owner', { kind: 'unit', unitId }, byId.get(unitId)?.name ?? '');
  const passed = new Set<UnitId>();
  for (let at: UnitId | null | undefined = unitId; at && !passed.has(at); at = byId.get(at)?.parentId) {
    passed.add(at);
    const post = make('resource-owner', { kind: 'unit', unitId: at }, byId.get(at)?.name ?? '');
    if (post.holders.length > 0) return post;
  }
  const whole = make('resource-owner', { kind: 'organisation' }, '');
  return whole.holders.length > 0 ? whole : own;
}

/** The units whose people travel in some teams, those with most people first. */
function unitsOf(teams: LeadershipSetting['teams'], setting: LeadershipSetting, make: Make) {
  const people = new Map<UnitId, number>();
  for (const team of teams)
    for (const home of team.home) people.set(home.unitId, (people.get(home.unitId) ?? 0) + home.people);
  return setting.units
    .flatMap(({ id, name }) => {
      const count = people.get(id);
      return count === undefined ? [] : [{ unitId: id, name, people: count, post: resourcePost(id, setting, make) }];
    })
    .toSorted((a, b) => b.people - a.people || a.name.localeCompare(b.name, 'sv'));
}

function teamPost(team: LeadershipSetting['teams'][number], make: Make): Post {
  return make('team-leader', { kind: 'team', teamId: team.id }, team.name, team.processIds);
}

/** Who leads one road in each of the three management areas (R025), work management as a structure (R121). */
function leadershipOf(
  process: LeadershipSetting['processes'][number],
  setting: LeadershipSetting,
  make: Make,
): Leadership {
  const scope = { kind: 'process', processId: process.id } as const;
  const teams = setting.teams.filter((team) => team.processIds.includes(process.id));
  return {
    processId: process.id,
    name: process.name,
    important: process.important,
    process: {
      owner: make('process-owner', scope, process.name),
      leaders: make('process-leader', scope, process.name),
      support: make('process-support', { kind: 'organisation' }, ''),
    },
    resource: { units: unitsOf(teams, setting, make) },
    work: {
      businessOwner: make('business-owner', scope, process.name),
      teams: teams.map((team) => ({
        teamId: team.id,
        name: team.name,
        people: team.home.reduce((sum, home) => sum + home.people, 0),
        leader: teamPost(team, make),
      })),
    },
  };
}

/**
 * Posts that nobody fills though somebody must: owners of important processes (R063), leaders of teams (R121), resource
 * owners of units that take part, and process support, each once, in the order of the areas.
 */
function vacancies(setting: LeadershipSetting, items: readonly Leadership[], make: Make, at: string): Post[] {
  const byId = new Map(items.map((item) => [item.processId, item]));
  const owners = gaps(adoptedOf(setting), setting.held, at).flatMap(({ processId, missing }) =>
    missing.map((hat) => make(hat, { kind: 'process', processId }, byId.get(processId)?.name ?? '')),
  );
  const others = [
    make('process-support', { kind: 'organisation' }, ''),
    ...unitsOf(setting.teams, setting, make).map(({ post }) => post),
    ...setting.teams.map((team) => teamPost(team, make)),
  ];
  const empty = [...owners, ...others].filter((post) => post.holders.length === 0);
  return empty.toSorted((a, b) => order.indexOf(a.hat) - order.indexOf(b.hat));
}

const order: readonly Hat[] = [
  'process-owner',
  'process-support',
  'resource-owner',
  'business-owner',
  'team-leader',
  ...hats,
];

/** A road that nobody has adopted isn't travelled, and nobody has to lead it yet. */
const adoptedOf = ({ processes }: LeadershipSetting) => processes.filter(({ adopted }) => adopted);

/** Posts of roads that stand empty though nobody must fill them: process leaders, and owners of what isn't important. */
function alsoVacant(items: readonly Leadership[], required: readonly Post[]): Post[] {
  const named = new Set(required.map(({ hat, scope }) => `${hat} ${JSON.stringify(scope)}`));
  return items
    .flatMap(({ process, work }) => [process.owner, process.leaders, work.businessOwner])
    .filter(({ hat, scope, holders }) => holders.length === 0 && !named.has(`${hat} ${JSON.stringify(scope)}`));
}

/**
 * The organisation's own roles with those who wear them (R067). One that has ended is there as long as somebody wears it, and
 * nobody is appointed to it any more.
 */
function ownRolePosts({ ownRoles, held }: LeadershipSetting, acting: Acting, at: string): OwnRolePost[] {
  return ownRoles.flatMap((role) => {
    const own = held
      .filter(({ ownRoleId }) => ownRoleId === role.id)
      .toSorted(longestFirst)
      .map((h) => ({ ...holderOf(h), scope: h.scope, scopeName: h.scopeName }));
    const holders = own.filter((h) => isWorn({ validFrom: h.since, validTo: h.until }, at));
    const coming = own.filter((h) => Date.parse(h.since) > Date.parse(at));
    if (role.endedAt !== null && own.length === 0) return [];
    const mayAppoint = role.endedAt === null && givenBy[role.hat].includes(acting.hat);
    return [{ role, holders, coming, mayAppoint }];
  });
}

/** The leadership of every adopted road, or of the one asked for, and the posts of all of them that stand empty. */
export function leadershipOverview(
  setting: LeadershipSetting,
  acting: Acting,
  at: string,
  only?: ProcessId,
): LeadershipOverview {
  const make = postMaker(setting, acting, at);
  const all = setting.processes.map((process) => leadershipOf(process, setting, make));
  const adopted = new Set(adoptedOf(setting).map(({ id }) => id));
  const led = all.filter(({ processId }) => adopted.has(processId));
  const vacant = vacancies(setting, led, make, at);
  return {
    items: only === undefined ? led : all.filter(({ processId }) => processId === only),
    vacant,
    alsoVacant: alsoVacant(led, vacant),
    ownRoles: ownRolePosts(setting, acting, at),
  };
}
