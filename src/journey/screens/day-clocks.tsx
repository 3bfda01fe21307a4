import { BodyShort } from '@navikt/ds-react';
import type { z } from 'zod';
import type { getMyDay } from '#journey/day-api.ts';
import { shortName } from '#ui/format.ts';
import { To } from '#ui/link.tsx';
import { Section } from '#ui/page.tsx';
import { useSession } from '#ui/session.ts';
import { useWords } from '#ui/words.ts';
import { ClockTag } from './clock-view.tsx';
import { Folded, More, shownFirst } from './folded.tsx';

type Day = z.output<typeof getMyDay.output>;

/**
 * How the clocks are, in a sentence before everything else: with many cards, how many of them are late isn't seen. It
 * says of which journeys, since the cards below are also of others', and leads to exactly those.
 */
export function Pressing({ day, hat }: { day: Day; hat: 'co-worker' | 'team-leader' }) {
  const { t } = useWords();
  const { person, acting } = useSession();
  const scope = acting?.scope;
  const search =
    hat === 'co-worker' ? { responsibleId: person?.id } : scope?.kind === 'team' ? { teamId: scope.teamId } : undefined;
  const late = day.clocks.filter(({ clock }) => clock.state === 'breached').length;
  const counted = day.totals.clocks <= day.clocks.length;
  return (
    <BodyShort {...(late > 0 ? { className: 'jo-late' } : {})}>
      {t(`journey.today.pressing.${hat}`)}{' '}
      {counted
        ? t('journey.today.pressing', { late, soon: day.clocks.length - late })
        : t('journey.today.pressing.many', { n: day.totals.clocks })}{' '}
      {day.clocks.length > 0 && search !== undefined && (
        <To to="/resor" search={{ signal: 'clock', ...search }}>
          {t('journey.today.pressing.show')}
        </To>
      )}
    </BodyShort>
  );
}

/** Clocks of journeys that the work above doesn't show already, overrun first. */
export function Clocks({ day }: { day: Day }) {
  const { t } = useWords();
  const above = new Set(
    [day.next, day.unclaimed].flatMap((work) => work.slice(0, shownFirst).map(({ journey }) => journey.id)),
  );
  const clocks = day.clocks.filter(({ journey, clock }) => {
    const worst = journey.worstClock?.clockId === clock.clockId;
    return !(worst && above.has(journey.id));
  });
  if (clocks.length === 0) return null;
  return (
    <Section title={t('journey.today.clocks')}>
      <Folded
        part="clocks"
        items={clocks}
        row={({ journey, clock }) => (
          <li key={`${journey.id}-${clock.clockId}`} className="jo-row">
            <div>
              <To to={`/resor/${journey.id}`} className="jo-row-name">
                {clock.name}
              </To>
              <BodyShort size="small" className="rv-soft">
                {journey.reference} · {shortName(journey.processName)} · {clock.source}
              </BodyShort>
            </div>
            <div className="jo-row-marks">
              <ClockTag clock={clock} />
            </div>
          </li>
        )}
      />
      {day.totals.clocks > day.clocks.length && <More shown={day.clocks.length} total={day.totals.clocks} />}
    </Section>
  );
}
