/** Which cases of a log a question is asked of: their numbers, ascending. Absent means all. Nothing is copied. */
export type Selection = Uint32Array | undefined;

import type { Log } from './log.ts';

/** How many cases a question is asked of. */
export function selectedCount(log: Log, selection: Selection): number {
  return selection === undefined ? log.cases : selection.length;
}

/** The cases for which `wanted` answers true, as a selection. */
export function selectCases(log: Log, wanted: (caseNumber: number) => boolean): Uint32Array {
  const chosen = new Uint32Array(log.cases);
  let n = 0;
  for (let c = 0; c < log.cases; c++) if (wanted(c)) chosen[n++] = c;
  return chosen.slice(0, n);
}
