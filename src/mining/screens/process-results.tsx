import { BodyShort, HStack, Select, VStack } from '@navikt/ds-react';
import { keepPreviousData } from '@tanstack/react-query';
import { z } from 'zod';
import type { ProcessId } from '#lib/id.ts';
import { getEarlierProcessResults, getProcessResults, type Results } from '#mining/api.ts';
import { miningMay } from '#mining/may.ts';
import type { EarlierDayRefusal } from '#mining/travelled/earlier-day.ts';
import { getProcess } from '#process/api.ts';
import { useAddress, useParam } from '#ui/address.ts';
import { useAnswer } from '#ui/client.ts';
import { useFormat } from '#ui/format.ts';
import { ToButton } from '#ui/link.tsx';
import { Page } from '#ui/page.tsx';
import { useMay } from '#ui/session.ts';
import { Answered, ProblemView } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { HandoffsTab } from './travelled/handoffs-tab.tsx';
import './mining.css';
import { questionOf, ResultState } from './result-state.ts';
import { ResultsView } from './results-view.tsx';
import { StripTab } from './strip-tab.tsx';
import { BackToNow, EarlierDayField, EarlierDayNotice, NoDayNotice } from './travelled/earlier-day.tsx';
import { MonthField } from './travelled/month-field.tsx';

/** What the address of the page carries: as of every result page, and the earlier day that is looked at. */
const State = ResultState.extend({
  tab: ResultState.shape.tab.default('strip'),
  // What isn't a day is told, not passed over: the figures of now would be taken for those of a day.
  asOf: z.string().optional(),
});
type State = z.infer<typeof State>;

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

interface Filtering {
  readonly state: State;
  readonly set: (change: Partial<State>) => void;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
}

/** Which journeys: when they began, a team, an outcome. */
function Filters({ state, set, teams }: Filtering) {
  const { t } = useWords();
  return (
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
          onChange={(e) => set({ teamId: e.target.value || undefined } as Partial<State>)}
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
          onChange={(e) => set({ outcome: (e.target.value || undefined) as State['outcome'] })}
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
  );
}

/** The answer as it is now, or as of the earlier day in the address, where the hat may ask for that. */
function useResults(processId: ProcessId, { asOf, ...state }: State, mayLookBack: boolean) {
  const query = questionOf(state);
  const now = useAnswer(
    getProcessResults,
    { params: { processId }, query },
    { placeholderData: keepPreviousData, enabled: asOf === undefined },
  );
  const then = useAnswer(
    getEarlierProcessResults,
    { params: { processId, asOf: asOf ?? '' }, query },
    {
      enabled: asOf !== undefined && mayLookBack,
      // Figures of another day must not stand below the name of this one, not even while it is waited for.
      placeholderData: (before) => (before?.basis.asOf === asOf ? before : undefined),
    },
  );
  return asOf === undefined ? now : then;
}

const dayRefusals: readonly string[] = ['day-not-over', 'day-before-first'] satisfies EarlierDayRefusal['tag'][];

/** The sum of journeys on a road, as it is now or as it stood on an earlier day. */
export function ProcessResults() {
  const { t } = useWords();
  const processId = useParam('processId') as ProcessId;
  const [state, set] = useAddress(State);
  const mayLookBack = useMay()(miningMay['get-earlier-process-results'], { processId });
  const isNoDay = state.asOf !== undefined && !z.iso.date().safeParse(state.asOf).success;
  const answer = useResults(processId, state, mayLookBack && !isNoDay);
  const wrongDay = answer.error !== null && dayRefusals.includes(answer.error.tag) ? answer.error : undefined;
  const gone = answer.data === undefined && answer.error !== null && wrongDay === undefined;
  const process = useAnswer(getProcess, { params: { processId } }).data;
  const leave = () => set({ asOf: undefined }, { push: true });
  const isBarred = state.asOf !== undefined && !mayLookBack;
  return (
    <Page
      title={answer.data?.subject.name ?? (gone ? undefined : process?.name)}
      lead={t('mining.lead')}
      wide
      crumbs={[{ to: '/resultat', text: t('mining.title') }]}
      action={
        <ToButton to={`/processer/${processId}`} variant="secondary">
          {t('mining.openProcess')}
        </ToButton>
      }
    >
      {isNoDay && <NoDayNotice asOf={state.asOf ?? ''} leave={leave} />}
      {state.asOf !== undefined && !isNoDay && wrongDay === undefined && (
        <EarlierDayNotice asOf={state.asOf} isBarred={isBarred} leave={leave} />
      )}
      {!gone && !isBarred && <Filters state={state} set={set} teams={process?.teams ?? []} />}
      {!gone && mayLookBack && (
        <EarlierDayField key={state.asOf ?? ''} asOf={state.asOf} choose={(asOf) => set({ asOf }, { push: true })} />
      )}
      {wrongDay !== undefined ? (
        <>
          <ProblemView problem={wrongDay} />
          <BackToNow leave={leave} />
        </>
      ) : isBarred || isNoDay ? null : (
        <Answered answer={answer}>
          {(results) => <Told results={results} state={state} set={set} teams={process?.teams ?? []} />}
        </Answered>
      )}
    </Page>
  );
}

function Told({ results, state, set, teams }: Filtering & { readonly results: Results }) {
  const { t } = useWords();
  const { basis, handoffs, outcomes, strip, subject, targets } = results;
  const version = basis.asOf === null ? undefined : (basis.road ?? undefined);
  const content = <StripTab processId={subject.id as ProcessId} strip={strip ?? []} version={version} />;
  const ofRoad = [{ value: 'strip', label: t('mining.tab.strip'), content }];
  const ofHandoffs =
    handoffs === null
      ? []
      : [{ value: 'handoffs', label: t('mining.tab.handoffs'), content: <HandoffsTab handoffs={handoffs} /> }];
  return (
    <>
      {outcomes === null ? null : <Outcomes outcomes={outcomes} />}
      {targets === null ? null : <Targets targets={targets} />}
      <ResultsView
        results={results}
        state={state}
        set={set}
        teamName={teams.find(({ id }) => id === state.teamId)?.name}
        extra={[...ofRoad, ...ofHandoffs]}
      />
    </>
  );
}
