import { TextField, type TextFieldProps } from '@navikt/ds-react';
import { useWords } from './words.ts';

/**
 * A line of text for which there is room for so many characters, as the server counts them: without space around. Nothing
 * that is typed or pasted is cut off: what is too long stays and is said, and the server refuses it.
 */
export function TextLine({
  most,
  value,
  error,
  ...field
}: Omit<TextFieldProps, 'maxLength' | 'value'> & { readonly most: number; readonly value: string }) {
  const { t } = useWords();
  const n = value.trim().length;
  return <TextField {...field} value={value} error={n > most ? t('shell.too-long', { most, n }) : error} />;
}
