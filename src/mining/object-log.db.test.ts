import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import sql from 'sql-template-tag';
import { assert as must } from '#lib/result.ts';
import { writeParquet } from './formats/parquet/parquet-write.ts';
import { endInterruptedImports, keepEndingChoices } from './jobs.ts';
import { logFromEvents } from './log/log-builder.ts';
import { openLogs } from './log-routes.test-data.ts';
import { writeOcelSqlite } from './ocel/formats/sqlite-write-store.ts';
import { writeOcelXml } from './ocel/formats/xml-write.ts';
import type { ObjectLog } from './ocel/object-log.ts';
import { manyHouseholds, objectsOfText } from './ocel/sample-objects.test-data.ts';

const json = (text: object) => Buffer.from(JSON.stringify(text));

async function logOf(text: object): Promise<ObjectLog> {
  const read = await objectsOfText(JSON.stringify(text));
  must(read.ok, 'the sample is read');
  return read.value.log;
}

async function sqliteOf(text: object): Promise<Buffer> {
  const written = writeOcelSqlite(await logOf(text));
  must(written.ok, 'the sample is written');
  return Buffer.from(written.value);
}

/** Sends a file and waits until it has been read. */
async function open(t: TestContext) {
  const opened = await openLogs(t);
  if (!opened) return undefined;
  const { send, sendJson, settled } = opened;
  const imported = async (file: Buffer, query = '') => {
    const sent = await send('POST', `/api/logs?name=Prov${query}`, file, 'log.bin');
    assert.equal(sent.statusCode, 200, sent.body);
    return settled(sent.json().id);
  };
  const chosen = async (id: string, body: object) => {
    const answer = await sendJson(`/api/logs/${id}/cases`, body);
    assert.equal(answer.statusCode, 200, answer.body);
    assert.equal(answer.json().state, 'reading');
    return settled(id);
  };
  return { ...opened, imported, chosen };
}

test('an object-centric log in each format waits for what its cases are, and gives the same results', async (t) => {
  const opened = await open(t);
  if (!opened) return;
  const { imported, chosen, get, dataFolder } = opened;
  const sample = manyHouseholds(12);
  const xml = Buffer.concat([...writeOcelXml(await logOf(sample))]);
  const files = [
    ['ocel-json', json(sample)],
    ['ocel-json', gzipSync(json(sample))],
    ['ocel-xml', xml],
    ['ocel-xml', gzipSync(xml)],
    ['ocel-sqlite', await sqliteOf(sample)],
  ] as const;
  for (const [format, file] of files) {
    const log = await imported(file);
    assert.deepEqual([log.state, log.failure], ['choosing', null]);
    const sha256 = createHash('sha256').update(file).digest('hex');
    const { objects } = log;
    assert.deepEqual([objects.format, objects.version, objects.sha256, objects.events], [format, '2.0', sha256, 56]);
    assert.ok(new Date(log.chooseUntil) > new Date());
    const figures = objects.types.map((one: { figures: { objectType: string } }) => one.figures);
    assert.deepEqual(
      figures.map((one: { objectType: string; cases: number; rows: number }) => [one.objectType, one.cases, one.rows]),
      [
        ['application', 16, 48],
        ['household', 12, 44],
        ['person', 6, 28],
      ],
    );
    const [application] = figures;
    const { eventsLeftOut, eventsRepeated, rowsAdded, rowsDiverging } = application;
    assert.deepEqual([eventsLeftOut, eventsRepeated, rowsAdded, rowsDiverging], [12, 4, 4, 0]);
    assert.deepEqual(
      objects.types[0].columns.map(({ name }: { name: string }) => name),
      ['note', 'kind', 'ocel:eid', 'ocel:qualifier'],
    );
    assert.equal((await get(`/api/logs/${log.id}/results`)).json().tag, 'log-not-ready');
    const ready = await chosen(log.id, { objectType: 'application', resource: 'person', leaveOut: ['note'] });
    assert.equal(ready.state, 'ready', JSON.stringify(ready.failure));
    assert.deepEqual([ready.cases, ready.events, ready.activities, ready.chooseUntil], [16, 48, 3, null]);
    assert.deepEqual([ready.objects.chosen, ready.objects.types], [{ figures: application, resource: 'person' }, []]);
    const results = (await get(`/api/logs/${log.id}/results?paths=100`)).json();
    assert.deepEqual(results.all, { cases: 16, events: 48, activities: 3, variants: 1 });
    const { flattened, ...snapshot } = results.basis.snapshot;
    assert.deepEqual([snapshot.kind, snapshot.format], ['log', 'xes']);
    assert.deepEqual(flattened, { format, version: '2.0', sha256, figures: application, resource: 'person' });
    const kept = gunzipSync(readFileSync(join(dataFolder, 'logs', log.id))).toString();
    assert.ok(kept.includes('A2b') && kept.includes('P2') && !kept.includes('by letter') && !kept.includes('H2'));
  }
});

test('a choice that can’t be is told, and another can be made without sending the file again', async (t) => {
  const opened = await open(t);
  if (!opened) return;
  const { imported, chosen, sendJson, get, database, acting } = opened;
  const { id } = await imported(json(manyHouseholds(6)));
  const unknown = await sendJson(`/api/logs/${id}/cases`, { objectType: 'decision' });
  assert.deepEqual([unknown.statusCode, unknown.json().tag], [422, 'object-type-unknown']);
  assert.equal((await sendJson(`/api/logs/${id}/cases`, { objectType: 'application', person: 'x' })).statusCode, 400);
  for (const [body, tag] of [
    [{ resource: 'nobody' }, 'resource-unknown'],
    [{ leaveOut: ['no such column'] }, 'column-unknown'],
    [{ leaveOut: ['case'] }, 'column-needed'],
  ] as const) {
    const log = await chosen(id, { objectType: 'application', ...body });
    assert.deepEqual([log.state, log.failure.tag, log.leftOut], ['choosing', tag, []]);
  }
  const both = await Promise.all(
    ['application', 'household'].map((objectType) => sendJson(`/api/logs/${id}/cases`, { objectType })),
  );
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [200, 409], 'of two who choose at once one does');
  const ready = await opened.settled(id);
  assert.deepEqual([ready.state, ready.failure], ['ready', null]);
  const late = await sendJson(`/api/logs/${id}/cases`, { objectType: 'household' });
  assert.deepEqual([late.statusCode, late.json().tag], [409, 'choice-not-open']);
  assert.equal((await sendJson(`/api/logs/${acting.personId}/cases`, { objectType: 'x' })).statusCode, 404);
  const noted = await database.read(acting, (tx) =>
    tx.rows<{ after: { objectType: string } }>(
      sql`select after from audit where operation = 'choose-cases' and subject_id = ${id} order by id`,
    ),
  );
  assert.equal(noted.length, 4);
  const [listed] = (await get('/api/logs')).json().items;
  assert.equal(listed.state, 'ready');
});

test('D01 identity numbers in an object-centric log are told by column, and are never kept', async (t) => {
  const opened = await open(t);
  if (!opened) return;
  const { imported, chosen, dataFolder } = opened;
  const numbers = ['811218-9876', '640823-3234', '670919-9530', '850504-9871', '121212-1212', '19811218-9876'];
  const log = await imported(json(manyHouseholds(12, (n) => numbers[n]!)));
  assert.equal(log.state, 'choosing');
  assert.ok(!/9876|1212-/.test(JSON.stringify(log)));
  const people = log.objects.types.map((one: { figures: { objectType: string }; identityNumbers: boolean }) => [
    one.figures.objectType,
    one.identityNumbers,
  ]);
  assert.deepEqual(people, [
    ['application', false],
    ['household', false],
    ['person', true],
  ]);
  assert.deepEqual(
    log.objects.types[0].resources.filter((one: { identityNumbers: boolean }) => one.identityNumbers),
    [{ name: 'person', identityNumbers: true }],
  );
  const stopped = await chosen(log.id, { objectType: 'application', resource: 'person' });
  assert.deepEqual([stopped.state, stopped.failure.tag], ['choosing', 'identity-numbers']);
  assert.ok(!stopped.failure.data.columns.includes('9876'));
  const ready = await chosen(log.id, { objectType: 'application', resource: 'person', pseudonymise: ['resource'] });
  assert.equal(ready.state, 'ready', JSON.stringify(ready.failure));
  const file = readFileSync(join(dataFolder, 'logs', log.id));
  assert.ok(!numbers.some((number) => gunzipSync(file).includes(number)));
  const byPerson = await imported(json(manyHouseholds(12, (n) => numbers[n]!)));
  const cases = await chosen(byPerson.id, { objectType: 'person', pseudonymise: ['case'] });
  assert.deepEqual([cases.state, cases.cases], ['ready', 6]);
});

test('D13 a type of fewer than five objects tells no counts, and a few that fall out are not counted', async (t) => {
  const opened = await open(t);
  if (!opened) return;
  const sample = manyHouseholds(4);
  const idle = { id: 'idle', type: 'application', attributes: [] };
  const log = await opened.imported(json({ ...sample, objects: [...sample.objects, idle] }));
  const figures = log.objects.types.map((one: { figures: object }) => one.figures);
  const household = figures.find((one: { objectType: string }) => one.objectType === 'household');
  assert.deepEqual(
    Object.values(household).filter((value) => value !== null),
    ['household'],
  );
  const application = figures.find((one: { objectType: string }) => one.objectType === 'application');
  assert.deepEqual([application.cases, application.objectsLeftOut], [5, null]);
});

test('the waiting is cancelled, or ends by itself, and then nothing of the file is kept', async (t) => {
  const opened = await open(t);
  if (!opened) return;
  const { imported, send, get, emptied, world, dataFolder } = opened;
  const first = await imported(json(manyHouseholds(6)));
  const cancelled = await send('POST', `/api/logs/${first.id}/cancellation`);
  assert.equal(cancelled.json().state, 'cancelled', cancelled.body);
  await emptied();
  const second = await imported(json(manyHouseholds(6)));
  const soon = keepEndingChoices(world);
  await soon.stop();
  assert.equal((await get(`/api/logs/${second.id}`)).json().state, 'choosing');
  assert.deepEqual(readdirSync(join(dataFolder, 'logs')), [second.id]);
  const clock = () => new Date(Date.now() + 25 * 3_600_000);
  const later = keepEndingChoices({ ...world, clock });
  await later.stop();
  const ended = (await get(`/api/logs/${second.id}`)).json();
  assert.deepEqual([ended.state, ended.failure.tag, ended.objects], ['failed', 'choice-not-made', null]);
  await emptied();
  const third = await imported(json(manyHouseholds(6)));
  assert.equal((await send('DELETE', `/api/logs/${third.id}`)).statusCode, 200);
  await emptied();
});

test('a choice outlasts a restart of the server and a full disk', async (t) => {
  const opened = await open(t);
  if (!opened) return;
  const { imported, chosen, database, config, dataFolder, get } = opened;
  const { id } = await imported(json(manyHouseholds(6)));
  await endInterruptedImports(database, config);
  assert.equal((await get(`/api/logs/${id}`)).json().state, 'choosing');
  if (existsSync('/dev/full')) {
    // The log is written beside its file before it takes its place.
    symlinkSync('/dev/full', join(dataFolder, 'logs', `${id}.new`));
    const full = await chosen(id, { objectType: 'application' });
    assert.deepEqual([full.state, full.failure.tag], ['choosing', 'disk-full']);
    assert.deepEqual(readdirSync(join(dataFolder, 'logs')), [id]);
  }
  assert.equal((await chosen(id, { objectType: 'application' })).state, 'ready');
});

test('object-centric files that are damaged, or lack what they must have, are refused each with its reason', async (t) => {
  const opened = await open(t);
  if (!opened) return;
  const { imported, emptied } = opened;
  const sample = manyHouseholds(6);
  const whole = json(sample);
  const sqlite = await sqliteOf(sample);
  const withoutTable = (table: string) => {
    const db = new DatabaseSync(':memory:');
    db.deserialize(sqlite);
    db.exec(`DROP TABLE ${table}`);
    return Buffer.from(db.serialize());
  };
  const emptyTables = () => {
    const db = new DatabaseSync(':memory:');
    db.deserialize(sqlite);
    db.exec('DELETE FROM object; DELETE FROM event_object; DELETE FROM object_application');
    return Buffer.from(db.serialize());
  };
  const other = new DatabaseSync(':memory:');
  other.exec('CREATE TABLE note (text)');
  const torn = Buffer.from(sqlite);
  torn.fill(0xff, 4096, sqlite.length - 512);
  const bad: readonly (readonly [string, Buffer, RegExp])[] = [
    ['cut JSON', whole.subarray(0, whole.length - 40), /^file-cut$/],
    ['cut gzip', gzipSync(whole).subarray(0, 200), /^file-cut$/],
    ['broken JSON', Buffer.from('{"objects": [], "events": [{"id": "811218-9876" "type"}]}'), /^json-malformed$/],
    ['JSON of another kind', Buffer.from('{"name": "x"}'), /^file-not-a-log$/],
    ['JSON without objects', Buffer.from('{"events": []}'), /^ocel-parts-missing$/],
    ['no objects', json({ ...sample, objects: [] }), /^no-objects-or-events$/],
    ['events that concern nothing', json({ ...sample, events: [sample.events[1]] }), /^events-without-objects$/],
    [
      'XML bomb',
      Buffer.from('<!DOCTYPE l [<!ENTITY a "aa">]><log><events/><objects/>&a;</log>'),
      /^xml-entities-refused$/,
    ],
    ['SQLite without a table', withoutTable('event_object'), /^ocel-parts-missing$/],
    ['SQLite without objects', emptyTables(), /^no-objects-or-events$/],
    ['SQLite of another kind', Buffer.from(other.serialize()), /^file-not-a-log$/],
    ['torn SQLite', torn, /^sqlite-damaged$/],
    ['cut SQLite', sqlite.subarray(0, 100), /^sqlite-damaged$/],
    ['damaged Parquet', Buffer.from('PAR1 and no more than this PAR1'), /^parquet-damaged$/],
    // Two hundred megabytes of one value in two hundred kilobytes.
    ['zip bomb', gzipSync(Buffer.concat([Buffer.from('{"events": ["'), Buffer.alloc(2e8, 'x')])), /^json-malformed$/],
  ];
  for (const [what, file, tag] of bad) {
    const log = await imported(file);
    assert.equal(log.state, 'failed', what);
    assert.match(log.failure.tag, tag, what);
    assert.ok(!JSON.stringify(log).includes('9876'), what);
  }
  const named = await imported(whole, '&leaveOut=kind');
  assert.deepEqual([named.state, named.failure.tag], ['failed', 'column-unknown'], 'columns are named with the choice');
  await emptied();
});

test('what can’t be read of an object-centric log is told with its line and reason, before the choice and after', async (t) => {
  const opened = await open(t);
  if (!opened) return;
  const { imported, chosen } = opened;
  const sample = manyHouseholds(6);
  const objects = [...sample.objects, { id: 'A0a', type: 'application' }, { id: 'X' }];
  const events = [...sample.events, { id: 'e', type: 'decide', time: 'soon', attributes: [], relationships: [] }];
  const log = await imported(json({ ...sample, objects, events }));
  const tags = (one: { rejected: readonly { tag: string }[] }) => one.rejected.map(({ tag }) => tag).sort();
  assert.deepEqual([log.rejectedRows, tags(log)], [3, ['id-twice', 'no-type', 'time-not-understood']]);
  const ready = await chosen(log.id, { objectType: 'household' });
  assert.deepEqual([ready.state, ready.rejectedRows, tags(ready)], ['ready', 3, tags(log)]);
});

test('a Parquet file is read by its contents, with its columns as they were named', async (t) => {
  const opened = await open(t);
  if (!opened) return;
  const { imported, get, dataFolder } = opened;
  const log = logFromEvents(
    Array.from({ length: 12 }, (_, c) => [
      { caseId: `C${c}`, activity: 'apply', time: Date.UTC(2026, 0, 1 + c), resource: 'Cajsa Ek' },
      { caseId: `C${c}`, activity: 'decide', time: Date.UTC(2026, 1, 1 + c), resource: 'Bo Al' },
    ]).flat(),
  );
  const file = Buffer.from(writeParquet(log));
  const whole = await imported(file);
  assert.deepEqual([whole.state, whole.cases, whole.events, whole.objects], ['ready', 12, 24, null]);
  const results = (await get(`/api/logs/${whole.id}/results`)).json();
  assert.deepEqual([results.basis.snapshot.format, results.all.cases], ['parquet', 12]);
  const part = await imported(file, `&${new URLSearchParams({ pseudonymise: 'org:resource' })}`);
  assert.equal(part.state, 'ready', JSON.stringify(part.failure));
  assert.ok(!gunzipSync(readFileSync(join(dataFolder, 'logs', part.id))).includes('Cajsa'));
  const named = await imported(file, '&case=nothing');
  assert.deepEqual([named.state, named.failure.tag], ['failed', 'columns-not-recognised']);
});
