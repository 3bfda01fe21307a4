import { type DrawnWay, type Measured, rounded } from './drawing.ts';
import type { DressStop } from './dress.ts';
import type { Plan } from './plan.ts';

const order = { past: 0, back: 1, side: 2, main: 3 };

/** The road itself: only a picture, everything it shows is said by the stops. What has been travelled lies on top. */
export function RoadDrawing({
  plan,
  ways,
  measured,
  dress,
  passed,
  colourOf,
}: {
  plan: Plan;
  ways: readonly DrawnWay[];
  measured: Measured;
  dress: DressStop;
  passed: ReadonlySet<string>;
  colourOf: (stopId: string) => string | undefined;
}) {
  const weight = ({ id, look }: DrawnWay) => order[look] + (passed.has(id) ? 10 : 0);
  return (
    <svg className="rs-road" width={measured.width} height={measured.height} aria-hidden="true" focusable="false">
      <defs>
        {(['arrow', 'arrow-passed', 'arrow-back'] as const).map((id) => (
          <marker
            key={id}
            id={`rs-${id}`}
            viewBox="0 0 8 8"
            refX="6"
            refY="4"
            markerWidth="4"
            markerHeight="4"
            orient="auto"
          >
            <path d="M0 0 8 4 0 8z" className={`rs-${id}`} />
          </marker>
        ))}
      </defs>
      {ways
        .toSorted((a, b) => weight(a) - weight(b))
        .map((way) => {
          const colour = colourOf(way.from);
          const slim = way.look === 'past' || way.look === 'back';
          const arrow = passed.has(way.id) ? 'arrow-passed' : way.look === 'back' ? 'arrow-back' : 'arrow';
          const path = rounded(way.points);
          return (
            <g key={way.id} data-way={way.id} data-look={way.look} data-passed={passed.has(way.id) || undefined}>
              <path
                className="rs-bed"
                d={path}
                {...(slim ? { markerEnd: `url(#rs-${arrow})` } : {})}
                {...(colour && !slim ? { style: { stroke: colour } } : {})}
              />
              {!slim && <path className="rs-line" d={path} />}
              {way.label && (
                <text className="rs-label" x={way.label.x} y={way.label.y}>
                  {way.label.text}
                </text>
              )}
            </g>
          );
        })}
      {[...plan.stops.values()].map((stop) => {
        const at = measured.at.get(stop.id);
        const { bump, heat } = dress(stop);
        if (!at) return null;
        return (
          <g key={stop.id}>
            {heat !== undefined && heat > 0 && (
              <circle
                className="rs-heat"
                cx={at.x}
                cy={at.y}
                r={18 + 14 * heat}
                style={{ opacity: 0.15 + 0.35 * heat }}
              />
            )}
            {stop.kind === 'border' && (
              <path className="rs-gate" d={`M${at.x - 20} ${at.y - 15}v30M${at.x + 20} ${at.y - 15}v30`} />
            )}
            {bump !== undefined && (
              <path className="rs-bump" d={`M${at.x - 34} ${at.y - 9}q4 9 0 18M${at.x - 27} ${at.y - 9}q4 9 0 18`} />
            )}
          </g>
        );
      })}
    </svg>
  );
}
