import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ImportOptions } from '#mining/formats/import.ts';
import { contentOf, logOf } from '#mining/formats/sample-log.test-data.ts';
import { textOf, textsOf } from '#mining/log/dictionary.ts';
import { namesPeople } from './csv-columns.ts';

async function read(text: string | Uint8Array, options: ImportOptions = {}) {
  const whole = await logOf(text, options);
  assert.ok(whole.ok, JSON.stringify(whole));
  const crumbs = await logOf(text, options, 7);
  assert.ok(crumbs.ok);
  assert.deepEqual(contentOf(crumbs.value.log), contentOf(whole.value.log), 'the same log however the bytes are cut');
  return whole.value;
}

async function refusal(text: string | Uint8Array, options: ImportOptions = {}) {
  const result = await logOf(text, options, 50);
  assert.ok(!result.ok);
  return result.refusal;
}

test('Swedish headers, semicolons, a byte order mark and decimal commas are read as they are meant', async () => {
  const { log, report } = await read(
    '\ufeffÄrendenr;Aktivitet;Tidpunkt;Handläggare;Belopp;Klar?\r\nD-1;Ansökan;2026-03-02 08:15;Åsa;1250,50;true\r\nD-1;Beslut;2026-03-09 kl. 16.45;Björn;;false\r\n',
  );
  assert.deepEqual(report.columns, {
    case: 'Ärendenr',
    activity: 'Aktivitet',
    time: 'Tidpunkt',
    resource: 'Handläggare',
  });
  assert.deepEqual(contentOf(log), [
    {
      id: 'D-1',
      attributes: {},
      events: [
        {
          activity: 'Ansökan',
          time: Date.UTC(2026, 2, 2, 8, 15),
          start: undefined,
          resource: 'Åsa',
          attributes: { 'Belopp:float': 1250.5, 'Klar?:boolean': true },
        },
        {
          activity: 'Beslut',
          time: Date.UTC(2026, 2, 9, 16, 45),
          start: undefined,
          resource: 'Björn',
          attributes: { 'Klar?:boolean': false },
        },
      ],
    },
  ]);
});

test('å, ä and ö of Windows-1252 are understood although nothing announces them', async () => {
  const text = 'ärende;åtgärd;datum\n1;Utredning påbörjad;2026-01-02\n';
  const { log, report } = await read(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
  assert.deepEqual(textsOf(log.activities), ['Utredning påbörjad']);
  assert.equal(report.encoding, 'utf-8+windows-1252');
});

test('UTF-16 as spreadsheets write it is read', async () => {
  const text = '\ufeffcase\tactivity\ttime\n1\tsmörgås\t2026-01-02\n';
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) bytes.set([text.charCodeAt(i) & 255, text.charCodeAt(i) >> 8], i * 2);
  assert.deepEqual(textsOf((await read(bytes)).log.activities), ['smörgås']);
});

test('a quoted value may hold separators, line breaks and doubled quotes', async () => {
  const { log } = await read('case,activity,time,note\n1,"a, ""b""\nc",2026-01-02T10:00:00Z,"x"\n');
  assert.deepEqual(textsOf(log.activities), ['a, "b"\nc']);
});

test('a case called NA is a case', async () => {
  const { log } = await read('case,activity,time\nNA,a,2026-01-02\nNaN,a,2026-01-02\nnull,a,2026-01-02\n');
  assert.deepEqual(textsOf(log.caseIds), ['NA', 'NaN', 'null']);
});

test('events of equal time keep the order of the file, in short cases and long ones', async () => {
  for (const n of [3, 200]) {
    const rows = Array.from({ length: n }, (_, i) => `A,s${i},2026-01-02\nB,s${i},2026-01-0${1 + (i % 2)}`).join('\n');
    const { log } = await read(`case,activity,time\n${rows}\n`);
    const names = Array.from(log.activity, (a) => textOf(log.activities, a));
    assert.deepEqual(
      names.slice(0, n),
      Array.from({ length: n }, (_, i) => `s${i}`),
    );
    const even = (i: number) => i % 2 === 0;
    const order = Array.from({ length: n }, (_, i) => i);
    assert.deepEqual(
      names.slice(n),
      [...order.filter(even), ...order.filter((i) => !even(i))].map((i) => `s${i}`),
    );
  }
});

test('rows that cannot be used are left out, each with its line and reason', async () => {
  const { log, report } = await read(
    'case,activity,time\n1,a,2026-01-02\n,a,2026-01-02\n1,,2026-01-02\n1,a,\n1,a,2026-13-45\n1,a\n1,a,2026-01-02,x\n\n1,"b\nb",2026-02-30\n1,c,2026-01-03\n',
  );
  assert.equal(log.events, 2);
  assert.deepEqual(report.rejections, [
    { line: 3, reason: 'no-case' },
    { line: 4, reason: 'no-activity' },
    { line: 5, reason: 'no-time' },
    { line: 6, reason: 'time-not-understood', value: '2026-13-45' },
    { line: 7, reason: 'too-few-columns' },
    { line: 8, reason: 'too-many-columns' },
    { line: 10, reason: 'time-not-understood', value: '2026-02-30' },
  ]);
});

test('columns are taken as asked, and a start beside an end makes an interval log', async () => {
  const text = 'a;b;c;d\nx;1;2026-01-02 10:00;2026-01-02 11:00\n';
  const { log } = await read(text, { csv: { case: 'b', activity: 'a', time: 'c', end: 'd' } });
  assert.deepEqual([log.start?.[0], log.time[0]], [Date.UTC(2026, 0, 2, 10), Date.UTC(2026, 0, 2, 11)]);
  const found = await read(
    'Case ID,Activity,Start Timestamp,Complete Timestamp\n1,a,2026-01-02 10:00,2026-01-02 11:00\n',
  );
  assert.deepEqual(found.report.columns, {
    case: 'Case ID',
    activity: 'Activity',
    start: 'Start Timestamp',
    time: 'Complete Timestamp',
  });
  assert.deepEqual(await refusal(text), {
    tag: 'columns-not-recognised',
    missing: ['case', 'activity', 'time'],
    columns: ['a', 'b', 'c', 'd'],
  });
  assert.equal((await refusal(text, { csv: { case: 'q', activity: 'a', time: 'c' } })).tag, 'columns-not-recognised');
});

test('attributes have the type that all their values have: a postal code with a leading zero is no number', async () => {
  const { log } = await read('case,activity,time,code,n,case:kind\n1,a,2026-01-02,007,1,x\n1,b,2026-01-03,123,2.5,x\n');
  assert.deepEqual(
    log.eventAttributes.map((c) => `${c.path[0]}:${c.values.type}`),
    ['code:text', 'n:float'],
  );
  assert.deepEqual(
    log.caseAttributes.map((c) => c.path[0]),
    ['kind'],
  );
});

test('a file that cannot be a log is refused with what it is', async () => {
  assert.deepEqual(await refusal(''), { tag: 'file-empty' });
  assert.deepEqual(await refusal('PK\u0003\u0004xxxx'), { tag: 'file-not-a-log', found: 'zip' });
  assert.deepEqual(await refusal('{"a":1}'), { tag: 'file-not-a-log', found: 'json' });
  assert.deepEqual(await refusal(Uint8Array.of(0x1f, 0x8b, 8, 0)), { tag: 'file-compressed' });
  assert.deepEqual(await refusal('case,activity,time\n1,"a,2026-01-02\n2,b,2026-01-02\n'), {
    tag: 'quote-not-closed',
    line: 2,
  });
  assert.equal((await refusal('case,activity,time\n1,a,never\n')).tag, 'no-events');
  assert.equal((await refusal('case,activity,time\n')).tag, 'no-events');
  assert.deepEqual(await refusal('case,activity,time\n1,a,2026-01-02\n', { cancelled: () => true }), {
    tag: 'import-cancelled',
  });
});

test('progress tells bytes, events and rows left out', async () => {
  const seen: unknown[] = [];
  const rows = Array.from({ length: 100 }, (_, i) => `${i},a,${i === 0 ? 'never' : '2026-01-02'}\n`).join('');
  await logOf(`case,activity,time\n${rows}`, { onProgress: (progress) => seen.push(progress) }, 1200);
  assert.deepEqual(seen.at(-1), { bytes: 19 + rows.length, events: 99, rejected: 1 });
});

test('objects that are people are known by what their type is called, others are not', () => {
  for (const name of [
    'person',
    'Customers',
    'employees',
    'brukare',
    'Vårdnadshavare',
    'klienter',
    'org:resource',
    'user',
  ])
    assert.ok(namesPeople(name), name);
  for (const name of ['order', 'item', 'household', 'personalplan', 'roll', 'package'])
    assert.ok(!namesPeople(name), name);
});
