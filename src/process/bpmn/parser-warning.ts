import type { ParseResult } from 'bpmn-moddle';
import type { Warning } from './warning.ts';

type Remark = ParseResult['warnings'][number];
type Place = { readonly line: number; readonly column: number };

/** What was wrong where the parser gave something up, in the order of its own words for it; `<…>` is what it names. */
const givenUp: readonly (readonly [said: RegExp, warning: (named: string, at: Place, near: string) => Warning])[] = [
  [/^duplicate ID <([\s\S]*)>$/, (id, at) => ({ key: 'duplicate-id', id, ...at })],
  [/^illegal ID <([\s\S]*)>$/, (id, at) => ({ key: 'illegal-id', id, ...at })],
  [/^unexpected body text <([\s\S]*)>$/, (text, at) => ({ key: 'stray-text', text: text.trim().slice(0, 80), ...at })],
  [/^unknown type <([\s\S]*)>$/, (type, at) => ({ key: 'unknown-element', type, ...at })],
  [/^un(?:recognized|expected) element <([\s\S]*)>$/, (type, at) => ({ key: 'misplaced-element', type, ...at })],
  [/^expected no sub nodes$/, (_, at, near) => ({ key: 'misplaced-element', type: near, ...at })],
];

/**
 * A remark of bpmn-moddle by its kind, so that each reader can be told of it in words of their own. The parser tells its
 * kinds apart only in English sentences; one that isn't known here becomes `parser`, with the sentence as it stands.
 * Lines and columns start at 1; the parser's start at 0.
 */
export function parserWarning({ message, element, property, value }: Remark): Warning | undefined {
  const owner = element?.id ?? element?.$parent?.id ?? '';
  if (element && /^unknown attribute </.test(message))
    return { key: 'unknown-attribute', element: owner, field: property ?? '', value: String(value ?? '').slice(0, 80) };
  if (element && /^unresolved reference </.test(message)) {
    // Without a name it is the end of something misplaced, which has been told already.
    if (value === undefined) return undefined;
    return { key: 'unresolved-reference', element: owner, field: property ?? '', reference: value };
  }
  const encoding = /^unsupported document encoding <([^>]*)>/.exec(message)?.[1];
  if (encoding !== undefined) return { key: 'other-encoding', encoding };
  const place = /^unparsable content ([\s\S]*?) ?detected\n\tline: (\d+)\n\tcolumn: (\d+)\n\tnested error: ([\s\S]*)$/;
  const [, near = '', line, column, nested = ''] = place.exec(message) ?? [];
  if (line !== undefined && column !== undefined) {
    const at = { line: Number(line) + 1, column: Number(column) + 1 };
    for (const [said, warning] of givenUp) {
      const named = said.exec(nested);
      if (named) return warning(named[1] ?? '', at, near.replace(/^<|\/?>$/g, ''));
    }
    return { key: 'parser', message: nested, ...at };
  }
  return { key: 'parser', message: message.split('\n')[0] ?? '' };
}
