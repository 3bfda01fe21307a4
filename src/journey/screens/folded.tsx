import { BodyShort, Button } from '@navikt/ds-react';
import { type ReactNode, useId } from 'react';
import { z } from 'zod';
import { useAddress } from '#ui/address.ts';
import { To } from '#ui/link.tsx';
import { useWords } from '#ui/words.ts';

/** So many of a part are shown until it is unfolded. */
export const shownFirst = 8;

export type Part = 'arrived' | 'next' | 'unclaimed' | 'waiting' | 'incoming' | 'returned' | 'outgoing' | 'clocks';
const DayState = z.object({ open: z.string().max(80).default('') });

/**
 * The first of a part of the day; the rest one click away, so that the day can be taken in at a glance. Which parts are
 * unfolded is in the address: who comes back from a journey finds the list as it was.
 */
export function Folded<T>({ part, items, row }: { part: Part; items: readonly T[]; row: (item: T) => ReactNode }) {
  const { t } = useWords();
  const [{ open }, set] = useAddress(DayState);
  const id = useId();
  const unfolded = open.split(',').filter((name) => name !== '');
  const all = unfolded.includes(part);
  const toggle = () => {
    const left = all ? unfolded.filter((name) => name !== part) : [...unfolded, part];
    set({ open: left.length === 0 ? undefined : left.join(',') });
  };
  return (
    <>
      <ul className="rv-plain-list" id={id}>
        {items.slice(0, all ? items.length : shownFirst).map(row)}
      </ul>
      {items.length > shownFirst && (
        <div>
          <Button size="small" variant="tertiary" aria-expanded={all} aria-controls={id} onClick={toggle}>
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
