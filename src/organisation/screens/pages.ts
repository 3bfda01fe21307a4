import type { PageDef } from '#ui/pages.ts';

export const organisationPages: readonly PageDef[] = [];
