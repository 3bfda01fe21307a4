import { Table } from '@navikt/ds-react';
import type { Results } from '#mining/api.ts';
import { useWords } from '#ui/words.ts';

/** The map as a table: the same ways and numbers, for those who can't or won't read a drawing. */
export function MapTable({
  map,
  duration,
}: {
  readonly map: Results['map'];
  readonly duration: (seconds: number) => string;
}) {
  const { t, locale } = useWords();
  const nameOf = new Map(map.nodes.map((n) => [n.activity, n.name]));
  const said = (seconds: number | null) => (seconds === null ? '–' : duration(seconds));
  return (
    <div className="mining-scroll">
      <Table size="small">
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell scope="col">{t('mining.map.from')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{t('mining.map.to')}</Table.HeaderCell>
            <Table.HeaderCell scope="col" align="right">
              {t('mining.map.times')}
            </Table.HeaderCell>
            <Table.HeaderCell scope="col" align="right">
              {t('mining.median')}
            </Table.HeaderCell>
            <Table.HeaderCell scope="col" align="right">
              {t('mining.mean')}
            </Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {[...map.edges]
            .sort((a, b) => (b.count ?? 0) - (a.count ?? 0))
            .map((e) => (
              <Table.Row key={`${e.from}\u0000${e.to}`}>
                <Table.DataCell>{nameOf.get(e.from) ?? e.from}</Table.DataCell>
                <Table.DataCell>{nameOf.get(e.to) ?? e.to}</Table.DataCell>
                <Table.DataCell align="right" className="mining-number">
                  {e.count === null ? '–' : e.count.toLocaleString(locale)}
                </Table.DataCell>
                <Table.DataCell align="right" className="mining-number">
                  {said(e.medianSeconds)}
                </Table.DataCell>
                <Table.DataCell align="right" className="mining-number">
                  {said(e.meanSeconds)}
                </Table.DataCell>
              </Table.Row>
            ))}
        </Table.Body>
      </Table>
    </div>
  );
}
