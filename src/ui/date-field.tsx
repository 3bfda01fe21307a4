import { BodyShort, Label } from '@navikt/ds-react';
import { useId } from 'react';

/** A day, by the browser's own date field: quick to type, known to the screen reader, and small. Value `2026-11-23`. */
export function DateField({
  label,
  description,
  value,
  max,
  error,
  size = 'medium',
  onChange,
}: {
  label: string;
  description?: string;
  value: string;
  max?: string;
  error?: string | undefined;
  size?: 'medium' | 'small';
  onChange: (value: string) => void;
}) {
  const id = useId();
  const said = [description === undefined ? [] : [`${id}-why`], error === undefined ? [] : [`${id}-error`]].flat();
  return (
    <div
      className={`aksel-form-field aksel-form-field--${size}${error === undefined ? '' : ' aksel-text-field--error'}`}
    >
      <Label htmlFor={id} size={size} className="aksel-form-field__label">
        {label}
      </Label>
      {description !== undefined && (
        <BodyShort as="div" id={`${id}-why`} className="aksel-form-field__description">
          {description}
        </BodyShort>
      )}
      <input
        id={id}
        type="date"
        className={`aksel-text-field__input aksel-body-short aksel-body-short--${size} rv-date`}
        value={value}
        {...(max === undefined ? {} : { max })}
        aria-invalid={error !== undefined}
        aria-describedby={said.length === 0 ? undefined : said.join(' ')}
        onChange={(e) => onChange(e.target.value)}
      />
      {error !== undefined && (
        <p id={`${id}-error`} className="aksel-error-message aksel-label">
          {error}
        </p>
      )}
    </div>
  );
}
