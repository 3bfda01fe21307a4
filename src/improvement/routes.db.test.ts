import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startedJourney } from '#app/sample-input.test-data.ts';
import { openSmallOrganisation, personOf, processes, units } from '#app/small-organisation.test-data.ts';

const report = { processId: processes[0], kind: 'long-wait', note: 'Beställningen syns inte hos utföraren' };

test('R046 an obstacle raised straight from a journey is removed jointly by people of several units', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const journeyId = await startedJourney(small, 0);
  const raised = await small.ask('co-worker', 'POST', `/api/journeys/${journeyId}/obstacles`, {
    kind: 'handoff-failed',
    note: 'Beställningen syns inte hos utföraren',
  });
  assert.equal(raised.status, 200);
  const list = await small.ask('process-owner', 'GET', '/api/obstacles');
  const [obstacle] = list.body.items;
  assert.equal(list.body.total, 1);
  assert.equal(obstacle.journeyId, null);
  const address = `/api/obstacles/${obstacle.id}`;
  assert.equal((await small.ask('co-worker', 'GET', address)).body.journeyId, journeyId);
  const text = 'Vi ser den inte heller: fältet är dolt hos oss';
  const other = await small.send(await small.asElsewhere(), 'POST', `${address}/contributions`, { text });
  assert.deepEqual([other.body.unitName, other.body.hat], ['Enhet 2', 'co-worker']);
  const removal = { text: 'Fältet visas nu i båda systemen' };
  assert.equal((await small.ask('co-worker', 'POST', `${address}/removal`, removal)).body.tag, 'not-allowed');
  const removed = await small.ask('process-owner', 'POST', `${address}/removal`, removal);
  assert.equal(removed.body.state, 'removed');
  assert.deepEqual(removed.body.units, ['Enhet 1', 'Enhet 2']);
  const page = await small.ask('board', 'GET', address);
  assert.deepEqual(
    page.body.work.map((line: { personId: string; text: string }) => line.text),
    [text, removal.text],
  );
  const late = await small.ask('board', 'POST', `${address}/contributions`, { text });
  assert.equal(late.body.tag, 'obstacle-removed');
  assert.equal((await small.ask('board', 'GET', '/api/obstacles')).body.total, 0);
  assert.equal((await small.ask('board', 'GET', `/api/obstacles?state=all&unitId=${units[1]}`)).body.total, 1);
});

test('R043 kinds of obstacle are the three of the strategy and more, and the process support adds to them', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const keys = async () =>
    (await small.ask('co-worker', 'GET', '/api/obstacle-kinds')).body.items.map((k: { key: string }) => k.key);
  const first = await keys();
  assert.deepEqual(first.slice(0, 3), ['long-wait', 'inefficient-way', 'rule-against-cooperation']);
  const kind = { key: 'double-work', sv: 'Dubbelarbete', en: 'Work done twice' };
  assert.equal((await small.ask('process-owner', 'POST', '/api/obstacle-kinds', kind)).body.tag, 'not-allowed');
  assert.equal((await small.ask('process-support', 'POST', '/api/obstacle-kinds', kind)).status, 200);
  assert.equal((await small.ask('process-support', 'POST', '/api/obstacle-kinds', kind)).body.tag, 'name-taken');
  assert.deepEqual(await keys(), [...first, 'double-work']);
  const reported = await small.ask('auditor', 'POST', '/api/obstacles', { ...report, kind: 'double-work' });
  assert.equal(reported.body.kindSv, 'Dubbelarbete');
});

test('what cannot be kept is refused: unknown kind or step, and identity numbers in the text', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const tagOf = async (change: object) =>
    (await small.ask('co-worker', 'POST', '/api/obstacles', { ...report, ...change })).body.tag;
  assert.equal(await tagOf({ kind: 'nej' }), 'kind-unknown');
  assert.equal(await tagOf({ stepId: 'nej' }), 'step-unknown');
  assert.equal(await tagOf({ note: 'Gäller 19121212-1212' }), 'personal-data-in-text');
  assert.equal(await tagOf({ note: '\u200b' }), 'invalid-input');
  assert.equal(await tagOf({ processId: personOf('board') }), 'not-found');
  assert.equal((await small.ask('co-worker', 'GET', '/api/obstacles')).body.total, 0);
  const found = await small.ask('co-worker', 'POST', '/api/obstacles', report);
  assert.equal((await small.ask('board', 'GET', '/api/obstacles?q=BESTALLNINGEN')).body.items[0].id, found.body.id);
});
