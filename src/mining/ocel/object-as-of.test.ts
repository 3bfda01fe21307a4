import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asOf } from '#mining/log/as-of.ts';
import { valueAt } from '#mining/log/log.ts';
import { flatten } from './flat/flatten.ts';
import { objectsAsOf } from './object-as-of.ts';
import type { ObjectLog } from './object-log.ts';
import { HOUSEHOLD, manyHouseholds, objectContent, objectsOfText } from './sample-objects.test-data.ts';

async function logOf(text: object) {
  const read = await objectsOfText(JSON.stringify(text));
  assert.ok(read.ok);
  return read.value.log;
}

function flatOf(log: ObjectLog, type: string) {
  const flat = flatten(log, type);
  assert.ok(flat.ok, JSON.stringify(flat));
  return flat.value.log;
}

test('as of a day, an object has the values it had been given by then, and nothing had happened that came later', async () => {
  const log = await logOf(HOUSEHOLD);
  const then = objectsAsOf(log, Date.UTC(2026, 2, 4));
  const { events, objects } = objectContent(then);
  assert.deepEqual(
    events.map(({ id }) => id),
    ['e1', 'e2', 'e3'],
  );
  assert.deepEqual(objects.find(({ id }) => id === 'H')?.values, [['income', 'int', 9000, 0]]);
  // Later the income is the events', since it changed; by then it was the household's.
  const [income] = flatOf(then, 'household').caseAttributes.filter(({ path }) => path[0] === 'income');
  assert.equal(income && valueAt(income, 0), 9000);
  assert.deepEqual(
    flatOf(log, 'household').caseAttributes.map(({ path }) => path[0]),
    [],
  );
});

test('a value that an object is given once, but later, is not known before', async () => {
  const granted = { name: 'granted', time: '2026-03-06T08:00:00Z', value: true };
  const objects = HOUSEHOLD.objects.map((one) => ({ ...one, attributes: [...one.attributes, granted] }));
  const log = await logOf({ ...HOUSEHOLD, objects });
  const names = (end: number) => flatOf(objectsAsOf(log, end), 'application').caseAttributes.map(({ path }) => path[0]);
  assert.deepEqual(names(Date.UTC(2026, 2, 5)), ['kind']);
  assert.deepEqual(names(Date.UTC(2026, 2, 7)), ['kind', 'granted']);
});

test('cases and events as of any day are those of the case log as of that day', async () => {
  const log = await logOf(manyHouseholds(9));
  for (let day = 0; day < 32; day++) {
    const end = Date.UTC(2026, 0, 1 + day, 9);
    for (const type of ['application', 'household', 'person']) {
      const whole = asOf(flatOf(log, type), end);
      const then = flatten(objectsAsOf(log, end), type);
      if (whole.events === 0) assert.ok(!then.ok && then.refusal.tag === 'no-events-of-type');
      else {
        assert.ok(then.ok);
        const { cases, events, caseOffset, time } = then.value.log;
        assert.deepEqual([cases, events, caseOffset, time], [whole.cases, whole.events, whole.caseOffset, whole.time]);
      }
    }
  }
});
