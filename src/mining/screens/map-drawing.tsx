import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Results } from '#mining/api.ts';
import { useWords } from '#ui/words.ts';
import {
  arrowSize,
  boxHeight,
  boxWidth,
  drawnBack,
  endId,
  type PlacedEdge,
  placeMap,
  smoothPath,
  startId,
  twoLines,
} from './map-layout.ts';

export type Metric = 'count' | 'median' | 'mean';
/** What is chosen on the map: an activity, or a way between two. */
export type Chosen = { readonly activity: string } | { readonly from: string; readonly to: string } | null;

interface Props {
  readonly map: Results['map'];
  readonly metric: Metric;
  readonly direction: 'LR' | 'TB';
  /** Times the readable size, or so small that all of it is seen. */
  readonly zoom: number | 'fit';
  readonly setZoom: (zoom: number | 'fit') => void;
  /** The frame it is shown in, in pixels. */
  readonly frame: { readonly width: number; readonly height: number };
  readonly chosen: Chosen;
  /** Activities of a variant that is lit up on the map; null when none is. */
  readonly lit: readonly string[] | null;
  readonly choose: (chosen: Chosen) => void;
  /** Seconds as people say them. */
  readonly duration: (seconds: number) => string;
}

type Edge = Results['map']['edges'][number];

const key = (from: string, to: string) => `${from}\u0000${to}`;

function label(edge: Edge, metric: Metric, duration: Props['duration']): string {
  if (metric === 'count') return edge.count === null ? '–' : edge.count.toLocaleString('sv-SE');
  const seconds = metric === 'median' ? edge.medianSeconds : edge.meanSeconds;
  return seconds === null ? '–' : duration(seconds);
}

/** The point halfway along the line, where its number is written. */
function middle(points: PlacedEdge['points']): { x: number; y: number } {
  return points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
}

function litSet(lit: readonly string[] | null): Set<string> {
  const set = new Set<string>();
  lit?.forEach((a, i) => {
    set.add(a);
    const next = lit[i + 1];
    if (next !== undefined) set.add(key(a, next));
  });
  return set;
}

/**
 * The directly-follows map. Thickness and darkness say how many, a dashed line says slow (never colour alone); the numbers
 * say the chosen metric. The table beside it carries the same for those who can't or won't read a drawing.
 */
export function MapDrawing({ map, metric, direction, zoom, setZoom, frame, chosen, lit, choose, duration }: Props) {
  const { t } = useWords();
  const placed = useMemo(() => placeMap(map, direction), [map, direction]);
  const edges = useMemo(() => new Map(map.edges.map((e) => [key(e.from, e.to), e])), [map]);
  const nodes = useMemo(() => new Map(map.nodes.map((n) => [n.activity, n])), [map]);
  const most = Math.max(1, ...map.edges.map((e) => e.count ?? 0));
  const mostCases = Math.max(1, ...map.nodes.map((n) => n.cases ?? 0));
  const slow = useMemo(() => {
    const medians = map.edges.map((e) => e.medianSeconds ?? 0).sort((a, b) => a - b);
    return medians[Math.floor(medians.length * 0.9)] ?? Number.POSITIVE_INFINITY;
  }, [map]);
  const bright = useMemo(() => litSet(lit), [lit]);
  const width = Math.max(placed.width, 200);
  const height = Math.max(placed.height, 120);
  // A map wider than its frame is made smaller, but never smaller than its names can be read; then it is scrolled.
  const narrow = Math.min(1, frame.width / width);
  const fit = zoom === 'fit' ? Math.min(narrow, frame.height / height) : Math.max(0.8, narrow) * zoom;
  const svg = useRef<SVGSVGElement>(null);
  const start = placed.nodes.find((n) => n.id === startId);
  const [startX, startY] = [start?.x ?? 0, start?.y ?? 0];
  useLayoutEffect(() => {
    // It opens where the way begins.
    const box = svg.current?.parentElement;
    box?.scrollTo(
      startX * fit - (direction === 'TB' ? box.clientWidth / 2 : 24),
      startY * fit - (direction === 'TB' ? 24 : box.clientHeight / 2),
    );
  }, [startX, startY, fit, direction]);

  // One stop of the Tab key; within, the arrow keys go from one to the next (WAI-ARIA, roving tabindex).
  const stops = useMemo(() => {
    const along = (p: { x: number; y: number }) => (direction === 'TB' ? p.y * 1e5 + p.x : p.x * 1e5 + p.y);
    const places = placed.nodes
      .filter((n) => nodes.has(n.id))
      .sort((x, y) => along(x) - along(y))
      .map((n) => ({ id: n.id, x: n.x, y: n.y }));
    const ways = placed.edges.flatMap(({ from, to, points }) =>
      edges.has(key(from, to)) ? [{ id: key(from, to), from, ...middle(points) }] : [],
    );
    return places.flatMap((place) => [place, ...ways.filter((way) => way.from === place.id)]);
  }, [placed, nodes, edges, direction]);
  const [focused, setFocused] = useState<string | null>(null);
  const current = stops.some(({ id }) => id === focused) ? focused : stops[0]?.id;
  const tab = (id: string) => (id === current ? 0 : -1);
  const walk = (event: KeyboardEvent<SVGSVGElement>) => {
    const at = stops.findIndex(({ id }) => id === current);
    const scale = zoom === 'fit' ? 1 : zoom;
    const to =
      event.key === 'ArrowRight' || event.key === 'ArrowDown'
        ? Math.min(stops.length - 1, at + 1)
        : event.key === 'ArrowLeft' || event.key === 'ArrowUp'
          ? Math.max(0, at - 1)
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? stops.length - 1
              : undefined;
    if (to !== undefined) {
      event.preventDefault();
      const id = stops[to]?.id ?? null;
      setFocused(id);
      const next = [...event.currentTarget.querySelectorAll<SVGElement>('[data-stop]')].find(
        (one) => one.dataset['stop'] === id,
      );
      next?.focus({ preventScroll: true });
      next?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    } else if (event.key === '+') setZoom(Math.min(3, scale * 1.25));
    else if (event.key === '-') setZoom(Math.max(0.3, scale / 1.25));
    else if (event.key === '0') setZoom('fit');
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG is no fieldset
    <svg
      ref={svg}
      onKeyDown={walk}
      role="group"
      aria-description={t('mining.map.keys')}
      className="mining-map"
      width={width * fit}
      height={height * fit}
      viewBox={`0 0 ${width} ${height}`}
      aria-label={t('mining.map.label')}
    >
      <defs>
        {[9, 13, 18].map((size) => (
          <marker
            key={size}
            id={`arrow-${size}`}
            viewBox="0 0 10 10"
            refX="0.5"
            refY="5"
            markerWidth={size}
            markerHeight={size}
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0,0.5 L10,5 L0,9.5 z" className="mining-map__arrow" />
          </marker>
        ))}
      </defs>
      {placed.edges.map(({ from, to, points }) => {
        const edge = edges.get(key(from, to));
        const share = Math.sqrt((edge?.count ?? 1) / most);
        const width = edge === undefined ? 1 : 1 + 6 * share;
        const arrow = arrowSize(width);
        const d = smoothPath(drawnBack(points, arrow));
        if (edge === undefined) {
          return <path key={key(from, to)} d={d} className="mining-map__terminal" markerEnd={`url(#arrow-${arrow})`} />;
        }
        const at = middle(points);
        const isChosen = chosen !== null && 'from' in chosen && chosen.from === from && chosen.to === to;
        const dim = lit !== null && !bright.has(key(from, to));
        const slowOne = metric !== 'count' && (edge.medianSeconds ?? 0) >= slow && slow > 0;
        const text = label(edge, metric, duration);
        return (
          // biome-ignore lint/a11y/useSemanticElements: an SVG has no button
          <g
            key={key(from, to)}
            className="mining-map__edge"
            data-chosen={isChosen}
            data-dim={dim}
            data-slow={slowOne}
            role="button"
            tabIndex={tab(key(from, to))}
            data-stop={key(from, to)}
            onFocus={() => setFocused(key(from, to))}
            aria-label={t('mining.map.edgeLabel', {
              from: nodes.get(from)?.name ?? from,
              to: nodes.get(to)?.name ?? to,
              value: text,
            })}
            onClick={() => choose({ from, to })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' || event.key === ' ') {
                event.preventDefault();
                choose({ from, to });
              }
            }}
          >
            <path d={d} className="mining-map__hit" />
            <path
              d={d}
              className="mining-map__line"
              strokeWidth={width}
              strokeOpacity={0.35 + 0.65 * share}
              markerEnd={`url(#arrow-${arrow})`}
            />
            <text x={at.x} y={at.y - 3} className="mining-map__number">
              {text}
            </text>
          </g>
        );
      })}
      {placed.nodes.map((n) => {
        if (n.id === startId || n.id === endId) {
          const name = n.id === startId ? t('mining.map.start') : t('mining.map.end');
          return (
            <g key={n.id} className={n.id === startId ? 'mining-map__start' : 'mining-map__end'}>
              <title>{name}</title>
              <circle cx={n.x} cy={n.y} r={n.id === startId ? 9 : 10} />
              {n.id === endId ? <circle cx={n.x} cy={n.y} r={6} className="mining-map__end-core" /> : null}
            </g>
          );
        }
        const node = nodes.get(n.id);
        if (node === undefined) return null;
        const isChosen = chosen !== null && 'activity' in chosen && chosen.activity === n.id;
        const dim = lit !== null && !bright.has(n.id);
        const lines = twoLines(node.name);
        const loop = edges.get(key(n.id, n.id));
        const number = node.events === null ? '–' : node.events.toLocaleString('sv-SE');
        return (
          // biome-ignore lint/a11y/useSemanticElements: an SVG has no button
          <g
            key={n.id}
            className="mining-map__node"
            data-chosen={isChosen}
            data-dim={dim}
            role="button"
            tabIndex={tab(n.id)}
            data-stop={n.id}
            onFocus={() => setFocused(n.id)}
            transform={`translate(${n.x - boxWidth / 2},${n.y - boxHeight / 2})`}
            onClick={() => choose({ activity: n.id })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' || event.key === ' ') {
                event.preventDefault();
                choose({ activity: n.id });
              }
            }}
          >
            <title>{t('mining.map.nodeLabel', { name: node.name, events: number })}</title>
            <rect width={boxWidth} height={boxHeight} rx={8} className="mining-map__box" />
            <rect
              width={Math.max(3, (boxWidth * (node.cases ?? 0)) / mostCases)}
              height={4}
              y={boxHeight - 4}
              className="mining-map__share"
            />
            {lines.map((line, i) => (
              <text key={line} x={12} y={lines.length === 1 ? 27 : 19 + i * 15} className="mining-map__name">
                {line}
              </text>
            ))}
            <text x={12} y={boxHeight - 10} className="mining-map__events">
              {number}
              {loop === undefined ? '' : ` · ↻ ${label(loop, metric, duration)}`}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
