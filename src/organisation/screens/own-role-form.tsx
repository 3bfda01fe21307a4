import { Select, Textarea } from '@navikt/ds-react';
import { useState } from 'react';
import { areaOf, type Hat, hats, type ManagementArea, managementAreas } from '#lib/acting.ts';
import { type OwnRole, roleLimits } from '#organisation/own-role.ts';
import { addOwnRole, changeOwnRole } from '#organisation/own-role-api.ts';
import { useDo } from '#ui/client.ts';
import { useDraft } from '#ui/draft.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useHatName, useRoleName } from '#ui/hat.ts';
import { useNotice } from '#ui/notice.tsx';
import { TextLine } from '#ui/text-line.tsx';
import { useWords } from '#ui/words.ts';

interface Words {
  readonly name: string;
  readonly nameEn: string;
  readonly purpose: string;
  readonly area: ManagementArea;
}

function WordFields({ value, tried, onChange }: { value: Words; tried: boolean; onChange: (words: Words) => void }) {
  const { t } = useWords();
  const missing = (text: string) => (tried && text.trim() === '' ? t('shell.required') : undefined);
  return (
    <>
      <TextLine
        label={t('organisation.role.name')}
        description={t('organisation.role.name.why', { max: roleLimits.name })}
        value={value.name}
        most={roleLimits.name}
        autoComplete="off"
        error={missing(value.name)}
        onChange={(e) => onChange({ ...value, name: e.target.value })}
      />
      <TextLine
        label={t('organisation.role.name-en')}
        description={t('organisation.role.name-en.why')}
        value={value.nameEn}
        most={roleLimits.name}
        autoComplete="off"
        onChange={(e) => onChange({ ...value, nameEn: e.target.value })}
      />
      <Textarea
        label={t('organisation.role.purpose')}
        description={t('organisation.role.purpose.why', { max: roleLimits.purpose })}
        value={value.purpose}
        maxLength={roleLimits.purpose}
        minRows={2}
        error={missing(value.purpose)}
        onChange={(e) => onChange({ ...value, purpose: e.target.value })}
      />
      <Select
        label={t('organisation.area')}
        value={value.area}
        onChange={(e) => onChange({ ...value, area: e.target.value as ManagementArea })}
      >
        {managementAreas.map((area) => (
          <option key={area} value={area}>
            {t(`organisation.area.${area}`)}
          </option>
        ))}
      </Select>
    </>
  );
}

const isWhole = ({ name, purpose }: Words) => name.trim() !== '' && purpose.trim() !== '';
const sent = (words: Words) => ({ ...words, nameEn: words.nameEn.trim() === '' ? null : words.nameEn });

/** Adds a role of the organisation's own (R067). Whose rights it carries is chosen first, and for good. */
export function AddOwnRole({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { notify } = useNotice();
  const hatName = useHatName();
  const [draft, setDraft, clear] = useDraft('add-own-role', {
    hat: 'co-worker',
    name: '',
    nameEn: '',
    purpose: '',
    area: areaOf['co-worker'] as string,
  });
  const [tried, setTried] = useState(false);
  const words = { ...draft, area: draft.area as ManagementArea };
  const hat = draft.hat as Hat;
  const add = useDo(addOwnRole, {
    onSuccess: ({ name }) => {
      clear();
      notify({ text: t('organisation.role.added', { name }) });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('organisation.role.add')}
      lead={t('organisation.role.add.lead')}
      submit={t('organisation.role.add')}
      pending={add.isPending}
      problem={add.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (!isWhole(words)) return;
        const { name, nameEn, purpose, area } = sent(words);
        add.mutate({ body: { name, nameEn, purpose, area, hat } });
      }}
    >
      <Select
        label={t('organisation.role.hat')}
        description={t('organisation.role.hat.why')}
        value={hat}
        onChange={(e) => {
          const next = e.target.value as Hat;
          setDraft({ ...draft, hat: next, area: areaOf[next] });
        }}
      >
        {hats.map((one) => (
          <option key={one} value={one}>
            {hatName(one)}
          </option>
        ))}
      </Select>
      <WordFields value={words} tried={tried} onChange={(next) => setDraft({ ...draft, ...next })} />
    </FormDialog>
  );
}

/** Changes what a role is called, what it is for and the area that it is tied to. */
export function ChangeOwnRole({ role, onClose }: { role: OwnRole; onClose: () => void }) {
  const { t } = useWords();
  const { notify } = useNotice();
  const roleName = useRoleName();
  const hat = useHatName()(role.hat);
  const { name, nameEn, purpose, area } = role;
  const [words, setWords] = useState<Words>({ name, nameEn: nameEn ?? '', purpose, area });
  const [tried, setTried] = useState(false);
  const save = useDo(changeOwnRole, {
    onSuccess: (changed) => {
      notify({ text: t('organisation.role.changed', { name: roleName(changed) }) });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('organisation.role.change-it', { name: roleName(role) })}
      lead={t('organisation.role.carries.stays', { hat })}
      submit={t('shell.save')}
      pending={save.isPending}
      problem={save.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (isWhole(words)) save.mutate({ params: { ownRoleId: role.id }, body: sent(words) });
      }}
    >
      <WordFields value={words} tried={tried} onChange={setWords} />
    </FormDialog>
  );
}
