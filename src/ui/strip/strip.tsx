import './strip.css';
import './strip-narrow.css';
import { Button, ToggleGroup } from '@navikt/ds-react';
import { type KeyboardEvent, type ReactNode, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useWords } from '#ui/words.ts';
import { type Arrangement, arrange } from './arrange.ts';
import { isDrawnWhole, laneHeight, lanesOf, type Measured } from './drawing.ts';
import type { DressStop } from './dress.ts';
import { type Entry, entries as entriesOf } from './entries.ts';
import { RoadDrawing } from './road-drawing.tsx';
import { type Row, rows as rowsOf } from './rows.ts';
import type { Stop, StripRoad } from './shape.ts';
import { Sign, StopText } from './stop-view.tsx';
import { Twin } from './twin.tsx';

/** Below this width the road stands upright. */
const uprightBelow = 620;
const colours = 8;

export interface StripProps {
  readonly road: StripRoad;
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
  const arrangement = useMemo(() => arrange(road), [road]);
  const entries = useMemo(() => entriesOf(arrangement), [arrangement]);
  const frame = useRef<HTMLDivElement>(null);
  const here = entries.find(({ stop }) => {
    const { state, to } = dress(stop);
    return (state === 'here' || state === 'waiting') && to !== undefined;
  })?.stop.id;
  const colourOf = (id: string) => {
    const at = groups?.findIndex((g) => g.id === arrangement.stops.get(id)?.group) ?? -1;
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
          arrangement={arrangement}
          entries={entries}
          dress={dress}
          colourOf={colourOf}
        />
      )}
      <section
        className={view === 'text' ? 'rs-words' : 'rs-words rs-words-hidden'}
        aria-label={t('process.strip.in-words', { label })}
      >
        <Twin entries={entries} dress={dress} linked={view === 'text'} />
      </section>
    </div>
  );
}

interface PictureProps {
  readonly label: string;
  readonly arrangement: Arrangement;
  readonly entries: readonly Entry[];
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
  const roving = useRoving(props.entries, props.dress);
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
function useRoving(entries: readonly Entry[], dress: DressStop) {
  const linked = entries.filter((e) => dress(e.stop).to !== undefined).map((e) => e.stop.id);
  const here = entries.find((e) => dress(e.stop).state === 'here' && dress(e.stop).to !== undefined)?.stop.id;
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

function Upright({ entries, dress, colourOf, current }: PictureProps & { current: string | undefined }) {
  return (
    <ol className="rs-upright">
      {entries.map((entry) => {
        const d = dress(entry.stop);
        const colour = colourOf(entry.stop.id);
        return (
          <li
            key={entry.stop.id}
            data-depth={Math.min(entry.depth, 3)}
            data-state={d.state}
            data-kind={entry.stop.kind}
          >
            <span className="rs-bar" aria-hidden="true" {...(colour ? { style: { background: colour } } : {})} />
            <Sign entry={entry} dress={d} colour={colour} />
            <div>
              {entry.via !== undefined && <span className="rs-via">{entry.via}</span>}
              <StopText entry={entry} dress={d} focusable={entry.stop.id === current} onTo={entry.onTo} />
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function Lying({
  arrangement,
  entries,
  dress,
  colourOf,
  width,
  current,
}: PictureProps & { width: number; current: string | undefined }) {
  const rows = useMemo(() => rowsOf(arrangement, width), [arrangement, width]);
  const { perRow } = useMemo(() => lanesOf(arrangement, rows), [arrangement, rows]);
  const { frame, measured } = useMeasured(rows, width);
  return (
    <div className="rs-lying" ref={frame}>
      {measured && (
        <RoadDrawing arrangement={arrangement} rows={rows} measured={measured} dress={dress} colourOf={colourOf} />
      )}
      {rows.map((row, i) => (
        <ol key={row.from} className="rs-row" data-row={i} style={styleOf(row, perRow[i] ?? 0)}>
          {entries
            .filter(({ stop }) => isIn(row, arrangement.places.get(stop.id)?.column))
            .map((entry) => {
              const place = arrangement.places.get(entry.stop.id);
              const d = dress(entry.stop);
              return (
                <li
                  key={entry.stop.id}
                  className="rs-stop"
                  style={{ gridColumn: (place?.column ?? 0) - row.from + 1, gridRow: (place?.track ?? 0) + 1 }}
                >
                  <span className="rs-via">{entry.via}</span>
                  <Sign entry={entry} dress={d} colour={colourOf(entry.stop.id)} />
                  <StopText
                    entry={entry}
                    dress={d}
                    focusable={entry.stop.id === current}
                    onTo={notDrawn(arrangement, rows, entry)}
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
function notDrawn(a: Arrangement, rows: readonly Row[], { stop }: Entry): Stop[] {
  return a.ways
    .filter((w) => w.way.from === stop.id && w.part !== 'back' && !isDrawnWhole(w, a, rows))
    .flatMap((w) => a.stops.get(w.way.to) ?? []);
}

const isIn = (row: Row, column: number | undefined) => column !== undefined && column >= row.from && column <= row.to;

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
