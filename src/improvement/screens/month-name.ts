import { useWords } from '#ui/words.ts';

/** The name of a month with its year, “oktober 2026”. */
export function useMonthName(): (month: string) => string {
  const { locale } = useWords();
  const format = new Intl.DateTimeFormat(locale === 'sv' ? 'sv-SE' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return (month) => format.format(new Date(`${month}-01T00:00:00Z`));
}
