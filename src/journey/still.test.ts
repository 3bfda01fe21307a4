import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standsStill } from './still.ts';
import { annaAt, day, opened, startCommand, supportRoad, travel } from './travel.test-data.ts';

const long = opened({
  ...supportRoad,
  nodes: supportRoad.nodes.map((node) =>
    node.kind === 'step' && node.id === 'investigate' ? { ...node, target: { count: 30, unit: 'day' } } : node,
  ),
});
const received = [
  [startCommand, annaAt(day(2))],
  [{ kind: 'complete-step', stepId: 'receive' }, annaAt(day(3))],
] as const;
const waiting = travel(long, [...received]).journey;
const taken = travel(long, [...received, [{ kind: 'take-step', stepId: 'investigate' }, annaAt(day(3))]]).journey;

test('a journey stands still when nobody has taken its next step for a week', () => {
  assert.equal(standsStill(long, waiting, day(9)), false);
  assert.equal(standsStill(long, waiting, day(12)), true);
});

test('a journey moves while somebody is at work within the target time of the step, and stands still after it', () => {
  assert.equal(standsStill(long, taken, day(28)), false);
  assert.equal(standsStill(long, taken, '2026-05-01T08:00:00.000Z'), true);
});

test('a closed journey does not stand still', () => {
  const closed = travel(long, [
    ...received,
    [{ kind: 'close-journey', outcome: 'not-met', reason: 'Flyttat.' }, annaAt(day(4))],
  ]).journey;
  assert.equal(standsStill(long, closed, '2026-05-01T08:00:00.000Z'), false);
});
