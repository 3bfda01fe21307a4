/** Import of a log and its first questions, each against a plain pass over the same bytes in the same run (CPU seconds). */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { follows, followsTimes } from '#mining/follows.ts';
import { readLog } from '#mining/formats/read-log.ts';
import { handovers } from '#mining/handover.ts';
import { caseDurations } from '#mining/lead-time.ts';
import type { Log } from '#mining/log.ts';
import { mapOf } from '#mining/map.ts';
import { summaryOf } from '#mining/summary.ts';
import { variantTable } from '#mining/variants.ts';
import { fileBytes } from '#platform/file-bytes.ts';
import { bareRead, cpu, csvScan, line, xesScan } from './logs/bounds.ts';
import { makeLog } from './logs/make-log.ts';

async function logAt(path: string): Promise<Log> {
  const read = await readLog(fileBytes(path));
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value.log;
}

/** The least a map costs: one pass over neighbours into a square of counts. */
function plainMap(log: Log): number {
  const n = log.activities.size;
  const counts = new Float64Array(n * n);
  for (let c = 0; c < log.cases; c++) {
    for (let e = log.caseOffset[c]! + 1; e < log.caseOffset[c + 1]!; e++)
      counts[log.activity[e - 1]! * n + log.activity[e]!]!++;
  }
  return counts[0]!;
}

function plainVariants(log: Log): number {
  const seen = new Map<number, number>();
  for (let c = 0; c < log.cases; c++) {
    let hash = 0;
    for (let e = log.caseOffset[c]!; e < log.caseOffset[c + 1]!; e++)
      hash = (Math.imul(hash, 31) + log.activity[e]!) | 0;
    seen.set(hash, (seen.get(hash) ?? 0) + 1);
  }
  return seen.size;
}

function plainDurations(log: Log): number {
  let sum = 0;
  for (let c = 0; c < log.cases; c++) sum += log.time[log.caseOffset[c + 1]! - 1]! - log.time[log.caseOffset[c]!]!;
  return sum;
}

const folder = mkdtempSync(join(tmpdir(), 'resvag-bench-'));
try {
  const csv = join(folder, 'log.csv');
  const xes = join(folder, 'log.xes');
  const events = makeLog(1_000_000, csv, xes);
  console.log(`${events} events`);
  const bare = { name: 'bare streaming read', ...(await cpu(3, () => bareRead(csv))) };
  const scan = { name: 'column scan', ...(await cpu(3, () => csvScan(readFileSync(csv)))) };
  const imported = await cpu(3, () => logAt(csv));
  const log = imported.answer;
  line('CSV import and grouping', imported.seconds, scan, 2.5);
  const asked = await cpu(3, async () => {
    const one = await logAt(csv);
    return [summaryOf(one), mapOf(one)];
  });
  line('CSV summary and map, file to answer', asked.seconds, bare);
  line('CSV summary and map, file to answer', asked.seconds, scan);
  const xesBound = { name: 'four-attribute scan', ...(await cpu(3, () => xesScan(readFileSync(xes)))) };
  line('XES import, all attributes', (await cpu(3, () => logAt(xes))).seconds, xesBound, 4);
  const pass = { name: 'plain pass', ...(await cpu(9, () => plainMap(log))) };
  line('map counts', (await cpu(9, () => follows(log))).seconds, pass, 5);
  line('map with exact medians', (await cpu(5, () => followsTimes(log, follows(log)))).seconds, pass);
  line(
    'variants',
    (await cpu(5, () => variantTable(log))).seconds,
    { name: 'plain pass', ...(await cpu(5, () => plainVariants(log))) },
    2,
  );
  line(
    'case durations',
    (await cpu(9, () => caseDurations(log))).seconds,
    { name: 'plain pass', ...(await cpu(9, () => plainDurations(log))) },
    10,
  );
  line('handovers', (await cpu(9, () => handovers(log))).seconds, pass, 5);
  console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
} finally {
  rmSync(folder, { recursive: true });
}
