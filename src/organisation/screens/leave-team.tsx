import { useState } from 'react';
import { removeTeamMember } from '#organisation/api.ts';
import { getMemberJourneys } from '#organisation/successor-api.ts';
import { useAnswer, useDo } from '#ui/client.ts';
import { useDraft } from '#ui/draft.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useNotice } from '#ui/notice.tsx';
import { Loading } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { chosenOf, nothingChosen, SuccessorField } from './successor.tsx';

/** Lets somebody leave a team who is responsible for journeys there: it is chosen who takes over (R123). */
export function LeaveTeam({
  teamId,
  person,
  onClose,
}: {
  teamId: string;
  person: { id: string; name: string };
  onClose: () => void;
}) {
  const { t } = useWords();
  const { notify } = useNotice();
  const params = { teamId, personId: person.id };
  const [choice, setChoice, clear] = useDraft(`leave.${teamId}.${person.id}`, nothingChosen);
  const [tried, setTried] = useState(false);
  const left = useAnswer(getMemberJourneys, { params }).data;
  const journeysTo = chosenOf(choice);
  const remove = useDo(removeTeamMember, {
    onSuccess: () => {
      clear();
      notify({ text: t('organisation.team.left', { name: person.name }) });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('organisation.team.let-go-of', { name: person.name })}
      lead={t('organisation.team.let-go.lead')}
      submit={t('organisation.team.let-go')}
      danger
      pending={remove.isPending}
      problem={remove.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (left?.count !== 0 && journeysTo === undefined) return;
        remove.mutate({ params, query: journeysTo === undefined ? {} : { journeysTo } });
      }}
    >
      {left === undefined ? (
        <Loading rows={2} />
      ) : (
        <SuccessorField
          name={person.name}
          left={left}
          value={choice}
          later={false}
          tried={tried}
          onChange={setChoice}
        />
      )}
    </FormDialog>
  );
}
