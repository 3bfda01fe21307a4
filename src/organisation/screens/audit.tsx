import { ReadMore } from '@navikt/ds-react';
import { addMonths, swedishDate } from '#lib/time.ts';
import { type AuditRow, listAudit } from '#organisation/audit-api.ts';
import { useFormat } from '#ui/format.ts';
import { useHatInFull } from '#ui/hat.ts';
import { To } from '#ui/link.tsx';
import { ListView } from '#ui/list.tsx';
import { Page } from '#ui/page.tsx';
import { Empty } from '#ui/state.tsx';
import { isWordKey, useWords, wordKeysFrom } from '#ui/words.ts';

const shown = (value: unknown) => (value === null || value === undefined ? '–' : JSON.stringify(value, null, 1));

/** Where a thing that lines are about is looked at. */
const pageOf: Readonly<Record<string, string>> = {
  journey: '/resor/',
  person: '/personer/',
  team: '/team/',
  process: '/processer/',
  log: '/resultat/logg/',
  obstacle: '/hinder/',
  'access-check': '/loggkontroll/',
};

/** What a line is about, by name, leading to it. */
function Subject({ row }: { row: AuditRow }) {
  const { t } = useWords();
  const page = pageOf[row.subjectKind];
  const name = row.subjectName ?? (row.subjectKind in named ? t(named[row.subjectKind as keyof typeof named]) : null);
  if (name === null || page === undefined) return name;
  return <To to={`${page}${encodeURIComponent(row.subjectId)}`}>{name}</To>;
}
const named = {
  obstacle: 'organisation.audit.subject.obstacle',
  'access-check': 'organisation.audit.subject.access-check',
  // Led to from the list of reports alone: not everybody who reads the trail may read them.
  'accessibility-report': 'organisation.audit.subject.accessibility-report',
} as const;

/** Every operation that lines are written of: those that there are words for. */
const did = 'organisation.audit.did.';
const operations = wordKeysFrom(did).map((key) => key.slice(did.length));

/** The last two years of months, the newest first. */
function lastMonths(): string[] {
  const first = `${swedishDate(Date.now()).slice(0, 7)}-01`;
  return Array.from({ length: 24 }, (_, n) => addMonths(first, -n).slice(0, 7));
}

/** The audit trail: who, wearing which hat, did what, when, and how it was before and after (R070). */
export function AuditScreen() {
  const { t, locale } = useWords();
  const inFull = useHatInFull();
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
          {
            key: 'operation',
            label: t('organisation.audit.what'),
            options: operations
              .map((value) => ({ value, label: operationName(value) }))
              .toSorted((a, b) => a.label.localeCompare(b.label, locale)),
          },
          {
            key: 'month',
            label: t('organisation.audit.month'),
            options: lastMonths().map((value) => ({ value, label: format.month(value) })),
          },
        ]}
        columns={[
          {
            key: 'at',
            title: t('organisation.audit.at'),
            sort: 'at',
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
                {row.personName} ({inFull(row.hat, row.ownRoleId)})
                {row.assurance !== null && (
                  <span className="rv-soft"> {t('organisation.audit.assurance', { level: row.assurance })}</span>
                )}
              </>
            ),
          },
          {
            key: 'what',
            title: t('organisation.audit.what'),
            cell: (row) => (
              <>
                {operationName(row.operation)} <Subject row={row} />
                {row.reason !== null && (
                  <div className="rv-soft">{t('organisation.audit.reason.is', { reason: row.reason })}</div>
                )}
              </>
            ),
          },
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
