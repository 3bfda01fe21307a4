import { BodyShort, HStack, MonthPicker, Select, Table, useMonthpicker, VStack } from '@navikt/ds-react';
import { keepPreviousData } from '@tanstack/react-query';
import { getProcessResults, type Results } from '#mining/api.ts';
import { getProcess } from '#process/api.ts';
import { useAddress, useParam } from '#ui/address.ts';
import { useAnswer } from '#ui/client.ts';
import { useFormat } from '#ui/format.ts';
import { ToButton } from '#ui/link.tsx';
import { Page } from '#ui/page.tsx';
import { Answered, Empty } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import './mining.css';
import type { ProcessId } from '#lib/id.ts';
import { questionOf, ResultState } from './result-state.ts';
import { ResultsView } from './results-view.tsx';
import { StripTab } from './strip-tab.tsx';

/** A month in which journeys began: its first day as `from`, its last as `to`. */
function MonthField({
  label,
  value,
  last,
  onChange,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly last: boolean;
  readonly onChange: (date: string | undefined) => void;
}) {
  const { monthpickerProps, inputProps } = useMonthpicker({
    ...(value === undefined ? {} : { defaultSelected: new Date(`${value}T12:00:00`) }),
    inputFormat: 'yyyy-MM',
    onMonthChange: (month) => {
      const day = month && new Date(month.getFullYear(), month.getMonth() + (last ? 1 : 0), last ? 0 : 1);
      onChange(day?.toLocaleDateString('sv-SE'));
    },
  });
  return (
    <MonthPicker {...monthpickerProps}>
      <MonthPicker.Input {...inputProps} size="small" label={label} />
    </MonthPicker>
  );
}

function Handoffs({ handoffs }: { readonly handoffs: NonNullable<Results['handoffs']> }) {
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

function Outcomes({ outcomes }: { readonly outcomes: NonNullable<Results['outcomes']> }) {
  const { t } = useWords();
  const { count } = useFormat();
  return (
    <VStack gap="space-8">
      <BodyShort weight="semibold">{t('mining.outcomes')}</BodyShort>
      <dl className="mining-counts">
        {outcomes.map((o) => (
          <div key={o.outcome}>
            <dt>{t(`mining.outcome.${o.outcome}`)}</dt>
            <dd>
              <strong>{o.count === null ? '–' : count(o.count)}</strong>
            </dd>
          </div>
        ))}
      </dl>
    </VStack>
  );
}

/** What a whole journey is to hold by the road, and how often it did. */
function Targets({ targets }: { readonly targets: NonNullable<Results['targets']> }) {
  const { t } = useWords();
  const { duration, percent } = useFormat();
  const { lead, leadHeld, handoffs, handoffsHeld } = targets;
  const held = (share: number | null) => (share === null ? '' : t('mining.targets.held', { share: percent(share) }));
  const parts = [
    lead === null ? undefined : `${t('mining.targets.lead', { time: duration(lead) })}${held(leadHeld)}`,
    handoffs === null ? undefined : `${t('mining.targets.handoffs', { n: handoffs })}${held(handoffsHeld)}`,
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return null;
  return <BodyShort>{t('mining.targets', { what: parts.join('; ') })}</BodyShort>;
}

/** The sum of journeys on a road. */
export function ProcessResults() {
  const { t } = useWords();
  const processId = useParam('processId') as ProcessId;
  const [state, set] = useAddress(ResultState.extend({ tab: ResultState.shape.tab.default('strip') }));
  const answer = useAnswer(
    getProcessResults,
    { params: { processId }, query: questionOf(state) },
    { placeholderData: keepPreviousData },
  );
  const gone = answer.data === undefined && answer.error !== null;
  const teams = useAnswer(getProcess, { params: { processId } }).data?.teams ?? [];
  return (
    <Page
      title={answer.data?.subject.name}
      lead={t('mining.lead')}
      wide
      crumbs={[{ to: '/resultat', text: t('mining.title') }]}
      action={
        <ToButton to={`/processer/${processId}`} variant="secondary">
          {t('mining.openProcess')}
        </ToButton>
      }
    >
      {!gone && (
        <>
          <HStack gap="space-16" wrap align="end">
            <MonthField
              label={t('mining.filter.from')}
              value={state.from}
              last={false}
              onChange={(from) => set({ from })}
            />
            <MonthField label={t('mining.filter.to')} value={state.to} last onChange={(to) => set({ to })} />
            <Select
              size="small"
              label={t('mining.filter.team')}
              value={state.teamId ?? ''}
              onChange={(e) => set({ teamId: e.target.value || undefined } as Partial<ResultState>)}
            >
              <option value="">{t('mining.filter.teamAll')}</option>
              {teams.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
            <Select
              size="small"
              label={t('mining.filter.outcome')}
              value={state.outcome ?? ''}
              onChange={(e) => set({ outcome: (e.target.value || undefined) as ResultState['outcome'] })}
            >
              <option value="">{t('mining.filter.outcomeAll')}</option>
              <option value="met">{t('mining.outcome.met')}</option>
              <option value="partly">{t('mining.outcome.partly')}</option>
              <option value="not-met">{t('mining.outcome.not-met')}</option>
            </Select>
          </HStack>
          <BodyShort size="small" textColor="subtle">
            {t('mining.filter.months')}
          </BodyShort>
        </>
      )}
      <Answered answer={answer}>
        {(results) => (
          <>
            {results.outcomes === null ? null : <Outcomes outcomes={results.outcomes} />}
            {results.targets === null ? null : <Targets targets={results.targets} />}
            <ResultsView
              results={results}
              state={state}
              set={set}
              teamName={teams.find(({ id }) => id === state.teamId)?.name}
              extra={[
                {
                  value: 'strip',
                  label: t('mining.tab.strip'),
                  content: <StripTab processId={processId} strip={results.strip ?? []} />,
                },
                ...(results.handoffs === null
                  ? []
                  : [
                      {
                        value: 'handoffs',
                        label: t('mining.tab.handoffs'),
                        content: <Handoffs handoffs={results.handoffs} />,
                      },
                    ]),
              ]}
            />
          </>
        )}
      </Answered>
    </Page>
  );
}
