import { BodyLong, BodyShort, Heading, InlineMessage, Tag, VStack } from '@navikt/ds-react';
import { z } from 'zod';
import type { ProcessId } from '#lib/id.ts';
import { getStep } from '#process/api.ts';
import type { Clock, Handoff, Law, Step } from '#process/road.ts';
import { useAddress, useParam } from '#ui/address.ts';
import { useAnswer } from '#ui/client.ts';
import { useFormat } from '#ui/format.ts';
import { To, ToButton } from '#ui/link.tsx';
import { Facts, Page, Section } from '#ui/page.tsx';
import { Answered, Loading } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import './process.css';

const state = z.object({ version: z.coerce.number().int().min(1).optional() });

/** One step: who does it and how, what the law says, and what it means for the one who travels. */
export function StepScreen() {
  const { t } = useWords();
  const processId = useParam('processId') as ProcessId;
  const stepId = useParam('stepId');
  const [{ version }] = useAddress(state);
  const answer = useAnswer(getStep, { params: { processId, stepId }, query: { version } });
  const found = answer.data;
  const to = (id: string) => `/processer/${processId}/steg/${encodeURIComponent(id)}`;
  return (
    <Page
      title={found?.step.name}
      lead={found?.step.description}
      crumbs={[
        { to: '/processer', text: t('process.list.title') },
        { to: `/processer/${processId}`, text: found?.processName ?? t('process.page.title') },
      ]}
      action={
        <ToButton to="/hinder/nytt" search={{ processId, stepId }} variant="secondary">
          {t('process.step.report')}
        </ToButton>
      }
    >
      <Answered answer={answer} loading={<Loading rows={4} height={72} />}>
        {({ step, laneName, before, after, clocks, openObstacles }) => (
          <VStack gap="space-32">
            {step.plainText && (
              <Section title={t('process.step.plain')}>
                <BodyLong className="pr-plain">{step.plainText}</BodyLong>
              </Section>
            )}
            <Section title={t('process.step.who-when')}>
              <StepFacts step={step} laneName={laneName} />
              {openObstacles > 0 && (
                <InlineMessage status="warning">
                  <To to="/hinder" search={{ processId, stepId }}>
                    {t('process.strip.obstacles', { n: openObstacles })}
                  </To>
                </InlineMessage>
              )}
            </Section>
            {step.routine && (
              <Section title={t('process.step.routine')}>
                <div className="rv-prose">
                  <Heading level="3" size="xsmall">
                    {step.routine.title}
                  </Heading>
                  <BodyLong className="pr-lines">{step.routine.text}</BodyLong>
                </div>
              </Section>
            )}
            {step.handoff && <HandoffContract handoff={step.handoff} laneName={laneName} />}
            {clocks.length > 0 && <Clocks clocks={clocks} stepId={step.id} />}
            <Laws law={step.law} />
            <nav className="pr-beside" aria-label={t('process.step.along')}>
              <StepLinks title={t('process.step.before')} steps={before} to={to} none={t('process.step.first')} />
              <StepLinks title={t('process.step.after')} steps={after} to={to} none={t('process.step.last')} />
            </nav>
          </VStack>
        )}
      </Answered>
    </Page>
  );
}

function StepFacts({ step, laneName }: { step: Step; laneName: string | null }) {
  const { t } = useWords();
  const f = useFormat();
  const missing = t('process.step.not-said');
  return (
    <Facts
      items={[
        { name: t('process.step.role'), value: laneName ?? missing },
        { name: t('process.step.competences'), value: step.competences.join(', ') || missing },
        { name: t('process.step.target'), value: step.target ? f.duration(step.target) : missing },
        { name: t('process.step.touch'), value: step.touch ? f.duration(step.touch) : missing },
        { name: t('process.step.object-in'), value: step.objectIn ?? missing },
        { name: t('process.step.object-out'), value: step.objectOut ?? missing },
        ...(step.stage === undefined
          ? []
          : [{ name: t('process.step.stage'), value: t(`process.stage.${step.stage as 1}`) }]),
        ...(step.waits === undefined ? [] : [{ name: t('process.step.waits'), value: step.waits }]),
      ]}
    />
  );
}

function HandoffContract({ handoff, laneName }: { handoff: Handoff; laneName: string | null }) {
  const { t } = useWords();
  const f = useFormat();
  return (
    <Section title={t('process.step.handoff')}>
      <div className="rv-prose">
        <BodyLong>
          {t(`process.border.${handoff.border}.text`)} {t(`process.step.responsibility.${handoff.responsibility}`)}
        </BodyLong>
        {handoff.include.length > 0 && (
          <div>
            <BodyShort weight="semibold">{t('process.step.include')}</BodyShort>
            <ul>
              {handoff.include.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </div>
        )}
        <BodyShort>
          {t('process.step.accept', {
            who: laneName ?? t('process.step.receiver'),
            time: f.duration(handoff.acceptWithin),
          })}
        </BodyShort>
      </div>
    </Section>
  );
}

function Clocks({ clocks, stepId }: { clocks: readonly Clock[]; stepId: string }) {
  const { t } = useWords();
  const f = useFormat();
  return (
    <Section title={t('process.step.clocks')}>
      <ul className="rv-plain-list">
        {clocks.map((clock) => (
          <li key={clock.id} className="rv-card">
            <BodyShort weight="semibold">
              {clock.name}: {f.duration(clock.length)}
            </BodyShort>
            <BodyShort>
              {t(
                clock.starts.node === stepId
                  ? 'process.clock.starts-here'
                  : clock.stops.node === stepId
                    ? 'process.clock.stops-here'
                    : 'process.clock.runs-here',
              )}{' '}
              {t(`process.clock.kind.${clock.kind}`)}: {clock.source}.
            </BodyShort>
            {clock.extension !== undefined && (
              <BodyShort>{t('process.clock.extension', { ground: clock.extension })}</BodyShort>
            )}
            {clock.uncertainty !== undefined && <Uncertain text={clock.uncertainty} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Laws({ law }: { law: readonly Law[] }) {
  const { t } = useWords();
  return (
    <Section title={t('process.step.law')}>
      {law.length === 0 ? (
        <BodyShort className="rv-soft">{t('process.step.law.none')}</BodyShort>
      ) : (
        <ul className="rv-plain-list">
          {law.map((item) => (
            <li key={item.text} className="rv-card">
              <BodyLong>{item.text}</BodyLong>
              <div className="rv-tags">
                <Tag size="small" variant="outline" data-color="neutral">
                  {item.source}
                </Tag>
                {item.validFrom !== undefined && (
                  <span className="rv-soft">{t('process.law.from', { date: item.validFrom })}</span>
                )}
              </div>
              {item.uncertainty !== undefined && <Uncertain text={item.uncertainty} />}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** A reference that must be checked before anybody relies on it says so. */
function Uncertain({ text }: { text: string }) {
  const { t } = useWords();
  return (
    <InlineMessage status="warning" size="small">
      {t('process.law.uncertain')} {text}
    </InlineMessage>
  );
}

function StepLinks({
  title,
  steps,
  to,
  none,
}: {
  title: string;
  steps: readonly { id: string; name: string }[];
  to: (id: string) => string;
  none: string;
}) {
  return (
    <div>
      <BodyShort weight="semibold">{title}</BodyShort>
      {steps.length === 0 ? (
        <BodyShort className="rv-soft">{none}</BodyShort>
      ) : (
        <ul className="rv-plain-list">
          {steps.map((step) => (
            <li key={step.id}>
              <To to={to(step.id)}>{step.name}</To>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
