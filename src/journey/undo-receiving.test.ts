import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PersonId } from '#lib/id.ts';
import { road } from '#process/road.test-data.ts';
import { fold } from './evolve.ts';
import type { JourneyCommand } from './journey.ts';
import { openOffers } from './offer.ts';
import { project } from './project.ts';
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
  members,
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
import { undoableBy } from './undo.ts';

const support = opened(supportRoad);
const accept: JourneyCommand = { kind: 'accept-handoff', handoffId: handoffId(1), responsibleId: cia };
const dag = PersonId.parse(id(209));
const staff = { members: { ...members, [provider]: [cia, dag] } };
const leading = (at: string) => by(dag, provider, at, { hat: 'team-leader', ...staff });

const offered = travel(support, [
  [startCommand, annaAt(day(2))],
  [complete('receive'), annaAt(day(3))],
  [complete('investigate', 'fork-order'), annaAt(day(4))],
  [theOffer, annaAt(day(4))],
]);
const accepted = travel(support, [[accept, ciaAt(day(6))]], offered);

test('what was received by mistake is on its way again, since when it was offered, and the sender holds the journey', () => {
  assert.deepEqual([accepted.journey.teamId, accepted.journey.responsibleId], [provider, cia]);
  assert.deepEqual(undoableBy(support, accepted, ciaAt(day(7))), { act: 5, reasonNeeded: false, putBackFirst: null });
  const again = travel(support, [[undo(5), ciaAt(day(7))]], accepted);
  assert.deepEqual({ ...again.journey, revision: 0, trail: [] }, { ...offered.journey, revision: 0, trail: [] });
  const [handoff] = again.journey.handoffs;
  assert.deepEqual(
    [handoff?.state, handoff?.offeredAt, handoff?.endedAt, handoff?.acceptBy],
    ['offered', day(4), null, offered.journey.handoffs[0]?.acceptBy],
  );
  assert.deepEqual([again.journey.teamId, again.journey.responsibleId], [intake, anna]);
  assert.deepEqual(project(support, again.journey).handoffs, project(support, offered.journey).handoffs);
  assert.equal(project(support, again.journey).journey.handoffs, 0, 'no handoff was made');
  assert.deepEqual(
    openOffers(support, again.journey).map(({ id: node, state, teamId }) => [node, state, teamId]),
    [['order', 'handed-over', intake]],
  );
  assert.deepEqual(fold(support, again.facts), again.journey);
});

test('after that it is returned, withdrawn or received like any other on its way', () => {
  const again = travel(support, [[undo(5), ciaAt(day(7))]], accepted);
  const ways: readonly (readonly [JourneyCommand, ReturnType<typeof ciaAt>, string])[] = [
    [{ kind: 'return-handoff', handoffId: handoffId(1), reason: 'Målet saknas' }, ciaAt(day(8)), 'returned'],
    [{ kind: 'withdraw-handoff', handoffId: handoffId(1) }, annaAt(day(8)), 'withdrawn'],
    [accept, ciaAt(day(8)), 'accepted'],
  ];
  for (const [command, actor, state] of ways)
    assert.equal(travel(support, [[command, actor]], again).journey.handoffs[0]?.state, state);
  assert.equal(undoableBy(support, travel(support, [[accept, ciaAt(day(8))]], again), ciaAt(day(9)))?.act, 7);
});

test('whoever has begun with what was received puts it back first; what was done with it is undone before', () => {
  const taken = travel(support, [[take('order'), ciaAt(day(7))]], accepted);
  assert.deepEqual(refusal(support, taken, undo(5), ciaAt(day(8))), {
    tag: 'act-taken-up',
    act: 5,
    stepId: 'order',
    name: 'Ta emot beställningen',
    personId: cia,
    at: day(7),
  });
  assert.equal(undoableBy(support, taken, ciaAt(day(8)))?.putBackFirst, 'Ta emot beställningen');
  const back = travel(support, [[putBack('order'), ciaAt(day(8))]], taken);
  const again = travel(support, [[undo(5), ciaAt(day(9))]], back);
  assert.deepEqual({ ...again.journey, revision: 0, trail: [] }, { ...offered.journey, revision: 0, trail: [] });
  const last = again.facts.at(-1);
  assert.deepEqual(last?.kind === 'act-undone' && last.undone, [5, 6, 7]);

  const done = travel(support, [[complete('order'), ciaAt(day(7))]], accepted);
  assert.equal(refusal(support, done, undo(5), ciaAt(day(8))).tag, 'act-followed');
  const step = travel(support, [[undo(6), ciaAt(day(8))]], done);
  assert.equal(travel(support, [[undo(5), ciaAt(day(8))]], step).journey.handoffs[0]?.state, 'offered');
  const investigated = refusal(support, accepted, undo(3), annaAt(day(8)));
  assert.equal(investigated.tag, 'act-handed-over');
});

test('R123 whoever was made responsible by the receiving team is so no more when the journey goes back', () => {
  const given = travel(
    support,
    [[{ kind: 'change-responsible', responsibleId: dag, teamId: provider }, leading(day(7))]],
    accepted,
  );
  const again = travel(support, [[undo(5), ciaAt(day(8))]], given);
  assert.deepEqual([again.journey.teamId, again.journey.responsibleId], [intake, anna]);
  const last = again.facts.at(-1);
  assert.deepEqual(last?.kind === 'act-undone' && last.undone, [5, 6]);
});

test('where the responsibility stayed with the sender, a new responsible there stays too', () => {
  const lending = opened({
    ...supportRoad,
    nodes: supportRoad.nodes.map((node) =>
      node.kind === 'step' && node.handoff !== undefined
        ? { ...node, handoff: { ...node.handoff, responsibility: 'stays' as const } }
        : node,
    ),
  });
  const lent = travel(lending, [[accept, ciaAt(day(6))]], offered);
  assert.equal(lent.journey.teamId, intake);
  const bos = { kind: 'change-responsible', responsibleId: bo, teamId: intake } as const;
  const given = travel(lending, [[bos, by(bo, intake, day(7), { hat: 'team-leader' })]], lent);
  const again = travel(lending, [[undo(5), ciaAt(day(8))]], given);
  assert.deepEqual([again.journey.handoffs[0]?.state, again.journey.responsibleId], ['offered', bo]);
});

test('it is undone by whoever received, or with a reason by the leader of the team that did; never by the sender', () => {
  const notYours = { tag: 'act-not-yours', act: 5, personId: cia, teamId: provider };
  for (const actor of [
    annaAt(day(7)),
    by(bo, intake, day(7), { hat: 'team-leader' }),
    by(dag, provider, day(7), staff),
    by(cia, intake, day(7)),
  ]) {
    assert.deepEqual(refusal(support, accepted, undo(5, 'Fel resa'), actor), notYours);
    assert.equal(undoableBy(support, accepted, actor), null);
  }
  assert.equal(refusal(support, accepted, undo(5), leading(day(7))).tag, 'reason-missing');
  assert.equal(undoableBy(support, accepted, leading(day(7)))?.reasonNeeded, true);
  assert.equal(
    travel(support, [[undo(5, 'Fel resa'), leading(day(7))]], accepted).journey.handoffs[0]?.state,
    'offered',
  );
});

test('a clock that started after it was received never ran, and one that stopped then runs on', () => {
  const clocked = opened({
    ...supportRoad,
    clocks: [
      {
        id: 'begin',
        name: 'Påbörjas inom tre månader',
        kind: 'statutory',
        starts: { on: 'step-taken', node: 'order' },
        stops: { on: 'step-completed', node: 'order' },
        length: { count: 3, unit: 'month' },
        source: 'Påhittad',
        warnAt: [0.75],
      },
      {
        id: 'answer',
        name: 'Svar inom två dagar',
        kind: 'local',
        starts: { on: 'handoff-offered', node: 'order' },
        stops: { on: 'handoff-accepted', node: 'order' },
        length: { count: 2, unit: 'working-day' },
        source: 'Påhittad',
        warnAt: [0.75],
      },
    ],
  });
  const taken = travel(clocked, [[take('order'), ciaAt(day(7))]], {
    facts: accepted.facts,
    journey: fold(clocked, accepted.facts),
  });
  assert.deepEqual(
    taken.journey.clocks.map(({ clockId, stoppedAt }) => [clockId, stoppedAt]),
    [
      ['answer', day(6)],
      ['begin', null],
    ],
  );
  const back = travel(clocked, [[putBack('order'), ciaAt(day(8))]], taken);
  const again = travel(clocked, [[undo(5), ciaAt(day(8))]], back);
  assert.deepEqual(again.journey.clocks, [{ clockId: 'answer', run: 1, startedAt: day(4), stoppedAt: null }]);
});

test('what was done on a parallel way before is left, also a handoff of its own that is on its way', () => {
  const contract = {
    include: [],
    acceptWithin: { count: 2, unit: 'working-day' as const },
    border: 'other-board' as const,
    responsibility: 'moves' as const,
  };
  const parallel = opened(
    road('start > split > first > join > end; split > second > join', {
      split: { kind: 'parallel' },
      join: { kind: 'parallel' },
      first: { kind: 'step', handoff: contract },
      second: { kind: 'step', handoff: contract },
    }),
  );
  const offer = (n: number, stepId: string): JourneyCommand => ({
    ...{ kind: 'offer-handoff', handoffId: handoffId(n), stepId, toTeamId: provider, included: [], message: '' },
  });
  const both = travel(parallel, [
    [startCommand, annaAt(day(2))],
    [offer(1, 'first'), annaAt(day(3))],
    [accept, ciaAt(day(4))],
    [offer(2, 'second'), annaAt(day(5))],
  ]);
  const again = travel(parallel, [[undo(3), ciaAt(day(6))]], both);
  assert.deepEqual(
    again.journey.handoffs.map(({ state }) => state),
    ['offered', 'offered'],
  );
  const second = travel(parallel, [[{ ...accept, handoffId: handoffId(2) }, ciaAt(day(6))]], both);
  assert.equal(refusal(parallel, second, undo(3), ciaAt(day(7))).tag, 'act-followed');
});
