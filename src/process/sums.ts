import type { Rule } from '#lib/acting.ts';

/** Sums about fewer journeys than this are not shown outside the circle that may read the journeys (D13). */
export const smallest = 5;

/** Who sees small sums of a process: the hats that may read its journeys singly, as the journey folder has it (D02). */
export const smallSums: Rule = { 'business-owner': 'scope', auditor: 'all' };

/** A sum as it may be shown; nobody at all is no one's secret. */
export function shownSum(sum: number, open: boolean): number | null {
  return open || sum === 0 || sum >= smallest ? sum : null;
}
