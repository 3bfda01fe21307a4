import type { Hat } from '#lib/acting.ts';
import { useSession } from './session.ts';
import { useWords } from './words.ts';

/** What the organisation calls a hat: its own name for it, else the strategy's (R125). */
export function useHatName(): (hat: Hat) => string {
  const { t } = useWords();
  const { organisation } = useSession();
  return (hat) => organisation?.labels[hat] ?? t(`hat.${hat}`);
}
