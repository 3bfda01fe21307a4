export const journeySv = {} as const;
