import { BodyShort } from '@navikt/ds-react';
import type { z } from 'zod';
import type { getMyDay } from '#journey/day-api.ts';
import { shortName, useFormat } from '#ui/format.ts';
import { To } from '#ui/link.tsx';
import { Section } from '#ui/page.tsx';
import { useWords } from '#ui/words.ts';
import { Folded, More } from './folded.tsx';

/** Journeys at the end of the road: what is left to do is to say what became of the need (R028). */
export function Arrived({ day }: { day: z.output<typeof getMyDay.output> }) {
  const { t } = useWords();
  const f = useFormat();
  if (day.arrived.length === 0) return null;
  return (
    <Section title={t('journey.today.arrived', { n: day.totals.arrived })}>
      <Folded
        part="arrived"
        items={day.arrived}
        row={({ journey, since }) => (
          <li key={journey.id} className="jo-row">
            <div>
              <To to={`/resor/${journey.id}`} className="jo-row-name">
                {t('journey.close.open')}
              </To>
              <BodyShort size="small" className="rv-soft">
                {journey.reference} · {shortName(journey.processName)}
              </BodyShort>
            </div>
            <div className="jo-row-marks">
              <span className="rv-soft">{t('journey.since', { day: f.day(since) })}</span>
            </div>
          </li>
        )}
      />
      {day.totals.arrived > day.arrived.length && <More shown={day.arrived.length} total={day.totals.arrived} />}
    </Section>
  );
}
