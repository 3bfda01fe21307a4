import { Alert, BodyShort, Button, HStack, VStack } from '@navikt/ds-react';
import { type FormEvent, useState } from 'react';
import { hats } from '#lib/acting.ts';
import { miningMay } from '#mining/may.ts';
import { lastSettledDay } from '#mining/travelled/earlier-day.ts';
import { DateField } from '#ui/date-field.tsx';
import { useFormat } from '#ui/format.ts';
import { useHatName, within } from '#ui/hat.ts';
import { useWords } from '#ui/words.ts';

/** Says that what is shown is how it stood on an earlier day, with the way back to now; or that this hat may not see that. */
export function EarlierDayNotice({
  asOf,
  isBarred,
  leave,
}: {
  readonly asOf: string;
  readonly isBarred: boolean;
  readonly leave: () => void;
}) {
  const { t } = useWords();
  const { date, either } = useFormat();
  const hatName = useHatName();
  const readers = hats.filter((hat) => hat in miningMay['get-earlier-process-results']);
  return (
    <Alert variant={isBarred ? 'info' : 'warning'} size="small" role="status">
      <VStack gap="space-8" align="start">
        <BodyShort size="small" weight="semibold">
          {t(isBarred ? 'mining.earlier.barred' : 'mining.earlier.shown', { day: date(asOf) })}
        </BodyShort>
        <BodyShort size="small">
          {isBarred
            ? t('mining.earlier.barredWhy', { hats: either(readers.map((hat) => within(hatName(hat)))) })
            : t('mining.earlier.shownWhy')}
        </BodyShort>
        <BackToNow leave={leave} />
      </VStack>
    </Alert>
  );
}

/** Says that the address names no day of the calendar. */
export function NoDayNotice({ asOf, leave }: { readonly asOf: string; readonly leave: () => void }) {
  const { t } = useWords();
  return (
    <Alert variant="warning" size="small" role="status">
      <VStack gap="space-8" align="start">
        <BodyShort size="small">{t('mining.earlier.noDay', { day: asOf })}</BodyShort>
        <BackToNow leave={leave} />
      </VStack>
    </Alert>
  );
}

/** The way back from an earlier day. */
export function BackToNow({ leave }: { readonly leave: () => void }) {
  const { t } = useWords();
  return (
    <div>
      <Button size="small" variant="secondary" data-color="neutral" onClick={leave}>
        {t('mining.earlier.leave')}
      </Button>
    </div>
  );
}

/** Where an earlier day is chosen: any that has ended. */
export function EarlierDayField({
  asOf,
  choose,
}: {
  readonly asOf: string | undefined;
  readonly choose: (day: string) => void;
}) {
  const { t } = useWords();
  const { date } = useFormat();
  const [day, setDay] = useState(asOf ?? '');
  const [isWrong, setWrong] = useState(false);
  const last = lastSettledDay(Date.now());
  const submit = (e: FormEvent) => {
    e.preventDefault();
    const isRight = day !== '' && day <= last;
    setWrong(!isRight);
    if (isRight) choose(day);
  };
  return (
    <form onSubmit={submit} noValidate>
      <HStack gap="space-8" align="end" wrap>
        <DateField
          size="small"
          label={t('mining.earlier.day')}
          max={last}
          value={day}
          error={isWrong ? t('mining.earlier.dayWrong', { last: date(last) }) : undefined}
          onChange={setDay}
        />
        <Button size="small" variant="secondary" type="submit">
          {t('mining.earlier.show')}
        </Button>
      </HStack>
    </form>
  );
}
