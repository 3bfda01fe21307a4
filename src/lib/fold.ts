/** Letters that people leave the marks off when they search, and what they write instead. Both have the same length. */
export const foldFrom = 'åäàáâãæöòóôõøéèêëüùúûíìîïçñý';
export const foldTo = 'aaaaaaaooooooeeeeuuuuiiiicny';

const folded = new Map([...foldFrom].map((letter, n) => [letter, foldTo[n] ?? letter]));

/** Text as it is searched: small letters without marks, so that “asa” finds Åsa and “BERG” finds Öberg. */
export function fold(text: string): string {
  return [...text.normalize('NFC').toLocaleLowerCase('sv')].map((letter) => folded.get(letter) ?? letter).join('');
}
