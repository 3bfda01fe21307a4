import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Clock } from '#process/road.ts';
import { clockState, clockStates, limitsOf, worstClock } from './clock.ts';
import {
  annaAt,
  cia,
  ciaAt,
  complete,
  day,
  handoffId,
  opened,
  startCommand,
  supportRoad,
  theOffer,
  travel,
} from './travel.test-data.ts';

const support = opened(supportRoad);

test('D04 a clock runs from its trigger for its length, warns, is overrun, and says what it rests on', () => {
  const { journey } = travel(support, [[startCommand, annaAt(day(2))]]);
  const at = (now: string) => clockStates(support, journey, now)[0];
  const start = at('2026-03-03T08:00:00.000Z');
  assert.equal(start?.deadline, '2026-07-02T21:59:59.999Z');
  assert.equal(start?.source, '11 kap. 2 § (påhittad för provet)');
  assert.equal(start?.state, 'running');
  // It is watched at half and at nine tenths; people are warned from the first that is three quarters or more.
  assert.equal(at('2026-05-15T08:00:00.000Z')?.state, 'running');
  assert.equal(at('2026-06-22T08:00:00.000Z')?.state, 'warning');
  const late = at('2026-07-03T08:00:00.000Z');
  assert.equal(late?.state, 'breached');
  assert.ok((late?.share ?? 0) > 1);
});

test('a long clock warns no earlier than fourteen days before its end, a short one at its share', () => {
  const [clock] = supportRoad.clocks;
  assert.ok(clock);
  const run = { clockId: clock.id, run: 1, startedAt: '2026-02-02T08:00:00.000Z', stoppedAt: null };
  const stateAt = (length: Clock['length'], now: string) =>
    clockState({ ...clock, length, warnAt: [0.75] }, run, now).state;
  const year = { unit: 'month', count: 12 } as const;
  const { deadline, warnAt } = limitsOf({ ...clock, length: year, warnAt: [0.75] }, run.startedAt);
  assert.equal(Date.parse(deadline) - Date.parse(warnAt), 14 * 86_400_000);
  // Seven weeks are left of a year: more than three quarters have gone, and yet it isn't soon.
  assert.equal(stateAt(year, '2026-12-15T08:00:00.000Z'), 'running');
  assert.equal(stateAt(year, '2027-01-20T08:00:00.000Z'), 'warning');
  const fortnight = { unit: 'day', count: 14 } as const;
  assert.equal(stateAt(fortnight, '2026-02-10T08:00:00.000Z'), 'running');
  assert.equal(stateAt(fortnight, '2026-02-14T08:00:00.000Z'), 'warning');
});

test('D04 a clock that is stopped in time is kept, one that is stopped late is kept late', () => {
  const until = (when: string) => {
    const { journey } = travel(support, [
      [startCommand, annaAt(day(2))],
      [complete('receive'), annaAt(day(3))],
      [complete('investigate', 'fork-order'), annaAt(when)],
    ]);
    return clockStates(support, journey, '2026-12-01T00:00:00.000Z')[0]?.state;
  };
  assert.equal(until('2026-07-02T20:00:00.000Z'), 'kept');
  assert.equal(until('2026-07-02T23:00:00.000Z'), 'kept-late');
});

test('a clock that the closing of a journey stopped was not kept: what it waits for was never done', () => {
  const closedAt = (when: string) => {
    const { journey } = travel(support, [
      [startCommand, annaAt(day(2))],
      [complete('receive'), annaAt(day(3))],
      [{ kind: 'close-journey', outcome: 'not-met', reason: 'Har flyttat' }, annaAt(when)],
    ]);
    return clockStates(support, journey, '2026-12-01T00:00:00.000Z')[0]?.state;
  };
  assert.equal(closedAt(day(9)), 'ended');
  assert.equal(closedAt('2026-07-03T08:00:00.000Z'), 'ended-late');
  const { journey } = travel(support, [
    [startCommand, annaAt(day(2))],
    [complete('receive'), annaAt(day(3))],
    [complete('investigate', 'fork-order'), annaAt(day(4))],
    [{ kind: 'close-journey', outcome: 'not-met', reason: 'Har flyttat' }, annaAt(day(4))],
  ]);
  assert.equal(clockStates(support, journey, day(5))[0]?.state, 'kept', 'done in the moment of the closing');
});

test('D04 a clock that is both stopped and started runs anew, and the journey’s closing stops all', () => {
  const reviewed = travel(support, [
    [startCommand, annaAt(day(2))],
    [complete('receive'), annaAt(day(3))],
    [complete('investigate', 'fork-order'), annaAt(day(4))],
    [theOffer, annaAt(day(4))],
    [{ kind: 'accept-handoff', handoffId: handoffId(1), responsibleId: cia }, ciaAt(day(5))],
    [complete('order'), ciaAt(day(5))],
    [complete('deliver'), ciaAt(day(6))],
    [complete('review', 'again-deliver'), ciaAt(day(7))],
    [complete('deliver'), ciaAt(day(8))],
    [complete('review', 'again-deliver'), ciaAt(day(9))],
  ]);
  const runs = reviewed.journey.clocks.filter((c) => c.clockId === 'review');
  assert.deepEqual(
    runs.map((r) => [r.run, r.startedAt, r.stoppedAt]),
    [
      [1, day(7), day(9)],
      [2, day(9), null],
    ],
  );
  assert.equal(worstClock(clockStates(support, reviewed.journey, day(10)))?.clockId, 'review');
  const closed = travel(
    support,
    [[{ kind: 'close-journey', outcome: 'met', reason: 'Klar i förtid' }, ciaAt(day(10))]],
    reviewed,
  );
  assert.equal(worstClock(clockStates(support, closed.journey, day(11))), undefined);
});

test('D04 a rule counts for what starts within its period, both days included', () => {
  const dated = (validFrom: string, validTo: string) => {
    const clocks = supportRoad.clocks.map((c) => ({ ...c, validFrom, validTo }));
    return travel(opened({ ...supportRoad, clocks }), [[startCommand, annaAt(day(2))]]).journey.clocks.length;
  };
  assert.equal(dated('2026-03-02', '2026-03-02'), 1);
  assert.equal(dated('2026-03-03', '2026-12-31'), 0);
  assert.equal(dated('2025-01-01', '2026-03-01'), 0);
});

test('a clock of taking a step also heeds a step that is completed without having been taken', () => {
  const ends = { on: 'step-taken', node: 'investigate' } as const;
  const clocks = supportRoad.clocks.slice(0, 1).map((c) => ({ ...c, stops: ends }));
  const { journey } = travel(opened({ ...supportRoad, clocks }), [
    [startCommand, annaAt(day(2))],
    [complete('receive'), annaAt(day(3))],
    [complete('investigate', 'fork-order'), annaAt(day(4))],
  ]);
  assert.equal(journey.clocks[0]?.stoppedAt, day(4));
});
