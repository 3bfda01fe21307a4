import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Answer,
  elsewhere,
  openSmallOrganisation,
  personOf,
  processes,
  teams,
} from '#app/small-organisation.test-data.ts';
import { LeadershipOverview } from './leadership-api.ts';

test('R121 each process has the structure business owner, team leaders, teams, and an empty place in it is filled', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const seen = async (n: 0 | 1) => {
    const answer = await small.ask('co-worker', 'GET', `/api/leadership?processId=${processes[n]}`);
    assert.equal(answer.status, 200);
    const [item] = LeadershipOverview.parse(answer.body).items;
    assert.ok(item);
    const ids = (post: { holders: readonly { personId: string }[] }) => post.holders.map(({ personId }) => personId);
    return {
      business: ids(item.work.businessOwner),
      teams: item.work.teams.map((team) => ({ id: team.teamId, people: team.people, leaders: ids(team.leader) })),
    };
  };
  assert.deepEqual(await seen(0), {
    business: [personOf('business-owner')],
    teams: [{ id: teams[0], people: 2, leaders: [personOf('team-leader')] }],
  });
  assert.deepEqual(await seen(1), { business: [], teams: [{ id: teams[1], people: 1, leaders: [] }] });
  const give = (hat: string, scope: object) =>
    small.ask('management', 'POST', '/api/assignments', { personId: elsewhere.personId, hat, scope });
  assert.equal((await give('business-owner', { kind: 'process', processId: processes[1] })).status, 200);
  assert.equal((await give('team-leader', { kind: 'team', teamId: teams[1] })).status, 200);
  assert.deepEqual(await seen(1), {
    business: [elsewhere.personId],
    teams: [{ id: teams[1], people: 1, leaders: [elsewhere.personId] }],
  });
});

test('R063 an important process without owner and a team without leader are listed for everybody, and who may fill them', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const vacant = async (hat: 'management' | 'co-worker') =>
    LeadershipOverview.parse((await small.ask(hat, 'GET', '/api/leadership')).body).vacant.map((post) => [
      post.hat,
      post.scopeName,
      post.mayAppoint,
    ]);
  const expected = (may: boolean) => [
    ['process-owner', 'Process 2', may],
    ['resource-owner', 'Enhet 2', may],
    ['business-owner', 'Process 2', may],
    ['team-leader', 'Team 2', may],
  ];
  assert.deepEqual(await vacant('management'), expected(true));
  assert.deepEqual(await vacant('co-worker'), expected(false));
});

test('R063 a process has exactly one process owner and one business owner: of two appointed at once one is refused, and so is a third', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const processId = processes[1];
  for (const hat of ['process-owner', 'business-owner'] as const) {
    const give = (personId: string): Promise<Answer> =>
      small.ask('management', 'POST', '/api/assignments', { personId, hat, scope: { kind: 'process', processId } });
    const wished = [personOf('board'), personOf('auditor'), personOf('administrator')] as const;
    const answers = await Promise.all([give(wished[0]), give(wished[1])]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409], hat);
    const chosen = wished[answers.findIndex(({ status }) => status === 200)];
    const refused = answers.find(({ status }) => status === 409);
    assert.equal(refused?.body.tag, 'owner-already-appointed');
    const third = await give(wished[2]);
    assert.deepEqual([third.status, third.body.tag], [409, 'owner-already-appointed']);
    const register = await small.ask('board', 'GET', `/api/assignments?hat=${hat}&processId=${processId}&size=100`);
    const wearing = register.body.items
      .filter((row: { scope: { processId?: string } }) => row.scope.processId === processId)
      .map((row: { personId: string }) => row.personId);
    assert.deepEqual(wearing, [chosen], `one ${hat}`);
  }
  const { vacant } = LeadershipOverview.parse((await small.ask('board', 'GET', '/api/leadership')).body);
  assert.ok(
    vacant.every(({ hat }) => hat !== 'process-owner' && hat !== 'business-owner'),
    'no gap is left',
  );
});
