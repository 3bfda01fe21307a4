/** Small XML files whole: models, not logs. The same rules as for logs: five entities, nothing fetched, nothing grown. */
import { decodeUtf8 } from '#mining/log/utf8.ts';
import { attributeValue, endOf, readTag, tagEnd } from './xml-tag.ts';

export interface XmlElement {
  /** Without namespace prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Character data directly inside, joined and trimmed. */
  readonly text: string;
}

interface Growing {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Growing[];
  text: string;
}

const DEEPEST = 1000;

/** The document's root, or what is wrong with the document. */
export function parseXml(b: Uint8Array): XmlElement | string {
  const top: Growing = { name: '', attributes: {}, children: [], text: '' };
  const open: Growing[] = [top];
  let at = b[0] === 0xef && b[1] === 0xbb ? 3 : 0;
  while (at < b.length) {
    const next = b.indexOf(60, at);
    const text = characters(b, at, next < 0 ? b.length : next);
    if (text === undefined) return 'an entity of its own';
    open.at(-1)!.text += text;
    if (next < 0) break;
    if (isCharacterData(b, next)) {
      const end = endOf(b, next + CDATA.length, b.length, ']]>');
      if (end < 0) return 'it ends in the middle';
      open.at(-1)!.text += decodeUtf8(b.subarray(next + CDATA.length, end - ']]>'.length));
      at = end;
      continue;
    }
    const end = pastTag(b, next);
    if (end < 0) return 'it ends in the middle';
    if (b[next + 1] === 33 && b[next + 2] !== 45 && b.subarray(next, end).includes(91))
      return 'a document type of its own';
    if (b[next + 1] !== 33 && b[next + 1] !== 63) {
      const problem = takeTag(b, next, end, open);
      if (problem) return problem;
    }
    at = end;
  }
  if (open.length > 1) return 'it ends in the middle';
  return trimmed(top).children[0] ?? 'no XML';
}

/** Text in which nothing is markup (XML 1.0, 2.7). */
const CDATA = '<![CDATA[';

function isCharacterData(b: Uint8Array, at: number): boolean {
  for (let i = 0; i < CDATA.length; i++) if (b[at + i] !== CDATA.charCodeAt(i)) return false;
  return true;
}

function pastTag(b: Uint8Array, at: number): number {
  if (b[at + 1] === 63) return endOf(b, at, b.length, '?>');
  if (b[at + 1] === 33 && b[at + 2] === 45) return endOf(b, at + 4, b.length, '-->');
  return tagEnd(b, at, b.length);
}

function characters(b: Uint8Array, from: number, to: number): string | undefined {
  const value = attributeValue(b, from, to);
  return value && decodeUtf8(value);
}

function takeTag(b: Uint8Array, from: number, to: number, open: Growing[]): string | undefined {
  const tag = readTag(b, from, to);
  if (typeof tag === 'string') return tag;
  if (tag.closing)
    return open.pop()?.name === tag.name && open.length > 0 ? undefined : `</${tag.name}> closes something else`;
  const element: Growing = { name: tag.name, attributes: {}, children: [], text: '' };
  for (const [name, range] of tag.attributes) {
    const value = characters(b, range.from, range.to);
    if (value === undefined) return 'an entity of its own';
    element.attributes[name] = value;
  }
  open.at(-1)!.children.push(element);
  if (!tag.selfClosed) open.push(element);
  return open.length > DEEPEST ? 'elements nested too deep' : undefined;
}

function trimmed(element: Growing): XmlElement {
  return { ...element, text: element.text.trim(), children: element.children.map(trimmed) };
}

/** All elements of that name below, in document order. */
export function* descendants(element: XmlElement, name: string): Generator<XmlElement> {
  for (const child of element.children) {
    if (child.name === name) yield child;
    yield* descendants(child, name);
  }
}
