/**
 * A log with less about people in it: columns left out, and columns whose texts are replaced by pseudonyms. Equal texts get
 * equal pseudonyms, so that every figure stays as it was. What makes a pseudonym, and its key, are the caller's.
 */
import type { Result } from '#lib/result.ts';
import { assert, ok, refuse } from '#lib/result.ts';
import type { Dictionary } from '#mining/log/dictionary.ts';
import { dictionaryOf, textsOf } from '#mining/log/dictionary.ts';
import type { Column, Log, Values } from '#mining/log/log.ts';
import { withoutNested } from '#mining/log/nesting.ts';

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
  /** Cases and activities can't be left out; activities, times, decimal numbers and booleans aren't replaced. */
  | { readonly tag: 'column-needed'; readonly column: string };

/** Names in the file of the columns that have a role; only those of CSV and Parquet have any. */
type Named = Readonly<Partial<Record<'case' | 'activity' | 'resource', string>>>;

/**
 * The same log without, or with pseudonyms in, the columns that are named, and in every attribute of texts or whole numbers
 * that mostly says the same as a replaced one (a copy of the resource or the case number under another name). `pseudonym` is
 * told a text and gives another.
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
    guarded = without(guarded, column, role);
  }
  const secrets: Secret[] = [];
  for (const column of pseudonymise) {
    const role = roleOf(column, named);
    if (role === 'activity') return refuse({ tag: 'column-needed', column });
    if (role === undefined && !hasAttribute(log, column)) return unknown(log, column);
    if (role === undefined && !attributesNamed(guarded, column).every(canBeReplaced))
      return refuse({ tag: 'column-needed', column });
    secrets.push(...secretsOf(guarded, column, role));
    guarded = replacedIn(guarded, column, role, pseudonym);
  }
  return ok(secrets.length === 0 ? guarded : withCopiesReplaced(guarded, secrets, pseudonym));
}

type Role = keyof Named | undefined;

function without(log: Log, column: string, role: Role): Log {
  if (role === 'resource') return { ...log, resource: undefined, resources: dictionaryOf([]) };
  const { nesting } = log;
  return {
    ...log,
    caseAttributes: log.caseAttributes.filter((one) => !isNamed(one, column)),
    eventAttributes: log.eventAttributes.filter((one) => !isNamed(one, column)),
    ...(nesting && {
      nesting: { events: withoutNested(nesting.events, column), cases: withoutNested(nesting.cases, column) },
    }),
  };
}

function replacedIn(log: Log, column: string, role: Role, pseudonym: (text: string) => string): Log {
  if (role === 'case') return { ...log, caseIds: replaced(log.caseIds, pseudonym) };
  if (role === 'resource') return { ...log, resources: replaced(log.resources, pseudonym) };
  const replace = (one: Column) => (isNamed(one, column) ? withPseudonyms(one, pseudonym) : one);
  return {
    ...log,
    caseAttributes: log.caseAttributes.map(replace),
    eventAttributes: log.eventAttributes.map(replace),
  };
}

/** What a replaced column said: its texts, and as a whole number at an event `e` of case `c` (NaN where it is none). */
interface Secret {
  readonly texts: ReadonlySet<string>;
  readonly numberAt: (c: number, e: number) => number;
}

function secretsOf(log: Log, column: string, role: Role): Secret[] {
  if (role === 'case') return [secretOf(log.caseIds, (c) => c)];
  if (role === 'resource') return [secretOf(log.resources, (_, e) => log.resource?.[e] ?? -1)];
  const secret = ({ values }: Column, rowOf: (c: number, e: number) => number): Secret => {
    if ('dictionary' in values) return secretOf(values.dictionary, (c, e) => values.codes[rowOf(c, e)]!);
    assert('numbers' in values, 'a column that can be replaced has texts or numbers');
    const { numbers } = values;
    return { texts: new Set(Array.from(new Set(numbers), String)), numberAt: (c, e) => numbers[rowOf(c, e)]! };
  };
  return [
    ...log.caseAttributes.filter((one) => isNamed(one, column)).map((one) => secret(one, (c) => c)),
    ...log.eventAttributes.filter((one) => isNamed(one, column)).map((one) => secret(one, (_, e) => e)),
  ];
}

function secretOf(dictionary: Dictionary, codeAt: (c: number, e: number) => number): Secret {
  const texts = textsOf(dictionary);
  const numbers = Float64Array.from(texts, (text) => (/^\d+$/.test(text) ? Number(text) : Number.NaN));
  return { texts: new Set(texts), numberAt: (c, e) => numbers[codeAt(c, e)] ?? Number.NaN };
}

function withCopiesReplaced(log: Log, secrets: readonly Secret[], pseudonym: (text: string) => string): Log {
  const texts = new Set(secrets.flatMap((secret) => [...secret.texts]));
  const isCopy = (one: Column, isOfCase: boolean) =>
    'dictionary' in one.values
      ? saysMostly(one.values.dictionary, texts)
      : one.values.type === 'int' && secrets.some((secret) => countsAlong(log, one.values, isOfCase, secret));
  const copies = (isOfCase: boolean) => (one: Column) => (isCopy(one, isOfCase) ? withPseudonyms(one, pseudonym) : one);
  return {
    ...log,
    caseAttributes: log.caseAttributes.map(copies(true)),
    eventAttributes: log.eventAttributes.map(copies(false)),
  };
}

/** More than half of its different texts are among these. */
function saysMostly(dictionary: Dictionary, texts: ReadonlySet<string>): boolean {
  const own = textsOf(dictionary);
  return own.filter((text) => texts.has(text)).length > own.length / 2;
}

/**
 * More than half of its numbers are what the replaced column says beside them. That they occur there somewhere isn't enough,
 * as it is for texts: amounts and counts would too.
 */
function countsAlong({ caseOffset, cases }: Log, values: Values, isOfCase: boolean, { numberAt }: Secret): boolean {
  if (!('numbers' in values)) return false;
  let [told, same] = [0, 0];
  for (let c = 0; c < cases; c++) {
    const from = caseOffset[c]!;
    const to = isOfCase ? Math.min(from + 1, caseOffset[c + 1]!) : caseOffset[c + 1]!;
    for (let e = from; e < to; e++) {
      const number = values.numbers[isOfCase ? c : e]!;
      if (Number.isNaN(number)) continue;
      told++;
      if (number === numberAt(c, e)) same++;
    }
  }
  return same > told / 2;
}

function attributesNamed(log: Log, name: string): Column[] {
  return [...log.caseAttributes, ...log.eventAttributes].filter((one) => isNamed(one, name));
}

function roleOf(column: string, named: Named): Role {
  const roles = ['case', 'activity', 'resource'] as const;
  return roles.find((role) => named[role] === column) ?? roles.find((role) => role === column);
}

/**
 * By its whole path, or, of what is nested, by the name of what it is nested in. What is repeated under the name, told apart by
 * `#2`, `#3` … when it was read, is meant with it: it says the same sort of thing.
 */
function isNamed({ path }: Column, name: string): boolean {
  const once = path.map((part) => part.replace(/#\d+$/, ''));
  const isIt = (parts: readonly string[]) => parts.join('/') === name || (parts.length > 1 && parts[0] === name);
  return isIt(path) || isIt(once);
}

function hasAttribute(log: Log, name: string): boolean {
  return attributesNamed(log, name).length > 0;
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
