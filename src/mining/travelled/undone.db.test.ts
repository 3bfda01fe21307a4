import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startedJourney } from '#app/sample-input.test-data.ts';
import { openSmallOrganisation, processes, versions } from '#app/small-organisation.test-data.ts';
import { insertJourneys } from '#journey/bulk-store.ts';
import { fold, undoneIn } from '#journey/evolve.ts';
import type { OpenRoad } from '#journey/open-road.ts';
import type { Travelled } from '#journey/run.ts';
import { opened } from '#journey/travel.test-data.ts';
import { isAct } from '#journey/undo.ts';
import { trip } from './trip.test-data.ts';

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
  const undoneKinds = new Set(
    trips.flatMap(({ facts }) => facts.flatMap((f) => (f.kind === 'act-undone' ? [facts[f.act - 1]?.kind] : []))),
  );
  assert.ok(undoneKinds.has('handoff-accepted') && undoneKinds.has('journey-closed'), [...undoneKinds].join());
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
  const done = await resultsOf(0);
  assert.notDeepEqual(done, before);
  const undo = async (journey: string, act: number) => {
    const undone = await small.ask('co-worker', 'POST', `/api/journeys/${journey}/acts/${act}/undoing`, {});
    assert.equal(undone.status, 200, JSON.stringify(undone.body));
  };
  const closings: [string, number][] = [];
  for (const journey of journeys) {
    const body = { outcome: 'met', reason: 'Fel resa' };
    const closed = await small.ask('co-worker', 'POST', `/api/journeys/${journey}/closing`, body);
    closings.push([journey, closed.body.undo.act]);
  }
  assert.notDeepEqual(await resultsOf(0), done, 'closings are counted');
  for (const [journey, act] of closings) await undo(journey, act);
  assert.deepEqual(await resultsOf(0), done, 'and are not once they are undone');
  for (const [journey, act] of acts) await undo(journey, act);
  assert.deepEqual(await resultsOf(0), before);
  // The figures are as before, and yet of more facts: what they were reckoned from tells the two apart.
  const { snapshot } = await basisOf();
  assert.ok(snapshot.facts >= basis.snapshot.facts + 2 * acts.length);
  assert.notEqual(snapshot.sha256, basis.snapshot.sha256);
});
