import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { instantOf } from '#lib/time.ts';
import { appoint } from '#organisation/api.ts';
import { useDo } from '#ui/client.ts';
import { DateField } from '#ui/date-field.tsx';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useNotice } from '#ui/notice.tsx';
import { useSession } from '#ui/session.ts';
import { useWords } from '#ui/words.ts';
import { PersonPicker, type Picked } from './person-picker.tsx';

interface Props {
  /** What is given, as people call it. */
  readonly name: string;
  readonly lead: string;
  /** What is given and for what; undefined while something of it (in `children`) is still to be chosen. */
  readonly given: Pick<z.input<(typeof appoint)['body']>, 'hat' | 'ownRoleId' | 'scope'> | undefined;
  /** Fields before the person; told whether somebody has tried to send. */
  readonly children?: (tried: boolean) => ReactNode;
  readonly onClose: () => void;
}

/** Gives somebody a hat or role that is known: asks who, and from when. */
export function GiveDialog({ name, lead, given, children, onClose }: Props) {
  const { t } = useWords();
  const { notify } = useNotice();
  const { acting } = useSession();
  const [chosen, setChosen] = useState<Picked>();
  const [from, setFrom] = useState('');
  const [tried, setTried] = useState(false);
  const give = useDo(appoint, {
    onSuccess: () => {
      notify({ text: t('organisation.appoint.done', { name: chosen?.name ?? '', hat: name }) });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('organisation.post.fill', { hat: name })}
      lead={lead}
      submit={t('organisation.post.appoint')}
      pending={give.isPending}
      problem={give.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (chosen === undefined || given === undefined) return;
        const validFrom = from === '' ? {} : { validFrom: new Date(instantOf(from)).toISOString() };
        give.mutate({ body: { personId: chosen.id, ...given, validTo: null, ...validFrom } });
      }}
    >
      {children?.(tried)}
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
