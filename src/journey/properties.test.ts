import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { PersonId, TeamId } from '#lib/id.ts';
import { seededRandom } from '#lib/random.ts';
import { readRoad } from '#process/bpmn/read.ts';
import { block, blockRoad, road } from '#process/road.test-data.ts';
import type { Road } from '#process/road.ts';
import type { Actor } from './actor.ts';
import { clockStates } from './clock.ts';
import { fold, undoneIn } from './evolve.ts';
import type { JourneyCommand, JourneyFact } from './journey.ts';
import { openOffers } from './offer.ts';
import type { OpenRoad } from './open-road.ts';
import { changeOf, project } from './project.ts';
import { run, type Travelled } from './run.ts';
import type { Journey } from './state.ts';
import { standsStill } from './still.ts';
import { anna, by, handoffId, intake, members, opened, provider, startCommand } from './travel.test-data.ts';
import { isAct } from './undo.ts';

const samples = ['aldre', 'barn-och-unga', 'ekonomiskt-bistand', 'funktionsstod-lss', 'skadligt-bruk'];

async function sampleRoads(): Promise<Road[]> {
  const files = samples.map((name) => new URL(`../../samples/roads/${name}.bpmn`, import.meta.url));
  const read = await Promise.all(files.map((file) => readRoad(readFileSync(file, 'utf8'))));
  return read.map((r) => {
    assert.ok(r.ok);
    return r.value.road;
  });
}

const peopleOf = (team: string): readonly PersonId[] => (members as Record<string, readonly PersonId[]>)[team] ?? [];
const teams: readonly TeamId[] = [intake, provider];
const outcomes = ['met', 'partly', 'not-met'] as const;

/** The number of the last act that stands, or of the one before it; 0 when there is none. */
function latestAct(facts: readonly JourneyFact[], back: 1 | 2): number {
  const undone = undoneIn(facts);
  return facts.flatMap((fact, i) => (isAct(fact) && !undone.has(i + 1) ? [i + 1] : [])).at(-back) ?? 0;
}

/** Any command at all: mostly of what is offered, now and then of something that isn't. */
function anyCommand(road: OpenRoad, { journey, facts }: Travelled, random: () => number): JourneyCommand {
  const one = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const offers = openOffers(road, journey);
  const offer = random() < 0.9 ? one(offers) : undefined;
  const stepId = offer?.id ?? one([...road.steps.keys()]) ?? '';
  const choice = offer && offer.options.length > 0 && random() < 0.9 ? one(offer.options)?.id : undefined;
  const open = journey.handoffs.filter((h) => h.state === 'offered');
  const anyHandoff = one(random() < 0.9 ? open : journey.handoffs)?.handoffId ?? handoffId(0);
  const responsibleId = one(Object.values(members).flat()) as PersonId;
  const included = road.steps.get(stepId)?.handoff?.include ?? [];
  const fresh = handoffId(journey.handoffs.length + 1);
  const commands: JourneyCommand[] = [
    { kind: 'take-step', stepId },
    { kind: 'put-back-step', stepId },
    { kind: 'offer-handoff', handoffId: fresh, stepId, toTeamId: one(teams) ?? intake, included, message: '' },
    { kind: 'accept-handoff', handoffId: anyHandoff, responsibleId },
    { kind: 'accept-handoff', handoffId: anyHandoff, responsibleId },
    { kind: 'return-handoff', handoffId: anyHandoff, reason: random() < 0.9 ? 'Något saknas' : '' },
    { kind: 'withdraw-handoff', handoffId: anyHandoff },
    { kind: 'change-responsible', responsibleId, teamId: journey.teamId },
    { kind: 'close-journey', outcome: one(outcomes) ?? 'met', reason: random() < 0.05 ? 'Har flyttat' : '' },
    { kind: 'undo-act', act: latestAct(facts, random() < 0.9 ? 1 : 2), reason: random() < 0.9 ? 'Fel resa' : '' },
  ];
  if (random() > 0.5) return one(commands) as JourneyCommand;
  if (offer?.kind === 'event') return { kind: 'record-event', eventId: stepId, choice };
  if (offer?.kind === 'choice') return { kind: 'choose-way', gatewayId: stepId, choice: choice ?? 'none' };
  return { kind: 'complete-step', stepId, choice };
}

/** What always holds of a journey, whatever has been asked of it. */
function assertPossible(road: OpenRoad, journey: Journey, facts: number) {
  assert.equal(journey.revision, facts, 'the revision is the count of facts');
  assert.ok(peopleOf(journey.teamId).includes(journey.responsibleId), 'one person of the holding team is responsible');
  for (const [place, tokens] of Object.entries(journey.marking.at)) {
    assert.ok(tokens > 0);
    assert.ok(road.net.nodes.has(place) || road.net.arcs.has(place), 'tokens lie on the road');
  }
  if (journey.closed) {
    assert.deepEqual(openOffers(road, journey), []);
    assert.ok(journey.clocks.every((c) => c.stoppedAt !== null));
    assert.ok(journey.handoffs.every((h) => h.state !== 'offered'));
    return;
  }
  const standing = Object.keys(journey.marking.at).filter((place) => road.net.nodes.has(place));
  assert.deepEqual(Object.keys(journey.places).sort(), standing.sort(), 'it stands where its tokens lie');
  for (const h of journey.handoffs.filter((x) => x.state === 'offered'))
    assert.ok(journey.places[h.stepId], 'a handoff on its way is of a step where the journey stands');
  for (const clock of road.clocks.keys())
    assert.ok(journey.clocks.filter((c) => c.clockId === clock && c.stoppedAt === null).length <= 1);
}

/** Asks for a number of things in a row; returns how far the journey came. `seen` is told of each thing that was done. */
function wander(
  road: OpenRoad,
  seed: number,
  count: number,
  seen: (before: Travelled, after: Travelled, actor: Actor) => void = () => {},
): Travelled {
  const random = seededRandom(seed);
  const crew = teams.flatMap((team) => peopleOf(team).map((person) => [person, team] as const));
  const actor = (n: number) => {
    const [person, team] = crew[Math.floor(random() * crew.length)] ?? [anna, intake];
    const hat = random() < 0.2 ? 'team-leader' : 'co-worker';
    return by(person, team, new Date(Date.UTC(2026, 0, 1) + n * 3_600_000 * 13).toISOString(), { hat });
  };
  const { start, goal } = road.road.situations;
  const situations = { startSituation: start[0]?.code ?? '', goalSituation: goal[0]?.code ?? '' };
  const first = run(road, undefined, { ...startCommand, ...situations }, { ...actor(0), teamIds: [intake] });
  assert.ok(first.ok);
  let at = first.value;
  let did: Actor | undefined;
  for (let n = 1; n < count; n++) {
    // Now and then whoever did the latest thing finds at once that it was a mistake.
    const regretted = did !== undefined && random() < 0.15 ? did : undefined;
    const who = { ...actor(n), ...(regretted && { personId: regretted.personId, teamIds: regretted.teamIds }) };
    const undo: JourneyCommand = { kind: 'undo-act', act: latestAct(at.facts, 1), reason: 'Fel resa' };
    const next = run(road, at, regretted ? undo : anyCommand(road, at, random), who);
    if (!next.ok) continue;
    const added = next.value.facts.slice(at.facts.length);
    if (at.journey.closed !== null)
      assert.ok(
        added.every(({ kind }) => kind === 'act-undone'),
        'nothing but undoing it is accepted after closing',
      );
    seen(at, next.value, who);
    at = next.value;
    did = who;
    assertPossible(road, at.journey, at.facts.length);
  }
  return at;
}

test('R123 whatever is asked, a journey on a sample road has one responsible, stands on its road, and is the fold of its facts', async () => {
  const roads = (await sampleRoads()).map(opened);
  const kinds = new Set<string>();
  fc.assert(
    fc.property(fc.constantFrom(...roads), fc.integer(), (road, seed) => {
      const { journey, facts } = wander(road, seed, 120);
      for (const fact of facts) kinds.add(fact.kind);
      assert.deepEqual(fold(road, facts), journey);
      assert.deepEqual(JSON.parse(JSON.stringify(journey)), journey, 'the fold is plain JSON');
    }),
    { numRuns: 150 },
  );
  assert.ok(kinds.has('act-undone') && kinds.size >= 12, `most kinds of facts happened: ${[...kinds]}`);
});

test('on any road whatever is asked leaves a possible journey', () => {
  fc.assert(
    fc.property(block, fc.integer(), (b, seed) => {
      const road = opened(blockRoad(b));
      const { journey, facts } = wander(road, seed, 40);
      assert.deepEqual(fold(road, facts), journey);
    }),
    { numRuns: 150 },
  );
});

test('what is written of a change turns the rows before into the rows after', async () => {
  const roads = (await sampleRoads()).map(opened);
  fc.assert(
    fc.property(fc.constantFrom(...roads), fc.integer(), fc.nat({ max: 60 }), (road, seed, cut) => {
      const { journey, facts } = wander(road, seed, 80);
      const before = project(road, fold(road, facts.slice(0, 1 + (cut % facts.length))));
      const after = project(road, journey);
      const change = changeOf(before, after);
      const offers = new Map(before.offers.map((o) => [o.node_id, o]));
      for (const id of change.offers.gone) offers.delete(id);
      for (const o of change.offers.written) offers.set(o.node_id, o);
      const clocks = new Map(before.clocks.map((c) => [`${c.clock_id} ${c.run}`, c]));
      for (const { clock_id, run } of change.clocks.gone) clocks.delete(`${clock_id} ${run}`);
      for (const c of change.clocks.written) clocks.set(`${c.clock_id} ${c.run}`, c);
      const sorted = (rows: Iterable<object>) => [...rows].map((r) => JSON.stringify(r)).sort();
      assert.deepEqual(sorted(offers.values()), sorted(after.offers));
      assert.deepEqual(sorted(clocks.values()), sorted(after.clocks));
      const kept = before.teams.filter((t) => !change.teams.gone.includes(t));
      assert.deepEqual([...kept, ...change.teams.written].sort(), [...after.teams].sort());
    }),
    { numRuns: 80 },
  );
});

/** A road on which each step is handed over, so that receiving is often done, and undone. */
const handedOver = opened(
  road('start > first > second > third > end', {
    ...Object.fromEntries(
      ['first', 'second', 'third'].map((id) => [
        id,
        {
          kind: 'step',
          handoff: {
            include: [],
            acceptWithin: { count: 2, unit: 'working-day' },
            border: 'other-board',
            responsibility: id === 'second' ? 'stays' : 'moves',
          },
        },
      ]),
    ),
  }),
);

/** All that anybody sees of a journey at a time: its state, its offers, the rows that lists read, its clocks, its standing still. */
function seenOf(road: OpenRoad, { revision: _, trail: __, ...state }: Journey, now: string) {
  const journey: Journey = { ...state, revision: 0, trail: [] };
  return {
    rows: project(road, journey),
    offers: openOffers(road, journey),
    clocks: clockStates(road, journey, now),
    still: standsStill(road, journey, now),
  };
}

test('whatever was done before, an act that is undone by whoever did it leaves the journey, its lists and clocks as they were', async () => {
  const roads = (await sampleRoads()).map(opened);
  const kinds = new Set<string>();
  const check = (road: OpenRoad, seed: number, count: number) =>
    wander(road, seed, count, (before, after, actor) => {
      const act = after.facts.at(-1);
      if (act === undefined || !isAct(act) || after.facts.length === before.facts.length) return;
      // Whoever doesn't act for the team that holds the journey is not let to close it, though `decide` would (`may.ts`).
      if (act.kind === 'journey-closed' && !actor.teamIds.includes(before.journey.teamId)) return;
      const undone = run(road, after, { kind: 'undo-act', act: after.facts.length, reason: '' }, actor);
      assert.ok(undone.ok, JSON.stringify(undone));
      kinds.add(act.kind);
      const later = new Date(Date.parse(actor.at) + 9 * 86_400_000).toISOString();
      for (const now of [actor.at, later])
        assert.deepEqual(seenOf(road, undone.value.journey, now), seenOf(road, before.journey, now));
      const change = changeOf(project(road, after.journey), project(road, undone.value.journey));
      assert.ok(change.handoffs.every((h) => before.journey.handoffs.some(({ handoffId: id }) => id === h.id)));
    });
  fc.assert(
    fc.property(fc.constantFrom(...roads), fc.integer(), (road, seed) => void check(road, seed, 120)),
    { numRuns: 60 },
  );
  fc.assert(
    fc.property(fc.integer(), (seed) => void check(handedOver, seed, 120)),
    { numRuns: 60 },
  );
  fc.assert(
    fc.property(block, fc.integer(), (b, seed) => void check(opened(blockRoad(b)), seed, 40)),
    { numRuns: 60 },
  );
  assert.equal(kinds.size, 5, `every kind of act was undone: ${[...kinds]}`);
});

/** The same journey by numbers that count only what stands. */
function unnumbered({ revision: _, trail: __, places, visits, ...rest }: Journey) {
  return {
    ...rest,
    places: Object.fromEntries(Object.entries(places).map(([id, place]) => [id, { ...place, revision: 0 }])),
    visits: Object.fromEntries(
      Object.entries(visits).map(([id, visit]) => [
        id,
        { ...visit, done: visit.done && { ...visit.done, revision: 0 } },
      ]),
    ),
  };
}

test('a journey with things undone is the journey on which they never happened', async () => {
  const roads = (await sampleRoads()).map(opened);
  let undoings = 0;
  const kinds = new Set<string>();
  fc.assert(
    fc.property(fc.constantFrom(handedOver, ...roads), fc.integer(), (road, seed) => {
      const { journey, facts } = wander(road, seed, 120);
      const undone = undoneIn(facts);
      const standing = facts.filter((fact, i) => fact.kind !== 'act-undone' && !undone.has(i + 1));
      undoings += facts.length - standing.length - undone.size;
      for (const fact of facts) {
        const act = fact.kind === 'act-undone' ? facts[fact.act - 1] : undefined;
        if (act !== undefined) kinds.add(act.kind);
      }
      assert.deepEqual(unnumbered(journey), unnumbered(fold(road, standing)));
    }),
    { numRuns: 150 },
  );
  assert.ok(undoings > 50, `${undoings} undoings`);
  assert.ok(kinds.has('handoff-accepted') && kinds.has('journey-closed'), `${[...kinds]} were undone`);
});
