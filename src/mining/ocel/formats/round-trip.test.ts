import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { awkwardText, contentOf, logOf, someCases, xesText } from '#mining/formats/sample-log.test-data.ts';
import { flatten } from '#mining/ocel/flat/flatten.ts';
import { objectLogOfCases } from '#mining/ocel/flat/of-cases.ts';
import type { ObjectLog } from '#mining/ocel/object-log.ts';
import { event, HOUSEHOLD, objectContent, objectsOfText } from '#mining/ocel/sample-objects.test-data.ts';
import { writeOcelJson } from './json-write.ts';
import { readObjectLog } from './read-objects.ts';
import { readOcelSqlite } from './sqlite-store.ts';
import { writeOcelSqlite } from './sqlite-write-store.ts';
import { writeOcelXml } from './xml-write.ts';

const instant = fc
  .integer({ min: -62_000_000_000_000, max: 250_000_000_000_000 })
  .map((ms) => new Date(ms).toISOString());
const since = fc.oneof(fc.constant('1970-01-01T00:00:00Z'), instant);
const value = fc.oneof(
  awkwardText,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  instant,
  fc.constantFrom(
    '',
    '12',
    ' 7 ',
    'true',
    '2026-01-02T03:04:05.123456789+01:00',
    '100000000000.00002',
    'NULL',
    '1e400',
    '9007199254740993',
  ),
);
const name = fc.constantFrom('a', 'ett namn', 'x:y');
const declared = fc.array(fc.record({ name, type: fc.constantFrom('string', 'integer', 'float', 'boolean', 'time') }));
const ids = ['o1', 'o 2', 'ö"3'];
const links = fc.array(fc.record({ objectId: fc.constantFrom(...ids), qualifier: fc.constantFrom('', 'of', '<in>') }), {
  maxLength: 4,
});

const someObjects = fc.record({
  objectTypes: fc.tuple(declared, declared).map((both) => both.map((attributes, i) => ({ name: `t${i}`, attributes }))),
  eventTypes: declared.map((attributes) => [{ name: 'act', attributes }]),
  objects: fc
    .tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(id),
          type: fc.constantFrom('t0', 't1', 'Ä type'),
          attributes: fc.array(fc.record({ name, time: since, value }), { maxLength: 4 }),
          relationships: links,
        }),
      ),
    )
    .map((all) => all),
  events: fc
    .array(
      fc.record({
        type: fc.constantFrom('act', 'Act 2', "it's"),
        time: instant,
        attributes: fc.uniqueArray(fc.record({ name, value }), { selector: (one) => one.name, maxLength: 3 }),
        relationships: links,
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((all) => all.map((one, i) => ({ id: `e${i}`, ...one }))),
});

async function read(text: string): Promise<ObjectLog> {
  const found = await objectsOfText(text);
  assert.ok(found.ok, JSON.stringify(found));
  assert.equal(found.value.report.rejected, 0);
  return found.value.log;
}

for (const [kind, again] of [
  ['JSON', async (log: ObjectLog) => await readObjectLog(writeOcelJson(log))],
  ['XML', async (log: ObjectLog) => await readObjectLog(writeOcelXml(log))],
] as const)
  test(`what is written as OCEL 2.0 in ${kind} is read back as the same log`, async () => {
    await fc.assert(
      fc.asyncProperty(someObjects, async (file) => {
        const log = await read(JSON.stringify(file));
        const found = await again(log);
        assert.ok(found.ok, JSON.stringify(found));
        assert.deepEqual(found.value.report.rejections, []);
        assert.deepEqual(objectContent(found.value.log), objectContent(log));
      }),
      { numRuns: 100 },
    );
  });

/** By name: a row of a table doesn't keep the order of what it says. */
function unordered(log: ObjectLog) {
  const { events, objects, types } = objectContent(log);
  const sorted = <T extends { readonly values: readonly unknown[] }>(all: readonly T[]) =>
    all.map((one) => ({ ...one, values: one.values.map((each) => JSON.stringify(each)).sort() }));
  return { events: sorted(events), objects: sorted(objects), types };
}

test('what is written as OCEL 2.0 in SQLite is read back as the same log', async () => {
  await fc.assert(
    fc.asyncProperty(someObjects, async (file) => {
      const typed = { ...file, objectTypes: [], eventTypes: [], ...asTexts(file) };
      const log = await read(JSON.stringify(typed));
      const bytes = writeOcelSqlite(log);
      assert.ok(bytes.ok, JSON.stringify(bytes));
      const found = readOcelSqlite(bytes.value);
      assert.ok(found.ok, JSON.stringify(found));
      assert.deepEqual(found.value.report.rejections, []);
      assert.deepEqual(unordered(found.value.log), unordered(log));
    }),
    { numRuns: 60 },
  );
  const read1 = await read(JSON.stringify(HOUSEHOLD));
  const bytes = writeOcelSqlite(read1);
  assert.ok(bytes.ok);
  const found = readOcelSqlite(bytes.value);
  assert.ok(found.ok);
  assert.deepEqual(unordered(found.value.log), unordered(read1));
});

/** The same with values that are all texts: SQLite makes numbers of texts that look like some in a column of numbers. */
function asTexts(file: typeof someObjects extends fc.Arbitrary<infer T> ? T : never) {
  const texts = <A extends { readonly value: unknown }>(all: readonly A[]) =>
    all.map((one) => ({ ...one, value: `${one.value}` }));
  return {
    objects: file.objects.map((one) => ({ ...one, attributes: texts(one.attributes) })),
    events: file.events.map((one) => ({ ...one, attributes: texts(one.attributes) })),
  };
}

test('a log that a SQLite table cannot hold is refused with what stands in the way', async () => {
  const attributes = [
    { name: 'Kind', type: 'string' },
    { name: 'kind', type: 'string' },
  ];
  const log = await read(JSON.stringify({ ...HOUSEHOLD, eventTypes: [{ name: 'apply', attributes }] }));
  assert.deepEqual(writeOcelSqlite(log), {
    ok: false,
    refusal: { tag: 'attribute-names-collide', type: 'apply', names: ['Kind', 'kind'] },
  });
  const twice = [1, 2].map((one) => ({ name: 'n', value: one }));
  const two = await read(JSON.stringify({ ...HOUSEHOLD, events: [event('e1', 'apply', '2026-03-02', [], twice)] }));
  assert.deepEqual(writeOcelSqlite(two), {
    ok: false,
    refusal: { tag: 'event-has-two-values', event: 'e1', name: 'n' },
  });
});

test('a case log as an object-centric one gives the same case log back', async () => {
  await fc.assert(
    fc.asyncProperty(someCases, async (cases) => {
      const first = await logOf(xesText(cases));
      assert.ok(first.ok);
      const { log, withoutTime } = objectLogOfCases(first.value.log);
      assert.equal(withoutTime, 0);
      const found = await readObjectLog(writeOcelJson(log));
      assert.ok(found.ok, JSON.stringify(found));
      const flat = flatten(found.value.log, 'case');
      assert.ok(flat.ok);
      const bare = JSON.stringify(contentOf(flat.value.log))
        .replaceAll(/,?"ocel:eid:text":"[^"]*"/g, '')
        .replaceAll('{,', '{');
      assert.equal(bare, JSON.stringify(contentOf(first.value.log)));
    }),
    { numRuns: 60 },
  );
});

test('rows of one event in several cases become one event again, and events without time are left out', async () => {
  const log = await read(JSON.stringify(HOUSEHOLD));
  const flat = flatten(log, 'application');
  assert.ok(flat.ok);
  const again = objectLogOfCases(flat.value.log, 'application').log;
  assert.deepEqual([again.events, again.objects, again.eventObjects.target.length], [5, 2, 6]);
  assert.deepEqual(
    objectContent(again).events.map(({ id, objects }) => [id, objects.length]),
    [
      ['e1', 1],
      ['e2', 1],
      ['e4', 2],
      ['e5', 1],
      ['e6', 1],
    ],
  );
  const untimed = await logOf(
    '<log><trace><string key="concept:name" value="A"/><event><string key="concept:name" value="a"/></event></trace><trace><string key="concept:name" value="A"/><event><string key="concept:name" value="a"/><date key="time:timestamp" value="2026-01-02T03:04:05Z"/></event></trace></log>',
  );
  assert.ok(untimed.ok);
  const { log: some, withoutTime } = objectLogOfCases(untimed.value.log);
  assert.deepEqual([some.events, withoutTime], [1, 1]);
  assert.deepEqual(
    objectContent(some).objects.map(({ id, type }) => [id, type]),
    [
      ['A', 'case'],
      ['A#2', 'case'],
    ],
  );
});
