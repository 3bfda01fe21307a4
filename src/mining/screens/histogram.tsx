import type { Results } from '#mining/api.ts';
import { useWords } from '#ui/words.ts';

const width = 720;
const height = 240;
const left = 44;
const bottom = 42;
const top = 34;

/** Lead times as a distribution with median and 85th percentile written on it; the table beside carries the same. */
export function Histogram({
  leadTime,
  duration,
}: {
  readonly leadTime: Results['leadTime'];
  readonly duration: (seconds: number) => string;
}) {
  const { t } = useWords();
  const { bins, median, p85 } = leadTime;
  const last = bins.at(-1);
  const first = bins[0];
  if (last === undefined || first === undefined) return null;
  const most = Math.max(1, ...bins.map((b) => b.count ?? 0));
  const span = Math.max(1, last.to - first.from);
  const x = (seconds: number) => left + ((seconds - first.from) / span) * (width - left - 12);
  const y = (count: number) => height - bottom - (count / most) * (height - bottom - top);
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((f) => first.from + f * span);
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
      <line x1={left} x2={width - 8} y1={height - bottom} y2={height - bottom} className="mining-histogram__axis" />
      <text x={left - 8} y={y(most) + 4} textAnchor="end" className="mining-histogram__tick">
        {most.toLocaleString('sv-SE')}
      </text>
      <text x={left - 8} y={height - bottom + 4} textAnchor="end" className="mining-histogram__tick">
        0
      </text>
      {bins.map((b) => {
        const count = b.count ?? 0;
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
          >
            <title>{`${duration(b.from)} – ${duration(b.to)}: ${b.count === null ? '<5' : count}`}</title>
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
      {marks.map(({ at, name, row }) =>
        at === null || at > last.to ? null : (
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
