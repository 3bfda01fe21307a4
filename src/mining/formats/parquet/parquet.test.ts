import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { writeCsv } from '#mining/formats/csv/csv-write.ts';
import { readLog } from '#mining/formats/read-log.ts';
import type { Log } from '#mining/log/log.ts';
import { logFromEvents } from '#mining/log/log-builder.ts';
import { summaryOf } from '#mining/log/summary.ts';
import { decodeUtf8, encodeUtf8 } from '#mining/log/utf8.ts';
import { readParquet } from './parquet-read.ts';
import { writeParquet } from './parquet-write.ts';

const source = (bytes: Uint8Array) => ({
  byteLength: bytes.length,
  slice: (from: number, to?: number) => bytes.slice(from, to).buffer as ArrayBuffer,
});

const csvText = (log: Log) => [...writeCsv(log)].map((part) => decodeUtf8(part)).join('');

type Columns = Parameters<typeof parquetWriteBuffer>[0]['columnData'];
const fileOf = (columnData: Columns) => source(new Uint8Array(parquetWriteBuffer({ columnData })));

async function logIn(file: ReturnType<typeof source>) {
  const read = await readParquet(file);
  assert.ok(read.ok, JSON.stringify(read));
  return read.value;
}

test('a log with attributes of every type is the same after writing and reading Parquet', async () => {
  const text = `case:concept:name,concept:name,start_timestamp,time:timestamp,org:resource,amount,share,urgent,due,note,case:kind
NA,Ta emot,2026-01-01T08:00:00Z,2026-01-01T09:00:00.123Z,Åsa,12,0.5,true,2026-02-01T00:00:00Z,"rad ett
rad två",ny
NA,Utreda,,2026-01-02T09:00:00Z,,,,,,,ny
007,Ta emot,,2026-01-03T09:00:00Z,Bo,-7,1e-9,false,,😀,gammal
`;
  const read = await readLog([encodeUtf8(text)]);
  assert.ok(read.ok);
  const { log, report } = await logIn(source(writeParquet(read.value.log)));
  assert.equal(csvText(log), csvText(read.value.log));
  assert.deepEqual(
    log.eventAttributes.map(({ path, values }) => [path[0], values.type]),
    read.value.log.eventAttributes.map(({ path, values }) => [path[0], values.type]),
  );
  assert.deepEqual(
    log.caseAttributes.map(({ path }) => path),
    [['kind']],
  );
  assert.equal(report.rejected, 0);
});

test('any log of plain events is the same after writing and reading Parquet', async () => {
  const event = fc.record({
    caseId: fc.string({ minLength: 1, unit: 'grapheme' }),
    activity: fc.string({ minLength: 1, unit: 'grapheme' }),
    time: fc.integer({ min: Date.UTC(1, 0), max: Date.UTC(9999, 11) }),
    resource: fc.string({ minLength: 1 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 40 }), async (events) => {
      const log = logFromEvents(events);
      const { log: again } = await logIn(source(writeParquet(log)));
      assert.deepEqual(summaryOf(again), summaryOf(log));
      assert.equal(csvText(again), csvText(log));
    }),
    { numRuns: 60 },
  );
});

test('times as text are read, and rows without case, activity or a time that can be read are left out by name', async () => {
  const { log, report } = await logIn(
    fileOf([
      { name: 'Case ID', type: 'STRING', data: ['a', null, 'a', 'b', 'b'] },
      { name: 'Activity', type: 'STRING', data: ['x', 'x', null, 'x', 'x'] },
      { name: 'Timestamp', type: 'STRING', data: ['2026-01-01 10:00', '2026-01-01', '2026-01-01', null, 'i går'] },
    ]),
  );
  assert.equal(log.events, 1);
  assert.equal(log.time[0], Date.UTC(2026, 0, 1, 10));
  assert.deepEqual(report.rejections, [
    { line: 2, reason: 'no-case' },
    { line: 3, reason: 'no-activity' },
    { line: 4, reason: 'no-time' },
    { line: 5, reason: 'time-not-understood', value: 'i går' },
  ]);
});

test('whole numbers beyond what a number holds are kept as text, to the last digit', async () => {
  const { log } = await logIn(
    fileOf([
      { name: 'case', type: 'STRING', data: ['a', 'a'] },
      { name: 'activity', type: 'STRING', data: ['x', 'y'] },
      { name: 'time', type: 'TIMESTAMP', data: [new Date(1), new Date(2)] },
      { name: 'serial', type: 'INT64', data: [7n, 9007199254740993n] },
    ]),
  );
  assert.match(csvText(log), /,7\n/);
  assert.match(csvText(log), /,9007199254740993\n/);
});

test('a file that is cut, is no Parquet, is empty or has no case column is refused with the reason', async () => {
  const whole = writeParquet(logFromEvents([{ caseId: 'a', activity: 'x', time: 0 }]));
  const tag = async (file: ReturnType<typeof source>) => {
    const read = await readParquet(file);
    return read.ok ? 'ok' : read.refusal.tag;
  };
  assert.equal(await tag(source(new Uint8Array(0))), 'file-empty');
  assert.equal(await tag(source(encodeUtf8('no parquet at all, but text'))), 'parquet-damaged');
  for (const length of [4, 12, whole.length - 1])
    assert.equal(await tag(source(whole.slice(0, length))), 'parquet-damaged');
  const scrambled = whole.slice();
  scrambled.fill(0xff, 4, 40);
  assert.equal(await tag(source(scrambled)), 'parquet-damaged');
  assert.equal(await tag(fileOf([{ name: 'a', type: 'STRING', data: ['x'] }])), 'columns-not-recognised');
});
