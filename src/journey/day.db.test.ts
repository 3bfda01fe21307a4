import assert from 'node:assert/strict';
import { test } from 'node:test';
import sql from 'sql-template-tag';
import { startedJourney } from '#app/sample-input.test-data.ts';
import {
  began,
  openSmallOrganisation,
  organisationId,
  processes,
  versions,
} from '#app/small-organisation.test-data.ts';
import { hats } from '#lib/acting.ts';
import { unseenOrder } from './story.ts';

type Small = NonNullable<Awaited<ReturnType<typeof openSmallOrganisation>>>;

const dayOf = async (small: Small, hat: (typeof hats)[number]) => (await small.ask(hat, 'GET', '/api/my-day')).body;

test('the day of those who answer for a road shows what is in the way on it and what awaits adoption, on no other road', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  for (const [n, processId] of processes.entries()) {
    const report = { processId, kind: 'long-wait', note: `Hinder ${n + 1}` };
    assert.equal((await small.ask('co-worker', 'POST', '/api/obstacles', report)).status, 200);
    await small.world.database.write({ organisationId }, (tx) =>
      tx.run(
        sql`insert into process_version (organisation_id, id, process_id, number, state, bpmn, road, created_at)
            select organisation_id, ${small.world.newId()}, process_id, 2, 'draft', bpmn, road, ${began}
              from process_version where id = ${versions[n]}`,
      ),
    );
  }
  for (const hat of ['process-owner', 'process-leader'] as const) {
    const day = await dayOf(small, hat);
    assert.deepEqual(
      day.obstacles.items.map((one: { note: string }) => one.note),
      ['Hinder 1'],
    );
    assert.equal(day.obstacles.total, 1);
    assert.deepEqual(
      day.drafts.map((one: { processId: string; number: number }) => [one.processId, one.number]),
      [[processes[0], 2]],
    );
  }
  const others = await dayOf(small, 'co-worker');
  assert.deepEqual([others.obstacles.total, others.drafts], [0, []]);
});

test('D13 the sum of few journeys is hidden from those who may not read them, and from nobody who may', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  await startedJourney(small, 0);
  const travelling = async (hat: (typeof hats)[number]) => {
    const { load } = await dayOf(small, hat);
    return load.find((one: { id: string }) => one.id === processes[0])?.travelling;
  };
  assert.equal(await travelling('auditor'), 1);
  for (const hat of ['management', 'process-owner'] as const) assert.equal(await travelling(hat), null, hat);
});

test('the story is offered in a demo organisation only, its journey only to the hats that may read it', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const journeyId = await startedJourney(small, 0);
  const kind = { kind: 'handoff-failed', note: 'Beställningen syns inte hos utföraren' };
  await small.ask('co-worker', 'POST', `/api/journeys/${journeyId}/obstacles`, kind);
  await small.world.database.write({ organisationId }, (tx) =>
    tx.run(sql`update journey set reference = ${unseenOrder} where id = ${journeyId}`),
  );
  const mark = (demo: boolean) =>
    small.world.database.system((tx) =>
      tx.run(sql`update organisation set demo = ${demo} where id = ${organisationId}`),
    );
  await mark(false);
  assert.equal((await dayOf(small, 'co-worker')).story, null);
  await mark(true);
  for (const hat of hats) {
    const { story } = await dayOf(small, hat);
    const reading = await small.ask(hat, 'GET', `/api/journeys/${journeyId}`);
    assert.equal(story.journeyId !== null, reading.status === 200, hat);
    assert.equal((await small.ask(hat, 'GET', `/api/obstacles/${story.obstacleId}`)).status, 200, hat);
  }
  const away = await small.send(await small.asElsewhere(), 'GET', '/api/my-day');
  assert.equal(away.body.story.journeyId, null);
});
