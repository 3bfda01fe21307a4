/** Holds object-centric logs to the answers another tool, or plain SQL, gave on public ones (see the shared data's README). */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { summaryOf } from '#mining/log/summary.ts';
import { mapOf } from '#mining/map/map.ts';
import { sharedData } from '#mining/shared-data.test-data.ts';
import { fileBytes } from '#platform/file-bytes.ts';
import { flatten } from './flat/flatten.ts';
import { readObjectLog } from './formats/read-objects.ts';
import { readOcelSqlite } from './formats/sqlite-store.ts';
import type { ObjectLog } from './object-log.ts';
import { objectMap } from './object-map.ts';
import { objectSummary } from './object-summary.ts';

type Counts = Readonly<Record<string, number>>;

interface Flat {
  readonly cases?: number;
  readonly cases_with_events?: number;
  readonly events: number;
  readonly dfg_edges: number;
  readonly dfg_top10: readonly (readonly [string, string, number])[];
  readonly start?: Counts;
  readonly end?: Counts;
  readonly variants: number;
}

interface Answers {
  readonly events: number;
  readonly objects: number;
  readonly event_types: Counts;
  readonly object_types: Counts;
  readonly e2o_relations: number;
  readonly o2o_relations: number;
  readonly e2o_per_type?: Counts;
  readonly e2o_per_object_type?: Counts;
  readonly e2o_distinct_event_object?: number;
  readonly flattened?: Readonly<Record<string, Flat>>;
  readonly flattened_order_time_then_event_id?: Readonly<Record<string, Flat>>;
}

interface Expected extends Answers {
  readonly file: string;
  readonly object_changes: number;
  /** Takes the place of the other answers: the other tool loses objects of some SQLite files. */
  readonly sql?: Answers;
}

async function read(path: string): Promise<ObjectLog> {
  const bytes: Uint8Array[] = [];
  for await (const chunk of fileBytes(path)) bytes.push(Uint8Array.from(chunk));
  const found = path.includes('.sqlite') ? readOcelSqlite(Buffer.concat(bytes)) : await readObjectLog(bytes);
  assert.ok(found.ok, JSON.stringify(found));
  assert.equal(found.value.report.rejected, 0);
  return found.value.log;
}

function checkFlat(log: ObjectLog, type: string, expected: Flat, trustVariants: boolean): void {
  const found = flatten(log, type);
  assert.ok(found.ok);
  const { log: flat, figures } = found.value;
  const summary = summaryOf(flat);
  assert.equal(summary.cases, expected.cases ?? expected.cases_with_events, type);
  assert.equal(summary.events, expected.events, type);
  assert.deepEqual([figures.cases, figures.rows], [summary.cases, summary.events]);
  if (trustVariants) assert.equal(summary.variants, expected.variants, `${type}: variants`);
  if (expected.start) assert.deepEqual({ ...summary.start }, expected.start, `${type}: start`);
  if (expected.end) assert.deepEqual({ ...summary.end }, expected.end, `${type}: end`);
  const { edges } = mapOf(flat);
  assert.equal(edges.length, expected.dfg_edges, `${type}: edges`);
  const own = objectMap(log).edges.filter((edge) => edge.objectType === type);
  assert.equal(own.length, expected.dfg_edges, `${type}: edges of the object-centric map`);
  for (const [from, to, count] of expected.dfg_top10) {
    assert.equal(own.find((edge) => edge.from === from && edge.to === to)?.count, count, `${from} → ${to}`);
    assert.equal(edges.find((edge) => edge.from === from && edge.to === to)?.count, count, `${from} → ${to}`);
  }
}

test('every object-centric reference log has the expected counts, relations, changes and case logs', async (t) => {
  if (!sharedData) return t.skip('shared data absent');
  const names = readdirSync(`${sharedData}/expected`).filter((name) => /^ocel\..*\.json$/.test(name));
  assert.ok(names.length >= 8);
  for (const name of names) {
    const expected: Expected = JSON.parse(readFileSync(`${sharedData}/expected/${name}`, 'utf8'));
    const answers = expected.sql ?? expected;
    const log = await read(`${sharedData}/ocel/${basename(expected.file)}`);
    const summary = objectSummary(log);
    assert.deepEqual([summary.events, summary.objects], [answers.events, answers.objects], name);
    assert.deepEqual(summary.eventTypes, answers.event_types, name);
    assert.deepEqual(summary.objectTypes, answers.object_types, name);
    assert.equal(summary.relations.eventToObject, answers.e2o_relations, name);
    assert.equal(summary.relations.objectToObject, answers.o2o_relations, name);
    assert.deepEqual(summary.relations.byObjectType, answers.e2o_per_type ?? answers.e2o_per_object_type, name);
    if (answers.e2o_distinct_event_object !== undefined)
      assert.equal(summary.relations.eventToObjectDistinct, answers.e2o_distinct_event_object, name);
    // The other tool keeps changes of objects with events only, of which it has lost most in the log that SQL answers for.
    if (summary.objectsWithoutEvents === 0) assert.equal(summary.changes, expected.object_changes, name);
    for (const [type, flat] of Object.entries(answers.flattened ?? answers.flattened_order_time_then_event_id ?? {})) {
      // The reference's variants contradict its own starts, ends and pairs where they don't come from SQL: of items in
      // newocel it counts 4 where 2 are possible, of offers in recruiting-red 3 where 2 are. The next test counts anew.
      checkFlat(log, type, flat, expected.sql !== undefined);
    }
  }
});

test('variants of case logs are those that plain code finds in the files', async (t) => {
  if (!sharedData) return t.skip('shared data absent');
  for (const [name, type, variants] of [
    ['example_log', 'element', 5],
    ['newocel', 'item', 2],
    ['recruiting-red', 'applications', 18],
    ['recruiting-red', 'offers', 2],
  ] as const) {
    const path: string = `${sharedData}/ocel/${name}.jsonocel`;
    assert.equal(plainVariants(path, type), variants);
    const found = flatten(await read(path), type);
    assert.ok(found.ok);
    assert.equal(summaryOf(found.value.log).variants, variants, `${name}: ${type}`);
  }
});

/** Different ways of the objects of a type in an OCEL 1.0 file whose events are in the order of time. */
function plainVariants(path: string, type: string): number {
  const file = JSON.parse(readFileSync(path, 'utf8'));
  const ways = new Map<string, string[]>();
  for (const event of Object.values<Readonly<Record<string, unknown>>>(file['ocel:events']))
    for (const object of event['ocel:omap'] as readonly string[])
      if (file['ocel:objects'][object]['ocel:type'] === type)
        ways.set(object, [...(ways.get(object) ?? []), String(event['ocel:activity'])]);
  return new Set([...ways.values()].map((way) => way.join(' → '))).size;
}

test('logs without the global declarations that another tool asks for are read whole', async (t) => {
  if (!sharedData) return t.skip('shared data absent');
  for (const [name, events, objects, relations] of [
    ['ocpa-p2p-normal.jsonocel.gz', 720, 781, 3952],
    ['ocpa-order_process.jsonocel.gz', 2391, 796, 4381],
  ] as const) {
    const summary = objectSummary(await read(`${sharedData}/ocel/${name}`));
    assert.deepEqual([summary.events, summary.objects, summary.relations.eventToObject], [events, objects, relations]);
  }
});

test('the same log as JSON, as XML and as SQLite is the same log', async (t) => {
  if (!sharedData) return t.skip('shared data absent');
  for (const name of ['example_log', 'ocel20_example']) {
    const [json, xml, sqlite] = await Promise.all(
      ['jsonocel', 'xmlocel', 'sqlite'].map(async (kind) =>
        objectSummary(await read(`${sharedData}/ocel/${name}.${kind}`)),
      ),
    );
    for (const other of [xml, sqlite]) {
      assert.deepEqual(other!.eventTypes, json!.eventTypes);
      assert.deepEqual(other!.objectTypes, json!.objectTypes);
      assert.deepEqual(other!.relations, json!.relations);
      assert.equal(other!.changes, json!.changes);
    }
  }
});
