import {
  ArrowRightLeftIcon,
  BranchingIcon,
  CheckmarkHeavyIcon,
  ClockIcon,
  FootprintFillIcon,
  HandHeartIcon,
  HourglassIcon,
  PersonIcon,
  StopFillIcon,
} from '@navikt/aksel-icons';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '#ui/words.ts';
import type { Dress } from './dress.ts';
import type { Entry } from './entries.ts';
import type { Stop } from './shape.ts';

function signOf(entry: Entry, dress: Dress): ReactNode {
  if (dress.state === 'here') return <FootprintFillIcon />;
  if (dress.state === 'waiting') return <HourglassIcon />;
  if (dress.state === 'done' && entry.stop.kind === 'station') return <CheckmarkHeavyIcon />;
  switch (entry.stop.kind) {
    case 'need':
      return <PersonIcon />;
    case 'station':
      return entry.number;
    case 'event':
      return <ClockIcon />;
    case 'fork':
      return <span>?</span>;
    case 'split':
      return <BranchingIcon />;
    case 'border':
      return <ArrowRightLeftIcon />;
    case 'end':
      return entry.stop.goal ? <HandHeartIcon /> : <StopFillIcon />;
  }
}

/** The round sign of a stop. Its meaning is said in words beside it. */
export function Sign({ entry, dress, colour }: { entry: Entry; dress: Dress; colour?: string | undefined }) {
  return (
    <span
      className="rs-sign"
      data-sign={entry.stop.id}
      data-kind={entry.stop.kind}
      data-goal={entry.stop.goal || undefined}
      data-state={dress.state}
      aria-hidden="true"
      {...(colour ? { style: { borderColor: colour } } : {})}
    >
      <span>{signOf(entry, dress)}</span>
    </span>
  );
}

/** What a stop is called and what there is to know of it; the name leads to its page when it has one. */
export function StopText({
  entry,
  dress,
  focusable,
  onTo,
}: {
  entry: Entry;
  dress: Dress;
  focusable: boolean;
  /** Where the road goes on, as far as the picture doesn't show it. */
  onTo: readonly Stop[];
}) {
  const { t } = useWords();
  const { stop } = entry;
  const numbered = entry.number === undefined ? stop.name : `${entry.number}. ${stop.name}`;
  return (
    <div className="rs-text">
      {dress.to === undefined ? (
        <span className="rs-name">{numbered}</span>
      ) : (
        <Link
          to={dress.to}
          {...(dress.search ? { search: dress.search as never } : {})}
          className="rs-name"
          data-roving={stop.id}
          tabIndex={focusable ? 0 : -1}
        >
          {numbered}
        </Link>
      )}
      {dress.state !== undefined && dress.state !== 'coming' && stop.kind !== 'fork' && stop.kind !== 'split' && (
        <span className="rs-state" data-state={dress.state}>
          {t(`process.strip.state.${dress.state}`)}
        </span>
      )}
      {dress.bump !== undefined && (
        <span className="rs-line-text" data-tone="warning">
          <HourglassIcon aria-hidden />
          <span>{dress.bump}</span>
        </span>
      )}
      {(dress.lines ?? []).map((line) => (
        <span className="rs-line-text" data-tone={line.tone} key={line.text}>
          {line.icon}
          <span>{line.text}</span>
        </span>
      ))}
      {entry.backTo.length > 0 && (
        <span className="rs-line-text" data-tone="quiet">
          ↩ {t('process.strip.back-to', { names: entry.backTo.map((s) => s.name).join(', ') })}
        </span>
      )}
      {onTo.length > 0 && (
        <span className="rs-line-text" data-tone="quiet">
          → {t('process.strip.on-to', { names: onTo.map((s) => s.name).join(', ') })}
        </span>
      )}
    </div>
  );
}
