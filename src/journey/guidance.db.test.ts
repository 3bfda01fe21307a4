import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import sql from 'sql-template-tag';
import { openSmallOrganisation, processes, teams } from '#app/small-organisation.test-data.ts';
import { OrganisationId } from '#lib/id.ts';
import { readRoad } from '#process/bpmn/read.ts';
import { stepsOf } from '#process/road.ts';
import type { OpenOffer } from './offer.ts';
import { offeredView } from './present.ts';
import { opened } from './travel.test-data.ts';

const folder = new URL('../../samples/roads/', import.meta.url);

test('R122 at every step of every sample road a journey has the routine and its meaning for the one who travels, and the law one link away', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const organisationId = OrganisationId.parse(
    (await small.ask('auditor', 'GET', '/api/session')).body.acting.organisationId,
  );
  const names = { processName: '', versionNumber: 1, people: {}, teams: {}, roadTeams: teams };
  let laws = 0;
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.bpmn'))) {
    const read = await readRoad(readFileSync(new URL(file, folder), 'utf8'));
    assert.ok(read.ok, file);
    const { road } = read.value;
    await small.world.database.write({ organisationId }, (tx) =>
      tx.run(sql`update process_version set road = ${JSON.stringify(road)}::jsonb where process_id = ${processes[0]}`),
    );
    const open = opened(road);
    for (const step of stepsOf(road)) {
      const where = `${file} ${step.id}`;
      const offer: OpenOffer = {
        ...{
          kind: 'step',
          id: step.id,
          name: step.name,
          lane: null,
          teamId: teams[0],
          since: '2026-01-01T00:00:00.000Z',
        },
        ...{ targetBy: null, taken: null, state: 'ready', options: [], many: false, step, openHandoffId: null },
        ...{ receivedBefore: false, placeId: step.id, beside: false },
      };
      const shown = offeredView(open, offer, names);
      assert.ok(shown.routine !== null && shown.routine.text !== '', `${where} has a routine`);
      assert.ok(shown.plainText !== null && shown.plainText !== '', `${where} says what it means`);
      const url = `/api/processes/${processes[0]}/steps/${encodeURIComponent(step.id)}?version=1`;
      const page = await small.ask('co-worker', 'GET', url);
      assert.equal(page.status, 200, where);
      assert.deepEqual(
        [page.body.step.routine, page.body.step.plainText, page.body.step.law],
        [shown.routine, shown.plainText, step.law],
        where,
      );
      laws += step.law.length;
    }
  }
  assert.ok(laws > 50, `${laws} references to law`);
});
