/**
 * How attributes nest where columns don't tell. Columns say what stands inside what; they don't say that something is a
 * list, what order its items have, or that an attribute has nothing inside. Rows that need it have a text that does.
 */
import { dictionaryOf, textsOf } from './dictionary.ts';
import type { AttributeType, Column } from './log.ts';

/** An attribute of the row's event or case, with what stands inside it. */
export interface Nested {
  readonly type: AttributeType | 'list' | 'container';
  readonly key: string;
  /** The last part of its column's path, where that is numbered and so not the key; the parts before are the keys around it. */
  readonly as?: string;
  readonly inside?: readonly Nested[];
  /** The items of a list, in their order. */
  readonly values?: readonly Nested[];
}

/** Per row of a log's events or cases: text codes of what `nestingText` writes, −1 where columns tell all. */
export type Nesting = Column;

export function nestingText(attributes: readonly Nested[]): string {
  return JSON.stringify(attributes);
}

export function nestedIn(text: string): readonly Nested[] {
  return JSON.parse(text) as readonly Nested[];
}

/** The names (parts joined by /) of attributes that are lists, sorted. */
export function listNames(...nestings: readonly (Nesting | undefined)[]): readonly string[] {
  const names = new Set<string>();
  const look = ({ type, key, inside = [], values = [] }: Nested, around: string) => {
    const name = around + key;
    if (type === 'list') names.add(name);
    for (const one of [...inside, ...values]) look(one, `${name}/`);
  };
  for (const nesting of nestings) for (const text of textsIn(nesting)) for (const one of nestedIn(text)) look(one, '');
  return [...names].sort();
}

function textsIn(nesting: Nesting | undefined): readonly string[] {
  return nesting && 'dictionary' in nesting.values ? textsOf(nesting.values.dictionary) : [];
}

/** The same without the attribute of that name (parts joined by /) and what stands inside it. */
export function withoutNested(nesting: Nesting | undefined, name: string): Nesting | undefined {
  if (nesting === undefined || !('dictionary' in nesting.values)) return nesting;
  const left = textsOf(nesting.values.dictionary).map((text) => nestingText(pruned(nestedIn(text), name, '')));
  const distinct = [...new Set(left)];
  const place = left.map((text) => (text === '[]' ? -1 : distinct.indexOf(text)));
  return {
    path: nesting.path,
    values: {
      ...nesting.values,
      codes: nesting.values.codes.map((code) => (code < 0 ? -1 : place[code]!)),
      dictionary: dictionaryOf(distinct),
    },
  };
}

function pruned(attributes: readonly Nested[], name: string, around: string): readonly Nested[] {
  return attributes.flatMap((one) => {
    if (around + (one.as ?? one.key) === name || around + one.key === name) return [];
    const within = `${around}${one.key}/`;
    return [
      {
        ...one,
        ...(one.inside && { inside: pruned(one.inside, name, within) }),
        ...(one.values && { values: pruned(one.values, name, within) }),
      },
    ];
  });
}
