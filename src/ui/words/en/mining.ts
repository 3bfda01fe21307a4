export const miningEn = {} as const;
