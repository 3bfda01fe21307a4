import { strategyMay } from '#strategy/may.ts';
import { lazyPage, type PageDef } from '#ui/pages.ts';

export const strategyPages: readonly PageDef[] = [
  {
    path: '/strategi',
    component: lazyPage(() => import('./strategies.tsx'), 'StrategiesScreen'),
    titleKey: 'strategy.page',
    menu: { group: 'improve', order: 2, rule: strategyMay['list-strategies'] },
  },
  {
    path: '/strategi/nytt-forslag',
    component: lazyPage(() => import('./propose.tsx'), 'ProposeScreen'),
    titleKey: 'strategy.propose',
  },
];
