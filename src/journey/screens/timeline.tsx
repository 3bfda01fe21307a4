import { BodyShort, Button } from '@navikt/ds-react';
import { useId } from 'react';
import { z } from 'zod';
import type { JourneyPage } from '#journey/view.ts';
import { unreachable } from '#lib/result.ts';
import { useAddress } from '#ui/address.ts';
import { useFormat } from '#ui/format.ts';
import { useWords } from '#ui/words.ts';

type Told = JourneyPage['timeline'][number];

/** Each fact as a sentence: who did what, in plain words. */
export function useFactWords(page: JourneyPage): (entry: Told) => string {
  const { t } = useWords();
  const names = new Map(page.timeline.map((e) => [e.fact.personId as string, e.personName]));
  names.set(page.responsibleId, page.responsibleName);
  return ({ fact, personName: who, stepName, teamName, toTeamName }) => {
    const step = stepName ?? '';
    const nameOf = (id: string) => names.get(id) ?? t('journey.fact.somebody');
    switch (fact.kind) {
      case 'journey-started':
        return t('journey.fact.started', { who, team: teamName ?? '' });
      case 'step-taken':
        return t('journey.fact.taken', { who, step });
      case 'step-put-back':
        return t('journey.fact.put-back', { who, step });
      case 'step-completed':
        return t('journey.fact.completed', { who, step });
      case 'event-occurred':
        return t('journey.fact.event', { who, step });
      case 'way-chosen':
        return t('journey.fact.chosen', { who, step });
      case 'handoff-offered':
        return t('journey.fact.offered', { who, step, team: toTeamName ?? '' });
      case 'handoff-accepted':
        return t('journey.fact.accepted', { who, responsible: nameOf(fact.responsibleId) });
      case 'handoff-returned':
        return t('journey.fact.returned', { who, reason: fact.reason });
      case 'handoff-withdrawn':
        return t('journey.fact.withdrawn', { who });
      case 'obstacle-reported':
        return step === '' ? t('journey.fact.obstacle', { who }) : t('journey.fact.obstacle-on', { who, step });
      case 'responsible-changed':
        return t('journey.fact.responsible', { who, responsible: nameOf(fact.responsibleId) });
      case 'journey-closed':
        return t('journey.fact.closed', { who, outcome: t(`journey.outcome.${fact.outcome}`) });
      default:
        return unreachable(fact);
    }
  };
}

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
          <li key={entry.seq} data-kind={entry.fact.kind}>
            <time dateTime={entry.fact.occurredAt}>{f.dateTime(entry.fact.occurredAt)}</time>
            <div>
              <BodyShort>{words(entry)}</BodyShort>
              {Date.parse(entry.recordedAt) - Date.parse(entry.fact.occurredAt) > 3_600_000 && (
                <BodyShort size="small" className="rv-soft">
                  {t('journey.fact.recorded-later', { when: f.dateTime(entry.recordedAt) })}
                </BodyShort>
              )}
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
