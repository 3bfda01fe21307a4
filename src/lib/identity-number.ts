/**
 * Keeps personal identity numbers out of what people write: journeys are pseudonymous pointers and nothing else (D01;
 * SoLPuL 2001:454, 6–7 a §§), and so is all that is written about them. Finds Swedish personal identity numbers (folkbokföringslagen 1991:481, 18 §) and coordination numbers (day + 60)
 * as people write them: ten or twelve digits, with or without hyphen, plus sign, spaces or dots; what isn't seen between
 * them (zero-width spaces, soft hyphens, marks) is passed by. The check digit (Luhn)
 * and a possible date must be right, so that case numbers and phone numbers pass.
 */
export function findIdentityNumbers(text: string): string[] {
  return [...undisguised(text).matchAll(identityNumber)].filter((m) => isIdentityNumber(m)).map((m) => m[0].trim());
}

/** Whether a text has ten or twelve digits that could be an identity number by their looks: quick, and nothing is reckoned. */
export function looksLikeIdentityNumber(text: string): boolean {
  return alike.test(isPlain.test(text) ? text : undisguised(text));
}

const isPlain = /^[\x20-\x7e]*$/;
const alike = /\d{2}[-./ ]?\d{2}[-./ ]?\d{2} ?[-+]? ?\d{4}/;

/** The text with plain digits, spaces and hyphens, and without what isn't seen. */
function undisguised(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{M}]/gu, '')
    .replace(/\s/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-');
}

const identityNumber =
  /(?<!\d)(?<century>1[89]|20)?(?<year>\d{2})[-./ ]?(?<month>\d{2})[-./ ]?(?<day>\d{2}) ?[-+]? ?(?<last>\d{4})(?!\d)/g;

function isIdentityNumber(found: RegExpMatchArray): boolean {
  const { century, year, month, day, last } = found.groups as Record<string, string>;
  const dayOfMonth = Number(day) > 60 ? Number(day) - 60 : Number(day);
  const possibleYears = century === undefined ? [1900, 2000] : [Number(century) * 100];
  const isDate = possibleYears.some((c) => isPossibleDate(c + Number(year), Number(month), dayOfMonth));
  return isDate && hasCheckDigit(`${year}${month}${day}${last}`);
}

function isPossibleDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Luhn's algorithm (ISO/IEC 7812-1, annex B) over ten digits. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (const [i, digit] of [...digits].entries()) {
    const n = Number(digit) * (i % 2 === 0 ? 2 : 1);
    sum += n > 9 ? n - 9 : n;
  }
  return sum % 10 === 0;
}

/** What to tell of a found number: the last four digits are hidden, so that the answer doesn't spread it further. */
export function hideIdentityNumber(number: string): string {
  return `${number.slice(0, -4)}****`;
}

/** The first identity number in any of some texts, hidden; undefined when there is none. */
export function personalDataIn(...texts: readonly string[]): string | undefined {
  const found = texts.flatMap(findIdentityNumbers)[0];
  return found === undefined ? undefined : hideIdentityNumber(found);
}
