import type { PageDef } from '#ui/pages.ts';

export const strategyPages: readonly PageDef[] = [];
