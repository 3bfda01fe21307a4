/**
 * References that Resväg makes itself when a journey is given none: `BU-2026-00123` is number 123 of the year on the road
 * with the key `barn-och-unga`. A pointer for people to speak of, with nothing of the person in it (D01).
 */
export function referencePrefix(processKey: string): string {
  const words = processKey.split('-').filter((word) => word !== '' && word !== 'och' && word !== 'and');
  const letters = words.length > 1 ? words.map((word) => word.charAt(0)).join('') : (words[0] ?? '').slice(0, 2);
  const prefix = letters
    .toUpperCase()
    .replace(/[^\p{L}]/gu, '')
    .slice(0, 4);
  return prefix === '' ? 'R' : prefix;
}

export function makeReference(prefix: string, year: number, number: number): string {
  return `${prefix}-${year}-${String(number).padStart(5, '0')}`;
}

/** The parts of a reference that Resväg made; undefined for any other. */
export function readReference(reference: string): { prefix: string; year: number; number: number } | undefined {
  const m = /^(\p{Lu}{1,4})-(\d{4})-(\d{5,9})$/u.exec(reference);
  return m?.[1] === undefined ? undefined : { prefix: m[1], year: Number(m[2]), number: Number(m[3]) };
}

/** Letters, digits, spaces and `. / _ -`: what case systems make references of. */
export const referenceForm = /^[\p{L}\p{N} ./_-]*$/u;

/** Why a text can't be a reference of one's own: another sign than those of references, no digit, or more than one word (D01). */
export type ReferenceFault = 'sign' | 'digit' | 'words';

/** A reference is a number of the case system, never a name: it has a digit, and at most one word of three letters or more. */
export function referenceFault(reference: string): ReferenceFault | undefined {
  if (!referenceForm.test(reference)) return 'sign';
  if (!/\p{Nd}/u.test(reference)) return 'digit';
  return (reference.match(/\p{L}{3,}/gu) ?? []).length > 1 ? 'words' : undefined;
}
