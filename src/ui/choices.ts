import { createContext, useContext } from 'react';

export interface Choice {
  readonly id: string;
  readonly name: string;
}

/**
 * The processes to choose among in forms and filters. Given by the composition, because folders that know nothing of the
 * process folder (such as the organisation's) let people choose one too.
 */
export const ProcessChoices = createContext<() => readonly Choice[]>(() => []);

export function useProcessChoices(): readonly Choice[] {
  const useChoices = useContext(ProcessChoices);
  return useChoices();
}
