import { listJourneys } from '#journey/api.ts';
import { journeyMay } from '#journey/may.ts';
import type { JourneyRow } from '#journey/view.ts';
import { listProcesses } from '#process/api.ts';
import { useAnswer } from '#ui/client.ts';
import { type Format, shortName, useFormat } from '#ui/format.ts';
import { ToButton } from '#ui/link.tsx';
import { type Column, ListView } from '#ui/list.tsx';
import { Page } from '#ui/page.tsx';
import { useMay, useSession } from '#ui/session.ts';
import { Empty } from '#ui/state.tsx';
import { type Translate, useWords } from '#ui/words.ts';
import { ClockTag } from './clock-view.tsx';
import './journey.css';

/** The journeys this hat may see. */
export function Journeys() {
  const { t } = useWords();
  const f = useFormat();
  const { teams } = useSession();
  const processes = useAnswer(listProcesses, {});
  const mayStart = useMay()(journeyMay['start-journey']);
  return (
    <Page
      title={t('journey.list.title')}
      lead={t('journey.list.lead')}
      wide
      action={mayStart ? <ToButton to="/resor/ny">{t('journey.start.open')}</ToButton> : undefined}
    >
      <ListView
        operation={listJourneys}
        caption={t('journey.list.title')}
        columns={columnsOf(t, f)}
        rowKey={(row) => row.id}
        rowTo={(row) => `/resor/${row.id}`}
        filters={[
          {
            key: 'processId',
            label: t('journey.process'),
            options: (processes.data?.items ?? []).map((p) => ({ value: p.id, label: shortName(p.name) })),
          },
          ...(teams.length > 1
            ? [
                {
                  key: 'teamId',
                  label: t('journey.team'),
                  options: teams.map((team) => ({ value: team.id, label: team.name })),
                },
              ]
            : []),
          {
            key: 'state',
            label: t('journey.state'),
            standard: { value: 'travelling' },
            options: (['travelling', 'closed', 'all'] as const).map((value) => ({
              value,
              label: t(`journey.state.${value}`),
            })),
          },
          {
            key: 'signal',
            label: t('journey.signal'),
            options: (['handoff', 'clock', 'still'] as const).map((value) => ({
              value,
              label: t(`journey.signal.${value}`),
            })),
          },
        ]}
        empty={
          <Empty
            title={t('journey.list.empty')}
            {...(mayStart ? { action: { to: '/resor/ny', text: t('journey.start.open') } } : {})}
          >
            {t('journey.list.empty.text')}
          </Empty>
        }
      />
    </Page>
  );
}

function columnsOf(t: Translate, f: Format): Column<JourneyRow>[] {
  return [
    { key: 'reference', title: t('journey.reference'), sort: 'reference', cell: (row) => row.reference },
    { key: 'process', title: t('journey.process'), sort: 'process', cell: (row) => shortName(row.processName) },
    { key: 'at', title: t('journey.at'), cell: (row) => <Where row={row} /> },
    { key: 'responsible', title: t('journey.responsible'), cell: (row) => <Responsible row={row} /> },
    { key: 'lead', title: t('journey.lead'), sort: 'lead', numeric: true, cell: (row) => f.days(row.leadDays) },
    {
      key: 'clock',
      title: t('journey.clock'),
      sort: 'deadline',
      cell: (row) => row.worstClock && <ClockTag clock={row.worstClock} short />,
    },
    {
      key: 'handoff',
      title: t('journey.handoff'),
      cell: (row) => row.handoff && t('journey.handoff.to', { team: row.handoff.toTeamName }),
    },
  ];
}

function Responsible({ row }: { row: JourneyRow }) {
  return (
    <>
      {row.responsibleName}
      <span className="jo-sub">{row.teamName}</span>
    </>
  );
}

/** Where the journey stands, in words; how it ended when it is closed. */
export function Where({ row }: { row: Pick<JourneyRow, 'at' | 'state' | 'outcome' | 'stillDays'> }) {
  const { t } = useWords();
  const f = useFormat();
  if (row.state === 'closed')
    return <>{row.outcome === null ? t('journey.state.closed') : t(`journey.ended.${row.outcome}`)}</>;
  return (
    <>
      {row.at.map((place) => place.name).join(', ') || t('journey.at.end')}
      {row.stillDays > 7 && <span className="jo-still"> {t('journey.still', { time: f.days(row.stillDays) })}</span>}
    </>
  );
}
