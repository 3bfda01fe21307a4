import { useState } from 'react';
import { addTeamMember } from '#organisation/api.ts';
import { useDo } from '#ui/client.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useNotice } from '#ui/notice.tsx';
import { useWords } from '#ui/words.ts';
import { PersonPicker, type Picked } from './person-picker.tsx';

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
  const [chosen, setChosen] = useState<Picked>();
  const [tried, setTried] = useState(false);
  const add = useDo(addTeamMember, {
    onSuccess: () => {
      notify({ text: t('organisation.team.taken-in', { name: chosen?.name ?? '' }) });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('organisation.team.take-in')}
      submit={t('organisation.team.take-in')}
      pending={add.isPending}
      problem={add.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (chosen !== undefined) add.mutate({ params: { teamId: team.id, personId: chosen.id } });
      }}
    >
      <PersonPicker
        without={team.people.map(({ id }) => id)}
        chosen={chosen}
        onChoose={setChosen}
        missing={tried && chosen === undefined}
      />
    </FormDialog>
  );
}
