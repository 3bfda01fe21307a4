import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import sql from 'sql-template-tag';
import { newUuid } from '#platform/world.ts';
import { definitions } from './figures.ts';
import { endInterruptedImports } from './jobs.ts';
import { openLogs } from './log-routes.test-data.ts';
import { insertLog, markEnded } from './log-store.ts';
import { sharedData } from './shared-data.test-data.ts';
import { ENGINE } from './statement.ts';

/** Twelve cases of three steps; the middle one is skipped by every other case; two rows can't be read. */
function sampleCsv(): Buffer {
  const rows = Array.from({ length: 12 }, (_, c) => {
    const day = String(c + 1).padStart(2, '0');
    const steps = c % 2 === 0 ? ['Ansök', 'Pröva', 'Besluta'] : ['Ansök', 'Besluta'];
    return steps.map((step, i) => `${c};${step};2026-01-${day} 0${6 + i}:00:00\n`).join('');
  });
  return Buffer.from(`Ärende;Aktivitet;Tid\n${rows.join('')}13;Ansök;i går\n;Ansök;2026-01-01 08:00:00\n`, 'utf8');
}

test('an imported log is read in the background, tells its rejected rows, and gives results without small groups', async (t) => {
  const opened = await openLogs(t);
  if (!opened) return;
  const { get, send, settled, emptied } = opened;
  const columns = new URLSearchParams({ case: 'Ärende', activity: 'Aktivitet', time: 'Tid' });
  const sent = await send('POST', `/api/logs?name=Prov&${columns}`, sampleCsv());
  assert.equal(sent.statusCode, 200, sent.body);
  assert.equal(sent.json().state, 'reading');
  const { id } = sent.json();
  const log = await settled(id);
  assert.equal(log.state, 'ready', JSON.stringify(log));
  assert.deepEqual([log.cases, log.events, log.activities, log.rejectedRows], [12, 30, 3, 2]);
  assert.deepEqual(
    log.rejected.map((r: { line: number; tag: string }) => [r.line, r.tag]),
    [
      [32, 'time-not-understood'],
      [33, 'no-case'],
    ],
  );
  const csv = await get(`/api/logs/${id}/rejected`);
  assert.match(csv.body, /^line,reason,value\r\n32,time-not-understood,i går\r\n/);

  const results = (await get(`/api/logs/${id}/results?paths=100`)).json();
  assert.deepEqual(results.all, { cases: 12, events: 30, activities: 3, variants: 2 });
  assert.equal(results.variants.items[0].count, 6);
  assert.equal(results.leadTime.min, null);
  assert.equal(results.tooFew, false);
  const sha256 = createHash('sha256').update(sampleCsv()).digest('hex');
  const { computedAt: _, ...basis } = results.basis;
  assert.deepEqual(basis, {
    ...{ events: 30, cases: 12, definitions, engine: ENGINE, filters: { paths: 100 } },
    snapshot: { kind: 'log', sha256, format: 'csv', rejected: 2, flattened: null },
    ...{ asOf: null, road: null },
  });
  const widened = (await get(`/api/logs/${id}/results?from=2026-01-02&to=2026-01-03`)).json();
  assert.deepEqual(
    [widened.filtered.cases, widened.period],
    [12, { from: null, to: null }],
    'periods are whole months',
  );
  const none = (await get(`/api/logs/${id}/results?from=2027-01-01`)).json();
  assert.deepEqual([none.tooFew, none.why, none.filtered.cases], [true, 'none-chosen', null]);
  const without = (await get(`/api/logs/${id}/results?without=${encodeURIComponent('Pröva')}`)).json();
  assert.equal(without.filtered.cases, 6);

  assert.equal((await send('POST', `/api/logs/${id}/cancellation`)).json().tag, 'import-finished');
  assert.equal((await send('DELETE', `/api/logs/${id}`)).statusCode, 200);
  assert.equal((await get(`/api/logs/${id}`)).statusCode, 404);
  await emptied();
});

test('D13 a log of fewer than five cases says so, and no count of it is told or said to be nothing', async (t) => {
  const opened = await openLogs(t);
  if (!opened) return;
  const { get, send, settled } = opened;
  const rows = [1, 2, 3, 4].map((c) => `${c};Ansök;2026-01-0${c}\n${c};Besluta;2026-01-1${c}\n`).join('');
  const { id } = (await send('POST', '/api/logs?name=Fyra', Buffer.from(`case;activity;time\n${rows}`))).json();
  assert.equal((await settled(id)).state, 'ready');
  const results = (await get(`/api/logs/${id}/results`)).json();
  assert.equal(results.why, 'few-in-all');
  assert.deepEqual(results.all, { cases: null, events: null, activities: null, variants: null });
  assert.deepEqual([results.basis.cases, results.basis.events, results.map.nodes], [null, null, []]);
  const [listed] = (await get('/api/logs')).json().items;
  const one = (await get(`/api/logs/${id}`)).json();
  for (const log of [listed, one]) assert.deepEqual([log.cases, log.events, log.activities], [null, null, null]);
});

test('D01 a log with personal identity numbers is stopped, told by column and never by number, and not kept', async (t) => {
  const opened = await openLogs(t);
  if (!opened) return;
  const { get, send, settled } = opened;
  const csv = 'case;activity;time;note\n1;Ansök;2026-01-01;ring 811218-9876\n2;Ansök;2026-01-02;\n';
  const { id } = (await send('POST', '/api/logs?name=Med%20nummer', Buffer.from(csv))).json();
  const log = await settled(id);
  assert.deepEqual(
    [log.state, log.failure],
    ['failed', { tag: 'identity-numbers', data: { columns: 'note', texts: 1 } }],
  );
  assert.ok(!JSON.stringify(log).includes('9876'));
  const listed = async (state: string) => (await get(`/api/logs?state=${state}`)).json().total;
  assert.deepEqual([await listed('failed'), await listed('ready')], [1, 0], 'the list is narrowed by state');
});

test('D13 columns are left out and replaced by pseudonyms before the log is kept, and looking at it is noted with its purpose', async (t) => {
  const opened = await openLogs(t);
  if (!opened) return;
  const { get, send, settled, dataFolder, database, acting } = opened;
  const rows = Array.from({ length: 12 }, (_, c) => [
    `${c}-811218-9876;Ansök;2026-01-0${1 + (c % 9)};Cajsa Ek;Lund`,
    `${c}-811218-9876;Beslut;2026-02-01;Bo Al;Ystad`,
  ]).flat();
  const file = Buffer.from(`case;activity;time;resource;ort\n${rows.join('\n')}\nx;Ansök;Cajsa Ek;;\n`);
  const refused = await settled((await send('POST', '/api/logs?name=Hel', file)).json().id);
  assert.deepEqual(refused.failure.tag, 'identity-numbers');
  const asked = new URLSearchParams({ leaveOut: 'ort', pseudonymise: 'case\nresource' });
  const log = await settled((await send('POST', `/api/logs?name=Del&${asked}`, file)).json().id);
  assert.equal(log.state, 'ready', JSON.stringify(log));
  assert.deepEqual([log.leftOut, log.pseudonymised, log.purpose], [['ort'], ['case', 'resource'], 'Prov']);
  const kept = gunzipSync(readFileSync(join(dataFolder, 'logs', log.id))).toString();
  assert.ok(kept.includes('Beslut'));
  for (const gone of ['Cajsa', 'Bo Al', 'Lund', 'Ystad', '9876'])
    assert.ok(!kept.includes(gone) && !JSON.stringify(log).includes(gone), gone);
  for (let i = 0; i < 2; i++) assert.equal((await get(`/api/logs/${log.id}/results`)).statusCode, 200);
  const noted = await database.read(acting, (tx) =>
    tx.rows(sql`select reason from audit where kind = 'read' and subject_id = ${log.id}`),
  );
  assert.deepEqual(noted, [{ reason: 'Prov' }], 'once an hour');
  const asked2 = new URLSearchParams({ leaveOut: 'kön' });
  const unknown = await settled((await send('POST', `/api/logs?name=Kön&${asked2}`, file)).json().id);
  assert.deepEqual(
    [unknown.state, unknown.failure.tag, unknown.failure.data.column],
    ['failed', 'column-unknown', 'kön'],
  );
});

test('a damaged, empty or too large file and a full disk are told apart, and nothing of them is kept', async (t) => {
  const opened = await openLogs(t);
  if (!opened) return;
  const { get, send, settled, emptied, dataFolder, useId } = opened;
  const folder = join(dataFolder, 'logs');
  const whole = gzipSync(sampleCsv());
  const cut = await settled(
    (await send('POST', '/api/logs?name=Avklippt', whole.subarray(0, whole.length - 20))).json().id,
  );
  assert.deepEqual([cut.state, cut.failure.tag], ['failed', 'file-cut']);
  const unreadable = await settled((await send('POST', '/api/logs?name=Text', Buffer.from('a;b\n1;2\n'))).json().id);
  assert.deepEqual([unreadable.state, unreadable.failure.tag], ['failed', 'columns-not-recognised']);
  assert.equal((await get(`/api/logs/${cut.id}/results`)).json().tag, 'log-not-ready');
  assert.equal((await send('POST', '/api/logs?name=Tom', Buffer.alloc(0))).json().tag, 'empty-file');
  const large = await send('POST', '/api/logs?name=Stor', Buffer.alloc(5 * 1024 * 1024, 'x'));
  assert.equal(large.statusCode, 413, large.body);
  if (existsSync('/dev/full')) {
    const id = newUuid(new Date());
    useId(id);
    mkdirSync(folder, { recursive: true });
    symlinkSync('/dev/full', join(folder, id));
    const full = await send('POST', '/api/logs?name=Full', sampleCsv());
    useId(undefined);
    assert.deepEqual([full.statusCode, full.json().tag], [507, 'disk-full']);
  }
  await emptied();
  const list = (await get('/api/logs')).json();
  assert.equal(list.total, 2, 'only what was received has a row');
});

test('a file that is no text ends as failed, and text that the database can’t hold is told with a replacement', async (t) => {
  const opened = await openLogs(t);
  if (!opened) return;
  const { get, send, settled, emptied } = opened;
  let seed = 7;
  const noise = Buffer.from(
    Array.from({ length: 5000 }, (_, i) => {
      if (i === 1) return 0;
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return seed >>> 16;
    }),
  );
  const binary = [
    [noise, 'notalog.png'],
    [noise, 'notalog\0.csv'],
    [Buffer.alloc(5000), 'zeros.csv'],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, ...noise]), 'picture.png'],
  ] as const;
  for (const [file, filename] of binary) {
    const sent = await send('POST', '/api/logs?name=Bild', file, filename);
    assert.equal(sent.statusCode, 200, sent.body);
    const log = await settled(sent.json().id);
    assert.deepEqual([log.state, log.failure.tag], ['failed', 'file-not-a-log'], filename);
  }
  await emptied();
  const rows = 'case;activity;time\n1;Ansök;2026-01-01 08:00:00\n2;Ansök;i g\0år\n';
  const log = await settled((await send('POST', '/api/logs?name=Nolla', Buffer.from(rows))).json().id);
  assert.equal(log.state, 'ready', JSON.stringify(log));
  assert.equal(log.rejected[0].text, 'i g\ufffdår');
  const { id } = (
    await send('POST', '/api/logs?name=Kolumn&activity=b', Buffer.from('c\0ase;b;time\n1;A;2026-01-01\n'))
  ).json();
  assert.equal((await settled(id)).failure.tag, 'file-not-a-log');
  assert.equal((await get(`/api/logs/${id}`)).json().state, 'failed');
});

test('a reading is cancelled, and nothing of it is kept', async (t) => {
  const opened = await openLogs(t);
  if (!opened) return;
  const { get, send, emptied } = opened;
  const rows = Array.from({ length: 90_000 }, (_, i) => `${i % 900};Steg ${i % 7};2026-01-01 08:00:00\n`);
  const file = Buffer.from(`case;activity;time\n${rows.join('')}`);
  const { id } = (await send('POST', '/api/logs?name=Stor', file)).json();
  assert.equal((await send('DELETE', `/api/logs/${id}`)).json().tag, 'import-running');
  const cancelled = await send('POST', `/api/logs/${id}/cancellation`);
  assert.equal(cancelled.json().state, 'cancelled', cancelled.body);
  await emptied();
  assert.equal((await get(`/api/logs/${id}`)).json().events, 0);
  assert.equal((await send('DELETE', `/api/logs/${id}`)).statusCode, 200);
});

test('what was being read when the server ended is failed as interrupted at the next start', async (t) => {
  const opened = await openLogs(t);
  if (!opened) return;
  const { database, acting, config, get, dataFolder } = opened;
  const id = newUuid(new Date());
  mkdirSync(join(dataFolder, 'logs'), { recursive: true });
  symlinkSync('/dev/null', join(dataFolder, 'logs', id));
  await database.write(acting, (tx) =>
    insertLog(tx, acting, { id, name: 'Avbruten', at: new Date(), bytes: 1, columns: {}, purpose: 'Prov' }),
  );
  const left = newUuid(new Date());
  writeFileSync(join(dataFolder, 'logs', left), 'what a server that died left behind');
  await database.write(acting, async (tx) => {
    await insertLog(tx, acting, {
      id: left,
      name: 'Kvarlämnad',
      at: new Date(),
      bytes: 1,
      columns: {},
      purpose: 'Prov',
    });
    await markEnded(tx, left, 'failed', { tag: 'file-cut', data: {} });
  });
  await endInterruptedImports(database, config);
  const log = (await get(`/api/logs/${id}`)).json();
  assert.deepEqual([log.state, log.failure.tag], ['failed', 'interrupted']);
  assert.deepEqual(readdirSync(join(dataFolder, 'logs')), []);
});

test('a municipality’s permit log gives the counts of the reference answers', async (t) => {
  const opened = await openLogs(t);
  if (!opened) return;
  if (sharedData === undefined) return t.skip('shared data absent');
  const file = join(sharedData, 'logs', 'receipt.xes.gz');
  const answers = join(sharedData, 'expected', 'receipt.json');
  const { get, send, settled } = opened;
  const { id } = (await send('POST', '/api/logs?name=Tillstånd', readFileSync(file), 'receipt.xes.gz')).json();
  const log = await settled(id);
  assert.equal(log.state, 'ready', JSON.stringify(log));
  const expected = JSON.parse(readFileSync(answers, 'utf8'));
  const results = (await get(`/api/logs/${id}/results?paths=100`)).json();
  assert.deepEqual(
    [results.all.cases, results.all.events, results.all.activities, results.all.variants],
    [expected.counts.cases, expected.counts.events, expected.counts.activities, expected.variants.count],
  );
});
