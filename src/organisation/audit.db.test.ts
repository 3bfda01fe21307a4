import assert from 'node:assert/strict';
import { test } from 'node:test';
import sql from 'sql-template-tag';
import { startedJourney } from '#app/sample-input.test-data.ts';
import { openSmallOrganisation, organisationId, personOf } from '#app/small-organisation.test-data.ts';

test('what is done on a journey stands in the audit trail, for those who may read every journey', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const journeyId = await startedJourney(small, 0);
  const page = await small.ask('co-worker', 'GET', `/api/journeys/${journeyId}`);
  const step = page.body.offered[0].id;
  assert.equal(
    (await small.ask('co-worker', 'POST', `/api/journeys/${journeyId}/steps/${step}/taking`, {})).status,
    200,
  );
  const trail = await small.ask('auditor', 'GET', `/api/audit?subjectKind=journey&subjectId=${journeyId}&sort=at`);
  assert.deepEqual(
    trail.body.items.map(
      (row: { operation: string; kind: string; personId: string; hat: string; subjectName: string }) => [
        row.operation,
        row.kind,
        row.personId,
        row.hat,
        row.subjectName,
      ],
    ),
    [
      ['journey-started', 'change', personOf('co-worker'), 'co-worker', page.body.reference],
      ['get-journey', 'read', personOf('co-worker'), 'co-worker', page.body.reference],
      ['step-taken', 'change', personOf('co-worker'), 'co-worker', page.body.reference],
    ],
  );
  assert.equal((await small.ask('auditor', 'GET', `/api/audit?q=${page.body.reference}`)).body.total, 3);
  // Who may not read single journeys is told of none, and not how many there are.
  assert.equal((await small.ask('management', 'GET', `/api/audit?subjectId=${journeyId}`)).body.total, 0);
  await assert.rejects(
    small.world.database.write({ organisationId }, (tx) => tx.run(sql`delete from journey_fact`)),
    'a fact is never taken away',
  );
});
