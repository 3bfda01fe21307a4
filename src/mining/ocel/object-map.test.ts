import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { summaryOf } from '#mining/log/summary.ts';
import { mapOf } from '#mining/map/map.ts';
import { flatten } from './flat/flatten.ts';
import type { ObjectLog } from './object-log.ts';
import { objectMap } from './object-map.ts';
import { event, HOUSEHOLD, objectsOfText } from './sample-objects.test-data.ts';

async function read(file: unknown = HOUSEHOLD): Promise<ObjectLog> {
  const found = await objectsOfText(JSON.stringify(file));
  assert.ok(found.ok, JSON.stringify(found));
  return found.value.log;
}

test('events are counted once, objects by type, and what follows what for each type of object', async () => {
  const map = objectMap(await read());
  assert.deepEqual(map.nodes, [
    {
      activity: 'apply',
      events: 2,
      objectTypes: {
        application: { events: 2, objects: 2, relations: 2 },
        household: { events: 2, objects: 1, relations: 2 },
      },
    },
    { activity: 'decide', events: 2, objectTypes: { application: { events: 2, objects: 2, relations: 2 } } },
    {
      activity: 'interview',
      events: 1,
      objectTypes: {
        application: { events: 1, objects: 2, relations: 2 },
        household: { events: 1, objects: 1, relations: 1 },
      },
    },
    { activity: 'phone call', events: 1, objectTypes: {} },
  ]);
  const edge = (objectType: string, from: string, to: string, count: number) => ({ objectType, from, to, count });
  assert.deepEqual(
    map.edges.map(({ eventPairs, objects, ...rest }) => ({ ...rest, eventPairs, objects })),
    [
      { ...edge('application', 'apply', 'interview', 2), eventPairs: 2, objects: 2 },
      { ...edge('application', 'interview', 'decide', 2), eventPairs: 2, objects: 2 },
      { ...edge('household', 'apply', 'apply', 1), eventPairs: 1, objects: 1 },
      { ...edge('household', 'apply', 'interview', 1), eventPairs: 1, objects: 1 },
    ],
  );
  assert.deepEqual(map.start, { application: { apply: 2 }, household: { apply: 1 } });
  assert.deepEqual(map.end, { application: { decide: 2 }, household: { interview: 1 } });
});

test('several objects between the same two events are one pair of events, and one object going twice is one object', async () => {
  const log = await read({
    ...HOUSEHOLD,
    events: [
      event('e1', 'apply', '2026-03-01T08:00:00Z', ['A1', 'A2']),
      event('e2', 'decide', '2026-03-02T08:00:00Z', ['A1', 'A2', 'A1']),
      event('e3', 'apply', '2026-03-03T08:00:00Z', ['A1']),
      event('e4', 'decide', '2026-03-04T08:00:00Z', ['A1']),
    ],
  });
  const [first, second] = objectMap(log).edges;
  assert.deepEqual(first, {
    ...{ objectType: 'application', from: 'apply', to: 'decide' },
    ...{ count: 3, eventPairs: 2, objects: 2 },
  });
  assert.deepEqual([second?.from, second?.to, second?.count], ['decide', 'apply', 1]);
});

test('for every type the map counts what the map of its case log counts', async () => {
  const names = fc.constantFrom('apply', 'interview', 'decide');
  const objects = fc.array(fc.constantFrom('A1', 'A2', 'H'), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(names, objects), { minLength: 1, maxLength: 20 }), async (events) => {
      const log = await read({
        ...HOUSEHOLD,
        events: events.map(([name, ids], i) => event(`e${i}`, name, `2026-03-02T08:00:${10 + (i % 7)}Z`, ids)),
      });
      const map = objectMap(log);
      assert.equal(
        map.nodes.reduce((sum, node) => sum + node.events, 0),
        log.events,
      );
      for (const type of ['application', 'household']) {
        const flat = flatten(log, type);
        const own = map.edges.filter((one) => one.objectType === type);
        if (!flat.ok) {
          assert.deepEqual(own, []);
          continue;
        }
        const key = (one: { from: string; to: string; count: number }) => `${one.from} → ${one.to}: ${one.count}`;
        assert.deepEqual(own.map(key).sort(), mapOf(flat.value.log).edges.map(key).sort());
        const summary = summaryOf(flat.value.log);
        assert.deepEqual(map.start[type], { ...summary.start });
        assert.deepEqual(map.end[type], { ...summary.end });
        const relations = map.nodes.reduce((sum, node) => sum + (node.objectTypes[type]?.relations ?? 0), 0);
        assert.equal(relations, summary.events);
        for (const one of own) assert.ok(one.eventPairs <= one.count && one.objects <= one.count);
      }
    }),
    { numRuns: 60 },
  );
});
