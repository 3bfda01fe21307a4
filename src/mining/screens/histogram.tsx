import { useId } from 'react';
import type { Results } from '#mining/api.ts';
import { useWords } from '#ui/words.ts';

const width = 720;
const height = 240;
const left = 44;
const bottom = 42;
const top = 34;
/** As many bins wide a joined tail is drawn at most. */
const TAIL_BINS = 4;

/** Lead times as a distribution with median and 85th percentile written on it; the table beside carries the same. */
export function Histogram({
  leadTime,
  duration,
}: {
  readonly leadTime: Results['leadTime'];
  readonly duration: (seconds: number) => string;
}) {
  const { t } = useWords();
  const hatch = useId();
  const { bins, binWidth, median, p85 } = leadTime;
  const last = bins.at(-1);
  const first = bins[0];
  if (last === undefined || first === undefined) return null;
  // A long joined tail is drawn as short as a few bins, so that it doesn't squeeze the rest; its area still tells how many.
  const isTailShort = bins.length > 1 && last.to - last.from > TAIL_BINS * binWidth && last.from > first.from;
  const end = isTailShort ? last.from + TAIL_BINS * binWidth : last.to;
  const span = Math.max(1, end - first.from);
  const x = (seconds: number) => left + ((Math.min(seconds, end) - first.from) / span) * (width - left - 12);
  // Height is cases per bin of the common width: a joined bin is as high as its mean, so that area tells how many.
  const perBin = (b: (typeof bins)[number]) =>
    ((b.count ?? 0) * binWidth) / Math.max(binWidth, Math.min(b.to, end) - b.from);
  const most = Math.max(1, ...bins.map(perBin));
  const y = (count: number) => height - bottom - (count / most) * (height - bottom - top);
  const scale = (isTailShort ? last.from : end) - first.from;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((f) => first.from + f * scale);
  const marks = [
    { at: median, name: t('mining.median'), row: 0 },
    { at: p85, name: t('mining.p85'), row: 1 },
  ];
  return (
    <svg
      className="mining-histogram"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('mining.leadTime.chartLabel')}
    >
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className="mining-histogram__hatch-ground" />
          <line x1="0" y1="0" x2="0" y2="6" className="mining-histogram__hatch" />
        </pattern>
      </defs>
      <line x1={left} x2={width - 8} y1={height - bottom} y2={height - bottom} className="mining-histogram__axis" />
      <text x={left - 8} y={y(most) + 4} textAnchor="end" className="mining-histogram__tick">
        {Math.round(most).toLocaleString('sv-SE')}
      </text>
      <text x={left - 8} y={height - bottom + 4} textAnchor="end" className="mining-histogram__tick">
        0
      </text>
      {bins.map((b) => {
        const count = perBin(b);
        const isJoined = b.to - b.from > binWidth * 1.01;
        const w = Math.max(1, x(b.to) - x(b.from) - 2);
        return (
          <rect
            key={b.from}
            x={x(b.from) + 1}
            y={y(count)}
            width={w}
            height={height - bottom - y(count)}
            rx={2}
            className="mining-histogram__bar"
            data-joined={isJoined}
            fill={isJoined ? `url(#${hatch})` : undefined}
          >
            <title>{`${duration(b.from)} – ${duration(b.to)}: ${b.count ?? '–'}`}</title>
          </rect>
        );
      })}
      {ticks.map((s, i) => (
        <text
          key={s}
          x={x(s)}
          y={height - bottom + 20}
          textAnchor={i === 0 ? 'start' : i === ticks.length - 1 ? 'end' : 'middle'}
          className="mining-histogram__tick"
        >
          {s === 0 ? '0' : duration(s)}
        </text>
      ))}
      {isTailShort ? (
        <text x={x(end)} y={height - bottom + 34} textAnchor="end" className="mining-histogram__tick">
          {t('mining.leadTime.tail', { from: duration(last.from), count: last.count ?? '–' })}
        </text>
      ) : null}
      {marks.map(({ at, name, row }) =>
        at === null || at > end ? null : (
          <g key={name}>
            <line
              x1={x(at)}
              x2={x(at)}
              y1={10 + row * 14}
              y2={height - bottom}
              className="mining-histogram__mark"
              strokeDasharray={row === 0 ? undefined : '5 4'}
            />
            <text
              x={x(at) + (x(at) > width * 0.7 ? -5 : 5)}
              y={14 + row * 14}
              textAnchor={x(at) > width * 0.7 ? 'end' : 'start'}
              className="mining-histogram__mark-name"
            >
              {`${name} ${duration(at)}`}
            </text>
          </g>
        ),
      )}
    </svg>
  );
}
