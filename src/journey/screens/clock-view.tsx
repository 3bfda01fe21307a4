import { CheckmarkCircleIcon, ClockIcon, ExclamationmarkTriangleIcon, XMarkOctagonIcon } from '@navikt/aksel-icons';
import { BodyShort, Tag } from '@navikt/ds-react';
import type { ClockState } from '#journey/view.ts';
import { useFormat } from '#ui/format.ts';
import { useWords } from '#ui/words.ts';

const looks = {
  running: { colour: 'neutral', icon: <ClockIcon aria-hidden /> },
  warning: { colour: 'warning', icon: <ExclamationmarkTriangleIcon aria-hidden /> },
  breached: { colour: 'danger', icon: <XMarkOctagonIcon aria-hidden /> },
  kept: { colour: 'success', icon: <CheckmarkCircleIcon aria-hidden /> },
  'kept-late': { colour: 'danger', icon: <XMarkOctagonIcon aria-hidden /> },
  ended: { colour: 'neutral', icon: <ClockIcon aria-hidden /> },
  'ended-late': { colour: 'danger', icon: <XMarkOctagonIcon aria-hidden /> },
} as const;

/** A clock in one line: how it stands and its date, by words, sign and colour. */
export function ClockTag({ clock, short = false }: { clock: ClockState; short?: boolean }) {
  const { t } = useWords();
  const f = useFormat();
  const { colour, icon } = looks[clock.state];
  return (
    <Tag size="small" variant="outline" data-color={colour} icon={icon} className="jo-tag">
      {t(`journey.clock.${short ? 'short.' : ''}${clock.state}`, {
        day: f.day(clock.deadline),
        relative: f.relative(clock.deadline),
      })}
    </Tag>
  );
}

/** A clock explained: why the date is what it is. */
export function ClockLine({ clock }: { clock: ClockState }) {
  const { t } = useWords();
  const f = useFormat();
  return (
    <li className="jo-clock" data-state={clock.state}>
      <div className="jo-clock-head">
        <BodyShort weight="semibold">{clock.name}</BodyShort>
        <ClockTag clock={clock} />
      </div>
      {clock.stoppedAt === null && (
        <meter
          className="jo-meter"
          min={0}
          max={1}
          value={Math.min(1, clock.share)}
          optimum={0}
          high={clock.state === 'running' ? 1 : 0}
          aria-label={t('journey.clock.share', { name: clock.name })}
        >
          {f.percent(clock.share)}
        </meter>
      )}
      <BodyShort size="small" className="rv-soft">
        {t('journey.clock.why', {
          started: f.day(clock.startedAt),
          deadline: f.day(clock.deadline),
          source: clock.source,
        })}
      </BodyShort>
    </li>
  );
}
