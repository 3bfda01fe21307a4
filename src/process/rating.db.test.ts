import assert from 'node:assert/strict';
import { test } from 'node:test';
import sql from 'sql-template-tag';
import {
  assignmentOf,
  openSmallOrganisation,
  organisationId,
  personOf,
  processes,
  type SmallOrganisation,
} from '#app/small-organisation.test-data.ts';
import { type Hat, hats } from '#lib/acting.ts';
import { removeOrganisation } from '#platform/organisation-tables.ts';

const path = `/api/processes/${processes[0]}/rating`;
const [a, b, c, d, e, f, g] = hats as readonly [Hat, Hat, Hat, Hat, Hat, Hat, Hat];

async function rate(small: SmallOrganisation, hat: Hat, value: number, comment = '') {
  const answer = await small.ask(hat, 'PUT', path, { value, comment });
  assert.equal(answer.status, 200, `${hat}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

const rowsOf = (small: SmallOrganisation) =>
  small.world.database.read({ organisationId }, (tx) =>
    tx.rows<{ person: string; value: number | null; comment: string; as: string }>(
      sql`select person_id as person, value, comment, rated_as as "as" from process_rating order by person_id`,
    ),
  );

test('D13 every hat rates a road, sees its own answer, and the sum in steps of five people', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  for (const hat of [a, b, c, d]) assert.equal((await rate(small, hat, 4)).summary, null, hat);
  assert.deepEqual((await rate(small, e, 2)).summary, { people: 5, median: 4, bars: [] });
  for (const hat of [f, g]) {
    const { own, summary } = await rate(small, hat, 1, 'Jag letade länge');
    assert.deepEqual([own.value, own.comment, summary.people], [1, 'Jag letade länge', 5]);
  }
  const seen = await small.ask('board', 'GET', path);
  assert.deepEqual(seen.body, { own: null, summary: { people: 5, median: 4, bars: [] } });
  for (const hat of hats.slice(7)) await rate(small, hat, 1);
  const own = await rate(small, a, 1);
  assert.deepEqual([own.own.value, own.summary.people], [1, 10], 'the newest answer counts, and once');
  assert.equal((await rowsOf(small)).length, hats.length);
  const other = await small.ask('board', 'GET', `/api/processes/${processes[1]}/rating`);
  assert.deepEqual(other.body, { own: null, summary: null });
});

test('who withdraws an answer has none, and nothing of it is kept when it is told no more', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  await rate(small, a, 3, 'En kommentar');
  const gone = await small.ask(a, 'DELETE', path);
  assert.deepEqual([gone.status, gone.body], [200, { own: null, summary: null }]);
  assert.deepEqual(await rowsOf(small), []);
  const group = [a, b, c, d, e];
  for (const hat of group) await rate(small, hat, 5, 'En kommentar');
  for (const hat of group.slice(0, 4)) {
    const withdrawn = await small.ask(hat, 'DELETE', path);
    assert.deepEqual([withdrawn.body.own, withdrawn.body.summary.people], [null, 5]);
  }
  assert.ok((await rowsOf(small)).slice(0, 4).every(({ value, comment }) => value === null && comment === ''));
  assert.equal((await small.ask(e, 'DELETE', path)).body.summary, null);
  assert.deepEqual(await rowsOf(small), []);
  assert.equal((await small.ask(e, 'DELETE', path)).status, 200, 'withdrawing nothing changes nothing');
});

test('D13 owner and leader of the road read the comments of the answers that are told, without whose they are', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const comments = async (hat: Hat = 'process-owner') => (await small.ask(hat, 'GET', `${path}/comments`)).body;
  await rate(small, b, 4, 'Öppnar i mobilen');
  for (const hat of [c, d, e]) await rate(small, hat, 4, '\u200b \u202e');
  assert.equal((await small.ask(c, 'GET', path)).body.own.comment, '', 'what shows nothing is no comment');
  assert.deepEqual(await comments(), { items: [], tooFew: true });
  await rate(small, a, 4, 'Åtta klick bort');
  const two = { items: ['Åtta klick bort', 'Öppnar i mobilen'], tooFew: false };
  assert.deepEqual(await comments(), two);
  assert.deepEqual(await comments('process-leader'), two);
  await rate(small, f, 4, 'Ny kommentar');
  assert.deepEqual(await comments(), two, 'a new one waits until five have answered');
  await rate(small, a, 4, 'Fyra klick bort');
  assert.deepEqual((await comments()).items, ['Öppnar i mobilen'], 'one that is changed is gone at once');
  for (const hat of hats.slice(6, 11)) await rate(small, hat, 2);
  assert.deepEqual((await comments()).items, ['Fyra klick bort', 'Ny kommentar', 'Öppnar i mobilen']);
  await small.ask(b, 'DELETE', path);
  assert.deepEqual((await comments()).items, ['Fyra klick bort', 'Ny kommentar']);
  for (const hat of hats) {
    const answer = await small.ask(hat, 'GET', `${path}/comments`);
    const may = hat === 'process-owner' || hat === 'process-leader';
    assert.equal(answer.body.tag, may ? undefined : 'not-allowed', hat);
  }
  const elsewhere = `/api/processes/${processes[1]}/rating/comments`;
  assert.equal((await small.ask('process-owner', 'GET', elsewhere)).body.tag, 'not-allowed');
});

test('every answer has a line in the audit trail, with who, in which hat and when, but not what', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  await rate(small, 'board', 1, 'Hemlig åsikt');
  await rate(small, 'board', 2);
  await small.ask('board', 'DELETE', path);
  await small.ask('board', 'DELETE', path);
  const trail = await small.ask('auditor', 'GET', `/api/audit?subjectKind=process&subjectId=${processes[0]}`);
  const lines = trail.body.items as Record<string, unknown>[];
  assert.deepEqual(
    lines.map((line) => [line['operation'], line['personId'], line['hat'], line['before'], line['after']]),
    ['withdraw-rating', 'rate-process', 'rate-process'].map((did) => [did, personOf('board'), 'board', null, null]),
  );
  assert.ok(lines.every((line) => typeof line['at'] === 'string'));
});

test('D01 an answer with an identity number is refused, and so are other values, long texts and unknown roads', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const put = (body: object, to = path) => small.ask('co-worker', 'PUT', to, body);
  const refused = await put({ value: 3, comment: 'Fråga 811218-9876' });
  assert.deepEqual(
    [refused.status, refused.body.tag, refused.body.data],
    [422, 'personal-data-in-text', { found: '811218-****' }],
  );
  for (const body of [{ value: 0 }, { value: 6 }, { value: 2.5 }, { value: '3' }, {}, { value: 3, name: 'Bo' }])
    assert.equal((await put(body)).body.tag, 'invalid-input', JSON.stringify(body));
  assert.equal((await put({ value: 3, comment: 'x'.repeat(601) })).body.tag, 'invalid-input');
  const nowhere = '/api/processes/00000003-0000-4000-8000-000000000099/rating';
  for (const [method, to] of [
    ['GET', nowhere],
    ['DELETE', nowhere],
  ] as const)
    assert.equal((await small.ask('co-worker', method, to)).body.tag, 'not-found');
  assert.equal((await put({ value: 3 }, nowhere)).body.tag, 'not-found');
  assert.deepEqual(await rowsOf(small), []);
  await small.world.database.write({ organisationId }, (tx) => tx.run(sql`update process_version set state = 'draft'`));
  const early = await put({ value: 3 });
  assert.deepEqual([early.status, early.body.tag], [409, 'road-not-in-force']);
});

test('answers at the same time are all counted, each once', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  await Promise.all(hats.slice(0, 10).map((hat) => rate(small, hat, 5)));
  const { summary } = (await small.ask('board', 'GET', path)).body;
  assert.deepEqual(summary, { people: 10, median: 5, bars: [] });
  const twice = await small.cookieFor(personOf(a), assignmentOf(a));
  await Promise.all([1, 2, 3].map((value) => small.send(twice, 'PUT', path, { value })));
  assert.equal((await rowsOf(small)).length, 10);
});

test('answers are rows of their organisation alone, and go with it', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  for (const hat of hats.slice(0, 5)) await rate(small, hat, 1);
  for (const hat of hats.slice(5, 10)) await rate(small, hat, 5);
  const count = async (who: string) =>
    small.world.database.read({ organisationId: who }, (tx) =>
      tx.one(
        sql`select (select count(*) from process_rating) as answers, (select count(*) from process_rating_bars) as bars`,
      ),
    );
  assert.deepEqual(await count(organisationId), { answers: 10, bars: 1 });
  assert.deepEqual(await count('00000000-0000-4000-8000-000000000002'), { answers: 0, bars: 0 });
  await small.world.database.write({ organisationId }, (tx) => removeOrganisation(tx, organisationId));
  assert.deepEqual(await count(organisationId), { answers: 0, bars: 0 });
});
