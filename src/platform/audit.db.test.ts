import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import sql from 'sql-template-tag';
import { Acting } from '#lib/acting.ts';
import { audit, logRead, sealAudit, verifyAudit } from './audit.ts';
import { openTestDatabase } from './test-database.test-data.ts';
import { newUuid } from './world.ts';

test('the audit trail is one chain under concurrency, and every kind of tampering shows', async (t) => {
  const opened = await openTestDatabase(t);
  if (opened === undefined) return;
  const { database, organisationId } = opened;
  const acting = Acting.parse({
    organisationId,
    personId: newUuid(new Date()),
    assignmentId: newUuid(new Date()),
    hat: 'process-owner',
    scope: { kind: 'organisation' },
  });
  const one = (n: number) =>
    database.write(acting, (tx) =>
      audit(tx, acting, {
        operation: 'change-thing',
        subjectKind: 'thing',
        subjectId: `${n}`,
        before: { b: n, a: 'å' },
        after: undefined,
        at: new Date(1_700_000_000_000 + n),
      }),
    );
  const seal = () => database.write(acting, (tx) => sealAudit(tx, acting));
  await Promise.all([...Array.from({ length: 40 }, (_, n) => one(n)), seal(), seal()]);
  await database.read(acting, (tx) => logRead(tx, acting, 'journey', 'j1', new Date(), 'case review'));
  // The commit of a reading transaction is not waited for, so that sealing is tried until its row is there.
  const verify = () => database.read(acting, verifyAudit);
  for (let sealed = 0, tries = 0; sealed < 41 && tries < 200; tries++) {
    await seal();
    const verdict = await verify();
    sealed = verdict.whole ? verdict.rows : 0;
    if (sealed < 41) await pause(10);
  }
  assert.deepEqual(await verify(), { whole: true, rows: 41 });

  await assert.rejects(
    database.write(acting, (tx) => tx.run(sql`update audit set hat = 'board'`)),
    /never changed/,
  );

  const asOwner = (tamper: string) =>
    database.write(acting, async (tx) => {
      await tx.run(sql`alter table audit disable trigger user`);
      await tx.run(sql`alter table audit_seal disable trigger user`);
      await tx.run({ ...sql``, text: tamper, values: [] } as never);
    });
  await asOwner(`update audit set hat = 'board' where subject_id = '7'`);
  assert.equal((await verify()).whole, false);
  await asOwner(`update audit set hat = 'process-owner' where subject_id = '7'`);
  assert.deepEqual(await verify(), { whole: true, rows: 41 });
  await asOwner(`delete from audit where id = (select audit_id from audit_seal where place = 12)`);
  assert.deepEqual(await verify(), { whole: false, place: 12, why: 'row-missing' });
  await asOwner(`delete from audit_seal where place = 12`);
  assert.deepEqual(await verify(), { whole: false, place: 12, why: 'seal-missing' });
});
