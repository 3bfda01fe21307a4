/**
 * Journey commands over HTTP, durable, by concurrent clients, against bare single-row INSERT commits on the same database
 * with the same concurrency in the same run. Rounds take turns, so that what else the machine does meets all.
 *
 * Where commits cost next to nothing the ratio compares processor time with processor time. So that it can be understood,
 * two more things are told: what an HTTP request that is nothing but that INSERT reaches, by the same server and driver
 * (the most that a command of one Node process could), and how a command's processor time is divided.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import sql from 'sql-template-tag';
import { wholeRound } from '#journey/round.test-data.ts';
import { insertOrganisation } from '#journey/served.test-data.ts';
import { type Client, signInAs, startProcess } from '#journey/started.test-data.ts';
import { anna, cia } from '#journey/travel.test-data.ts';
import { openDatabase } from '#platform/database.ts';
import { runningAddress } from '#platform/postgres.ts';
import { newUuid } from '#platform/world.ts';

const organisationId = '00000000-0000-4000-8000-000000000001';
const concurrency = 16;
const seconds = 4;
const rounds = 3;

/** Lets every worker go on until the time is over; gives how many were done a second. */
async function rate(worker: (n: number, until: number) => Promise<number>): Promise<number> {
  const from = performance.now();
  const counts = await Promise.all(Array.from({ length: concurrency }, (_, n) => worker(n, from + seconds * 1000)));
  return (counts.reduce((a, b) => a + b, 0) * 1000) / (performance.now() - from);
}

async function travel(address: string, sender: Client, receiver: Client, until: number): Promise<number> {
  let count = 0;
  while (performance.now() < until) {
    let page: unknown;
    for (const { side, method, path, payload } of wholeRound) {
      if (performance.now() >= until) break;
      const client = side === 'sender' ? sender : receiver;
      const { status, body } = await client.ask(address, method, path(page), payload);
      if (status !== 200) throw new Error(JSON.stringify(body));
      page = body;
      count += 1;
    }
  }
  return count;
}

async function insert(client: pg.Client, until: number): Promise<number> {
  let count = 0;
  for (; performance.now() < until; count++) {
    const values = [newUuid(new Date()), '{"kind":"step-completed","stepId":"receive"}'];
    await client.query({ name: 'bare', text: 'insert into bench_bare (id, data) values ($1, $2)', values });
  }
  return count;
}

/** Processor seconds that these processes have used, of those that are still there; none where there is no /proc. */
function processorSeconds(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const file = `/proc/${pid}/stat`;
    if (!existsSync(file)) return sum;
    const fields = readFileSync(file, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return sum + (Number(fields[11]) + Number(fields[12])) / 100;
  }, 0);
}

function parentOf(pid: string): number {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ')[1],
    );
  } catch {
    return 0;
  }
}

/** PostgreSQL's processes: the one that has started the others, and these. */
function databaseProcesses(postmaster: number): number[] {
  if (!existsSync('/proc/self/stat')) return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === postmaster);
  return [postmaster, ...pids.map(Number)];
}

/** Starts the least server, in a process of its own as Resväg is. */
async function startLeast(databaseUrl: string) {
  const child = spawn(process.execPath, [new URL('reference/insert-server.ts', import.meta.url).pathname], {
    env: { ...process.env, DATABASE_URL: databaseUrl, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => resolve(String(chunk).trim()));
    child.on('exit', () => reject(new Error('the least server did not start')));
  });
  return { address, child };
}

const middle = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const dataFolder = mkdtempSync(join(tmpdir(), 'resvag-bench-'));
const started = await startProcess(dataFolder);
try {
  const url = runningAddress(dataFolder) ?? '';
  const database = await openDatabase(url);
  await database.system(async (tx) => {
    await tx.run(
      sql`insert into organisation (id, name, demo) values (${organisationId}, 'Provstad (påhittad)', true)`,
    );
    await tx.run(sql`create table bench_bare (id uuid primary key, data jsonb not null)`);
  });
  await insertOrganisation(database, organisationId);
  const bare = await Promise.all(
    Array.from({ length: concurrency }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  const { address } = started;
  const pairs = await Promise.all(
    bare.map(async () => [await signInAs(address, anna), await signInAs(address, cia)] as const),
  );
  const commands = (n: number, until: number) => {
    const pair = pairs[n] as (typeof pairs)[number];
    return travel(address, pair[0], pair[1], until);
  };
  const inserts = (n: number, until: number) => insert(bare[n] as pg.Client, until);
  const least = await startLeast(url);
  const requests = async (n: number, until: number) => {
    const client = (pairs[n] as (typeof pairs)[number])[0];
    let count = 0;
    for (; performance.now() < until; count++) await client.ask(least.address, 'POST', '/', {});
    return count;
  };
  const backend = await bare[0]?.query<{ pid: number }>('select pg_backend_pid() as pid');
  const postmaster = parentOf(String(backend?.rows[0]?.pid));
  await rate(commands);
  await rate(requests);
  const spent = { client: 0, server: 0, database: 0, count: 0 };
  const commandsMeasured = async () => {
    const at = () => ({
      client: process.cpuUsage(),
      server: processorSeconds([started.child.pid ?? 0]),
      database: processorSeconds(databaseProcesses(postmaster)),
    });
    const [before, from] = [at(), performance.now()];
    const reached = await rate(commands);
    const after = at();
    const used = process.cpuUsage(before.client);
    spent.client += (used.user + used.system) / 1e6;
    spent.server += after.server - before.server;
    spent.database += after.database - before.database;
    spent.count += (reached * (performance.now() - from)) / 1000;
    return reached;
  };
  const measured: { commands: number; inserts: number; requests: number }[] = [];
  for (let n = 0; n < rounds; n++)
    measured.push({ inserts: await rate(inserts), requests: await rate(requests), commands: await commandsMeasured() });
  least.child.kill('SIGTERM');
  const [c, i] = [middle(measured.map((m) => m.commands)), middle(measured.map((m) => m.inserts))];
  const r = middle(measured.map((m) => m.requests));
  console.log(`journey commands over HTTP, durable, ${concurrency} clients: ${c.toFixed(0)} a second`);
  console.log(`bare single-row INSERT commits, ${concurrency} clients:      ${i.toFixed(0)} a second`);
  console.log(`HTTP requests of one such INSERT, ${concurrency} clients:    ${r.toFixed(0)} a second`);
  console.log(`ratio: ${(c / i).toFixed(2)} (aim: at least 0.50); of the least HTTP request: ${(c / r).toFixed(2)}`);
  const per = (seconds: number) => `${((seconds * 1000) / spent.count).toFixed(2)} ms`;
  if (spent.server > 0)
    console.log(
      `processor time of a command: ${per(spent.client)} client, ${per(spent.server)} server, ${per(spent.database)} database`,
    );
  for (const client of [...bare]) await client.end();
  for (const [a, b] of pairs) {
    a.close();
    b.close();
  }
  await database.close();
} finally {
  started.child.kill('SIGTERM');
  await started.exited;
  rmSync(dataFolder, { recursive: true, force: true });
}
