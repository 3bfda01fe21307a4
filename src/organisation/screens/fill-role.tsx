import { useState } from 'react';
import { instantOf } from '#lib/time.ts';
import { appoint } from '#organisation/api.ts';
import type { OwnRole } from '#organisation/own-role.ts';
import { useDo } from '#ui/client.ts';
import { DateField } from '#ui/date-field.tsx';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useHatName, useRoleName } from '#ui/hat.ts';
import { useNotice } from '#ui/notice.tsx';
import { useSession } from '#ui/session.ts';
import { useWords } from '#ui/words.ts';
import { PersonPicker, type Picked } from './person-picker.tsx';
import { chosenScope, firstScope, ScopeFields } from './scope-fields.tsx';

/** Gives somebody a role of the organisation's own: who, what for where the hat that it carries leaves a choice, from when. */
export function FillRole({ role, onClose }: { role: OwnRole; onClose: () => void }) {
  const { t } = useWords();
  const { notify } = useNotice();
  const { acting } = useSession();
  const name = useRoleName()(role);
  const hat = useHatName()(role.hat);
  const [chosen, setChosen] = useState<Picked>();
  const [draft, setDraft] = useState(firstScope(role.hat));
  const [from, setFrom] = useState('');
  const [tried, setTried] = useState(false);
  const scope = chosenScope(draft);
  const give = useDo(appoint, {
    onSuccess: () => {
      notify({ text: t('organisation.appoint.done', { name: chosen?.name ?? '', hat: name }) });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('organisation.post.fill', { hat: name })}
      lead={t('organisation.role.carries', { hat })}
      submit={t('organisation.post.appoint')}
      pending={give.isPending}
      problem={give.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (chosen === undefined || scope === undefined) return;
        const validFrom = from === '' ? {} : { validFrom: new Date(instantOf(from)).toISOString() };
        give.mutate({
          body: { personId: chosen.id, hat: role.hat, ownRoleId: role.id, scope, validTo: null, ...validFrom },
        });
      }}
    >
      <ScopeFields hat={role.hat} value={draft} onChange={setDraft} missing={tried && scope === undefined} />
      <PersonPicker
        without={acting === null ? [] : [acting.personId]}
        chosen={chosen}
        onChoose={setChosen}
        missing={tried && chosen === undefined}
      />
      <DateField
        label={t('organisation.appoint.from')}
        description={t('organisation.appoint.from.why')}
        value={from}
        onChange={setFrom}
      />
    </FormDialog>
  );
}
