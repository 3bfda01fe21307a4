import './strip.css';
import './strip-narrow.css';
import { Button, ToggleGroup } from '@navikt/ds-react';
import { type KeyboardEvent, type ReactNode, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Strip as Road, Stop } from '#process/strip.ts';
import { useWords } from '#ui/words.ts';
import { draw, drawUpright, type Measured } from './drawing.ts';
import type { DressStop } from './dress.ts';
import { namesOf, type Plan, planOf } from './plan.ts';
import { RoadDrawing } from './road-drawing.tsx';
import { lay } from './route.ts';
import { type Row, rowIndex } from './rows.ts';
import { Sign, StopText } from './stop-view.tsx';
import { Twin } from './twin.tsx';
import { layUpright } from './upright.ts';

/** Below this width the road stands upright. */
const uprightBelow = 620;
const colours = 8;
const none: ReadonlySet<string> = new Set();
/** The upright road has no room for bumps and heat beside its signs; they are said in words. */
const undressed: DressStop = () => ({});

export interface StripProps {
  readonly road: Road;
  /** Name of the strip for those who don't see it. */
  readonly label: string;
  readonly dress: DressStop;
  /** Ids of the ways that have been travelled; only journeys have them. */
  readonly passed?: ReadonlySet<string> | undefined;
  /** Colour the road by who has each stretch of it, with names beside the colours. */
  readonly groups?: readonly { readonly id: string; readonly name: string }[] | undefined;
  /** More choices beside the one of picture or text. */
  readonly tools?: ReactNode;
}

/**
 * The road strip: the same picture for a process, a journey and the sum of journeys. It wraps like text when the road is
 * longer than the page, stands upright on a phone, and has a text twin one choice away, which is what prints.
 */
export function Strip({ road, label, dress, passed = none, groups, tools }: StripProps) {
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
        <Picture
          label={t('process.strip.stations', { label })}
          plan={plan}
          dress={dress}
          passed={passed}
          colourOf={colourOf}
        />
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
  readonly passed: ReadonlySet<string>;
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

function Upright({ plan, dress, passed, colourOf, current }: PictureProps & { current: string | undefined }) {
  const laid = useMemo(() => layUpright(plan), [plan]);
  const { frame, measured } = useMeasured<HTMLOListElement>(laid);
  return (
    <ol className="rs-upright" ref={frame}>
      {measured && (
        <li className="rs-under" aria-hidden="true">
          <RoadDrawing
            plan={plan}
            ways={drawUpright(laid, measured)}
            measured={measured}
            dress={undressed}
            passed={passed}
            colourOf={colourOf}
          />
        </li>
      )}
      {[...plan.stops.values()].map((stop) => {
        const d = dress(stop);
        return (
          <li key={stop.id} data-box={stop.id} style={{ paddingInlineStart: laid.indent.get(stop.id) }}>
            <Sign stop={stop} dress={d} colour={colourOf(stop.id)} />
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
  passed,
  colourOf,
  width,
  current,
}: PictureProps & { width: number; current: string | undefined }) {
  const laid = useMemo(() => lay(plan, width), [plan, width]);
  const { frame, measured } = useMeasured<HTMLDivElement>(laid);
  return (
    <div className="rs-lying" ref={frame}>
      {measured && (
        <RoadDrawing
          plan={plan}
          ways={draw(laid, measured)}
          measured={measured}
          dress={dress}
          passed={passed}
          colourOf={colourOf}
        />
      )}
      {laid.rows.map((row, i) => (
        <ol key={row.from} className="rs-row" data-box={i} style={styleOf(row, laid.lanes[i] ?? [])}>
          {[...plan.stops.values()]
            .filter(({ column }) => column >= row.from && column <= row.to)
            .map((stop) => {
              const d = dress(stop);
              return (
                <li
                  key={stop.id}
                  className="rs-stop"
                  style={{ gridColumn: 2 * (stop.column - row.from) + 1, gridRow: stop.track + 1 }}
                >
                  <span className="rs-via">{stop.via}</span>
                  <Sign stop={stop} dress={d} colour={colourOf(stop.id)} />
                  <StopText
                    stop={stop}
                    dress={d}
                    focusable={stop.id === current}
                    onTo={namesOf(plan, outOfSight(plan, laid.rows, stop))}
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

/** Where a way leads on from a stop to another row, so far off that the eye wants words beside the line. */
function outOfSight(plan: Plan, rows: readonly Row[], { id }: Stop): string[] {
  const rowOf = (one: string) => rowIndex(plan, rows, one);
  return plan.ways
    .filter((w) => w.from === id && w.part !== 'back' && !w.main && rowOf(w.to) !== rowOf(id))
    .map((w) => w.to);
}

function styleOf({ left, width, gap }: Row, lanes: readonly number[]) {
  return {
    gridTemplateColumns: width.map((w, i) => (i === 0 ? `${w}px` : `${gap[i] ?? 0}px ${w}px`)).join(' '),
    paddingInlineStart: left[0],
    paddingBlockStart: lanes.reduce((sum, height) => sum + height, 0) + 4,
  };
}

/** Measures where the signs and their rows or places came to lie, again whenever something changes size. */
function useMeasured<E extends HTMLElement>(laid: object) {
  const frame = useRef<E>(null);
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
    const boxes = [...element.querySelectorAll<HTMLElement>('[data-box]')].map((one) => {
      const box = one.getBoundingClientRect();
      return { top: box.top - corner.top, bottom: box.bottom - corner.top };
    });
    setMeasured({ width: corner.width, height: corner.height, at, boxes });
  }, []);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    measure();
    const observer = new ResizeObserver(measure);
    for (const box of element.querySelectorAll('[data-box]')) observer.observe(box);
    return () => observer.disconnect();
  }, [measure, laid]);
  return { frame, measured };
}
