import { improvementPages } from '#improvement/screens/pages.ts';
import { journeyPages } from '#journey/screens/pages.ts';
import { miningPages } from '#mining/screens/pages.ts';
import { organisationPages } from '#organisation/screens/pages.ts';
import { processPages } from '#process/screens/pages.ts';
import { strategyPages } from '#strategy/screens/pages.ts';
import type { PageDef } from '#ui/pages.ts';

/** Every page of the product, as its folders declare them. */
export const pages: readonly PageDef[] = [
  ...journeyPages,
  ...processPages,
  ...miningPages,
  ...organisationPages,
  ...strategyPages,
  ...improvementPages,
];
