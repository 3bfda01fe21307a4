import { BodyShort, Button } from '@navikt/ds-react';
import { type ReactNode, useId, useState } from 'react';
import { To } from '#ui/link.tsx';
import { useWords } from '#ui/words.ts';

/** So many of a list are seen at first. */
export const shownFirst = 8;

/** The first of a list; the rest one click away, so that the day can be taken in at a glance. */
export function Folded<T>({ items, row }: { items: readonly T[]; row: (item: T) => ReactNode }) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const id = useId();
  return (
    <>
      <ul className="rv-plain-list" id={id}>
        {items.slice(0, all ? items.length : shownFirst).map(row)}
      </ul>
      {items.length > shownFirst && (
        <div>
          <Button size="small" variant="tertiary" aria-expanded={all} aria-controls={id} onClick={() => setAll(!all)}>
            {all ? t('journey.today.fewer') : t('journey.today.more', { n: items.length - shownFirst })}
          </Button>
        </div>
      )}
    </>
  );
}

/** Says that the day doesn't have them all, and where they are. */
export function More({ shown, total }: { shown: number; total: number }) {
  const { t } = useWords();
  return (
    <BodyShort size="small">
      {t('journey.today.shown', { shown, total })} <To to="/resor">{t('journey.today.all')}</To>
    </BodyShort>
  );
}
