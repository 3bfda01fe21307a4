import { BodyLong } from '@navikt/ds-react';
import type { Flattening } from '#mining/object-choice.ts';
import { useWords } from '#ui/words.ts';

/** What becomes of the figures when the objects of a type are the cases: what falls out, and what is counted several times. */
export function FlatteningDoes({ figures }: { readonly figures: Flattening }) {
  const { t } = useWords();
  const { objectType: type, cases, ofEvents, eventsLeftOut, eventsRepeated, rowsAdded, rowsDiverging } = figures;
  if (cases === null) return <BodyLong className="mining-flattening">{t('mining.objects.fewMeans')}</BodyLong>;
  const lines = [
    eventsLeftOut === null || ofEvents === null || eventsLeftOut === 0
      ? undefined
      : t('mining.objects.leftOut', { count: eventsLeftOut, all: ofEvents, type }),
    figures.objectsLeftOut === 0
      ? undefined
      : figures.objectsLeftOut === null
        ? t('mining.objects.objectsLeftOutFew', { type })
        : t('mining.objects.objectsLeftOut', { count: figures.objectsLeftOut, type }),
    eventsRepeated === null || rowsAdded === null || eventsRepeated === 0
      ? undefined
      : t('mining.objects.repeated', { count: eventsRepeated, added: rowsAdded, type }),
    rowsDiverging === null || rowsDiverging === 0 ? undefined : t('mining.objects.diverging', { count: rowsDiverging }),
  ].filter((line) => line !== undefined);
  if (lines.length === 0) return <BodyLong className="mining-flattening">{t('mining.objects.whole')}</BodyLong>;
  return (
    <BodyLong as="ul" className="mining-flattening">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </BodyLong>
  );
}
