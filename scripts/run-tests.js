// Runs the tests by tier: core (pure, one process), database (the real server on a RAM disk), browser. Node 24.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { throwAwayPostgres } from '../src/platform/throw-away-postgres.ts';
import { chromium, installDebian } from './chromium.js';
import { buildWeb, coreParts, filesBelow } from './set-up.js';

const wanted = process.argv.slice(2);
const isWanted = (file) => wanted.length === 0 || wanted.some((part) => file.includes(part.replace(/^\.\//, '')));
const tests = [...filesBelow('src'), ...filesBelow('e2e')].filter(isWanted);
const core = tests.filter((file) => /\.test\.tsx?$/.test(file) && !file.endsWith('.db.test.ts'));
const db = tests.filter((file) => file.endsWith('.db.test.ts'));
const browser = tests.filter((file) => file.endsWith('.e2e.ts'));

const sum = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
let failed = false;
const children = new Set();

/** Runs one tier, or a part of one, and adds its closing lines to the sum. What is said is held back while another speaks. */
function run(title, files, args, env = {}, { heldBack = false } = {}) {
  const head = `\n── ${title}: ${files.length} files\n`;
  if (!heldBack) process.stdout.write(head);
  const child = spawn(process.execPath, ['--test', '--test-reporter=spec', ...args, ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  children.add(child);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
    if (!heldBack) process.stdout.write(chunk);
  });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      children.delete(child);
      for (const [, name, count] of output.matchAll(/^ℹ (\w+) (\d+)$/gm)) if (name in sum) sum[name] += Number(count);
      if (code !== 0) failed = true;
      resolve(heldBack ? `${head}${output}` : '');
    });
  });
}

/** Runs something with a server of throw-away databases. */
async function withServer(binaries, fn) {
  const server = await throwAwayPostgres(binaries);
  try {
    await fn({ RESVAG_TEST_DATABASE_URL: server.url });
  } finally {
    await server.stop();
  }
}

/** Debian's own PostgreSQL: the oldest that is supported, so that nothing newer is relied on by mistake. */
function debianBinaries() {
  const find = () =>
    ['15', '16', '17'].map((v) => `/usr/lib/postgresql/${v}`).find((path) => existsSync(`${path}/bin/initdb`));
  return find() ?? (installDebian('postgresql-15') || installDebian('postgresql') ? find() : undefined);
}

async function main() {
  const began = Date.now();
  if (browser.length > 0) buildWeb();
  const parts = coreParts(core).map((files, n) =>
    run('core', files, ['--test-isolation=none'], {}, { heldBack: n > 0 }),
  );
  for (const said of await Promise.all(parts)) process.stdout.write(said);
  if (db.length + browser.length > 0)
    await withServer(undefined, async (env) => {
      if (db.length > 0) await run('database (embedded PostgreSQL)', db, ['--test-concurrency=2'], env);
      if (browser.length === 0) return;
      await run('browser', browser, ['--test-concurrency=1'], { ...env, CHROMIUM: await chromium() });
    });
  if (db.length > 0 && process.env.CI) {
    const binaries = debianBinaries();
    if (binaries === undefined)
      process.stdout.write('\n── no PostgreSQL of Debian here: the database tests ran on the embedded one only\n');
    else await withServer(binaries, (env) => run(`database (${binaries})`, db, ['--test-concurrency=2'], env));
  }
  process.stdout.write('\n── all\n');
  for (const [name, count] of Object.entries(sum)) process.stdout.write(`ℹ ${name} ${count}\n`);
  process.stdout.write(`ℹ duration_ms ${Date.now() - began}\n`);
  if (sum.tests === 0) process.stdout.write('No test has such a path.\n');
  return failed || sum.tests === 0 ? 1 : 0;
}

// Ctrl-C reaches the tests themselves; the server is stopped when they have ended.
process.on('SIGINT', () => {});
for (const name of ['SIGTERM', 'disconnect'])
  process.on(name, () => {
    for (const child of children) child.kill('SIGTERM');
  });
process.exit(await main());
