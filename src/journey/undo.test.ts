import assert from 'node:assert/strict';
import { test } from 'node:test';
import { road } from '#process/road.test-data.ts';
import { fold } from './evolve.ts';
import { openOffers } from './offer.ts';
import { project } from './project.ts';
import type { Travelled } from './run.ts';
import type { Journey } from './state.ts';
import { standsStill } from './still.ts';
import {
  anna,
  annaAt,
  bo,
  by,
  cia,
  ciaAt,
  complete,
  day,
  handoffId,
  id,
  intake,
  opened,
  provider,
  putBack,
  refusal,
  startCommand,
  supportRoad,
  take,
  theOffer,
  travel,
  undo,
} from './travel.test-data.ts';
import { isAct, undoableBy } from './undo.ts';

const support = opened(supportRoad);
const start = travel(support, [[startCommand, annaAt(day(2))]]);
const boAt = (at: string, leader = true) => by(bo, intake, at, { hat: leader ? 'team-leader' : 'co-worker' });

/** What a journey is, but for how many facts it has had and the telling of them. */
function stateOf({ revision: _, trail: __, ...state }: Journey) {
  return state;
}

test('a step that was completed by mistake is undone: the journey is what it was, and both facts stay', () => {
  const before = travel(support, [[take('receive'), annaAt(day(3))]], start);
  const done = travel(support, [[complete('receive'), annaAt(day(4))]], before);
  assert.deepEqual(undoableBy(support, done, annaAt(day(4))), { act: 3, reasonNeeded: false, putBackFirst: null });
  const undone = travel(support, [[undo(3), annaAt(day(4, '08:05'))]], done);
  assert.deepEqual(stateOf(undone.journey), stateOf(before.journey));
  assert.deepEqual(
    undone.facts.map(({ kind }) => kind),
    ['journey-started', 'step-taken', 'step-completed', 'act-undone'],
  );
  assert.equal(undone.journey.revision, 4);
  assert.deepEqual(
    undone.journey.trail.map(({ kind }) => kind),
    undone.facts.map(({ kind }) => kind),
  );
  assert.deepEqual(openOffers(support, undone.journey), openOffers(support, before.journey));
  // It can be done anew, and is then undone by its new number.
  const again = travel(support, [[complete('receive'), annaAt(day(5))]], undone);
  assert.equal(undoableBy(support, again, annaAt(day(5)))?.act, 5);
});

test('what is undone already is as asked, and nothing but acts can be undone', () => {
  const done = travel(support, [[complete('receive'), annaAt(day(4))]], start);
  const undone = travel(support, [[undo(2), annaAt(day(4))]], done);
  assert.equal(travel(support, [[undo(2), boAt(day(5))]], undone).facts.length, 3);
  for (const act of [1, 3, 99])
    assert.deepEqual(refusal(support, undone, undo(act), annaAt(day(5))), { tag: 'act-unknown', act });
});

test('a clock that the act stopped runs on from when it began, and one that it started never ran', () => {
  const travelled = travel(
    support,
    [
      [complete('receive'), annaAt(day(3))],
      [complete('investigate', 'fork-order'), annaAt(day(4))],
      [theOffer, annaAt(day(4))],
      [{ kind: 'accept-handoff', handoffId: handoffId(1), responsibleId: cia }, ciaAt(day(5))],
      [complete('order'), ciaAt(day(6))],
      [complete('deliver'), ciaAt(day(7))],
    ],
    start,
  );
  const reviewed = travel(support, [[complete('review', 'again-deliver'), ciaAt(day(8))]], travelled);
  assert.equal(reviewed.journey.clocks.length, 2);
  const undone = travel(support, [[undo(reviewed.facts.length), ciaAt(day(9))]], reviewed);
  assert.deepEqual(
    undone.journey.clocks.map(({ clockId, stoppedAt }) => [clockId, stoppedAt]),
    [['decision', day(4)]],
  );
  const investigated = travel(
    support,
    [
      [complete('receive'), annaAt(day(3))],
      [complete('investigate', 'fork-declined'), annaAt(day(4))],
    ],
    start,
  );
  assert.equal(investigated.journey.clocks[0]?.stoppedAt, day(4));
  const running = travel(support, [[undo(3), annaAt(day(4))]], investigated).journey.clocks;
  assert.deepEqual(running, [{ clockId: 'decision', run: 1, startedAt: day(2), stoppedAt: null }]);
});

test('a journey that stood still stands still, also when something was done on it by mistake and undone', () => {
  const late = day(28);
  assert.equal(standsStill(support, start.journey, late), true);
  const done = travel(support, [[complete('receive'), annaAt(late)]], start);
  assert.equal(standsStill(support, done.journey, late), false);
  const undone = travel(support, [[undo(2), annaAt(late)]], done);
  assert.equal(standsStill(support, undone.journey, late), true);
  assert.equal(undone.journey.lastAt, start.journey.lastAt);
});

test('only the latest act is undone; the one before it after that', () => {
  const twice = travel(
    support,
    [
      [complete('receive'), annaAt(day(3))],
      [complete('investigate', 'fork-declined'), annaAt(day(4))],
    ],
    start,
  );
  const refused = refusal(support, twice, undo(2), annaAt(day(5)));
  assert.deepEqual(refused, {
    tag: 'act-followed',
    act: 2,
    by: 3,
    name: 'investigate',
    personId: anna,
    at: day(4),
  });
  const none = travel(
    support,
    [
      [undo(3), annaAt(day(5))],
      [undo(2), annaAt(day(5))],
    ],
    twice,
  );
  assert.deepEqual(stateOf(none.journey), stateOf(start.journey));
});

test('whoever has taken what came after puts it back first: then neither counts', () => {
  const done = travel(support, [[complete('receive'), annaAt(day(3))]], start);
  const taken = travel(support, [[take('investigate'), boAt(day(4))]], done);
  assert.deepEqual(refusal(support, taken, undo(2), annaAt(day(5))), {
    tag: 'act-taken-up',
    act: 2,
    stepId: 'investigate',
    name: 'investigate',
    personId: bo,
    at: day(4),
  });
  assert.equal(undoableBy(support, taken, annaAt(day(5)))?.putBackFirst, 'investigate');
  const back = travel(support, [[putBack('investigate'), boAt(day(5))]], taken);
  const undone = travel(support, [[undo(2), annaAt(day(6))]], back);
  assert.deepEqual(stateOf(undone.journey), stateOf(start.journey));
  assert.deepEqual(undone.facts.at(-1)?.kind === 'act-undone' && undone.facts.at(-1), {
    ...{ kind: 'act-undone', occurredAt: day(6), personId: anna, hat: 'co-worker', assignmentId: id(401) },
    ...{ act: 2, undone: [2, 3, 4], reason: '' },
  });
});

test('what has been handed over is not undone, whatever became of the handoff; nor what is on a closed journey', () => {
  const done = travel(
    support,
    [
      [complete('receive'), annaAt(day(3))],
      [complete('investigate', 'fork-order'), annaAt(day(4))],
      [theOffer, annaAt(day(4))],
    ],
    start,
  );
  const refused = { tag: 'act-handed-over', act: 3, stepId: 'order', name: 'Ta emot beställningen', at: day(4) };
  assert.deepEqual(refusal(support, done, undo(3), annaAt(day(5))), refused);
  const withdrawn = travel(support, [[{ kind: 'withdraw-handoff', handoffId: handoffId(1) }, annaAt(day(5))]], done);
  assert.deepEqual(refusal(support, withdrawn, undo(3), annaAt(day(5))), refused);
  assert.equal(undoableBy(support, withdrawn, annaAt(day(5))), null);
  const closed = travel(
    support,
    [[{ kind: 'close-journey', outcome: 'partly', reason: 'Har flyttat' }, annaAt(day(6))]],
    done,
  );
  assert.equal(refusal(support, closed, undo(3), annaAt(day(7))).tag, 'journey-closed');
  assert.equal(undoableBy(support, closed, annaAt(day(7)))?.act, closed.facts.length, 'nothing but its closing');
});

test('obstacles and a new responsible stand on their own: they stay when the act before them is undone', () => {
  const done = travel(
    support,
    [
      [complete('receive'), annaAt(day(3))],
      [
        {
          kind: 'report-obstacle',
          obstacleId: id(700) as never,
          stepId: null,
          handoffId: null,
          obstacleKind: 'long-wait',
        },
        annaAt(day(4)),
      ],
      [{ kind: 'change-responsible', responsibleId: bo, teamId: intake }, boAt(day(4))],
    ],
    start,
  );
  const { journey } = travel(support, [[undo(2), annaAt(day(5))]], done);
  assert.deepEqual([journey.obstacles.length, journey.responsibleId], [1, bo]);
  assert.deepEqual(Object.keys(journey.places), ['receive']);
  assert.equal(journey.lastAt, day(4));
});

test('one’s own is undone by oneself, somebody else’s by the leader of the team with a reason, and by nobody else', () => {
  const done = travel(support, [[complete('receive'), annaAt(day(3))]], start);
  const notYours = { tag: 'act-not-yours', act: 2, personId: anna, teamId: intake };
  assert.deepEqual(refusal(support, done, undo(2, 'Fel resa'), boAt(day(4), false)), notYours);
  assert.deepEqual(refusal(support, done, undo(2, 'Fel resa'), by(anna, provider, day(4))), notYours);
  assert.deepEqual(
    refusal(support, done, undo(2, 'Fel resa'), by(cia, provider, day(4), { hat: 'team-leader' })),
    notYours,
  );
  assert.equal(undoableBy(support, done, boAt(day(4), false)), null);
  assert.equal(undoableBy(support, done, boAt(day(4)))?.reasonNeeded, true);
  for (const reason of ['', '   ', '–'])
    assert.equal(refusal(support, done, undo(2, reason), boAt(day(4))).tag, 'reason-missing');
  for (const actor of [boAt(day(4)), annaAt(day(4))])
    assert.equal(refusal(support, done, undo(2, 'Gällde 811218-9876'), actor).tag, 'personal-data-in-text');
  const { facts } = travel(support, [[undo(2, 'Gällde en annan resa'), boAt(day(4))]], done);
  const last = facts.at(-1);
  assert.ok(last?.kind === 'act-undone');
  assert.deepEqual([last.personId, last.hat, last.reason], [bo, 'team-leader', 'Gällde en annan resa']);
});

/** A step that is handed over, and may be stopped meanwhile. */
const stoppable = opened({
  ...road('start > deliver > end; stop > stopped', {
    deliver: {
      kind: 'step',
      handoff: {
        include: [],
        acceptWithin: { count: 2, unit: 'working-day' },
        border: 'other-board',
        responsibility: 'moves',
      },
    },
    stop: { kind: 'boundary', attachedTo: 'deliver', interrupting: true, trigger: 'message' },
    stopped: { kind: 'end', outcome: 'not-met' },
  }),
});

test('an event that took a handoff with it gives it back, as if it had never happened', () => {
  const offered = travel(stoppable, [
    [startCommand, annaAt(day(2))],
    [
      {
        kind: 'offer-handoff',
        handoffId: handoffId(1),
        stepId: 'deliver',
        toTeamId: provider,
        included: [],
        message: '',
      },
      annaAt(day(3)),
    ],
  ]);
  const stopped = travel(stoppable, [[{ kind: 'record-event', eventId: 'stop' }, annaAt(day(4))]], offered);
  assert.equal(stopped.journey.handoffs[0]?.state, 'withdrawn');
  const undone = travel(stoppable, [[undo(4), annaAt(day(4))]], stopped);
  assert.deepEqual(stateOf(undone.journey), stateOf(offered.journey));
  assert.deepEqual(project(stoppable, undone.journey).handoffs, project(stoppable, offered.journey).handoffs);
  const received: Travelled = travel(
    stoppable,
    [[{ kind: 'accept-handoff', handoffId: handoffId(1), responsibleId: cia }, ciaAt(day(5))]],
    undone,
  );
  assert.deepEqual(fold(stoppable, received.facts), received.journey);
});

test('what was done on a parallel way, before and after, is left as it is', () => {
  const parallel = opened(
    road('start > split > first > next > join > end; split > second > join', {
      split: { kind: 'parallel' },
      join: { kind: 'parallel' },
    }),
  );
  const started = travel(parallel, [[startCommand, annaAt(day(2))]]);
  const done = travel(parallel, [[complete('first'), annaAt(day(3))]], started);
  const both = travel(parallel, [[take('second'), boAt(day(4))]], done);
  const undone = travel(parallel, [[undo(2), annaAt(day(5))]], both);
  assert.deepEqual(Object.keys(undone.journey.places).sort(), ['first', 'second']);
  assert.deepEqual(undone.journey.places['second']?.taken, { personId: bo, at: day(4) });
});

test('an act that doesn’t name the handoffs it withdrew, as older ones don’t, is undone without them', () => {
  const stopped = travel(stoppable, [
    [startCommand, annaAt(day(2))],
    [{ ...theOffer, stepId: 'deliver', included: [] }, annaAt(day(3))],
    [{ kind: 'record-event', eventId: 'stop' }, annaAt(day(4))],
  ]);
  const facts = stopped.facts.map((fact) => (isAct(fact) ? { ...fact, lost: undefined } : fact));
  const undone = travel(stoppable, [[undo(4), annaAt(day(4))]], { facts, journey: fold(stoppable, facts) });
  assert.equal(undone.journey.handoffs[0]?.state, 'withdrawn');
  const [offer] = openOffers(stoppable, undone.journey);
  assert.deepEqual([offer?.id, offer?.state], ['deliver', 'needs-handoff']);
});
