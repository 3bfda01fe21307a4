import { BodyShort, Label } from '@navikt/ds-react';
import { useId } from 'react';

/** A day, by the browser's own date field: quick to type, known to the screen reader, and small. Value `2026-11-23`. */
export function DateField({
  label,
  description,
  value,
  max,
  error,
  onChange,
}: {
  label: string;
  description?: string;
  value: string;
  max?: string;
  error?: string | undefined;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div
      className={`aksel-form-field aksel-form-field--medium${error === undefined ? '' : ' aksel-text-field--error'}`}
    >
      <Label htmlFor={id} className="aksel-form-field__label">
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
        className="aksel-text-field__input aksel-body-short rv-date"
        value={value}
        {...(max === undefined ? {} : { max })}
        aria-invalid={error !== undefined}
        aria-describedby={description === undefined ? undefined : `${id}-why`}
        onChange={(e) => onChange(e.target.value)}
      />
      {error !== undefined && <p className="aksel-error-message aksel-label">{error}</p>}
    </div>
  );
}
