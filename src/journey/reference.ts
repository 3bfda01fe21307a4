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
