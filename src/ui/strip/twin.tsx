import { Link } from '@tanstack/react-router';
import { useWords } from '#ui/words.ts';
import type { DressStop } from './dress.ts';
import { namesOf, type Plan } from './plan.ts';

/**
 * The road in words, in the same order and with the same numbers as the picture: what a screen reader reads and a printer
 * prints. `linked` when it is seen, so that nothing that can't be seen takes the focus.
 */
export function Twin({ plan, dress, linked }: { plan: Plan; dress: DressStop; linked: boolean }) {
  const { t } = useWords();
  return (
    <ol className="rs-twin">
      {[...plan.stops.values()].map((stop) => {
        const d = dress(stop);
        const parts = [
          stop.backTo.length > 0 ? t('process.strip.back-to', { names: namesOf(plan, stop.backTo) }) : '',
          stop.onTo.length > 0 ? t('process.strip.on-to', { names: namesOf(plan, stop.onTo) }) : '',
        ];
        const more = [d.bump ?? '', ...(d.lines ?? []).map((l) => l.text), ...(d.told ?? []), ...parts].filter(
          (x) => x !== '',
        );
        return (
          <li key={stop.id} style={{ marginInlineStart: `${stop.depth * 1.5}rem` }}>
            <span className="rs-twin-kind">
              {stop.kind === 'station'
                ? stop.n
                : t(`process.strip.kind.${stop.kind === 'end' && stop.goal ? 'goal' : stop.kind}`)}
            </span>
            <div>
              {stop.via !== '' && <span className="rs-twin-via">{t('process.strip.via', { way: stop.via })} </span>}
              {linked && d.to !== undefined ? (
                <Link to={d.to} {...(d.search ? { search: d.search as never } : {})} className="rs-name">
                  {stop.name}
                </Link>
              ) : (
                <strong>{stop.name}</strong>
              )}
              {d.state !== undefined && <span> ({t(`process.strip.state.${d.state}`)})</span>}
              {more.length > 0 && (
                <ul>
                  {more.map((text) => (
                    <li key={text}>{text}</li>
                  ))}
                </ul>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
