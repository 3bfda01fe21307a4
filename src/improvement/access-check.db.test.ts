import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startedJourney } from '#app/sample-input.test-data.ts';
import { assignmentOf, elsewhere, openSmallOrganisation, personOf } from '#app/small-organisation.test-data.ts';

type Line = { readingId: string; personId: string; acts: number; inTeam: boolean; verdict: string | null };

test('D02 readings of journeys are logged, and checked month by month with a record of what was found', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  // The co-worker starts a journey and reads it twice; the team's leader, who has done nothing in it, once.
  const journeyId = await startedJourney(small, 0);
  const other = await startedJourney(small, 1);
  for (const hat of ['co-worker', 'co-worker', 'team-leader', 'auditor'] as const)
    assert.equal((await small.ask(hat, 'GET', `/api/journeys/${journeyId}`)).status, 200);
  assert.equal((await small.send(await small.asElsewhere(), 'GET', `/api/journeys/${other}`)).status, 200);

  const months = (await small.ask('management', 'GET', '/api/access-check-months')).body.months;
  assert.deepEqual(months, [{ month: '2026-02', readings: 5, over: false, checked: false }]);
  assert.deepEqual((await small.ask('auditor', 'GET', '/api/my-day')).body.unchecked, []);

  // Only the auditor makes checks; ahead of time and of nobody's readings there is nothing to make.
  const ask = (body: object) => small.ask('auditor', 'POST', '/api/access-checks', body);
  assert.equal((await small.ask('management', 'POST', '/api/access-checks', { month: '2026-02' })).status, 403);
  assert.equal((await ask({ month: '2026-03' })).body.tag, 'month-not-begun');
  assert.equal((await ask({ month: '2026-01' })).body.tag, 'no-readings');
  assert.equal((await ask({ month: '2026-02', personId: personOf('auditor') })).body.tag, 'no-readings');
  assert.equal((await ask({ month: '2026-13' })).status, 400);

  const begun = await ask({ month: '2026-02', size: 10 });
  assert.equal(begun.status, 200);
  assert.deepEqual([begun.body.readings, begun.body.pairs, begun.body.wholeMonth], [4, 3, false]);
  const sample: Line[] = begun.body.sample;
  const people = sample.map(({ personId }) => personId).sort();
  assert.deepEqual(people, [elsewhere.personId, personOf('co-worker'), personOf('team-leader')].sort());
  const line = (personId: string) => sample.find((one) => one.personId === personId) as Line;
  assert.deepEqual([line(personOf('co-worker')).acts > 0, line(personOf('team-leader')).acts], [true, 0]);

  const address = `/api/access-checks/${begun.body.id}`;
  const judge = (one: Line, body: object) => small.ask('auditor', 'PUT', `${address}/readings/${one.readingId}`, body);
  const leader = line(personOf('team-leader'));
  assert.equal((await judge(leader, { verdict: 'unclear' })).body.tag, 'verdict-without-note');
  assert.equal(
    (await judge(leader, { verdict: 'unclear', note: 'Gällde 19121212-1212' })).body.tag,
    'personal-data-in-text',
  );
  assert.equal((await judge(leader, { verdict: 'unclear', note: 'Fråga om skälet' })).body.unclear, 1);
  const early = await small.ask('auditor', 'POST', `${address}/finish`, { conclusion: 'Klart' });
  assert.deepEqual([early.body.tag, early.body.data.left], ['readings-not-judged', 2]);
  for (const one of sample) if (one !== leader) await judge(one, { verdict: 'founded' });
  assert.equal(
    (await small.ask('auditor', 'POST', `${address}/finish`, { conclusion: 'En oklar läsning' })).body.tag,
    'follow-up-missing',
  );
  const told = { conclusion: 'En oklar läsning av tre', followUp: 'Enhetschefen frågar, klart i mars' };
  const finished = await small.ask('auditor', 'POST', `${address}/finish`, told);
  assert.deepEqual([finished.status, finished.body.conclusion, finished.body.may], [200, told.conclusion, []]);
  assert.equal((await judge(leader, { verdict: 'founded' })).body.tag, 'check-finished');
  assert.equal((await small.ask('auditor', 'POST', `${address}/finish`, told)).body.tag, 'check-finished');

  // Management sees what was found, not whose journeys; others see nothing of it.
  const seen = await small.ask('management', 'GET', address);
  assert.deepEqual([seen.body.unclear, seen.body.followUp, seen.body.sample], [1, told.followUp, null]);
  assert.equal((await small.ask('management', 'GET', '/api/access-checks?state=finished')).body.total, 1);
  assert.equal((await small.ask('team-leader', 'GET', address)).status, 403);
  // Each step of it is in the audit trail.
  const trail = await small.ask('auditor', 'GET', '/api/audit?subjectKind=access-check');
  assert.deepEqual(trail.body.items.map((row: { operation: string }) => row.operation).toReversed(), [
    'begin-access-check',
    'judge-reading',
    'judge-reading',
    'judge-reading',
    'finish-access-check',
  ]);
});

test('D02 a month waits for its check until one of the whole month is finished', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const journeyId = await startedJourney(small, 0);
  await small.ask('co-worker', 'GET', `/api/journeys/${journeyId}`);
  // Signed in anew each time, since a session doesn't outlast the weeks between.
  const ask = async (...request: [method: 'GET' | 'POST' | 'PUT', url: string, body?: object]) =>
    small.send(await small.cookieFor(personOf('auditor'), assignmentOf('auditor')), ...request);
  const due = async () => (await ask('GET', '/api/my-day')).body.unchecked;
  const make = async () => {
    const begun = await ask('POST', '/api/access-checks', { month: '2026-02' });
    const address = `/api/access-checks/${begun.body.id}`;
    for (const { readingId } of begun.body.sample as Line[])
      await ask('PUT', `${address}/readings/${readingId}`, { verdict: 'founded' });
    assert.equal((await ask('POST', `${address}/finish`, { conclusion: 'Inget' })).status, 200);
  };
  await make();
  small.setClock(new Date('2026-03-02T09:00:00.000Z'));
  assert.deepEqual(await due(), ['2026-02']);
  await make();
  assert.deepEqual(await due(), []);
  const [month] = (await ask('GET', '/api/access-check-months')).body.months;
  assert.deepEqual([month.over, month.checked], [true, true]);
});
