/**
 * Finds the columns of a log that hold Swedish personal identity numbers, which have no place in Resväg (D01). Each text
 * is looked at once, however many events carry it.
 *
 * About one in 150 ten-digit numbers is a possible identity number by chance, so that a column is told only where at least
 * a tenth of its texts that look like one are one.
 */
import { findIdentityNumbers } from '#lib/identity-number.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';

export interface IdentityColumn {
  readonly column: string;
  /** How many different texts have an identity number in them. The texts themselves are never told. */
  readonly texts: number;
}

const LIKELY = 0.1;
/** Six digits and four, with whatever people write between: a quick look before the numbers are reckoned. */
const LOOKS_ALIKE = /\d{2}[-./ ]?\d{2}[-./ ]?\d{2} ?[-+]? ?\d{4}/;

/** Columns with identity numbers, in the order case, activity, resource, attributes; empty where there are none. */
export function identityColumns(log: Log): readonly IdentityColumn[] {
  const columns: [string, readonly string[]][] = [
    ['case', textsOf(log.caseIds)],
    ['activity', textsOf(log.activities)],
    ['resource', textsOf(log.resources)],
  ];
  for (const { path, values } of [...log.caseAttributes, ...log.eventAttributes]) {
    if (values.type === 'text' || values.type === 'id') columns.push([path.join('/'), textsOf(values.dictionary)]);
    if (values.type === 'int') columns.push([path.join('/'), longNumbers(values.numbers)]);
  }
  return withIdentityNumbers(columns);
}

/** Those of the named lists of texts that hold identity numbers. */
export function withIdentityNumbers(
  columns: readonly (readonly [string, readonly string[]])[],
): readonly IdentityColumn[] {
  return columns.flatMap(([column, all]) => {
    const alike = all.filter((text) => LOOKS_ALIKE.test(text));
    const texts = alike.filter((text) => findIdentityNumbers(text).length > 0).length;
    return texts > 0 && texts >= alike.length * LIKELY ? [{ column, texts }] : [];
  });
}

/** Different numbers of ten digits or more, the first ten thousand. */
function longNumbers(numbers: Float64Array): string[] {
  const found = new Set<number>();
  for (const n of numbers) if (n >= 1e9 && found.size < 10_000) found.add(n);
  return Array.from(found, String);
}
