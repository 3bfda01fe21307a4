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
import type { Stop } from '#process/strip.ts';
import { useWords } from '#ui/words.ts';
import type { Dress } from './dress.ts';

function signOf(stop: Stop, dress: Dress): ReactNode {
  if (dress.state === 'here') return <FootprintFillIcon />;
  if (dress.state === 'waiting') return <HourglassIcon />;
  if (dress.state === 'closed') return <StopFillIcon />;
  if (dress.state === 'done' && stop.kind === 'station') return <CheckmarkHeavyIcon />;
  switch (stop.kind) {
    case 'need':
      return <PersonIcon />;
    case 'station':
      return stop.n;
    case 'event':
      return <ClockIcon />;
    case 'fork':
      return <span>?</span>;
    case 'split':
      return <BranchingIcon />;
    case 'border':
      return <ArrowRightLeftIcon />;
    case 'end':
      return stop.goal ? <HandHeartIcon /> : <StopFillIcon />;
  }
}

/** The round sign of a stop. Its meaning is said in words beside it. */
export function Sign({ stop, dress, colour }: { stop: Stop; dress: Dress; colour?: string | undefined }) {
  return (
    <span
      className="rs-sign"
      data-sign={stop.id}
      data-kind={stop.kind}
      data-goal={(stop.kind === 'end' && stop.goal) || undefined}
      data-state={dress.state}
      aria-hidden="true"
      {...(colour ? { style: { borderColor: colour } } : {})}
    >
      <span>{signOf(stop, dress)}</span>
    </span>
  );
}

/** What a stop is called and what there is to know of it; the name leads to its page when it has one. */
export function StopText({
  stop,
  dress,
  focusable,
  onTo,
  backTo,
}: {
  stop: Stop;
  dress: Dress;
  focusable: boolean;
  /** Where the road goes on, as far as the picture doesn't show it; empty when it shows all. */
  onTo: string;
  /** Where the road may turn back to; empty when it doesn't. */
  backTo: string;
}) {
  const { t } = useWords();
  const numbered = stop.kind === 'station' ? `${stop.n}. ${stop.name}` : stop.name;
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
      {backTo !== '' && (
        <span className="rs-line-text" data-tone="quiet">
          ↩ {t('process.strip.back-to', { names: backTo })}
        </span>
      )}
      {onTo !== '' && (
        <span className="rs-line-text" data-tone="quiet">
          → {t('process.strip.on-to', { names: onTo })}
        </span>
      )}
    </div>
  );
}
