import type { PageDef } from '#ui/pages.ts';

export const improvementPages: readonly PageDef[] = [];
