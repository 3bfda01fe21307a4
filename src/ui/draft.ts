import { useCallback, useState } from 'react';
import { useSession } from './session.ts';

const prefix = 'resvag.draft';
const lifetimeMs = 7 * 24 * 3_600_000;

interface Kept<T> {
  readonly at: number;
  readonly value: T;
}

function read<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(key);
    if (text === null) return undefined;
    const kept = JSON.parse(text) as Kept<T>;
    return Date.now() - kept.at > lifetimeMs ? undefined : kept.value;
  } catch {
    return undefined;
  }
}

function write<T>(key: string, value: T) {
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), value } satisfies Kept<T>));
  } catch {
    // A full or forbidden store only loses the safety net; what is on the screen stays.
  }
}

function keys(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(`${prefix}.`));
  } catch {
    return [];
  }
}

/** Has this person anything typed that hasn't been sent? */
export function hasDrafts(personId: string): boolean {
  return keys().some((key) => key.startsWith(`${prefix}.${personId}.`));
}

/**
 * Takes away what others than this person have typed, and everybody's when nobody is named: at a shared computer the next
 * one must not find it, and who signs out leaves nothing behind.
 */
export function forgetDrafts(keep: string | null): void {
  for (const key of keys()) if (keep === null || !key.startsWith(`${prefix}.${keep}.`)) localStorage.removeItem(key);
}

/**
 * What is typed is kept as it is typed, per person and form, for a week: closing the page, losing the connection or a
 * session that runs out loses nothing, as long as the same person comes back. Signing out takes it away, and so does
 * somebody else who signs in. `clear` when it has been sent. The value must be plain JSON.
 */
export function useDraft<T>(form: string, initial: T): [T, (value: T) => void, () => void] {
  const { person } = useSession();
  const key = `${prefix}.${person?.id ?? 'nobody'}.${form}`;
  const [value, setValue] = useState<T>(() => read<T>(key) ?? initial);
  const set = useCallback(
    (next: T) => {
      setValue(next);
      write(key, next);
    },
    [key],
  );
  const clear = () => {
    localStorage.removeItem(key);
    setValue(initial);
  };
  return [value, set, clear];
}
