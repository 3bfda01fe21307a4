import { draw, type Measured } from './drawing.ts';
import type { Dress, DressStop } from './dress.ts';
import type { Plan } from './plan.ts';
import type { Row } from './rows.ts';

const travelled = (dress: Dress) => dress.state === 'done' || dress.state === 'here' || dress.state === 'waiting';

/** The road itself: only a picture, everything it shows is said by the stops. */
export function RoadDrawing({
  plan,
  rows,
  measured,
  dress,
  colourOf,
}: {
  plan: Plan;
  rows: readonly Row[];
  measured: Measured;
  dress: DressStop;
  colourOf: (stopId: string) => string | undefined;
}) {
  const ways = draw(plan, rows, measured);
  const dressed = (id: string) => {
    const stop = plan.stops.get(id);
    return stop ? dress(stop) : {};
  };
  const stops = [...plan.stops.values()];
  return (
    <svg className="rs-road" width={measured.width} height={measured.height} aria-hidden="true" focusable="false">
      <defs>
        <marker id="rs-arrow" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="4" markerHeight="4" orient="auto">
          <path d="M0 0 8 4 0 8z" className="rs-arrow" />
        </marker>
      </defs>
      {ways.map((way) => {
        const passed = dressed(way.from).state === 'done' && travelled(dressed(way.to)) && way.look !== 'back';
        const colour = colourOf(way.from);
        const slim = way.look === 'past' || way.look === 'back';
        return (
          <g key={way.id} data-look={way.look} data-passed={passed || undefined}>
            <path
              className="rs-bed"
              d={way.path}
              {...(slim ? { markerEnd: 'url(#rs-arrow)' } : {})}
              {...(colour && !slim ? { style: { stroke: colour } } : {})}
            />
            {!slim && <path className="rs-line" d={way.path} />}
            {way.label && (
              <text className="rs-label" x={way.label.x} y={way.label.y}>
                {way.label.text}
              </text>
            )}
          </g>
        );
      })}
      {stops.map((stop) => {
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
