import { BodyLong } from '@navikt/ds-react';
import type { CatalogueRow, OwnRole } from '#organisation/own-role.ts';
import { endOwnRole } from '#organisation/own-role-api.ts';
import { useDo } from '#ui/client.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { useNotice } from '#ui/notice.tsx';
import { useWords } from '#ui/words.ts';

/** Ends a role: it is said who keeps it, and that nothing of the past is changed. */
export function EndOwnRole({
  role,
  row: { name, wearing },
  onClose,
}: {
  role: OwnRole;
  row: CatalogueRow;
  onClose: () => void;
}) {
  const { t } = useWords();
  const { notify } = useNotice();
  const end = useDo(endOwnRole, {
    onSuccess: () => {
      notify({ text: t('organisation.role.ended', { name }) });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('organisation.role.end-it', { name })}
      submit={t('organisation.role.end')}
      danger
      pending={end.isPending}
      problem={end.error}
      onClose={onClose}
      onSubmit={() => end.mutate({ params: { ownRoleId: role.id } })}
    >
      <BodyLong>{t('organisation.role.end.why')}</BodyLong>
      {wearing > 0 && <BodyLong>{t('organisation.role.end.worn', { n: wearing })}</BodyLong>}
    </FormDialog>
  );
}
