import { BodyShort, Heading } from '@navikt/ds-react';
import { useContext } from 'react';
import type { z } from 'zod';
import { getMyDay } from '#journey/day-api.ts';
import { journeyMay } from '#journey/may.ts';
import type { HandoffView, JourneyRow, Offered } from '#journey/view.ts';
import type { Hat } from '#lib/acting.ts';
import { useAnswer } from '#ui/client.ts';
import { DayPart } from '#ui/day-part.ts';
import { shortName, useFormat } from '#ui/format.ts';
import { To, ToButton } from '#ui/link.tsx';
import { Page, Section } from '#ui/page.tsx';
import { useMay, useSession } from '#ui/session.ts';
import { Answered, Empty } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { Arrived } from './arrived.tsx';
import { ClockTag } from './clock-view.tsx';
import { Clocks, Pressing } from './day-clocks.tsx';
import { FirstSteps } from './first-steps.tsx';
import { Folded, More, type Part } from './folded.tsx';
import { Where } from './journeys.tsx';
import { Leaderless } from './leaderless.tsx';
import { Load } from './load.tsx';
import { RoadDay, Story } from './road-day.tsx';
import './journey.css';

type Day = z.output<typeof getMyDay.output>;

/** What waits for this person wearing this hat (R149). */
export function Today() {
  const { t } = useWords();
  const f = useFormat();
  const { person, acting } = useSession();
  const answer = useAnswer(getMyDay, {}, { refetchInterval: 120_000 });
  const hat = acting?.hat ?? 'co-worker';
  const mayStart = useMay()(journeyMay['start-journey']);
  return (
    <Page
      title={t('journey.today.title')}
      lead={t('journey.today.lead', { name: person?.name.split(' ')[0] ?? '', day: f.day(Date.now()) })}
      wide
      action={
        mayStart ? (
          <ToButton to="/resor/ny" variant="secondary">
            {t('journey.start.open')}
          </ToButton>
        ) : undefined
      }
    >
      <Answered answer={answer}>
        {(day) => (
          <>
            {hat === 'co-worker' || hat === 'team-leader' ? (
              <WorkDay day={day} hat={hat} />
            ) : (
              <LeadDay day={day} hat={hat} />
            )}
            <Story story={day.story} />
          </>
        )}
      </Answered>
    </Page>
  );
}

/** The day of those who travel with the person. */
function WorkDay({ day, hat }: { day: Day; hat: 'co-worker' | 'team-leader' }) {
  const { t } = useWords();
  const nothing =
    day.next.length +
      day.unclaimed.length +
      day.waiting.length +
      day.arrived.length +
      day.incoming.length +
      day.returned.length +
      day.leaderless.length +
      day.outgoing.length ===
    0;
  return (
    <>
      <Pressing day={day} hat={hat} />
      <Leaderless day={day} />
      {nothing && (
        <Empty title={t('journey.today.nothing')} action={{ to: '/resor', text: t('journey.today.all') }}>
          {t('journey.today.nothing.text')}
        </Empty>
      )}
      {day.incoming.length > 0 && (
        <Section title={t('journey.today.incoming', { n: day.incoming.length })}>
          <Folded
            part="incoming"
            items={day.incoming}
            row={(h) => <HandoffRow key={h.handoffId} handoff={h} side="incoming" />}
          />
        </Section>
      )}
      {day.returned.length > 0 && (
        <Section title={t('journey.today.returned', { n: day.returned.length })}>
          <Folded
            part="returned"
            items={day.returned}
            row={(h) => <HandoffRow key={h.handoffId} handoff={h} side="returned" />}
          />
        </Section>
      )}
      {day.next.length > 0 && (
        <Section title={t('journey.today.next', { n: day.totals.next })}>
          <WorkRows part="next" work={day.next} />
          {day.totals.next > day.next.length && <More shown={day.next.length} total={day.totals.next} />}
        </Section>
      )}
      {day.unclaimed.length > 0 && (
        <Section title={t('journey.today.unclaimed', { n: day.totals.unclaimed })}>
          <WorkRows part="unclaimed" work={day.unclaimed} />
          {day.totals.unclaimed > day.unclaimed.length && (
            <More shown={day.unclaimed.length} total={day.totals.unclaimed} />
          )}
        </Section>
      )}
      <Arrived day={day} />
      <Waiting day={day} />
      <Clocks day={day} />
      {day.outgoing.length > 0 && (
        <Section title={t('journey.today.outgoing', { n: day.outgoing.length })}>
          <Folded
            part="outgoing"
            items={day.outgoing}
            row={(h) => <HandoffRow key={h.handoffId} handoff={h} side="outgoing" />}
          />
        </Section>
      )}
      {hat === 'team-leader' && <Load day={day} />}
    </>
  );
}

/** Journeys where nobody has anything to do until something happens; a timer that has run out comes first. */
function Waiting({ day }: { day: Day }) {
  const { t } = useWords();
  const f = useFormat();
  if (day.waiting.length === 0) return null;
  return (
    <Section title={t('journey.today.waiting', { n: day.totals.waiting })}>
      <Folded
        part="waiting"
        items={day.waiting}
        row={({ journey, ranOut }) => (
          <li key={journey.id} className="jo-row">
            <div>
              <To to={`/resor/${journey.id}`} className="jo-row-name">
                <Where row={{ ...journey, stillDays: 0 }} />
              </To>
              <BodyShort size="small" className="rv-soft">
                {journey.reference} · {shortName(journey.processName)}
              </BodyShort>
            </div>
            <div className="jo-row-marks">
              {ranOut === null ? (
                <span className="rv-soft">
                  {t('journey.since', { day: f.day(journey.at[0]?.since ?? journey.startedAt) })}
                </span>
              ) : (
                <span className="jo-late">
                  {t('journey.today.ran-out', { name: ranOut.name, day: f.day(ranOut.at) })}
                </span>
              )}
            </div>
          </li>
        )}
      />
      {day.totals.waiting > day.waiting.length && <More shown={day.waiting.length} total={day.totals.waiting} />}
    </Section>
  );
}

/** The most pressing first. */
function WorkRows({ part, work }: { part: Part; work: readonly { journey: JourneyRow; offered: Offered }[] }) {
  return (
    <Folded
      part={part}
      items={work}
      row={({ journey, offered }) => (
        <WorkRow key={`${journey.id}-${offered.id}`} journey={journey} offered={offered} />
      )}
    />
  );
}

function WorkRow({ journey, offered }: { journey: JourneyRow; offered: Offered }) {
  const { t } = useWords();
  const f = useFormat();
  const { person } = useSession();
  const late = offered.targetBy !== null && Date.parse(offered.targetBy) < Date.now();
  return (
    <li className="jo-row">
      <div>
        <To to={`/resor/${journey.id}`} className="jo-row-name">
          {offered.name}
        </To>
        <BodyShort size="small" className="rv-soft">
          {journey.reference} · {shortName(journey.processName)}
          {offered.routine !== null && (
            <>
              {' · '}
              <To
                to={`/processer/${journey.processId}/steg/${encodeURIComponent(offered.id)}`}
                search={{ version: journey.versionNumber }}
                aria-label={t('journey.today.routine.of', { step: offered.name })}
              >
                {t('journey.today.routine')}
              </To>
            </>
          )}
        </BodyShort>
      </div>
      <div className="jo-row-marks">
        {offered.state === 'needs-handoff' && <span>{t('journey.today.hand-over')}</span>}
        {offered.takenBy !== null && (
          <span className="rv-soft">
            {t(offered.takenBy.personId === person?.id ? 'journey.today.taken' : 'journey.today.taken-left', {
              name: offered.takenBy.name,
              when: f.day(offered.takenBy.at),
            })}
          </span>
        )}
        {offered.targetBy !== null && (
          <span className={late ? 'jo-late' : 'rv-soft'}>
            {t(late ? 'journey.today.target.passed' : 'journey.today.target', { day: f.day(offered.targetBy) })}
          </span>
        )}
        {journey.worstClock !== null && journey.worstClock.state !== 'running' && (
          <span>
            {journey.worstClock.name} <ClockTag clock={journey.worstClock} />
          </span>
        )}
      </div>
    </li>
  );
}

function HandoffRow({ handoff: h, side }: { handoff: HandoffView; side: 'incoming' | 'returned' | 'outgoing' }) {
  const { t } = useWords();
  const f = useFormat();
  return (
    <li className="jo-row">
      <div>
        <To to={`/resor/${h.journeyId}`} className="jo-row-name">
          {h.stepName}
        </To>
        <BodyShort size="small" className="rv-soft">
          {h.reference} · {shortName(h.processName)}
        </BodyShort>
        {side === 'returned' && h.reason !== null && (
          <BodyShort size="small">{t('journey.today.reason', { reason: h.reason })}</BodyShort>
        )}
      </div>
      <div className="jo-row-marks">
        <span>
          {side === 'incoming' && t('journey.today.from', { who: h.offeredByName, team: h.fromTeamName })}
          {side === 'outgoing' && t('journey.today.to', { team: h.toTeamName, when: f.relative(h.offeredAt) })}
          {side === 'returned' &&
            t('journey.today.returned-by', { team: h.toTeamName, when: f.relative(h.returnedAt ?? h.offeredAt) })}
        </span>
        {side !== 'returned' && h.acceptBy !== null && (
          <span className={h.late ? 'jo-late' : 'rv-soft'}>
            {t(h.late ? 'journey.handoff.late' : 'journey.handoff.by', { when: f.dateTime(h.acceptBy) })}
          </span>
        )}
      </div>
    </li>
  );
}

const ways: Readonly<
  Partial<
    Record<
      Hat,
      readonly {
        to: string;
        key: 'results' | 'obstacles' | 'processes' | 'teams' | 'people' | 'strategy' | 'journeys' | 'trail' | 'checks';
      }[]
    >
  >
> = {
  'business-owner': [
    { to: '/resor', key: 'journeys' },
    { to: '/resultat', key: 'results' },
    { to: '/hinder', key: 'obstacles' },
  ],
  'process-owner': [
    { to: '/hinder', key: 'obstacles' },
    { to: '/resultat', key: 'results' },
    { to: '/processer', key: 'processes' },
  ],
  'process-leader': [
    { to: '/hinder', key: 'obstacles' },
    { to: '/processer', key: 'processes' },
    { to: '/resultat', key: 'results' },
  ],
  'process-support': [
    { to: '/processer', key: 'processes' },
    { to: '/resultat', key: 'results' },
    { to: '/hinder', key: 'obstacles' },
  ],
  'resource-owner': [
    { to: '/team', key: 'teams' },
    { to: '/processer', key: 'processes' },
  ],
  management: [
    { to: '/resultat', key: 'results' },
    { to: '/strategi', key: 'strategy' },
    { to: '/processer', key: 'processes' },
  ],
  board: [
    { to: '/strategi', key: 'strategy' },
    { to: '/resultat', key: 'results' },
  ],
  auditor: [
    { to: '/loggkontroll', key: 'checks' },
    { to: '/granskning', key: 'trail' },
    { to: '/resor', key: 'journeys' },
    { to: '/resultat', key: 'results' },
  ],
  administrator: [
    { to: '/personer', key: 'people' },
    { to: '/team', key: 'teams' },
  ],
};

/** Months whose readings of journeys wait for an auditor's log check (D02). */
function Unchecked({ months }: { months: readonly string[] }) {
  const { t } = useWords();
  const f = useFormat();
  if (months.length === 0) return null;
  const names = months.map(f.month).join(', ');
  return (
    <BodyShort>
      {t('journey.today.unchecked', { months: names, n: months.length })}{' '}
      <To to="/loggkontroll">{t('journey.today.unchecked.open')}</To>
    </BodyShort>
  );
}

/** The day of those who lead and own: the sum, and the ways to where it is acted on. */
function LeadDay({ day, hat }: { day: Day; hat: Hat }) {
  const { t } = useWords();
  const Others = useContext(DayPart);
  return (
    <>
      <BodyShort>{t(`journey.today.hat.${hat}`)}</BodyShort>
      <Others />
      <FirstSteps hat={hat} />
      <RoadDay day={day} />
      <Unchecked months={day.unchecked} />
      {day.load.length === 0 ? null : <Load day={day} />}
      <Clocks day={day} />
      <Section title={t('journey.today.ways')}>
        <ul className="rv-cards">
          {(ways[hat] ?? []).map(({ to, key }) => (
            <li key={to} className="rv-card">
              <Heading level="3" size="xsmall">
                <To to={to}>{t(`journey.today.way.${key}`)}</To>
              </Heading>
              <BodyShort>{t(`journey.today.way.${key}.text`)}</BodyShort>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
