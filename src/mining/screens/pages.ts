import { miningMay } from '#mining/may.ts';
import { lazyPage, type PageDef } from '#ui/pages.ts';

export const miningPages: readonly PageDef[] = [
  {
    path: '/resultat',
    titleKey: 'mining.title',
    component: lazyPage(() => import('./results-home.tsx'), 'ResultsHome'),
    menu: { group: 'understand', order: 2, rule: miningMay['get-process-results'] },
  },
  {
    path: '/resultat/importera',
    titleKey: 'mining.import',
    component: lazyPage(() => import('./import/import-log.tsx'), 'ImportLog'),
  },
  {
    path: '/resultat/process/$processId',
    titleKey: 'mining.title',
    component: lazyPage(() => import('./process-results.tsx'), 'ProcessResults'),
  },
  {
    path: '/resultat/logg/$logId',
    titleKey: 'mining.title',
    component: lazyPage(() => import('./log-results.tsx'), 'LogResults'),
  },
];
