import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readLog } from '#mining/formats/read-log.ts';
import { contentOf, logOf } from '#mining/formats/sample-log.test-data.ts';
import type { Log } from '#mining/log/log.ts';
import { listNames } from '#mining/log/nesting.ts';
import { pickEvents } from '#mining/log/pick.ts';
import { encodeUtf8 } from '#mining/log/utf8.ts';
import { guardedLog } from '#mining/privacy/pseudonyms.ts';
import { writeXes } from './xes-write.ts';
import type { XmlElement } from './xml-tree.ts';
import { parseXml } from './xml-tree.ts';

/** An attribute as a file has it. Items of a list stand in `values`. */
interface Written {
  readonly type: string;
  readonly key: string;
  readonly value?: string;
  readonly inside: readonly Written[];
  readonly values: readonly Written[];
}

const KEYS = ['a', 'b', 'v', 'v#2', 'constructor', 'concept:name'];
const key = fc.constantFrom(...KEYS);
const plainValue = fc.oneof(
  fc.constantFrom('x', 'å & <b>', '').map((value) => ({ type: 'string', value })),
  fc.integer().map((value) => ({ type: 'int', value: String(value) })),
  fc.constantFrom('0.5', '-3.25', 'INF', 'NaN').map((value) => ({ type: 'float', value })),
  fc.boolean().map((value) => ({ type: 'boolean', value: String(value) })),
  fc.constant({ type: 'id', value: 'f81d4fae' }),
);

const { any: attributeOf } = fc.letrec<{
  any: Written;
  some: Written[];
  list: Written;
  container: Written;
  one: Written;
}>((tie) => ({
  any: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('one'), tie('list'), tie('container')),
  some: fc.array(tie('any'), { maxLength: 4 }),
  list: fc.record({
    type: fc.constant('list'),
    key,
    inside: fc.oneof(fc.constant([]), tie('some')),
    values: tie('some'),
  }),
  container: fc.record({ type: fc.constant('container'), key, inside: tie('some'), values: fc.constant([]) }),
  one: fc
    .tuple(key, plainValue, fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: tie('some') }))
    .map(([own, value, inside]) => ({ ...value, key: own, inside, values: [] })),
}));
/** The name of a case or event is text whatever its element. */
const attributes = fc
  .array(attributeOf, { maxLength: 5 })
  .map((some) => some.map((one) => (one.key === 'concept:name' && 'value' in one ? { ...one, type: 'string' } : one)));

function xml({ type, key: own, value, inside, values }: Written): string {
  const safe = (text: string) => Array.from(text, (sign) => `&#${sign.codePointAt(0)};`).join('');
  const open = `<${type} key="${safe(own)}"${value === undefined ? '' : ` value="${safe(value)}"`}>`;
  const items = type === 'list' ? `<values>${values.map(xml).join('')}</values>` : '';
  return `${open}${inside.map(xml).join('')}${items}</${type}>`;
}

const NAME = '<string key="concept:name" value="one"/>';

/** A log of one case with two events, the second without any attribute of its own. */
function logText(ofLog: readonly Written[], ofCase: readonly Written[], ofEvent: readonly Written[]): string {
  const text = (some: readonly Written[]) => some.map(xml).join('');
  return `<log>${text(ofLog)}<global scope="event">${text(ofLog)}</global><trace>${NAME}${text(ofCase)}<event>${NAME}${text(ofEvent)}</event><event>${NAME}</event></trace></log>`;
}

function writtenText(log: Log): string {
  return Buffer.concat([...writeXes(log)]).toString();
}

/** What the attributes directly inside an element are, as plain values; those of a list's `<values>` in their order. */
function attributesIn(element: XmlElement): unknown[] {
  const own = element.children.filter(
    ({ name }) => !['trace', 'event', 'global', 'extension', 'values'].includes(name),
  );
  return own.map((one) => {
    const values = one.children.find(({ name }) => name === 'values');
    // What is no number to reckon with is kept as text.
    const type = one.attributes['value'] === 'INF' || one.attributes['value'] === 'NaN' ? 'string' : one.name;
    return [
      type,
      one.attributes['key'],
      one.attributes['value'],
      unordered(attributesIn(one)),
      values && attributesIn(values),
    ];
  });
}

/** Attributes have no order but in lists (IEEE 1849-2023, 4.2). */
function unordered(content: unknown[]): unknown[] {
  return content.map((one) => JSON.stringify(one)).sort();
}

function contentOfXml(text: string) {
  const root = parseXml(encodeUtf8(text));
  assert.ok(typeof root !== 'string', String(root));
  const log = root.children.find(({ name }) => name === 'trace');
  const global = root.children.find(({ name }) => name === 'global');
  assert.ok(log && global);
  const events = log.children.filter(({ name }) => name === 'event');
  return [root, global, log, ...events].map((one) => unordered(attributesIn(one)));
}

test('lists, containers and repeated keys are written as they were read: same kind, same order, same nesting', async () => {
  await fc.assert(
    fc.asyncProperty(
      attributes,
      attributes,
      attributes,
      fc.integer({ min: 1, max: 300 }),
      async (log, ofCase, ofEvent, size) => {
        const text = logText(log, ofCase, ofEvent);
        const read = await logOf(text, {}, size);
        assert.ok(read.ok, JSON.stringify(read));
        const once = writtenText(read.value.log);
        assert.deepEqual(contentOfXml(once), contentOfXml(text));
        const again = await readLog([encodeUtf8(once)]);
        assert.ok(again.ok, JSON.stringify(again));
        assert.deepEqual(contentOf(again.value.log), contentOf(read.value.log));
        assert.deepEqual(again.value.log.about.attributes, read.value.log.about.attributes);
      },
    ),
    { numRuns: 100 },
  );
});

const READ = `<log>
<list key="of the log"><values><int key="n" value="1"/><string key="m" value="x"/><int key="n" value="2"/></values></list>
<trace>${NAME}<list key="empty"/><container key="nothing"/>
<list key="tags"><string key="source" value="form"/><values><string key="tag" value="x"/><list key="tag"><values/></list><string key="tag" value="y"/></values></list>
<event><string key="concept:name" value="one"><list key="spelt"><values><string key="as" value="ett"/></values></list><int key="version" value="3"/></string><container key="c"><int key="a" value="1"/></container><container key="c"><int key="a" value="2"/></container></event>
</trace></log>`;

test('a list keeps its order and its own attributes, and an empty one is a list', async () => {
  const read = await logOf(READ);
  assert.ok(read.ok);
  const { log } = read.value;
  const text = writtenText(log).replaceAll('\n', '');
  const lists = [
    '<list key="of the log"><values><int key="n" value="1"/><string key="m" value="x"/><int key="n" value="2"/></values></list>',
    '<list key="empty"><values></values></list>',
    '<container key="nothing"/>',
    '<list key="tags"><string key="source" value="form"/><values><string key="tag" value="x"/><list key="tag"><values></values></list><string key="tag" value="y"/></values></list>',
    '<string key="concept:name" value="one"><list key="spelt"><values><string key="as" value="ett"/></values></list><int key="version" value="3"/></string>',
    '<container key="c"><int key="a" value="1"/></container>',
    '<container key="c"><int key="a" value="2"/></container>',
  ];
  for (const list of lists) assert.ok(text.includes(list), list);
  assert.deepEqual(listNames(log.nesting?.cases, log.nesting?.events), [
    'concept:name/spelt',
    'empty',
    'tags',
    'tags/tag',
  ]);
});

test('lists stay with the cases and events that are picked, and go where their attribute is left out', async () => {
  const events = (n: number) =>
    `<trace><string key="concept:name" value="${n}"/><event>${NAME}<list key="l"><values><int key="n" value="${n}"/></values></list></event></trace>`;
  const read = await logOf(`<log>${[1, 2, 3].map(events).join('')}</log>`);
  assert.ok(read.ok);
  const { log } = read.value;
  const text = writtenText(pickEvents(log, Uint32Array.of(0, 2), () => true)).replaceAll('\n', '');
  const list = (n: number) => `<list key="l"><values><int key="n" value="${n}"/></values></list>`;
  assert.deepEqual(
    [1, 2, 3].map((n) => text.includes(list(n))),
    [true, false, true],
  );
  const guarded = (leaveOut: string[], pseudonymise: string[]) => {
    const done = guardedLog(log, { leaveOut, pseudonymise }, (name) => `p${name}`);
    assert.ok(done.ok);
    return writtenText(done.value).replaceAll('\n', '');
  };
  assert.ok(!guarded(['l'], []).includes('key="l"'));
  assert.ok(guarded([], ['l/n']).includes('<list key="l"><values><string key="n" value="p1"/></values></list>'));
});

test('a list of many items is read as fast as it is long', async () => {
  const items = Array.from({ length: 3000 }, (_, i) => `<int key="n" value="${i}"/>`).join('');
  const read = await logOf(
    `<log><trace>${NAME}<event>${NAME}<list key="l"><values>${items}</values></list></event></trace></log>`,
  );
  assert.ok(read.ok);
  assert.ok(writtenText(read.value.log).replaceAll('\n', '').includes(`<values>${items}</values>`));
});

test('a trace or event inside an attribute, or inside one of its kind, is refused', async () => {
  const event = `<event>${NAME}</event>`;
  for (const [text, problem] of [
    [`<log><trace><string key="a" value="b">${event}</string></trace></log>`, '<event> inside <string>'],
    [`<log><list key="a"><values><trace>${event}</trace></values></list></log>`, '<trace> inside <values>'],
    [`<log><trace><event>${event}</event></trace></log>`, '<event> inside <event>'],
    [`<log><trace><trace>${event}</trace></trace></log>`, '<trace> inside <trace>'],
  ]) {
    const read = await logOf(text!);
    assert.ok(!read.ok);
    assert.deepEqual(read.refusal, { tag: 'xml-malformed', line: 1, problem });
  }
});
