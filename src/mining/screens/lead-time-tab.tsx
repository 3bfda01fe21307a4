import { BodyShort, VStack } from '@navikt/ds-react';
import type { Results } from '#mining/api.ts';
import { useFormat } from '#ui/format.ts';
import { useWords } from '#ui/words.ts';
import { Histogram } from './histogram.tsx';

/** How long cases take: the middle, most of them, and the distribution where it may be told. */
export function LeadTimeTab({ results }: { readonly results: Results }) {
  const { t } = useWords();
  const { span } = useFormat();
  const said = (seconds: number | null) => (seconds === null ? '–' : span(seconds * 1000));
  const { leadTime } = results;
  return (
    <VStack gap="space-16">
      <dl className="mining-counts">
        {(['median', 'p85', 'mean', 'min', 'max'] as const)
          .filter((key) => leadTime[key] !== null)
          .map((key) => (
            <div key={key}>
              <dt>{t(`mining.${key}`)}</dt>
              <dd>
                <strong>{said(leadTime[key])}</strong>
              </dd>
            </div>
          ))}
      </dl>
      {leadTime.partly === null ? null : <BodyShort>{t(`mining.leadTime.${leadTime.partly}`)}</BodyShort>}
      {leadTime.bins.length === 0 ? null : <Distribution leadTime={leadTime} />}
      <BodyShort size="small" textColor="subtle">
        {t('mining.leadTime.explained')}
      </BodyShort>
    </VStack>
  );
}

function Distribution({ leadTime }: { readonly leadTime: Results['leadTime'] }) {
  const { t, locale } = useWords();
  const { span } = useFormat();
  const said = (seconds: number) => (seconds === 0 ? '0' : span(seconds * 1000));
  const isJoined = leadTime.bins.some((b) => b.to - b.from > leadTime.binWidth * 1.01);
  return (
    <>
      <div className="mining-scroll">
        <Histogram leadTime={leadTime} duration={(s) => span(s * 1000)} />
      </div>
      {isJoined ? (
        <BodyShort size="small" textColor="subtle">
          {t('mining.leadTime.joined', { width: span(leadTime.binWidth * 1000) })}
        </BodyShort>
      ) : null}
      <details className="mining-details">
        <summary>{t('mining.asTable')}</summary>
        <table className="mining-plain">
          <thead>
            <tr>
              <th scope="col">{t('mining.leadTime.span')}</th>
              <th scope="col">{t('mining.cases')}</th>
            </tr>
          </thead>
          <tbody>
            {leadTime.bins.map((b) => (
              <tr key={b.from}>
                <td>{`${said(b.from)} – ${said(b.to)}`}</td>
                <td className="mining-number">{b.count === null ? '<5' : b.count.toLocaleString(locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
