import { useQueryClient } from '@tanstack/react-query';
import type { Session } from '#organisation/api.ts';
import { getSession, signOut, switchHat } from '#organisation/api.ts';
import { answerKey, useDo } from '#ui/client.ts';
import { forgetDrafts } from '#ui/draft.ts';
import { useHatName } from '#ui/hat.ts';
import { noteSession } from '#ui/lost-session.ts';
import { useNotice } from '#ui/notice.tsx';
import { useWords } from '#ui/words.ts';
import { noteHat, tellHat } from '#ui/worn-hat.ts';

/** Puts on another of one's hats: everything on the screen is asked for again, as that hat may see it. */
export function useHatChange() {
  const queries = useQueryClient();
  const { notify } = useNotice();
  const { t } = useWords();
  const hatName = useHatName();
  return useDo(switchHat, {
    invalidates: [],
    onSuccess: (session: Session) => {
      noteHat(session.acting?.assignmentId);
      tellHat(session.acting?.assignmentId);
      queries.setQueryData(answerKey(getSession), session);
      void queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== getSession.name });
      if (session.acting !== null)
        notify({ text: t('shell.hat.changed', { hat: hatName(session.acting.hat, session.acting.ownRoleId) }) });
    },
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useDo(signOut, {
    invalidates: [],
    onSuccess: async ({ goOn }) => {
      forgetDrafts(null);
      noteSession(undefined);
      tellHat(undefined);
      // At the provider, too, one is to be signed out; it sends the browser back here.
      if (goOn !== null) return window.location.assign(goOn);
      await queries.invalidateQueries({ queryKey: [getSession.name] });
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== getSession.name });
    },
  });
}
