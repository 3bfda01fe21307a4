import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import sql from 'sql-template-tag';
import { fold } from '#journey/evolve.ts';
import type { JourneyFact } from '#journey/journey.ts';
import { project } from '#journey/project.ts';
import { wholeRound } from '#journey/round.test-data.ts';
import { insertOrganisation } from '#journey/served.test-data.ts';
import { type Client, type Started, signInAs, startProcess } from '#journey/started.test-data.ts';
import type { Journey } from '#journey/state.ts';
import { anna, bo, cia, members, opened, supportRoad } from '#journey/travel.test-data.ts';
import { seededRandom } from '#lib/random.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { runningAddress } from '#platform/postgres.ts';
import { clusterPlace } from '#platform/postgres-place.ts';

const organisationId = '00000000-0000-4000-8000-000000000001';
const road = opened(supportRoad);
const kills = 12;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The last answered state of a journey: its revision, and the fact that stood last. */
type Acknowledged = Map<string, { readonly revision: number; readonly fact: JourneyFact }>;

interface Crew {
  /** Where the server is now; undefined while it is down. */
  address: string | undefined;
  stopped: boolean;
  readonly acknowledged: Acknowledged;
  answers: number;
  cut: number;
}

/** Makes journeys from start to closing, one after the other, until told to stop. A cut answer means a new journey. */
async function travelOn(crew: Crew, sender: Client, receiver: Client) {
  while (!crew.stopped) {
    // biome-ignore lint/suspicious/noExplicitAny: the page of a journey as it was answered
    let page: any;
    for (const { side, method, path, payload } of wholeRound) {
      while (crew.address === undefined && !crew.stopped) await pause(20);
      if (crew.stopped || crew.address === undefined) return;
      try {
        const client = side === 'sender' ? sender : receiver;
        const answer = await client.ask(crew.address, method, path(page), payload);
        // The database may be gone while the server still answers.
        if (answer.status >= 500) throw new Error(JSON.stringify(answer.body));
        assert.equal(answer.status, 200, JSON.stringify(answer.body));
        page = answer.body;
        crew.acknowledged.set(page.id, { revision: page.revision, fact: page.timeline.at(-1).fact });
        crew.answers += 1;
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        crew.cut += 1;
        await pause(20);
        break;
      }
    }
  }
}

/** Everything acknowledged is there, and no journey is in an impossible state. Gives the count of journeys. */
async function assertWhole(database: Database, acknowledged: Acknowledged): Promise<number> {
  const who = { organisationId };
  const [journeys, facts, offers] = await database.read(who, (tx) =>
    Promise.all([
      tx.rows<{ id: string; folded: Journey }>(sql`select id, folded from journey`),
      tx.rows<{ id: string; data: JourneyFact }>(
        sql`select journey_id as id, data from journey_fact order by journey_id, seq`,
      ),
      tx.rows<{ id: string; nodes: string[] }>(
        sql`select journey_id as id, array_agg(node_id) as nodes from journey_offer group by 1`,
      ),
    ]),
  );
  const factsOf = Map.groupBy(facts, (f) => f.id);
  const offersOf = new Map(offers.map((o) => [o.id, o.nodes]));
  assert.equal(journeys.length, factsOf.size, 'every journey has facts, and every fact a journey');
  for (const { id, folded } of journeys) {
    const own = (factsOf.get(id) ?? []).map((f) => f.data);
    const journey = fold(road, own);
    assert.deepEqual(folded, JSON.parse(JSON.stringify(journey)), 'the stored journey is the fold of its facts');
    const team: readonly string[] = (members as Record<string, readonly string[]>)[journey.teamId] ?? [];
    assert.ok(team.includes(journey.responsibleId), 'one person of the holding team is responsible');
    const { offers: now } = project(road, journey);
    assert.deepEqual(
      (offersOf.get(id) ?? []).sort(),
      now.map((o) => o.node_id).sort(),
      'the list shows where it stands',
    );
  }
  for (const [id, { revision, fact }] of acknowledged) {
    const there = factsOf.get(id);
    assert.ok(there && there.length >= revision, `journey ${id}: revision ${revision} was acknowledged`);
    assert.deepEqual(there[revision - 1]?.data, fact, 'and is what was answered');
  }
  return journeys.length;
}

function postmaster(dataFolder: string): number {
  return Number(readFileSync(join(clusterPlace(dataFolder).cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** Right after the database was killed its last processes may hold on for a moment, and a start is refused: try again. */
async function startAgain(dataFolder: string): Promise<Started> {
  for (let tries = 1; ; tries++) {
    try {
      return await startProcess(dataFolder);
    } catch (error) {
      if (tries === 5) throw error;
      await pause(300);
    }
  }
}

test('every acknowledged command is kept through kills of server and database, and no journey is impossible', {
  timeout: 170_000,
}, async (t) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'resvag-durability-'));
  let started = await startProcess(dataFolder);
  t.after(async () => {
    started.child.kill('SIGTERM');
    await started.exited;
    rmSync(dataFolder, { recursive: true, force: true });
  });
  const url = () => runningAddress(dataFolder) ?? assert.fail('the server runs');
  const first = await openDatabase(url());
  await first.system((tx) =>
    tx.run(sql`insert into organisation (id, name, demo) values (${organisationId}, 'Provstad (påhittad)', true)`),
  );
  await insertOrganisation(first, organisationId);
  await first.close();

  const crew: Crew = { address: started.address, stopped: false, acknowledged: new Map(), answers: 0, cut: 0 };
  const clients = await Promise.all(
    [anna, bo, cia].flatMap((p) => Array.from({ length: p === cia ? 8 : 4 }, () => signInAs(started.address, p))),
  );
  const travelling = Promise.all(
    clients.slice(0, 8).map((sender, n) => travelOn(crew, sender, clients[8 + n] as Client)),
  );
  travelling.catch(() => {});
  const random = seededRandom(20261123);
  const ends = Date.now() + 80_000;
  let done = 0;
  for (; done < kills && (done < 10 || Date.now() < ends); done++) {
    await pause(250 + random() * 1100);
    const database = postmaster(dataFolder);
    if (done % 3 !== 0) process.kill(database, 'SIGKILL');
    if (done % 3 !== 1) started.child.kill('SIGKILL');
    crew.address = undefined;
    await started.exited;
    started = await startAgain(dataFolder);
    crew.address = started.address;
  }
  await pause(500);
  crew.stopped = true;
  await travelling;
  const database = await openDatabase(url());
  const journeys = await assertWhole(database, crew.acknowledged);
  await database.close();
  for (const client of clients) client.close();
  t.diagnostic(`${done} kills, ${journeys} journeys, ${crew.answers} acknowledged commands, ${crew.cut} cut`);
  assert.ok(crew.answers > 200, 'enough was done to prove something');
});
