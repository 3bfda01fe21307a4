import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contentOf } from '#mining/formats/sample-log.test-data.ts';
import type { ObjectLog } from '#mining/ocel/object-log.ts';
import { objectSummary } from '#mining/ocel/object-summary.ts';
import { event, HOUSEHOLD, objectsOfText } from '#mining/ocel/sample-objects.test-data.ts';
import { flatten } from './flatten.ts';
import { flattenFigures } from './flatten-figures.ts';

async function read(file: unknown = HOUSEHOLD): Promise<ObjectLog> {
  const found = await objectsOfText(JSON.stringify(file));
  assert.ok(found.ok, JSON.stringify(found));
  return found.value.log;
}

test('each object of a type becomes a case with the events that concern it, in the order of time', async () => {
  const found = flatten(await read(), 'application');
  assert.ok(found.ok);
  const row = (id: string, activity: string, day: number, attributes: object) => ({
    activity,
    time: Date.UTC(2026, 2, day, 8),
    start: undefined,
    resource: undefined,
    attributes: { ...attributes, 'ocel:eid:text': id, 'ocel:qualifier:text': 'about' },
  });
  assert.deepEqual(contentOf(found.value.log), [
    {
      id: 'A1',
      attributes: { 'kind:text': 'income support' },
      events: [
        row('e1', 'apply', 2, { 'channel:text': 'web' }),
        row('e4', 'interview', 5, {}),
        row('e5', 'decide', 6, { 'granted:boolean': true }),
      ],
    },
    {
      id: 'A2',
      attributes: { 'kind:text': 'home care' },
      events: [
        row('e2', 'apply', 3, { 'channel:text': 'letter' }),
        row('e4', 'interview', 5, {}),
        row('e6', 'decide', 7, { 'granted:boolean': false }),
      ],
    },
  ]);
  assert.equal(found.value.log.activities.size, 3);
});

test('an attribute of the object that changes is the event’s, as it was then', async () => {
  const found = flatten(await read(), 'household');
  assert.ok(found.ok);
  const { log } = found.value;
  assert.deepEqual(log.caseAttributes, []);
  const income = log.eventAttributes.find(({ path }) => path[0] === 'household:income');
  assert.deepEqual(income?.values, { type: 'int', numbers: Float64Array.of(9000, 9000, 7000) });
});

test('how many events fall out, are repeated, and lose what tells them apart, is told for each type', async () => {
  const log = await read();
  const [applications, household] = flattenFigures(log);
  assert.deepEqual(applications, {
    objectType: 'application',
    ...{ cases: 2, rows: 6, ofEvents: 6 },
    // The phone call concerns none; the interview concerns both.
    ...{ eventsLeftOut: 1, eventsRepeated: 1, rowsAdded: 1 },
    ...{ rowsDiverging: 0, objectsLeftOut: 0 },
  });
  // The household applies twice, each time about another application.
  assert.deepEqual([household?.rows, household?.eventsLeftOut, household?.rowsDiverging], [3, 3, 2]);
  const summary = objectSummary(log);
  assert.deepEqual([summary.eventsWithoutObjects, summary.objectsWithoutEvents, summary.changes], [1, 0, 1]);
});

test('who did it is an attribute of the events or a type of object', async () => {
  const log = await read({
    ...HOUSEHOLD,
    objects: [...HOUSEHOLD.objects, { id: 'Kim', type: 'officer' }],
    events: [
      event('e1', 'apply', '2026-03-02T08:00:00Z', ['A1'], [{ name: 'resource', value: 'Robin' }]),
      event('e2', 'decide', '2026-03-03T08:00:00Z', ['A1', 'Kim']),
    ],
  });
  const who = (resource?: string) => {
    const found = flatten(log, 'application', resource === undefined ? {} : { resource });
    assert.ok(found.ok);
    const [first] = contentOf(found.value.log) as { events: { resource: string | undefined }[] }[];
    return first?.events.map((one) => one.resource);
  };
  assert.deepEqual(who(), ['Robin', undefined]);
  assert.deepEqual(who('officer'), [undefined, 'Kim']);
  const wrong = flatten(log, 'application', { resource: 'team' });
  assert.deepEqual(wrong, {
    ok: false,
    refusal: { tag: 'resource-unknown', resource: 'team', has: ['resource', 'application', 'household', 'officer'] },
  });
});

test('a type without objects, or without events, is refused with the types there are', async () => {
  const log = await read({ ...HOUSEHOLD, objects: [...HOUSEHOLD.objects, { id: 'T', type: 'team' }] });
  assert.deepEqual(flatten(log, 'person'), {
    ok: false,
    refusal: { tag: 'object-type-unknown', objectType: 'person', types: ['application', 'household', 'team'] },
  });
  assert.deepEqual(flatten(log, 'team'), { ok: false, refusal: { tag: 'no-events-of-type', objectType: 'team' } });
});

test('whatever the relations, rows are the distinct pairs of event and object, and events that fall out are the others', async () => {
  const ids = ['A1', 'A2', 'H'];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.constantFrom(...ids), { maxLength: 5 }), { minLength: 1 }),
      async (events) => {
        const log = await read({
          ...HOUSEHOLD,
          events: events.map((objects, i) => event(`e${i}`, 'apply', `2026-03-02T08:00:0${i % 10}Z`, objects)),
        });
        for (const figures of flattenFigures(log)) {
          const own = ids.filter((id) => (figures.objectType === 'household') === (id === 'H'));
          const pairs = events.map((objects) => new Set(objects.filter((id) => own.includes(id))).size);
          assert.equal(
            figures.rows,
            pairs.reduce((sum, n) => sum + n, 0),
          );
          assert.equal(figures.eventsLeftOut, pairs.filter((n) => n === 0).length);
          assert.equal(figures.eventsRepeated, pairs.filter((n) => n > 1).length);
          assert.equal(figures.rowsAdded, figures.rows - (figures.ofEvents - figures.eventsLeftOut));
          const found = flatten(log, figures.objectType);
          assert.ok(found.ok);
          assert.deepEqual([found.value.log.cases, found.value.log.events], [figures.cases, figures.rows]);
        }
      },
    ),
    { numRuns: 50 },
  );
});
