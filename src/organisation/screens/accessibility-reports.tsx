import { Tag } from '@navikt/ds-react';
import type { AccessibilityReport } from '#organisation/accessibility.ts';
import { listAccessibilityReports } from '#organisation/accessibility-api.ts';
import { useFormat } from '#ui/format.ts';
import { To } from '#ui/link.tsx';
import { ListView } from '#ui/list.tsx';
import { Page } from '#ui/page.tsx';
import { Empty } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';

/** Whether a report waits or is answered. */
export function ReportState({ state }: { state: AccessibilityReport['state'] }) {
  const { t } = useWords();
  return (
    <Tag size="xsmall" variant="outline" data-color={state === 'open' ? 'warning' : 'success'}>
      {t(`organisation.accessibility.state.${state}`)}
    </Tag>
  );
}

/** What people have reported that they cannot use, for those who answer and those who lead. */
export function AccessibilityReportsScreen() {
  const { t } = useWords();
  const format = useFormat();
  return (
    <Page
      wide
      title={t('organisation.accessibility.reports')}
      lead={t('organisation.accessibility.reports.lead')}
      action={<To to="/tillganglighet">{t('organisation.accessibility.reports.see')}</To>}
    >
      <ListView
        operation={listAccessibilityReports}
        caption={t('organisation.accessibility.reports')}
        count={(n) => t('organisation.accessibility.reports.count', { n })}
        rowKey={(row) => row.id}
        rowTo={(row) => `/tillganglighet/rapporter/${row.id}`}
        filters={[
          {
            key: 'state',
            label: t('organisation.accessibility.state'),
            standard: { value: 'open' },
            options: (['open', 'answered', 'all'] as const).map((value) => ({
              value,
              label: t(`organisation.accessibility.state.${value}`),
            })),
          },
        ]}
        columns={[
          {
            key: 'note',
            title: t('organisation.accessibility.what'),
            cell: (row) => (row.note.length > 160 ? `${row.note.slice(0, 160)}…` : row.note),
          },
          {
            key: 'page',
            title: t('organisation.accessibility.page'),
            sort: 'page',
            cell: (row) => row.page || t('organisation.accessibility.page.none'),
          },
          {
            key: 'reportedAt',
            title: t('organisation.accessibility.reported'),
            sort: 'reportedAt',
            cell: (row) => format.day(row.reportedAt),
          },
          {
            key: 'wants',
            title: t('organisation.accessibility.wants'),
            cell: (row) => (row.wantsAnswer ? t('organisation.accessibility.wants.yes') : '–'),
          },
          {
            key: 'state',
            title: t('organisation.accessibility.state'),
            sort: 'answeredAt',
            cell: (row) => (
              <>
                <ReportState state={row.state} />
                {row.answeredAt !== null && <span className="rv-soft"> {format.day(row.answeredAt)}</span>}
              </>
            ),
          },
        ]}
        empty={
          <Empty title={t('organisation.accessibility.reports.empty')}>
            {t('organisation.accessibility.reports.empty.text')}
          </Empty>
        }
      />
    </Page>
  );
}
