import { Alert, BodyShort, Button, HStack, Select, VStack } from '@navikt/ds-react';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Results } from '#mining/api.ts';
import { useFormat } from '#ui/format.ts';
import { useWords } from '#ui/words.ts';
import { ChosenPanel } from './chosen-panel.tsx';
import { type Chosen, MapDrawing, type Metric } from './map-drawing.tsx';
import { MapTable } from './map-table.tsx';
import type { ResultState } from './result-state.ts';
import { Slider } from './slider.tsx';

interface Props {
  readonly map: Results['map'];
  readonly state: ResultState;
  readonly set: (change: Partial<ResultState>) => void;
  /** The activities of the variants that are lit on the map; null where none are. */
  readonly lit: readonly string[] | null;
  readonly unlight: () => void;
}

/** How large the map is drawn; `fit`: so that all of it is seen. */
type Zoom = number | 'fit';

/** The map of what follows what, drawn or as a table, with its sliders. */
export function MapTab({ map, state, set, lit, unlight }: Props) {
  const { t } = useWords();
  const { span } = useFormat();
  const said = (seconds: number) => span(seconds * 1000);
  const [zoom, setZoom] = useState<Zoom>(1);
  return (
    <VStack gap="space-16">
      <Controls map={map} state={state} set={set} zoom={zoom} setZoom={setZoom} />
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
        <Drawing map={map} state={state} set={set} lit={lit} zoom={zoom} setZoom={setZoom} />
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

interface Zooming {
  readonly zoom: Zoom;
  readonly setZoom: (zoom: Zoom) => void;
}

function Controls({ map, state, set, zoom, setZoom }: Pick<Props, 'map' | 'state' | 'set'> & Zooming) {
  const { t } = useWords();
  const isTable = state.as === 'table';
  return (
    <HStack gap="space-24" align="end" wrap className="mining-controls">
      <Slider
        label={t('mining.map.activities')}
        value={state.activities ?? map.activityPercent}
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
        <Button size="small" variant="secondary" onClick={() => set({ as: isTable ? 'map' : 'table' })}>
          {isTable ? t('mining.map.asMap') : t('mining.map.asTable')}
        </Button>
        {isTable ? null : (
          <>
            <Button
              size="small"
              variant="secondary"
              onClick={() => set({ direction: state.direction === 'LR' ? 'TB' : 'LR' })}
            >
              {state.direction === 'LR' ? t('mining.map.topDown') : t('mining.map.leftRight')}
            </Button>
            <ZoomButtons zoom={zoom} setZoom={setZoom} />
          </>
        )}
      </HStack>
    </HStack>
  );
}

function ZoomButtons({ zoom, setZoom }: Zooming) {
  const { t } = useWords();
  const isFit = zoom === 'fit';
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        aria-label={t('mining.map.zoomOut')}
        onClick={() => setZoom(isFit ? 'fit' : Math.max(0.3, zoom / 1.25))}
      >
        −
      </Button>
      <Button
        size="small"
        variant="secondary"
        aria-label={t('mining.map.zoomIn')}
        onClick={() => setZoom(isFit ? 1 : Math.min(3, zoom * 1.25))}
      >
        +
      </Button>
      <Button size="small" variant="secondary" onClick={() => setZoom(isFit ? 1 : 'fit')}>
        {isFit ? t('mining.map.readable') : t('mining.map.fit')}
      </Button>
    </>
  );
}

/** The drawing in its frame, and beside it what is told of the activity or path that is chosen. */
function Drawing({ map, state, set, lit, zoom, setZoom }: Omit<Props, 'unlight'> & Zooming) {
  const { t } = useWords();
  const { span } = useFormat();
  const said = (seconds: number) => span(seconds * 1000);
  const [chosen, choose] = useState<Chosen>(null);
  const scroll = useRef<HTMLElement>(null);
  const frame = useFrame(scroll);
  return (
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
  );
}

/** The room for the drawing, px: as wide as what it stands in, and a part of the window's height. */
function useFrame(scroll: RefObject<HTMLElement | null>) {
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
  }, [scroll]);
  return frame;
}
