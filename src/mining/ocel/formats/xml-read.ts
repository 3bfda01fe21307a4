/**
 * OCEL from XML, 1.0 (typed elements with key and value, as in XES) and 2.0 (Berti et al. 2024, §6.2: attributes of the
 * elements, values between tags). Which it is shows in each event and object itself.
 */
import { reject } from '#mining/formats/import.ts';
import type { AttributeType } from '#mining/log/log.ts';
import type { ObjectLogBuilder, Side } from '#mining/ocel/object-log-builder.ts';
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
import type { ObjectImported, ObjectLogReader, ObjectRefusal } from './object-import.ts';
import type { XmlProblem } from './xml-elements.ts';
import { xmlElements } from './xml-elements.ts';

/** What was found about an event or object while its element is open. */
interface Found {
  readonly line: number;
  readonly isEvent: boolean;
  /** 1.0: id, type and time are elements inside. */
  readonly old: boolean;
  id: string;
  type: string;
  time: string;
  readonly values: { name: string; value: string; hint: AttributeType | undefined; time: string }[];
  readonly links: { object: string; qualifier: string }[];
}

interface XmlReading {
  readonly b: ObjectLogBuilder;
  /** Names of the open elements. */
  readonly path: string[];
  /** Elements directly inside the root. */
  readonly seen: Set<string>;
  /** The root, where it isn't a log's. */
  foreign: string | undefined;
  /** Some event or object was of OCEL 1.0. */
  old: boolean;
  /** The type whose attributes are being declared. */
  declaring: { readonly side: Side; readonly owner: number } | undefined;
  found: Found | undefined;
  /** The 2.0 attribute whose value stands between the tags. */
  named: { readonly name: string; readonly time: string } | undefined;
  /** The 1.0 list that is open. */
  list: string;
}

/** A reader of UTF-8 bytes; see `ObjectLogReader`. */
export function ocelXmlReader(mostBytes: number): ObjectLogReader {
  const b = objectLogBuilder();
  const reading: XmlReading = {
    b,
    path: [],
    seen: new Set(),
    foreign: undefined,
    old: false,
    declaring: undefined,
    found: undefined,
    named: undefined,
    list: '',
  };
  const scanner = xmlElements({
    open: (name, attribute, line) => open(reading, name, attribute, line),
    close: (name, text) => close(reading, name, text),
  });
  const stopped = (wrong: XmlProblem | undefined): ObjectRefusal | undefined => {
    if (reading.foreign !== undefined) return { tag: 'file-not-a-log', found: `xml:${reading.foreign}` };
    return wrong && refusalOf(wrong, b.events.id.length);
  };
  return {
    push: (chunk) => stopped(scanner.push(chunk)) ?? isTooLarge(b, mostBytes),
    finish: () => stopped(scanner.finish()) ?? finish(reading),
    progress: () => ({ events: b.events.id.length, rejected: b.rejections.count }),
  };
}

function finish({ b, seen, old }: XmlReading): ObjectImported | ObjectRefusal {
  const missing = ['events', 'objects'].filter((name) => !seen.has(name));
  if (missing.length > 0) return { tag: 'ocel-parts-missing', missing };
  return finishImport(b, { format: 'ocel-xml', version: old ? '1.0' : '2.0' });
}

/** The value of one of the tag's own attributes; empty where it has none. */
type Attribute = (name: string) => string;

function open(reading: XmlReading, name: string, attribute: Attribute, line: number): void {
  const { path, seen, declaring, found, b } = reading;
  path.push(name);
  const depth = path.length;
  if (depth === 1 && name !== 'log') reading.foreign = name;
  if (depth === 2) seen.add(name);
  if (depth === 3) openMember(reading, name, attribute, line);
  else if (declaring && name === 'attribute') {
    const { side, owner } = declaring;
    if (attribute('name') !== '') declareAttribute(side, owner, attribute('name'), declaredType(attribute('type')));
  } else if (found?.old && depth > 3) oldPart(reading, found, name, attribute);
  else if (found && name === 'attribute') reading.named = { name: attribute('name'), time: attribute('time') };
  else if (found && attribute('object-id') !== '')
    found.links.push({ object: attribute('object-id'), qualifier: attribute('qualifier') });
  else if (found && (name === 'relationship' || depth > 4)) reject(b.rejections, line, 'not-understood', found.id);
}

/** A type, event or object begins. */
function openMember(reading: XmlReading, name: string, attribute: Attribute, line: number): void {
  const { b, path } = reading;
  const section = path[1];
  if (section === 'object-types' || section === 'event-types') {
    const side = section === 'event-types' ? b.events : b.objects;
    if (attribute('name') !== '') reading.declaring = { side, owner: declareType(side, attribute('name')) };
  } else if (section === 'events' || section === 'objects') {
    const old = attribute('id') === '' && attribute('type') === '';
    const [id, type, time] = [attribute('id'), attribute('type'), attribute('time')];
    reading.found = { line, isEvent: name === 'event', old, id, type, time, values: [], links: [] };
  }
}

/** An element inside an event or object of OCEL 1.0. */
function oldPart(reading: XmlReading, into: Found, name: string, attribute: Attribute): void {
  const key = attribute('key').replace(/^ocel:/, '');
  const value = attribute('value');
  const { path, list } = reading;
  if (path.length === 4) {
    reading.list = name === 'list' ? key : '';
    if (key === 'id') into.id = value;
    else if (key === 'activity' || key === 'type') into.type = value;
    else if (key === 'timestamp') into.time = value;
  } else if (list === 'omap') into.links.push({ object: value, qualifier: '' });
  else if (list === 'vmap' || list === 'ovmap')
    into.values.push({ name: attribute('key'), value, hint: declaredType(name), time: '' });
}

function close(reading: XmlReading, name: string, text: string): void {
  const { b, path, found, named } = reading;
  if (named && name === 'attribute') {
    if (found && named.name === '') reject(b.rejections, found.line, 'not-understood', found.id);
    else found?.values.push({ ...named, value: text, hint: undefined });
    reading.named = undefined;
  }
  if (path.length === 3) {
    if (found) {
      if (found.old) reading.old = true;
      take(b, found);
    }
    reading.found = undefined;
    reading.declaring = undefined;
  }
  path.pop();
}

/** The event or object is whole. */
function take(b: ObjectLogBuilder, one: Found): void {
  const side = one.isEvent ? b.events : b.objects;
  const row = one.isEvent
    ? addEvent(b, one.id, one.type, one.time, one.line)
    : addObject(b, one.id, one.type, one.line);
  if (row === undefined) return;
  for (const { name, value, hint, time } of one.values) {
    const since = time === '' || one.isEvent ? 0 : instantIn(time);
    if (Number.isNaN(since)) reject(b.rejections, one.line, 'time-not-understood', time);
    else addValue(b, side, row, name, value, hint ? { since, hint } : { since });
  }
  const links = one.isEvent ? b.eventObjects : b.objectObjects;
  for (const link of one.links) {
    if (link.object === '') reject(b.rejections, one.line, 'not-understood', one.id);
    else addLink(b, links, row, link, one.line);
  }
}

function refusalOf(wrong: XmlProblem, events: number): ObjectRefusal {
  switch (wrong.what) {
    case 'cut':
      return { tag: 'file-cut', line: wrong.line, events };
    case 'entities':
      return { tag: 'xml-entities-refused', line: wrong.line };
    case 'malformed':
      return { tag: 'xml-malformed', line: wrong.line, problem: wrong.problem };
  }
}
