import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import sql from 'sql-template-tag';
import type { PersonId } from '#lib/id.ts';
import { road } from '#process/road.test-data.ts';
import type { Road } from '#process/road.ts';
import { serve } from './served.test-data.ts';
import { anna, bo, cia, intake, processId, provider, versionId } from './travel.test-data.ts';

const start = { processId, startSituation: 'need', goalSituation: 'satisfied-need' };
const handoff = {
  include: ['Beslut'],
  acceptWithin: { count: 2, unit: 'day' },
  border: 'none',
  responsibility: 'moves',
};
const fork = { kind: 'parallel' } as const;

/** The small organisation with another road, not yet read by anybody. */
async function serveOn(t: TestContext, made: Road) {
  const served = await serve(t);
  if (served === undefined) return undefined;
  const { database, organisationId } = served;
  await database.write({ organisationId }, (tx) =>
    tx.run(sql`update process_version set road = ${JSON.stringify(made)}::jsonb where id = ${versionId}`),
  );
  const dayOf = async (who: PersonId) => (await (await served.as(who)).get('/api/my-day')).body;
  /** On which part of whose day the journeys are. */
  const found = async () => {
    const places: string[] = [];
    for (const [name, who] of Object.entries({ anna, bo, cia })) {
      const day = await dayOf(who);
      for (const part of ['next', 'unclaimed', 'waiting', 'arrived', 'incoming', 'leaderless'])
        if (day[part].length > 0) places.push(`${name}: ${part}`);
    }
    return places;
  };
  const endHat = (person: PersonId) =>
    database.write({ organisationId }, (tx) =>
      tx.run(sql`update role_assignment set valid_to = now() where person_id = ${person}`),
    );
  return { ...served, dayOf, found, endHat };
}

test('R149 a journey that only waits is on the day of its responsible and of the leader; one that has arrived too, until it is closed', async (t) => {
  const served = await serveOn(t, road('start > a > wait > end', { wait: { kind: 'catch' } }));
  if (served === undefined) return;
  const a = await served.as(anna);
  const { id } = (await a.post('/api/journeys', start)).body;
  assert.deepEqual(await served.found(), ['anna: next', 'bo: unclaimed']);
  await a.post(`/api/journeys/${id}/steps/a/completion`, {});
  assert.deepEqual(await served.found(), ['anna: waiting', 'bo: waiting']);
  assert.equal((await a.post(`/api/journeys/${id}/events/wait`, {})).status, 200);
  assert.deepEqual(await served.found(), ['anna: arrived', 'bo: arrived']);
  const day = await served.dayOf(anna);
  assert.deepEqual([day.arrived[0].journey.id, day.totals.arrived, day.totals.waiting], [id, 1, 0]);
  assert.equal((await a.post(`/api/journeys/${id}/closing`, { outcome: 'met' })).status, 200);
  assert.deepEqual(await served.found(), []);
});

test('R149 what one team waits for, on a journey that another holds by now, is on the day of both, and told by the first', async (t) => {
  const made = road('start > split > wait > join > end; split > order > join', {
    split: fork,
    join: fork,
    wait: { kind: 'catch' },
    order: { kind: 'step', handoff } as never,
  });
  const served = await serveOn(t, made);
  if (served === undefined) return;
  const [a, c] = [await served.as(anna), await served.as(cia)];
  const { id } = (await a.post('/api/journeys', start)).body;
  const url = `/api/journeys/${id}`;
  const whole = { stepId: 'order', toTeamId: provider, included: ['Beslut'], message: '' };
  const { handoffId } = (await a.post(`${url}/handoffs`, whole)).body.handoff;
  assert.equal((await c.post(`${url}/handoffs/${handoffId}/acceptance`, {})).status, 200);
  assert.equal((await c.post(`${url}/steps/order/completion`, {})).status, 200);
  assert.deepEqual(await served.found(), ['bo: waiting', 'cia: waiting']);
  const told = await c.post(`${url}/events/wait`, {});
  assert.deepEqual([told.status, told.body.tag, told.body.data.teamId], [403, 'step-not-with-team', intake]);
  assert.equal((await a.post(`${url}/events/wait`, {})).status, 200);
  assert.deepEqual(await served.found(), ['cia: arrived']);
});

test('R149 a step to hand over on a journey that another team holds by now waits in the team that has the step', async (t) => {
  const made = road('start > split > report > join > end; split > order > join', {
    split: fork,
    join: fork,
    report: { kind: 'step', handoff } as never,
    order: { kind: 'step', handoff } as never,
  });
  const served = await serveOn(t, made);
  if (served === undefined) return;
  const [a, c] = [await served.as(anna), await served.as(cia)];
  const { id } = (await a.post('/api/journeys', start)).body;
  const whole = { stepId: 'order', toTeamId: provider, included: ['Beslut'], message: '' };
  const { handoffId } = (await a.post(`/api/journeys/${id}/handoffs`, whole)).body.handoff;
  await c.post(`/api/journeys/${id}/handoffs/${handoffId}/acceptance`, {});
  await c.post(`/api/journeys/${id}/steps/order/completion`, {});
  assert.deepEqual(await served.found(), ['anna: unclaimed', 'bo: unclaimed']);
});

test('R123 what somebody has taken whose hat then ends is on the leader’s day, who puts it back', async (t) => {
  const served = await serveOn(t, road('start > a > end'));
  if (served === undefined) return;
  const [a, b] = [await served.as(anna), await served.as(bo)];
  const { id } = (await b.post('/api/journeys', start)).body;
  assert.equal((await a.post(`/api/journeys/${id}/steps/a/taking`, {})).status, 200);
  assert.deepEqual(await served.found(), ['anna: next']);
  await served.endHat(anna);
  const day = await served.dayOf(bo);
  assert.deepEqual([day.unclaimed[0].journey.id, day.unclaimed[0].offered.takenBy.personId], [id, anna]);
  assert.equal((await b.remove(`/api/journeys/${id}/steps/a/taking`)).status, 200);
  assert.deepEqual((await served.dayOf(bo)).next[0].journey.id, id);
});
