import { Alert, BodyShort, Button, Chips, Heading, HStack, Select, Tabs, VStack } from '@navikt/ds-react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { Results } from '#mining/api.ts';
import { useFormat } from '#ui/format.ts';
import { useWords } from '#ui/words.ts';
import { Basis } from './basis.tsx';
import { ChosenPanel } from './chosen-panel.tsx';
import { Histogram } from './histogram.tsx';
import { type Chosen, MapDrawing, type Metric } from './map-drawing.tsx';
import { MapTable } from './map-table.tsx';
import type { ResultState } from './result-state.ts';
import { Slider } from './slider.tsx';
import { VariantsTable } from './variants-table.tsx';

interface Props {
  readonly results: Results;
  readonly state: ResultState;
  readonly set: (change: Partial<ResultState>) => void;
  /** Tabs that only the journeys of a process have: the strip and the handoffs. */
  readonly teamName?: string | undefined;
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

function MapTab({ results, state, set, lit, unlight }: Props & { lit: readonly string[] | null; unlight: () => void }) {
  const { t } = useWords();
  const { span } = useFormat();
  const said = (seconds: number) => span(seconds * 1000);
  const [chosen, choose] = useState<Chosen>(null);
  const [zoom, setZoom] = useState<number | 'fit'>(1);
  const { map } = results;
  const isMap = state.as !== 'table' && map.nodes.length > 0;
  const scroll = useRef<HTMLElement>(null);
  const [frame, setFrame] = useState({ width: 900, height: 600 });
  useLayoutEffect(() => {
    const at = scroll.current;
    if (at === null) return;
    const measure = () =>
      setFrame((before) => {
        const height = Math.round(window.innerHeight * 0.6);
        return before.width === at.clientWidth && before.height === height ? before : { width: at.clientWidth, height };
      });
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(at);
    window.addEventListener('resize', measure);
    return () => {
      watch.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [isMap]);
  return (
    <VStack gap="space-16">
      <HStack gap="space-24" align="end" wrap className="mining-controls">
        <Slider
          label={t('mining.map.activities')}
          value={state.activities ?? results.map.activityPercent}
          min={1}
          commit={(activities) => set({ activities })}
        />
        <Slider label={t('mining.map.paths')} value={state.paths} min={0} commit={(paths) => set({ paths })} />
        <Select
          size="small"
          label={t('mining.map.metric')}
          value={state.metric}
          onChange={(e) => set({ metric: e.target.value as Metric })}
        >
          <option value="count">{t('mining.map.times')}</option>
          <option value="median">{t('mining.median')}</option>
          <option value="mean">{t('mining.mean')}</option>
        </Select>
        <HStack gap="space-8">
          <Button size="small" variant="secondary" onClick={() => set({ as: state.as === 'table' ? 'map' : 'table' })}>
            {state.as === 'table' ? t('mining.map.asMap') : t('mining.map.asTable')}
          </Button>
          {state.as === 'table' ? null : (
            <>
              <Button
                size="small"
                variant="secondary"
                onClick={() => set({ direction: state.direction === 'LR' ? 'TB' : 'LR' })}
              >
                {state.direction === 'LR' ? t('mining.map.topDown') : t('mining.map.leftRight')}
              </Button>
              <Button
                size="small"
                variant="secondary"
                aria-label={t('mining.map.zoomOut')}
                onClick={() => setZoom(zoom === 'fit' ? 'fit' : Math.max(0.3, zoom / 1.25))}
              >
                −
              </Button>
              <Button
                size="small"
                variant="secondary"
                aria-label={t('mining.map.zoomIn')}
                onClick={() => setZoom(zoom === 'fit' ? 1 : Math.min(3, zoom * 1.25))}
              >
                +
              </Button>
              <Button size="small" variant="secondary" onClick={() => setZoom(zoom === 'fit' ? 1 : 'fit')}>
                {zoom === 'fit' ? t('mining.map.readable') : t('mining.map.fit')}
              </Button>
            </>
          )}
        </HStack>
      </HStack>
      {lit === null ? null : (
        <Alert variant="info" size="small" inline>
          {t('mining.variants.lit')}{' '}
          <Button size="xsmall" variant="tertiary" onClick={unlight}>
            {t('mining.variants.unlight')}
          </Button>
        </Alert>
      )}
      {map.nodes.length === 0 ? (
        <Alert variant="info">{t('mining.map.empty')}</Alert>
      ) : state.as === 'table' ? (
        <MapTable map={map} duration={said} />
      ) : (
        <div className="mining-map-frame" data-open={chosen !== null}>
          <section className="mining-scroll mining-map-scroll" ref={scroll} aria-label={t('mining.map.label')}>
            <MapDrawing
              map={map}
              metric={state.metric}
              direction={state.direction}
              zoom={zoom}
              setZoom={setZoom}
              frame={frame}
              chosen={chosen}
              lit={lit}
              choose={choose}
              duration={said}
            />
          </section>
          {chosen === null ? null : (
            <ChosenPanel
              map={map}
              chosen={chosen}
              duration={said}
              close={() => choose(null)}
              filter={(change) => {
                choose(null);
                set(change);
              }}
            />
          )}
        </div>
      )}
      <BodyShort size="small" textColor="subtle">
        {t('mining.map.legend')}{' '}
        {map.hiddenActivities + map.hiddenPaths > 0
          ? t('mining.map.hidden', { activities: map.hiddenActivities, paths: map.hiddenPaths })
          : ''}{' '}
        {map.suppressed > 0 ? t('mining.map.suppressed', { count: map.suppressed }) : ''}{' '}
        {map.blank > 0 ? t('mining.blank') : ''}
      </BodyShort>
    </VStack>
  );
}

function LeadTimeTab({ results }: { readonly results: Results }) {
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

/** What a log or the journeys of a road tell: counts, map, variants, lead time. All state is in the address. */
export function ResultsView({ results, state, set, extra = [], teamName }: Props) {
  const { t } = useWords();
  const { span } = useFormat();
  const [lit, light] = useState<readonly string[] | null>(null);
  const why =
    results.why === 'no-cases' && results.basis.asOf !== null ? 'no-cases-then' : (results.why ?? 'few-chosen');
  const nameOf = (a: string) => results.map.nodes.find((n) => n.activity === a)?.name ?? results.names[a] ?? a;
  return (
    <VStack gap="space-24">
      {results.why === 'few-in-all' || results.why === 'no-cases' ? null : <Counts results={results} />}
      {results.why === null ? <About results={results} /> : null}
      {state.with === undefined && state.without === undefined ? null : (
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
      )}
      {results.tooFew ? (
        <Alert variant="info">
          <Heading level="2" size="xsmall">
            {t(`mining.why.${why}`)}
          </Heading>
          {t(`mining.whyMore.${why}`)}
        </Alert>
      ) : (
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
            <MapTab results={results} state={state} set={set} lit={lit} unlight={() => light(null)} />
          </Tabs.Panel>
          <Tabs.Panel value="variants" className="mining-tab">
            <VariantsTable
              variants={results.variants}
              nameOf={nameOf}
              duration={(s) => span(s * 1000)}
              light={(activities) => {
                light(activities);
                set({ tab: 'map', as: 'map', activities: 100, paths: 100 });
              }}
            />
          </Tabs.Panel>
          <Tabs.Panel value="leadtime" className="mining-tab">
            <LeadTimeTab results={results} />
          </Tabs.Panel>
        </Tabs>
      )}
      <Basis basis={results.basis} nameOf={nameOf} teamName={teamName} />
    </VStack>
  );
}
