import { type Random, seededRandom } from '#lib/random.ts';

/**
 * The chance of one part of the demo organisation. Each part draws from a stream of its own, so that a change in one
 * (another name, one more team) leaves the others as they were.
 */
export function chanceOf(seed: number, part: string): Random {
  let hash = seed >>> 0;
  for (const character of part) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return seededRandom(hash);
}

/** The same things in another order (Fisher–Yates, Durstenfeld's form). */
export function shuffled<T>(random: Random, from: readonly T[]): T[] {
  const out = [...from];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}
