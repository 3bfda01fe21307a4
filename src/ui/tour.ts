import type { Hat } from '#lib/acting.ts';
import type { WordKey } from './words.ts';

/** Where the tour under way is kept, in this window only: the number of its stop. */
export const tourKey = 'resvag.tour';

interface Stop {
  readonly to: string;
  readonly title: WordKey;
  readonly text: WordKey;
}

type StopName =
  | 'today'
  | 'lead-day'
  | 'road'
  | 'condition'
  | 'journeys'
  | 'team'
  | 'obstacle'
  | 'common'
  | 'strategy'
  | 'decide'
  | 'register'
  | 'people'
  | 'audit'
  | 'hats'
  | 'story'
  | 'story-obstacle';

const stop = (to: string, key: StopName): Stop => ({
  to,
  title: `tour.${key}`,
  text: `tour.${key}.text`,
});

const road = stop('/processer', 'road');
const hats = stop('/idag', 'hats');
const common = stop('/hinder', 'common');

/** The story of a demo organisation: its journey, where the hat may read it, and the obstacle that it left. */
export function storyStops(
  story: { readonly journeyId: string | null; readonly obstacleId: string | null } | null,
): readonly Stop[] {
  const journey = story?.journeyId == null ? [] : [stop(`/resor/${story.journeyId}`, 'story')];
  const obstacle = story?.obstacleId == null ? [] : [stop(`/hinder/${story.obstacleId}`, 'story-obstacle')];
  return [...journey, ...obstacle];
}

/** The day of each hat in a few stops, in the order it is lived. */
export const tours: Readonly<Record<Hat, readonly Stop[]>> = {
  'co-worker': [stop('/idag', 'today'), stop('/resor', 'journeys'), road, stop('/hinder', 'obstacle'), hats],
  'team-leader': [stop('/idag', 'lead-day'), stop('/resor', 'journeys'), stop('/team', 'team'), common, hats],
  'business-owner': [stop('/idag', 'lead-day'), road, stop('/resor', 'journeys'), common],
  'process-owner': [stop('/idag', 'condition'), road, common, stop('/roller', 'register')],
  'process-leader': [stop('/idag', 'condition'), road, common],
  'process-support': [road, common, stop('/roller', 'register')],
  'resource-owner': [stop('/team', 'team'), stop('/personer', 'people'), stop('/roller', 'register')],
  management: [stop('/strategi', 'strategy'), road, stop('/roller', 'register'), common],
  board: [stop('/strategi', 'decide'), road, stop('/roller', 'register')],
  auditor: [stop('/granskning', 'audit'), stop('/roller', 'register'), road],
  administrator: [stop('/organisation', 'people'), stop('/personer', 'register'), stop('/granskning', 'audit')],
};
