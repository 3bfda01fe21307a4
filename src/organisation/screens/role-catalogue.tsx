import { Button, Tag } from '@navikt/ds-react';
import { useState } from 'react';
import type { z } from 'zod';
import type { Hat } from '#lib/acting.ts';
import { managementAreas } from '#lib/acting.ts';
import { organisationMay } from '#organisation/may.ts';
import type { CatalogueRow } from '#organisation/own-role.ts';
import { listRoles, resumeOwnRole } from '#organisation/own-role-api.ts';
import { useDo } from '#ui/client.ts';
import { useHatName, within } from '#ui/hat.ts';
import { To } from '#ui/link.tsx';
import { ListView } from '#ui/list.tsx';
import { useNotice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { useMay } from '#ui/session.ts';
import { Empty, ProblemView } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { EndOwnRole } from './end-own-role.tsx';
import { LabelDialog } from './label-dialog.tsx';
import { AddOwnRole, ChangeOwnRole } from './own-role-form.tsx';

/** What may be done with a line: a hat is renamed, a role of one's own changed, ended, or taken into use again. */
function Deeds({ row, onNaming }: { row: CatalogueRow; onNaming: (hat: Hat) => void }) {
  const { t } = useWords();
  const { notify } = useNotice();
  const [open, setOpen] = useState<'change' | 'end'>();
  const { name, role } = row;
  const resume = useDo(resumeOwnRole, {
    onSuccess: () => notify({ text: t('organisation.role.resumed', { name }) }),
  });
  const quiet = { size: 'xsmall', variant: 'tertiary' } as const;
  if (role === null)
    return row.may.includes('set-label') ? (
      <Button {...quiet} aria-label={t('organisation.label.change', { hat: name })} onClick={() => onNaming(row.hat)}>
        {t('organisation.label.rename')}
      </Button>
    ) : null;
  return (
    <span className="rv-tags">
      {row.may.includes('change-own-role') && (
        <Button {...quiet} aria-label={t('organisation.role.change-it', { name })} onClick={() => setOpen('change')}>
          {t('organisation.role.change')}
        </Button>
      )}
      {row.may.includes('end-own-role') && (
        <Button
          {...quiet}
          data-color="neutral"
          aria-label={t('organisation.role.end-it', { name })}
          onClick={() => setOpen('end')}
        >
          {t('organisation.role.end')}
        </Button>
      )}
      {row.may.includes('resume-own-role') && (
        <Button
          {...quiet}
          aria-label={t('organisation.role.resume-it', { name })}
          loading={resume.isPending}
          onClick={() => resume.mutate({ params: { ownRoleId: role.id } })}
        >
          {t('organisation.role.resume')}
        </Button>
      )}
      {resume.error !== null && <ProblemView problem={resume.error} />}
      {open === 'change' && <ChangeOwnRole role={role} onClose={() => setOpen(undefined)} />}
      {open === 'end' && <EndOwnRole role={role} row={row} onClose={() => setOpen(undefined)} />}
    </span>
  );
}

/** The catalogue of roles by management area: the strategy's hats, and the roles that the organisation has added (R067). */
export function RoleCatalogueScreen() {
  const { t, locale } = useWords();
  const may = useMay();
  const hatName = useHatName();
  const [adding, setAdding] = useState(false);
  const [naming, setNaming] = useState<Hat>();
  const choices = <V extends string>(values: readonly V[], start: 'area' | 'role.from' | 'role.state') =>
    values.map((value) => ({ value, label: t(`organisation.${start}.${value}` as Parameters<typeof t>[0]) }));
  return (
    <Page
      wide
      title={t('organisation.catalogue')}
      lead={t('organisation.catalogue.lead')}
      action={
        may(organisationMay['add-own-role']) && (
          <Button onClick={() => setAdding(true)}>{t('organisation.role.add')}</Button>
        )
      }
    >
      <ListView
        operation={listRoles}
        query={{ language: locale }}
        size={100}
        count={(n) => t('organisation.catalogue.count', { n })}
        caption={t('organisation.catalogue')}
        rowKey={(row) => row.role?.id ?? row.hat}
        group={{ of: (row) => t(`organisation.area.${row.area}`), sort: 'area' }}
        filters={[
          { key: 'area', label: t('organisation.area'), options: choices(managementAreas, 'area') },
          { key: 'from', label: t('organisation.role.from'), options: choices(['strategy', 'own'], 'role.from') },
          {
            key: 'state',
            label: t('organisation.state'),
            standard: { value: 'in-use' },
            options: choices(['in-use', 'ended', 'all'], 'role.state'),
          },
        ]}
        columns={[
          {
            key: 'name',
            title: t('organisation.role'),
            sort: 'name',
            cell: (row) => (
              <span className="rv-tags">
                <strong>{row.name}</strong>
                {row.role !== null && (
                  <Tag size="xsmall" variant="outline" data-color={row.role.endedAt === null ? 'info' : 'neutral'}>
                    {t(row.role.endedAt === null ? 'organisation.role.from.own' : 'organisation.role.state.ended')}
                  </Tag>
                )}
              </span>
            ),
          },
          {
            key: 'purpose',
            title: t('organisation.role.purpose'),
            cell: (row) => row.role?.purpose ?? t(`organisation.hat-day.${row.hat}`),
          },
          {
            key: 'rights',
            title: t('organisation.role.rights'),
            cell: (row) =>
              row.role === null
                ? t('organisation.role.rights.own')
                : t('organisation.role.rights.as', { hat: within(hatName(row.hat)) }),
          },
          {
            key: 'wearing',
            title: t('organisation.role.wearing'),
            sort: 'wearing',
            cell: (row) => (
              <To to="/roller" search={{ hat: row.role?.id ?? row.hat }}>
                {t('organisation.role.wearing.count', { n: row.wearing })}
              </To>
            ),
          },
          ...(may(organisationMay['change-own-role'])
            ? [
                {
                  key: 'deeds',
                  title: t('organisation.role.deeds'),
                  cell: (row: z.infer<typeof CatalogueRow>) => <Deeds row={row} onNaming={setNaming} />,
                },
              ]
            : []),
        ]}
        empty={<Empty title={t('organisation.catalogue.empty')} />}
      />
      {adding && <AddOwnRole onClose={() => setAdding(false)} />}
      {naming !== undefined && <LabelDialog hat={naming} onClose={() => setNaming(undefined)} />}
    </Page>
  );
}
