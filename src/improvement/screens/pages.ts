import { improvementMay } from '#improvement/may.ts';
import { lazyPage, type PageDef } from '#ui/pages.ts';

export const improvementPages: readonly PageDef[] = [
  {
    path: '/hinder',
    component: lazyPage(() => import('./obstacles.tsx'), 'ObstaclesScreen'),
    titleKey: 'improvement.obstacles',
    menu: { group: 'improve', order: 1, rule: improvementMay['list-obstacles'] },
  },
  {
    path: '/hinder/nytt',
    component: lazyPage(() => import('./obstacles.tsx'), 'ReportScreen'),
    titleKey: 'improvement.report',
  },
  {
    path: '/hinder/$obstacleId',
    component: lazyPage(() => import('./obstacle.tsx'), 'ObstacleScreen'),
    titleKey: 'improvement.obstacle',
  },
  {
    path: '/loggkontroll',
    component: lazyPage(() => import('./access-checks.tsx'), 'AccessChecksScreen'),
    titleKey: 'improvement.checks',
    menu: { group: 'administer', order: 5, rule: improvementMay['list-access-checks'] },
  },
  {
    path: '/loggkontroll/$checkId',
    component: lazyPage(() => import('./access-check.tsx'), 'AccessCheckScreen'),
    titleKey: 'improvement.check',
  },
];
