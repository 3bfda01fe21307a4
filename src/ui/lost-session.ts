/** Who was signed in here until the session ran out: so that the sign-in can say what happened and go on in place. */
export interface LostSession {
  readonly personId: string;
  readonly name: string;
  readonly assignmentId: string | undefined;
}

let last: LostSession | undefined;

/** Notes who is signed in; `undefined` when somebody signs out on purpose, after which nothing is lost. */
export function noteSession(session: LostSession | undefined): void {
  last = session;
}

export function lostSession(): LostSession | undefined {
  return last;
}
