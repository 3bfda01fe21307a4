export const processEn = {} as const;
