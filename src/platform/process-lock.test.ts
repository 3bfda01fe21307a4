import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { lockHolder, releaseLock, takeLock } from './process-lock.ts';

test('a lock is held by one living process, and what a dead one left is taken over', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'resvag-lock-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'lock');
  assert.equal(takeLock(file), undefined);
  assert.equal(lockHolder(file), process.pid);
  releaseLock(file);
  assert.equal(existsSync(file), false);

  // The parent's number, but not its time of beginning: another process that has since got the same number.
  writeFileSync(file, JSON.stringify({ pid: process.ppid, began: '1' }));
  assert.equal(takeLock(file), undefined);
  releaseLock(file);

  const ended = spawnSync('true').pid;
  writeFileSync(file, JSON.stringify({ pid: ended, began: 'unknown' }));
  assert.equal(takeLock(file), undefined);
  releaseLock(file);
});
