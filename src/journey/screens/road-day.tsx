import { BodyLong, BodyShort, Heading, Tag } from '@navikt/ds-react';
import type { z } from 'zod';
import type { getMyDay } from '#journey/day-api.ts';
import { processMay } from '#process/may.ts';
import { shortName, useFormat } from '#ui/format.ts';
import { To } from '#ui/link.tsx';
import { Section } from '#ui/page.tsx';
import { useMay, useSession } from '#ui/session.ts';
import { useWords } from '#ui/words.ts';

type Day = z.output<typeof getMyDay.output>;

/** What the road asks of those who answer for it: versions to adopt, and what is in the way. */
export function RoadDay({ day }: { day: Day }) {
  const { acting } = useSession();
  if (acting?.hat !== 'process-owner' && acting?.hat !== 'process-leader') return null;
  return (
    <>
      <Drafts drafts={day.drafts} />
      <Obstacles
        obstacles={day.obstacles}
        processId={acting.scope.kind === 'process' ? acting.scope.processId : null}
      />
    </>
  );
}

function Drafts({ drafts }: { drafts: Day['drafts'] }) {
  const { t } = useWords();
  const f = useFormat();
  const may = useMay();
  if (drafts.length === 0) return null;
  return (
    <Section title={t('journey.today.drafts', { n: drafts.length })}>
      <ul className="rv-plain-list">
        {drafts.map((draft) => (
          <li key={`${draft.processId}-${draft.number}`} className="jo-row">
            <div>
              <To to={`/processer/${draft.processId}`} search={{ version: draft.number }} className="jo-row-name">
                {t('journey.today.draft', { name: shortName(draft.processName), n: draft.number })}
              </To>
              <BodyShort size="small" className="rv-soft">
                {[draft.createdByName, f.day(draft.createdAt), draft.note].filter((part) => part).join(' · ')}
              </BodyShort>
            </div>
            <div className="jo-row-marks">
              {t(
                may(processMay['adopt-version'], { processId: draft.processId })
                  ? 'journey.today.draft.yours'
                  : 'journey.today.draft.owners',
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Obstacles({ obstacles, processId }: { obstacles: Day['obstacles']; processId: string | null }) {
  const { t, locale } = useWords();
  const f = useFormat();
  return (
    <Section title={t('journey.today.obstacles', { n: obstacles.total })}>
      {obstacles.total === 0 && <BodyShort className="rv-soft">{t('journey.today.obstacles.none')}</BodyShort>}
      <ul className="rv-plain-list">
        {obstacles.items.map((one) => (
          <li key={one.id} className="jo-row">
            <div>
              <To to={`/hinder/${one.id}`} className="jo-row-name">
                {one.note}
              </To>
              <BodyShort size="small" className="rv-soft">
                {[one.stepName ?? shortName(one.processName), locale === 'sv' ? one.kindSv : one.kindEn].join(' · ')}
              </BodyShort>
            </div>
            <div className="jo-row-marks">
              <span className="rv-soft">{t('journey.today.obstacle.since', { when: f.relative(one.reportedAt) })}</span>
              <span>{t('journey.today.obstacle.work', { n: one.contributions })}</span>
            </div>
          </li>
        ))}
      </ul>
      {obstacles.total > obstacles.items.length && (
        <BodyShort size="small">
          {t('journey.today.shown', { shown: obstacles.items.length, total: obstacles.total })}{' '}
          <To to="/hinder" search={processId === null ? {} : { processId }}>
            {t('journey.today.obstacles.all')}
          </To>
        </BodyShort>
      )}
    </Section>
  );
}

/** The invented story of a demo organisation: the order that lay unseen, and the obstacle that it left on the road. */
export function Story({ story }: { story: Day['story'] }) {
  const { t } = useWords();
  if (story === null) return null;
  return (
    <section className="rv-card" aria-labelledby="jo-story">
      <Heading level="2" size="xsmall" id="jo-story">
        {t('journey.story')}{' '}
        <Tag size="xsmall" variant="outline" data-color="neutral">
          {t('shell.invented')}
        </Tag>
      </Heading>
      <BodyLong size="small">{t('journey.story.text')}</BodyLong>
      <div className="rv-form-actions">
        {story.journeyId !== null && <To to={`/resor/${story.journeyId}`}>{t('journey.story.follow')}</To>}
        {story.obstacleId !== null && <To to={`/hinder/${story.obstacleId}`}>{t('journey.story.obstacle')}</To>}
      </div>
    </section>
  );
}
