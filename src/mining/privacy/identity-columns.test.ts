import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logOf } from '#mining/formats/sample-log.test-data.ts';
import { identityColumns } from './identity-columns.ts';

async function columnsOf(rows: readonly string[], header = 'case;activity;time;handläggare;notering') {
  const read = await logOf(`${header}\n${rows.join('\n')}\n`);
  assert.ok(read.ok, JSON.stringify(read));
  return identityColumns(read.value.log);
}

test('D01 identity numbers in cases, resources and attributes of a log are found, by column and number of texts', async () => {
  const found = await columnsOf(
    [
      '811218-9876;Ansök;2026-01-01;anna;ring 19811218-9876',
      '811218-9876;Besluta;2026-01-02;8112189876;',
      '2;Ansök;2026-01-03;bo;',
    ],
    'case;activity;time;resource;notering',
  );
  assert.deepEqual(found, [
    { column: 'case', texts: 1 },
    { column: 'resource', texts: 1 },
    { column: 'notering', texts: 1 },
  ]);
});

test('D01 identity numbers that were read as numbers are found too', async () => {
  const rows = ['1;Ansök;2026-01-01;anna;8112189876', '2;Ansök;2026-01-02;anna;198112189876'];
  assert.deepEqual(await columnsOf(rows), [{ column: 'notering', texts: 2 }]);
});

test('D01 identity numbers are found however they are written: with a dash, as decimal numbers, without their first zero', async () => {
  for (const [one, other] of [
    ['811218–9876', '19811218\u200b-9876'],
    ['8112189876', '0.5'],
    ['103019873', '200000000'],
  ]) {
    const rows = [`1;Ansök;2026-01-01;anna;${one}`, `2;Ansök;2026-01-02;anna;${other}`];
    assert.deepEqual(
      (await columnsOf(rows)).map(({ column }) => column),
      ['notering'],
      one,
    );
  }
  const read = await logOf(`<log><string key="om" value="Gäller 811218-9876"/><trace>
    <string key="concept:name" value="1"/><event><string key="concept:name" value="Ansök"/></event></trace></log>`);
  assert.ok(read.ok);
  assert.deepEqual(identityColumns(read.value.log), [{ column: 'om', texts: 1 }]);
});

test('D01 identity numbers are found in what XES says of a log as a whole, in lists and containers, and of all its events', async () => {
  const number = '<string key="p" value="811218-9876"/>';
  for (const about of [
    `<list key="people"><values>${number}</values></list>`,
    `<list key="people"><values><container key="one">${number}</container></values></list>`,
    `<container key="people"><list key="all"><values>${number}</values></list></container>`,
    `<string key="people" value="all">${number}</string>`,
    '<global scope="event"><string key="people" value="811218-9876"/></global>',
    `<global scope="trace"><list key="people"><values>${number}</values></list></global>`,
  ]) {
    const read = await logOf(`<log>${about}<trace><string key="concept:name" value="1"/>
      <event><string key="concept:name" value="Ansök"/></event></trace></log>`);
    assert.ok(read.ok, about);
    assert.deepEqual(identityColumns(read.value.log), [{ column: 'people', texts: 1 }], about);
  }
});

test('ten-digit case numbers of which some pass as identity numbers by chance are no identity numbers', async () => {
  const rows = Array.from({ length: 3000 }, (_, i) => `${5_011_000_000 + i * 997};Ansök;2026-01-01;anna;`);
  assert.deepEqual(await columnsOf([...rows, '8112189876;Ansök;2026-01-01;anna;']), []);
});
