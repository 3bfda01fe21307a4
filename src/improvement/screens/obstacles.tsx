import { Button, Tag } from '@navikt/ds-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { listObstacleKinds, listObstacles } from '#improvement/api.ts';
import { improvementMay } from '#improvement/may.ts';
import { useAddress } from '#ui/address.ts';
import { useProcessChoices } from '#ui/choices.ts';
import { useAnswer } from '#ui/client.ts';
import { shortName, useFormat } from '#ui/format.ts';
import { ListView } from '#ui/list.tsx';
import { Page } from '#ui/page.tsx';
import { useMay } from '#ui/session.ts';
import { Empty } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { AddKind } from './add-kind.tsx';
import { ReportObstacle } from './report.tsx';

/** What is in the way of journeys, on every road, and the common work on it. */
export function ObstaclesScreen({ report }: { report?: ReactNode }) {
  const { t, locale } = useWords();
  const may = useMay();
  const format = useFormat();
  const processes = useProcessChoices();
  const kinds = useAnswer(listObstacleKinds, {}, { staleTime: 300_000 }).data;
  const [reporting, setReporting] = useState(false);
  const [adding, setAdding] = useState(false);
  return (
    <Page
      wide
      title={t('improvement.obstacles')}
      lead={t('improvement.lead')}
      action={
        may(improvementMay['report-obstacle']) && (
          <Button onClick={() => setReporting(true)}>{t('improvement.report')}</Button>
        )
      }
    >
      <ListView
        operation={listObstacles}
        caption={t('improvement.obstacles')}
        count={(n) => t('improvement.count', { n })}
        rowKey={(row) => row.id}
        rowTo={(row) => `/hinder/${row.id}`}
        filters={[
          {
            key: 'state',
            label: t('improvement.state'),
            standard: { value: 'open' },
            options: (['open', 'removed', 'all'] as const).map((value) => ({
              value,
              label: t(`improvement.states.${value}`),
            })),
          },
          {
            key: 'processId',
            label: t('improvement.process'),
            options: processes.map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            key: 'kind',
            label: t('improvement.kind'),
            options: (kinds?.items ?? []).map((kind) => ({ value: kind.key, label: kind[locale] })),
          },
        ]}
        columns={[
          { key: 'note', title: t('improvement.what'), cell: (row) => row.note },
          {
            key: 'kind',
            title: t('improvement.kind'),
            sort: 'kind',
            cell: (row) => (locale === 'sv' ? row.kindSv : row.kindEn),
          },
          {
            key: 'where',
            title: t('improvement.where'),
            sort: 'process',
            cell: (row) =>
              row.stepName === null ? shortName(row.processName) : `${shortName(row.processName)}: ${row.stepName}`,
          },
          {
            key: 'at',
            title: t('improvement.reported'),
            sort: 'reportedAt',
            cell: (row) => `${format.day(row.reportedAt)}, ${row.reportedByUnit}`,
          },
          {
            key: 'work',
            title: t('improvement.work'),
            numeric: true,
            sort: 'contributions',
            cell: (row) => row.contributions,
          },
          {
            key: 'state',
            title: t('improvement.state'),
            cell: (row) => (
              <Tag size="xsmall" variant="outline" data-color={row.state === 'open' ? 'warning' : 'success'}>
                {t(`improvement.state.${row.state}`)}
              </Tag>
            ),
          },
        ]}
        empty={<Empty title={t('improvement.empty')}>{t('improvement.empty.text')}</Empty>}
      />
      {kinds?.may.includes('add-obstacle-kind') && (
        <div>
          <Button variant="tertiary" size="small" onClick={() => setAdding(true)}>
            {t('improvement.kind.add')}
          </Button>
        </div>
      )}
      {reporting && <ReportObstacle onClose={() => setReporting(false)} />}
      {report}
      {adding && <AddKind onClose={() => setAdding(false)} />}
    </Page>
  );
}

const place = z.object({
  processId: z.string().optional(),
  stepId: z.string().optional(),
  journeyId: z.string().optional(),
});

/** The same list with the form open, filled in with what the address says of the place. */
export function ReportScreen() {
  const [known] = useAddress(place);
  const navigate = useNavigate();
  return <ObstaclesScreen report={<ReportObstacle place={known} onClose={() => void navigate({ to: '/hinder' })} />} />;
}
