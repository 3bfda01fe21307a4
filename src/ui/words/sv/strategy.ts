export const strategySv = {} as const;
