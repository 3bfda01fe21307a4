import { useState } from 'react';
import type { z } from 'zod';
import { type AssignmentRow, endAssignment } from '#organisation/api.ts';
import { getAssignmentJourneys } from '#organisation/successor-api.ts';
import { useAnswer, useDo } from '#ui/client.ts';
import { DateField } from '#ui/date-field.tsx';
import { useDraft } from '#ui/draft.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useFormat } from '#ui/format.ts';
import { useHatName } from '#ui/hat.ts';
import { useNotice } from '#ui/notice.tsx';
import { useWords } from '#ui/words.ts';
import { endOfDay } from './appoint.tsx';
import { chosenOf, nothingChosen, SuccessorField } from './successor.tsx';

/**
 * Ends an appointment now or after a day to come. Whoever is responsible for journeys by it is told of, and in the same
 * step it is chosen who takes over (R123).
 */
export function EndHat({ row, onClose }: { row: z.infer<typeof AssignmentRow>; onClose: () => void }) {
  const { t } = useWords();
  const format = useFormat();
  const hatName = useHatName();
  const { notify } = useNotice();
  const [draft, setDraft, clear] = useDraft(`end.${row.id}`, { lastDay: '', successor: nothingChosen });
  const [tried, setTried] = useState(false);
  const left = useAnswer(getAssignmentJourneys, { params: { assignmentId: row.id } }).data;
  const named = { name: row.personName, hat: hatName(row.hat, row.ownRoleId) };
  const at = draft.lastDay === '' ? undefined : endOfDay(draft.lastDay);
  const later = at !== undefined && Date.parse(at) > Date.now();
  const { how } = draft.successor;
  const successor = later && how === '' ? ({ ...draft.successor, how: 'leader' } as const) : draft.successor;
  const journeysTo = chosenOf(successor);
  const end = useDo(endAssignment, {
    onSuccess: () => {
      clear();
      notify({
        text: later
          ? t('organisation.assignment.ends-later', { ...named, day: format.date(draft.lastDay) })
          : t('organisation.assignment.ended-now', named),
      });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('organisation.assignment.end')}
      lead={t('organisation.assignment.end.lead', named)}
      submit={t('organisation.assignment.end')}
      danger
      pending={end.isPending}
      problem={end.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (left !== undefined && left.count !== 0 && journeysTo === undefined) return;
        end.mutate({
          params: { assignmentId: row.id },
          body: {
            ...(at === undefined ? {} : { at }),
            ...(journeysTo === undefined || left?.count === 0 ? {} : { journeysTo }),
          },
        });
      }}
    >
      <DateField
        label={t('organisation.assignment.end.day')}
        description={t('organisation.assignment.end.day.why')}
        value={draft.lastDay}
        onChange={(lastDay) => setDraft({ ...draft, lastDay })}
      />
      {left === undefined ? null : (
        <SuccessorField
          name={row.personName}
          left={left}
          value={successor}
          later={later}
          tried={tried}
          onChange={(next) => setDraft({ ...draft, successor: next })}
        />
      )}
    </FormDialog>
  );
}
