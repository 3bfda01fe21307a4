import assert from 'node:assert/strict';
import { test } from 'node:test';
import sql from 'sql-template-tag';
import { improvementMay } from '#improvement/may.ts';
import { journeyMay } from '#journey/may.ts';
import { areaOf, type Hat, hats, type Reach, type Rule, type RuleTable } from '#lib/acting.ts';
import type { Operation } from '#lib/operation.ts';
import { searchMay } from '#lib/search-api.ts';
import { miningMay } from '#mining/may.ts';
import { organisationMay } from '#organisation/may.ts';
import { processMay } from '#process/may.ts';
import { smallSums } from '#process/sums.ts';
import { strategyMay } from '#strategy/may.ts';
import { routes } from './routes.ts';
import { type Input, makeSamples, startedJourney } from './sample-input.test-data.ts';
import {
  type Answer,
  assignmentOf,
  openSmallOrganisation,
  organisationId,
  personOf,
  processes,
  type SmallOrganisation,
} from './small-organisation.test-data.ts';

/** What every folder declares; the server's own health needs no table. */
const declared: RuleTable = {
  ...organisationMay,
  ...processMay,
  ...journeyMay,
  ...improvementMay,
  ...strategyMay,
  ...miningMay,
  ...searchMay,
  'get-health': 'anyone',
};

function addressOf(operation: Operation, sample: Input): string {
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = sample.params?.[name];
    assert.ok(value !== undefined, `the sample of ${operation.name} has ${name}`);
    return encodeURIComponent(value);
  });
  return `${path}${sample.query === undefined ? '' : `?${sample.query}`}`;
}

/** Refused because of who asks; a thing that one may not know of looks as if it weren't there. */
const refused = ['not-allowed', 'not-found', 'not-signed-in'];

function shouldPass(rule: Rule, hat: Hat, within: boolean): boolean {
  if (rule === 'anyone' || rule === 'signed-in') return true;
  const reach: Reach | undefined = rule[hat];
  return reach === 'all' || (reach !== undefined && within);
}

test('every operation that is served has a declared rule, and serves by it', () => {
  for (const { operation, rule } of routes) {
    assert.ok(operation.name in declared, `${operation.name} has a rule in a may.ts`);
    assert.deepEqual(rule, declared[operation.name], operation.name);
  }
  assert.equal(new Set(routes.map((r) => r.operation.name)).size, routes.length);
});

test('R064 only the hats of process management create, change and adopt roads', () => {
  const area = ['process-owner', 'process-leader', 'process-support'];
  for (const name of ['import-bpmn', 'adopt-version'] as const)
    for (const hat of Object.keys(processMay[name])) assert.ok(area.includes(hat), `${name} by ${hat}`);
});

test('R066 only work management runs journeys: every hat of another area is refused every command, also the owner of the whole road', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const samples = await makeSamples(small);
  const commands = routes.filter(({ operation }) => operation.name in journeyMay && operation.method !== 'GET');
  assert.ok(commands.length > 10);
  const others = hats.filter((hat) => areaOf[hat] !== 'work-management');
  const ours = new Set<Hat>();
  for (const { operation } of commands) {
    const sample = samples[operation.name];
    assert.ok(sample !== undefined, operation.name);
    for (const hat of hats) {
      const input = await sample.within();
      const before = await factsIn(small);
      const answer = await small.ask(hat, operation.method, addressOf(operation, input), input.body);
      if (!others.includes(hat)) {
        if (answer.status === 200) ours.add(hat);
        continue;
      }
      assert.ok(
        refused.includes(answer.body?.tag),
        `${operation.name} by ${hat}: ${answer.status} ${answer.body?.tag}`,
      );
      assert.equal(await factsIn(small), before, `${operation.name} by ${hat} wrote nothing`);
    }
  }
  assert.deepEqual([...ours].sort(), ['co-worker', 'team-leader'], 'those of work management who travel with people');
});

/** How many facts there are of all journeys. */
async function factsIn(small: SmallOrganisation): Promise<number | undefined> {
  const row = await small.world.database.read({ organisationId }, (tx) =>
    tx.one<{ n: number }>(sql`select count(*)::int as n from journey_fact`),
  );
  return row?.n;
}

test('small sums, the trail of journeys and earlier days are shown to nobody who may not read the journeys', () => {
  const reads: Rule = journeyMay['get-journey'];
  assert.ok(typeof smallSums === 'object' && typeof reads === 'object');
  for (const rule of [smallSums, miningMay['get-earlier-process-results']])
    for (const [hat, reach] of Object.entries(rule)) assert.equal(reads[hat as Hat], reach, hat);
});

test('the authorisation matrix: every operation × hat × in and out of scope answers as its rule declares', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const samples = await makeSamples(small);
  const wrong: string[] = [];
  let cells = 0;
  for (const { operation, rule } of routes) {
    const sample = samples[operation.name];
    assert.ok(sample !== undefined, `${operation.name} has a sample input for the matrix`);
    for (const hat of hats) {
      for (const within of [true, false]) {
        const source = within ? sample.within : sample.without;
        // Where an operation lies nowhere in particular, in and out of scope are the same.
        if (source === undefined) continue;
        const input = await source();
        // Each request has a session of its own, since some change it.
        const cookies = await small.cookieFor(personOf(hat), assignmentOf(hat));
        const answer = await small.send(cookies, operation.method, addressOf(operation, input), input.body);
        cells += 1;
        const tag = answer.status === 200 ? '200' : String(answer.body?.tag ?? answer.status);
        const expected = shouldPass(rule, hat, within);
        const passed = !refused.includes(tag);
        if (passed !== expected || answer.status >= 500 || tag === 'invalid-input')
          wrong.push(
            `${operation.name} by ${hat} ${within ? 'in' : 'out of'} scope: ${tag}, should ${expected ? '' : 'not '}pass`,
          );
      }
    }
    const input = await sample.within();
    const nobody = await small.send({}, operation.method, addressOf(operation, input), input.body);
    if (rule !== 'anyone' && nobody.body?.tag !== 'not-signed-in')
      wrong.push(`${operation.name} by nobody: ${nobody.status} ${nobody.body?.tag}`);
  }
  assert.deepEqual(wrong, []);
  t.diagnostic(`${routes.length} operations, ${cells} cells`);
});

test('D02 a hat never meets a journey in a list, a count, a search or an obstacle that it cannot read singly', async (t) => {
  const small = await openSmallOrganisation(t);
  if (small === undefined) return;
  const journeys = [await startedJourney(small, 0), await startedJourney(small, 1)];
  for (const journeyId of journeys) {
    const by = journeyId === journeys[0] ? await small.as('co-worker') : await small.asElsewhere();
    const reported = await small.send(by, 'POST', `/api/journeys/${journeyId}/obstacles`, {
      kind: 'long-wait',
      note: 'Väntan',
    });
    assert.equal(reported.status, 200);
  }
  for (const hat of hats) {
    const readable = new Set<string>();
    for (const journeyId of journeys) {
      const single = await small.ask(hat, 'GET', `/api/journeys/${journeyId}`);
      if (single.status === 200) readable.add(journeyId);
    }
    const ids = (answer: { body?: { items?: { id: string }[] } }) => (answer.body?.items ?? []).map((item) => item.id);
    const list = await small.ask(hat, 'GET', '/api/journeys?state=all&size=200');
    if (list.status === 200) {
      assert.deepEqual(new Set(ids(list)), readable, `list by ${hat}`);
      assert.equal(list.body.total, readable.size, `count by ${hat}`);
    } else assert.equal(readable.size, 0, hat);
    const found = await small.ask(hat, 'GET', '/api/search?q=2026');
    const inSearch = (found.body.items as { kind: string; id: string }[]).filter((item) => item.kind === 'journey');
    assert.deepEqual(new Set(inSearch.map((item) => item.id)), readable, `search by ${hat}`);
    const obstacles = await small.ask(hat, 'GET', '/api/obstacles?state=all&size=200');
    assert.equal(obstacles.body.total, 2);
    const behind = (obstacles.body.items as { journeyId: string | null }[]).map((o) => o.journeyId);
    assert.deepEqual(new Set(behind.filter((one) => one !== null)), readable, `obstacles by ${hat}`);
    const map: Answer = await small.ask(hat, 'GET', '/api/processes');
    for (const row of map.body.items as { id: string; travelling: number | null }[]) {
      const seesAll: boolean = hat === 'auditor' || (hat === 'business-owner' && row.id === processes[0]);
      assert.equal(row.travelling, seesAll ? 1 : null, `small sums by ${hat}`);
    }
    const trail: Answer = await small.ask(hat, 'GET', '/api/audit?subjectKind=journey');
    if (trail.status === 200 && hat !== 'auditor') assert.equal(trail.body.total, 0, `audit by ${hat}`);
  }
  const auditor = await small.ask('auditor', 'GET', '/api/audit?subjectKind=journey&kind=read');
  assert.ok(auditor.body.total > 0, 'readings of journeys are logged, and the auditor sees them');
});
