import assert from 'node:assert/strict';
import { test } from 'node:test';
import sql from 'sql-template-tag';
import {
  openServed,
  openSmallOrganisation,
  organisationId,
  personOf,
  type SmallOrganisation,
} from '#app/small-organisation.test-data.ts';
import { removeOrganisation } from '#platform/organisation-tables.ts';

const path = '/api/accessibility-reports';
const typed = { note: 'Kartan går inte att läsa med skärmläsare', page: '/resultat', contact: 'kim@example.org' };

const report = (small: SmallOrganisation, body: object = typed) => small.send({}, 'POST', path, body);

async function reported(small: SmallOrganisation, body: object = typed): Promise<string> {
  const sent = await report(small, body);
  assert.equal(sent.status, 200);
  const list = await small.ask('administrator', 'GET', `${path}?sort=-reportedAt`);
  return list.body.items[0].id;
}

test('D10 a report from somebody not signed in is answered by an administrator, and who, in which hat and when is kept', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const id = await reported(small);
  const read = await small.ask('administrator', 'GET', `${path}/${id}`);
  assert.equal(read.body.note, typed.note);
  assert.equal(read.body.contact, typed.contact);
  assert.equal(read.body.reportedByName, null);
  const answered = await small.ask('administrator', 'POST', `${path}/${id}/answer`, { text: 'Tabellen är framme nu' });
  assert.equal(answered.body.state, 'answered');
  assert.equal(answered.body.contact, null, 'contact details go when the report is answered');
  const again = await small.ask('administrator', 'POST', `${path}/${id}/answer`, { text: 'En gång till' });
  assert.equal(again.status, 409);
  assert.equal(again.body.tag, 'accessibility-report-answered');
  const reopened = await small.ask('administrator', 'POST', `${path}/${id}/reopening`, { text: 'Felet är tillbaka' });
  assert.equal(reopened.body.state, 'open');
  assert.equal(reopened.body.answeredAt, null);
  const twice = await small.ask('administrator', 'POST', `${path}/${id}/reopening`, { text: 'En gång till' });
  assert.equal(twice.body.tag, 'accessibility-report-open');
  const lines = reopened.body.lines as { kind: string; personId: string; hat: string; at: string; text: string }[];
  assert.deepEqual(
    lines.map((line) => [line.kind, line.personId, line.hat, line.text]),
    [
      ['answered', personOf('administrator'), 'administrator', 'Tabellen är framme nu'],
      ['reopened', personOf('administrator'), 'administrator', 'Felet är tillbaka'],
    ],
  );
  assert.ok((lines[0]?.at ?? '') < (lines[1]?.at ?? ''));
  const trail = await small.ask('auditor', 'GET', `/api/audit?subjectKind=accessibility-report&subjectId=${id}`);
  assert.deepEqual(
    trail.body.items.map((row: { operation: string; hat: string }) => [row.operation, row.hat]),
    [
      ['reopen-accessibility-report', 'administrator'],
      ['answer-accessibility-report', 'administrator'],
    ],
  );
});

test('contact details are shown to those who answer only, are removed on their word, and are never in the audit trail', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const sent = await small.ask('co-worker', 'POST', path, typed);
  assert.deepEqual(Object.keys(sent.body), ['reportedAt'], 'who reports is told no more than that it is kept');
  const list = await small.ask('management', 'GET', path);
  const [row] = list.body.items;
  assert.equal(row.wantsAnswer, true);
  assert.equal(row.reportedBy, personOf('co-worker'));
  assert.equal(row.reportedAs, 'co-worker');
  const seen = await small.ask('management', 'GET', `${path}/${row.id}`);
  assert.equal(seen.body.contact, null);
  assert.equal(JSON.stringify(list.body).includes(typed.contact), false);
  assert.equal((await small.ask('management', 'DELETE', `${path}/${row.id}/contact`)).body.tag, 'not-allowed');
  for (let n = 0; n < 2; n++) {
    const removed = await small.ask('administrator', 'DELETE', `${path}/${row.id}/contact`);
    assert.equal(removed.body.wantsAnswer, false);
    assert.equal(removed.body.lines.length, 1, 'where there are none, nothing is done');
  }
  const trail = await small.ask('auditor', 'GET', '/api/audit?subjectKind=accessibility-report');
  assert.equal(trail.body.total, 2);
  assert.equal(JSON.stringify(trail.body).includes(typed.contact), false);
  assert.equal(JSON.stringify(trail.body).includes(typed.note), false);
});

test('the list is narrowed by state and text, sorted, and shows the longest waiting first', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const first = await reported(small, { note: 'Första', page: '/resor' });
  const second = await reported(small, { note: 'Andra', page: '/hinder' });
  const ids = async (query: string) =>
    (await small.ask('management', 'GET', `${path}${query}`)).body.items.map((item: { id: string }) => item.id);
  assert.deepEqual(await ids(''), [first, second]);
  assert.deepEqual(await ids('?sort=page'), [second, first]);
  assert.deepEqual(await ids('?q=andra'), [second]);
  assert.deepEqual(await ids('?size=1&page=2'), [second]);
  await small.ask('administrator', 'POST', `${path}/${first}/answer`, { text: 'Åtgärdat' });
  assert.deepEqual(await ids(''), [second]);
  assert.deepEqual(await ids('?state=answered'), [first]);
  assert.deepEqual(await ids('?state=all'), [first, second]);
});

test('a report that cannot be kept is refused whole: empty, too long, with an identity number or a contact that is none', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const tag = async (body: object) => (await report(small, body)).body.tag;
  assert.equal(await tag({ note: '   ' }), 'invalid-input');
  assert.equal(await tag({ note: 'x'.repeat(2001) }), 'invalid-input');
  assert.equal(await tag({ note: 'x', page: 'x'.repeat(301) }), 'invalid-input');
  assert.equal(await tag({ note: 'x', other: 'y' }), 'invalid-input');
  assert.equal(await tag({ note: 'Gäller 811218-9876' }), 'personal-data-in-text');
  assert.equal(await tag({ note: 'x', contact: 'ring mig' }), 'contact-not-understood');
  const large = await report(small, { note: 'x'.repeat(40_000) });
  assert.equal(large.status, 413);
  const list = await small.ask('management', 'GET', `${path}?state=all`);
  assert.equal(list.body.total, 0);
  const answer = await small.ask('administrator', 'POST', `${path}/${small.world.newId()}/answer`, { text: 'Svar' });
  assert.equal(answer.status, 404);
});

test('whoever sends reports without end is stopped for a while, and made-up cookies do not help', async (t) => {
  const small = await openSmallOrganisation(t, { RESVAG_RATE_LIMIT: '3000' });
  if (small === undefined) return;
  for (let n = 0; n < 20; n++) assert.equal((await report(small)).status, 200);
  assert.equal((await report(small)).body.tag, 'too-many-requests');
  const madeUp = await small.send({ resvag_session: 'made-up' }, 'POST', path, typed);
  assert.equal(madeUp.body.tag, 'too-many-requests');
  assert.equal((await small.ask('co-worker', 'POST', path, typed)).status, 200, 'who is signed in is counted alone');
  assert.equal((await small.send({}, 'GET', '/api/session')).status, 200, 'everything else goes on');
});

test('where there is no organisation yet there is nobody to report to', async (t) => {
  const served = await openServed(t);
  if (served === undefined) return;
  await served.world.database.write({ organisationId }, (tx) => removeOrganisation(tx, organisationId));
  assert.equal((await served.send({}, 'POST', path, typed)).status, 404);
});

test('a report is kept for its own organisation only', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  await reported(small);
  const other = '00000000-0000-4000-8000-00000000000f';
  const seen = await small.world.database.read({ organisationId: other }, (tx) =>
    tx.rows(sql`select id from accessibility_report`),
  );
  assert.deepEqual(seen, []);
});
