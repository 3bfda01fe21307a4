export const miningSv = {} as const;
