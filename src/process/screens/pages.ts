import { processMay } from '#process/may.ts';
import { lazyPage, type PageDef } from '#ui/pages.ts';

export const processPages: readonly PageDef[] = [
  {
    path: '/processer',
    component: lazyPage(() => import('./processes.tsx'), 'Processes'),
    titleKey: 'process.list.title',
    menu: { group: 'understand', order: 1, rule: processMay['list-processes'] },
  },
  {
    path: '/processer/$processId',
    component: lazyPage(() => import('./process.tsx'), 'ProcessScreen'),
    titleKey: 'process.page.title',
  },
  {
    path: '/processer/$processId/steg/$stepId',
    component: lazyPage(() => import('./step.tsx'), 'StepScreen'),
    titleKey: 'process.step.title',
  },
];
