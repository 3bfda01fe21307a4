/**
 * OCEL from JSON, 1.0 (Ghahfarokhi et al. 2021: maps under `ocel:events` and `ocel:objects`) and 2.0 (Berti et al. 2024,
 * §6.3: lists under `events` and `objects`). Global declarations of 1.0 aren't needed, and often absent.
 */
import { reject } from '#mining/formats/import.ts';
import type { LinkList, ObjectLogBuilder, RawValue, Side } from '#mining/ocel/object-log-builder.ts';
import {
  addEvent,
  addLink,
  addObject,
  addValue,
  declareAttribute,
  declaredType,
  declareType,
  instantIn,
  objectLogBuilder,
} from '#mining/ocel/object-log-builder.ts';
import { finishImport, isTooLarge } from './finish-import.ts';
import type { JsonProblem } from './json-sections.ts';
import { jsonSections } from './json-sections.ts';
import type { ObjectImported, ObjectLogReader, ObjectRefusal } from './object-import.ts';

const EVENTS = ['events', 'ocel:events'];
const OBJECTS = ['objects', 'ocel:objects'];

type Members = Readonly<Record<string, unknown>>;

/** A reader of UTF-8 bytes; see `ObjectLogReader`. */
export function ocelJsonReader(mostBytes: number): ObjectLogReader {
  const b = objectLogBuilder();
  /** Sections that were met. */
  const seen = new Set<string>();
  let strange: ObjectRefusal | undefined;
  const scanner = jsonSections(new Set([...EVENTS, ...OBJECTS]), {
    section: (key) => seen.add(key),
    value: (key, value) => {
      if (EVENTS.includes(key) || OBJECTS.includes(key)) strange ??= { tag: 'ocel-parts-missing', missing: [key] };
      else declare(b, key, value);
    },
    member: (section, name, value, line) => {
      const of = isMembers(value) ? value : {};
      if (EVENTS.includes(section)) takeEvent(b, of, name, line);
      else takeObject(b, of, name, line);
    },
  });
  return {
    push: (chunk) => {
      const wrong = scanner.push(chunk);
      return wrong ? refusalOf(wrong, b.events.id.length) : (strange ?? isTooLarge(b, mostBytes));
    },
    finish: () => {
      const wrong = scanner.finish();
      return wrong ? refusalOf(wrong, b.events.id.length) : (strange ?? finish(b, seen));
    },
    progress: () => ({ events: b.events.id.length, rejected: b.rejections.count }),
  };
}

function finish(b: ObjectLogBuilder, seen: ReadonlySet<string>): ObjectImported | ObjectRefusal {
  const old = seen.has('ocel:events') || seen.has('ocel:objects');
  const missing = [EVENTS, OBJECTS]
    .filter((keys) => !keys.some((key) => seen.has(key)))
    .map((keys) => keys[old ? 1 : 0]!);
  // Neither of them: JSON of another kind.
  if (missing.length === 2) return { tag: 'file-not-a-log', found: 'json' };
  if (missing.length > 0) return { tag: 'ocel-parts-missing', missing };
  return finishImport(b, { format: 'ocel-json', version: old ? '1.0' : '2.0' });
}

/** What a top-level key that is no section declares. */
function declare(b: ObjectLogBuilder, key: string, value: unknown): void {
  if (key === 'eventTypes') declareTypes(b.events, value);
  else if (key === 'objectTypes') declareTypes(b.objects, value);
  else if (key === 'ocel:global-log') declareNames(b.objects, value);
}

/** An event; `name` is its key in the map of OCEL 1.0, undefined in the list of 2.0. */
function takeEvent(b: ObjectLogBuilder, of: Members, name: string | undefined, line: number): void {
  if (name !== undefined) {
    takeOldEvent(b, of, name, line);
    return;
  }
  const id = plain(of['id']);
  const row = addEvent(b, id, plain(of['type']), plain(of['time']), line);
  if (row === undefined) return;
  for (const one of listOf(of['attributes'])) {
    const value = isMembers(one) ? rawValue(one['value']) : undefined;
    if (!isMembers(one) || plain(one['name']) === '') reject(b.rejections, line, 'not-understood', id);
    else if (value !== undefined) addValue(b, b.events, row, plain(one['name']), value);
  }
  for (const one of listOf(of['relationships'])) takeLink(b, b.eventObjects, row, one, line);
}

/** An event of OCEL 1.0; some tools write the objects with a qualifier each (`ocel:typedOmap`). */
function takeOldEvent(b: ObjectLogBuilder, of: Members, id: string, line: number): void {
  const row = addEvent(b, id, plain(of['ocel:activity']), plain(of['ocel:timestamp']), line);
  if (row === undefined) return;
  takeMap(b, b.events, row, of['ocel:vmap']);
  for (const object of listOf(of['ocel:omap'])) takeLink(b, b.eventObjects, row, { objectId: object }, line);
  for (const one of listOf(of['ocel:typedOmap'])) {
    if (!isMembers(one)) continue;
    takeLink(b, b.eventObjects, row, { objectId: one['ocel:oid'], qualifier: one['ocel:qualifier'] }, line);
  }
}

/** An object; `name` as of an event. */
function takeObject(b: ObjectLogBuilder, of: Members, name: string | undefined, line: number): void {
  const old = name !== undefined;
  const row = addObject(b, name ?? plain(of['id']), plain(old ? of['ocel:type'] : of['type']), line);
  if (row === undefined) return;
  if (old) takeMap(b, b.objects, row, of['ocel:ovmap']);
  for (const one of listOf(of['attributes'])) takeChange(b, row, one, line);
  for (const one of listOf(of['relationships'])) takeLink(b, b.objectObjects, row, one, line);
}

/** Attributes of OCEL 1.0, by name. */
function takeMap(b: ObjectLogBuilder, into: Side, row: number, values: unknown): void {
  if (!isMembers(values)) return;
  for (const [key, one] of Object.entries(values)) {
    const value = rawValue(one);
    if (value !== undefined) addValue(b, into, row, key, value);
  }
}

/** A value of an object from a time on; from the start where it has none. */
function takeChange(b: ObjectLogBuilder, row: number, one: unknown, line: number): void {
  if (!isMembers(one) || plain(one['name']) === '') {
    reject(b.rejections, line, 'not-understood');
    return;
  }
  const time = plain(one['time']);
  const since = time === '' ? 0 : instantIn(time);
  const value = rawValue(one['value']);
  if (Number.isNaN(since)) reject(b.rejections, line, 'time-not-understood', time);
  else if (value !== undefined) addValue(b, b.objects, row, plain(one['name']), value, { since });
}

function takeLink(b: ObjectLogBuilder, links: LinkList, row: number, one: unknown, line: number): void {
  const object = isMembers(one) ? plain(one['objectId']) : '';
  if (!isMembers(one) || object === '') reject(b.rejections, line, 'not-understood');
  else addLink(b, links, row, { object, qualifier: plain(one['qualifier']) }, line);
}

function refusalOf({ line, problem }: JsonProblem, events: number): ObjectRefusal {
  return problem === undefined ? { tag: 'file-cut', line, events } : { tag: 'json-malformed', line, problem };
}

/** Types with their attributes, as OCEL 2.0 declares them. */
function declareTypes(into: Side, types: unknown): void {
  for (const one of listOf(types)) {
    if (!isMembers(one) || plain(one['name']) === '') continue;
    const owner = declareType(into, plain(one['name']));
    for (const attribute of listOf(one['attributes'])) {
      if (isMembers(attribute) && plain(attribute['name']) !== '')
        declareAttribute(into, owner, plain(attribute['name']), declaredType(plain(attribute['type'])));
    }
  }
}

/** Object types as OCEL 1.0 declares them; some files put the names in a list of their own. */
function declareNames(into: Side, global: unknown): void {
  if (!isMembers(global)) return;
  for (const name of listOf(global['ocel:object-types'])) if (plain(name) !== '') declareType(into, plain(name));
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A name as text; empty for what is none. */
function plain(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** A value as it stands; lists and maps as JSON text, and nothing for null or endless nesting. */
function rawValue(value: unknown): RawValue | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  try {
    return JSON.stringify(value);
  } catch {
    // Nested deeper than any value means.
    return undefined;
  }
}
