/**
 * A large XML file as elements that open and close, while its bytes come: for formats whose values stand between tags. The
 * same rules as for XES: five entities, nothing fetched, nothing grown.
 */
import { addChunk, dropBefore, scanBuffer } from '#mining/formats/scan-buffer.ts';
import type { Tag } from '#mining/formats/xes/xml-tag.ts';
import { attributeValue, characterData, endOf, readTag, tagEnd } from '#mining/formats/xes/xml-tag.ts';
import { decodeUtf8, rememberingDecoder } from '#mining/log/utf8.ts';

export interface XmlTaker {
  /** `attribute` gives the value of one of the tag's own attributes; empty where it has none. */
  readonly open: (name: string, attribute: (name: string) => string, line: number) => void;
  /** `text` is the character data directly inside an element without children. */
  readonly close: (name: string, text: string) => void;
}

export type XmlProblem =
  | { readonly what: 'malformed'; readonly line: number; readonly problem: string }
  | { readonly what: 'entities'; readonly line: number }
  | { readonly what: 'cut'; readonly line: number };

/** No tag, comment or text is this long. */
const LONGEST = 1 << 24;
const DEEPEST = 200;

export function xmlElements(taker: XmlTaker) {
  const buffer = scanBuffer();
  const decode = rememberingDecoder();
  const stack: string[] = [];
  let rooted = false;
  let line = 1;
  let text = '';
  /** Nothing but text was passed since an element opened: it may be its value. */
  let isLeaf = false;
  let problem: XmlProblem | undefined;

  const fail = (what: string): number => {
    problem ??= { what: 'malformed', line, problem: what };
    return -1;
  };

  /** The value, or empty with a problem when it has an entity of its own. */
  function textFrom(bytes: Uint8Array | undefined): string {
    if (bytes === undefined) problem ??= { what: 'entities', line };
    return bytes === undefined ? '' : decode(bytes, 0, bytes.length);
  }

  function takeTag(from: number, to: number): void {
    const { bytes } = buffer;
    const tag = readTag(bytes, from, to, decode);
    if (typeof tag === 'string') fail(tag);
    else if (tag.closing) close(tag.name);
    else open(tag);
  }

  function open(tag: Tag): void {
    if (stack.length === 0 && rooted) return void fail('something follows after its end');
    if (stack.length >= DEEPEST) return void fail('elements nested too deep');
    rooted = true;
    stack.push(tag.name);
    text = '';
    isLeaf = true;
    taker.open(
      tag.name,
      (name) => {
        const range = tag.attributes.get(name);
        return range === undefined ? '' : textFrom(attributeValue(buffer.bytes, range.from, range.to));
      },
      line,
    );
    if (tag.selfClosed) close(tag.name);
  }

  function close(name: string): void {
    const opened = stack.pop();
    if (opened !== name)
      return void fail(opened === undefined ? `</${name}> closes nothing` : `</${name}> closes <${opened}>`);
    taker.close(name, isLeaf ? text : '');
    isLeaf = false;
  }

  /** Past the declaration, comment or section at `at` (`<!` or `<?`); −1 when it isn't whole. */
  function special(at: number): number {
    const { bytes: b, length } = buffer;
    if (b[at + 1] === 63) return endOf(b, at, length, '?>');
    if (b[at + 2] === 45) return endOf(b, at + 4, length, '-->');
    if (b[at + 2] === 91) {
      const end = endOf(b, at, length, ']]>');
      // <![CDATA[ … ]]>
      if (end > 0 && isLeaf) text += decodeUtf8(b, at + 9, end - 3);
      return end;
    }
    const end = tagEnd(b, at, length);
    const bracket = b.subarray(at, end < 0 ? length : end).indexOf(91);
    if (bracket >= 0) problem ??= { what: 'entities', line };
    return end;
  }

  /** Works through what is whole; answers where the rest begins. */
  function scan(): number {
    const { bytes, length } = buffer;
    let at = 0;
    while (at < length) {
      let next = bytes.indexOf(60, at);
      if (next < 0 || next >= length) return at;
      if (next > at && isLeaf) text += textFrom(characterData(bytes, at, next));
      if (next + 3 >= length) return dropText(at, next);
      const first = bytes[next + 1];
      const end = first === 33 || first === 63 ? special(next) : tagEnd(bytes, next, length);
      if (end < 0) return dropText(at, next);
      for (let i = at; i < next; i++) if (bytes[i] === 10) line++;
      if (first !== 33 && first !== 63) takeTag(next, end);
      if (problem) return length;
      for (; next < end; next++) if (bytes[next] === 10) line++;
      at = end;
    }
    return length;
  }

  /** What stands before a tag that isn't whole was taken already: the rest begins at the tag. Counts its lines. */
  function dropText(at: number, next: number): number {
    for (let i = at; i < next; i++) if (buffer.bytes[i] === 10) line++;
    return next;
  }

  function push(chunk: Uint8Array): XmlProblem | undefined {
    addChunk(buffer, chunk);
    dropBefore(buffer, scan());
    if (buffer.length > LONGEST) fail('a tag or text that does not end');
    return problem;
  }

  const finish = (): XmlProblem | undefined => {
    if (problem) return problem;
    const left = buffer.bytes.subarray(0, buffer.length);
    if (rooted && stack.length === 0 && !left.includes(60)) return undefined;
    dropText(0, left.includes(60) ? left.indexOf(60) : left.length);
    return { what: 'cut', line };
  };

  return { push, finish };
}
