/**
 * A log with less about people in it: columns left out, and columns whose texts are replaced by pseudonyms. Equal texts get
 * equal pseudonyms, so that every figure stays as it was. What makes a pseudonym, and its key, are the caller's.
 */
import type { Result } from '#lib/result.ts';
import { assert, ok, refuse } from '#lib/result.ts';
import type { Dictionary } from '#mining/log/dictionary.ts';
import { dictionaryOf, textsOf } from '#mining/log/dictionary.ts';
import type { Column, Log } from '#mining/log/log.ts';

/**
 * Columns by name: an attribute's path (parts joined by /), or the name that the file has for the column of the cases or
 * the resources, or those words themselves.
 */
export interface Guarded {
  readonly leaveOut: readonly string[];
  readonly pseudonymise: readonly string[];
}

export type GuardRefusal =
  /** `has` are the names that could have been given. */
  | { readonly tag: 'column-unknown'; readonly column: string; readonly has: readonly string[] }
  /** Cases and activities can't be left out; activities, times and shares aren't replaced. */
  | { readonly tag: 'column-needed'; readonly column: string };

/** Names in the file of the columns that have a role; only those of CSV and Parquet have any. */
type Named = Readonly<Partial<Record<'case' | 'activity' | 'resource', string>>>;

/**
 * The same log without, or with pseudonyms in, the columns that are named, and in every text attribute that mostly says the
 * same as one of those (a copy of the resource under another name). `pseudonym` is told a text and gives another.
 */
export function guardedLog(
  log: Log,
  { leaveOut, pseudonymise }: Guarded,
  pseudonym: (text: string) => string,
  named: Named = {},
): Result<Log, GuardRefusal> {
  let guarded = log;
  for (const column of leaveOut) {
    const role = roleOf(column, named);
    if (role === 'case' || role === 'activity') return refuse({ tag: 'column-needed', column });
    if (role === undefined && !hasAttribute(log, column)) return unknown(log, column);
    guarded =
      role === 'resource'
        ? { ...guarded, resource: undefined, resources: dictionaryOf([]) }
        : {
            ...guarded,
            caseAttributes: guarded.caseAttributes.filter((one) => !isNamed(one, column)),
            eventAttributes: guarded.eventAttributes.filter((one) => !isNamed(one, column)),
          };
  }
  const secret = new Set<string>();
  for (const column of pseudonymise) {
    const role = roleOf(column, named);
    if (role === 'activity') return refuse({ tag: 'column-needed', column });
    if (role === 'case') {
      addAll(secret, guarded.caseIds);
      guarded = { ...guarded, caseIds: replaced(guarded.caseIds, pseudonym) };
    } else if (role === 'resource') {
      addAll(secret, guarded.resources);
      guarded = { ...guarded, resources: replaced(guarded.resources, pseudonym) };
    } else if (!hasAttribute(log, column)) return unknown(log, column);
    else {
      const both = [...guarded.caseAttributes, ...guarded.eventAttributes].filter((one) => isNamed(one, column));
      if (!both.every(canBeReplaced)) return refuse({ tag: 'column-needed', column });
      for (const { values } of both) if ('dictionary' in values) addAll(secret, values.dictionary);
      const replace = (one: Column) => (isNamed(one, column) ? withPseudonyms(one, pseudonym) : one);
      guarded = {
        ...guarded,
        caseAttributes: guarded.caseAttributes.map(replace),
        eventAttributes: guarded.eventAttributes.map(replace),
      };
    }
  }
  const copies = (one: Column) => (saysMostly(one, secret) ? withPseudonyms(one, pseudonym) : one);
  return ok({
    ...guarded,
    caseAttributes: guarded.caseAttributes.map(copies),
    eventAttributes: guarded.eventAttributes.map(copies),
  });
}

function addAll(to: Set<string>, dictionary: Dictionary): void {
  for (const text of textsOf(dictionary)) to.add(text);
}

/** More than half of its different texts are among these. */
function saysMostly({ values }: Column, texts: ReadonlySet<string>): boolean {
  if (!('dictionary' in values) || texts.size === 0) return false;
  const own = textsOf(values.dictionary);
  return own.filter((text) => texts.has(text)).length > own.length / 2;
}

function roleOf(column: string, named: Named): keyof Named | undefined {
  const roles = ['case', 'activity', 'resource'] as const;
  return roles.find((role) => named[role] === column) ?? roles.find((role) => role === column);
}

function isNamed({ path }: Column, name: string): boolean {
  return path.join('/') === name || (path.length > 1 && path.slice(0, 1).join() === name);
}

function hasAttribute(log: Log, name: string): boolean {
  return [...log.caseAttributes, ...log.eventAttributes].some((column) => isNamed(column, name));
}

function unknown(log: Log, column: string): Result<never, GuardRefusal> {
  const attributes = [...log.caseAttributes, ...log.eventAttributes].map(({ path }) => path.join('/'));
  return refuse({ tag: 'column-unknown', column, has: ['case', 'resource', ...new Set(attributes)] });
}

function canBeReplaced({ values }: Column): boolean {
  return values.type === 'text' || values.type === 'id' || values.type === 'int';
}

function replaced(dictionary: Dictionary, pseudonym: (text: string) => string): Dictionary {
  const other = dictionaryOf(textsOf(dictionary).map(pseudonym));
  assert(other.size === dictionary.size, 'different texts have different pseudonyms');
  return other;
}

function withPseudonyms(column: Column, pseudonym: (text: string) => string): Column {
  const { path, values } = column;
  if ('dictionary' in values)
    return { path, values: { ...values, dictionary: replaced(values.dictionary, pseudonym) } };
  assert('numbers' in values, 'a column that can be replaced has texts or numbers');
  const codes = new Map<number, number>();
  const code = (number: number) => {
    if (Number.isNaN(number)) return -1;
    const known = codes.get(number);
    if (known !== undefined) return known;
    codes.set(number, codes.size);
    return codes.size - 1;
  };
  const column32 = Int32Array.from(values.numbers, code);
  const dictionary = dictionaryOf([...codes.keys()].map((number) => pseudonym(`${number}`)));
  return { path, values: { type: 'text', codes: column32, dictionary } };
}
