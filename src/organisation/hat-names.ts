import type { Hat } from '#lib/acting.ts';

/** What the strategy calls the hats, as models: an organisation may have names of its own for them (R125). */
export const hatNames = {
  sv: {
    'co-worker': 'Medarbetare',
    'team-leader': 'Teamledare',
    'business-owner': 'Affärsägare',
    'process-owner': 'Processägare',
    'process-leader': 'Processledare',
    'process-support': 'Processtöd',
    'resource-owner': 'Resursägare',
    management: 'Ledning',
    board: 'Nämnd',
    auditor: 'Granskare',
    administrator: 'Administratör',
  },
  en: {
    'co-worker': 'Co-worker',
    'team-leader': 'Team leader',
    'business-owner': 'Business owner',
    'process-owner': 'Process owner',
    'process-leader': 'Process leader',
    'process-support': 'Process support',
    'resource-owner': 'Resource owner',
    management: 'Management',
    board: 'Board',
    auditor: 'Auditor',
    administrator: 'Administrator',
  },
} as const satisfies Record<'sv' | 'en', Record<Hat, string>>;
