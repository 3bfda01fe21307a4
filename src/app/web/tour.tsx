import { BodyShort, Button, Heading } from '@navikt/ds-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { getMyDay } from '#journey/day-api.ts';
import { useAnswer } from '#ui/client.ts';
import { useHatName } from '#ui/hat.ts';
import { useSession } from '#ui/session.ts';
import { storyStops, tourKey, tours } from '#ui/tour.ts';
import { useWords } from '#ui/words.ts';

/** The guided tour of a hat's day: a few pointers beside the real pages, each with the page it is about. */
export function Tour() {
  const { t } = useWords();
  const navigate = useNavigate();
  const hatName = useHatName();
  const { acting } = useSession();
  const [on, setOn] = useState(() => sessionStorage.getItem(tourKey) !== null);
  const [at, setAt] = useState(() => Number(sessionStorage.getItem(tourKey) ?? '0'));
  const day = useAnswer(getMyDay, {}, { enabled: on && acting !== null });
  if (!on || acting === null) return null;
  // Last, so that the numbering of what has been seen stays when the day is read.
  const stops = [...tours[acting.hat], ...storyStops(day.data?.story ?? null)];
  const stop = stops[Math.min(at, stops.length - 1)];
  if (stop === undefined) return null;
  const end = () => {
    sessionStorage.removeItem(tourKey);
    setOn(false);
  };
  const go = (next: number) => {
    const target = stops[next];
    if (target === undefined) return end();
    sessionStorage.setItem(tourKey, String(next));
    setAt(next);
    void navigate({ to: target.to });
  };
  return (
    <aside className="rv-tour" aria-label={t('shell.tour')}>
      <div aria-live="polite">
        <BodyShort size="small" className="rv-soft">
          {hatName(acting.hat, acting.ownRoleId)} · {t('shell.tour.step', { n: at + 1, total: stops.length })}
        </BodyShort>
        <Heading level="2" size="xsmall">
          {t(stop.title)}
        </Heading>
        <BodyShort size="small">{t(stop.text)}</BodyShort>
      </div>
      <div className="rv-form-actions">
        {at > 0 && (
          <Button size="small" variant="secondary" onClick={() => go(at - 1)}>
            {t('shell.tour.back')}
          </Button>
        )}
        {at + 1 < stops.length ? (
          <Button size="small" onClick={() => go(at + 1)}>
            {t('shell.tour.next')}
          </Button>
        ) : (
          <Button size="small" onClick={end}>
            {t('shell.tour.done')}
          </Button>
        )}
        {at + 1 < stops.length && (
          <Button size="small" variant="tertiary" data-color="neutral" onClick={end}>
            {t('shell.tour.stop')}
          </Button>
        )}
      </div>
    </aside>
  );
}
