/** Files that break readers, or mean to: each gets a clear refusal or its right answer, and soon. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { inductiveMiner } from '#mining/discovery/inductive.ts';
import { treeText } from '#mining/discovery/tree.ts';
import type { Log } from '#mining/log/log.ts';
import { summaryOf } from '#mining/log/summary.ts';
import { encodeUtf8 } from '#mining/log/utf8.ts';
import { mapOf } from '#mining/map/map.ts';
import { variantsOf } from '#mining/map/variants.ts';
import { handovers } from '#mining/performance/handover.ts';
import { caseDurations, leadTimes } from '#mining/performance/lead-time.ts';
import { sharedData } from '#mining/shared-data.test-data.ts';
import { FileFault, fileBytes } from '#platform/file-bytes.ts';
import type { ImportOptions } from './import.ts';
import { readLog } from './read-log.ts';
import { logOf } from './sample-log.test-data.ts';
import { writeXes } from './xes/xes-write.ts';

const MILLION = 1_000_000;

/** A CSV of so many rows, made as it is read. */
function* csvOf(rows: number, row: (i: number) => string): Generator<Uint8Array> {
  let text = 'case,activity,time\n';
  for (let i = 0; i < rows; i++) {
    text += `${row(i)}\n`;
    if (text.length < 1 << 18) continue;
    yield encodeUtf8(text);
    text = '';
  }
  yield encodeUtf8(text);
}

async function read(chunks: Iterable<Uint8Array> | string): Promise<Log> {
  const result = typeof chunks === 'string' ? await logOf(chunks) : await readLog(chunks);
  assert.ok(result.ok, JSON.stringify(result));
  return result.value.log;
}

async function refusal(text: string | Iterable<Uint8Array>, options: ImportOptions = {}) {
  const result = typeof text === 'string' ? await logOf(text, options, 1 << 20) : await readLog(text, options);
  assert.ok(!result.ok);
  return result.refusal;
}

const traced = (inside: string) =>
  `<log><trace><event><string key="concept:name" value="a"/>${inside}</event></trace></log>`;

test('every damaged reference file is told to be damaged', async (t) => {
  if (!sharedData) return t.skip('shared data absent');
  for (const name of readdirSync(`${sharedData}/broken`)) {
    const told = await readLog(fileBytes(`${sharedData}/broken/${name}`)).catch((error: unknown) => error);
    assert.ok(told instanceof FileFault && told.reason === 'damaged', name);
  }
});

test('entities that multiply, nest, come from outside or refer to themselves are refused', async () => {
  const laughs = Array.from({ length: 30 }, (_, i) => `<!ENTITY l${i + 1} "&l${i};&l${i};&l${i};">`).join('');
  const bombs = [
    `<!DOCTYPE log [<!ENTITY l0 "ha">${laughs}]>${traced('<string key="b" value="&l30;"/>')}`,
    `<!DOCTYPE log [<!ENTITY a "${'a'.repeat(100_000)}">]>${traced(`<string key="b" value="${'&a;'.repeat(10_000)}"/>`)}`,
    `<!DOCTYPE log [<!ENTITY a SYSTEM "file:///etc/passwd">]>${traced('<string key="b" value="&a;"/>')}`,
    `<!DOCTYPE log [<!ENTITY % a SYSTEM "http://localhost:1/x.dtd"> %a;]>${traced('')}`,
    `<!DOCTYPE log SYSTEM "http://localhost:1/x.dtd">${traced('<string key="b" value="&outside;"/>')}`,
    traced('<string key="b" value="&#x110000;"/>'),
  ];
  for (const bomb of bombs) assert.equal((await refusal(bomb)).tag, 'xml-entities-refused', bomb.slice(0, 60));
});

test('elements that nest without end, tags that never end and names of any length do not exhaust the reader', async () => {
  assert.equal((await refusal(traced('<list key="a">'.repeat(100_000)))).tag, 'xml-malformed');
  assert.equal((await refusal(traced(`<string key="${'a'.repeat(1 << 25)}`))).tag, 'xml-malformed');
  const log = await read(
    traced(`<${'n'.repeat(300_000)}/><string ${'x'.repeat(300_000)}="1" key="k" value="${'v'.repeat(300_000)}"/>`),
  );
  assert.deepEqual([log.events, log.eventAttributes.map((column) => column.path)], [1, [['k']]]);
  const many = Array.from({ length: 2000 }, (_, i) => `<int key="k${i}" value="${i}"/>`).join('');
  assert.equal((await read(traced(many))).eventAttributes.length, 2000);
});

test('a log larger than the memory it may take is refused before it takes it', async () => {
  const mostBytes = 4_000_000;
  let chunks = 0;
  function* endless(piece: Uint8Array): Generator<Uint8Array> {
    for (chunks = 0; ; chunks++) yield piece;
  }
  const row = '1,activity,2026-01-02T00:00:00Z\n';
  const csv = await refusal(endless(encodeUtf8(`case,activity,time\n${row.repeat(5000)}`)), { mostBytes });
  assert.equal(csv.tag, 'log-too-large');
  assert.ok(chunks < 100);
  const event = '<event><string key="concept:name" value="a"/></event>';
  function* growing(): Generator<Uint8Array> {
    yield encodeUtf8('<log><trace>');
    for (chunks = 0; ; chunks++) yield encodeUtf8(event.repeat(5000));
  }
  assert.equal((await refusal(growing(), { mostBytes })).tag, 'log-too-large');
  assert.ok(chunks < 200);
  // Few bytes that ask for many columns, each as long as the log.
  const wide = Array.from({ length: 2000 }, (_, i) => `<int key="k${i}" value="1"/>`).join('');
  const found = await refusal(`<log><trace>${event.repeat(10_000)}<event>${wide}`, { mostBytes });
  assert.equal(found.tag, 'log-too-large');
});

test('a million activities make a map of a million places, and no model but the one that says nothing', async () => {
  const log = await read(csvOf(MILLION, (i) => `${i >> 1},a${i},2026-01-02`));
  const map = mapOf(log);
  assert.deepEqual([map.nodes.length, map.edges.length, map.edges[0]!.count], [MILLION, MILLION / 2, 1]);
  const tree = inductiveMiner(log);
  assert.equal(tree.tag, 'loop');
});

test('one case with a million events in any order is put in order', async () => {
  const log = await read(
    csvOf(MILLION, (i) => `1,${'abc'[i % 3]},2026-01-01T00:${10 + ((i * 7) % 50)}:${10 + (i % 50)}Z`),
  );
  assert.deepEqual([log.cases, log.events], [1, MILLION]);
  for (let e = 1; e < log.events; e++) {
    const inOrder =
      log.time[e - 1]! < log.time[e]! || (log.time[e - 1] === log.time[e] && log.order![e - 1]! < log.order![e]!);
    if (!inOrder) assert.fail(`event ${e}`);
  }
  assert.equal(
    mapOf(log).edges.reduce((sum, edge) => sum + edge.count, 0),
    MILLION - 1,
  );
  assert.equal(variantsOf(log).variants[0]!.activities.length, MILLION);
  assert.match(treeText(inductiveMiner(log, 0.2)), /'a'/);
});

test('a million variants are counted as a million', async () => {
  const log = await read(csvOf(MILLION * 2, (i) => `${i >> 1},${i & 1 ? (i >> 1) % 1000 : (i / 2000) | 0},2026-01-02`));
  const { total, variants } = variantsOf(log, undefined, 10);
  assert.deepEqual([total, variants.length, variants[9]!.count, log.cases], [MILLION, 10, 1, MILLION]);
});

test('times in the years 1 and 9999 are times, read and written', async () => {
  const log = await read('case,activity,time\n1,a,0001-01-01T00:00:00Z\n1,b,9999-12-31T23:59:59.999Z\n');
  const { from, to } = summaryOf(log);
  assert.deepEqual([from, to], ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z']);
  const again = await read(writeXes(log));
  assert.deepEqual(again.time, log.time);
  const { maxSeconds, bins } = leadTimes(log);
  assert.equal(maxSeconds, (Date.UTC(9999, 11, 31, 23, 59, 59, 999) + 62_135_596_800_000) / 1000);
  assert.equal(
    bins.reduce((sum, bin) => sum + bin.cases, 0),
    1,
  );
});

test('a log where everything happens at once has lead times of nothing and keeps its order', async () => {
  const log = await read(csvOf(1000, (i) => `${i % 10},${'abcde'[((i / 10) % 5) | 0]},2026-01-02T03:04:05Z`));
  assert.ok(caseDurations(log).every((ms) => ms === 0));
  assert.deepEqual([leadTimes(log).medianSeconds, leadTimes(log).bins[0]!.cases, variantsOf(log).total], [0, 10, 1]);
  assert.ok(mapOf(log).edges.every((edge) => edge.medianSeconds === 0 && edge.meanSeconds === 0));
});

test('a log without resources has no handovers, one where some are missing only those between two that are there', async () => {
  assert.deepEqual(handovers(await read('case,activity,time\n1,a,2026-01-02\n1,b,2026-01-03\n')), []);
  const some = await read(
    'case,activity,time,resource\n1,a,2026-01-01,X\n1,b,2026-01-02,\n1,c,2026-01-03,Y\n1,d,2026-01-04,X\n1,e,2026-01-05,X\n',
  );
  assert.deepEqual(handovers(some), [
    { from: 'X', to: 'X', count: 1 },
    { from: 'Y', to: 'X', count: 1 },
  ]);
});
