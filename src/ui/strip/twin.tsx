import { Link } from '@tanstack/react-router';
import { useWords } from '#ui/words.ts';
import type { DressStop } from './dress.ts';
import type { Entry } from './entries.ts';

/**
 * The road in words, in the same order and with the same numbers as the picture: what a screen reader reads and a printer
 * prints. `linked` when it is seen, so that nothing that can't be seen takes the focus.
 */
export function Twin({ entries, dress, linked }: { entries: readonly Entry[]; dress: DressStop; linked: boolean }) {
  const { t } = useWords();
  return (
    <ol className="rs-twin">
      {entries.map((entry) => {
        const { stop } = entry;
        const d = dress(stop);
        const parts = [
          entry.backTo.length > 0
            ? t('process.strip.back-to', { names: entry.backTo.map((s) => s.name).join(', ') })
            : '',
          entry.onTo.length > 0 ? t('process.strip.on-to', { names: entry.onTo.map((s) => s.name).join(', ') }) : '',
        ];
        const more = [d.bump ?? '', ...(d.lines ?? []).map((l) => l.text), ...(d.told ?? []), ...parts].filter(
          (x) => x !== '',
        );
        return (
          <li key={stop.id} style={{ marginInlineStart: `${entry.depth * 1.5}rem` }}>
            <span className="rs-twin-kind">
              {entry.number === undefined ? t(`process.strip.kind.${stop.goal ? 'goal' : stop.kind}`) : entry.number}
            </span>
            <div>
              {entry.via !== undefined && (
                <span className="rs-twin-via">{t('process.strip.via', { way: entry.via })} </span>
              )}
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
