import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import pg from 'pg';
import { startPostgres } from './postgres.ts';

function dataFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'resvag-data-'));
  t.after(() => {
    const cluster = join(folder, 'postgres');
    const real = existsSync(cluster) ? realpathSync(cluster) : cluster;
    for (const path of [real, `${real}.lock`, `${real}.log`, folder]) rmSync(path, { recursive: true, force: true });
  });
  return folder;
}

async function ask<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

test('the embedded server starts where its account cannot reach, sorts as Swedish is, and keeps what it has', async (t) => {
  const folder = dataFolder(t);
  chmodSync(folder, 0o700);
  const first = await startPostgres({ dataFolder: folder });
  await ask(first.url, 'create table word (w text)');
  await ask(first.url, "insert into word values ('ö'), ('zebra'), ('ä'), ('å'), ('Adam')");
  const words = await ask<{ w: string }>(first.url, 'select w from word order by w');
  assert.deepEqual(
    words.map(({ w }) => w),
    ['Adam', 'zebra', 'å', 'ä', 'ö'],
  );
  await assert.rejects(
    startInOther(folder).then(({ output }) => {
      throw new Error(output);
    }),
    /already runs/,
  );
  await first.stop();
  const from = Date.now();
  const second = await startPostgres({ dataFolder: folder });
  assert.ok(Date.now() - from < 3000, 'a second start is quick');
  assert.equal((await ask(second.url, 'select from word')).length, 5);
  await second.stop();
  assert.equal(existsSync(join(folder, 'postgres', 'postmaster.pid')), false);
});

/** Starts the server in a process of its own; gives that process once it says its address, or its output when it ends. */
function startInOther(folder: string): Promise<{ output: string; pid: number; url: string }> {
  const text = `import { startPostgres } from '#platform/postgres.ts';
    startPostgres({ dataFolder: process.argv[1] }).then((s) => { console.log('url ' + s.url); setInterval(() => {}, 1000); }, (e) => console.log(e.message));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', text, folder], {
    cwd: new URL('../..', import.meta.url),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const url = /url (.*)\n/.exec(output)?.[1];
      if (url !== undefined) resolve({ output, pid: child.pid ?? 0, url });
    });
    child.on('exit', () => resolve({ output, pid: 0, url: '' }));
  });
}

test('a kill at any moment leaves nothing that blocks the next start', async (t) => {
  const folder = dataFolder(t);
  chmodSync(folder, 0o711);
  for (let n = 0; n < 4; n++) {
    const { pid, url } = await startInOther(folder);
    assert.notEqual(pid, 0);
    if (n === 0) await ask(url, 'create table n (n int)');
    await ask(url, `insert into n values (${n})`);
    process.kill(pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, n * 15));
  }
  const last = await startPostgres({ dataFolder: folder });
  assert.equal((await ask(last.url, 'select from n')).length, 4);
  await last.stop();
  assert.equal(lstatSync(join(folder, 'postgres')).isSymbolicLink(), false);
});

test('when this process is killed, its server ends by itself', async (t) => {
  const folder = dataFolder(t);
  const { pid } = await startInOther(folder);
  process.kill(pid, 'SIGKILL');
  const file = join(folder, 'postgres', 'postmaster.pid');
  for (let n = 0; n < 200 && existsSync(file); n++) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(existsSync(file), false);
});
