import { Button } from '@navikt/ds-react';
import { useState } from 'react';
import { type Hat, hats } from '#lib/acting.ts';
import { listUnits } from '#organisation/api.ts';
import { organisationMay } from '#organisation/may.ts';
import { useAnswer } from '#ui/client.ts';
import { useHatName } from '#ui/hat.ts';
import { To } from '#ui/link.tsx';
import { Page, Section } from '#ui/page.tsx';
import { useMay, useSession } from '#ui/session.ts';
import { Answered, Empty } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { AddUnit } from './add-unit.tsx';
import { LabelDialog } from './label-dialog.tsx';

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
        <p className="rv-lead">
          {t('organisation.labels.lead')} <To to="/rollkatalog">{t('organisation.labels.catalogue')}</To>
        </p>
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
