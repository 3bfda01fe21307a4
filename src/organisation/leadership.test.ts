import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Acting, Hat, Scope } from '#lib/acting.ts';
import { AssignmentId, OrganisationId, OwnRoleId, PersonId, ProcessId, TeamId, UnitId } from '#lib/id.ts';
import { type Held, type LeadershipSetting, leadershipOverview } from './leadership.ts';
import type { Post } from './leadership-api.ts';
import type { OwnRole } from './own-role.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [road, other] = [ProcessId.parse(uuid(70)), ProcessId.parse(uuid(71))];
const [north, south] = [TeamId.parse(uuid(80)), TeamId.parse(uuid(81))];
const [office, inquiry, care] = [UnitId.parse(uuid(90)), UnitId.parse(uuid(91)), UnitId.parse(uuid(92))];
const at = '2026-11-23T10:00:00.000Z';

function held(name: string, hat: Hat, scope: Scope, validFrom = '2024-01-01T00:00:00Z', validTo: string | null = null) {
  const personId = PersonId.parse(uuid(name.length));
  return { personId, name, hat, ownRoleId: null, scope, scopeName: '', validFrom, validTo } satisfies Held;
}

function acting(hat: Hat, scope: Scope): Acting {
  const organisationId = OrganisationId.parse(uuid(100));
  return {
    organisationId,
    personId: PersonId.parse(uuid(99)),
    assignmentId: AssignmentId.parse(uuid(101)),
    hat,
    scope,
  };
}

const onRoad: Scope = { kind: 'process', processId: road };
const onNorth: Scope = { kind: 'team', teamId: north };

const setting: LeadershipSetting = {
  processes: [
    { id: road, name: 'Vägen', important: true, adopted: true },
    { id: other, name: 'Den andra', important: false, adopted: true },
  ],
  units: [
    { id: office, name: 'Förvaltningen', parentId: null },
    { id: inquiry, name: 'Utredning', parentId: office },
    { id: care, name: 'Vård', parentId: null },
  ],
  teams: [
    {
      id: north,
      name: 'Team Nord',
      processIds: [road],
      home: [
        { unitId: inquiry, people: 3 },
        { unitId: care, people: 1 },
      ],
    },
    { id: south, name: 'Team Syd', processIds: [road], home: [{ unitId: inquiry, people: 2 }] },
  ],
  ownRoles: [],
  held: [
    held('Åsa', 'process-owner', onRoad),
    held('Bengt', 'process-leader', onRoad, '2025-03-01T00:00:00Z'),
    held('Eva', 'process-leader', onRoad),
    held('Gammal', 'business-owner', onRoad, '2020-01-01T00:00:00Z', '2026-11-01T00:00:00Z'),
    held('Blivande', 'business-owner', onRoad, '2026-12-01T00:00:00Z'),
    held('Olle', 'resource-owner', { kind: 'unit', unitId: office }),
    held('Ledare Nord', 'team-leader', onNorth),
  ],
};

const names = (post: Post) => post.holders.map(({ name }) => name);
const management = acting('management', { kind: 'organisation' });

test('a road is led in three areas: by owner and leaders, by those who own its resources, and through its teams', () => {
  const [own] = leadershipOverview(setting, management, at, road).items;
  assert.ok(own);
  assert.deepEqual([names(own.process.owner), names(own.process.leaders)], [['Åsa'], ['Eva', 'Bengt']]);
  assert.deepEqual(
    own.resource.units.map((unit) => [unit.name, unit.people, names(unit.post), unit.post.scopeName]),
    [
      ['Utredning', 5, ['Olle'], 'Förvaltningen'],
      ['Vård', 1, [], 'Vård'],
    ],
  );
  assert.deepEqual(names(own.work.businessOwner), []);
  assert.deepEqual(
    own.work.businessOwner.coming.map(({ name, since }) => [name, since]),
    [['Blivande', '2026-12-01T00:00:00Z']],
  );
  assert.deepEqual(
    own.work.teams.map((team) => [team.name, team.people, names(team.leader)]),
    [
      ['Team Nord', 4, ['Ledare Nord']],
      ['Team Syd', 2, []],
    ],
  );
});

test('what nobody fills though somebody must is listed once, owners only of important processes', () => {
  const { vacant } = leadershipOverview(setting, management, at);
  assert.deepEqual(
    vacant.map((post) => [post.hat, post.scopeName]),
    [
      ['process-support', ''],
      ['resource-owner', 'Vård'],
      ['business-owner', 'Vägen'],
      ['team-leader', 'Team Syd'],
    ],
  );
});

test('other empty posts of the roads are told too, and a road that nobody has adopted has none', () => {
  const draft = { id: ProcessId.parse(uuid(72)), name: 'Utkastet', important: true, adopted: false };
  const seen = leadershipOverview({ ...setting, processes: [...setting.processes, draft] }, management, at);
  assert.deepEqual(
    seen.items.map(({ name }) => name),
    ['Vägen', 'Den andra'],
  );
  assert.deepEqual(seen.vacant, leadershipOverview(setting, management, at).vacant);
  assert.deepEqual(
    seen.alsoVacant.map((post) => [post.hat, post.scopeName]),
    [
      ['process-owner', 'Den andra'],
      ['process-leader', 'Den andra'],
      ['business-owner', 'Den andra'],
    ],
  );
  const [own] = leadershipOverview({ ...setting, processes: [draft] }, management, at, draft.id).items;
  assert.equal(own?.name, 'Utkastet', 'its own page says who leads it');
});

test('who may fill an empty post is told with it: the business owner appoints the leaders of own teams, not its own post', () => {
  const may = (who: Acting) =>
    Object.fromEntries(leadershipOverview(setting, who, at).vacant.map((post) => [post.hat, post.mayAppoint]));
  const all = { 'process-support': true, 'resource-owner': true, 'business-owner': true, 'team-leader': true };
  const none = { 'process-support': false, 'resource-owner': false, 'business-owner': false, 'team-leader': false };
  assert.deepEqual(may(management), all);
  assert.deepEqual(may(acting('business-owner', onRoad)), { ...none, 'team-leader': true });
  assert.deepEqual(may(acting('business-owner', { kind: 'process', processId: other })), none);
  assert.deepEqual(may(acting('co-worker', onNorth)), none);
});

test('roles of one’s own are told with who wears them and what for; ended ones as long as somebody does', () => {
  const role = (n: number, endedAt: string | null = null): OwnRole => ({
    id: OwnRoleId.parse(uuid(200 + n)),
    name: `Roll ${n}`,
    nameEn: null,
    purpose: 'Prövas',
    area: 'process-management',
    hat: 'process-leader',
    endedAt,
  });
  const [worn, empty, endedWorn, ended] = [role(1), role(2), role(3, at), role(4, at)] as const;
  const as = (one: OwnRole, name: string, from?: string) => ({
    ...held(name, 'process-leader', onRoad, from),
    ownRoleId: one.id,
    scopeName: 'Vägen',
  });
  const own: LeadershipSetting = {
    ...setting,
    ownRoles: [worn, empty, endedWorn, ended],
    held: [
      as(worn, 'Tove', '2025-01-01T00:00:00Z'),
      as(worn, 'Ulla'),
      as(worn, 'Vera', '2027-01-01T00:00:00Z'),
      as(endedWorn, 'Ylva'),
    ],
  };
  const seen = leadershipOverview(own, management, at).ownRoles.map((post) => [
    post.role.name,
    post.holders.map(({ name, scopeName }) => `${name}: ${scopeName}`),
    post.coming.map(({ name }) => name),
    post.mayAppoint,
  ]);
  assert.deepEqual(seen, [
    ['Roll 1', ['Ulla: Vägen', 'Tove: Vägen'], ['Vera'], true],
    ['Roll 2', [], [], true],
    ['Roll 3', ['Ylva: Vägen'], [], false],
  ]);
  const asked = leadershipOverview(own, acting('board', { kind: 'organisation' }), at).ownRoles;
  assert.ok(
    asked.every(({ mayAppoint }) => !mayAppoint),
    'only whoever gives the hat gives the role',
  );
  const [road] = leadershipOverview(own, management, at).items;
  assert.deepEqual(
    road?.process.leaders.holders.map(({ ownRoleId }) => ownRoleId),
    [worn.id, endedWorn.id, worn.id],
  );
});
