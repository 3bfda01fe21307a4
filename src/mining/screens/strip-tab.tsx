import { BodyShort, Table, VStack } from '@navikt/ds-react';
import type { ProcessId } from '#lib/id.ts';
import type { Results } from '#mining/api.ts';
import { getProcess } from '#process/api.ts';
import { stepsOf } from '#process/road.ts';
import { RoadStrip } from '#process/screens/road-strip.tsx';
import { useAnswer } from '#ui/client.ts';
import { useFormat } from '#ui/format.ts';
import { To } from '#ui/link.tsx';
import { Answered } from '#ui/state.tsx';
import type { Dress, Line } from '#ui/strip/dress.ts';
import { useWords } from '#ui/words.ts';

type Sum = NonNullable<Results['strip']>[number];

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
  const { span, count, percent, number } = useFormat();
  const answer = useAnswer(getProcess, { params: { processId }, query: { version } });
  const by = new Map(strip.map((s) => [s.stepId, s]));
  const said = (seconds: number | null) => (seconds === null ? '–' : span(seconds * 1000));
  const mostObstacles = Math.max(1, ...strip.map((s) => s.openObstacles));
  const dressOf = (sum: Sum): Dress => {
    const lines: Line[] = [
      ...(sum.passes === null
        ? []
        : [{ text: t('mining.strip.passesLine', { passes: count(sum.passes) }), tone: 'quiet' as const }]),
      ...(sum.medianWaitSeconds === null
        ? []
        : [{ text: t('mining.strip.waitLine', { wait: said(sum.medianWaitSeconds) }), tone: 'quiet' as const }]),
      ...(sum.overTarget === null || sum.overTarget < 0.05 || sum.overTarget >= 0.25
        ? []
        : [{ text: t('mining.strip.overLine', { share: percent(sum.overTarget) }), tone: 'warning' as const }]),
      ...(sum.returns === null || sum.returns === 0
        ? []
        : [{ text: t('mining.strip.returnsLine', { returns: count(sum.returns) }), tone: 'warning' as const }]),
      ...(sum.openObstacles === 0
        ? []
        : [{ text: t('mining.strip.obstaclesLine', { count: sum.openObstacles }), tone: 'danger' as const }]),
    ];
    return {
      lines,
      heat: sum.openObstacles / mostObstacles,
      ...(sum.overTarget !== null && sum.overTarget >= 0.25
        ? { bump: t('mining.strip.overLine', { share: percent(sum.overTarget) }) }
        : {}),
    };
  };
  return (
    <VStack gap="space-16">
      <BodyShort textColor="subtle">{t('mining.strip.lead')}</BodyShort>
      <Answered answer={answer}>
        {(process) => (
          <>
            <RoadStrip
              road={process.road}
              stepTo={(id) => `/processer/${processId}/steg/${encodeURIComponent(id)}`}
              search={{ version }}
              dress={(stop) => {
                const sum = by.get(stop.id);
                return sum === undefined
                  ? {}
                  : {
                      to: `/processer/${processId}/steg/${encodeURIComponent(stop.id)}`,
                      search: { version },
                      ...dressOf(sum),
                    };
              }}
            />
            <details className="mining-details">
              <summary>{t('mining.asTable')}</summary>
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
                    {stepsOf(process.road).map((step) => {
                      const sum = by.get(step.id);
                      const cells =
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
                      return (
                        <Table.Row key={step.id}>
                          <Table.HeaderCell scope="row">
                            <To to={`/processer/${processId}/steg/${encodeURIComponent(step.id)}`} search={{ version }}>
                              {step.name}
                            </To>
                          </Table.HeaderCell>
                          {cells.map((cell, at) => (
                            <Table.DataCell key={at} align="right" className="mining-number">
                              {cell}
                            </Table.DataCell>
                          ))}
                        </Table.Row>
                      );
                    })}
                  </Table.Body>
                </Table>
              </div>
            </details>
          </>
        )}
      </Answered>
    </VStack>
  );
}
