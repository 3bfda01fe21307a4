import { journeyMay } from '#journey/may.ts';
import { lazyPage, type PageDef } from '#ui/pages.ts';

export const journeyPages: readonly PageDef[] = [
  {
    path: '/idag',
    component: lazyPage(() => import('./today.tsx'), 'Today'),
    titleKey: 'journey.today.title',
    menu: { group: 'today', order: 1, rule: journeyMay['get-my-day'] },
  },
  {
    path: '/resor',
    component: lazyPage(() => import('./journeys.tsx'), 'Journeys'),
    titleKey: 'journey.list.title',
    menu: { group: 'lead', order: 1, rule: journeyMay['list-journeys'] },
  },
  {
    path: '/resor/ny',
    component: lazyPage(() => import('./start.tsx'), 'StartJourney'),
    titleKey: 'journey.start.title',
  },
  {
    path: '/resor/$journeyId',
    component: lazyPage(() => import('./journey.tsx'), 'JourneyScreen'),
    titleKey: 'journey.page.title',
  },
];
