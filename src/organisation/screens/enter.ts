import { useQueryClient } from '@tanstack/react-query';
import type { Hat } from '#lib/acting.ts';
import { getSession, type Session, signIn } from '#organisation/api.ts';
import { answerKey, useDo } from '#ui/client.ts';
import { tourKey } from '#ui/tour.ts';

/** Takes the session that a sign-in answered with into use; everything else is asked for again. */
export function useEntering() {
  const queries = useQueryClient();
  return (session: Session) => {
    queries.setQueryData(answerKey(getSession), session);
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== getSession.name });
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
