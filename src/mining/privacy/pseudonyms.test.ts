import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contentOf, logOf, someCases, xesText } from '#mining/formats/sample-log.test-data.ts';
import { writeXes } from '#mining/formats/xes/xes-write.ts';
import type { Log } from '#mining/log/log.ts';
import { summaryOf } from '#mining/log/summary.ts';
import { decodeUtf8 } from '#mining/log/utf8.ts';
import { keyedHash } from '#platform/keyed-hash.ts';
import { guardedLog } from './pseudonyms.ts';

const hash = keyedHash(new Uint8Array(16).fill(7));
const csv = `ärende;aktivitet;tid;handläggare;ort;kundnr;belopp;ägare
1;Ansök;2026-01-01 08:00;Åsa;Lund;77;1,5;Åsa
1;Beslut;2026-01-02 08:00;Bo;;78;2,5;Bo
2;Ansök;2026-01-03 08:00;Åsa;Ystad;77;;
`;

async function sample() {
  const read = await logOf(csv);
  assert.ok(read.ok);
  return read.value;
}

function guard(log: Log, leaveOut: string[], pseudonymise: string[], named = {}) {
  return guardedLog(log, { leaveOut, pseudonymise }, hash, named);
}

test('columns are left out, and equal texts replaced by equal pseudonyms that say nothing', async () => {
  const { log, report } = await sample();
  const found = guard(log, ['ort'], ['ärende', 'handläggare', 'kundnr'], report.columns);
  assert.ok(found.ok);
  const text = JSON.stringify(contentOf(found.value));
  for (const gone of ['Lund', 'Ystad', 'Åsa', 'Bo', '"ort']) assert.ok(!text.includes(gone), gone);
  const [one, two] = contentOf(found.value) as { id: string; events: { resource: string; attributes: object }[] }[];
  assert.match(one!.id, /^[0-9a-f]{20}$/);
  assert.equal(one!.events[0]!.resource, two!.events[0]!.resource);
  assert.notEqual(one!.events[0]!.resource, one!.events[1]!.resource);
  assert.deepEqual(one!.events[0]!.attributes, {
    'kundnr:text': hash('77'),
    'belopp:float': 1.5,
    'ägare:text': hash('Åsa'),
  });
});

test('a column that isn’t there is refused with those that are, and what is needed stays', async () => {
  const { log } = await sample();
  assert.deepEqual(guard(log, ['kön'], []), {
    ok: false,
    refusal: { tag: 'column-unknown', column: 'kön', has: ['case', 'resource', 'ort', 'kundnr', 'belopp', 'ägare'] },
  });
  for (const [out, replaced] of [
    ['case', ''],
    ['activity', ''],
    ['', 'activity'],
    ['', 'belopp'],
  ] as const) {
    const found = guard(log, out === '' ? [] : [out], replaced === '' ? [] : [replaced]);
    assert.deepEqual(found, { ok: false, refusal: { tag: 'column-needed', column: out || replaced } });
  }
});

test('a copy of what is replaced is replaced too, also as numbers, and what only happens to have the same numbers is not', async () => {
  const rows = Array.from(
    { length: 6 },
    (_, i) => `${1000 + i};Ansök;2026-01-0${i + 1};${1000 + i};${1005 - i};00${1000 + i}`,
  );
  const read = await logOf(['case;activity;time;dnr;belopp;nr', ...rows].join('\n'));
  assert.ok(read.ok);
  const found = guard(read.value.log, [], ['case']);
  assert.ok(found.ok);
  assert.deepEqual(
    found.value.eventAttributes.map(({ path, values }) => [path[0], values.type]),
    [
      ['dnr', 'text'],
      ['belopp', 'int'],
      ['nr', 'text'],
    ],
  );
  const text = JSON.stringify(contentOf(found.value));
  assert.ok(text.includes(`"dnr:text":"${hash('1000')}"`), text);
});

test('no figure changes by pseudonyms, and another key gives others', () =>
  fc.assert(
    fc.asyncProperty(someCases, async (cases) => {
      const read = await logOf(xesText(cases));
      if (!read.ok) return;
      const { log } = read.value;
      const found = guardedLog(log, { leaveOut: [], pseudonymise: ['case', 'resource'] }, hash);
      assert.ok(found.ok);
      assert.deepEqual(summaryOf(found.value), summaryOf(log));
      assert.notEqual(keyedHash(new Uint8Array(16).fill(8))('x'), hash('x'));
    }),
    { numRuns: 50 },
  ));

test('what is repeated under a name, in a list or by itself, is left out and replaced with it', async () => {
  const value = (key: string, text: string) => `<string key="${key}" value="${text}"/>`;
  const xes = `<log><trace>${value('concept:name', '1')}<event>${value('concept:name', 'Ansök')}
    <list key="barn"><values>${value('namn', 'Kim')}${value('namn', 'Lo')}</values></list>
    ${value('ort', 'Lund')}${value('ort', 'Ystad')}${value('ortsdel', 'Norr')}</event></trace></log>`;
  const read = await logOf(xes);
  assert.ok(read.ok);
  const found = guard(read.value.log, ['ort'], ['barn/namn']);
  assert.ok(found.ok);
  const written = Array.from(writeXes(found.value), (part) => decodeUtf8(part)).join('');
  for (const gone of ['Lund', 'Ystad', 'Kim', 'Lo"']) assert.ok(!written.includes(gone), gone);
  for (const kept of ['Norr', hash('Kim'), hash('Lo')]) assert.ok(written.includes(kept), kept);
});
