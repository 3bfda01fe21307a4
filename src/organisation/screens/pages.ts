import { organisationMay } from '#organisation/may.ts';
import { lazyPage, type PageDef } from '#ui/pages.ts';

export const organisationPages: readonly PageDef[] = [
  {
    path: '/team',
    component: lazyPage(() => import('./teams.tsx'), 'TeamsScreen'),
    titleKey: 'organisation.teams',
    menu: { group: 'lead', order: 2, rule: organisationMay['list-teams'] },
  },
  {
    path: '/team/$teamId',
    component: lazyPage(() => import('./team.tsx'), 'TeamScreen'),
    titleKey: 'organisation.team',
  },
  {
    path: '/ledning',
    component: lazyPage(() => import('./leadership.tsx'), 'LeadershipScreen'),
    titleKey: 'organisation.leadership',
    menu: { group: 'lead', order: 3, rule: organisationMay['list-leadership'] },
  },
  {
    path: '/organisation',
    component: lazyPage(() => import('./organisation.tsx'), 'OrganisationScreen'),
    titleKey: 'organisation.page',
    menu: { group: 'administer', order: 1, rule: organisationMay['list-units'] },
  },
  {
    path: '/personer',
    component: lazyPage(() => import('./people.tsx'), 'PeopleScreen'),
    titleKey: 'organisation.people',
    menu: { group: 'administer', order: 2, rule: organisationMay['list-people'] },
  },
  {
    path: '/personer/$personId',
    component: lazyPage(() => import('./person.tsx'), 'PersonScreen'),
    titleKey: 'organisation.person',
  },
  {
    path: '/roller',
    component: lazyPage(() => import('./roles.tsx'), 'RolesScreen'),
    titleKey: 'organisation.roles',
    menu: { group: 'administer', order: 3, rule: organisationMay['list-assignments'] },
  },
  {
    path: '/rollkatalog',
    component: lazyPage(() => import('./role-catalogue.tsx'), 'RoleCatalogueScreen'),
    titleKey: 'organisation.catalogue',
    menu: { group: 'administer', order: 4, rule: organisationMay['list-roles'] },
  },
  {
    path: '/granskning',
    component: lazyPage(() => import('./audit.tsx'), 'AuditScreen'),
    titleKey: 'organisation.audit',
    menu: { group: 'administer', order: 5, rule: organisationMay['list-audit'] },
  },
  {
    path: '/tillganglighet',
    component: lazyPage(() => import('./accessibility.tsx'), 'AccessibilityScreen'),
    titleKey: 'organisation.accessibility',
    open: true,
  },
  {
    path: '/tillganglighet/rapporter',
    component: lazyPage(() => import('./accessibility-reports.tsx'), 'AccessibilityReportsScreen'),
    titleKey: 'organisation.accessibility.reports',
    menu: { group: 'administer', order: 6, rule: organisationMay['list-accessibility-reports'] },
  },
  {
    path: '/tillganglighet/rapporter/$reportId',
    component: lazyPage(() => import('./accessibility-report.tsx'), 'AccessibilityReportScreen'),
    titleKey: 'organisation.accessibility.report',
  },
];
