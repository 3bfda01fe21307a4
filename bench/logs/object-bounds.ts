/** The plain passes that object-centric logs are measured against. */
import { DatabaseSync } from 'node:sqlite';
import type { ObjectLog } from '#mining/ocel/object-log.ts';
import { Codes } from './bounds.ts';

/** Every value of an attribute, and every text between tags, found and coded; no names, no checks, no relations. */
export function xmlScan(b: Uint8Array): number {
  const codes = new Codes();
  let values = 0;
  let at = b.indexOf(60);
  while (at >= 0 && at < b.length) {
    for (let byte = b[++at]!; byte !== 62; byte = b[++at]!) {
      if (byte !== 34) continue;
      let hash = 0;
      for (let inside = b[++at]!; inside !== 34; inside = b[++at]!) hash = (Math.imul(hash, 31) + inside) | 0;
      values += codes.of(hash) & 1;
    }
    let hash = 0;
    const from = ++at;
    for (; at < b.length && b[at] !== 60; at++) hash = (Math.imul(hash, 31) + b[at]!) | 0;
    if (at > from) values += codes.of(hash) & 1;
  }
  return values;
}

/** Every row of every table, as the driver gives it. */
export function sqliteScan(path: string): number {
  const db = new DatabaseSync(path, { readOnly: true });
  let rows = 0;
  for (const { name } of db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).all()) {
    const all = db.prepare(`SELECT * FROM "${name}"`);
    all.setReturnArrays(true);
    for (const row of all.iterate()) rows += (row as unknown as readonly unknown[]).length;
  }
  db.close();
  return rows;
}

/** A plain sort of as many numbers as there are relations: what telling different pairs of events takes at least. */
export function plainPairs({ eventObjects: { target } }: ObjectLog): number {
  return Float64Array.from(target).sort()[0]!;
}

/** Relations sorted by object, then what follows what counted for each type of object in a matrix. */
export function plainObjectMap(log: ObjectLog): number {
  const { offset, target } = log.eventObjects;
  const from = new Uint32Array(log.objects + 1);
  for (const object of target) from[object + 1]!++;
  for (let o = 0; o < log.objects; o++) from[o + 1]! += from[o]!;
  const next = from.slice();
  const life = new Uint32Array(target.length);
  for (let e = 0; e < log.events; e++) for (let i = offset[e]!; i < offset[e + 1]!; i++) life[next[target[i]!]!++] = e;
  const n = log.eventTypes.size;
  const counts = new Uint32Array(n * n * log.objectTypes.size);
  for (let o = 0; o < log.objects; o++) {
    const base = log.objectType[o]! * n * n;
    for (let i = from[o]! + 1; i < from[o + 1]!; i++)
      counts[base + log.eventType[life[i - 1]!]! * n + log.eventType[life[i]!]!]!++;
  }
  return counts.length + counts[0]!;
}
