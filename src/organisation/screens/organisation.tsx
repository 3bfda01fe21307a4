import { Button } from '@navikt/ds-react';
import { useState } from 'react';
import { type Hat, hats } from '#lib/acting.ts';
import { getSession, listUnits, setLabel } from '#organisation/api.ts';
import { organisationMay } from '#organisation/may.ts';
import { useAnswer, useDo } from '#ui/client.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useHatName } from '#ui/hat.ts';
import { To } from '#ui/link.tsx';
import { useNotice } from '#ui/notice.tsx';
import { Page, Section } from '#ui/page.tsx';
import { useMay, useSession } from '#ui/session.ts';
import { Answered, Empty } from '#ui/state.tsx';
import { TextLine } from '#ui/text-line.tsx';
import { useWords } from '#ui/words.ts';
import { AddUnit } from './add-unit.tsx';

interface UnitRow {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly board: string;
  readonly people: number;
}

function Branch({ units, parentId }: { units: readonly UnitRow[]; parentId: string | null }) {
  const { t } = useWords();
  const here = units.filter((unit) => unit.parentId === parentId);
  if (here.length === 0) return null;
  return (
    <ul className="rv-tree">
      {here.map((unit) => (
        <li key={unit.id}>
          <div className="rv-tree-row">
            <To to="/personer" search={{ unitId: unit.id }}>
              {unit.name}
            </To>
            <span className="rv-soft">
              {unit.board} · {t('organisation.people.count', { n: unit.people })}
            </span>
          </div>
          <Branch units={units} parentId={unit.id} />
        </li>
      ))}
    </ul>
  );
}

function LabelDialog({ hat, onClose }: { hat: Hat; onClose: () => void }) {
  const { t } = useWords();
  const { notify } = useNotice();
  const { organisation } = useSession();
  const [label, setText] = useState(organisation?.labels[hat] ?? '');
  const save = useDo(setLabel, {
    invalidates: [getSession],
    onSuccess: () => {
      notify({ text: t('organisation.label.saved') });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('organisation.label.title', { hat: t(`hat.${hat}`) })}
      lead={t('organisation.label.lead')}
      submit={t('shell.save')}
      pending={save.isPending}
      problem={save.error}
      onSubmit={() => save.mutate({ params: { hat }, body: { label } })}
      onClose={onClose}
    >
      <TextLine
        label={t('organisation.label.field')}
        value={label}
        most={60}
        autoComplete="off"
        onChange={(e) => setText(e.target.value)}
      />
    </FormDialog>
  );
}

/** The line organisation, and what the organisation calls the hats. Roads run across it; this is not the start page. */
export function OrganisationScreen() {
  const { t } = useWords();
  const may = useMay();
  const hatName = useHatName();
  const { organisation } = useSession();
  const units = useAnswer(listUnits, {});
  const [adding, setAdding] = useState(false);
  const [naming, setNaming] = useState<Hat>();
  return (
    <Page
      title={organisation?.name ?? t('organisation.page')}
      lead={t('organisation.page.lead')}
      action={
        may(organisationMay['add-unit']) && (
          <Button onClick={() => setAdding(true)}>{t('organisation.unit.add')}</Button>
        )
      }
    >
      <Section title={t('organisation.units')}>
        <Answered answer={units}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('organisation.units.empty')} />
            ) : (
              <Branch units={items} parentId={null} />
            )
          }
        </Answered>
      </Section>
      <Section title={t('organisation.labels')}>
        <p className="rv-lead">{t('organisation.labels.lead')}</p>
        <ul className="rv-names">
          {hats.map((hat) => (
            <li key={hat}>
              <span>
                {hatName(hat)}
                {hatName(hat) !== t(`hat.${hat}`) && <span className="rv-soft"> ({t(`hat.${hat}`)})</span>}
              </span>
              {may(organisationMay['set-label']) && (
                <Button
                  size="xsmall"
                  variant="tertiary"
                  aria-label={t('organisation.label.change', { hat: hatName(hat) })}
                  onClick={() => setNaming(hat)}
                >
                  {t('organisation.label.rename')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Section>
      {adding && <AddUnit units={units.data?.items ?? []} onClose={() => setAdding(false)} />}
      {naming !== undefined && <LabelDialog hat={naming} onClose={() => setNaming(undefined)} />}
    </Page>
  );
}
