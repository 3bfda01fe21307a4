import './session-lost.css';
import { BodyLong, Button, Modal, VStack } from '@navikt/ds-react';
import { useEffect, useState } from 'react';
import { hasDrafts } from '#ui/draft.ts';
import { noteSession } from '#ui/lost-session.ts';
import type { SessionView } from '#ui/session.ts';
import { ProblemView } from '#ui/state.tsx';
import { useWords } from '#ui/words.ts';
import { beginTour, useSignIn } from './enter.ts';

/**
 * The session ran out in the middle of work: says so over the page, which stays as it is but out of sight, so that the
 * same person goes on where she was. Somebody else begins anew, and what was typed is taken away.
 */
export function SessionLost({ lost }: { lost: SessionView }) {
  const { t } = useWords();
  const enter = useSignIn();
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    },
    [before],
  );
  const { person, acting, demoSignIn, providerSignIn } = lost;
  if (person === null) return null;
  const goOn = () => {
    beginTour(undefined);
    const assignmentId = acting?.assignmentId;
    enter.mutate({ body: { personId: person.id, ...(assignmentId === undefined ? {} : { assignmentId }) } });
  };
  const back = new URLSearchParams({ return: `${window.location.pathname}${window.location.search}` });
  return (
    <Modal
      open
      className="or-session-lost"
      header={{ heading: t('organisation.sign-in.lost.title'), closeButton: false }}
      // Escape has nowhere to go: without a session there is nothing to go on with.
      onBeforeClose={() => false}
      onClose={() => {}}
      // A press here isn't one outside a dialog that is open behind, which would close it.
      onPointerDown={(e) => e.stopPropagation()}
      onPointerUp={(e) => e.stopPropagation()}
    >
      <Modal.Body>
        <VStack gap="space-12">
          <BodyLong>{t('organisation.sign-in.lost')}</BodyLong>
          <BodyLong>
            {t('organisation.sign-in.lost.kept', { name: person.name })}
            {hasDrafts(person.id) ? ` ${t('organisation.sign-in.lost.drafts')}` : ''}
          </BodyLong>
          {enter.error === null ? null : <ProblemView problem={enter.error} />}
        </VStack>
      </Modal.Body>
      <Modal.Footer>
        {providerSignIn && (
          <Button as="a" href={`/api/sign-in/oidc?${back}`}>
            {t('organisation.sign-in.title')}
          </Button>
        )}
        {demoSignIn && (
          <Button loading={enter.isPending} onClick={goOn}>
            {t('organisation.sign-in.lost.go-on', { name: person.name })}
          </Button>
        )}
        <Button variant="tertiary" data-color="neutral" onClick={() => noteSession(undefined)}>
          {t('organisation.sign-in.lost.other')}
        </Button>
      </Modal.Footer>
    </Modal>
  );
}
