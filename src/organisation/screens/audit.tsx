import { ReadMore } from '@navikt/ds-react';
import { listAudit } from '#organisation/audit-api.ts';
import { useFormat } from '#ui/format.ts';
import { useHatName } from '#ui/hat.ts';
import { ListView } from '#ui/list.tsx';
import { Page } from '#ui/page.tsx';
import { Empty } from '#ui/state.tsx';
import { isWordKey, useWords } from '#ui/words.ts';

const shown = (value: unknown) => (value === null || value === undefined ? '–' : JSON.stringify(value, null, 1));

/** The audit trail: who, wearing which hat, did what, when, and how it was before and after (R070). */
export function AuditScreen() {
  const { t } = useWords();
  const hatName = useHatName();
  const format = useFormat();
  const operationName = (name: string) => {
    const key = `organisation.audit.did.${name}`;
    return isWordKey(key) ? t(key) : name;
  };
  return (
    <Page wide title={t('organisation.audit')} lead={t('organisation.audit.lead')}>
      <ListView
        operation={listAudit}
        count={(n) => t('organisation.audit.count', { n })}
        caption={t('organisation.audit')}
        rowKey={(row) => row.id}
        filters={[
          {
            key: 'kind',
            label: t('organisation.audit.kind'),
            standard: { value: 'all' },
            options: (['all', 'change', 'read'] as const).map((value) => ({
              value,
              label: t(`organisation.audit.kind.${value}`),
            })),
          },
        ]}
        columns={[
          {
            key: 'at',
            title: t('organisation.audit.at'),
            cell: (row) => (
              <span className="rv-numeric">
                {format.date(row.at)} {format.time(row.at)}
              </span>
            ),
          },
          {
            key: 'who',
            title: t('organisation.audit.who'),
            cell: (row) => (
              <>
                {row.personName} ({hatName(row.hat)})
                {row.assurance !== null && (
                  <span className="rv-soft"> {t('organisation.audit.assurance', { level: row.assurance })}</span>
                )}
              </>
            ),
          },
          { key: 'what', title: t('organisation.audit.what'), cell: (row) => operationName(row.operation) },
          { key: 'why', title: t('organisation.audit.reason'), cell: (row) => row.reason ?? '' },
          {
            key: 'change',
            title: t('organisation.audit.change'),
            cell: (row) =>
              row.kind === 'read' ? (
                <span className="rv-soft">{t('organisation.audit.kind.read')}</span>
              ) : (
                <ReadMore size="small" header={t('organisation.audit.show')}>
                  <div className="rv-compare">
                    <div>
                      <strong>{t('organisation.audit.before')}</strong>
                      <pre>{shown(row.before)}</pre>
                    </div>
                    <div>
                      <strong>{t('organisation.audit.after')}</strong>
                      <pre>{shown(row.after)}</pre>
                    </div>
                  </div>
                </ReadMore>
              ),
          },
        ]}
        empty={<Empty title={t('organisation.audit.empty')} />}
      />
    </Page>
  );
}
