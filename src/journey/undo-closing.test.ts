import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold } from './evolve.ts';
import type { JourneyCommand } from './journey.ts';
import { project } from './project.ts';
import { standsStill } from './still.ts';
import {
  anna,
  annaAt,
  bo,
  by,
  ciaAt,
  complete,
  day,
  handoffId,
  intake,
  opened,
  provider,
  refusal,
  startCommand,
  supportRoad,
  theOffer,
  travel,
  undo,
} from './travel.test-data.ts';
import { isAct, undoableBy } from './undo.ts';

const support = opened(supportRoad);
const close: JourneyCommand = { kind: 'close-journey', outcome: 'not-met', reason: 'Har flyttat' };
const boAt = (at: string) => by(bo, intake, at, { hat: 'team-leader' });

/** Handed over and not received yet: a clock runs and a handoff is on its way. */
const offered = travel(support, [
  [startCommand, annaAt(day(2))],
  [complete('receive'), annaAt(day(3))],
  [complete('investigate', 'fork-order'), annaAt(day(4))],
  [theOffer, annaAt(day(4))],
]);
const closed = travel(support, [[close, annaAt(day(9))]], offered);

test('a closing by mistake is undone: the journey travels again, and what its closing took along is there again', () => {
  assert.deepEqual(
    closed.facts.slice(4).map(({ kind }) => kind),
    ['handoff-withdrawn', 'journey-closed'],
  );
  assert.deepEqual(undoableBy(support, closed, annaAt(day(10))), { act: 6, reasonNeeded: false, putBackFirst: null });
  const again = travel(support, [[undo(6), annaAt(day(10))]], closed);
  assert.equal(again.facts.at(-1)?.kind === 'act-undone' && again.facts.at(-1), again.facts[6]);
  assert.deepEqual({ ...again.journey, revision: 0, trail: [] }, { ...offered.journey, revision: 0, trail: [] });
  assert.equal(again.journey.handoffs[0]?.offeredAt, day(4));
  const { revision: _, folded: __, ...row } = project(support, again.journey).journey;
  const { revision: ___, folded: ____, ...before } = project(support, offered.journey).journey;
  assert.deepEqual(row, before, 'its outcome is told of nowhere');
  assert.deepEqual(fold(support, again.facts), again.journey);
  // Where it stood still it stands still, however lately it was closed and opened again.
  assert.equal(standsStill(support, again.journey, day(13)), true);
});

test('R123 a journey whose closing is undone has the one responsible that it had, and travels on to a closing that counts', () => {
  const again = travel(support, [[undo(6), annaAt(day(10))]], closed);
  assert.equal(again.journey.responsibleId, anna);
  const on = travel(
    support,
    [
      [{ kind: 'accept-handoff', handoffId: handoffId(1), responsibleId: ciaAt('').personId }, ciaAt(day(11))],
      [complete('order'), ciaAt(day(12))],
      [complete('deliver'), ciaAt(day(13))],
      [complete('review', 'again-end'), ciaAt(day(14))],
      [{ kind: 'close-journey', outcome: 'met', reason: '' }, ciaAt(day(15))],
    ],
    again,
  );
  assert.deepEqual([on.journey.closed?.outcome, on.journey.closed?.at], ['met', day(15)]);
});

test('clocks that the closing stopped run on from when they began', () => {
  const started = travel(support, [[startCommand, annaAt(day(2))]]);
  const ended = travel(support, [[close, annaAt(day(5))]], started);
  assert.equal(ended.journey.clocks[0]?.stoppedAt, day(5));
  const again = travel(support, [[undo(2), annaAt(day(20))]], ended);
  assert.deepEqual(again.journey.clocks, [{ clockId: 'decision', run: 1, startedAt: day(2), stoppedAt: null }]);
});

test('on a closed journey nothing but its closing is undone; after that the act before it', () => {
  const refused = refusal(support, closed, undo(3), annaAt(day(10)));
  assert.deepEqual(refused, { tag: 'journey-closed', closedAt: day(9), outcome: 'not-met' });
  for (const command of [complete('order'), close, { kind: 'take-step', stepId: 'order' } as const])
    assert.equal(refusal(support, closed, command, annaAt(day(10))).tag, 'journey-closed');
  assert.equal(refusal(support, closed, undo(5), annaAt(day(10))).tag, 'act-unknown');
  assert.equal(refusal(support, closed, undo(6), annaAt(day(10), { expected: 9 })).tag, 'revision-unknown');
  const again = travel(support, [[undo(6), annaAt(day(10))]], closed);
  assert.equal(refusal(support, again, undo(3), annaAt(day(10))).tag, 'act-handed-over');
  // Asked once more it is as asked; closed anew it is undone by its new number.
  assert.equal(travel(support, [[undo(6), annaAt(day(11))]], again).facts.length, again.facts.length);
  const anew = travel(support, [[close, annaAt(day(12))]], again);
  assert.equal(travel(support, [[undo(6), annaAt(day(12))]], anew).journey.closed?.at, day(12));
  assert.equal(undoableBy(support, anew, annaAt(day(12)))?.act, 9);
});

test('a closing is undone by whoever closed, and with a reason by the leader of the team that held the journey', () => {
  const notYours = { tag: 'act-not-yours', act: 6, personId: anna, teamId: intake };
  for (const actor of [
    by(bo, intake, day(10)),
    ciaAt(day(10), { hat: 'team-leader' }),
    by(anna, provider, day(10)),
    by(anna, provider, day(10), { hat: 'team-leader' }),
  ]) {
    assert.deepEqual(refusal(support, closed, undo(6, 'Fel resa'), actor), notYours);
    assert.equal(undoableBy(support, closed, actor), null);
  }
  assert.equal(undoableBy(support, closed, boAt(day(10)))?.reasonNeeded, true);
  assert.equal(refusal(support, closed, undo(6), boAt(day(10))).tag, 'reason-missing');
  assert.equal(refusal(support, closed, undo(6, 'se 811218-9876'), boAt(day(10))).tag, 'personal-data-in-text');
  assert.equal(travel(support, [[undo(6, 'Fel resa'), boAt(day(10))]], closed).journey.closed, null);
});

test('a closing that doesn’t name the handoffs it withdrew, as older ones don’t, is undone without them', () => {
  const facts = closed.facts.map((fact) => (isAct(fact) ? { ...fact, lost: undefined } : fact));
  const again = travel(support, [[undo(6), annaAt(day(10))]], { facts, journey: fold(support, facts) });
  assert.equal(again.journey.handoffs[0]?.state, 'withdrawn');
  assert.deepEqual(Object.keys(again.journey.places), ['order']);
});
