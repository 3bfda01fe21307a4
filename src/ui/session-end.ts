import { useEffect, useState, useSyncExternalStore } from 'react';
import type { SessionEnd } from './session.ts';

const minute = 60_000;

/** So long before a sign-in ends it is said (WCAG 2.2.1 asks for twenty seconds), and once more when little is left. */
const [firstSaid, lastSaid] = [10 * minute, 2 * minute];

/** The server's second may not be over yet when ours is. */
const grace = 1500;

/** When each end is by this window's clock, reckoned when it became known: the clock may be set wrong. */
const known = new WeakMap<SessionEnd, number>();

function endHere(ends: SessionEnd): number {
  const end = known.get(ends) ?? Date.now() + ends.secondsLeft * 1000;
  known.set(ends, end);
  return end;
}

export interface Ending {
  /** Whole minutes that are left, at least one. */
  readonly minutes: number;
  readonly last: boolean;
}

/**
 * That the sign-in is about to end, when it is; null before. Counts in minutes, and looks again when the window is shown or
 * the computer wakes. `over` is called when the end has passed, again each time that it turns out not to be over.
 */
export function useEnding(ends: SessionEnd | null, over: () => void): Ending | null {
  const [, look] = useState(0);
  const end = ends === null ? null : endHere(ends);
  const left = end === null ? null : end - Date.now();
  useEffect(() => {
    if (end === null) return;
    const again = () => {
      if (Date.now() >= end + grace) over();
      else look((n) => n + 1);
    };
    const rest = end - Date.now();
    const wait = rest > firstSaid ? rest - firstSaid : rest > 0 ? rest % minute || minute : Math.max(rest + grace, 0);
    const timer = window.setTimeout(again, wait + 20);
    document.addEventListener('visibilitychange', again);
    return () => {
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', again);
    };
  });
  if (left === null || left > firstSaid) return null;
  return { minutes: Math.max(1, Math.ceil(left / minute)), last: left <= lastSaid };
}

let dialogs = 0;
const listeners = new Set<() => void>();

function count(more: number) {
  dialogs += more;
  for (const listener of listeners) listener();
}

function listen(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** For as long as the caller is shown, a dialog tells of the end itself, since the page behind can't be reached from it. */
export function useToldInDialog(): void {
  useEffect(() => {
    count(1);
    return () => count(-1);
  }, []);
}

export function useIsToldInDialog(): boolean {
  return useSyncExternalStore(listen, () => dialogs > 0);
}

const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('resvag-session');

/** The sign-in was extended in this window; the others are told to look again. */
export function tellExtended(): void {
  channel?.postMessage('extended');
}

/** Calls back when another window has extended the sign-in; gives how to stop. */
export function onExtendedElsewhere(look: () => void): () => void {
  channel?.addEventListener('message', look);
  return () => channel?.removeEventListener('message', look);
}
