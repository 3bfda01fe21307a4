import assert from 'node:assert/strict';
import { test } from 'node:test';
import sql from 'sql-template-tag';
import { openTestDatabase } from '#platform/test-database.test-data.ts';
import { seedDemo } from './seed.ts';
import { unseenOrder } from './year.ts';

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
    assert.deepEqual(counts, { units: 18, people: 124, teams: 15, kinds: 6, roads: 5, replaced: 1, strategies: 1 });
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
  });
});
