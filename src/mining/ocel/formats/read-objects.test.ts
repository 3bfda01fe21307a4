import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { encodeUtf8 } from '#mining/log/utf8.ts';
import { flatten } from '#mining/ocel/flat/flatten.ts';
import { flattenFigures } from '#mining/ocel/flat/flatten-figures.ts';
import { objectMap } from '#mining/ocel/object-map.ts';
import { event, HOUSEHOLD, objectContent, objectsOfText } from '#mining/ocel/sample-objects.test-data.ts';
import { objectFormat } from './object-format.ts';
import { readOcelSqlite } from './sqlite-store.ts';

const JSON_TEXT = JSON.stringify(HOUSEHOLD, undefined, 1);

const OLD_XML = `<?xml version='1.0' encoding='UTF-8'?>
<log><global scope="event"><string key="ocel:activity" value="__INVALID__"/></global>
<events>
<event><string key="id" value="e2"/><string key="activity" value="decide"/><date key="timestamp" value="2026-03-03T08:00:00"/>
  <list key="omap"><string key="object-id" value="A"/></list><list key="vmap"><float key="cost" value="2.5"/></list></event>
<event><string key="id" value="e1"/><string key="activity" value="apply"/><date key="timestamp" value="2026-03-02T08:00:00"/>
  <list key="omap"><string key="object-id" value="A"/><string key="object-id" value="B"/></list><list key="vmap"/></event>
</events>
<objects><object><string key="id" value="A"/><string key="type" value="case"/><list key="ovmap"><boolean key="open" value="true"/></list></object></objects></log>`;

async function refused(text: string | Uint8Array) {
  const found = await objectsOfText(text, {}, 50);
  assert.ok(!found.ok, 'refused');
  return found.refusal;
}

test('a log is the same however its bytes are cut', async () => {
  const whole = await objectsOfText(JSON_TEXT);
  assert.ok(whole.ok);
  for (const size of [1, 2, 3, 7, 64, 1000]) {
    const cut = await objectsOfText(JSON_TEXT, {}, size);
    assert.ok(cut.ok, JSON.stringify(cut));
    assert.deepEqual(objectContent(cut.value.log), objectContent(whole.value.log));
    const xml = await objectsOfText(OLD_XML, {}, size);
    assert.ok(xml.ok, JSON.stringify(xml));
    assert.equal(xml.value.log.events, 2);
  }
});

test('times, types, qualifiers, changes and relations between objects are read from JSON', async () => {
  const read = await objectsOfText(JSON_TEXT);
  assert.ok(read.ok);
  const { events, objects } = objectContent(read.value.log);
  assert.deepEqual(events[4], {
    id: 'e5',
    type: 'decide',
    time: Date.UTC(2026, 2, 6, 8),
    values: [['granted', 'boolean', true, undefined]],
    objects: [['A1', 'about']],
  });
  assert.deepEqual(objects[2], {
    id: 'H',
    type: 'household',
    values: [
      ['income', 'int', 9000, 0],
      ['income', 'int', 7000, Date.UTC(2026, 2, 4)],
    ],
    objects: [],
  });
  assert.deepEqual(objects[0]!.objects, [['H', 'made by']]);
  assert.deepEqual([read.value.report.version, read.value.report.bytes], ['2.0', JSON_TEXT.length]);
});

test('OCEL 1.0 in XML keeps typed values, and events come in the order of time', async () => {
  const read = await objectsOfText(OLD_XML);
  assert.ok(read.ok);
  const { events, objects } = objectContent(read.value.log);
  assert.deepEqual(
    events.map(({ id, values }) => [id, values]),
    [
      ['e1', []],
      ['e2', [['cost', 'float', 2.5, undefined]]],
    ],
  );
  assert.deepEqual(objects[0]!.values, [['open', 'boolean', true, 0]]);
  assert.equal(read.value.report.version, '1.0');
  assert.deepEqual(read.value.report.rejections, [{ line: 6, reason: 'object-unknown', value: 'B' }]);
});

test('a value that is not of its declared type is kept as text, and a fraction makes a whole-number attribute one of numbers', async () => {
  const attributes = (value: unknown) => [{ name: 'income', time: '1970-01-01T00:00:00Z', value }];
  const log = {
    ...HOUSEHOLD,
    objects: [7, 'unknown', 1.5, '12', null, ['a']].map((value, i) => ({
      id: `H${i}`,
      type: 'household',
      attributes: attributes(value),
    })),
    events: [event('e', 'apply', '2026-03-02T08:00:00Z', ['H1'])],
  };
  const read = await objectsOfText(JSON.stringify(log));
  assert.ok(read.ok);
  assert.deepEqual(
    objectContent(read.value.log).objects.map(({ values }) => values.map(([, type, value]) => [type, value])),
    [[['float', 7]], [['text', 'unknown']], [['float', 1.5]], [['float', 12]], [], [['text', '["a"]']]],
  );
});

test('numbers in JSON beyond what a number holds are kept as text, to the last digit', async () => {
  const read = await objectsOfText(`{"objects": [{"id": 9007199254740993, "type": "case", "attributes": [
    {"name": "serial", "value": 9007199254740995}, {"name": "weight", "value": 1e400}, {"name": "part", "value": 0.12345678901234567}]}],
    "events": [{"id": "e1", "type": "apply", "time": "2026-03-02T08:00:00Z",
      "relationships": [{"objectId": 9007199254740993}]}]}`);
  assert.ok(read.ok, JSON.stringify(read));
  const [object] = objectContent(read.value.log).objects;
  assert.equal(object?.id, '9007199254740993');
  assert.match(JSON.stringify(object), /"9007199254740995".*"1e400".*0\.1234567890123456/);
});

test('what cannot be read of a file is left out, with its line and reason', async () => {
  const log = {
    ...HOUSEHOLD,
    objects: [
      ...HOUSEHOLD.objects,
      { id: 'A1', type: 'application' },
      { id: 'X' },
      { type: 'application' },
      { id: 'Y', type: 'household', attributes: [{ name: 'income', time: 'soon', value: 1 }, { value: 2 }] },
    ],
    events: [
      ...HOUSEHOLD.events,
      event('e7', 'decide', 'tomorrow', ['A1']),
      event('e8', 'decide', '', ['A1']),
      event('e9', 'decide', '2026-03-09T08:00:00Z', ['A9']),
      event('e1', 'decide', '2026-03-09T08:00:00Z', []),
      { ...event('e10', 'decide', '2026-03-10T08:00:00Z', []), relationships: [{ qualifier: 'x' }] },
      7,
    ],
  };
  const text = JSON.stringify(log, undefined, 1);
  const read = await objectsOfText(text);
  assert.ok(read.ok);
  const { rejected, rejections } = read.value.report;
  assert.equal(rejected, 11);
  assert.deepEqual(
    rejections.map(({ reason, value }) => [reason, value]),
    [
      ['id-twice', 'A1'],
      ['no-type', 'X'],
      ['no-id', undefined],
      ['time-not-understood', 'soon'],
      ['not-understood', undefined],
      ['time-not-understood', 'tomorrow'],
      ['no-time', 'e8'],
      ['id-twice', 'e1'],
      ['not-understood', undefined],
      ['no-id', undefined],
      ['object-unknown', 'A9'],
    ],
  );
  const lineOf = (id: string) => text.slice(0, text.indexOf(`"id": "${id}"`)).split('\n').length - 1;
  assert.equal(rejections[5]!.line, lineOf('e7'));
  assert.equal(rejections.at(-1)!.line, lineOf('e9'));
  assert.equal(read.value.log.events, 8);
});

test('files that are no object-centric log are refused for what they are', async () => {
  const cutAt = JSON_TEXT.indexOf('"e5"');
  assert.deepEqual(await refused(''), { tag: 'file-empty' });
  assert.deepEqual(await refused('case,activity,time\n'), { tag: 'file-not-a-log', found: 'neither JSON nor XML' });
  assert.deepEqual(await refused('{"name": "resvag", "list": [1, {}], "n": 12}'), {
    tag: 'file-not-a-log',
    found: 'json',
  });
  assert.deepEqual(await refused('{}'), { tag: 'file-not-a-log', found: 'json' });
  assert.deepEqual(await refused('<html><body/></html>'), { tag: 'file-not-a-log', found: 'xml:html' });
  assert.deepEqual(await refused(JSON.stringify({ ...HOUSEHOLD, objects: undefined })), {
    tag: 'ocel-parts-missing',
    missing: ['objects'],
  });
  assert.deepEqual(await refused('{"ocel:objects": {}}'), { tag: 'ocel-parts-missing', missing: ['ocel:events'] });
  assert.deepEqual(await refused('{"events": 7, "objects": []}'), { tag: 'ocel-parts-missing', missing: ['events'] });
  assert.deepEqual(await refused('<log><events/></log>'), { tag: 'ocel-parts-missing', missing: ['objects'] });
  assert.deepEqual(await refused('{"events": [], "objects": []}'), {
    tag: 'no-objects-or-events',
    rejected: 0,
    rejections: [],
  });
  const cut = await refused(JSON_TEXT.slice(0, cutAt));
  assert.ok(cut.tag === 'file-cut' && cut.events === 4, JSON.stringify(cut));
  const cutXml = await refused(OLD_XML.slice(0, OLD_XML.indexOf('</events>')));
  assert.deepEqual(cutXml, { tag: 'file-cut', line: 8, events: 2 });
  assert.deepEqual(await refused(Uint8Array.of(0x1f, 0x8b, 8, 0)), { tag: 'file-compressed' });
});

test('broken JSON and XML are refused with the line', async () => {
  for (const [text, line, problem] of [
    ['{"events": [\n{"id": "e"},\n{"id": e}]}', 3, /no JSON/],
    ['{"events": [\n1 2]}', 2, /comma/],
    ['{"events": [1,\n]}', 2, /missing/],
    ['{"events"\n []}', 2, /colon/],
    ['{\n7: 1}', 2, /key/],
    ['{"events": []\n} {}', 2, /after its end/],
    ['{"events": [],\n}', 2, /key/],
  ] as const) {
    const found = await refused(text);
    assert.ok(found.tag === 'json-malformed', `${text}: ${JSON.stringify(found)}`);
    assert.equal(found.line, line, text);
    assert.match(found.problem, problem);
  }
  assert.deepEqual(await refused('<log>\n<events></objects></log>'), {
    tag: 'xml-malformed',
    line: 2,
    problem: '</objects> closes <events>',
  });
  assert.deepEqual(await refused('<!DOCTYPE log [<!ENTITY a "b">]><log><events/></log>'), {
    tag: 'xml-entities-refused',
    line: 1,
  });
  const own = OLD_XML.replace('value="decide"', 'value="&own;"');
  assert.deepEqual(await refused(own), { tag: 'xml-entities-refused', line: 4 });
  const deep = await refused(`<log>${'<a>'.repeat(1000)}`);
  assert.ok(deep.tag === 'xml-malformed');
});

test('more than the memory that may be used is refused, and a reading can be stopped', async () => {
  const large = await objectsOfText(JSON_TEXT, { mostBytes: 1000 });
  assert.ok(!large.ok && large.refusal.tag === 'log-too-large');
  const stopped = await objectsOfText(JSON_TEXT, { cancelled: () => true });
  assert.ok(!stopped.ok && stopped.refusal.tag === 'import-cancelled');
});

test('object-centric XML is told from XES, whatever comes before', () => {
  const kind = (text: string) => objectFormat(encodeUtf8(text));
  assert.equal(kind('<?xml version="1.0"?>\n<log><object-types/>'), 'xml');
  assert.equal(kind(OLD_XML), 'xml');
  assert.equal(kind('<log><global scope="event"><string key="a" value="b"/></global><trace><event/>'), undefined);
  assert.equal(kind('<log xes.version="1.0"></log>'), undefined);
  assert.equal(kind(' {"events": []}'), 'json');
  assert.equal(kind('SQLite format 3\u0000'), 'sqlite');
  assert.equal(kind('case,activity,time\n'), undefined);
});

/** The bytes of a SQLite file made by these statements. */
function sqlite(...statements: readonly string[]): Uint8Array {
  const db = new DatabaseSync(':memory:');
  for (const one of statements) db.exec(one);
  const bytes = db.serialize();
  db.close();
  return bytes;
}

const TABLES = [
  'CREATE TABLE event (ocel_id, ocel_type)',
  'CREATE TABLE object (ocel_id, ocel_type)',
  'CREATE TABLE event_object (ocel_event_id, ocel_object_id, ocel_qualifier)',
  'CREATE TABLE event_map_type (ocel_type, ocel_type_map)',
  'CREATE TABLE object_map_type (ocel_type, ocel_type_map)',
  'CREATE TABLE event_Apply (ocel_id TEXT, ocel_time TEXT, amount INTEGER, paid BOOLEAN)',
  'CREATE TABLE object_Case (ocel_id, ocel_time TEXT, ocel_changed_field TEXT, kind TEXT, size REAL)',
  "INSERT INTO event_map_type VALUES ('apply', 'Apply'), ('never', 'Never')",
  "INSERT INTO object_map_type VALUES ('case', 'Case')",
];

test('SQLite: ids are the same as numbers and as text, changes have a time, and what does not fit is left out', () => {
  const read = readOcelSqlite(
    sqlite(
      ...TABLES,
      "INSERT INTO event VALUES ('e1', 'apply'), ('e2', 'apply'), ('e3', 'apply')",
      "INSERT INTO object VALUES ('17', 'case')",
      "INSERT INTO event_Apply VALUES ('e2', '2026-03-02 08:00:00', 9007199254740993, 1), ('e1', '2026-03-03 08:00:00', 12, 0), ('e9', '2026-03-03', 1, 1)",
      "INSERT INTO object_Case VALUES (17, '1970-01-01', NULL, 'a', NULL), (17.0, '2026-03-01', 'size', 'a', 2), (17, '2026-03-02', 'colour', 'b', 1), (17, 'then', NULL, 'c', 1), (17, '2026-03-05', 'kind', x'00', 1)",
      "INSERT INTO event_object VALUES ('e1', 17, 'of'), ('e2', '17', NULL), ('e3', '17', ''), ('e1', '18', ''), ('e8', '17', '')",
    ),
  );
  assert.ok(read.ok, JSON.stringify(read));
  const { events, objects } = objectContent(read.value.log);
  assert.deepEqual(events, [
    {
      id: 'e2',
      type: 'apply',
      time: Date.UTC(2026, 2, 2, 8),
      values: [
        ['amount', 'text', '9007199254740993', undefined],
        ['paid', 'boolean', true, undefined],
      ],
      objects: [['17', undefined]],
    },
    {
      id: 'e1',
      type: 'apply',
      time: Date.UTC(2026, 2, 3, 8),
      values: [
        ['amount', 'int', 12, undefined],
        ['paid', 'boolean', false, undefined],
      ],
      objects: [['17', 'of']],
    },
  ]);
  assert.deepEqual(objects[0]!.values, [
    ['kind', 'text', 'a', 0],
    ['size', 'float', 2, Date.UTC(2026, 2, 1)],
  ]);
  assert.deepEqual(
    read.value.report.rejections.map(({ reason, value }) => [reason, value]),
    [
      ['not-understood', 'colour'],
      ['time-not-understood', 'then'],
      ['not-understood', 'kind'],
      ['event-unknown', 'e9'],
      ['event-unknown', 'e8'],
      ['no-time', 'e3'],
      ['object-unknown', '18'],
    ],
  );
});

test('SQLite files of another kind, damaged or cut are refused', () => {
  const refusal = (bytes: Uint8Array) => {
    const found = readOcelSqlite(bytes);
    assert.ok(!found.ok);
    return found.refusal;
  };
  assert.deepEqual(refusal(sqlite('CREATE TABLE people (name TEXT)')), { tag: 'file-not-a-log', found: 'sqlite' });
  assert.deepEqual(refusal(sqlite(...TABLES.slice(0, 4))), { tag: 'ocel-parts-missing', missing: ['object_map_type'] });
  assert.deepEqual(refusal(sqlite(...TABLES.slice(1, 7), 'CREATE TABLE event (id TEXT)')), {
    tag: 'ocel-parts-missing',
    missing: ['event.ocel_id', 'event.ocel_type'],
  });
  assert.deepEqual(refusal(sqlite('CREATE TABLE events (x)', 'CREATE TABLE relations (y)')), {
    tag: 'ocel-parts-missing',
    missing: ['objects'],
  });
  assert.equal(refusal(sqlite(...TABLES)).tag, 'no-objects-or-events');
  const whole = sqlite(...TABLES);
  assert.equal(refusal(whole.slice(0, whole.length / 2)).tag, 'sqlite-damaged');
  assert.equal(
    refusal(encodeUtf8('no database at all, but long enough to be looked at'.repeat(99))).tag,
    'sqlite-damaged',
  );
  assert.equal(refusal(new Uint8Array(0)).tag, 'file-empty');
});

test('logs made to exhaust a reader are read or refused soon', async () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const nested = await objectsOfText(JSON_TEXT.replace('"value": "web"', `"value": ${deep}`), {}, 1 << 20);
  assert.ok(nested.ok ? nested.value.log.events === 6 : nested.refusal.tag === 'json-malformed');
  // As many types as events and objects.
  const many = 20_000;
  const wide = {
    objectTypes: [],
    eventTypes: [],
    objects: Array.from({ length: many }, (_, i) => ({ id: `o${i}`, type: `t${i}` })),
    events: Array.from({ length: many }, (_, i) => event(`e${i}`, `a${i}`, '2026-03-02T08:00:00Z', [`o${i}`, 'o0'])),
  };
  const read = await objectsOfText(JSON.stringify(wide), {}, 1 << 20);
  assert.ok(read.ok);
  assert.equal(flattenFigures(read.value.log).length, many);
  assert.equal(objectMap(read.value.log).edges.length, many - 1);
  const tight = flatten(read.value.log, 't0', { mostBytes: 1000 });
  assert.ok(!tight.ok && tight.refusal.tag === 'log-too-large');
});
