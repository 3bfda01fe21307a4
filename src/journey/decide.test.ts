import assert from 'node:assert/strict';
import { test } from 'node:test';
import { road } from '#process/road.test-data.ts';
import { decide } from './decide.ts';
import { openOffers } from './offer.ts';
import type { OpenRoad } from './open-road.ts';
import { offeredView } from './present.ts';
import type { Travelled } from './run.ts';
import { holdingTeams, readingTeams } from './state.ts';
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
  intake,
  opened,
  provider,
  refusal,
  startCommand,
  stranger,
  supportRoad,
  theOffer,
  travel,
} from './travel.test-data.ts';

const support = opened(supportRoad);
const begun = () => travel(support, [[startCommand, annaAt(day(2))]]);
const decided = () =>
  travel(
    support,
    [
      [complete('receive'), annaAt(day(3))],
      [complete('investigate', 'fork-order'), annaAt(day(10))],
    ],
    begun(),
  );
const offered = () => travel(support, [[theOffer, annaAt(day(11))]], decided());
const accept = { kind: 'accept-handoff', handoffId: handoffId(1), responsibleId: cia } as const;
const accepted = () => travel(support, [[accept, ciaAt(day(12))]], offered());

test('R029 a journey records where the traveller is and needs to be, in codes of the road and never in words', () => {
  const { journey } = begun();
  assert.equal(journey.startSituation, 'need');
  assert.equal(journey.goalSituation, 'satisfied-need');
  assert.deepEqual(refusal(support, undefined, { ...startCommand, goalSituation: 'rich' }, annaAt(day(2))), {
    tag: 'situation-unknown',
    code: 'rich',
  });
});

test('R027 many journeys travel the same version of a road, and each stands where it has come', () => {
  const one = begun();
  const other = decided();
  assert.equal(one.journey.versionId, other.journey.versionId);
  assert.deepEqual(Object.keys(one.journey.places), ['receive']);
  assert.deepEqual(Object.keys(other.journey.places), ['order']);
});

test('D01 identity numbers are refused in the reference, in messages and in reasons', () => {
  const number = '811218-9876';
  const start = refusal(support, undefined, { ...startCommand, reference: number }, annaAt(day(2)));
  assert.deepEqual(start, { tag: 'personal-data-in-text', found: '811218-****' });
  const message = refusal(support, decided(), { ...theOffer, message: `gäller ${number}` }, annaAt(day(11)));
  assert.equal(message.tag, 'personal-data-in-text');
  const back = { kind: 'return-handoff', handoffId: handoffId(1), reason: `fel person ${number}` } as const;
  assert.equal(refusal(support, offered(), back, ciaAt(day(12))).tag, 'personal-data-in-text');
  const close = { kind: 'close-journey', outcome: 'met', reason: number } as const;
  assert.equal(refusal(support, begun(), close, annaAt(day(3))).tag, 'personal-data-in-text');
});

test('R044 a handoff is only made when the sender confirms all that must be included', () => {
  const some = refusal(support, decided(), { ...theOffer, included: ['Beslut'] }, annaAt(day(11)));
  assert.deepEqual(some, { tag: 'handoff-incomplete', missing: ['Mål för insatsen'] });
  assert.equal(refusal(support, decided(), complete('order'), annaAt(day(11))).tag, 'step-awaits-handoff');
  assert.deepEqual(openOffers(support, decided().journey)[0]?.state, 'needs-handoff');
  assert.deepEqual(offered().journey.handoffs[0]?.included, ['Beslut', 'Mål för insatsen']);
});

test('D03 nothing passes the border but what the contract of the handoff names', () => {
  const more = { ...theOffer, included: ['Beslut', 'Mål för insatsen', 'Hela akten'] };
  const { facts } = travel(support, [[more, annaAt(day(11))]], decided());
  const fact = facts.at(-1);
  assert.ok(fact?.kind === 'handoff-offered');
  assert.deepEqual(fact.included, ['Beslut', 'Mål för insatsen']);
  assert.equal(openOffers(support, decided().journey)[0]?.step?.handoff?.border, 'other-board');
});

test('R045 the receiver accepts within an agreed time, and the three times are facts', () => {
  const { journey, facts } = accepted();
  const handoff = journey.handoffs[0];
  assert.equal(handoff?.offeredAt, day(11));
  assert.equal(handoff?.acceptBy, '2026-03-13T22:59:59.999Z');
  assert.equal(handoff?.endedAt, day(12));
  assert.equal(facts.at(-1)?.occurredAt, day(12));
  assert.equal(journey.places['order']?.teamId, provider);
  assert.equal(refusal(support, accepted(), complete('order'), annaAt(day(12))).tag, 'step-not-with-team');
  assert.equal(
    travel(support, [[complete('order'), ciaAt(day(13))]], accepted()).journey.places['deliver']?.teamId,
    provider,
  );
});

test('R045 the receiver returns with a reason, and the sender offers again', () => {
  const back = (reason: string) => ({ kind: 'return-handoff', handoffId: handoffId(1), reason }) as const;
  assert.deepEqual(refusal(support, offered(), back('–'), ciaAt(day(12))), { tag: 'reason-missing' });
  assert.equal(refusal(support, offered(), back('Målet saknas'), annaAt(day(12))).tag, 'handoff-not-to-you');
  const returned = travel(support, [[back('Målet saknas'), ciaAt(day(12))]], offered());
  assert.equal(returned.journey.handoffs[0]?.reason, 'Målet saknas');
  assert.equal(returned.journey.responsibleId, anna);
  const again = travel(support, [[{ ...theOffer, handoffId: handoffId(2) }, annaAt(day(13))]], returned);
  assert.deepEqual(
    again.journey.handoffs.map((h) => h.state),
    ['returned', 'offered'],
  );
});

test('a handoff that nobody has received is taken back by the sender, and by nobody else', () => {
  const back = { kind: 'withdraw-handoff', handoffId: handoffId(1) } as const;
  assert.equal(refusal(support, offered(), back, ciaAt(day(12))).tag, 'step-not-with-team');
  const withdrawn = travel(support, [[back, by(bo, intake, day(12))]], offered());
  assert.equal(withdrawn.journey.handoffs[0]?.state, 'withdrawn');
  assert.deepEqual(refusal(support, withdrawn, accept, ciaAt(day(12))), {
    tag: 'handoff-not-open',
    handoffId: handoffId(1),
    state: 'withdrawn',
  });
});

test('R123 the sender is responsible until the receiver accepts, and then one person of the receiving team', () => {
  assert.equal(offered().journey.responsibleId, anna);
  assert.equal(accepted().journey.responsibleId, cia);
  assert.equal(accepted().journey.teamId, provider);
  const outsider = refusal(support, offered(), { ...accept, responsibleId: bo }, ciaAt(day(12)));
  assert.deepEqual(outsider, { tag: 'person-not-in-team', personId: bo, teamId: provider });
});

test('R123 where the road says that the responsibility stays, only the step goes to the receiver', () => {
  const stays = {
    ...supportRoad,
    nodes: supportRoad.nodes.map((n) =>
      n.kind === 'step' && n.handoff ? { ...n, handoff: { ...n.handoff, responsibility: 'stays' as const } } : n,
    ),
  };
  const { journey } = travel(opened(stays), [[accept, ciaAt(day(12))]], offered());
  assert.equal(journey.responsibleId, anna);
  assert.equal(journey.teamId, intake);
  assert.equal(journey.places['order']?.teamId, provider);
  const done = travel(opened(stays), [[{ kind: 'complete-step', stepId: 'order' }, ciaAt(day(13))]], {
    journey,
    facts: [],
  });
  const after = Object.values(done.journey.places).map((place) => place.teamId);
  assert.deepEqual(after, [intake], 'what comes after is with the team that is responsible');
});

test('D02 a team that is offered a handoff may read the journey until it has returned it', () => {
  assert.deepEqual(readingTeams(decided().journey), [intake]);
  assert.deepEqual(readingTeams(offered().journey), [intake, provider]);
  const back = { kind: 'return-handoff', handoffId: handoffId(1), reason: 'Fel team' } as const;
  assert.deepEqual(readingTeams(travel(support, [[back, ciaAt(day(12))]], offered()).journey), [intake]);
  assert.deepEqual(readingTeams(accepted().journey), [intake, provider]);
  assert.deepEqual(holdingTeams(accepted().journey), [provider]);
});

test('R028 a journey is closed with an outcome on the need, before the end of the road only with a reason', () => {
  const close = (reason: string) => ({ kind: 'close-journey', outcome: 'partly', reason }) as const;
  assert.deepEqual(refusal(support, decided(), close(''), annaAt(day(20))), {
    tag: 'road-not-travelled',
    remaining: ['Ta emot beställningen'],
  });
  assert.deepEqual(refusal(support, decided(), close('.'), annaAt(day(20))), { tag: 'reason-missing' });
  const early = travel(support, [[close('Har flyttat'), annaAt(day(20))]], offered());
  assert.equal(early.journey.closed?.outcome, 'partly');
  assert.equal(early.journey.handoffs[0]?.state, 'withdrawn');
  assert.equal(refusal(support, early, complete('order'), annaAt(day(21))).tag, 'journey-closed');
  const end = travel(
    support,
    [
      [complete('order'), ciaAt(day(13))],
      [complete('deliver'), ciaAt(day(14))],
      [complete('review', 'again-end'), ciaAt(day(15))],
    ],
    accepted(),
  );
  assert.equal(end.journey.closed, null, 'the end of the road does not close the journey by itself');
  assert.deepEqual(travel(support, [[close(''), ciaAt(day(16))]], end).journey.closed?.endId, 'end');
});

test('R070 every fact carries who did it and wearing which hat', () => {
  const leader = by(bo, intake, day(13), { hat: 'team-leader' });
  const taken = travel(support, [[{ kind: 'take-step', stepId: 'receive' }, annaAt(day(3))]], begun());
  const back = travel(support, [[{ kind: 'put-back-step', stepId: 'receive' }, leader]], taken);
  assert.deepEqual(
    back.facts.map((f) => [f.kind, f.personId, f.hat]),
    [
      ['journey-started', anna, 'co-worker'],
      ['step-taken', anna, 'co-worker'],
      ['step-put-back', bo, 'team-leader'],
    ],
  );
});

test('a step is taken by one; the others of the team are told by whom', () => {
  const taken = travel(support, [[{ kind: 'take-step', stepId: 'receive' }, annaAt(day(3))]], begun());
  const other = { tag: 'step-taken-by-other', stepId: 'receive', personId: anna, at: day(3) };
  assert.deepEqual(refusal(support, taken, { kind: 'take-step', stepId: 'receive' }, by(bo, intake, day(4))), other);
  assert.deepEqual(refusal(support, taken, complete('receive'), by(bo, intake, day(4))), other);
  assert.deepEqual(
    refusal(support, taken, { kind: 'put-back-step', stepId: 'receive' }, by(bo, intake, day(4))),
    other,
  );
  assert.equal(decide(support, taken.journey, { kind: 'take-step', stepId: 'receive' }, annaAt(day(4))).ok, true);
});

test('who comes second is told who completed the step and when, also where the road has come back to it', () => {
  const once = travel(support, [[complete('receive'), annaAt(day(3))]], begun());
  const told = { tag: 'step-already-completed', stepId: 'receive', personId: anna, at: day(3) };
  assert.deepEqual(refusal(support, once, complete('receive'), by(bo, intake, day(4))), told);
  const delivering = travel(support, [[complete('order'), ciaAt(day(13))]], accepted());
  const looking = delivering.journey.revision;
  const round = travel(
    support,
    [
      [complete('deliver'), ciaAt(day(14))],
      [complete('review', 'again-deliver'), ciaAt(day(15))],
    ],
    delivering,
  );
  const late = refusal(support, round, complete('deliver'), ciaAt(day(16), { expected: looking }));
  assert.equal(late.tag, 'step-already-completed');
  assert.equal(travel(support, [[complete('deliver'), ciaAt(day(16))]], round).journey.visits['deliver']?.count, 2);
});

test('who looks at an old state is told what has happened since, unless the command still is possible', () => {
  const { journey } = decided();
  const gone = refusal(support, decided(), complete('deliver'), annaAt(day(11), { expected: 1 }));
  assert.deepEqual(gone, {
    tag: 'journey-moved-on',
    expected: 1,
    actual: 3,
    since: [
      { kind: 'step-completed', personId: anna, at: day(3) },
      { kind: 'step-completed', personId: anna, at: day(10) },
    ],
  });
  assert.ok(decide(support, journey, theOffer, annaAt(day(11), { expected: 1 })).ok);
});

test('a revision that the journey has never had is refused, whatever is asked', () => {
  for (const command of [complete('receive'), complete('deliver'), theOffer]) {
    const gone = refusal(support, decided(), command, annaAt(day(11), { expected: 99_999 }));
    assert.deepEqual(gone, { tag: 'revision-unknown', expected: 99_999, actual: 3 });
  }
});

test('a choice is asked for by name, and what happened earlier may be told now but not foretold', () => {
  const at = travel(support, [[complete('receive'), annaAt(day(3))]], begun());
  assert.deepEqual(refusal(support, at, complete('investigate'), annaAt(day(4))), {
    tag: 'choice-missing',
    stepId: 'investigate',
    choices: ['Ta emot beställningen', 'declined'],
  });
  assert.equal(refusal(support, at, complete('investigate', 'nowhere'), annaAt(day(4))).tag, 'choice-unknown');
  const told = (occurredAt: string) => annaAt(day(9), { occurredAt });
  assert.equal(refusal(support, at, complete('investigate', 'fork-order'), told(day(10))).tag, 'time-impossible');
  assert.equal(refusal(support, at, complete('investigate', 'fork-order'), told(day(2))).tag, 'time-impossible');
  const before = travel(support, [[complete('investigate', 'fork-order'), told(day(5))]], at);
  assert.equal(before.journey.places['order']?.since, day(5));
  const taken = travel(support, [[{ kind: 'take-step', stepId: 'investigate' }, annaAt(day(5))]], at);
  const early = refusal(support, taken, complete('investigate', 'fork-order'), told(day(4)));
  assert.deepEqual(early, { tag: 'time-impossible', earliest: day(5), latest: day(9) });
});

test('a choice is asked with the question of its fork, and along a chain of forks with all their questions', () => {
  const names = { processName: '', versionNumber: 1, people: {}, teams: {}, roadTeams: [] };
  const asked = (net: OpenRoad, at: Travelled) =>
    openOffers(net, at.journey).flatMap((o) =>
      offeredView(net, o, names).choices.map((c) => [c.flowId, c.question, c.name]),
    );
  assert.deepEqual(asked(support, travel(support, [[complete('receive'), annaAt(day(3))]], begun())), [
    ['fork-order', 'Beviljas insats?', 'Ta emot beställningen'],
    ['fork-declined', 'Beviljas insats?', 'declined'],
  ]);
  const made = road('start > a > first > b > end; first > second > c > end; second > d > end', {
    first: { kind: 'exclusive', name: 'Är personen på sjukhus?' },
    second: { kind: 'exclusive', name: 'Är det bråttom?' },
  });
  const label: Record<string, string> = { 'first-b': 'Ja', 'first-second': 'Nej', 'second-c': 'Ja', 'second-d': 'Nej' };
  const flows = made.flows.map((f) => ({ ...f, name: label[f.id] }));
  const chain = opened({ ...made, flows });
  assert.deepEqual(asked(chain, travel(chain, [[startCommand, annaAt(day(2))]])), [
    ['first-b', 'Är personen på sjukhus?', 'Ja'],
    ['second-c', 'Är personen på sjukhus? – Är det bråttom?', 'Nej – Ja'],
    ['second-d', 'Är personen på sjukhus? – Är det bråttom?', 'Nej – Nej'],
  ]);
  const unnamed = opened(road('start > a > fork > b > end; fork > c > end', { fork: { kind: 'exclusive', name: '' } }));
  const questions = asked(unnamed, travel(unnamed, [[startCommand, annaAt(day(2))]])).map(([, q]) => q);
  assert.deepEqual(questions, ['', '']);
});

test('an event that interrupts a step takes back a handoff that was on its way there', () => {
  const made = road('start > a > end; gone > end', {
    a: {
      kind: 'step',
      handoff: { include: [], acceptWithin: { count: 1, unit: 'day' }, border: 'same-board', responsibility: 'moves' },
    },
    gone: { kind: 'boundary', attachedTo: 'a', name: 'Ansökan återtas' },
  });
  const journey = travel(opened(made), [
    [startCommand, annaAt(day(2))],
    [{ ...theOffer, stepId: 'a' }, annaAt(day(2))],
    [{ kind: 'record-event', eventId: 'gone' }, annaAt(day(3))],
  ]).journey;
  assert.equal(journey.handoffs[0]?.state, 'withdrawn');
  assert.deepEqual(journey.marking, { at: {}, ends: ['end'] });
});

test('parallel ways belong each to its own team, and a fork that waits is chosen by itself', () => {
  const made = road('start > a > split > b > join > c > end; split > d > join', {
    split: { kind: 'parallel' },
    join: { kind: 'parallel' },
    d: {
      kind: 'step',
      handoff: { include: [], acceptWithin: { count: 1, unit: 'day' }, border: 'same-board', responsibility: 'stays' },
    },
  });
  const net = opened(made);
  const both = travel(net, [
    [startCommand, annaAt(day(2))],
    [complete('a'), annaAt(day(3))],
    [{ ...theOffer, stepId: 'd' }, annaAt(day(3))],
    [accept, ciaAt(day(4))],
  ]);
  assert.deepEqual(
    openOffers(net, both.journey).map((o) => [o.id, o.teamId, o.state]),
    [
      ['b', intake, 'ready'],
      ['d', provider, 'ready'],
    ],
  );
  const joined = travel(
    net,
    [
      [complete('b'), annaAt(day(5))],
      [complete('d'), ciaAt(day(6))],
    ],
    both,
  );
  assert.equal(joined.journey.places['c']?.teamId, intake, 'a lent step goes back to the team that holds the journey');
  const forked = opened(
    road('start > fork > a > end; fork > b > end', { fork: { kind: 'exclusive', name: 'Vilken?' } }),
  );
  const waiting = travel(forked, [[startCommand, annaAt(day(2))]]);
  assert.deepEqual(openOffers(forked, waiting.journey)[0]?.kind, 'choice');
  const chosen = travel(
    forked,
    [[{ kind: 'choose-way', gatewayId: 'fork', choice: 'fork-b' }, annaAt(day(2))]],
    waiting,
  );
  assert.deepEqual(Object.keys(chosen.journey.places), ['b']);
  const away = refusal(forked, chosen, { kind: 'choose-way', gatewayId: 'fork', choice: 'fork-b' }, annaAt(day(2)));
  assert.equal(away.tag, 'choice-not-awaited');
});

test('a team that is not on the road neither starts a journey nor is offered one', () => {
  const start = refusal(support, undefined, { ...startCommand, teamId: stranger }, by(bo, stranger, day(2)));
  assert.deepEqual(start, { tag: 'team-not-on-road', teamId: stranger });
  const offer = refusal(support, decided(), { ...theOffer, toTeamId: stranger }, annaAt(day(11)));
  assert.deepEqual(offer, { tag: 'team-not-on-road', teamId: stranger });
});
