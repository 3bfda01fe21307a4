/** Object-centric logs: reading each format against the plainest reading of the same file, and what follows what. */
import { readFileSync } from 'node:fs';
import { readLogFile } from '#mining/log-file-store.ts';
import { flattenFigures } from '#mining/ocel/flat/flatten-figures.ts';
import type { ObjectLog } from '#mining/ocel/object-log.ts';
import { objectMap } from '#mining/ocel/object-map.ts';
import { type Measurement, ratio } from './measurement.ts';
import { plainObjectMap, plainPairs, sqliteScan, xmlScan } from './object-bounds.ts';

async function objectsAt(path: string): Promise<ObjectLog> {
  const read = await readLogFile(path);
  if (!read.ok || !('objects' in read.value)) throw new Error(`${path}: no object-centric log`);
  return read.value.objects.log;
}

export const measurements: readonly Measurement[] = [
  {
    name: 'OCEL import: JSON, against JSON.parse',
    run: ({ objects: { json } }) =>
      ratio(
        3,
        () => objectsAt(json),
        () => JSON.parse(readFileSync(json, 'utf8')),
        3,
        1.5,
      ),
  },
  {
    name: 'OCEL import: XML, against a byte scan',
    run: ({ objects: { xml } }) =>
      ratio(
        3,
        () => objectsAt(xml),
        () => xmlScan(readFileSync(xml)),
        8,
        4,
      ),
  },
  {
    name: 'OCEL import: SQLite, against its rows',
    run: ({ objects: { sqlite } }) =>
      ratio(
        3,
        () => objectsAt(sqlite),
        () => sqliteScan(sqlite),
        3,
        1.5,
      ),
  },
  {
    name: 'object-centric directly-follows graph',
    run: async ({ objects: { json } }) => {
      const log = await objectsAt(json);
      return ratio(
        5,
        () => objectMap(log),
        () => plainObjectMap(log) + plainPairs(log),
        5,
        2,
      );
    },
  },
  {
    name: 'what flattening does, for every type',
    run: async ({ objects: { json } }) => {
      const log = await objectsAt(json);
      return ratio(
        5,
        () => flattenFigures(log),
        () => plainObjectMap(log),
        10,
        4,
      );
    },
  },
];
