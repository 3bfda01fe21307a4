import assert from 'node:assert/strict';
import { test } from 'node:test';
import sql from 'sql-template-tag';
import { openTestDatabase } from '#platform/test-database.test-data.ts';
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
                 (select count(*) from strategy where state = 'in-force' and decision is not null) as strategies`,
    );
    assert.deepEqual(counts, { units: 18, people: 124, teams: 15, kinds: 6, strategies: 1 });
  });
});
