import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startedJourney } from '#app/sample-input.test-data.ts';
import {
  assignmentOf,
  elsewhere,
  openSmallOrganisation,
  personOf,
  processes,
  teams,
  versions,
} from '#app/small-organisation.test-data.ts';
import type { Actor } from '#journey/actor.ts';
import { insertJourneys } from '#journey/bulk-store.ts';
import { fold, undoneIn } from '#journey/evolve.ts';
import type { JourneyCommand } from '#journey/journey.ts';
import { type OpenOffer, openOffers } from '#journey/offer.ts';
import type { OpenRoad } from '#journey/open-road.ts';
import { run, type Travelled } from '#journey/run.ts';
import { opened } from '#journey/travel.test-data.ts';
import { isAct } from '#journey/undo.ts';
import { HandoffId, JourneyId } from '#lib/id.ts';
import { seededRandom } from '#lib/random.ts';

const hour = 3_600_000;
const ids = (process: 'a' | 'b', n: number) => `0000000${process}-0000-4000-8000-${String(n).padStart(12, '0')}`;
const ours = personOf('co-worker');

/** Commands one after the other, an hour apart; one that isn't possible ends the trip. */
function traveller(road: OpenRoad, startedAt: number) {
  let hours = 0;
  let at: Travelled | undefined;
  const give = (command: JourneyCommand, team: 0 | 1): boolean => {
    hours += 1;
    const actor: Actor = {
      personId: team === 0 ? ours : elsewhere.personId,
      hat: 'co-worker',
      assignmentId: team === 0 ? assignmentOf('co-worker') : elsewhere.assignmentId,
      at: new Date(startedAt + hours * hour).toISOString(),
      teamIds: [teams[team]],
      roadTeams: teams,
      members: { [teams[0]]: [ours], [teams[1]]: [elsewhere.personId] },
    };
    const next = run(road, at, command, actor);
    if (next.ok) at = next.value;
    return next.ok;
  };
  return { give, now: () => at as Travelled };
}

/** One journey along the road; now and then something is done by mistake, taken up by the next, put back and undone. */
function trip(road: OpenRoad, n: number): Travelled {
  const random = seededRandom(n);
  const { give, now } = traveller(road, Date.parse('2026-01-02T08:00:00Z') + (n % 8) * 24 * hour);
  const { start, goal } = road.road.situations;
  const begun = give(
    {
      kind: 'start-journey',
      journeyId: JourneyId.parse(ids('a', n)),
      reference: `${n} a`,
      processId: processes[0],
      versionId: versions[0],
      startSituation: start[0]?.code ?? '',
      goalSituation: goal[0]?.code ?? '',
      teamId: teams[0],
      responsibleId: ours,
    },
    0,
  );
  assert.ok(begun);
  const doIt = (offer: OpenOffer, option: number, team: 0 | 1) => {
    const choice = offer.options.length === 0 ? undefined : offer.options[option % offer.options.length]?.id;
    if (offer.kind === 'event') return give({ kind: 'record-event', eventId: offer.id, choice }, team);
    if (offer.kind === 'choice') return give({ kind: 'choose-way', gatewayId: offer.id, choice: choice ?? '' }, team);
    return give({ kind: 'complete-step', stepId: offer.id, choice }, team);
  };
  for (let moves = 0; moves < 12; moves++) {
    const offer = openOffers(road, now().journey).filter((o) => !o.beside)[0];
    if (offer === undefined) break;
    const team = offer.teamId === teams[0] ? 0 : 1;
    if (offer.state === 'needs-handoff') {
      const handoffId = HandoffId.parse(ids('a', 1000 * n + moves));
      const toTeamId = teams[team === 0 ? 1 : 0];
      const included = offer.step?.handoff?.include ?? [];
      give({ kind: 'offer-handoff', handoffId, stepId: offer.id, toTeamId, included, message: '' }, team);
      const by = team === 0 ? 1 : 0;
      give({ kind: 'accept-handoff', handoffId, responsibleId: by === 0 ? ours : elsewhere.personId }, by);
      continue;
    }
    if (offer.kind === 'step') give({ kind: 'take-step', stepId: offer.id }, team);
    const option = Math.floor(random() * 4);
    if (random() < 0.5 && doIt(offer, option + 1, team)) {
      const act = now().facts.length;
      const next = openOffers(road, now().journey).find((o) => o.kind === 'step' && o.state === 'ready');
      if (next !== undefined && next.taken === null) {
        give({ kind: 'take-step', stepId: next.id }, next.teamId === teams[0] ? 0 : 1);
        give({ kind: 'put-back-step', stepId: next.id }, next.teamId === teams[0] ? 0 : 1);
      }
      assert.ok(give({ kind: 'undo-act', act, reason: '' }, team));
    }
    if (!doIt(offer, option, team)) break;
  }
  if (openOffers(road, now().journey).length === 0) give({ kind: 'close-journey', outcome: 'met', reason: '' }, 0);
  return now();
}

/** The same journey on which nothing was done by mistake, in the other process. */
function unmistaken(road: OpenRoad, { facts }: Travelled): Travelled {
  const undone = undoneIn(facts);
  const standing = facts.filter((fact, i) => fact.kind !== 'act-undone' && !undone.has(i + 1));
  const moved = JSON.parse(
    JSON.stringify(standing)
      .replaceAll('"0000000a-', '"0000000b-')
      .replaceAll(processes[0], processes[1])
      .replaceAll(versions[0], versions[1])
      .replaceAll(' a"', ' b"'),
  );
  return { facts: moved, journey: fold(road, moved) };
}

test('figures know nothing of what was undone: counts, ways, lead times and handoffs are as if it had never happened', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const road = opened(small.road);
  const trips = Array.from({ length: 60 }, (_, n) => trip(road, n + 1));
  const undoings = trips.flatMap(({ facts }) => facts.filter(({ kind }) => kind === 'act-undone'));
  assert.ok(undoings.length > 60, `${undoings.length} undoings`);
  assert.ok(trips.some(({ facts }) => facts.some((fact) => isAct(fact) && fact.kind === 'event-occurred')));
  const both = [...trips, ...trips.map((one) => unmistaken(road, one))].map((one) => ({ ...one, road }));
  const organisationId = (await small.ask('auditor', 'GET', '/api/session')).body.acting.organisationId;
  await small.world.database.write({ organisationId }, (tx) => insertJourneys(tx, { organisationId }, both));
  const resultsOf = async (n: 0 | 1) => {
    const answer = await small.ask('auditor', 'GET', `/api/processes/${processes[n]}/results`);
    assert.equal(answer.status, 200);
    const { subject: _, basis, ...results } = answer.body;
    // What was undone is in the facts that the figures are of, and in nothing that they say.
    return { ...results, basis: { ...basis, computedAt: '', snapshot: null } };
  };
  const basisOf = async () => (await small.ask('auditor', 'GET', `/api/processes/${processes[0]}/results`)).body.basis;
  const results = await resultsOf(0);
  assert.deepEqual(results, await resultsOf(1));
  assert.ok(
    results.strip.some((step: { passes: number | null }) => (step.passes ?? 0) > 5),
    'steps are told of',
  );
  assert.ok(results.variants.items.length > 0 && results.handoffs.offered > 5, 'ways and handoffs are told of');

  // The thread that reckons remembers what it has played: also of a journey on which nothing is left.
  const journeys = await Promise.all(Array.from({ length: 6 }, () => startedJourney(small, 0)));
  const before = await resultsOf(0);
  const basis = await basisOf();
  assert.deepEqual([basis.snapshot, basis.filters], [(await basisOf()).snapshot, { paths: 20 }]);
  const acts: [string, number][] = [];
  for (const journey of journeys) {
    const { body } = await small.ask('co-worker', 'GET', `/api/journeys/${journey}`);
    const [offer] = body.offered;
    const choice = offer.choices[0]?.flowId;
    const url = `/api/journeys/${journey}/steps/${offer.id}/completion`;
    const done = await small.ask('co-worker', 'POST', url, choice === undefined ? {} : { choice });
    assert.equal(done.status, 200, JSON.stringify(done.body));
    acts.push([journey, done.body.undo.act]);
  }
  assert.notDeepEqual(await resultsOf(0), before);
  for (const [journey, act] of acts)
    assert.equal(
      (await small.ask('co-worker', 'POST', `/api/journeys/${journey}/acts/${act}/undoing`, {})).status,
      200,
    );
  assert.deepEqual(await resultsOf(0), before);
  // The figures are as before, and yet of more facts: what they were reckoned from tells the two apart.
  const { snapshot } = await basisOf();
  assert.ok(snapshot.facts >= basis.snapshot.facts + 2 * acts.length);
  assert.notEqual(snapshot.sha256, basis.snapshot.sha256);
});
