/** Makes the logs that are measured on, once for all measurements, in a folder that is given. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sharedData } from '#mining/shared-data.test-data.ts';
import { makeLog } from './make-log.ts';
import { makeObjects } from './make-objects.ts';
import type { LogFiles } from './measurement.ts';

const FIVE_MILLION = 5_000_000;
const HALF_A_MILLION = 500_000;
/** What zlib can take and give in one piece. */
const LARGEST = 2 ** 31 - 1;

/** `events` of the main synthetic log; the one of five million and the object-centric one are made only when wanted. */
export function prepareFiles(
  folder: string,
  events: number,
  wants: { readonly cases: boolean; readonly five: boolean; readonly objects: boolean },
): LogFiles {
  const csv = join(folder, `synthetic-${events}.csv`);
  const xes = join(folder, `synthetic-${events}.xes`);
  const csvGz = `${csv}.gz`;
  if (wants.cases && !existsSync(csvGz)) {
    synthetic(events, csv, xes);
    const bytes = readFileSync(csv);
    if (bytes.length < LARGEST) writeFileSync(csvGz, gzipSync(bytes));
  }
  const fiveMillionCsv = join(folder, `synthetic-${FIVE_MILLION}.csv`);
  if (wants.five && !existsSync(fiveMillionCsv)) {
    const part = `${fiveMillionCsv}.part`;
    synthetic(FIVE_MILLION, part);
    renameSync(part, fiveMillionCsv);
  }
  const ofObjects = join(folder, `objects-${Math.min(events, HALF_A_MILLION)}`);
  const objects = { json: `${ofObjects}.jsonocel`, xml: `${ofObjects}.xmlocel`, sqlite: `${ofObjects}.sqlite` };
  if (wants.objects && !existsSync(objects.sqlite)) makeObjects(Math.min(events, HALF_A_MILLION), objects);
  const reference = (name: string) => {
    const from = sharedData && `${sharedData}/logs/${name}`;
    return from && existsSync(from) ? unpacked(folder, from, name.replace(/\.gz$/, '')) : undefined;
  };
  return {
    csv,
    csvGz,
    xes,
    fiveMillionCsv,
    objects,
    roadTraffic: reference('Road_Traffic_Fine_Management_Process.xes.gz'),
    bpic12: reference('BPIC12.xes.gz'),
    shared: sharedData,
  };
}

/** The shared generator where it is, whose cases vary more, else our own of the same columns. */
function synthetic(events: number, csv: string, xes?: string): void {
  const generator = sharedData && `${sharedData}/tools/gen-log.mjs`;
  if (!generator || !existsSync(generator)) {
    makeLog(events, csv, xes);
    return;
  }
  const local = `${csv}.generator.mjs`;
  copyFileSync(generator, local);
  spawnSync(process.execPath, [local, String(events), csv, ...(xes ? ['--xes', xes] : [])], { stdio: 'ignore' });
}

function unpacked(folder: string, from: string, name: string): string {
  const to = join(folder, name);
  if (!existsSync(to)) writeFileSync(to, gunzipSync(readFileSync(from)));
  return to;
}
