/**
 * Finds the columns of a log that hold Swedish personal identity numbers, which have no place in Resväg (D01). Each text
 * is looked at once, however many events carry it.
 *
 * About one in 150 ten-digit numbers is a possible identity number by chance, so that a column is told only where at least
 * a tenth of its texts that look like one are one.
 */
import { findIdentityNumbers, looksLikeIdentityNumber } from '#lib/identity-number.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Attribute, Log } from '#mining/log/log.ts';

export interface IdentityColumn {
  readonly column: string;
  /** How many different texts have an identity number in them. The texts themselves are never told. */
  readonly texts: number;
}

const LIKELY = 0.1;

/**
 * Columns with identity numbers, in the order case, activity, resource, attributes, what is said of the log as a whole and of
 * all its cases or events (XES); empty where there are none.
 */
export function identityColumns(log: Log): readonly IdentityColumn[] {
  const columns: [string, readonly string[]][] = [
    ['case', textsOf(log.caseIds)],
    ['activity', textsOf(log.activities)],
    ['resource', textsOf(log.resources)],
  ];
  for (const { path, values } of [...log.caseAttributes, ...log.eventAttributes]) {
    if (values.type === 'text' || values.type === 'id') columns.push([path.join('/'), textsOf(values.dictionary)]);
    if (values.type === 'int' || values.type === 'float') columns.push([path.join('/'), longNumbers(values.numbers)]);
  }
  const { attributes, globals } = log.about;
  for (const attribute of [...attributes, ...globals.flatMap((one) => one.attributes)])
    columns.push([attribute.key, valuesIn(attribute)]);
  return withIdentityNumbers(columns);
}

function valuesIn({ value, children, values = [] }: Attribute): string[] {
  return [value, ...[...children, ...values].flatMap(valuesIn)];
}

/** Those of the named lists of texts that hold identity numbers. */
export function withIdentityNumbers(
  columns: readonly (readonly [string, readonly string[]])[],
): readonly IdentityColumn[] {
  return columns.flatMap(([column, all]) => {
    const alike = all.filter(looksLikeIdentityNumber);
    const texts = alike.filter((text) => findIdentityNumbers(text).length > 0).length;
    return texts > 0 && texts >= alike.length * LIKELY ? [{ column, texts }] : [];
  });
}

/** Different whole numbers of nine digits or more, the first ten thousand. Nine are ten that have lost the zero of 2001–2009. */
function longNumbers(numbers: Float64Array): string[] {
  const found = new Set<number>();
  for (const n of numbers) if (n >= 1e8 && found.size < 10_000 && Number.isInteger(n)) found.add(n);
  return Array.from(found, (n) => `${n}`.padStart(10, '0'));
}
