import './strip.css';
import './strip-narrow.css';
import { Button, ToggleGroup } from '@navikt/ds-react';
import { type KeyboardEvent, type ReactNode, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Strip as Road, Stop } from '#process/strip.ts';
import { useWords } from '#ui/words.ts';
import { isDrawnWhole, laneHeight, lanesOf, type Measured } from './drawing.ts';
import type { DressStop } from './dress.ts';
import { namesOf, type Plan, planOf } from './plan.ts';
import { RoadDrawing } from './road-drawing.tsx';
import { type Row, rows as rowsOf } from './rows.ts';
import { Sign, StopText } from './stop-view.tsx';
import { Twin } from './twin.tsx';

/** Below this width the road stands upright. */
const uprightBelow = 620;
const colours = 8;

export interface StripProps {
  readonly road: Road;
  /** Name of the strip for those who don't see it. */
  readonly label: string;
  readonly dress: DressStop;
  /** Colour the road by who has each stretch of it, with names beside the colours. */
  readonly groups?: readonly { readonly id: string; readonly name: string }[] | undefined;
  /** More choices beside the one of picture or text. */
  readonly tools?: ReactNode;
}

/**
 * The road strip: the same picture for a process, a journey and the sum of journeys. It wraps like text when the road is
 * longer than the page, stands upright on a phone, and has a text twin one choice away, which is what prints.
 */
export function Strip({ road, label, dress, groups, tools }: StripProps) {
  const { t } = useWords();
  const [view, setView] = useState<'picture' | 'text'>('picture');
  const plan = useMemo(() => planOf(road), [road]);
  const frame = useRef<HTMLDivElement>(null);
  const here = road.stops.find((stop) => {
    const { state, to } = dress(stop);
    return (state === 'here' || state === 'waiting') && to !== undefined;
  })?.id;
  const colourOf = (id: string) => {
    const at = groups?.findIndex((g) => g.id === plan.stops.get(id)?.lane) ?? -1;
    return at === -1 ? undefined : `var(--rs-group-${(at % colours) + 1})`;
  };
  return (
    <div className="rs" data-view={view} ref={frame}>
      <div className="rs-tools">
        <ToggleGroup
          size="small"
          value={view}
          onChange={(v) => setView(v as typeof view)}
          aria-label={t('process.strip.view')}
        >
          <ToggleGroup.Item value="picture">{t('process.strip.picture')}</ToggleGroup.Item>
          <ToggleGroup.Item value="text">{t('process.strip.text')}</ToggleGroup.Item>
        </ToggleGroup>
        {tools}
        {view === 'picture' && here !== undefined && (
          <Button
            size="small"
            variant="tertiary"
            onClick={() => {
              const stop = frame.current?.querySelector<HTMLElement>(`[data-roving="${CSS.escape(here)}"]`);
              stop?.focus({ preventScroll: true });
              stop?.scrollIntoView({ block: 'center' });
            }}
          >
            {t('process.strip.to-here')}
          </Button>
        )}
      </div>
      {groups !== undefined && view === 'picture' && (
        <ul className="rs-groups" aria-label={t('process.strip.groups')}>
          {groups.map((group, i) => (
            <li key={group.id}>
              <span style={{ background: `var(--rs-group-${(i % colours) + 1})` }} aria-hidden="true" /> {group.name}
            </li>
          ))}
        </ul>
      )}
      {view === 'picture' && (
        <Picture label={t('process.strip.stations', { label })} plan={plan} dress={dress} colourOf={colourOf} />
      )}
      <section
        className={view === 'text' ? 'rs-words' : 'rs-words rs-words-hidden'}
        aria-label={t('process.strip.in-words', { label })}
      >
        <Twin plan={plan} dress={dress} linked={view === 'text'} />
      </section>
    </div>
  );
}

interface PictureProps {
  readonly label: string;
  readonly plan: Plan;
  readonly dress: DressStop;
  readonly colourOf: (stopId: string) => string | undefined;
}

function Picture(props: PictureProps) {
  const frame = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);
  const roving = useRoving(props.plan, props.dress);
  return (
    <nav
      ref={frame}
      className="rs-picture"
      aria-label={props.label}
      onKeyDown={roving.onKeyDown}
      onFocus={roving.onFocus}
    >
      {width > 0 &&
        (width < uprightBelow ? (
          <Upright {...props} current={roving.current} />
        ) : (
          <Lying {...props} width={width} current={roving.current} />
        ))}
    </nav>
  );
}

/** One stop of the tab order for the whole strip; arrows, Home and End move between its stations. */
function useRoving(plan: Plan, dress: DressStop) {
  const stops = [...plan.stops.values()].filter((stop) => dress(stop).to !== undefined);
  const linked = stops.map((stop) => stop.id);
  const here = stops.find((stop) => dress(stop).state === 'here')?.id;
  const [chosen, setChosen] = useState<string | undefined>();
  const current = chosen !== undefined && linked.includes(chosen) ? chosen : (here ?? linked[0]);
  const onKeyDown = (e: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    const at = linked.indexOf(current ?? '');
    const to = e.key === 'Home' ? 0 : e.key === 'End' ? linked.length - 1 : step === undefined ? -1 : at + step;
    const id = linked[to];
    if (id === undefined || at === -1) return;
    e.preventDefault();
    setChosen(id);
    e.currentTarget.querySelector<HTMLElement>(`[data-roving="${CSS.escape(id)}"]`)?.focus();
  };
  const onFocus = (e: { target: EventTarget }) => {
    const id = e.target instanceof HTMLElement ? e.target.dataset['roving'] : undefined;
    if (id !== undefined) setChosen(id);
  };
  return { current, onKeyDown, onFocus };
}

function Upright({ plan, dress, colourOf, current }: PictureProps & { current: string | undefined }) {
  return (
    <ol className="rs-upright">
      {[...plan.stops.values()].map((stop) => {
        const d = dress(stop);
        const colour = colourOf(stop.id);
        return (
          <li key={stop.id} data-depth={Math.min(stop.depth, 3)} data-state={d.state} data-kind={stop.kind}>
            <span className="rs-bar" aria-hidden="true" {...(colour ? { style: { background: colour } } : {})} />
            <Sign stop={stop} dress={d} colour={colour} />
            <div>
              {stop.via !== '' && <span className="rs-via">{stop.via}</span>}
              <StopText
                stop={stop}
                dress={d}
                focusable={stop.id === current}
                onTo={namesOf(plan, stop.onTo)}
                backTo={namesOf(plan, stop.backTo)}
              />
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function Lying({
  plan,
  dress,
  colourOf,
  width,
  current,
}: PictureProps & { width: number; current: string | undefined }) {
  const rows = useMemo(() => rowsOf(plan, width), [plan, width]);
  const { perRow } = useMemo(() => lanesOf(plan, rows), [plan, rows]);
  const { frame, measured } = useMeasured(rows, width);
  return (
    <div className="rs-lying" ref={frame}>
      {measured && <RoadDrawing plan={plan} rows={rows} measured={measured} dress={dress} colourOf={colourOf} />}
      {rows.map((row, i) => (
        <ol key={row.from} className="rs-row" data-row={i} style={styleOf(row, perRow[i] ?? 0)}>
          {[...plan.stops.values()]
            .filter(({ column }) => column >= row.from && column <= row.to)
            .map((stop) => {
              const d = dress(stop);
              return (
                <li
                  key={stop.id}
                  className="rs-stop"
                  style={{ gridColumn: stop.column - row.from + 1, gridRow: stop.track + 1 }}
                >
                  <span className="rs-via">{stop.via}</span>
                  <Sign stop={stop} dress={d} colour={colourOf(stop.id)} />
                  <StopText
                    stop={stop}
                    dress={d}
                    focusable={stop.id === current}
                    onTo={namesOf(plan, notDrawn(plan, rows, stop))}
                    backTo={namesOf(plan, stop.backTo)}
                  />
                </li>
              );
            })}
        </ol>
      ))}
    </div>
  );
}

/** Where the road goes on from a stop by ways that the picture breaks off. */
function notDrawn(plan: Plan, rows: readonly Row[], { id }: Stop): string[] {
  return plan.ways.filter((w) => w.from === id && w.part !== 'back' && !isDrawnWhole(w, plan, rows)).map((w) => w.to);
}

function styleOf(row: Row, lanes: number) {
  return {
    gridTemplateColumns: row.width.map((w) => `${w}px`).join(' '),
    paddingInlineStart: row.left[0],
    paddingBlockStart: lanes * laneHeight + 4,
  };
}

/** Measures where the signs came to lie, again whenever something changes size. */
function useMeasured(rows: readonly Row[], width: number) {
  const frame = useRef<HTMLDivElement>(null);
  const [measured, setMeasured] = useState<Measured | undefined>();
  const measure = useCallback(() => {
    const element = frame.current;
    if (!element) return;
    const corner = element.getBoundingClientRect();
    const at = new Map<string, { x: number; y: number }>();
    for (const sign of element.querySelectorAll<HTMLElement>('[data-sign]')) {
      const box = sign.getBoundingClientRect();
      at.set(sign.dataset['sign'] ?? '', {
        x: box.left - corner.left + box.width / 2,
        y: box.top - corner.top + box.height / 2,
      });
    }
    const spans = [...element.querySelectorAll<HTMLElement>('[data-row]')].map((row) => {
      const box = row.getBoundingClientRect();
      return { top: box.top - corner.top, bottom: box.bottom - corner.top };
    });
    setMeasured({ width: corner.width, height: corner.height, at, rows: spans });
  }, []);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    measure();
    const observer = new ResizeObserver(measure);
    for (const row of element.querySelectorAll('[data-row]')) observer.observe(row);
    return () => observer.disconnect();
  }, [measure, rows, width]);
  return { frame, measured };
}
