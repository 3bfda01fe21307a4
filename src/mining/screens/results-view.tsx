import { Alert, BodyShort, Chips, Heading, Tabs, VStack } from '@navikt/ds-react';
import { useState } from 'react';
import type { Results } from '#mining/api.ts';
import { useFormat } from '#ui/format.ts';
import { useWords } from '#ui/words.ts';
import { Basis } from './basis.tsx';
import { LeadTimeTab } from './lead-time-tab.tsx';
import { MapTab } from './map-tab.tsx';
import type { ResultState } from './result-state.ts';
import { VariantsTable } from './variants-table.tsx';

interface Props {
  readonly results: Results;
  readonly state: ResultState;
  readonly set: (change: Partial<ResultState>) => void;
  /** The team that is asked for. */
  readonly teamName?: string | undefined;
  /** Tabs that only the journeys of a process have: the strip and the handoffs. */
  readonly extra?: readonly { readonly value: string; readonly label: string; readonly content: React.ReactNode }[];
}

function Counts({ results }: { readonly results: Results }) {
  const { t, locale } = useWords();
  const { all, filtered } = results;
  const pairs = [
    ['mining.cases', filtered.cases, all.cases],
    ['mining.events', filtered.events, all.events],
    ['mining.activities', filtered.activities, all.activities],
    ['mining.variants', filtered.variants, all.variants],
  ] as const;
  return (
    <dl className="mining-counts">
      {pairs.map(([key, some, whole]) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd>
            <strong>{some === null ? '–' : some.toLocaleString(locale)}</strong>
            {some === whole || whole === null ? null : <span>{t('mining.ofAll', { all: whole })}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Whom the figures are about: which cases, and begun when. Every tab and every median on it is about these. */
function About({ results }: { readonly results: Results }) {
  const { t } = useWords();
  const { date } = useFormat();
  const { period, filtered, leadTime, from, to } = results;
  const began =
    period.from !== null && period.to !== null
      ? t('mining.about.between', { from: date(period.from), to: date(period.to) })
      : period.from !== null
        ? t('mining.about.since', { from: date(period.from) })
        : period.to !== null
          ? t('mining.about.until', { to: date(period.to) })
          : t('mining.about.always');
  return (
    <BodyShort>
      {t('mining.about', { cases: filtered.cases ?? 0, began })}{' '}
      {from === null || to === null ? '' : t('mining.about.events', { from: date(from), to: date(to) })}{' '}
      {leadTime.cases === null || leadTime.cases === filtered.cases
        ? ''
        : t('mining.about.closed', { cases: leadTime.cases })}
    </BodyShort>
  );
}

interface Filtering extends Pick<Props, 'state' | 'set'> {
  readonly nameOf: (activity: string) => string;
}

/** The activities that are asked for or not, each to be taken away. */
function Filters({ state, set, nameOf }: Filtering) {
  const { t } = useWords();
  if (state.with === undefined && state.without === undefined) return null;
  return (
    <Chips>
      {state.with === undefined ? null : (
        <Chips.Removable onDelete={() => set({ with: undefined })}>
          {t('mining.filter.withOne', { name: nameOf(state.with) })}
        </Chips.Removable>
      )}
      {state.without === undefined ? null : (
        <Chips.Removable onDelete={() => set({ without: undefined })}>
          {t('mining.filter.withoutOne', { name: nameOf(state.without) })}
        </Chips.Removable>
      )}
    </Chips>
  );
}

/** Why there are no figures. */
function NoFigures({ results }: Pick<Props, 'results'>) {
  const { t } = useWords();
  const { basis, why } = results;
  const said = why === 'no-cases' && basis.asOf !== null ? 'no-cases-then' : (why ?? 'few-chosen');
  return (
    <Alert variant="info">
      <Heading level="2" size="xsmall">
        {t(`mining.why.${said}`)}
      </Heading>
      {t(`mining.whyMore.${said}`)}
    </Alert>
  );
}

/** What a log or the journeys of a road tell: counts, map, variants, lead time. All state is in the address. */
export function ResultsView({ results, state, set, extra = [], teamName }: Props) {
  const nameOf = (a: string) => results.map.nodes.find((n) => n.activity === a)?.name ?? results.names[a] ?? a;
  return (
    <VStack gap="space-24">
      {results.why === 'few-in-all' || results.why === 'no-cases' ? null : <Counts results={results} />}
      {results.why === null ? <About results={results} /> : null}
      <Filters state={state} set={set} nameOf={nameOf} />
      {results.tooFew ? (
        <NoFigures results={results} />
      ) : (
        <Figures results={results} state={state} set={set} extra={extra} nameOf={nameOf} />
      )}
      <Basis basis={results.basis} nameOf={nameOf} teamName={teamName} />
    </VStack>
  );
}

function Figures({ results, state, set, extra, nameOf }: Filtering & Required<Pick<Props, 'results' | 'extra'>>) {
  const { t } = useWords();
  const { span } = useFormat();
  const [lit, light] = useState<readonly string[] | null>(null);
  const showOnMap = (activities: readonly string[]) => {
    light(activities);
    set({ tab: 'map', as: 'map', activities: 100, paths: 100 });
  };
  return (
    <Tabs value={state.tab} onChange={(tab) => set({ tab })}>
      <Tabs.List>
        {extra.map((e) => (
          <Tabs.Tab key={e.value} value={e.value} label={e.label} />
        ))}
        <Tabs.Tab value="map" label={t('mining.tab.map')} />
        <Tabs.Tab value="variants" label={t('mining.tab.variants')} />
        <Tabs.Tab value="leadtime" label={t('mining.tab.leadTime')} />
      </Tabs.List>
      {extra.map((e) => (
        <Tabs.Panel key={e.value} value={e.value} className="mining-tab">
          {e.content}
        </Tabs.Panel>
      ))}
      <Tabs.Panel value="map" className="mining-tab">
        <MapTab map={results.map} state={state} set={set} lit={lit} unlight={() => light(null)} />
      </Tabs.Panel>
      <Tabs.Panel value="variants" className="mining-tab">
        <VariantsTable variants={results.variants} nameOf={nameOf} duration={(s) => span(s * 1000)} light={showOnMap} />
      </Tabs.Panel>
      <Tabs.Panel value="leadtime" className="mining-tab">
        <LeadTimeTab results={results} />
      </Tabs.Panel>
    </Tabs>
  );
}
