import { Table, VStack } from '@navikt/ds-react';
import type { Results } from '#mining/api.ts';
import { useFormat } from '#ui/format.ts';
import { Empty } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';

/** Handoffs between the teams of a road: how many, how soon and how often they are accepted. */
export function HandoffsTab({ handoffs }: { readonly handoffs: NonNullable<Results['handoffs']> }) {
  const { t } = useWords();
  const { number, percent, count } = useFormat();
  const hours = (h: number | null) => (h === null ? '–' : t('mining.handoffs.hours', { hours: number(h, 1) }));
  if (handoffs.offered === 0) return <Empty title={t('mining.handoffs.empty')} />;
  return (
    <VStack gap="space-16">
      <dl className="mining-counts">
        <div>
          <dt>{t('mining.handoffs.perJourney')}</dt>
          <dd>
            <strong>{handoffs.perJourneyMean === null ? '–' : number(handoffs.perJourneyMean, 1)}</strong>
          </dd>
        </div>
        <div>
          <dt>{t('mining.handoffs.firstTime')}</dt>
          <dd>
            <strong>{handoffs.acceptedFirstTime === null ? '–' : percent(handoffs.acceptedFirstTime)}</strong>
          </dd>
        </div>
        <div>
          <dt>{t('mining.handoffs.acceptTime')}</dt>
          <dd>
            <strong>{hours(handoffs.medianAcceptHours)}</strong>
          </dd>
        </div>
      </dl>
      <div className="mining-scroll">
        <Table size="small">
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell scope="col">{t('mining.handoffs.fromTeam')}</Table.HeaderCell>
              <Table.HeaderCell scope="col">{t('mining.handoffs.toTeam')}</Table.HeaderCell>
              <Table.HeaderCell scope="col" align="right">
                {t('mining.handoffs.offered')}
              </Table.HeaderCell>
              <Table.HeaderCell scope="col" align="right">
                {t('mining.handoffs.returned')}
              </Table.HeaderCell>
              <Table.HeaderCell scope="col" align="right">
                {t('mining.handoffs.acceptTime')}
              </Table.HeaderCell>
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {handoffs.pairs.map((p) => (
              <Table.Row key={`${p.fromTeam}\u0000${p.toTeam}`}>
                <Table.DataCell>{p.fromTeam}</Table.DataCell>
                <Table.DataCell>{p.toTeam}</Table.DataCell>
                <Table.DataCell align="right" className="mining-number">
                  {p.offered === null ? '–' : count(p.offered)}
                </Table.DataCell>
                <Table.DataCell align="right" className="mining-number">
                  {p.returned === null ? '–' : count(p.returned)}
                </Table.DataCell>
                <Table.DataCell align="right" className="mining-number">
                  {hours(p.medianAcceptHours)}
                </Table.DataCell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </div>
    </VStack>
  );
}
