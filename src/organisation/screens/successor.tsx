import { Radio, RadioGroup, Select } from '@navikt/ds-react';
import type { z } from 'zod';
import type { JourneysLeft, JourneysTo } from '#organisation/successor-api.ts';
import { useWords } from '#ui/words.ts';

/** What has been chosen so far, as a draft keeps it. */
export interface Choice {
  readonly how: 'person' | 'leader' | '';
  readonly toId: string;
}
export const nothingChosen: Choice = { how: '', toId: '' };

/** What is sent; undefined while the choice isn't made. */
export function chosenOf({ how, toId }: Choice): JourneysTo | undefined {
  if (how === 'leader') return how;
  return how === 'person' && toId !== '' ? (toId as JourneysTo) : undefined;
}

/** Who takes over the journeys of somebody whose last hat in the team ends: one of the team now, or whom the leader chooses. */
export function SuccessorField({
  name,
  left,
  value,
  later,
  tried,
  onChange,
}: {
  /** Of the one who is responsible for them until now. */
  name: string;
  left: z.infer<typeof JourneysLeft>;
  value: Choice;
  /** The hat ends on a day to come, and the journeys can stay until then. */
  later: boolean;
  tried: boolean;
  onChange: (value: Choice) => void;
}) {
  const { t } = useWords();
  if (left.count === 0) return null;
  const missing = tried && chosenOf(value) === undefined;
  return (
    <RadioGroup
      legend={
        left.count === null
          ? t('organisation.left.few', { name })
          : t('organisation.left.count', { name, n: left.count })
      }
      description={t('organisation.left.why')}
      value={value.how}
      error={missing && value.how === '' ? t('organisation.left.missing') : undefined}
      onChange={(how: Choice['how']) => onChange({ ...value, how })}
    >
      {left.people.length > 0 && <Radio value="person">{t('organisation.left.person')}</Radio>}
      {value.how === 'person' && (
        <Select
          label={t('organisation.left.who')}
          value={value.toId}
          error={missing ? t('organisation.left.missing') : undefined}
          onChange={(e) => onChange({ ...value, toId: e.target.value })}
        >
          <option value="">{t('organisation.choose')}</option>
          {left.people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </Select>
      )}
      <Radio value="leader" description={t(later ? 'organisation.left.later.why' : 'organisation.left.leader.why')}>
        {t(later ? 'organisation.left.later' : 'organisation.left.leader')}
      </Radio>
    </RadioGroup>
  );
}
