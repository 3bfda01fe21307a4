import assert from 'node:assert/strict';
import { test } from 'node:test';
import sql from 'sql-template-tag';
import { dan, owner, serve } from './served.test-data.ts';
import { anna, bo, cia, intake, processId, provider } from './travel.test-data.ts';

const start = { processId, startSituation: 'need', goalSituation: 'satisfied-need' };
const board = `/api/journey-board?processId=${processId}`;

interface Column {
  readonly stepId: string;
  readonly total: number;
  readonly cards: readonly { readonly journey: { readonly id: string }; readonly teamName: string }[];
}

test('the board shows the journeys of a process at their steps, to those who may read them and to nobody else', async (t) => {
  const served = await serve(t);
  if (served === undefined) return;
  const [a, b, d, o] = [await served.as(anna), await served.as(bo), await served.as(dan), await served.as(owner)];
  const first = (await a.post('/api/journeys', start)).body.id;
  for (let n = 0; n < 61; n++) await a.post('/api/journeys', start);
  await a.post(`/api/journeys/${first}/steps/receive/completion`, {});
  const seen = (await b.get(board)).body;
  const at = (step: string): Column | undefined => seen.columns.find((c: Column) => c.stepId === step);
  assert.equal(seen.total, 62);
  assert.deepEqual(
    [at('receive')?.total, at('receive')?.cards.length],
    [61, 60],
    'a column is bounded, its count is not',
  );
  assert.deepEqual(
    at('investigate')?.cards.map((card) => [card.journey.id, card.teamName]),
    [[first, 'Mottagning']],
  );
  const order = seen.columns.map((c: Column) => c.stepId);
  assert.ok(order.indexOf('receive') < order.indexOf('investigate'), 'columns stand in the order of travel');
  assert.equal((await b.get(`${board}&teamId=${intake}`)).body.total, 62);
  assert.equal((await b.get(`${board}&teamId=${provider}`)).body.total, 0);
  assert.equal((await d.get(board)).body.total, 0);
  assert.equal((await o.get(board)).status, 403);
});

test('R131 journeys and their steps are assigned to teams: each has one, and none can be without', async (t) => {
  const served = await serve(t);
  if (served === undefined) return;
  const who = { organisationId: served.organisationId };
  const a = await served.as(anna);
  const { body } = await a.post('/api/journeys', start);
  await a.post(`/api/journeys/${body.id}/steps/receive/completion`, {});
  const { journeys, steps } = (await served.database.read(who, (tx) =>
    tx.one<{ journeys: number; steps: number }>(sql`
      select (select count(*) from journey j join team t on t.id = j.team_id) as journeys,
             (select count(*) from journey_offer o join team t on t.id = o.team_id) as steps`),
  )) ?? { journeys: 0, steps: 0 };
  assert.deepEqual([journeys, steps], [1, (await a.get(`/api/journeys/${body.id}`)).body.offered.length]);
  for (const offered of (await a.get(`/api/journeys/${body.id}`)).body.offered) assert.equal(offered.teamId, intake);
  for (const statement of [sql`update journey set team_id = null`, sql`update journey_offer set team_id = null`])
    await assert.rejects(
      served.database.write(who, (tx) => tx.rows(statement)),
      /null value|not-null/,
    );
});

test('R120 the board of a leader holds the journeys of the list with the same filter, no others and none twice', async (t) => {
  const served = await serve(t);
  if (served === undefined) return;
  const [a, b, c] = [await served.as(anna), await served.as(bo), await served.as(cia)];
  const ids: string[] = [];
  for (let n = 0; n < 6; n++) ids.push((await a.post('/api/journeys', start)).body.id);
  const [closed, moved, away] = ids;
  assert.equal(
    (await a.post(`/api/journeys/${closed}/closing`, { outcome: 'not-met', reason: 'Flyttade' })).status,
    200,
  );
  await a.post(`/api/journeys/${moved}/steps/receive/completion`, {});
  for (const step of ['receive', 'investigate'])
    await a.post(`/api/journeys/${away}/steps/${step}/completion`, step === 'receive' ? {} : { choice: 'fork-order' });
  const handoff = { stepId: 'order', toTeamId: provider, included: ['Beslut', 'Mål för insatsen'] };
  const offered = await a.post(`/api/journeys/${away}/handoffs`, handoff);
  const received = `/api/journeys/${away}/handoffs/${offered.body.handoff.handoffId}/acceptance`;
  assert.equal((await c.post(received, {})).status, 200);
  for (const [who, hat] of [
    [b, 'leader of the first team'],
    [c, 'co-worker of the second'],
  ] as const)
    for (const filter of ['', `&teamId=${intake}`, `&teamId=${provider}`]) {
      const seen = (await who.get(`${board}${filter}`)).body;
      const cards: string[] = seen.columns.flatMap((column: Column) => column.cards.map((card) => card.journey.id));
      const list = (await who.get(`/api/journeys?processId=${processId}&state=travelling&size=200${filter}`)).body;
      const listed = list.items.map((row: { id: string }) => row.id);
      assert.deepEqual(cards.sort(), listed.sort(), `${hat}${filter}`);
      assert.equal(seen.total, list.total);
    }
  const own = (await b.get(board)).body.columns.flatMap((column: Column) =>
    column.cards.map((card) => card.journey.id),
  );
  assert.ok(!own.includes(closed) && own.includes(moved));
});
