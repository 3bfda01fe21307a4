import { managementAreas } from '#lib/acting.ts';
import { listAssignments } from '#organisation/api.ts';
import { organisationMay } from '#organisation/may.ts';
import { useProcessChoices } from '#ui/choices.ts';
import { useFormat } from '#ui/format.ts';
import { useAreaOf, useHatChoices, useHatInFull, useHatName } from '#ui/hat.ts';
import { ToButton } from '#ui/link.tsx';
import { ListView } from '#ui/list.tsx';
import { Page } from '#ui/page.tsx';
import { useMay } from '#ui/session.ts';
import { Empty } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { useScopeName } from './scope-name.ts';

/** Who answers for what: every appointment, now, before and to come (R023). */
export function RolesScreen() {
  const { t } = useWords();
  const may = useMay();
  const hatName = useHatName();
  const inFull = useHatInFull();
  const hatChoices = useHatChoices();
  const areaOf = useAreaOf();
  const scopeName = useScopeName();
  const format = useFormat();
  const processes = useProcessChoices();
  return (
    <Page
      wide
      title={t('organisation.roles')}
      lead={t('organisation.roles.lead')}
      action={may(organisationMay.appoint) && <ToButton to="/personer">{t('organisation.roles.appoint')}</ToButton>}
    >
      <ListView
        operation={listAssignments}
        count={(n) => t('organisation.assignments.count', { n })}
        caption={t('organisation.roles')}
        rowKey={(row) => row.id}
        rowTo={(row) => `/personer/${row.personId}`}
        filters={[
          {
            key: 'hat',
            label: t('organisation.hat'),
            options: hatChoices,
          },
          {
            key: 'area',
            label: t('organisation.area'),
            options: managementAreas.map((area) => ({ value: area, label: t(`organisation.area.${area}`) })),
          },
          {
            key: 'processId',
            label: t('organisation.process'),
            options: processes.map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            key: 'when',
            label: t('organisation.when'),
            standard: { value: 'now' },
            options: (['now', 'coming', 'ended', 'all'] as const).map((value) => ({
              value,
              label: t(`organisation.when.${value}`),
            })),
          },
        ]}
        columns={[
          { key: 'person', title: t('organisation.person'), sort: 'person', cell: (row) => row.personName },
          { key: 'hat', title: t('organisation.hat'), sort: 'hat', cell: (row) => inFull(row.hat, row.ownRoleId) },
          {
            key: 'area',
            title: t('organisation.area'),
            cell: (row) => t(`organisation.area.${areaOf(row.hat, row.ownRoleId)}`),
          },
          {
            key: 'scope',
            title: t('organisation.scope'),
            sort: 'scope',
            cell: (row) => scopeName(row.scope, row.scopeName),
          },
          {
            key: 'period',
            title: t('organisation.period'),
            sort: 'validFrom',
            cell: (row) =>
              `${format.date(row.validFrom)} – ${row.validTo === null ? t('organisation.period.open') : format.date(row.validTo)}`,
          },
          {
            key: 'by',
            title: t('organisation.appointed-by'),
            cell: (row) =>
              row.appointedByName === null
                ? t('organisation.appointed-by.system')
                : row.appointedAs === null
                  ? row.appointedByName
                  : t('organisation.appointed-by.as', {
                      name: row.appointedByName,
                      hat: hatName(row.appointedAs, row.appointedOwnRoleId),
                    }),
          },
        ]}
        empty={<Empty title={t('organisation.roles.empty')}>{t('organisation.roles.empty.text')}</Empty>}
      />
    </Page>
  );
}
