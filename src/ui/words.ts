import IntlMessageFormat from 'intl-messageformat';
import { createContext, useContext } from 'react';
import { sv } from './words/sv.ts';

export type Locale = 'sv' | 'en';
export type WordKey = keyof typeof sv;
export type Words = Readonly<Record<WordKey, string>>;
export type WordValues = Readonly<Record<string, string | number | null | undefined>>;
export type Translate = (key: WordKey, values?: WordValues) => string;

const parsed = new Map<string, IntlMessageFormat>();

/** The words of a key in a catalogue, with values filled in (ICU message syntax: plural, select, number). */
export function translate(words: Words, locale: Locale, key: WordKey, values?: WordValues): string {
  const text: string | undefined = words[key];
  if (text === undefined) return key;
  if (!text.includes('{')) return text;
  const id = `${locale}:${key}`;
  let message = parsed.get(id);
  if (message === undefined) {
    message = new IntlMessageFormat(text, locale);
    parsed.set(id, message);
  }
  return String(message.format({ ...values }));
}

/** English comes only when asked for. */
export async function loadWords(locale: Locale): Promise<Words> {
  if (locale === 'sv') return sv;
  const { en } = await import('./words/en.ts');
  return en;
}

export interface WordsView {
  readonly locale: Locale;
  readonly words: Words;
  readonly setLocale: (locale: Locale) => void;
}

export const WordsContext = createContext<WordsView>({ locale: 'sv', words: sv, setLocale: () => undefined });

/** `t('journey.start', { name })`: a key that doesn't exist is a compile error. */
export function useWords(): { t: Translate; locale: Locale; setLocale: (locale: Locale) => void } {
  const { locale, words, setLocale } = useContext(WordsContext);
  return { t: (key, values) => translate(words, locale, key, values), locale, setLocale };
}

/** All keys that begin so: for choosing among things that each have a word. */
export function wordKeysFrom(start: string): readonly string[] {
  return Object.keys(sv).filter((key) => key.startsWith(start));
}

/** Is it a key? For tags that come from the server, such as those of refusals. */
export function isWordKey(key: string): key is WordKey {
  return key in sv;
}
