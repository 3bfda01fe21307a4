import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import type { Problem } from '#lib/operation.ts';
import { getSession } from '#organisation/api.ts';
import { answerKey, isPassing } from '#ui/client.ts';

const wait = (attempt: number) => Math.min(500 * 2 ** attempt, 8000);

/**
 * How answers are kept and asked for again. Whoever turns out not to be signed in, or to wear a hat that has ended, has
 * the session asked for anew, and the shell then shows the right screen at the same address.
 */
export function makeQueries(): QueryClient {
  const onError = (error: unknown, name?: unknown) => {
    const { tag } = error as Problem;
    if ((tag === 'not-signed-in' || tag === 'hat-ended' || tag === 'hat-changed') && name !== getSession.name)
      void queries.invalidateQueries({ queryKey: answerKey(getSession).slice(0, 1) });
  };
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => onError(error, query.queryKey[0]) }),
    mutationCache: new MutationCache({ onError: (error) => onError(error) }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 15_000,
        retry: (failures, error) => failures < 4 && isPassing(error as unknown as Problem),
        retryDelay: wait,
      },
      mutations: {
        networkMode: 'always',
        // 503 says that nothing was taken; a lost connection doesn't, so that is for the person to try again.
        retry: (failures, error) => failures < 2 && (error as unknown as Problem).status === 503,
        retryDelay: wait,
      },
    },
  });
  return queries;
}
