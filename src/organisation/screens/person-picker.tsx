import { Radio, RadioGroup, TextField } from '@navikt/ds-react';
import { keepPreviousData } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { listPeople } from '#organisation/api.ts';
import { useAnswer } from '#ui/client.ts';
import { ProblemView } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';

export interface Picked {
  readonly id: string;
  readonly name: string;
}

/** Finds a person by name, title or unit. Those in `without` aren't offered. */
export function PersonPicker({
  without,
  chosen,
  onChoose,
  missing,
}: {
  without: readonly string[];
  chosen: Picked | undefined;
  onChoose: (person: Picked | undefined) => void;
  /** Nobody is chosen though somebody must be. */
  missing: boolean;
}) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  useEffect(() => {
    const timer = window.setTimeout(() => setQ(typed.trim()), 250);
    return () => window.clearTimeout(timer);
  }, [typed]);
  const answer = useAnswer(
    listPeople,
    { query: { size: 12, ...(q === '' ? {} : { q }) } },
    { placeholderData: keepPreviousData },
  );
  const people = (answer.data?.items ?? []).filter(({ id }) => !without.includes(id));
  const shown = people.some(({ id }) => id === chosen?.id);
  return (
    <>
      <TextField
        label={t('organisation.sign-in.search')}
        value={typed}
        autoComplete="off"
        onChange={(e) => setTyped(e.target.value)}
      />
      <RadioGroup
        legend={t('organisation.person')}
        size="small"
        value={shown ? (chosen?.id ?? '') : ''}
        onChange={(id: string) => onChoose(people.find((person) => person.id === id))}
        error={missing ? t('organisation.person.choose') : undefined}
      >
        {people.map((person) => (
          <Radio key={person.id} value={person.id} description={`${person.title}, ${person.unitName}`}>
            {person.name}
          </Radio>
        ))}
      </RadioGroup>
      {people.length === 0 && answer.data !== undefined && <p className="rv-soft">{t('shell.list.none')}</p>}
      {answer.error !== null && <ProblemView problem={answer.error} />}
    </>
  );
}
