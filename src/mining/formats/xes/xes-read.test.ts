import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ImportOptions } from '#mining/formats/import.ts';
import { contentOf, logOf } from '#mining/formats/sample-log.test-data.ts';
import { textOf, textsOf } from '#mining/log/dictionary.ts';

const event = (activity: string, time: string, more = '') =>
  `<event><string key="concept:name" value="${activity}"/><date key="time:timestamp" value="${time}"/>${more}</event>`;
const traced = (...events: string[]) => `<trace><string key="concept:name" value="1"/>${events.join('\n')}</trace>`;

async function read(text: string | Uint8Array, options: ImportOptions = {}) {
  const whole = await logOf(text, options);
  assert.ok(whole.ok, JSON.stringify(whole));
  const crumbs = await logOf(text, options, 5);
  assert.ok(crumbs.ok, JSON.stringify(crumbs));
  assert.deepEqual(contentOf(crumbs.value.log), contentOf(whole.value.log), 'the same log however the bytes are cut');
  return whole.value;
}

async function refusal(text: string | Uint8Array) {
  const result = await logOf(text, {}, 40);
  assert.ok(!result.ok);
  return result.refusal;
}

test('what globals, classifiers and log attributes say is no case and no event', async () => {
  const { log } = await read(
    `<log><global scope="trace"><string key="concept:name" value="UNKNOWN"/></global><global scope="event"><string key="concept:name" value="UNKNOWN"/></global><string key="concept:name" value="the log"/>${traced(event('a', '2026-01-02T00:00:00Z'))}</log>`,
  );
  assert.deepEqual([log.cases, textsOf(log.activities), textOf(log.caseIds, 0)], [1, ['a'], '1']);
});

test('events stay in the order of the file, whatever their times', async () => {
  const { log } = await read(
    `<log>${traced(event('b', '2026-01-03T00:00:00Z'), event('a', '2026-01-02T00:00:00Z'))}</log>`,
  );
  assert.deepEqual(
    Array.from(log.activity, (a) => textOf(log.activities, a)),
    ['b', 'a'],
  );
});

test('entities, single quotes, odd spacing, comments, prefixes and character data do not disturb', async () => {
  const { log } = await read(
    `<?xml version='1.0'?><!-- <trace> --><x:log xmlns:x="u">\n<x:trace ><x:string  value = 'A &amp; &#x42;'  key='concept:name'></x:string>text<!-- - -- ><x:event> -->
    <x:event><string key="concept:name"\n value="a > b &lt; c" /><date key='time:timestamp' value='2026-01-02T00:00:00.5+01:00'/></x:event></x:trace></x:log>`,
    { clock: 'utc' },
  );
  assert.deepEqual(contentOf(log), [
    {
      id: 'A & B',
      attributes: {},
      events: [
        {
          activity: 'a > b < c',
          time: Date.UTC(2026, 0, 1, 23, 0, 0, 500),
          start: undefined,
          resource: undefined,
          attributes: {},
        },
      ],
    },
  ]);
});

test('the declared encoding is the one that is read', async () => {
  const text = `<?xml version="1.0" encoding="ISO-8859-1"?><log>${traced(event('Överlämnad', '2026-01-02T00:00:00Z'))}</log>`;
  assert.deepEqual(textsOf((await read(Uint8Array.from(text, (c) => c.charCodeAt(0)))).log.activities), ['Överlämnad']);
  const wide = `\ufeff${text.replace('ISO-8859-1', 'UTF-16')}`;
  const bytes = new Uint8Array(wide.length * 2);
  for (let i = 0; i < wide.length; i++) bytes.set([wide.charCodeAt(i) >> 8, wide.charCodeAt(i) & 255], i * 2);
  assert.deepEqual(textsOf((await read(bytes)).log.activities), ['Överlämnad']);
  assert.deepEqual(await refusal(text.replace('ISO-8859-1', 'klingon')), {
    tag: 'encoding-not-known',
    encoding: 'klingon',
  });
});

test('clock times of one place are kept across summer time; offsets of several places make instants', async () => {
  const days = (clock?: 'local' | 'utc') =>
    read(
      `<log>${traced(event('a', '2026-03-28T00:00:00+01:00'), event('b', '2026-03-30T00:00:00+02:00'))}</log>`,
      clock ? { clock } : {},
    );
  const took = ({ log }: { log: { time: Float64Array } }) => (log.time[1]! - log.time[0]!) / 3_600_000;
  assert.equal(took(await days()), 48);
  assert.equal(took(await days('utc')), 47);
  const apart = await read(
    `<log>${traced(event('a', '2026-01-01T12:00:00+01:00'), event('b', '2026-01-01T08:00:00-05:00'))}</log>`,
  );
  assert.deepEqual([apart.report.clock, took(apart)], ['utc', 2]);
});

test('events without activity or with a wrong date are left out; without a date they stay', async () => {
  const { log, report } = await read(
    `<log>\n${traced('<event>\n<int key="x" value="1"/></event>', event('a', 'yesterday'), '<event><string key="concept:name" value="b"/></event>')}\n<trace></trace>\n<event><string key="concept:name" value="c"/></event><trace>${event('d', '2026-01-02')}</trace></log>`,
  );
  assert.deepEqual(
    textsOf(log.activities).filter((_, a) => log.activity.includes(a)),
    ['b', 'd'],
  );
  assert.deepEqual(
    report.rejections.map((one) => one.reason),
    ['no-activity', 'time-not-understood', 'trace-without-events', 'event-outside-trace'],
  );
  assert.deepEqual([report.withoutTime, report.unnamedCases, textOf(log.caseIds, 1)], [1, 1, '#2']);
  assert.equal(report.rejections[0]!.line, 3);
});

test('a bomb of entities is refused before it grows', async () => {
  const bomb = `<?xml version="1.0"?>\n<!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><log>${traced(event('&b;', '2026-01-02'))}</log>`;
  assert.deepEqual(await refusal(bomb), { tag: 'xml-entities-refused', line: 2 });
  assert.equal((await refusal(`<log>${traced(event('&b;', '2026-01-02'))}</log>`)).tag, 'xml-entities-refused');
  assert.equal((await refusal(`<log>${'<string key="a" value="b">'.repeat(500)}`)).tag, 'xml-malformed');
});

test('a file that is cut or broken is refused with the line', async () => {
  const whole = `<log>\n${traced(event('a', '2026-01-02T00:00:00Z'))}\n</log>`;
  assert.deepEqual(await refusal(whole.slice(0, -5)), { tag: 'file-cut', line: 3, events: 1 });
  assert.equal((await refusal(whole.slice(0, 40))).tag, 'file-cut');
  assert.deepEqual(await refusal(whole.replace('</trace>', '</event>')), {
    tag: 'xml-malformed',
    line: 2,
    problem: '</event> closes <trace>',
  });
  assert.equal((await refusal('<html><body/></html>')).tag, 'file-not-a-log');
  assert.equal((await refusal('<log></log>')).tag, 'no-events');
});
