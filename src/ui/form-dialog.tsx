import { Button, Dialog } from '@navikt/ds-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { Problem } from '#lib/operation.ts';
import { SessionEndingWithin } from './session-ending.tsx';
import { ProblemView } from './state.tsx';
import { useWords } from './words.ts';

export interface FormDialogProps {
  readonly title: string;
  readonly lead?: string;
  /** The words of the button that does it. */
  readonly submit: string;
  readonly pending: boolean;
  readonly problem: Problem | null;
  /** What is refused, where more is told than the problem. */
  readonly refused?: ReactNode;
  readonly danger?: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog: what is refused is said in it, and nothing typed is lost by closing it (use `useDraft`). */
export function FormDialog({
  title,
  lead,
  submit,
  pending,
  problem,
  refused,
  danger = false,
  onSubmit,
  onClose,
  children,
}: FormDialogProps) {
  const { t } = useWords();
  const form = useId();
  const why = useRef<HTMLDivElement>(null);
  // In a long form what was refused would be said below the edge.
  useEffect(() => {
    if (problem !== null) why.current?.scrollIntoView({ block: 'nearest' });
  }, [problem]);
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()}>
      <Dialog.Popup width="small" closeOnOutsideClick={false}>
        <Dialog.Header>
          <Dialog.Title>{title}</Dialog.Title>
          {lead !== undefined && <Dialog.Description>{lead}</Dialog.Description>}
        </Dialog.Header>
        <Dialog.Body>
          <SessionEndingWithin />
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
            <div className="rv-gap-top" ref={why}>
              <ProblemView problem={problem} />
            </div>
          )}
          {refused}
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
