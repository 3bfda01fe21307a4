export const journeyEn = {} as const;
