/** Reading logs: XES and CSV against scans of the same bytes, gzip against plain, and the memory it takes. */
import { readFileSync } from 'node:fs';
import { readLog } from '#mining/formats/read-log.ts';
import type { Log } from '#mining/log/log.ts';
import { mapOf } from '#mining/map/map.ts';
import { fileBytes } from '#platform/file-bytes.ts';
import { csvScan, xesScan } from './bounds.ts';
import { ABSENT, type Measurement, peakMemory, ratio } from './measurement.ts';

export async function logAt(path: string): Promise<Log> {
  const read = await readLog(fileBytes(path));
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value.log;
}

async function peakOf(path: string) {
  const log = await logAt(path);
  const map = mapOf(log);
  return peakMemory(map.events);
}

export const measurements: readonly Measurement[] = [
  {
    name: 'XES import, all attributes: road traffic',
    run: async ({ roadTraffic: path }) =>
      path === undefined
        ? ABSENT
        : ratio(
            4,
            () => logAt(path),
            () => xesScan(readFileSync(path)),
            4,
            2,
          ),
  },
  {
    name: 'XES import, all attributes: synthetic',
    run: async ({ xes }) =>
      ratio(
        4,
        () => logAt(xes),
        () => xesScan(readFileSync(xes)),
        4,
        2,
      ),
  },
  {
    name: 'CSV import and grouping',
    run: async ({ csv }) =>
      ratio(
        4,
        () => logAt(csv),
        () => csvScan(readFileSync(csv)),
        2.5,
        1.3,
      ),
  },
  {
    name: 'CSV.gz import against plain',
    run: async ({ csv, csvGz }) =>
      ratio(
        4,
        () => logAt(csvGz),
        () => logAt(csv),
        1.15,
        null,
      ),
  },
  {
    name: 'XES.gz import against plain: road traffic',
    run: async ({ roadTraffic, shared }) => {
      if (roadTraffic === undefined) return ABSENT;
      const packed = `${shared}/logs/Road_Traffic_Fine_Management_Process.xes.gz`;
      return ratio(
        4,
        () => logAt(packed),
        () => logAt(roadTraffic),
        1.15,
        null,
      );
    },
  },
  { name: 'peak memory, import and map: CSV', run: ({ csv }) => peakOf(csv) },
  { name: 'peak memory, import and map: XES', run: ({ xes }) => peakOf(xes) },
];
