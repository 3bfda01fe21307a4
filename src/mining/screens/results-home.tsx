import { BodyShort, Tag } from '@navikt/ds-react';
import { Fragment } from 'react';
import { listLogs } from '#mining/api.ts';
import { miningMay } from '#mining/may.ts';
import { listProcesses } from '#process/api.ts';
import { useAnswer } from '#ui/client.ts';
import { shortName, useFormat } from '#ui/format.ts';
import { To, ToButton } from '#ui/link.tsx';
import { ListView } from '#ui/list.tsx';
import { Page, Section } from '#ui/page.tsx';
import { useMay } from '#ui/session.ts';
import { Answered, Empty } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import './mining.css';

function Roads() {
  const { t } = useWords();
  const { count, days } = useFormat();
  const answer = useAnswer(listProcesses, {});
  return (
    <Answered answer={answer}>
      {({ items }) => {
        const travelled = items.filter((p) => p.adopted !== null);
        if (travelled.length === 0) return <Empty title={t('mining.roadsEmpty')}>{t('mining.roadsEmptyWhat')}</Empty>;
        const quiet = travelled.filter((p) => p.travelling === 0 && p.closedYear === 0);
        return (
          <>
            <ul className="mining-roads">
              {travelled
                .filter((p) => !quiet.includes(p))
                .map((p) => (
                  <li key={p.id}>
                    <To to={`/resultat/process/${p.id}`} className="mining-road-name">
                      {p.name}
                    </To>
                    <dl>
                      <div>
                        <dt>{t('mining.travelling')}</dt>
                        <dd>{count(p.travelling)}</dd>
                      </div>
                      <div>
                        <dt>{t('mining.closedYear')}</dt>
                        <dd>{count(p.closedYear)}</dd>
                      </div>
                      <div>
                        <dt>{t('mining.medianLead')}</dt>
                        <dd>{p.medianLeadDays === null ? '–' : days(p.medianLeadDays)}</dd>
                      </div>
                    </dl>
                  </li>
                ))}
            </ul>
            {quiet.length > 0 && (
              <BodyShort size="small">
                {t('mining.roadsQuiet')}{' '}
                {quiet.map((p, at) => (
                  <Fragment key={p.id}>
                    {at > 0 && ', '}
                    <To to={`/resultat/process/${p.id}`}>{shortName(p.name)}</To>
                  </Fragment>
                ))}
              </BodyShort>
            )}
          </>
        );
      }}
    </Answered>
  );
}

const tone = { reading: 'info', choosing: 'warning', ready: 'success', failed: 'error', cancelled: 'neutral' } as const;

function Logs() {
  const { t } = useWords();
  const { date, number } = useFormat();
  return (
    <ListView
      operation={listLogs}
      count={(n) => t('mining.logs.count', { n })}
      caption={t('mining.logs')}
      rowKey={(log) => log.id}
      rowTo={(log) => `/resultat/logg/${log.id}`}
      filters={[
        {
          key: 'state',
          label: t('mining.log.state'),
          options: (['ready', 'reading', 'choosing', 'failed', 'cancelled'] as const).map((value) => ({
            value,
            label: t(`mining.log.state.${value}`),
          })),
        },
      ]}
      columns={[
        { key: 'name', title: t('mining.log.name'), sort: 'name', cell: (log) => log.name },
        {
          key: 'state',
          title: t('mining.log.state'),
          cell: (log) => (
            <Tag size="small" variant={tone[log.state]}>
              {t(`mining.log.state.${log.state}`)}
            </Tag>
          ),
        },
        {
          key: 'cases',
          title: t('mining.cases'),
          numeric: true,
          sort: 'cases',
          cell: (log) =>
            log.state !== 'ready' ? '–' : log.cases === null ? t('mining.log.fewCases') : number(log.cases),
        },
        {
          key: 'events',
          title: t('mining.events'),
          numeric: true,
          sort: 'events',
          cell: (log) => (log.state !== 'ready' || log.events === null ? '–' : number(log.events)),
        },
        { key: 'at', title: t('mining.log.importedAt'), sort: 'importedAt', cell: (log) => date(log.importedAt) },
        { key: 'by', title: t('mining.log.importedBy'), cell: (log) => log.importedByName },
      ]}
      empty={<Empty title={t('mining.logsEmpty')}>{t('mining.logsEmptyWhat')}</Empty>}
    />
  );
}

/** Where results are chosen: the journeys of a road, or a log from elsewhere. */
export function ResultsHome() {
  const { t } = useWords();
  const may = useMay();
  return (
    <Page
      title={t('mining.title')}
      lead={t('mining.lead')}
      wide
      action={
        may(miningMay['import-log']) ? <ToButton to="/resultat/importera">{t('mining.import')}</ToButton> : undefined
      }
    >
      <Section title={t('mining.roads')}>
        <BodyShort textColor="subtle">{t('mining.roadsLead')}</BodyShort>
        <Roads />
      </Section>
      {may(miningMay['list-logs']) ? (
        <Section title={t('mining.logs')}>
          <BodyShort textColor="subtle">{t('mining.logsLead')}</BodyShort>
          <Logs />
        </Section>
      ) : null}
    </Page>
  );
}
