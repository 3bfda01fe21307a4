import { useSyncExternalStore } from 'react';
import type { SessionView } from './session.ts';

let last: SessionView | undefined;
const listeners = new Set<() => void>();

/**
 * Notes who is signed in here and wears a hat, so that the page can stay as it is when the session runs out. `undefined`
 * when somebody leaves on purpose, by signing out or letting somebody else sign in: then nothing of theirs stays.
 */
export function noteSession(session: SessionView | undefined): void {
  if (session === last) return;
  last = session;
  for (const listener of listeners) listener();
}

/** The session that was here last, if nobody has left it on purpose. */
export function lostSession(): SessionView | undefined {
  return last;
}

function listen(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function useLastSession(): SessionView | undefined {
  return useSyncExternalStore(listen, lostSession);
}
