import { BodyLong, BodyShort, Heading } from '@navikt/ds-react';
import type { ProcessPage } from '#process/api.ts';
import { To } from '#ui/link.tsx';
import { Empty } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { Owners } from './processes.tsx';

/** Who answers for the road, who for the sum of journeys, and the teams that travel (R121). */
export function Responsibility({ page }: { page: ProcessPage }) {
  const { t } = useWords();
  return (
    <div className="rv-cards">
      <section className="rv-card">
        <Heading level="3" size="xsmall">
          {t('process.responsibility.whole')}
        </Heading>
        <BodyShort className="rv-soft">{t('process.responsibility.whole.text')}</BodyShort>
        <Owners process={page} />
        <Heading level="4" size="xsmall">
          {t('process.leaders')}
        </Heading>
        {page.leaders.length === 0 ? (
          <BodyShort>{t('process.leaders.none')}</BodyShort>
        ) : (
          <ul className="rv-plain-list">
            {page.leaders.map((p) => (
              <li key={p.id}>
                <To to={`/personer/${p.id}`}>{p.name}</To>
              </li>
            ))}
          </ul>
        )}
        {page.board !== null && <BodyShort>{t('process.board', { name: page.board })}</BodyShort>}
      </section>
      <section className="rv-card">
        <Heading level="3" size="xsmall">
          {t('process.teams')}
        </Heading>
        <BodyShort className="rv-soft">
          {page.businessOwner
            ? t('process.teams.report', { name: page.businessOwner.name })
            : t('process.gap.business-owner')}
        </BodyShort>
        {page.teams.length === 0 ? (
          <BodyShort>{t('process.teams.none')}</BodyShort>
        ) : (
          <ul className="rv-plain-list">
            {page.teams.map((team) => (
              <li key={team.id}>
                <To to={`/team/${team.id}`}>{team.name}</To>
                <BodyShort size="small" className="rv-soft">
                  {t('process.teams.units', { names: team.units.join(', ') })}
                </BodyShort>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

/** What the process gives to others and takes from them: a process is understood in its context (R074). */
export function Neighbours({ page }: { page: ProcessPage }) {
  const { t } = useWords();
  if (page.neighbours.length === 0)
    return <Empty title={t('process.neighbours.none')}>{t('process.neighbours.none.text')}</Empty>;
  return (
    <div className="rv-cards">
      {(['takes', 'gives'] as const).map((direction) => {
        const own = page.neighbours.filter((n) => n.direction === direction);
        return (
          <section className="rv-card" key={direction}>
            <Heading level="3" size="xsmall">
              {t(`process.neighbours.${direction}`)}
            </Heading>
            {own.length === 0 && <BodyShort className="rv-soft">{t('process.neighbours.nothing')}</BodyShort>}
            <ul className="rv-plain-list">
              {own.map((n) => (
                <li key={`${n.processId}-${n.object}`}>
                  <To to={`/processer/${n.processId}`}>{n.name}</To>
                  <BodyLong size="small">{n.object}</BodyLong>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
