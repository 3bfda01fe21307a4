import { useState } from 'react';
import type { Hat } from '#lib/acting.ts';
import { setLabel } from '#organisation/api.ts';
import { useDo } from '#ui/client.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useNotice } from '#ui/notice.tsx';
import { useSession } from '#ui/session.ts';
import { TextLine } from '#ui/text-line.tsx';
import { useWords } from '#ui/words.ts';

/** Gives a hat of the strategy the organisation's own name (R125). */
export function LabelDialog({ hat, onClose }: { hat: Hat; onClose: () => void }) {
  const { t } = useWords();
  const { notify } = useNotice();
  const { organisation } = useSession();
  const [label, setText] = useState(organisation?.labels[hat] ?? '');
  const save = useDo(setLabel, {
    onSuccess: () => {
      notify({ text: t('organisation.label.saved') });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('organisation.label.title', { hat: t(`hat.${hat}`) })}
      lead={t('organisation.label.lead')}
      submit={t('shell.save')}
      pending={save.isPending}
      problem={save.error}
      onSubmit={() => save.mutate({ params: { hat }, body: { label } })}
      onClose={onClose}
    >
      <TextLine
        label={t('organisation.label.field')}
        value={label}
        most={60}
        autoComplete="off"
        onChange={(e) => setText(e.target.value)}
      />
    </FormDialog>
  );
}
