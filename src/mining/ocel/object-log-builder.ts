/**
 * Makes an object-centric log of events, objects and relations in whatever order a file has them: ids are coded when they
 * are first mentioned, and what was mentioned but never told of is left out at the end.
 */

import type { Rejections } from '#mining/formats/import.ts';
import { reject } from '#mining/formats/import.ts';
import type { DictionaryBuilder } from '#mining/log/dictionary.ts';
import { dictionaryBuilder, dictionaryBytes, internText } from '#mining/log/dictionary.ts';
import { formatInstant, parseInstant } from '#mining/log/instant.ts';
import type { AttributeType } from '#mining/log/log.ts';
import { encodeUtf8, putText } from '#mining/log/utf8.ts';
import type { ObjectRejectionReason } from './formats/object-import.ts';
import type { CodeList, NumberList } from './growing-list.ts';
import { addCode, addNumber, codeList, numberList } from './growing-list.ts';
import type { ObjectAttribute } from './object-log.ts';

export interface ObjectLogBuilder {
  readonly events: Side;
  readonly objects: Side;
  /** Of each event, in the order of the file; NaN while it isn't known. */
  readonly time: NumberList;
  readonly eventObjects: LinkList;
  readonly objectObjects: LinkList;
  readonly qualifiers: Coded;
  readonly texts: DictionaryBuilder;
  readonly rejections: Rejections<ObjectRejectionReason>;
}

/** Names with codes, for few different ones: types and qualifiers. */
interface Coded {
  readonly names: string[];
  readonly codes: Map<string, number>;
}

/** Events or objects. */
export interface Side {
  /** Every id that was mentioned. */
  readonly ids: DictionaryBuilder;
  /** Row of the event or object with that id, by code; −1 for one that was only mentioned. */
  readonly rowOf: CodeList;
  /** Of each row: the code of its id, and its type. */
  readonly id: CodeList;
  readonly type: CodeList;
  readonly line: CodeList;
  readonly types: Coded;
  readonly attributes: { owner: number; name: string; type: AttributeType }[];
  /** Positions in `attributes` by name, for each type. */
  readonly byName: Map<string, number>[];
  /** For values that aren't what their attribute was declared as. */
  readonly asText: Map<number, number>;
  readonly values: ValueList;
}

interface ValueList {
  readonly owner: CodeList;
  readonly attribute: CodeList;
  readonly value: NumberList;
  readonly since: NumberList;
}

/** Relations; the target is the code of an id, which may not be told of yet. */
export interface LinkList {
  readonly owner: CodeList;
  readonly target: CodeList;
  readonly qualifier: CodeList;
  readonly line: CodeList;
}

export type RawValue = string | number | bigint | boolean;

export function objectLogBuilder(): ObjectLogBuilder {
  return {
    events: side(),
    objects: side(),
    time: numberList(),
    eventObjects: linkList(),
    objectObjects: linkList(),
    qualifiers: { names: [], codes: new Map() },
    texts: dictionaryBuilder(),
    rejections: { count: 0, first: [] },
  };
}

function side(): Side {
  return {
    ids: dictionaryBuilder(),
    ...{ rowOf: codeList(), id: codeList(), type: codeList(), line: codeList() },
    types: { names: [], codes: new Map() },
    attributes: [],
    byName: [],
    asText: new Map(),
    values: { owner: codeList(), attribute: codeList(), value: numberList(), since: numberList() },
  };
}

function linkList(): LinkList {
  return { owner: codeList(), target: codeList(), qualifier: codeList(), line: codeList() };
}

export function codeOf({ names, codes }: Coded, name: string): number {
  const known = codes.get(name);
  if (known !== undefined) return known;
  codes.set(name, names.length);
  return names.push(name) - 1;
}

export function declareType(side: Side, name: string): number {
  const code = codeOf(side.types, name);
  if (code === side.byName.length) side.byName.push(new Map());
  return code;
}

/** The first declaration of a name in a type counts. */
export function declareAttribute(side: Side, owner: number, name: string, type: AttributeType): number {
  const names = side.byName[owner]!;
  const known = names.get(name);
  if (known !== undefined) return known;
  const at = side.attributes.push({ owner, name, type }) - 1;
  names.set(name, at);
  return at;
}

/** The row of the event or object with this id; −1 while the file hasn't told of one. */
export function rowWithId(side: Side, id: string): number {
  return side.rowOf.items[mention(side, id)]!;
}

function mention(side: Side, id: string): number {
  const code = internText(side.ids, id);
  if (code === side.rowOf.length) addCode(side.rowOf, -1);
  return code;
}

/** A new row, or undefined with the reason in the rejections. */
function addRow(b: ObjectLogBuilder, into: Side, id: string, type: string, line: number): number | undefined {
  const reason: ObjectRejectionReason | undefined = id === '' ? 'no-id' : type === '' ? 'no-type' : undefined;
  if (reason !== undefined) {
    reject(b.rejections, line, reason, id === '' ? undefined : id);
    return undefined;
  }
  const code = mention(into, id);
  if (into.rowOf.items[code]! >= 0) {
    reject(b.rejections, line, 'id-twice', id);
    return undefined;
  }
  const row = into.id.length;
  into.rowOf.items[code] = row;
  addCode(into.id, code);
  addCode(into.type, declareType(into, type));
  addCode(into.line, line);
  return row;
}

export function addObject(b: ObjectLogBuilder, id: string, type: string, line: number): number | undefined {
  return addRow(b, b.objects, id, type, line);
}

/** An event with its time as the file writes it. */
export function addEvent(
  b: ObjectLogBuilder,
  id: string,
  type: string,
  time: string,
  line: number,
): number | undefined {
  const instant = instantIn(time);
  if (Number.isNaN(instant) && id !== '' && type !== '') {
    if (time === '') reject(b.rejections, line, 'no-time', id);
    else reject(b.rejections, line, 'time-not-understood', time);
    return undefined;
  }
  return addEventAt(b, id, type, instant, line);
}

/** An event whose time is known as ms since 1970 UTC; NaN when it will be told later, by `b.time`. */
export function addEventAt(
  b: ObjectLogBuilder,
  id: string,
  type: string,
  time: number,
  line: number,
): number | undefined {
  const row = addRow(b, b.events, id, type, line);
  if (row !== undefined) addNumber(b.time, time);
  return row;
}

export function addLink(b: ObjectLogBuilder, links: LinkList, owner: number, link: Link, line: number): void {
  addCode(links.owner, owner);
  addCode(links.target, mention(b.objects, link.object));
  addCode(links.qualifier, link.qualifier === '' ? -1 : codeOf(b.qualifiers, link.qualifier));
  addCode(links.line, line);
}

interface Link {
  readonly object: string;
  /** Empty for none. */
  readonly qualifier: string;
}

/**
 * A value of an event or object. One that isn't of the declared type is kept as text beside the others; an attribute that
 * isn't declared gets the type of its first value, or `hint`. Whole numbers and others go together as numbers.
 */
export function addValue(
  b: ObjectLogBuilder,
  into: Side,
  row: number,
  name: string,
  raw: RawValue,
  { since = 0, hint }: { readonly since?: number; readonly hint?: AttributeType } = {},
): void {
  let at = declareAttribute(into, into.type.items[row]!, name, hint ?? typeOf(raw));
  const attribute = into.attributes[at]!;
  let value = coerced(b, attribute.type, raw);
  if (Number.isNaN(value) && attribute.type === 'int' && !WHOLE.test(String(raw))) {
    value = coerced(b, 'float', raw);
    if (!Number.isNaN(value)) attribute.type = 'float';
  }
  if (Number.isNaN(value)) {
    at = textBeside(into, at);
    value = internText(b.texts, String(raw));
  }
  put(into, row, at, value, since);
}

/** A time that is known as ms since 1970 UTC, from the start. */
export function addInstant(b: ObjectLogBuilder, into: Side, row: number, name: string, ms: number): void {
  const at = declareAttribute(into, into.type.items[row]!, name, 'time');
  if (into.attributes[at]!.type === 'time') put(into, row, at, ms, 0);
  else addValue(b, into, row, name, formatInstant(ms));
}

function put({ values }: Side, row: number, at: number, value: number, since: number): void {
  addCode(values.owner, row);
  addCode(values.attribute, at);
  addNumber(values.value, value);
  addNumber(values.since, since);
}

function textBeside(into: Side, at: number): number {
  const known = into.asText.get(at);
  if (known !== undefined) return known;
  const beside = into.attributes.push({ ...into.attributes[at]!, type: 'text' }) - 1;
  into.asText.set(at, beside);
  return beside;
}

function typeOf(raw: RawValue): AttributeType {
  if (typeof raw === 'boolean') return 'boolean';
  if (typeof raw === 'bigint') return 'int';
  if (typeof raw === 'number') return Number.isSafeInteger(raw) ? 'int' : 'float';
  return 'text';
}

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
const WHOLE = /^\s*[-+]?\d+\s*$/;

/** As it stands in the columns; NaN when it isn't of that type. */
function coerced(b: ObjectLogBuilder, type: ObjectAttribute['type'], raw: RawValue): number {
  switch (type) {
    case 'text':
    case 'id':
      return internText(b.texts, String(raw));
    case 'boolean': {
      const text = String(raw);
      return text === 'true' || text === '1' ? 1 : text === 'false' || text === '0' ? 0 : Number.NaN;
    }
    case 'time':
      // A bare number doesn't say of what it is a time.
      return typeof raw === 'string' && !NUMBER.test(raw.trim()) ? instantIn(raw) : Number.NaN;
    default: {
      const text = typeof raw === 'string' ? raw.trim() : String(raw);
      const number = NUMBER.test(text) ? Number(text) : Number.NaN;
      // A whole number that a double can't hold is the name of something, and stays text.
      const isName = typeof raw !== 'number' && WHOLE.test(text) && !Number.isSafeInteger(number);
      const fits = type === 'float' ? Number.isFinite(number) && !isName : Number.isSafeInteger(number);
      // Minus zero is written as zero.
      return fits ? number + 0 : Number.NaN;
    }
  }
}

const LONGEST_TIME = 64;
/** Where a time is written to be read; nothing is left there between two. */
const desk = new Uint8Array(LONGEST_TIME * 3);

/** ms since 1970 UTC, to the microsecond that is also written; NaN when it is no time. */
export function instantIn(text: string): number {
  const bytes = text.length > LONGEST_TIME ? encodeUtf8(text) : desk;
  const ms = parseInstant(bytes, 0, bytes === desk ? putText(desk, text) : bytes.length);
  return Number.isInteger(ms) ? ms : Math.round(ms * 1000) / 1000;
}

/** The type that a file declares by one of the names in use; text for one that isn't known. */
export function declaredType(name: string): AttributeType {
  switch (name.toLowerCase()) {
    case 'integer':
    case 'int':
      return 'int';
    case 'float':
    case 'double':
    case 'real':
    case 'number':
      return 'float';
    case 'boolean':
    case 'bool':
      return 'boolean';
    case 'time':
    case 'timestamp':
    case 'date':
    case 'datetime':
      return 'time';
    default:
      return 'text';
  }
}

/** Memory the log takes so far. */
export function objectLogBytes(b: ObjectLogBuilder): number {
  const lists = [b.time, ...Object.values(b.eventObjects), ...Object.values(b.objectObjects)];
  let bytes = dictionaryBytes(b.texts);
  for (const one of [b.events, b.objects]) {
    lists.push(one.rowOf, one.id, one.type, one.line, ...Object.values(one.values));
    bytes += dictionaryBytes(one.ids);
  }
  return lists.reduce((sum, { items }) => sum + items.byteLength, bytes);
}
