import { Provider, Theme } from '@navikt/ds-react';
import { en } from '@navikt/ds-react/locales';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { akselSv } from './aksel-sv.ts';
import { type Locale, loadWords, type Words, WordsContext } from './words.ts';

/** Preferences of this browser, kept in it. */
export function keptPreference<T extends string>(name: string, allowed: readonly T[], standard: T): T {
  try {
    const kept = localStorage.getItem(`resvag.${name}`);
    return allowed.find((value) => value === kept) ?? standard;
  } catch {
    return standard;
  }
}

export function keepPreference(name: string, value: string) {
  try {
    localStorage.setItem(`resvag.${name}`, value);
  } catch {
    // A forbidden store only means that the choice holds until the page is closed.
  }
}

export const locales: readonly Locale[] = ['sv', 'en'];
export type ThemeChoice = 'system' | 'light' | 'dark';
export const themeChoices: readonly ThemeChoice[] = ['system', 'light', 'dark'];

const darkQuery = window.matchMedia('(prefers-color-scheme: dark)');
const onSystemChange = (listener: () => void) => {
  darkQuery.addEventListener('change', listener);
  return () => darkQuery.removeEventListener('change', listener);
};

interface ThemeView {
  readonly choice: ThemeChoice;
  readonly shown: 'light' | 'dark';
  readonly setChoice: (choice: ThemeChoice) => void;
}

const ThemeContext = createContext<ThemeView>({ choice: 'system', shown: 'light', setChoice: () => undefined });

/** Light or dark as shown now, and what was chosen. */
export function useTheme(): ThemeView {
  return useContext(ThemeContext);
}

/** Light and dark for the whole page, by choice or as the computer has it. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState(() => keptPreference('theme', themeChoices, 'system'));
  const systemDark = useSyncExternalStore(onSystemChange, () => darkQuery.matches);
  const shown = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice;
  useEffect(() => {
    document.documentElement.classList.remove('light', 'dark');
    document.documentElement.classList.add(shown);
  }, [shown]);
  const set = (next: ThemeChoice) => {
    keepPreference('theme', next);
    setChoice(next);
  };
  return (
    <ThemeContext value={{ choice, shown, setChoice: set }}>
      <Theme theme={shown} data-color="accent" className="rv-app">
        {children}
      </Theme>
    </ThemeContext>
  );
}

/** The language of the interface, ours and Aksel's. `first` is what was loaded before the first screen was drawn. */
export function WordsProvider({ first, children }: { first: { locale: Locale; words: Words }; children: ReactNode }) {
  const [shown, setShown] = useState(first);
  useEffect(() => {
    document.documentElement.lang = shown.locale;
  }, [shown.locale]);
  const setLocale = (locale: Locale) => {
    keepPreference('locale', locale);
    void loadWords(locale).then((words) => setShown({ locale, words }));
  };
  return (
    <WordsContext value={{ ...shown, setLocale }}>
      <Provider locale={en} {...(shown.locale === 'sv' ? { translations: akselSv } : {})}>
        {children}
      </Provider>
    </WordsContext>
  );
}
