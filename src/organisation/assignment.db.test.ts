import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Answer,
  elsewhere,
  openSmallOrganisation,
  personOf,
  processes,
  type SmallOrganisation,
  teams,
  units,
} from '#app/small-organisation.test-data.ts';
import type { Hat, Scope } from '#lib/acting.ts';
import { OwnRole } from './own-role.ts';

/** A hat of every kind of scope, with another scope of the kind where there is one. */
const posts: readonly { hat: Hat; scope: Scope; other?: Scope }[] = [
  {
    hat: 'process-leader',
    scope: { kind: 'process', processId: processes[1] },
    other: { kind: 'process', processId: processes[0] },
  },
  { hat: 'team-leader', scope: { kind: 'team', teamId: teams[1] }, other: { kind: 'team', teamId: teams[0] } },
  { hat: 'resource-owner', scope: { kind: 'unit', unitId: units[1] }, other: { kind: 'organisation' } },
  { hat: 'auditor', scope: { kind: 'organisation' } },
];
const { personId } = elsewhere;
const saying = (answers: readonly Answer[]) => answers.map(({ status, body }) => `${status} ${body.tag ?? ''}`).sort();
const once = ['200 ', '409 hat-already-worn', '409 hat-already-worn'];

function giver(small: SmallOrganisation) {
  return (wish: object, by: Hat = 'management') =>
    small.ask(by, 'POST', '/api/assignments', { personId, ...wish }) as Promise<Answer>;
}

test('a person is given a hat once for the same time, whatever it is worn for, also by three who give it at once', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const give = giver(small);
  for (const { hat, scope, other } of posts) {
    const first = { hat, scope, validFrom: '2026-03-01T00:00:00.000Z', validTo: '2026-06-01T00:00:00.000Z' };
    assert.deepEqual(saying(await Promise.all([give(first), give(first), give(first)])), once, scope.kind);
    assert.deepEqual(
      saying([await give({ hat, scope })]),
      ['409 hat-already-worn'],
      `${scope.kind}: a part of the time`,
    );
    const after = { hat, scope, validFrom: '2026-06-01T00:00:00.000Z' };
    assert.equal((await give(after)).status, 200, `${scope.kind}: when it has ended`);
    assert.equal((await give({ ...first, personId: personOf('board') })).status, 200, `${scope.kind}: another person`);
    if (other !== undefined)
      assert.equal((await give({ hat, scope: other })).status, 200, `${scope.kind}: another one`);
  }
  const worn = await small.ask('board', 'GET', '/api/assignments?when=all&hat=auditor&q=Norr');
  assert.equal(worn.body.total, 2);
});

test('a role of one’s own is worn once for the same time, whatever it is worn for, but beside its hat', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const give = giver(small);
  for (const { hat, scope } of posts) {
    const role = { name: `Roll för ${hat}`, nameEn: null, purpose: 'Svarar för något', area: 'governance', hat };
    const { id: ownRoleId } = OwnRole.parse((await small.ask('administrator', 'POST', '/api/roles', role)).body);
    const asRole = { hat, ownRoleId, scope };
    const answers = await Promise.all([give(asRole), give(asRole), give(asRole)]);
    assert.deepEqual(saying(answers), once, scope.kind);
    const refused = answers.find(({ status }) => status === 409);
    assert.deepEqual([refused?.body.data.hat, refused?.body.data.worn], [hat, role.name]);
    assert.equal((await give({ hat, scope })).status, 200, `${scope.kind}: the hat itself beside the role`);
    assert.deepEqual(saying([await give({ hat, scope })]), ['409 hat-already-worn']);
    const given = answers.find(({ status }) => status === 200);
    assert.equal((await small.ask('management', 'POST', `/api/assignments/${given?.body.id}/end`, {})).status, 200);
    assert.equal((await give(asRole)).status, 200, `${scope.kind}: once more when it has ended`);
  }
});
