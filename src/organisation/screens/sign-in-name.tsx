import { Button } from '@navikt/ds-react';
import { useState } from 'react';
import { setSignInName } from '#organisation/sign-in-api.ts';
import { useDo } from '#ui/client.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { TextLine } from '#ui/text-line.tsx';
import { useWords } from '#ui/words.ts';

interface Named {
  readonly id: string;
  readonly name: string;
  readonly signInName?: string | null | undefined;
}

function SignInNameDialog({ person, onClose }: { person: Named; onClose: () => void }) {
  const { t } = useWords();
  const [signInName, setName] = useState(person.signInName ?? '');
  const set = useDo(setSignInName, { onSuccess: onClose });
  return (
    <FormDialog
      title={t('organisation.person.sign-in-name')}
      lead={t('organisation.person.sign-in-name.lead', { name: person.name })}
      submit={t('organisation.person.sign-in-name.save')}
      pending={set.isPending}
      problem={set.error}
      onSubmit={() => set.mutate({ params: { personId: person.id }, body: { signInName } })}
      onClose={onClose}
    >
      <TextLine
        label={t('organisation.person.sign-in-name')}
        description={t('organisation.person.sign-in-name.why')}
        value={signInName}
        most={200}
        autoComplete="off"
        onChange={(e) => setName(e.target.value)}
      />
    </FormDialog>
  );
}

/** Who the person is at the sign-in provider, for the administrator to see and set (D12). */
export function SignInName({ person }: { person: Named }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <span>
      {person.signInName ?? t('organisation.person.sign-in-name.none')}{' '}
      <Button
        size="xsmall"
        variant="tertiary"
        aria-label={t('organisation.person.sign-in-name.change-it')}
        onClick={() => setOpen(true)}
      >
        {t('organisation.person.sign-in-name.change')}
      </Button>
      {open && <SignInNameDialog person={person} onClose={() => setOpen(false)} />}
    </span>
  );
}
