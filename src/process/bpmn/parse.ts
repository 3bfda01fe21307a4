import { BpmnModdle, type ModdleElement, type ParseResult } from 'bpmn-moddle';
import { SaxesParser } from 'saxes';
import { ok, type Result, refuse } from '#lib/result.ts';
import { resvagModdle } from './resvag-moddle.ts';

/** Why a text can't be read as BPMN at all. `line` and `column` start at 1. */
export type ParseRefusal =
  | { readonly tag: 'not-xml'; readonly line: number; readonly column: number; readonly message: string }
  | { readonly tag: 'unsafe-xml'; readonly because: 'entities' | 'too-deep' }
  | { readonly tag: 'not-bpmn'; readonly root: string };

const bpmnNamespace = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

/** Deeper than any real model; a stack stays whole. */
const maximumDepth = 500;

/**
 * Is it well-formed XML, without tricks, with a BPMN root? Strict, since the parser behind bpmn-moddle forgives much. A
 * document type with declarations is refused: entities that grow into a bomb or fetch a file have no place in BPMN.
 */
function inspect(xml: string): ParseRefusal | undefined {
  const parser = new SaxesParser({ xmlns: true, position: true });
  let refusal: ParseRefusal | undefined;
  let depth = 0;
  const stop = (r: ParseRefusal) => {
    refusal ??= r;
  };
  parser.on('error', (e) =>
    stop({
      tag: 'not-xml',
      line: parser.line,
      column: parser.column + 1,
      message: e.message.replace(/^\d+:\d+:\s*/, ''),
    }),
  );
  parser.on('doctype', (text) => {
    if (text.includes('[')) stop({ tag: 'unsafe-xml', because: 'entities' });
  });
  parser.on('opentag', (tag) => {
    if (depth === 0 && (tag.local !== 'definitions' || tag.uri !== bpmnNamespace)) {
      stop({ tag: 'not-bpmn', root: tag.name });
    }
    depth += 1;
    if (depth > maximumDepth) stop({ tag: 'unsafe-xml', because: 'too-deep' });
  });
  parser.on('closetag', () => {
    depth -= 1;
  });
  for (let at = 0; at < xml.length && !refusal; at += 65_536) parser.write(xml.slice(at, at + 65_536));
  if (!refusal) parser.close();
  return refusal;
}

/** A moddle that knows our extension; anything else foreign is kept as it is. */
export function newModdle(): BpmnModdle {
  return new BpmnModdle({ resvag: resvagModdle });
}

/** Parses a BPMN 2.0 file. The text itself stays the truth: what we read is never written back over it unasked. */
export async function parseBpmn(xml: string): Promise<Result<ParseResult, ParseRefusal>> {
  const text = xml.startsWith('\uFEFF') ? xml.slice(1) : xml;
  const refusal = inspect(text);
  if (refusal) return refuse(refusal);
  try {
    return ok(await newModdle().fromXML(text));
  } catch (e) {
    // Well-formed XML that bpmn-moddle still can't make elements of, e.g. an attribute of the wrong type.
    return refuse({ tag: 'not-xml', line: 1, column: 1, message: e instanceof Error ? e.message : String(e) });
  }
}

/** The elements under a property; empty when there is none. Files in the wild put single elements where lists belong. */
export function children(element: ModdleElement | undefined, property: string): ModdleElement[] {
  const value = element?.get(property);
  if (Array.isArray(value)) return value.filter((v) => v && typeof v === 'object');
  return value && typeof value === 'object' ? [value as ModdleElement] : [];
}

/** The element under a property. */
export function child(element: ModdleElement | undefined, property: string): ModdleElement | undefined {
  return children(element, property)[0];
}

/** A text attribute, element or body, trimmed; undefined when absent or empty. */
export function textOf(element: ModdleElement | undefined, property: string): string | undefined {
  const value = element?.get(property);
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
  return text === '' ? undefined : text;
}

/** The extension elements of an element. */
export function extensions(element: ModdleElement): ModdleElement[] {
  return children(child(element, 'extensionElements'), 'values');
}

/** `bpmn:documentation` as one text. */
export function documentation(element: ModdleElement): string | undefined {
  const texts = children(element, 'documentation').map((d) => textOf(d, 'text'));
  const text = texts.filter((t) => t !== undefined).join('\n\n');
  return text === '' ? undefined : text;
}
