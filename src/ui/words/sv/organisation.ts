export const organisationSv = {} as const;
