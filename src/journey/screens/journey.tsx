import { BodyShort, Button, Heading, ReadMore, Tag } from '@navikt/ds-react';
import { useState } from 'react';
import { changeResponsible, closeJourney, getJourney, reportJourneyObstacle } from '#journey/api.ts';
import type { JourneyPage } from '#journey/view.ts';
import type { JourneyId } from '#lib/id.ts';
import { getProcess } from '#process/api.ts';
import { useParam } from '#ui/address.ts';
import { useAnswer } from '#ui/client.ts';
import { useFormat } from '#ui/format.ts';
import { To, ToButton } from '#ui/link.tsx';
import { Facts, Page, Section } from '#ui/page.tsx';
import { Answered, Loading } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { Acts, useActs } from './acts.tsx';
import { ClockLine } from './clock-view.tsx';
import { CloseDialog, ObstacleDialog, ResponsibleDialog } from './dialogs.tsx';
import { Handoffs } from './handoffs.tsx';
import { JourneyStrip } from './journey-strip.tsx';
import { Where } from './journeys.tsx';
import { NextSteps } from './next.tsx';
import { Timeline } from './timeline.tsx';
import { JustDone } from './undo.tsx';
import './journey.css';

/** One journey: what is next above all, then where it is on the road, and everything that has happened. */
export function JourneyScreen() {
  const { t } = useWords();
  const journeyId = useParam('journeyId') as JourneyId;
  const answer = useAnswer(getJourney, { params: { journeyId } }, { refetchInterval: 60_000 });
  const page = answer.data;
  return (
    <Page
      title={page && t('journey.page.named', { reference: page.reference })}
      wide
      crumbs={[{ to: '/resor', text: t('journey.list.title') }]}
      marks={page && <State page={page} />}
    >
      <Answered answer={answer} loading={<Loading rows={5} height={80} />}>
        {(found) => (
          <Acts page={found}>
            <JustDone />
            <NextSteps />
            <Head page={found} />
            <RoadOf page={found} />
            <div className="jo-two">
              <div className="jo-aside">
                <Clocks clocks={found.clocks} />
                <Handoffs page={found} />
              </div>
              <Section title={t('journey.timeline')}>
                <Timeline page={found} />
              </Section>
            </div>
          </Acts>
        )}
      </Answered>
    </Page>
  );
}

/** The clocks that run, and those that have stopped out of the way. */
function Clocks({ clocks }: { clocks: JourneyPage['clocks'] }) {
  const { t } = useWords();
  const [running, stopped] = [clocks.filter((c) => c.stoppedAt === null), clocks.filter((c) => c.stoppedAt !== null)];
  const list = (some: JourneyPage['clocks']) => (
    <ul className="rv-plain-list">
      {some.map((clock) => (
        <ClockLine key={`${clock.clockId}-${clock.startedAt}`} clock={clock} />
      ))}
    </ul>
  );
  if (clocks.length === 0) return null;
  return (
    <Section title={t('journey.clocks')}>
      {running.length > 0 && list(running)}
      {stopped.length > 0 && (
        <ReadMore header={t('journey.clocks.stopped', { n: stopped.length })}>{list(stopped)}</ReadMore>
      )}
    </Section>
  );
}

function State({ page }: { page: JourneyPage }) {
  const { t } = useWords();
  return (
    <Tag size="small" variant="outline" data-color={page.state === 'closed' ? 'neutral' : 'accent'}>
      {page.outcome === null ? t(`journey.state.${page.state}`) : t(`journey.ended.${page.outcome}`)}
    </Tag>
  );
}

type Open = 'obstacle' | 'responsible' | 'close' | null;

function Head({ page }: { page: JourneyPage }) {
  const { t } = useWords();
  const f = useFormat();
  const { may } = useActs();
  const [open, setOpen] = useState<Open>(null);
  const travelling = page.state === 'travelling';
  return (
    <section className="jo-head" aria-label={t('journey.page.title')}>
      <Facts
        items={[
          {
            name: t('journey.process'),
            value: (
              <To to={`/processer/${page.processId}`} search={{ version: page.versionNumber }}>
                {page.processName}
              </To>
            ),
          },
          { name: t(travelling ? 'journey.at' : 'journey.at.closed'), value: <Where row={page} /> },
          { name: t('journey.responsible'), value: `${page.responsibleName}, ${page.teamName}` },
          {
            name: t('journey.lead'),
            value: t(travelling ? 'journey.lead.since' : 'journey.lead.whole', {
              time: f.days(page.leadDays),
              day: f.day(page.startedAt),
            }).concat(page.leadTarget === null ? '' : t('journey.target.lead', { time: f.duration(page.leadTarget) })),
          },
          {
            name: t('journey.handoffs.count'),
            value: `${page.handoffs}${page.handoffTarget === null ? '' : t('journey.target.handoffs', { n: page.handoffTarget })}`,
          },
          { name: t('journey.from'), value: page.startSituation.name },
          { name: t('journey.goal'), value: page.goalSituation.name },
        ]}
      />
      {!may(reportJourneyObstacle) && (
        <div>
          <ToButton
            to="/hinder/nytt"
            search={{ processId: page.processId, stepId: page.at[0]?.stepId }}
            variant="secondary"
            size="small"
          >
            {t('journey.obstacle.on-road')}
          </ToButton>
        </div>
      )}
      {travelling && (
        <div className="rv-form-actions">
          {may(reportJourneyObstacle) && (
            <Button size="small" variant="secondary" data-color="neutral" onClick={() => setOpen('obstacle')}>
              {t('journey.obstacle.open')}
            </Button>
          )}
          {may(changeResponsible) && (
            <Button size="small" variant="tertiary" data-color="neutral" onClick={() => setOpen('responsible')}>
              {t('journey.responsible.open')}
            </Button>
          )}
          {may(closeJourney) && (
            <Button size="small" variant="tertiary" data-color="neutral" onClick={() => setOpen('close')}>
              {t('journey.close.open')}
            </Button>
          )}
        </div>
      )}
      {open === 'obstacle' && <ObstacleDialog onClose={() => setOpen(null)} />}
      {open === 'responsible' && <ResponsibleDialog onClose={() => setOpen(null)} />}
      {open === 'close' && <CloseDialog onClose={() => setOpen(null)} />}
    </section>
  );
}

function RoadOf({ page }: { page: JourneyPage }) {
  const { t } = useWords();
  const f = useFormat();
  const answer = useAnswer(getProcess, {
    params: { processId: page.processId },
    query: { version: page.versionNumber },
  });
  const median = answer.data?.medianLeadDays ?? null;
  const arrival = Date.parse(page.startedAt) + (median ?? 0) * 86_400_000;
  return (
    <section aria-labelledby="jo-road" className="rv-section">
      <Heading level="2" size="small" id="jo-road">
        {t('journey.road')}
      </Heading>
      {page.state === 'travelling' && median !== null && (
        <BodyShort className="rv-soft">
          {t(arrival < Date.now() ? 'journey.arrival.passed' : 'journey.arrival', {
            time: f.days(median),
            day: f.day(arrival),
          })}
        </BodyShort>
      )}
      <Answered answer={answer} loading={<Loading rows={2} height={120} />}>
        {(process) => <JourneyStrip page={page} road={process.road} />}
      </Answered>
    </section>
  );
}
