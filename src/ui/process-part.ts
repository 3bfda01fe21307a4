import { createContext, type FunctionComponent } from 'react';

/**
 * Who leads a road, as a part of its page. Given by the composition, because the process folder, whose page it is, knows
 * nothing of people and their hats.
 */
export const LeadershipPart = createContext<FunctionComponent<{ readonly processId: string }>>(() => null);
