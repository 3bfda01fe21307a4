import { MonthPicker, useMonthpicker } from '@navikt/ds-react';

/** A month in which journeys began: its first day as `from`, its last as `to`. */
export function MonthField({
  label,
  value,
  last,
  onChange,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly last: boolean;
  readonly onChange: (date: string | undefined) => void;
}) {
  const { monthpickerProps, inputProps } = useMonthpicker({
    ...(value === undefined ? {} : { defaultSelected: new Date(`${value}T12:00:00`) }),
    inputFormat: 'yyyy-MM',
    onMonthChange: (month) => {
      const day = month && new Date(month.getFullYear(), month.getMonth() + (last ? 1 : 0), last ? 0 : 1);
      onChange(day?.toLocaleDateString('sv-SE'));
    },
  });
  return (
    <MonthPicker {...monthpickerProps}>
      <MonthPicker.Input {...inputProps} size="small" label={label} />
    </MonthPicker>
  );
}
