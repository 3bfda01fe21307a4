import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProcessId } from '#lib/id.ts';
import { overlap } from '#organisation/appoint.ts';
import { isWorn } from '#organisation/organisation.ts';
import { makeHats } from './hats.ts';
import { makePeople } from './people.ts';
import { otherKeys, processKeys } from './team.ts';

const end = Date.parse('2026-11-23T12:00:00Z');
const processes = new Map(
  [...processKeys, ...otherKeys].map(
    (key, i) => [key, ProcessId.parse(`00000000-0000-4000-8000-00000000000${i}`)] as const,
  ),
);
const people = makePeople(7);
const hats = makeHats(7, end, people, processes);
const now = new Date(end).toISOString();

test('the same seed makes the same people, teams and hats', () => {
  const again = makePeople(7);
  assert.deepEqual(
    { units: again.units, people: again.people, teams: again.teams },
    { units: people.units, people: people.people, teams: people.teams },
  );
  assert.deepEqual(makeHats(7, end, again, processes), hats);
  assert.notDeepEqual(makePeople(8).people, people.people);
});

test('about 120 people with different names and at least one hat for most of them', () => {
  assert.ok(people.people.length >= 115 && people.people.length <= 130, String(people.people.length));
  assert.equal(new Set(people.people.map((p) => p.name)).size, people.people.length);
  const worn = new Set(hats.filter((h) => isWorn(h, now)).map((h) => h.personId));
  assert.ok(worn.size > 0.9 * people.people.length, String(worn.size));
});

test('nobody wears the same hat or role twice for the same thing at once', () => {
  const key = (h: (typeof hats)[number]) => JSON.stringify([h.personId, h.hat, h.ownRoleId, h.scope]);
  for (const same of Map.groupBy(hats, key).values())
    for (const [n, one] of same.entries()) assert.ok(!same.slice(n + 1).some((other) => overlap(one, other)), key(one));
});

test('every process has exactly one owner and one business owner, now and at every change', () => {
  for (const [key, processId] of processes) {
    for (const hat of ['process-owner', 'business-owner'] as const) {
      const held = hats.filter((h) => h.hat === hat && h.scope.kind === 'process' && h.scope.processId === processId);
      for (const at of [now, ...held.map((h) => h.validFrom)])
        assert.equal(held.filter((h) => isWorn(h, at)).length, 1, `${key} ${hat} ${at}`);
    }
  }
});

test('every team gathers people from several units and has a leader among its members', () => {
  for (const team of people.teams) {
    assert.ok(new Set(team.members.map((m) => m.unitId)).size >= 2, team.name);
    assert.equal(new Set(team.members.map((m) => m.id)).size, team.members.length, team.name);
    assert.ok(team.goal.split(/[.!?]/).filter((part) => part.trim() !== '').length === 1, team.goal);
    const leaders = hats.filter(
      (h) => h.hat === 'team-leader' && h.scope.kind === 'team' && h.scope.teamId === team.id && isWorn(h, now),
    );
    assert.equal(leaders.length, 1, team.name);
  }
});

test('some wear several hats, one hat ended yesterday, one is to come, and each but the first tells who gave it', () => {
  const several = people.people.filter(
    (p) => new Set(hats.filter((h) => h.personId === p.id && isWorn(h, now)).map((h) => h.hat)).size >= 3,
  );
  assert.ok(several.length >= 3, String(several.length));
  const ended = hats.filter((h) => h.validTo !== null && Date.parse(h.validTo) <= end);
  assert.ok(ended.some((h) => end - Date.parse(h.validTo ?? '') < 2 * 86_400_000));
  assert.ok(hats.some((h) => Date.parse(h.validFrom) > end));
  assert.equal(hats.filter((h) => h.appointedBy === null).length, 1);
  for (const h of hats) assert.notEqual(h.appointedBy, h.personId, 'nobody gives oneself a hat');
});
