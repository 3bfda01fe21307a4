import { Button } from '@navikt/ds-react';
import { locales, useTheme } from './theme.tsx';
import { useWords } from './words.ts';

/** Language and light or dark, for the screens before one has signed in. */
export function Preferences() {
  const { t, locale, setLocale } = useWords();
  const { shown, setChoice } = useTheme();
  return (
    <div className="rv-preferences">
      {locales
        .filter((other) => other !== locale)
        .map((other) => (
          <Button
            key={other}
            size="small"
            variant="tertiary"
            data-color="neutral"
            lang={other}
            onClick={() => setLocale(other)}
          >
            {t(`shell.language.${other}`)}
          </Button>
        ))}
      <Button
        size="small"
        variant="tertiary"
        data-color="neutral"
        onClick={() => setChoice(shown === 'dark' ? 'light' : 'dark')}
      >
        {shown === 'dark' ? t('shell.theme.light') : t('shell.theme.dark')}
      </Button>
    </div>
  );
}
