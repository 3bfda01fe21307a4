import { BodyShort } from '@navikt/ds-react';
import type { Hat } from '#lib/acting.ts';
import { listProcesses } from '#process/api.ts';
import { useAnswer } from '#ui/client.ts';
import { To } from '#ui/link.tsx';
import { Section } from '#ui/page.tsx';
import { useWords } from '#ui/words.ts';

/** From an empty organisation to its first journey, for those who begin; gone when a journey has begun. */
export function FirstSteps({ hat }: { hat: Hat }) {
  const { t } = useWords();
  const answer = useAnswer(listProcesses, {});
  const items = answer.data?.items;
  const begins = hat === 'management' || hat === 'administrator';
  if (!begins || items === undefined || items.some((p) => p.travelling !== 0 || p.closedYear !== 0)) return null;
  const steps = [
    { key: 'people', to: '/personer', done: false },
    { key: 'process', to: '/processer', done: items.length > 0 },
    { key: 'owner', to: '/personer', done: items.some((p) => p.owner !== null) },
    { key: 'adopt', to: '/processer', done: items.some((p) => p.adopted !== null) },
    { key: 'team', to: '/team', done: false },
    { key: 'journey', to: '/personer', done: false },
  ] as const;
  return (
    <Section title={t('journey.first-steps')}>
      <BodyShort className="rv-soft">{t('journey.first-steps.lead')}</BodyShort>
      <ol className="jo-first-steps">
        {steps.map(({ key, to, done }) => (
          <li key={key}>
            <To to={to}>{t(`journey.first-steps.${key}`)}</To>
            {done && <span className="rv-soft"> ({t('journey.first-steps.done')})</span>}
            <BodyShort size="small" className="rv-soft">
              {t(`journey.first-steps.${key}.how`)}
            </BodyShort>
          </li>
        ))}
      </ol>
    </Section>
  );
}
