import { useState } from 'react';
import { addObstacleKind, listObstacleKinds } from '#improvement/api.ts';
import { fold } from '#lib/fold.ts';
import { useDo } from '#ui/client.ts';
import { useDraft } from '#ui/draft.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useNotice } from '#ui/notice.tsx';
import { TextLine } from '#ui/text-line.tsx';
import { useWords } from '#ui/words.ts';

/** The key of a new kind, made from its English name: letters, digits and hyphens. */
const keyOf = (name: string) =>
  fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40);

/** A kind of obstacle that the list lacks, in both languages. */
export function AddKind({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { notify } = useNotice();
  const [draft, setDraft, clear] = useDraft('add-obstacle-kind', { sv: '', en: '' });
  const [tried, setTried] = useState(false);
  const add = useDo(addObstacleKind, {
    invalidates: [listObstacleKinds],
    onSuccess: ({ sv }) => {
      clear();
      notify({ text: t('improvement.kind.added', { name: sv }) });
      onClose();
    },
  });
  const missing = (text: string) => (tried && keyOf(text).length < 2 ? t('shell.required') : undefined);
  return (
    <FormDialog
      title={t('improvement.kind.add')}
      submit={t('improvement.kind.add')}
      pending={add.isPending}
      problem={add.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (keyOf(draft.sv).length >= 2 && keyOf(draft.en).length >= 2)
          add.mutate({ body: { key: keyOf(draft.en), ...draft } });
      }}
    >
      <TextLine
        label={t('improvement.kind.sv')}
        value={draft.sv}
        most={80}
        autoComplete="off"
        error={missing(draft.sv)}
        onChange={(e) => setDraft({ ...draft, sv: e.target.value })}
      />
      <TextLine
        label={t('improvement.kind.en')}
        value={draft.en}
        most={80}
        autoComplete="off"
        error={missing(draft.en)}
        onChange={(e) => setDraft({ ...draft, en: e.target.value })}
      />
    </FormDialog>
  );
}
