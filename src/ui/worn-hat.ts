/**
 * The hat that this window shows. A session wears one hat in all its windows: each request says which one its window shows,
 * and the server refuses it when the session wears another by now (`hat-changed`), so that nothing is done, and kept, in
 * another role than the one that is seen (R070).
 */
let shown: string | undefined;
let chosenHere: string | undefined;

/** The header of a request that says which hat its window shows, by assignment. */
export const hatHeader = 'resvag-hat';

export function noteHat(assignmentId: string | undefined): void {
  shown = assignmentId;
}

export function shownHat(): string | undefined {
  return shown;
}

const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('resvag-hat');

/** The hat was put on in this window; the others are told to look again. */
export function tellHat(assignmentId: string | undefined): void {
  chosenHere = assignmentId;
  channel?.postMessage('changed');
}

export function wasChosenHere(assignmentId: string): boolean {
  return chosenHere === assignmentId;
}

/** Calls back when another window has changed the hat or who is signed in; gives how to stop. */
export function onHatElsewhere(look: () => void): () => void {
  channel?.addEventListener('message', look);
  return () => channel?.removeEventListener('message', look);
}
