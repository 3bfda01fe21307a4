import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type {} from '@fastify/cookie';
import sql from 'sql-template-tag';
import { findActing } from '#app/find-acting.ts';
import { clockStates } from '#journey/clock.ts';
import { clockPassed, standsStill as listedStill } from '#journey/list-store.ts';
import { openRoads } from '#journey/road-store.ts';
import type { Journey } from '#journey/state.ts';
import { standsStill } from '#journey/still.ts';
import { unseenOrder } from '#journey/story.ts';
import type { ProcessId } from '#lib/id.ts';
import { assert as must } from '#lib/result.ts';
import { Results } from '#mining/api.ts';
import { miningRoutes, miningStatus } from '#mining/routes.ts';
import { readConfig } from '#platform/config.ts';
import type { Database } from '#platform/database.ts';
import { registerRoutes } from '#platform/http.ts';
import { openListener } from '#platform/listener.ts';
import { createSession } from '#platform/session.ts';
import { openTestDatabase } from '#platform/test-database.test-data.ts';
import { newUuid, type World } from '#platform/world.ts';
import { summaryOf } from '#process/rating.ts';
import { answersOn } from '#process/rating-store.ts';
import { seedDemo } from './seed.ts';

const clock = () => new Date('2026-11-23T12:34:56Z');

test('the demo organisation is written whole, marked as invented, and can be read under row-level security', async (t) => {
  const opened = await openTestDatabase(t);
  if (!opened) return;
  const { database } = opened;
  const { organisationId } = await seedDemo({ database, clock });
  const marked = await database.system((tx) =>
    tx.rows(sql`select name from organisation where demo and id = ${organisationId}`),
  );
  assert.equal(marked.length, 1);
  await database.read({ organisationId }, async (tx) => {
    const counts = await tx.one<Record<string, number>>(
      sql`select (select count(*) from unit) as units, (select count(*) from person) as people,
                 (select count(*) from team) as teams, (select count(*) from obstacle_kind) as kinds,
                 (select count(*) from process_version where state = 'adopted') as roads,
                 (select count(*) from process_version where state = 'replaced') as replaced,
                 (select count(*) from strategy where state = 'in-force' and decision is not null) as strategies`,
    );
    assert.deepEqual(counts, { units: 18, people: 124, teams: 15, kinds: 6, roads: 9, replaced: 1, strategies: 1 });
    const journeys = await tx.one<{ journeys: number; closed: number; astray: number; pinned: number }>(
      sql`select count(*) as journeys, count(*) filter (where j.state = 'closed') as closed,
                 count(*) filter (where not exists (select from team_member m
                   where m.organisation_id = j.organisation_id and m.team_id = j.team_id and m.person_id = j.responsible_id)) as astray,
                 count(*) filter (where v.state = 'replaced' and j.state = 'travelling') as pinned
            from journey j join process_version v on v.organisation_id = j.organisation_id and v.id = j.version_id`,
    );
    assert.ok(journeys !== undefined && journeys.journeys > 3000 && journeys.closed > 1000 && journeys.pinned > 5);
    assert.equal(journeys.astray, 0, 'the one responsible is of the team that holds the journey');
    const story = await tx.one<{ note: string; weeks: number }>(
      sql`select o.note, extract(epoch from h.accepted_at - h.offered_at) / 604800 as weeks from journey j
            join obstacle o on o.organisation_id = j.organisation_id and o.journey_id = j.id
            join journey_handoff h on h.organisation_id = j.organisation_id and h.journey_id = j.id
           where j.reference = ${unseenOrder}`,
    );
    assert.match(story?.note ?? '', /^Beställningen syns inte hos utföraren/);
    assert.ok(Number(story?.weeks) >= 2);
    const late = await tx.one<{ facts: number; future: number }>(
      sql`select count(*) as facts, count(*) filter (where occurred_at > ${clock()}) as future from journey_fact`,
    );
    assert.ok(late !== undefined && late.facts > 80_000 && late.future === 0);
    const readings = await tx.rows<{ checked: boolean; readings: number; strange: number }>(
      sql`select exists (select from access_check c where to_char(c.month, 'YYYY-MM') = m.month and c.finished_at is not null) as checked,
                 m.readings, m.strange
            from (select to_char(a.at at time zone 'Europe/Stockholm', 'YYYY-MM') as month, count(*) as readings,
                         count(*) filter (where not exists (select from journey_fact f where f.organisation_id = a.organisation_id
                           and f.journey_id = a.subject_id::uuid and f.person_id = a.person_id)) as strange
                    from audit a where a.kind = 'read' group by 1) m order by m.month`,
    );
    const roads = await tx.rows<{ id: ProcessId; key: string }>(sql`select id, key from process`);
    for (const { id, key } of roads) {
      const { answers, starts } = await answersOn(tx, id);
      const few = !['barn-och-unga', 'ekonomiskt-bistand', 'funktionsstod-lss', 'aldre'].includes(key);
      assert.equal(summaryOf(answers, starts) === null, few, `answers on ${key}`);
      if (key === 'skadligt-bruk') assert.equal(answers.length, 3);
    }
    assert.deepEqual(readings.map(({ checked }) => checked).slice(0, 2), [true, false]);
    assert.ok(readings.slice(0, 2).every((month) => month.readings > 500 && month.strange > 0));
  });
  await t.test(
    'R042 the sum of journeys on every road is told to everyone signed in, groups under five withheld',
    (part) => tellsTheSum(part, database, organisationId),
  );
  await t.test(
    'which journeys stand still, and whose clocks have run out, is the same in the lists as for each journey by itself',
    () => agreesOnStill(database, organisationId),
  );
});

async function agreesOnStill(database: Database, organisationId: string) {
  await database.read({ organisationId }, async (tx) => {
    const rows = await tx.rows<{ id: string; folded: Journey }>(
      sql`select id, folded from journey where state = 'travelling' order by id`,
    );
    const roads = await openRoads(
      database,
      tx,
      rows.map(({ folded }) => folded.versionId),
    );
    for (const days of [0, 3, 30, 200]) {
      const now = new Date(clock().getTime() + days * 86_400_000).toISOString();
      const listed = await tx.rows<{ id: string }>(
        sql`select j.id from journey j where ${listedStill(now)} order by j.id`,
      );
      const each = rows.filter(({ folded }) => {
        const road = roads.get(folded.versionId);
        must(road, 'the road of a version is opened');
        return standsStill(road, folded, now);
      });
      assert.ok(each.length > 0);
      assert.deepEqual(
        listed.map(({ id }) => id),
        each.map(({ id }) => id),
        `in ${days} days`,
      );
      const late = await tx.rows<{ id: string }>(
        sql`select j.id from journey j where j.state = 'travelling' and ${clockPassed('deadline', now)} order by j.id`,
      );
      const breached = rows.filter(({ folded }) => {
        const road = roads.get(folded.versionId);
        must(road, 'the road of a version is opened');
        return clockStates(road, folded, now).some(({ state }) => state === 'breached');
      });
      assert.deepEqual(
        late.map(({ id }) => id),
        breached.map(({ id }) => id),
        `clocks in ${days} days`,
      );
    }
  });
}

async function tellsTheSum(t: TestContext, database: Database, organisationId: string) {
  const config = readConfig({ RESVAG_LOG: 'silent', RESVAG_RATE_LIMIT: '0' });
  must(config.ok, 'the settings are right');
  const app = await openListener({ config: config.value, secret: 'x'.repeat(32) });
  t.after(() => app.close());
  const world: World = { database, clock, newId: () => newUuid(clock()), config: config.value, log: app.log };
  registerRoutes(app, world, miningRoutes, { statuses: miningStatus, findActing });
  const who = await database.read({ organisationId }, (tx) =>
    tx.one<{ personId: string; assignmentId: string }>(
      sql`select person_id as "personId", id as "assignmentId" from role_assignment where hat = 'co-worker' limit 1`,
    ),
  );
  must(who, 'somebody is a co-worker');
  const cookie = await database.write({ organisationId }, (tx) =>
    createSession(tx, { organisationId, ...who, at: clock() }),
  );
  const cookies = { resvag_session: app.signCookie(cookie) };
  const processes = await database.read({ organisationId }, (tx) =>
    tx.rows<{ id: string; key: string; journeys: number; completed: number }>(
      sql`select p.id, p.key, (select count(*) from journey j where j.process_id = p.id) as journeys,
                 (select count(*) from journey_fact f join journey j on j.id = f.journey_id
                   where j.process_id = p.id and f.kind = 'step-completed') as completed from process p where p.kind = 'core'`,
    ),
  );
  for (const { id, key, completed } of processes) {
    const get = async (query: string) => {
      const answer = await app.inject({ method: 'GET', url: `/api/processes/${id}/results?${query}`, cookies });
      assert.equal(answer.statusCode, 200, `${key}: ${answer.body.slice(0, 300)}`);
      return Results.parse(answer.json());
    };
    const results = await get('paths=100');
    assert.equal(results.all.events, completed, key);
    assert.equal(results.tooFew, false);
    assert.ok(
      (results.handoffs?.acceptedFirstTime ?? 0) > 0.6 && (results.handoffs?.acceptedFirstTime ?? 0) < 0.99,
      key,
    );
    assert.ok(results.strip?.some((step) => (step.medianWaitSeconds ?? 0) > 3600));
    assert.ok(results.strip?.every((step) => step.passes === null || step.passes === 0 || step.passes >= 5));
    assert.ok(results.map.edges.every((edge) => edge.count === null || edge.count >= 5));
    assert.ok((results.leadTime.median ?? 0) > 0);
    const met = await get('outcome=not-met&paths=10');
    assert.ok(met.tooFew || (met.filtered.cases ?? 0) < (results.filtered.cases ?? 0));
    assert.equal((await get('from=2031-01-01')).tooFew, true);
  }
}
