export const processSv = {} as const;
