import { BodyShort, Tag } from '@navikt/ds-react';
import type { JourneyPage } from '#journey/view.ts';
import { useFormat } from '#ui/format.ts';
import { Section } from '#ui/page.tsx';
import { useWords } from '#ui/words.ts';

const colours = { offered: 'warning', accepted: 'success', returned: 'danger', withdrawn: 'neutral' } as const;

/** Every handoff of the journey with the times of both sides. */
export function Handoffs({ page }: { page: JourneyPage }) {
  const { t } = useWords();
  const f = useFormat();
  if (page.handoffList.length === 0) return null;
  return (
    <Section title={t('journey.handoffs')}>
      <ul className="rv-plain-list">
        {page.handoffList.toReversed().map((h) => (
          <li key={h.handoffId} className="jo-handoff">
            <div className="jo-clock-head">
              <BodyShort weight="semibold">
                {h.fromTeamName} → {h.toTeamName}
              </BodyShort>
              <Tag size="small" variant="outline" data-color={colours[h.state]}>
                {t(`journey.handoff.state.${h.state}`)}
              </Tag>
            </div>
            <BodyShort size="small">{h.stepName}</BodyShort>
            <BodyShort size="small" className="rv-soft">
              {t('journey.handoff.offered-at', { who: h.offeredByName, when: f.dateTime(h.offeredAt) })}
              {h.acceptedAt !== null &&
                ` ${t('journey.handoff.accepted-at', { when: f.dateTime(h.acceptedAt), time: f.span(Date.parse(h.acceptedAt) - Date.parse(h.offeredAt)) })}`}
              {h.returnedAt !== null &&
                ` ${t('journey.handoff.returned-at', { when: f.dateTime(h.returnedAt), reason: h.reason ?? '' })}`}
            </BodyShort>
            {h.late && (
              <BodyShort size="small" className="jo-late">
                {t('journey.handoff.was-late')}
              </BodyShort>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
