/**
 * Where a case leaves the road, in named categories: each move of a cheapest alignment that the log or the model makes alone
 * (`align.ts`) belongs to exactly one deviation. Definitions with examples: docs/guides/conformance.md.
 */
import type { Move } from './align/search.ts';

export const DEVIATION_CATEGORIES = [
  /** The road has the step there, the case doesn't. */
  'skipped',
  /** The step is done once more than the road has it. */
  'repeated',
  /** The step is done, on a road that has it, but not where the case is. */
  'not-here',
  /** The road has no such step. */
  'not-on-road',
  /** `step` is done before `other`, where the road has `other` before `step`. */
  'swapped',
  /** The case's first step on the road comes after steps that it didn't do. */
  'started-late',
  /** The road goes on after the case's last step on it; without a step: nothing of the case is on the road. */
  'ended-early',
] as const;
export type DeviationCategory = (typeof DEVIATION_CATEGORIES)[number];

export interface Deviation {
  readonly category: DeviationCategory;
  /** The activity it is about; null where nothing of the case is on the road. */
  readonly step: string | null;
  /** Of `swapped`, the step done after `step`. */
  readonly other: string | null;
}

/** Equal for equal deviations, and for no others. */
export function deviationKey({ category, step, other }: Deviation): string {
  return JSON.stringify([category, step, other]);
}

/** What a move shows: the activity, and who makes it. */
interface Shown {
  readonly name: string;
  readonly by: 'both' | 'log' | 'model';
  /** Belongs to a swap. */
  swapped: boolean;
}

/**
 * The deviations of one way through the log, each once. `trace` are its activities, `labels` those of the net's
 * transitions (undefined: silent).
 */
export function deviationsIn(
  moves: readonly Move[],
  trace: readonly string[],
  labels: readonly (string | undefined)[],
): readonly Deviation[] {
  const shown: Shown[] = [];
  for (const { event, transition } of moves) {
    const name = event >= 0 ? trace[event]! : labels[transition];
    if (name === undefined) continue;
    shown.push({ name, by: event < 0 ? 'model' : transition < 0 ? 'log' : 'both', swapped: false });
  }
  const found = new Map<string, Deviation>();
  const tell = (category: DeviationCategory, step: string | null, other: string | null = null) => {
    const one = { category, step, other };
    found.set(deviationKey(one), one);
  };
  swaps(shown, (step, other) => tell('swapped', step, other));
  const first = shown.findIndex(({ by }) => by === 'both');
  const last = shown.findLastIndex(({ by }) => by === 'both');
  const onRoad = new Set(labels);
  const done = new Set(shown.filter(({ by }) => by === 'both').map(({ name }) => name));
  for (const [i, { name, by, swapped }] of shown.entries()) {
    if (by === 'both' || swapped) continue;
    if (by === 'log') tell(onRoad.has(name) ? (done.has(name) ? 'repeated' : 'not-here') : 'not-on-road', name);
    else if (first >= 0 && i < first) tell('started-late', shown[first]!.name);
    else if (i > last) tell('ended-early', last < 0 ? null : shown[last]!.name);
    else tell('skipped', name);
  }
  return [...found.values()];
}

/**
 * A step that the model takes at one place and the log at another was done in another order. It is told with the step next
 * to it on the road, of those done between: so it doesn't matter which of two swapped steps the alignment moves.
 */
function swaps(shown: readonly Shown[], tell: (step: string, other: string) => void): void {
  const places = new Map<string, { readonly log: number[]; readonly model: number[] }>();
  for (const [i, { name, by }] of shown.entries()) {
    if (by === 'both') continue;
    const at = places.get(name) ?? { log: [], model: [] };
    at[by].push(i);
    places.set(name, at);
  }
  for (const [name, { log, model }] of places) {
    for (let k = 0; k < Math.min(log.length, model.length); k++) {
      const [inLog, inModel] = [log[k]!, model[k]!];
      const between = shown
        .slice(Math.min(inLog, inModel), Math.max(inLog, inModel))
        .filter((one) => one.by === 'both' && one.name !== name)
        .map((one) => one.name);
      // Too late: the road has it before the first of those between. Too early: after the last of them.
      const beside = inModel < inLog ? between[0] : between.at(-1);
      if (beside === undefined) continue;
      shown[inLog]!.swapped = true;
      shown[inModel]!.swapped = true;
      if (inModel < inLog) tell(beside, name);
      else tell(name, beside);
    }
  }
}
