import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fileBytes } from '#platform/file-bytes.ts';
import { readRules } from './conformance/rules/rule.ts';
import * as library from './entry.ts';
import { readLog } from './formats/read-log.ts';
import { mapOf } from './map/map.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs the n-th example of a guide as it stands and answers what it exports. */
async function example(n: number, page = 'mining'): Promise<Readonly<Record<string, unknown>>> {
  const guide = readFileSync(join(root, `docs/guides/${page}.md`), 'utf8');
  const code = [...guide.matchAll(/```js\n(.*?)```/gs)][n]?.[1];
  assert.ok(code);
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache/guide-'));
  try {
    writeFileSync(join(folder, 'example.mjs'), code);
    return { ...(await import(pathToFileURL(join(folder, 'example.mjs')).href)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the examples of the mining guide run and give what their comments say', async () => {
  assert.deepEqual(await example(0), {
    cases: 2,
    slowest: 345_600,
    model: "->( 'apply', X( tau, 'assess' ), 'decide' )",
    fitness: 1,
  });
  assert.deepEqual(await example(1), { pingPong: 1, seconds: 259_200 });
  assert.deepEqual(await example(2), {
    ways: [['apply', 'decide']],
    rejected: [{ line: 4, reason: 'time-not-understood', value: 'soon' }],
  });
  assert.deepEqual(await example(3), { verdict: 'lower', signals: [{ at: 6, rule: 'outside' }] });
  assert.deepEqual(await example(4), { workingHours: [2, 4], waited: { offHours: 63, other: 4 } });
  assert.deepEqual(await example(5), { told: [[12], 2], personal: [], people: ['p-3'] });
});

test('every name that the library exports stands in its guide, and no other', () => {
  const text = readFileSync(join(root, 'docs/guides/library.md'), 'utf8');
  const cells = text.split('\n').flatMap((line) => (line.startsWith('| `') ? [line.split(' | ')[0]!] : []));
  const named = cells.flatMap((cell) => Array.from(cell.matchAll(/`([a-zA-Z]+)(?:\(|`)/g), ([, name]) => name!));
  const besides = ['endOfDay', 'startOfDay', 'causalSummary', 'readRoad', 'strip', 'workGroups', 'waitingGroups'];
  for (const name of besides) assert.ok(text.includes(`\`${name}(`), name);
  assert.deepEqual([...new Set([...named, ...besides])].sort(), Object.keys(library).sort());
});

test('the example of the guide to reproducible answers runs and gives what its comments say', async () => {
  const { known, changed, by } = await example(0, 'reproducible');
  assert.deepEqual(known, [1, 2]);
  assert.deepEqual((changed as string[]).slice(0, 3), ['nodes[0].events', 'nodes[0].cases', 'nodes[0].starts']);
  assert.deepEqual(by, ['resvag 0.1.0', 'docs/guides/mining.md']);
});

test('the examples of the conformance guide run and give what their comments say', async () => {
  assert.deepEqual(await example(0, 'conformance'), { conforming: [1, 2], deviating: ['swapped: decide, assess'] });
});

test('the example of the guide to rules runs and gives what its comment says', async () => {
  assert.deepEqual(await example(0, 'rules'), {
    counts: [
      ['in time', 1, 1, 1, 0],
      ['applied for', 2, 0, 0, 1],
    ],
  });
});

test('the list of rules in the guide is one', () => {
  const text = readFileSync(join(root, 'docs/guides/rules.md'), 'utf8');
  const list = /```json\n(.*?)```/s.exec(text)?.[1];
  const read = readRules(list ?? '');
  assert.ok(read.ok && read.value.length === 4);
});

test('the examples of the guide to object-centric logs run and give what their comments say', async () => {
  assert.deepEqual(await example(0, 'object-centric'), {
    types: { apply: 2, interview: 1, 'phone call': 1 },
    together: { count: 2, eventPairs: 2 },
    ways: [['apply', 'interview']],
    wrong: { eventsLeftOut: 1, rowsAdded: 1 },
  });
});

test('the example of the guide to remaining times runs and gives what its comments say', async () => {
  assert.deepEqual(await example(0, 'remaining'), { isTold: [null, true], within: true });
});

test('the sample log is read whole, with starts and ends', async () => {
  const read = await readLog(fileBytes(join(root, 'samples/logs/bistand-paahittad.csv')));
  assert.ok(read.ok);
  assert.deepEqual([read.value.report.rejected, read.value.log.cases, read.value.log.events], [0, 3, 13]);
  const edge = mapOf(read.value.log).edges.find(({ from, to }) => from === 'Utredning' && to === 'Beslut');
  assert.equal(edge?.count, 2);
});
