import type { Scope } from '#lib/acting.ts';
import { useWords } from '#ui/words.ts';

/** What a hat is worn for, in words: the name where there is one. */
export function useScopeName(): (scope: Scope, name: string) => string {
  const { t } = useWords();
  return (scope, name) => (scope.kind === 'organisation' || name === '' ? t(`organisation.scope.${scope.kind}`) : name);
}
