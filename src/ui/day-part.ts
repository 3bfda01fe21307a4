import { createContext, type FunctionComponent } from 'react';

/**
 * What waits for a person besides the journeys, as a part of the day. Given by the composition, because the journey folder,
 * whose page the day is, knows nothing of what other folders keep.
 */
export const DayPart = createContext<FunctionComponent>(() => null);
