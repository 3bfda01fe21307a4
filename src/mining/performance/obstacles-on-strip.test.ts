import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { readRoad } from '#process/bpmn/read.ts';
import { strip } from '#process/strip.ts';
import { obstaclesOnStrip } from './obstacles-on-strip.ts';
import { roadObstacles } from './road-obstacles.ts';

const folder = new URL('../../../samples/roads/', import.meta.url);
async function stripOf(file: string) {
  const read = await readRoad(readFileSync(new URL(file, folder), 'utf8'));
  assert.ok(read.ok);
  return strip(read.value.road);
}

/** A case for each list of activities, an hour apart. */
const logOf = (...cases: readonly (readonly string[])[]) =>
  logFromEvents(
    cases.flatMap((activities, c) =>
      activities.map((activity, n) => ({ caseId: `${c}`, activity, time: n * 3_600_000 })),
    ),
  );

test('R031 waits over target, crossings and returns are located on the road: on its ways, past steps, against it or off it', async () => {
  const aldre = await stripOf('aldre.bpmn');
  const [received, investigated, decided, planned, cared] = [
    'Ta emot och kontakta',
    'Gör hembesök och utred behoven',
    'Besluta',
    'Planera insatserna tillsammans',
    'Ge omsorgen',
  ] as const;
  const log = logOf(
    [received, investigated, decided, planned, cared, 'Följ upp', investigated],
    [received, decided, decided, received, 'Ring'],
  );
  const found = new Map(
    obstaclesOnStrip(roadObstacles(log, { targets: [{ to: investigated, seconds: 1800 }] }), aldre).map((one) => [
      `${one.from} → ${one.to}`,
      one,
    ]),
  );
  const nameOf = (id: string) => aldre.stops.find((stop) => stop.id === id)?.name;
  const place = (from: string, to: string) => found.get(`${from} → ${to}`)?.place;
  // An hour's wait where half an hour is the target, on the way where it was waited.
  assert.equal(found.get(`${received} → ${investigated}`)?.overTarget, 1);
  assert.equal(found.get(`${investigated} → ${decided}`)?.target?.kind, 'own-p85');
  assert.equal(found.get(`Följ upp → ${investigated}`)?.returns, 1);

  const onward = place(received, investigated);
  assert.ok(onward?.kind === 'way');
  const ways = onward.ways.map((id) => aldre.ways.find((way) => way.id === id)!);
  assert.equal(nameOf(ways[0]!.from), received);
  assert.equal(nameOf(ways.at(-1)!.to), investigated);
  for (const [n, way] of ways.entries()) if (n > 0) assert.equal(way.from, ways[n - 1]!.to);

  // The road leads back from the follow-up, so that it is a detour that the road has.
  assert.equal(place('Följ upp', investigated)?.kind, 'way-back');
  const past = place(received, decided);
  assert.ok(past?.kind === 'past');
  assert.deepEqual(past.steps.map(nameOf), [investigated]);
  assert.equal(place(decided, decided)?.kind, 'again');
  assert.equal(place(decided, received)?.kind, 'against');
  assert.deepEqual(place(received, 'Ring'), { kind: 'off-road', activities: ['Ring'] });
});

test('every step of every sample road has the one that follows on a way of its strip', async () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.bpmn'))) {
    const road = await stripOf(file);
    const isStation = (id: string) => road.stops.find((stop) => stop.id === id)?.kind === 'station';
    const pairs = road.ways.filter((way) => isStation(way.from) && isStation(way.to) && way.part !== 'back');
    assert.ok(pairs.length > 0, file);
    for (const { from, to } of pairs) {
      const [located] = obstaclesOnStrip(roadObstacles(logOf([from, to])), road);
      assert.equal(located?.place.kind, 'way', `${file}: ${from} → ${to}`);
    }
  }
});
