import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import sql from 'sql-template-tag';
import { Acting } from '#lib/acting.ts';
import { audit, sealAudit, verifyAudit } from './audit.ts';
import { backUp } from './backup.ts';
import { type Database, insertRows } from './database.ts';
import { restore } from './restore.ts';
import { openTestDatabase } from './test-database.test-data.ts';
import { newUuid } from './world.ts';

const logId = newUuid(new Date());
/** An object-centric log of which nobody has said yet what its cases are. */
const waitingId = newUuid(new Date());

/** An organisation with units below units, a file of a log, and an audit trail. */
async function fill(database: Database, organisationId: string, dataFolder: string): Promise<void> {
  const acting = Acting.parse({
    organisationId,
    personId: newUuid(new Date()),
    assignmentId: newUuid(new Date()),
    hat: 'administrator',
    scope: { kind: 'organisation' },
  });
  const [above, below] = [newUuid(new Date()), newUuid(new Date())];
  await database.write(acting, async (tx) => {
    const unit = { organisation_id: organisationId, board: 'Socialnämnden' };
    await insertRows(tx, 'unit', [
      { ...unit, id: above, name: 'Förvaltningen', parent_id: null },
      { ...unit, id: below, name: 'Väster', parent_id: above },
    ]);
    const log = { organisation_id: organisationId, id: logId, name: 'Tillstånd', state: 'ready', format: 'xes' };
    const imported = { imported_at: new Date(), imported_by: acting.personId };
    const waiting = { ...log, ...imported, id: waitingId, state: 'choosing' };
    await insertRows(tx, 'imported_log', [{ ...log, ...imported }, waiting]);
    await audit(tx, acting, { operation: 'add-unit', subjectKind: 'unit', subjectId: below, at: new Date() });
  });
  await database.write(acting, (tx) => sealAudit(tx, acting));
  mkdirSync(join(dataFolder, 'logs'), { recursive: true });
  writeFileSync(join(dataFolder, 'logs', `${logId}.log`), Buffer.alloc(3_000_000, 7));
  writeFileSync(join(dataFolder, 'logs', waitingId), 'what may not be kept');
}

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'resvag-backup-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('a whole organisation moves by one file, and its audit trail is still whole', async (t) => {
  const from = await openTestDatabase(t);
  const to = await openTestDatabase(t);
  if (from === undefined || to === undefined) return;
  const folder = folderOf(t);
  const file = join(folder, 'backup.gz');
  const there = join(folder, 'there');
  await fill(from.database, from.organisationId, join(folder, 'here'));
  const done = await backUp(from.database, { file, dataFolder: join(folder, 'here'), at: new Date() });
  assert.ok(done.ok);

  const refused = await restore(to.database, { file, dataFolder: there, replace: false });
  assert.ok(!refused.ok && refused.refusal.tag === 'not-empty');
  const restored = await restore(to.database, { file, dataFolder: there, replace: true });
  assert.ok(restored.ok);
  assert.equal(restored.value.rows, done.value.rows);
  const who = { organisationId: from.organisationId };
  const units = sql`select name, parent_id from unit order by name collate "sv-x-icu"`;
  const seen = (database: Database) => database.read(who, (tx) => tx.rows(units));
  assert.deepEqual(await seen(to.database), await seen(from.database));
  assert.deepEqual(await to.database.read(who, verifyAudit), { whole: true, rows: 1 });
  assert.equal(readFileSync(join(there, 'logs', `${logId}.log`)).equals(Buffer.alloc(3_000_000, 7)), true);

  assert.equal(existsSync(join(there, 'logs', waitingId)), false, 'what waits for a choice is in no backup');

  const again = await restore(to.database, { file, dataFolder: there, replace: true });
  assert.ok(again.ok);
});

test('a file that is cut, changed or no backup at all changes nothing', async (t) => {
  const opened = await openTestDatabase(t);
  if (opened === undefined) return;
  const { database, organisationId } = opened;
  const folder = folderOf(t);
  const file = join(folder, 'backup.gz');
  await fill(database, organisationId, folder);
  assert.ok((await backUp(database, { file, dataFolder: folder, at: new Date() })).ok);
  const whole = readFileSync(file);
  const outcome = async (content: Buffer | string) => {
    writeFileSync(file, content);
    const done = await restore(database, { file, dataFolder: join(folder, 'there'), replace: true });
    return done.ok ? 'restored' : done.refusal.tag;
  };
  assert.equal(await outcome(whole.subarray(0, whole.length - 40)), 'backup-damaged');
  const changed = Buffer.from(whole);
  changed[Math.floor(whole.length / 2)]! ^= 0x40;
  assert.equal(await outcome(changed), 'backup-damaged');
  assert.equal(await outcome('hej'), 'not-a-backup');
  assert.equal(existsSync(join(folder, 'there')), false);
  const count = sql`select count(*) as n from unit`;
  assert.deepEqual(await database.read({ organisationId }, (tx) => tx.one(count)), { n: 2 });
  assert.equal(await outcome(whole), 'restored');
});
