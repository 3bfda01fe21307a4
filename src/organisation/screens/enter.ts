import { useQueryClient } from '@tanstack/react-query';
import type { Hat } from '#lib/acting.ts';
import { getSession, type Session, signIn } from '#organisation/api.ts';
import { answerKey, useDo } from '#ui/client.ts';
import { lostSession } from '#ui/lost-session.ts';
import { tourKey } from '#ui/tour.ts';
import { noteHat, tellHat } from '#ui/worn-hat.ts';

/**
 * Takes the session that a sign-in answered with into use; everything else is asked for again. The page that the same
 * person was on when the session ran out stays while it is; nothing that was read as somebody else does.
 */
export function useEntering() {
  const queries = useQueryClient();
  return (session: Session) => {
    const same = lostSession()?.person?.id === session.person?.id;
    noteHat(session.acting?.assignmentId);
    tellHat(session.acting?.assignmentId);
    queries.setQueryData(answerKey(getSession), session);
    const others = {
      predicate: ({ queryKey }: { readonly queryKey: readonly unknown[] }) => queryKey[0] !== getSession.name,
    };
    if (same) void queries.invalidateQueries(others);
    else queries.removeQueries(others);
  };
}

/** Signs in as a chosen person of the demo; with a tour of the hat's day when one is asked for. */
export function useSignIn() {
  const enter = useEntering();
  return useDo(signIn, { invalidates: [], onSuccess: enter });
}

/** Marks that the tour is to begin when the shell is shown. */
export function beginTour(wanted: Hat | undefined) {
  if (wanted === undefined) sessionStorage.removeItem(tourKey);
  else sessionStorage.setItem(tourKey, '0');
}
