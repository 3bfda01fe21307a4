import { useState } from 'react';
import { instantOf } from '#lib/time.ts';
import { appoint } from '#organisation/api.ts';
import type { Post } from '#organisation/leadership-api.ts';
import { useDo } from '#ui/client.ts';
import { DateField } from '#ui/date-field.tsx';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useHatName } from '#ui/hat.ts';
import { useNotice } from '#ui/notice.tsx';
import { useSession } from '#ui/session.ts';
import { useWords } from '#ui/words.ts';
import { PersonPicker, type Picked } from './person-picker.tsx';
import { useScopeName } from './scope-name.ts';

/** Appoints somebody to a post that stands empty: the hat and what it is for are given, only who and from when are asked. */
export function FillPost({ post, onClose }: { post: Post; onClose: () => void }) {
  const { t } = useWords();
  const { notify } = useNotice();
  const { acting } = useSession();
  const hat = useHatName()(post.hat);
  const scope = useScopeName()(post.scope, post.scopeName);
  const [chosen, setChosen] = useState<Picked>();
  const [from, setFrom] = useState('');
  const [tried, setTried] = useState(false);
  const give = useDo(appoint, {
    onSuccess: () => {
      notify({ text: t('organisation.appoint.done', { name: chosen?.name ?? '', hat }) });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('organisation.post.fill', { hat })}
      lead={scope}
      submit={t('organisation.post.appoint')}
      pending={give.isPending}
      problem={give.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (chosen === undefined) return;
        const validFrom = from === '' ? {} : { validFrom: new Date(instantOf(from)).toISOString() };
        give.mutate({ body: { personId: chosen.id, hat: post.hat, scope: post.scope, validTo: null, ...validFrom } });
      }}
    >
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
