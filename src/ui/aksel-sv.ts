import type { ProviderProps } from '@navikt/ds-react';

/** Swedish for the words inside Aksel's components; those that we don't use stay in the fallback language. */
export const akselSv = {
  global: {
    showMore: 'Visa mer',
    showLess: 'Visa mindre',
    readOnly: 'Kan inte ändras',
    close: 'Stäng',
    error: 'Fel',
    info: 'Information',
    success: 'Klart',
    warning: 'Varning',
    announcement: 'Meddelande',
  },
  Chips: { Removable: { labelSuffix: 'ta bort' } },
  Combobox: {
    addOption: 'Lägg till',
    noMatches: 'Inga träffar',
    loading: 'Söker …',
    maxSelected: '{selected} av högst {limit} är valda.',
  },
  CopyButton: { title: 'Kopiera', activeText: 'Kopierat!' },
  ErrorSummary: { heading: 'Rätta det här innan du går vidare:' },
  FileUpload: {
    dropzone: {
      button: 'Välj fil',
      buttonMultiple: 'Välj filer',
      dragAndDrop: 'Dra och släpp en fil här',
      dragAndDropMultiple: 'Dra och släpp filer här',
      drop: 'Släpp',
      or: 'eller',
      disabled: 'Det går inte att ladda upp nu',
      disabledFilelimit: 'Du kan inte ladda upp fler filer',
    },
    item: {
      retryButtonTitle: 'Försök ladda upp filen igen',
      deleteButtonTitle: 'Ta bort filen',
      uploading: 'Laddar upp …',
      downloading: 'Hämtar …',
    },
  },
  HelpText: { title: 'Mer information' },
  Loader: { title: 'Väntar …' },
  Pagination: { previous: 'Föregående', next: 'Nästa' },
  Process: { active: 'Pågår' },
  ProgressBar: {
    progress: '{current} av {max}',
    progressUnknown: 'Det är okänt hur långt det har kommit, det tar ungefär {seconds} sekunder.',
  },
  Search: { clear: 'Töm fältet', search: 'Sök' },
  Textarea: {
    maxLength: 'Textfält med plats för {maxLength} tecken.',
    charsTooMany: '{chars} tecken för mycket',
    charsLeft: '{chars} tecken kvar',
  },
  Timeline: {
    Row: { noPeriods: 'Inga perioder', period: '{start} till {end}' },
    Period: {
      success: 'Klart',
      warning: 'Varning',
      danger: 'Fara',
      info: 'Information',
      neutral: 'Neutral',
      period: '{status} från {start} till {end}',
    },
    Pin: { pin: 'Nål: {date}' },
    Zoom: { zoom: 'Zooma tidslinjen {start} till {end}', reset: 'Återställ' },
  },
  Tooltip: { shortcutSeparator: 'eller' },
} satisfies NonNullable<ProviderProps['translations']>;
