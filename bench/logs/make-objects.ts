/** Makes an object-centric log of invented households, applications and case workers from a seed, in each format (OCEL 2.0). */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { seededRandom } from '#lib/random.ts';

export interface ObjectFiles {
  readonly json: string;
  readonly xml: string;
  readonly sqlite: string;
}

type Relation = readonly [id: string, qualifier: string];

interface Made {
  readonly id: string;
  readonly type: string;
  /** Of an event when it happened; of an object none. */
  readonly time?: string;
  readonly attributes: readonly (readonly [name: string, value: string | number])[];
  readonly relations: readonly Relation[];
}

const STEPS = [
  'receive',
  'assign',
  'interview',
  'ask for supplement',
  'receive supplement',
  'assess',
  'decide',
  'inform',
];
const WORKERS = 300;
const HOUR = 3_600_000;
const OBJECT_TYPES = { household: 'persons', application: 'kind', worker: 'unit' } as const;
const EVENT_TYPES: Readonly<Record<string, string>> = Object.fromEntries(
  STEPS.map((step) => [step, step === 'decide' ? 'amount' : 'channel']),
);

/** Households one after another, each with its applications and what happened to them, until there are `events` events. */
function* made(events: number): Generator<{ readonly objects: readonly Made[]; readonly events: readonly Made[] }> {
  const random = seededRandom(20261128);
  const below = (n: number) => Math.floor(random() * n);
  yield {
    objects: Array.from({ length: WORKERS }, (_, w) => object(`W${w}`, 'worker', 'unit', `U${w % 20}`, [])),
    events: [],
  };
  let written = 0;
  for (let h = 0; written < events; h++) {
    const household = `H${h}`;
    const applications = Array.from({ length: 1 + below(2) }, (_, a) => `A${h}-${a}`);
    const kinds = ['income support', 'home care', 'housing support'];
    let at = Date.UTC(2020, 0, 1) + below(50_000) * HOUR;
    const found: Made[] = [];
    const put = (step: string, about: readonly string[], worker: string) => {
      at += (1 + below(100)) * HOUR;
      found.push({
        id: `E${written + found.length}`,
        type: step,
        time: new Date(at).toISOString(),
        attributes: [[EVENT_TYPES[step]!, step === 'decide' ? below(9000) : ['web', 'letter', 'visit'][below(3)]!]],
        relations: [...about.map((id): Relation => [id, 'about']), [household, 'of'], [worker, 'by']],
      });
    };
    for (const one of applications) put('receive', [one], `W${below(WORKERS)}`);
    const worker = `W${below(WORKERS)}`;
    put('assign', applications, worker);
    put('interview', applications, worker);
    for (const one of applications) {
      while (random() < 0.3) {
        put('ask for supplement', [one], worker);
        put('receive supplement', [one], worker);
      }
      put('assess', [one], worker);
      put('decide', [one], worker);
    }
    put('inform', applications, worker);
    written += found.length;
    yield {
      objects: [
        object(household, 'household', 'persons', 1 + below(6), []),
        ...applications.map((id) => object(id, 'application', 'kind', kinds[below(3)]!, [[household, 'made by']])),
      ],
      events: found,
    };
  }
}

function object(id: string, type: string, name: string, value: string | number, relations: readonly Relation[]): Made {
  return { id, type, attributes: [[name, value]], relations };
}

/** Writes all three; the log is the same in each. */
export function makeObjects(events: number, { json, xml, sqlite }: ObjectFiles): void {
  writeText(json, jsonPieces(events));
  writeText(xml, xmlPieces(events));
  writeSqlite(sqlite, events);
}

const START = '1970-01-01T00:00:00Z';

function* each(events: number, what: 'objects' | 'events'): Generator<Made> {
  for (const part of made(events)) yield* part[what];
}

function* jsonPieces(events: number): Generator<string> {
  const types = (of: Readonly<Record<string, string>>) =>
    Object.entries(of).map(([name, attribute]) => ({
      name,
      attributes: [{ name: attribute, type: typeOf(attribute) }],
    }));
  yield `{"objectTypes":${JSON.stringify(types(OBJECT_TYPES))},"eventTypes":${JSON.stringify(types(EVENT_TYPES))},"objects":[`;
  const whole = ({ id, type, time, attributes, relations }: Made) => ({
    id,
    type,
    ...(time === undefined ? {} : { time }),
    attributes: attributes.map(([name, value]) => ({ name, ...(time === undefined ? { time: START } : {}), value })),
    relationships: relations.map(([objectId, qualifier]) => ({ objectId, qualifier })),
  });
  let comma = '';
  for (const one of each(events, 'objects')) {
    yield `${comma}\n${JSON.stringify(whole(one))}`;
    comma = ',';
  }
  yield '],"events":[';
  comma = '';
  for (const one of each(events, 'events')) {
    yield `${comma}\n${JSON.stringify(whole(one))}`;
    comma = ',';
  }
  yield ']}\n';
}

function typeOf(attribute: string): string {
  return attribute === 'persons' || attribute === 'amount' ? 'integer' : 'string';
}

function* xmlPieces(events: number): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<log>\n';
  for (const [kind, of] of [
    ['object', OBJECT_TYPES],
    ['event', EVENT_TYPES],
  ] as const) {
    yield `<${kind}-types>\n`;
    for (const [name, attribute] of Object.entries(of))
      yield `<${kind}-type name="${name}"><attributes><attribute name="${attribute}" type="${typeOf(attribute)}"/></attributes></${kind}-type>\n`;
    yield `</${kind}-types>\n`;
  }
  yield '<objects>\n';
  for (const one of each(events, 'objects')) yield xmlOf('object', one);
  yield '</objects>\n<events>\n';
  for (const one of each(events, 'events')) yield xmlOf('event', one);
  yield '</events>\n</log>\n';
}

function xmlOf(kind: string, { id, type, time, attributes, relations }: Made): string {
  const when = time === undefined ? '' : ` time="${time}"`;
  const values = attributes.map(
    ([name, value]) => `<attribute name="${name}"${time === undefined ? ` time="${START}"` : ''}>${value}</attribute>`,
  );
  const links = relations.map(
    ([target, qualifier]) => `<relationship object-id="${target}" qualifier="${qualifier}"/>`,
  );
  return `<${kind} id="${id}" type="${type}"${when}>\n<attributes>${values.join('')}</attributes>\n<objects>${links.join('')}</objects>\n</${kind}>\n`;
}

function writeText(path: string, pieces: Iterable<string>): void {
  const file = openSync(path, 'w');
  let held = '';
  for (const piece of pieces) {
    held += piece;
    if (held.length < 1 << 20) continue;
    writeSync(file, held);
    held = '';
  }
  writeSync(file, held);
  closeSync(file);
}

function writeSqlite(path: string, events: number): void {
  rmSync(path, { force: true });
  const db = new DatabaseSync(path);
  db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN');
  const tables = new Map<string, ReturnType<typeof db.prepare>>();
  for (const [kind, of] of [
    ['object', OBJECT_TYPES],
    ['event', EVENT_TYPES],
  ] as const) {
    db.exec(`CREATE TABLE ${kind} (ocel_id TEXT PRIMARY KEY, ocel_type TEXT);
             CREATE TABLE ${kind}_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT)`);
    const map = db.prepare(`INSERT INTO ${kind}_map_type VALUES (?, ?)`);
    for (const [name, attribute] of Object.entries(of)) {
      const own = name.replaceAll(' ', '');
      map.run(name, own);
      db.exec(`CREATE TABLE ${kind}_${own} (ocel_id TEXT, ocel_time TIMESTAMP,
               "${attribute}" ${typeOf(attribute) === 'integer' ? 'INTEGER' : 'TEXT'})`);
      tables.set(`${kind} ${name}`, db.prepare(`INSERT INTO ${kind}_${own} VALUES (?, ?, ?)`));
    }
  }
  db.exec(`CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT);
           CREATE TABLE object_object (ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT)`);
  for (const [kind, what] of [
    ['object', 'objects'],
    ['event', 'events'],
  ] as const) {
    const row = db.prepare(`INSERT INTO ${kind} VALUES (?, ?)`);
    const link = db.prepare(`INSERT INTO ${kind}_object VALUES (?, ?, ?)`);
    for (const { id, type, time, attributes, relations } of each(events, what)) {
      row.run(id, type);
      tables.get(`${kind} ${type}`)!.run(id, time ?? START, attributes[0]![1]);
      for (const [target, qualifier] of relations) link.run(id, target, qualifier);
    }
  }
  db.exec('COMMIT');
  db.close();
}
