import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Log } from '#mining/log/log.ts';
import { decodeUtf8 } from '#mining/log/utf8.ts';
import { mapOf } from '#mining/map/map.ts';
import { writeCsv } from './csv/csv-write.ts';
import type { ImportOptions } from './import.ts';
import { readParquet } from './parquet/parquet-read.ts';
import { writeParquet } from './parquet/parquet-write.ts';
import { contentOf, logOf } from './sample-log.test-data.ts';
import { writeXes } from './xes/xes-write.ts';

/** Over the night of 25 October 2026, when an hour comes twice, and that of 29 March, when one is left out. */
const NIGHTS = `<log><trace><string key="concept:name" value="A"/><date key="due" value="2026-11-01T12:00:00.5+01:00"/>
<event><string key="concept:name" value="a"/><date key="time:timestamp" value="2026-03-29T01:59:59+01:00"/></event>
<event><string key="concept:name" value="b"/><date key="time:timestamp" value="2026-03-29T03:00:00+02:00"/></event>
<event><string key="concept:name" value="c"/><date key="time:timestamp" value="2026-10-25T02:30:00+02:00"/></event>
<event><string key="concept:name" value="d"/><date key="time:timestamp" value="2026-10-25T02:30:00+01:00"/><date key="start_timestamp" value="2026-10-25T02:00:00.276+02:00"/>
<string key="note" value="n"><date key="seen" value="2026-10-26T08:00:00.123456+01:00"/></string></event>
</trace></log>`;

const source = (bytes: Uint8Array) => ({
  byteLength: bytes.length,
  slice: (from: number, to?: number) => bytes.slice(from, to).buffer as ArrayBuffer,
});

async function read(text: string | Uint8Array, options: ImportOptions = {}) {
  const found = await logOf(text, options);
  assert.ok(found.ok, JSON.stringify(found));
  return found.value;
}

async function readOfParquet(bytes: Uint8Array, options: ImportOptions = {}) {
  const found = await readParquet(source(bytes), options);
  assert.ok(found.ok, JSON.stringify(found));
  return found.value;
}

const joined = (parts: Iterable<Uint8Array>) => Buffer.concat([...parts]);

/** Nested names are joined by a slash in tables. */
const flat = (log: Log) => JSON.stringify(contentOf(log)).replaceAll('note/seen', 'seen');

test('what the clock showed is written without an offset, and read back to the same log over both nights of summer time', async () => {
  const { log, report } = await read(NIGHTS);
  assert.equal(report.clock, 'local');
  const xes = joined(writeXes(log, report.clock));
  const text = decodeUtf8(xes);
  for (const shown of ['2026-03-29T01:59:59', '2026-03-29T03:00:00', '2026-10-25T02:30:00', '2026-10-25T02:00:00.276'])
    assert.ok(text.includes(`value="${shown}"`), shown);
  assert.match(text, /key="due" value="2026-11-01T12:00:00.500"/);
  assert.match(text, /key="seen" value="2026-10-26T08:00:00.123456"/);
  assert.doesNotMatch(text, /value="\d{4}-[^"]*(Z|[+-]\d\d:\d\d)"/);
  const csv = joined(writeCsv(log, report.clock));
  assert.match(decodeUtf8(csv), /^A,c,,2026-10-25T02:30:00,/m);
  assert.doesNotMatch(decodeUtf8(csv), /\dZ/);
  const ofXes = await read(xes);
  assert.deepEqual(contentOf(ofXes.log), contentOf(log));
  const ofCsv = await read(csv);
  const ofParquet = await readOfParquet(writeParquet(log, report.clock));
  for (const again of [ofXes, ofCsv, ofParquet]) {
    assert.deepEqual(mapOf(again.log), mapOf(log));
    assert.deepEqual(again.log.time, log.time);
  }
  assert.deepEqual(ofXes.report.clock, 'local');
  assert.deepEqual(ofParquet.report.clock, 'local');
  assert.equal(flat(ofParquet.log), flat(ofCsv.log));
  assert.deepEqual(decodeUtf8(joined(writeXes(ofXes.log, 'local'))), text);
});

test('instants are written with Z, in Parquet as adjusted to UTC', async () => {
  const { log, report } = await read(NIGHTS, { clock: 'utc' });
  assert.equal(report.clock, 'utc');
  assert.match(decodeUtf8(joined(writeXes(log, 'utc'))), /"2026-10-25T00:30:00Z"[\s\S]*"2026-10-25T01:30:00Z"/);
  assert.match(decodeUtf8(joined(writeCsv(log))), /2026-10-26T07:00:00.123456Z/);
  const parquet = await readOfParquet(writeParquet(log, 'utc'), { clock: 'local' });
  assert.equal(parquet.report.clock, 'utc');
  assert.deepEqual(parquet.log.time, log.time);
  const asUtc = await readOfParquet(writeParquet(log, 'local'), { clock: 'utc' });
  assert.equal(asUtc.report.clock, 'utc');
});

test('times in attributes of a CSV file are kept by the same clock as those of its events', async () => {
  const text = 'case,activity,time,due\n1,a,2026-07-01T10:00:00+02:00,2026-07-02T12:00:00+02:00\n';
  const { log } = await read(text, { clock: 'local' });
  assert.match(decodeUtf8(joined(writeCsv(log, 'local'))), /^1,a,2026-07-01T10:00:00,2026-07-02T12:00:00$/m);
  assert.match(
    decodeUtf8(joined(writeCsv((await read(text)).log))),
    /^1,a,2026-07-01T08:00:00Z,2026-07-02T10:00:00Z$/m,
  );
});

test('Parquet keeps microseconds', async () => {
  const text = 'case,activity,time\n1,a,2026-07-01T10:00:00.123456Z\n1,b,1969-12-31T23:59:59.999999Z\n';
  const { log } = await read(text);
  const { log: again } = await readOfParquet(writeParquet(log));
  assert.deepEqual(decodeUtf8(joined(writeCsv(again))), decodeUtf8(joined(writeCsv(log))));
  assert.match(decodeUtf8(joined(writeCsv(again))), /00\.123456Z/);
  assert.match(decodeUtf8(joined(writeCsv(again))), /59\.999999Z/);
});
