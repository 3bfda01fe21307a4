import { BodyShort, Button, Table } from '@navikt/ds-react';
import { useState } from 'react';
import type { Results } from '#mining/api.ts';
import { useWords } from '#ui/words.ts';

const first = 20;

/** Ways through, most travelled first, with cumulative share; a variant can be lit up on the map. */
export function VariantsTable({
  variants,
  nameOf,
  duration,
  light,
}: {
  readonly variants: Results['variants'];
  readonly nameOf: (activity: string) => string;
  readonly duration: (seconds: number) => string;
  readonly light: (activities: readonly string[]) => void;
}) {
  const { t, locale } = useWords();
  const [shown, setShown] = useState(first);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <>
      <div className="mining-scroll">
        <Table size="small">
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell scope="col">{t('mining.variants.way')}</Table.HeaderCell>
              <Table.HeaderCell scope="col" align="right">
                {t('mining.cases')}
              </Table.HeaderCell>
              <Table.HeaderCell scope="col" align="right">
                {t('mining.variants.share')}
              </Table.HeaderCell>
              <Table.HeaderCell scope="col" align="right">
                {t('mining.variants.cumulative')}
              </Table.HeaderCell>
              <Table.HeaderCell scope="col" align="right">
                {t('mining.median')}
              </Table.HeaderCell>
              <Table.HeaderCell scope="col">
                <span className="mining-hidden">{t('mining.variants.onMap')}</span>
              </Table.HeaderCell>
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {variants.items.slice(0, shown).map((v) => (
              <Table.Row key={v.activities.join('\u0000')}>
                <Table.DataCell>
                  <ol className="mining-way" aria-label={t('mining.variants.steps', { count: v.activities.length })}>
                    {v.activities.map((a, at) => (
                      <li key={`${at}`}>{nameOf(a)}</li>
                    ))}
                  </ol>
                </Table.DataCell>
                <Table.DataCell align="right" className="mining-number">
                  {v.count.toLocaleString(locale)}
                </Table.DataCell>
                <Table.DataCell align="right" className="mining-number">
                  {percent.format(v.share)}
                </Table.DataCell>
                <Table.DataCell align="right" className="mining-number">
                  {percent.format(v.cumulativeShare)}
                </Table.DataCell>
                <Table.DataCell align="right" className="mining-number">
                  {v.medianSeconds === null ? '–' : duration(v.medianSeconds)}
                </Table.DataCell>
                <Table.DataCell>
                  <Button size="small" variant="tertiary" onClick={() => light(v.activities)}>
                    {t('mining.variants.onMap')}
                  </Button>
                </Table.DataCell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </div>
      {variants.items.length > shown ? (
        <div>
          <Button variant="secondary" size="small" onClick={() => setShown(shown + 50)}>
            {t('mining.variants.more', { left: variants.items.length - shown })}
          </Button>
        </div>
      ) : null}
      {variants.suppressedVariants > 0 ? (
        <BodyShort textColor="subtle">
          {t('mining.variants.suppressed', { variants: variants.suppressedVariants, cases: variants.suppressedCases })}
        </BodyShort>
      ) : null}
    </>
  );
}
