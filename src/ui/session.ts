import { createContext, useContext } from 'react';
import { type Acting, type Hat, type ManagementArea, may, type Rule, type Scope, type Subject } from '#lib/acting.ts';
import { assert } from '#lib/result.ts';

/** A hat one may put on, with the name of what it is worn for. */
export interface SessionHat {
  readonly assignmentId: string;
  readonly hat: Hat;
  readonly ownRoleId: string | null;
  readonly scope: Scope;
  readonly scopeName: string;
  readonly validTo: string | null;
}

/** A role of the organisation's own: what it is called, the area it is tied to and the hat whose rights it carries (R067). */
export interface SessionRole {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly area: ManagementArea;
  readonly hat: Hat;
  readonly endedAt: string | null;
}

/**
 * Who uses the screen: the answer of `get-session`, given to the screens by the composition (`app/web`), so that this
 * folder needs to know nothing of the organisation's.
 */
export interface SessionView {
  readonly organisation: {
    readonly name: string;
    readonly invented: boolean;
    readonly labels: Readonly<Partial<Record<Hat, string>>>;
  } | null;
  readonly person: { readonly id: string; readonly name: string; readonly title: string } | null;
  readonly acting: Acting | null;
  readonly hats: readonly SessionHat[];
  readonly ownRoles: readonly SessionRole[];
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly demoSignIn: boolean;
  readonly providerSignIn: boolean;
  /** When the sign-in ends by itself, and to when it can be extended; null when nobody is signed in. */
  readonly ends: SessionEnd | null;
}

export interface SessionEnd {
  readonly at: string;
  readonly secondsLeft: number;
  readonly extendableTo: string | null;
}

export const SessionContext = createContext<SessionView | null>(null);

export function useSession(): SessionView {
  const session = useContext(SessionContext);
  assert(session !== null, 'screens are shown inside a session');
  return session;
}

/** May the hat worn now do an operation by this rule (of a `may.ts`)? Without a subject: somewhere at all? */
export function useMay(): (rule: Rule, subject?: Subject) => boolean {
  const { acting } = useSession();
  return (rule, subject) => {
    if (rule === 'anyone') return true;
    if (acting === null) return false;
    if (subject !== undefined) return may(rule, acting, subject);
    return rule === 'signed-in' || rule[acting.hat] !== undefined;
  };
}
