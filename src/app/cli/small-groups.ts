/** `--small-groups 5`: leaves out of an answer what would tell of fewer cases than that. */
import type { Suppressed } from '#mining/privacy/small-groups.ts';
import { Refused } from './open-log.ts';

/**
 * All of an answer, or what may be told of it; `count` is how much was left out, for the JSON, or nothing when nothing was
 * asked to be. Throws `Refused` where there is nothing to tell.
 */
export function toldOf<T, S>(
  file: string,
  { smallest }: { readonly smallest: number | undefined },
  found: T,
  suppress: (smallest: number) => Suppressed<S | undefined>,
): { readonly shown: T | S; readonly withheld: number; readonly count: { readonly withheld?: number } } {
  if (smallest === undefined) return { shown: found, withheld: 0, count: {} };
  const { shown, withheld } = suppress(smallest);
  if (shown === undefined)
    throw new Refused(`${file}: the answer would be about fewer than ${smallest} cases; nothing is told of them`);
  return { shown, withheld, count: { withheld } };
}

/** A number for a person, `–` where it is withheld. */
export function numberText(n: number | null): string {
  return n === null ? '–' : `${n}`;
}
