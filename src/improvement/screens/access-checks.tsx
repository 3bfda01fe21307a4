import { Button, Select, Tag } from '@navikt/ds-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { beginAccessCheck, listAccessChecks, listMonthsToCheck } from '#improvement/access-check-api.ts';
import { improvementMay } from '#improvement/may.ts';
import { PersonPicker, type Picked } from '#organisation/screens/person-picker.tsx';
import { useAnswer, useDo } from '#ui/client.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useFormat } from '#ui/format.ts';
import { ListView } from '#ui/list.tsx';
import { Page } from '#ui/page.tsx';
import { useMay, useSession } from '#ui/session.ts';
import { Empty } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';

const sizes = [10, 20, 50] as const;

/** Draws a sample of a month's readings, of everybody's or of one person's. */
function Begin({ months, onClose }: { months: readonly { month: string; readings: number }[]; onClose: () => void }) {
  const { t } = useWords();
  const format = useFormat();
  const { person } = useSession();
  const navigate = useNavigate();
  const [month, setMonth] = useState(months[0]?.month ?? '');
  const [size, setSize] = useState<(typeof sizes)[number]>(20);
  const [whose, setWhose] = useState<'all' | 'one'>('all');
  const [picked, setPicked] = useState<Picked | undefined>();
  const [tried, setTried] = useState(false);
  const begin = useDo(beginAccessCheck, {
    onSuccess: ({ id }) => navigate({ to: '/loggkontroll/$checkId', params: { checkId: id } }),
  });
  return (
    <FormDialog
      title={t('improvement.check.begin')}
      lead={t('improvement.check.begin.lead')}
      submit={t('improvement.check.begin.send')}
      pending={begin.isPending}
      problem={begin.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (whose === 'one' && picked === undefined) return;
        const personId = whose === 'one' ? picked?.id : undefined;
        begin.mutate({ body: { month, size, ...(personId === undefined ? {} : { personId }) } });
      }}
    >
      <Select label={t('improvement.check.month')} value={month} onChange={(e) => setMonth(e.target.value)}>
        {months.map((one) => (
          <option key={one.month} value={one.month}>
            {t('improvement.check.month.readings', { month: format.month(one.month), n: one.readings })}
          </option>
        ))}
      </Select>
      <Select
        label={t('improvement.check.size')}
        value={size}
        onChange={(e) => setSize(sizes.find((one) => one === Number(e.target.value)) ?? 20)}
      >
        {sizes.map((one) => (
          <option key={one} value={one}>
            {t('improvement.check.size.n', { n: one })}
          </option>
        ))}
      </Select>
      <Select
        label={t('improvement.check.whose')}
        value={whose}
        onChange={(e) => setWhose(e.target.value === 'one' ? 'one' : 'all')}
      >
        <option value="all">{t('improvement.check.whose.all')}</option>
        <option value="one">{t('improvement.check.whose.one')}</option>
      </Select>
      {whose === 'one' && (
        <PersonPicker
          without={person === null ? [] : [person.id]}
          chosen={picked}
          onChoose={setPicked}
          missing={tried && picked === undefined}
        />
      )}
    </FormDialog>
  );
}

/** Recurring checks of who has looked at journeys: which months wait for one, and what those made have found (D02). */
export function AccessChecksScreen() {
  const { t } = useWords();
  const format = useFormat();
  const may = useMay();
  const [beginning, setBeginning] = useState(false);
  const months = useAnswer(listMonthsToCheck, {}).data?.months ?? [];
  const due = months.filter(({ over, checked }) => over && !checked);
  const mayBegin = may(improvementMay['begin-access-check']);
  return (
    <Page
      wide
      title={t('improvement.checks')}
      lead={t('improvement.checks.lead')}
      action={
        mayBegin && months.length > 0 ? (
          <Button onClick={() => setBeginning(true)}>{t('improvement.check.begin')}</Button>
        ) : undefined
      }
    >
      {due.length > 0 && (
        <p>
          {t('improvement.checks.due', {
            months: due.map(({ month }) => format.month(month)).join(', '),
            n: due.length,
          })}
        </p>
      )}
      <ListView
        operation={listAccessChecks}
        caption={t('improvement.checks')}
        count={(n) => t('improvement.checks.count', { n })}
        rowKey={(row) => row.id}
        rowTo={(row) => `/loggkontroll/${row.id}`}
        filters={[
          {
            key: 'state',
            label: t('improvement.state'),
            standard: { value: 'all' },
            options: (['all', 'begun', 'finished'] as const).map((value) => ({
              value,
              label: t(`improvement.checks.states.${value}`),
            })),
          },
        ]}
        columns={[
          {
            key: 'month',
            title: t('improvement.check.month'),
            sort: 'month',
            cell: (row) =>
              row.personName === null
                ? format.month(row.month)
                : t('improvement.check.of', { month: format.month(row.month), name: row.personName }),
          },
          {
            key: 'by',
            title: t('improvement.check.by'),
            sort: 'begunAt',
            cell: (row) => `${format.day(row.begunAt)}, ${row.begunByName}`,
          },
          {
            key: 'found',
            title: t('improvement.check.found'),
            cell: (row) =>
              t('improvement.check.found.counts', {
                founded: row.founded,
                unclear: row.unclear,
                unfounded: row.unfounded,
              }),
          },
          {
            key: 'state',
            title: t('improvement.state'),
            cell: (row) =>
              row.finishedAt === null ? (
                <Tag size="small" variant="moderate" data-color="warning">
                  {t('improvement.check.left', { n: row.left })}
                </Tag>
              ) : (
                <Tag size="small" variant="moderate" data-color="success">
                  {t('improvement.check.finished', { day: format.day(row.finishedAt) })}
                </Tag>
              ),
          },
        ]}
        empty={
          <Empty title={t('improvement.checks.empty')}>
            {months.length > 0 ? t('improvement.checks.empty.text') : t('improvement.checks.nothing')}
          </Empty>
        }
      />
      {beginning && <Begin months={months} onClose={() => setBeginning(false)} />}
    </Page>
  );
}
