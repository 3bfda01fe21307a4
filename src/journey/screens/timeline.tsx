import { BodyShort, Button, Tag } from '@navikt/ds-react';
import { useId } from 'react';
import { z } from 'zod';
import type { JourneyPage } from '#journey/view.ts';
import { useAddress } from '#ui/address.ts';
import { useFormat } from '#ui/format.ts';
import { useWords } from '#ui/words.ts';
import { useFactWords } from './fact-words.ts';
import { Undo } from './undo.tsx';

const TimelineState = z.object({ history: z.enum(['all']).optional() });
/** So many of the latest are shown until all are asked for. */
const shownFirst = 8;

/**
 * What has happened, latest first; what became known much later than it happened says so. A long journey shows the latest
 * until all is asked for, which the address then says.
 */
export function Timeline({ page }: { page: JourneyPage }) {
  const { t } = useWords();
  const f = useFormat();
  const words = useFactWords(page);
  const [{ history }, set] = useAddress(TimelineState);
  const id = useId();
  const all = history === 'all';
  const more = page.timeline.length - shownFirst;
  const entries = page.timeline.toReversed().slice(0, all ? undefined : shownFirst);
  return (
    <>
      <ol className="jo-timeline" id={id} reversed start={page.timeline.length}>
        {entries.map((entry) => (
          <li key={entry.seq} data-kind={entry.fact.kind} data-undone={entry.undone || undefined}>
            <time dateTime={entry.fact.occurredAt}>{f.dateTime(entry.fact.occurredAt)}</time>
            <div>
              <BodyShort>
                {words(entry)}
                {entry.undone && (
                  <Tag size="xsmall" variant="outline" data-color="neutral">
                    {t('journey.undone')}
                  </Tag>
                )}
              </BodyShort>
              {entry.fact.kind === 'act-undone' && entry.fact.reason !== '' && (
                <BodyShort size="small">{t('journey.today.reason', { reason: entry.fact.reason })}</BodyShort>
              )}
              {Date.parse(entry.recordedAt) - Date.parse(entry.fact.occurredAt) > 3_600_000 && (
                <BodyShort size="small" className="rv-soft">
                  {t('journey.fact.recorded-later', { when: f.dateTime(entry.recordedAt) })}
                </BodyShort>
              )}
              {entry.seq === page.undo?.act && <Undo />}
            </div>
          </li>
        ))}
      </ol>
      {more > 0 && (
        <div>
          <Button
            size="small"
            variant="tertiary"
            aria-expanded={all}
            aria-controls={id}
            onClick={() => set({ history: all ? undefined : 'all' })}
          >
            {all ? t('journey.today.fewer') : t('journey.today.more', { n: more })}
          </Button>
        </div>
      )}
    </>
  );
}
