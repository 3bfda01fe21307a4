import assert from 'node:assert/strict';
import { test } from 'node:test';
import sql from 'sql-template-tag';
import { ok, refuse } from '#lib/result.ts';
import { insertRows } from './database.ts';
import { openTestDatabase } from './test-database.test-data.ts';
import { newUuid } from './world.ts';

const other = '00000000-0000-4000-8000-000000000002';

test('rows of another organisation are neither read, changed nor written', async (t) => {
  const opened = await openTestDatabase(t);
  if (opened === undefined) return;
  const { database, organisationId } = opened;
  await database.system((tx) => tx.run(sql`insert into organisation (id, name) values (${other}, 'Annanstad')`));
  const session = {
    organisation_id: organisationId,
    id: 'a',
    person_id: newUuid(new Date()),
    assignment_id: newUuid(new Date()),
    created_at: new Date(),
    expires_at: new Date(),
  };
  await database.write({ organisationId }, (tx) => insertRows(tx, 'session', [session]));
  const count = sql`select count(*) as n from session`;
  const seen = (id: string) => database.read({ organisationId: id }, (tx) => tx.one<{ n: number }>(count));
  assert.deepEqual(await seen(organisationId), { n: 1 });
  assert.deepEqual(await seen(other), { n: 0 });
  assert.deepEqual(await database.system((tx) => tx.one<{ n: number }>(count)), { n: 0 });
  assert.equal(await database.write({ organisationId: other }, (tx) => tx.run(sql`delete from session`)), 0);
  await assert.rejects(
    database.write({ organisationId: other }, (tx) => insertRows(tx, 'session', [{ ...session, id: 'b' }])),
    /row-level security/,
  );
});

test('a refusal or an exception rolls back, an answer is kept', async (t) => {
  const opened = await openTestDatabase(t);
  if (opened === undefined) return;
  const { database } = opened;
  const who = { organisationId: opened.organisationId };
  const rename = (name: string) => sql`update organisation set name = ${name} where id = ${who.organisationId}`;
  const refused = await database.write(who, async (tx) => {
    await tx.run(rename('refused'));
    return refuse({ tag: 'not-found' });
  });
  assert.equal(refused.ok, false);
  await assert.rejects(
    database.write(who, async (tx) => {
      await tx.run(rename('thrown'));
      throw new Error('stop');
    }),
    /stop/,
  );
  const name = () => database.read(who, (tx) => tx.one<{ name: string }>(sql`select name from organisation`));
  assert.deepEqual(await name(), { name: 'Provstad (invented)' });
  await database.write(who, async (tx) => ok(await tx.run(rename('kept'))));
  assert.deepEqual(await name(), { name: 'kept' });
});

test('transactions that deadlock are tried again and all succeed', async (t) => {
  const opened = await openTestDatabase(t);
  if (opened === undefined) return;
  const { database } = opened;
  const who = { organisationId: opened.organisationId };
  await database.system(async (tx) => {
    await tx.run(sql`insert into organisation (id, name) values (${other}, 'Annanstad')`);
  });
  const inOrder = (ids: readonly string[]) =>
    database.write(who, async (tx) => {
      for (const id of ids) {
        await tx.run(sql`update organisation set name = name || '.' where id = ${id}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
  await Promise.all([inOrder([who.organisationId, other]), inOrder([other, who.organisationId])]);
  const names = await database.read(who, (tx) => tx.rows<{ name: string }>(sql`select name from organisation`));
  assert.deepEqual(
    names.map(({ name }) => name.endsWith('..')),
    [true, true],
  );
});

test('a reading transaction changes nothing', async (t) => {
  const opened = await openTestDatabase(t);
  if (opened === undefined) return;
  const { database, organisationId } = opened;
  await assert.rejects(
    database.read({ organisationId }, (tx) => tx.run(sql`update organisation set name = 'x'`)),
    /changes nothing/,
  );
});
