/**
 * Journey commands over HTTP, durable, by concurrent clients, against bare single-row INSERT commits on the same database
 * with the same concurrency in the same run. Rounds of both take turns, so that what else the machine does meets both.
 */
import { mkdtempSync, rmSync } from 'node:fs';
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
  await rate(commands);
  const measured: { commands: number; inserts: number }[] = [];
  for (let n = 0; n < rounds; n++) measured.push({ inserts: await rate(inserts), commands: await rate(commands) });
  const [c, i] = [middle(measured.map((m) => m.commands)), middle(measured.map((m) => m.inserts))];
  console.log(`journey commands over HTTP, durable, ${concurrency} clients: ${c.toFixed(0)} a second`);
  console.log(`bare single-row INSERT commits, ${concurrency} clients:      ${i.toFixed(0)} a second`);
  console.log(`ratio: ${(c / i).toFixed(2)} (aim: at least 0.50)`);
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
