export const strategyEn = {} as const;
