import { Select } from '@navikt/ds-react';
import { useState } from 'react';
import { addUnit, listUnits } from '#organisation/api.ts';
import { useDo } from '#ui/client.ts';
import { useDraft } from '#ui/draft.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useNotice } from '#ui/notice.tsx';
import { TextLine } from '#ui/text-line.tsx';
import { useWords } from '#ui/words.ts';

export function AddUnit({
  units,
  onClose,
}: {
  units: readonly { id: string; name: string; board: string }[];
  onClose: () => void;
}) {
  const { t } = useWords();
  const { notify } = useNotice();
  const [draft, setDraft, clear] = useDraft('add-unit', { name: '', parentId: '', board: units[0]?.board ?? '' });
  const [tried, setTried] = useState(false);
  const add = useDo(addUnit, {
    invalidates: [listUnits],
    onSuccess: ({ name }) => {
      clear();
      notify({ text: t('organisation.unit.added', { name }) });
      onClose();
    },
  });
  const missing = (text: string) => (tried && text.trim() === '' ? t('shell.required') : undefined);
  return (
    <FormDialog
      title={t('organisation.unit.add')}
      submit={t('organisation.unit.add')}
      pending={add.isPending}
      problem={add.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (draft.name.trim() === '' || draft.board.trim() === '') return;
        add.mutate({ body: { ...draft, parentId: draft.parentId === '' ? null : draft.parentId } });
      }}
    >
      <TextLine
        label={t('organisation.unit.name')}
        value={draft.name}
        most={120}
        autoComplete="off"
        error={missing(draft.name)}
        onChange={(e) => setDraft({ ...draft, name: e.target.value })}
      />
      <Select
        label={t('organisation.unit.parent')}
        value={draft.parentId}
        onChange={(e) => setDraft({ ...draft, parentId: e.target.value })}
      >
        <option value="">{t('organisation.unit.parent.none')}</option>
        {units.map((unit) => (
          <option key={unit.id} value={unit.id}>
            {unit.name}
          </option>
        ))}
      </Select>
      <TextLine
        label={t('organisation.unit.board')}
        description={t('organisation.unit.board.why')}
        value={draft.board}
        most={120}
        autoComplete="off"
        error={missing(draft.board)}
        onChange={(e) => setDraft({ ...draft, board: e.target.value })}
      />
    </FormDialog>
  );
}
