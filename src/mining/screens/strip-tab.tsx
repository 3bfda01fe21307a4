import { BodyShort, Table, VStack } from '@navikt/ds-react';
import type { ProcessId } from '#lib/id.ts';
import type { Results } from '#mining/api.ts';
import { getProcess } from '#process/api.ts';
import { type Road, stepsOf } from '#process/road.ts';
import { RoadStrip } from '#process/screens/road-strip.tsx';
import { useAnswer } from '#ui/client.ts';
import { useFormat } from '#ui/format.ts';
import { To } from '#ui/link.tsx';
import { Answered } from '#ui/state.tsx';
import type { Dress, Line } from '#ui/strip/dress.ts';
import { useWords } from '#ui/words.ts';

type Sum = NonNullable<Results['strip']>[number];
type SumOf = (stepId: string) => Sum | undefined;

/** The page of a step, of the version that is shown. */
type StepTo = (stepId: string) => { readonly to: string; readonly search: { readonly version: number | undefined } };

/** The sum of journeys by step of the road, in the road's order. */
export function StripTab({
  processId,
  strip,
  version,
}: {
  readonly processId: ProcessId;
  readonly strip: NonNullable<Results['strip']>;
  /** The version of the road that was in force then; undefined for the one that is now. */
  readonly version: number | undefined;
}) {
  const { t } = useWords();
  const answer = useAnswer(getProcess, { params: { processId }, query: { version } });
  const by = new Map(strip.map((s) => [s.stepId, s]));
  const stepTo: StepTo = (id) => ({
    to: `/processer/${processId}/steg/${encodeURIComponent(id)}`,
    search: { version },
  });
  const dressOf = useDress(Math.max(1, ...strip.map((s) => s.openObstacles)));
  return (
    <VStack gap="space-16">
      <BodyShort textColor="subtle">{t('mining.strip.lead')}</BodyShort>
      <Answered answer={answer}>
        {({ road }) => (
          <>
            <RoadStrip
              road={road}
              dress={({ id }) => {
                const sum = by.get(id);
                return sum === undefined ? {} : { ...stepTo(id), ...dressOf(sum) };
              }}
            />
            <details className="mining-details">
              <summary>{t('mining.asTable')}</summary>
              <StepTable road={road} sumOf={(id) => by.get(id)} stepTo={stepTo} />
            </details>
          </>
        )}
      </Answered>
    </VStack>
  );
}

/** Lines and marks for a step on the strip; `mostObstacles` is what heat is measured against. */
function useDress(mostObstacles: number): (sum: Sum) => Dress {
  const { t } = useWords();
  const { span, count, percent } = useFormat();
  const quiet = (text: string): Line => ({ text, tone: 'quiet' });
  return ({ passes, medianWaitSeconds, overTarget, returns, openObstacles }) => {
    const over = overTarget === null ? '' : t('mining.strip.overLine', { share: percent(overTarget) });
    const isBump = overTarget !== null && overTarget >= 0.25;
    const lines: Line[] = [];
    if (passes !== null) lines.push(quiet(t('mining.strip.passesLine', { passes: count(passes) })));
    if (medianWaitSeconds !== null)
      lines.push(quiet(t('mining.strip.waitLine', { wait: span(medianWaitSeconds * 1000) })));
    if (overTarget !== null && overTarget >= 0.05 && !isBump) lines.push({ text: over, tone: 'warning' });
    if (returns !== null && returns > 0)
      lines.push({ text: t('mining.strip.returnsLine', { returns: count(returns) }), tone: 'warning' });
    if (openObstacles > 0)
      lines.push({ text: t('mining.strip.obstaclesLine', { count: openObstacles }), tone: 'danger' });
    return { lines, heat: openObstacles / mostObstacles, ...(isBump ? { bump: over } : {}) };
  };
}

/** The same as rows: the strip's text twin, with the figures that it has no room for. */
function StepTable({ road, sumOf, stepTo }: { readonly road: Road; readonly sumOf: SumOf; readonly stepTo: StepTo }) {
  const { t } = useWords();
  const cellsOf = useCells();
  return (
    <div className="mining-scroll">
      <Table size="small">
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell scope="col">{t('mining.strip.step')}</Table.HeaderCell>
            {(['passes', 'wait', 'waitP85', 'over', 'returns', 'obstacles'] as const).map((key) => (
              <Table.HeaderCell key={key} scope="col" align="right">
                {t(`mining.strip.${key}`)}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {stepsOf(road).map((step) => (
            <Table.Row key={step.id}>
              <Table.HeaderCell scope="row">
                <To {...stepTo(step.id)}>{step.name}</To>
              </Table.HeaderCell>
              {cellsOf(sumOf(step.id)).map((cell, at) => (
                <Table.DataCell key={at} align="right" className="mining-number">
                  {cell}
                </Table.DataCell>
              ))}
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );
}

/** Figures of a step in the order of the columns; a dash where there is none, or it may not be told. */
function useCells(): (sum: Sum | undefined) => string[] {
  const { span, count, percent, number } = useFormat();
  const said = (seconds: number | null) => (seconds === null ? '–' : span(seconds * 1000));
  return (sum) =>
    sum === undefined
      ? ['–', '–', '–', '–', '–', '–']
      : [
          sum.passes === null ? '–' : count(sum.passes),
          said(sum.medianWaitSeconds),
          said(sum.p85WaitSeconds),
          sum.overTarget === null ? '–' : percent(sum.overTarget),
          sum.returns === null ? '–' : count(sum.returns),
          number(sum.openObstacles),
        ];
}
