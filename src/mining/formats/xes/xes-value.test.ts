import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLog } from '#mining/formats/read-log.ts';
import { contentOf, logOf } from '#mining/formats/sample-log.test-data.ts';
import { writeXes } from './xes-write.ts';

/** The attributes of each event whose insides these are, beside its activity; reading what is written gives the same. */
async function attributesOf(...insides: string[]) {
  const event = (inside: string) => `<event><string key="concept:name" value="a"/>${inside}</event>`;
  const read = await logOf(
    `<log><trace><string key="concept:name" value="1"/>${insides.map(event).join('')}</trace></log>`,
  );
  assert.ok(read.ok, JSON.stringify(read));
  const again = await readLog(writeXes(read.value.log, read.value.report.clock));
  assert.ok(again.ok);
  assert.deepEqual(contentOf(again.value.log), contentOf(read.value.log));
  const [{ events }] = contentOf(read.value.log) as [{ events: { attributes: object; start: number | undefined }[] }];
  return events.map(({ attributes }) => attributes);
}

test('infinite floats and those that are no number are kept as text, and the others stay numbers', async () => {
  const values = ['1.5', 'INF', '-INF', 'NaN', 'nan', '', ' 2 ', '-0', '1E-3', '.5', '+7', '0x10'];
  assert.deepEqual(await attributesOf(...values.map((value) => `<float key="x" value="${value}"/>`)), [
    ...[{ 'x:float': 1.5 }, { 'x:text': 'INF' }, { 'x:text': '-INF' }, { 'x:text': 'NaN' }, { 'x:text': 'nan' }],
    ...[
      { 'x:text': '' },
      { 'x:float': 2 },
      { 'x:float': -0 },
      { 'x:float': 0.001 },
      { 'x:float': 0.5 },
      { 'x:float': 7 },
    ],
    { 'x:text': '0x10' },
  ]);
});

test('whole numbers, booleans and dates that are none are kept as text', async () => {
  const values = [
    '<int key="x" value="9007199254740991"/>',
    '<int key="x" value="many"/>',
    '<boolean key="x" value="1"/>',
    '<boolean key="x" value="0"/>',
    '<boolean key="x" value=" TRUE "/>',
    '<boolean key="x" value="talk"/>',
    '<date key="x" value="yesterday"/>',
    '<date key="start_timestamp" value="soon"/>',
    '<id key="x" value="f81d4fae-7dec-11d0-a765-00a0c91e6bf6"/>',
    '<int key="x" value="many"/><string key="x" value="more"/><int key="x" value="1"/>',
    '<container key="c"><int key="x" value="many"/></container>',
  ];
  assert.deepEqual(await attributesOf(...values), [
    { 'x:int': 9_007_199_254_740_991 },
    { 'x:text': 'many' },
    { 'x:boolean': true },
    { 'x:boolean': false },
    { 'x:boolean': true },
    { 'x:text': 'talk' },
    { 'x:text': 'yesterday' },
    { 'start_timestamp:text': 'soon' },
    { 'x:id': 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6' },
    { 'x:int': 1, 'x:text': 'many', 'x#2:text': 'more' },
    { 'c/x:text': 'many' },
  ]);
});

test('keys and entities may be called as what every object has', async () => {
  assert.deepEqual(await attributesOf('<int key="constructor" value="1"/><string key="__proto__" value="x"/>'), [
    Object.defineProperty({ 'constructor:int': 1 }, '__proto__:text', { value: 'x', enumerable: true }),
  ]);
  const read = await logOf('<log><trace><string key="a" value="&toString;"/></trace></log>');
  assert.ok(!read.ok && read.refusal.tag === 'xml-entities-refused');
});

test('fractions of a second are kept to the microsecond, rounded and not cut', async () => {
  const fractions = ['1', '123', '123456', '1234567891', '9999999'];
  const events = fractions.map(
    (one) => `<event><string key="concept:name" value="a"/><date key="d" value="2026-01-02T03:04:05.${one}Z"/></event>`,
  );
  const read = await logOf(`<log><trace><string key="concept:name" value="1"/>${events.join('')}</trace></log>`);
  assert.ok(read.ok);
  const text = Buffer.concat([...writeXes(read.value.log)]).toString();
  assert.deepEqual(
    Array.from(text.matchAll(/key="d" value="2026-01-02T03:04:(.*?)Z"/g), ([, second]) => second),
    ['05.100', '05.123', '05.123456', '05.123457', '06'],
  );
});

test('the clock of an event that is left out is not the next one’s', async () => {
  const event = (time: string, name = '<string key="concept:name" value="a"/>') =>
    `<event>${name}<date key="time:timestamp" value="${time}"/></event>`;
  const read = await logOf(
    `<log><trace><string key="concept:name" value="1"/>${event('2026-01-02T12:00:00+01:00', '')}${event('2026-01-02T13:00:00Z')}</trace></log>`,
  );
  assert.ok(read.ok);
  assert.equal(read.value.log.time[0], Date.UTC(2026, 0, 2, 13));
});
