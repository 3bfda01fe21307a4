import assert from 'node:assert/strict';
import { test } from 'node:test';
import { road } from '#process/road.test-data.ts';
import {
  annaAt,
  ciaAt,
  complete,
  day,
  intake,
  opened,
  refusal,
  startCommand,
  supportRoad,
  theOffer,
  travel,
} from './travel.test-data.ts';

const support = opened(supportRoad);
const decided = () =>
  travel(support, [
    [startCommand, annaAt(day(2))],
    [complete('receive'), annaAt(day(3))],
    [complete('investigate', 'fork-order'), annaAt(day(10))],
  ]);

test('a timer happens when its time has come, and not when somebody says so', () => {
  const made = road('start > a > pause > end', {
    pause: { kind: 'catch', trigger: 'timer', after: { count: 3, unit: 'day' } },
  });
  const waiting = travel(opened(made), [
    [startCommand, annaAt(day(2))],
    [complete('a'), annaAt(day(3))],
  ]);
  const told = { kind: 'record-event', eventId: 'pause' } as const;
  const early = { tag: 'timer-not-due', eventId: 'pause', dueAt: day(6) };
  assert.deepEqual(refusal(opened(made), waiting, told, annaAt(day(5))), early);
  assert.deepEqual(refusal(opened(made), waiting, told, annaAt(day(8), { occurredAt: day(4) })), early);
  assert.deepEqual(travel(opened(made), [[told, annaAt(day(6))]], waiting).journey.marking.ends, ['end']);
});

test('an event is told by the team where the journey stands', () => {
  const made = road('start > a > end; gone > end', { gone: { kind: 'boundary', attachedTo: 'a' } });
  const begun = travel(opened(made), [[startCommand, annaAt(day(2))]]);
  assert.deepEqual(refusal(opened(made), begun, { kind: 'record-event', eventId: 'gone' }, ciaAt(day(3))), {
    tag: 'step-not-with-team',
    stepId: 'gone',
    teamId: intake,
  });
});

test('a way is chosen by the team where the journey stands, and no other is told which ways there are', () => {
  const made = opened(road('start > fork > a > end; fork > b > end', { fork: { kind: 'exclusive' } }));
  const begun = travel(made, [[startCommand, annaAt(day(2))]]);
  const choose = (choice: string) => ({ kind: 'choose-way', gatewayId: 'fork', choice }) as const;
  for (const choice of ['fork-a', 'nowhere'])
    assert.deepEqual(refusal(made, begun, choose(choice), ciaAt(day(3))), {
      tag: 'step-not-with-team',
      stepId: 'fork',
      teamId: intake,
    });
  assert.equal(refusal(made, begun, choose('nowhere'), annaAt(day(3))).tag, 'choice-unknown');
  assert.deepEqual(Object.keys(travel(made, [[choose('fork-b'), annaAt(day(3))]], begun).journey.places), ['b']);
});

test('a step is handed to another team, to one’s own only when no other works on the road', () => {
  const own = { ...theOffer, toTeamId: intake };
  assert.deepEqual(refusal(support, decided(), own, annaAt(day(11))), { tag: 'handoff-to-own-team', teamId: intake });
  const alone = travel(support, [[own, annaAt(day(11), { roadTeams: [intake] })]], decided());
  assert.equal(alone.journey.handoffs[0]?.toTeamId, intake);
});
