import { Radio, RadioGroup, TextField } from '@navikt/ds-react';
import { keepPreviousData } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { addTeamMember, listPeople } from '#organisation/api.ts';
import { useAnswer, useDo } from '#ui/client.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useNotice } from '#ui/notice.tsx';
import { useWords } from '#ui/words.ts';

/** Finds a person by name, title or unit and takes them into the team. */
export function TakeIn({
  team,
  onClose,
}: {
  team: { id: string; people: readonly { id: string }[] };
  onClose: () => void;
}) {
  const { t } = useWords();
  const { notify } = useNotice();
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const [chosen, setChosen] = useState('');
  const [tried, setTried] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setQ(typed.trim()), 250);
    return () => window.clearTimeout(timer);
  }, [typed]);
  const answer = useAnswer(
    listPeople,
    { query: { size: 12, ...(q === '' ? {} : { q }) } },
    { placeholderData: keepPreviousData },
  );
  const people = (answer.data?.items ?? []).filter(({ id }) => team.people.every((member) => member.id !== id));
  const name = people.find(({ id }) => id === chosen)?.name ?? '';
  const add = useDo(addTeamMember, {
    onSuccess: () => {
      notify({ text: t('organisation.team.taken-in', { name }) });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('organisation.team.take-in')}
      submit={t('organisation.team.take-in')}
      pending={add.isPending}
      problem={add.error ?? answer.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (name !== '') add.mutate({ params: { teamId: team.id, personId: chosen } });
      }}
    >
      <TextField
        label={t('organisation.sign-in.search')}
        value={typed}
        autoComplete="off"
        onChange={(e) => setTyped(e.target.value)}
      />
      <RadioGroup
        legend={t('organisation.person')}
        size="small"
        value={chosen}
        onChange={setChosen}
        error={tried && name === '' ? t('organisation.person.choose') : undefined}
      >
        {people.map((person) => (
          <Radio key={person.id} value={person.id} description={`${person.title}, ${person.unitName}`}>
            {person.name}
          </Radio>
        ))}
      </RadioGroup>
      {people.length === 0 && answer.data !== undefined && <p className="rv-soft">{t('shell.list.none')}</p>}
    </FormDialog>
  );
}
