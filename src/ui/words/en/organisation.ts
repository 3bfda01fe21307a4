export const organisationEn = {} as const;
