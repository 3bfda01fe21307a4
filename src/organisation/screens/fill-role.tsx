import { useState } from 'react';
import type { OwnRole } from '#organisation/own-role.ts';
import { useHatName, useRoleName } from '#ui/hat.ts';
import { useWords } from '#ui/words.ts';
import { GiveDialog } from './give-dialog.tsx';
import { chosenScope, firstScope, ScopeFields } from './scope-fields.tsx';

/** Gives somebody a role of the organisation's own: who, what for where the hat that it carries leaves a choice, from when. */
export function FillRole({ role, onClose }: { role: OwnRole; onClose: () => void }) {
  const { t } = useWords();
  const name = useRoleName()(role);
  const hat = useHatName()(role.hat);
  const [draft, setDraft] = useState(firstScope(role.hat));
  const scope = chosenScope(draft);
  return (
    <GiveDialog
      name={name}
      lead={t('organisation.role.carries', { hat })}
      given={scope && { hat: role.hat, ownRoleId: role.id, scope }}
      onClose={onClose}
    >
      {(tried) => (
        <ScopeFields hat={role.hat} value={draft} onChange={setDraft} missing={tried && scope === undefined} />
      )}
    </GiveDialog>
  );
}
