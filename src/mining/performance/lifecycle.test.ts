import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLog } from '#mining/formats/read-log.ts';
import type { Log } from '#mining/log/log.ts';
import { sharedData } from '#mining/shared-data.test-data.ts';
import { fileBytes } from '#platform/file-bytes.ts';
import { pairLifecycle } from './lifecycle.ts';
import { workingAndWaiting } from './waiting/working-waiting.ts';

/** Rows `activity transition minute resource instance` of one case. */
async function logOf(...rows: string[]): Promise<Log> {
  const lines = rows.map((row) => {
    const [activity, transition, minute, resource, instance] = row.split(' ');
    return `1,${activity},2026-01-12T08:${minute}:00Z,${resource ?? ''},${transition},${instance ?? ''}`;
  });
  const csv = ['case,activity,time,resource,lifecycle:transition,concept:instance', ...lines].join('\n');
  const read = await readLog([new TextEncoder().encode(csv)]);
  assert.ok(read.ok, JSON.stringify(read));
  return read.value.log;
}

const minute = (ms: number) => (Number.isNaN(ms) ? null : new Date(ms).getUTCMinutes());
const spans = (log: Log) =>
  Array.from({ length: log.events }, (_, e) => [minute(log.start![e]!), minute(log.time[e]!)]);

test('concurrent work of one activity is joined by resource, then first in, first out', async () => {
  const log = await logOf(
    'a start 00 x',
    'a start 01 y',
    'a start 02 x',
    'a complete 10 y',
    'a complete 20 x',
    'a complete 30 x',
  );
  const { log: paired, report } = pairLifecycle(log);
  assert.deepEqual(spans(paired), [
    [1, 10],
    [0, 20],
    [2, 30],
  ]);
  assert.deepEqual([report.pairs, report.startsAlone, report.completionsAlone], [3, 0, 0]);
});

test('an instance decides where it is named', async () => {
  const log = await logOf('a start 00 x i', 'a start 01 x j', 'a complete 10 x j', 'a complete 20 x i');
  assert.deepEqual(spans(pairLifecycle(log).log), [
    [1, 10],
    [0, 20],
  ]);
});

test('what has no partner is kept and counted, and what is no work under way is left out', async () => {
  const log = await logOf(
    'a schedule 00 x',
    'a start 01 x',
    'b complete 02 x',
    'b start 03 x',
    'b complete 04 x',
    'c done 05 x',
  );
  const { log: paired, report } = pairLifecycle(log);
  assert.deepEqual(spans(paired), [
    [1, 1],
    [null, 2],
    [3, 4],
    [null, 5],
  ]);
  assert.deepEqual(report, {
    ...{ applied: true, pairs: 1, startsAlone: 1, completionsAlone: 1, pauses: 0, leftOut: 1, others: 1 },
  });
});

test('at equal times a completion before its start in the file belongs to it, and one piece after another stays two', async () => {
  const turned = pairLifecycle(await logOf('a complete 05 x', 'a start 05 x'));
  assert.deepEqual([spans(turned.log), turned.report.pairs], [[[5, 5]], 1]);
  const after = pairLifecycle(await logOf('a start 01 x', 'a start 05 x', 'a complete 05 x', 'a complete 09 x'));
  assert.deepEqual(spans(after.log), [
    [1, 5],
    [5, 9],
  ]);
});

test('suspended time is no working time, and the piece stays one event where counts are asked for', async () => {
  const log = await logOf(
    'a start 00 x',
    'a suspend 10 x',
    'a resume 40 x',
    'a complete 45 x',
    'b start 50 x',
    'b complete 55 x',
  );
  const found = workingAndWaiting(pairLifecycle(log, 'split').log);
  assert.deepEqual([found.workingSeconds, found.waitingSeconds], [20 * 60, 35 * 60]);
  const { log: whole, report } = pairLifecycle(log);
  assert.deepEqual([whole.events, report.pauses], [2, 2]);
});

test('a log without both starts and completions is answered as it is', async () => {
  const log = await logOf('a complete 00 x', 'b complete 01 x');
  const paired = pairLifecycle(log);
  assert.equal(paired.log, log);
  assert.equal(paired.report.applied, false);
});

for (const [name, pairs] of [
  ['Production', 4953],
  ['BPI_Challenge_2012_W_Two_TS', 59_302],
] as const)
  test(`every start of ${name} finds its completion`, async (t) => {
    if (!sharedData) return t.skip('shared data absent');
    const read = await readLog(fileBytes(`${sharedData}/logs/${name}.xes.gz`));
    assert.ok(read.ok);
    const { log, report } = pairLifecycle(read.value.log);
    assert.deepEqual([report.pairs, report.startsAlone, report.completionsAlone, log.events], [pairs, 0, 0, pairs]);
  });

test('every event of a log with schedules is in exactly one count', async (t) => {
  if (!sharedData) return t.skip('shared data absent');
  const read = await readLog(fileBytes(`${sharedData}/logs/BPIC12.xes.gz`));
  assert.ok(read.ok);
  const { log, report } = pairLifecycle(read.value.log);
  const { pairs, startsAlone, completionsAlone, pauses, leftOut, others } = report;
  assert.equal(2 * pairs + startsAlone + completionsAlone + pauses + leftOut + others, read.value.log.events);
  assert.deepEqual([pairs + startsAlone, pairs + completionsAlone, leftOut], [71_376, 164_506, 26_318]);
  assert.equal(log.events, pairs + startsAlone + completionsAlone);
});
