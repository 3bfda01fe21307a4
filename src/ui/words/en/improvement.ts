export const improvementEn = {} as const;
