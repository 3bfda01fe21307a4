import './strategy.css';
import { Button, ReadMore, Tag } from '@navikt/ds-react';
import { useState } from 'react';
import { listStrategies } from '#strategy/api.ts';
import type { Strategy } from '#strategy/strategy.ts';
import { useAnswer } from '#ui/client.ts';
import { useFormat } from '#ui/format.ts';
import { ToButton } from '#ui/link.tsx';
import { Facts, Page, Section } from '#ui/page.tsx';
import { Answered, Empty } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { DecisionDialog } from './decision.tsx';
import { Prose } from './prose.tsx';

const colours = { proposed: 'warning', 'in-force': 'success', replaced: 'neutral' } as const;

/** The decision that a strategy rests on, as the record has it: board, day, paragraph, case number (R001). */
function Decision({ strategy }: { strategy: Strategy }) {
  const { t } = useWords();
  const format = useFormat();
  const { decision } = strategy;
  if (decision === null)
    return (
      <p className="rv-soft">
        {t('strategy.proposed-by', { name: strategy.proposedBy, day: format.date(strategy.proposedAt) })}
      </p>
    );
  return (
    <div className="rv-card">
      <Facts
        items={[
          { name: t('strategy.decision.board'), value: decision.board },
          { name: t('strategy.decision.day'), value: <span className="rv-numeric">{decision.decidedOn}</span> },
          { name: t('strategy.decision.paragraph'), value: decision.paragraph },
          { name: t('strategy.decision.case'), value: decision.caseNumber },
        ]}
      />
      <p className="rv-decision-text">{decision.text}</p>
    </div>
  );
}

function One({ strategy, open, onDecide }: { strategy: Strategy; open: boolean; onDecide: (() => void) | undefined }) {
  const { t } = useWords();
  return (
    <Section
      title={strategy.title}
      action={
        <span className="rv-tags">
          <Tag size="small" variant="moderate" data-color={colours[strategy.state]}>
            {t(`strategy.state.${strategy.state}`)}
          </Tag>
          <Tag size="small" variant="outline" data-color="neutral">
            {t('strategy.version', { n: strategy.version })}
          </Tag>
        </span>
      }
    >
      <Decision strategy={strategy} />
      {onDecide !== undefined && (
        <div>
          <Button onClick={onDecide}>{t('strategy.decide')}</Button>
        </div>
      )}
      {strategy.goals.length > 0 && (
        <div>
          <h3 className="rv-small-head">{t('strategy.goals')}</h3>
          <ol className="rv-goals">
            {strategy.goals.map((goal) => (
              <li key={goal}>{goal}</li>
            ))}
          </ol>
        </div>
      )}
      <ReadMore header={t('strategy.read')} defaultOpen={open}>
        <Prose text={strategy.text} />
      </ReadMore>
    </Section>
  );
}

/** The strategy in force with the board's decision, proposals that wait for one, and what was before (R001). */
export function StrategiesScreen() {
  const { t } = useWords();
  const answer = useAnswer(listStrategies, {});
  const [deciding, setDeciding] = useState<Strategy>();
  const mayPropose = answer.data?.may.includes('propose-strategy') ?? false;
  return (
    <Page
      title={t('strategy.page')}
      lead={t('strategy.lead')}
      action={mayPropose && <ToButton to="/strategi/nytt-forslag">{t('strategy.propose')}</ToButton>}
    >
      <Answered answer={answer}>
        {({ items, may }) => {
          if (items.length === 0)
            return (
              <Empty title={t('strategy.empty')}>
                {may.includes('propose-strategy') ? t('strategy.empty.propose') : t('strategy.empty.wait')}
              </Empty>
            );
          const order = { 'in-force': 0, proposed: 1, replaced: 2 };
          return items
            .toSorted((a, b) => order[a.state] - order[b.state] || b.version - a.version)
            .map((strategy) => (
              <One
                key={strategy.id}
                strategy={strategy}
                open={strategy.state !== 'replaced' && items.length === 1}
                onDecide={
                  strategy.state === 'proposed' && may.includes('record-board-decision')
                    ? () => setDeciding(strategy)
                    : undefined
                }
              />
            ));
        }}
      </Answered>
      {deciding !== undefined && <DecisionDialog strategy={deciding} onClose={() => setDeciding(undefined)} />}
    </Page>
  );
}
