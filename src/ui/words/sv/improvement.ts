export const improvementSv = {} as const;
