import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JourneyCommand } from './journey.ts';
import { openOffers } from './offer.ts';
import { journeyPage, type Names } from './present.ts';
import {
  anna,
  annaAt,
  cia,
  ciaAt,
  complete,
  day,
  handoffId,
  intake,
  opened,
  provider,
  startCommand,
  supportRoad,
  theOffer,
  travel,
} from './travel.test-data.ts';
import { visitEnd } from './visit-end.ts';

const support = opened(supportRoad);
const close: JourneyCommand = { kind: 'close-journey', outcome: 'not-met', reason: 'Har flyttat' };
const names: Names = {
  processName: 'Stöd',
  versionNumber: 1,
  people: { [anna]: 'Anna', [cia]: 'Cia' },
  teams: { [intake]: 'Mottagningen', [provider]: 'Utföraren' },
  roadTeams: [intake, provider],
};

function pageOf({ journey, facts }: ReturnType<typeof travel>) {
  const recorded = facts.map((fact, i) => ({ seq: i + 1, fact, recordedAt: fact.occurredAt }));
  const page = journeyPage(support, journey, recorded, names, { ...annaAt(day(30)), now: day(30), may: [] });
  return { ...page, visit: (id: string) => page.visits.find(({ nodeId }) => nodeId === id) };
}

const investigating = travel(support, [
  [startCommand, annaAt(day(2))],
  [complete('receive'), annaAt(day(3))],
]);

test('a step where a journey is closed is closed there and not passed, whether or not somebody had taken it', () => {
  const taken = travel(support, [[{ kind: 'take-step', stepId: 'investigate' }, annaAt(day(4))]], investigating);
  for (const before of [investigating, taken]) {
    const closed = travel(support, [[close, annaAt(day(5))]], before);
    assert.equal(visitEnd(support, closed.journey, 'receive'), 'done');
    assert.equal(visitEnd(support, closed.journey, 'investigate'), 'closed');
    assert.equal(visitEnd(support, closed.journey, 'order'), null);
    const page = pageOf(closed);
    assert.equal(page.visit('receive')?.byName, 'Anna');
    assert.equal(page.visit('investigate')?.byName, null, 'nobody did it');
    assert.deepEqual(
      page.stoppedAt.map(({ stepId, received }) => [stepId, received]),
      [['investigate', true]],
    );
    assert.deepEqual(page.at, []);
  }
});

test('when its closing is undone the journey stands at the step as before, with who had taken it', () => {
  const taken = travel(support, [[{ kind: 'take-step', stepId: 'investigate' }, annaAt(day(4))]], investigating);
  const closed = travel(support, [[close, annaAt(day(5))]], taken);
  const undo: JourneyCommand = { kind: 'undo-act', act: closed.facts.length, reason: '' };
  const again = travel(support, [[undo, annaAt(day(6))]], closed);
  assert.equal(visitEnd(support, again.journey, 'investigate'), null);
  assert.deepEqual(openOffers(support, again.journey), openOffers(support, taken.journey));
  const page = pageOf(again);
  assert.deepEqual(page.stoppedAt, []);
  assert.equal(page.visit('investigate')?.byName, 'Anna');
  assert.equal(page.visit('investigate')?.end, null);
});

test('a journey that is closed before a step is received was stopped at the border, one closed after it at the step', () => {
  const offered = travel(
    support,
    [
      [complete('investigate', 'fork-order'), annaAt(day(4))],
      [theOffer, annaAt(day(4))],
    ],
    investigating,
  );
  const before = pageOf(travel(support, [[close, annaAt(day(9))]], offered));
  assert.deepEqual(
    before.stoppedAt.map(({ stepId, received }) => [stepId, received]),
    [['order', false]],
  );
  const accept: JourneyCommand = { kind: 'accept-handoff', handoffId: handoffId(1), responsibleId: cia };
  const received = travel(support, [[accept, ciaAt(day(5))]], offered);
  const after = pageOf(travel(support, [[close, ciaAt(day(9))]], received));
  assert.deepEqual(
    after.stoppedAt.map(({ stepId, received: had }) => [stepId, had]),
    [['order', true]],
  );
});

test('a step that was done before and is closed on a later round was not done on that one', () => {
  const round = travel(
    support,
    [
      [complete('investigate', 'fork-order'), annaAt(day(4))],
      [theOffer, annaAt(day(4))],
      [{ kind: 'accept-handoff', handoffId: handoffId(1), responsibleId: cia }, ciaAt(day(5))],
      [complete('order'), ciaAt(day(5))],
      [complete('deliver'), ciaAt(day(6))],
      [complete('review', 'again-deliver'), ciaAt(day(7))],
    ],
    investigating,
  );
  assert.equal(visitEnd(support, round.journey, 'review'), 'done');
  const closed = travel(support, [[close, ciaAt(day(8))]], round);
  assert.equal(visitEnd(support, closed.journey, 'deliver'), 'closed');
  assert.equal(visitEnd(support, closed.journey, 'review'), 'done');
});

test('a journey that was closed at the end of its road was stopped nowhere', () => {
  const whole = travel(
    support,
    [
      [complete('investigate', 'fork-order'), annaAt(day(4))],
      [theOffer, annaAt(day(4))],
      [{ kind: 'accept-handoff', handoffId: handoffId(1), responsibleId: cia }, ciaAt(day(5))],
      [complete('order'), ciaAt(day(5))],
      [complete('deliver'), ciaAt(day(6))],
      [complete('review', 'again-end'), ciaAt(day(7))],
      [{ kind: 'close-journey', outcome: 'met', reason: '' }, ciaAt(day(8))],
    ],
    investigating,
  );
  const page = pageOf(whole);
  assert.deepEqual(page.stoppedAt, []);
  assert.ok(page.visits.every(({ end }) => end === 'done'));
});
