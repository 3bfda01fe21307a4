import { BodyShort, Button, Select } from '@navikt/ds-react';
import { useState } from 'react';
import type { z } from 'zod';
import { moveJourneys } from '#journey/api.ts';
import { getMyDay } from '#journey/day-api.ts';
import { useDo } from '#ui/client.ts';
import { useFormat } from '#ui/format.ts';
import { To } from '#ui/link.tsx';
import { useNotice } from '#ui/notice.tsx';
import { Section } from '#ui/page.tsx';
import { ProblemView } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';

type Day = z.output<typeof getMyDay.output>;

/** Journeys whose responsible can do nothing with them any more: the leader lets somebody take over, right here (R123). */
export function Leaderless({ day }: { day: Day }) {
  const { t } = useWords();
  if (day.leaderless.length === 0) return null;
  const n = day.leaderless.reduce((sum, one) => sum + one.journeys, 0);
  return (
    <Section title={t('journey.today.leaderless', { n })}>
      <BodyShort size="small" className="rv-soft">
        {t('journey.today.leaderless.why')}
      </BodyShort>
      <ul className="rv-plain-list">
        {day.leaderless.map((one) => (
          <LeaderlessRow key={`${one.teamId}-${one.personId}`} one={one} />
        ))}
      </ul>
    </Section>
  );
}

function LeaderlessRow({ one }: { one: Day['leaderless'][number] }) {
  const { t } = useWords();
  const f = useFormat();
  const { notify } = useNotice();
  const [toId, setTo] = useState('');
  const [missing, setMissing] = useState(false);
  const to = one.people.find(({ id }) => id === toId);
  const move = useDo(moveJourneys, {
    invalidates: [getMyDay],
    onSuccess: ({ moved }) => notify({ text: t('journey.today.moved', { n: moved, name: to?.name ?? '' }) }),
  });
  return (
    <li className="jo-row">
      <div>
        <To to="/resor" search={{ responsibleId: one.personId, signal: 'leaderless' }} className="jo-row-name">
          {t('journey.today.leaderless.of', { n: one.journeys, name: one.name })}
        </To>
        <BodyShort size="small" className="rv-soft">
          {one.since === null
            ? one.teamName
            : t('journey.today.leaderless.since', { team: one.teamName, day: f.date(one.since) })}
        </BodyShort>
        {move.error === null ? null : <ProblemView problem={move.error} />}
      </div>
      <form
        className="jo-move"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(toId === '');
          if (toId !== '')
            move.mutate({ params: { teamId: one.teamId }, body: { fromId: one.personId, toId } } as never);
        }}
      >
        <Select
          size="small"
          label={t('journey.today.leaderless.to', { name: one.name })}
          hideLabel
          value={toId}
          error={missing && toId === '' ? t('journey.today.leaderless.missing') : undefined}
          onChange={(e) => setTo(e.target.value)}
        >
          <option value="">{t('journey.today.leaderless.choose')}</option>
          {one.people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Button size="small" variant="secondary" type="submit" loading={move.isPending}>
          {t('journey.today.leaderless.move')}
        </Button>
      </form>
    </li>
  );
}
