import { Button, Dialog } from '@navikt/ds-react';
import { type ReactNode, useId } from 'react';
import type { Problem } from '#lib/operation.ts';
import { ProblemView } from './state.tsx';
import { useWords } from './words.ts';

/** A form in a dialog: what is refused is said in it, and nothing typed is lost by closing it (use `useDraft`). */
export function FormDialog({
  title,
  lead,
  submit,
  pending,
  problem,
  danger = false,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  lead?: string;
  /** The words of the button that does it. */
  submit: string;
  pending: boolean;
  problem: Problem | null;
  danger?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useWords();
  const form = useId();
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()}>
      <Dialog.Popup width="small" closeOnOutsideClick={false}>
        <Dialog.Header>
          <Dialog.Title>{title}</Dialog.Title>
          {lead !== undefined && <Dialog.Description>{lead}</Dialog.Description>}
        </Dialog.Header>
        <Dialog.Body>
          <form
            id={form}
            noValidate
            className="rv-form"
            onSubmit={(e) => {
              e.preventDefault();
              if (!pending) onSubmit();
            }}
          >
            {children}
          </form>
          {problem !== null && (
            <div className="rv-gap-top">
              <ProblemView problem={problem} />
            </div>
          )}
        </Dialog.Body>
        <Dialog.Footer>
          <Button type="submit" form={form} loading={pending} {...(danger ? { 'data-color': 'danger' as const } : {})}>
            {submit}
          </Button>
          <Button type="button" variant="secondary" data-color="neutral" onClick={onClose}>
            {t('shell.cancel')}
          </Button>
        </Dialog.Footer>
      </Dialog.Popup>
    </Dialog>
  );
}
