import { z } from 'zod';
import { smallest } from './sums.ts';

/**
 * How easily people find a road when they need it (R056): a road that is to be used by all, always, must be available.
 *
 * One answer per person and road. Everybody sees the sum and nobody sees whose an answer is, so what is told must not let
 * an answer be reckoned by subtraction either (D13), as when the median is read before and after one more has answered:
 *
 * 1. Nothing is told of fewer than five answers.
 * 2. Number and median change in steps: when at least five people have answered, changed or withdrawn since the last one.
 * 3. No bar holds fewer than five; values next to each other share one.
 * 4. Bars are told anew, the same or finer, only if nobody or at least five people have come to or gone from each of the
 *    bars told before, and each sum of some of them. Until then those stay, with the number of answers that they are of.
 *
 * What this doesn't cover: a third telling compared with the first, where people have gone back to what they answered
 * then; and four of five who tell each other what they answered.
 */
export const RatingValue = z.literal([1, 2, 3, 4, 5]);
export type RatingValue = z.infer<typeof RatingValue>;
export const ratingValues: readonly RatingValue[] = [1, 2, 3, 4, 5];

/** How long a comment may be, in characters. */
export const commentLimit = 600;

/** One person's answer as it is now, and as it is in the number and median and in the bars that are told; null: not there. */
export interface Answer {
  readonly now: RatingValue | null;
  readonly counted: RatingValue | null;
  readonly spread: RatingValue | null;
}

/** The values at which bars begin, ascending: `[1, 4]` is one bar for 1–3 and one for 4–5. */
export type Starts = readonly RatingValue[];

/** What everybody is told. `bars` are of as many answers as they add up to, which may be an earlier number. */
export const RatingSummary = z.object({
  people: z.number().int(),
  /** In the middle between two values where as many answered the one or less as the other or more. */
  median: z.number(),
  bars: z.array(z.object({ from: RatingValue, to: RatingValue, people: z.number().int() })),
});
export type RatingSummary = z.infer<typeof RatingSummary>;

/** Why an answer isn't kept. */
export type RatingRefusal =
  | { readonly tag: 'personal-data-in-text'; readonly found: string }
  | { readonly tag: 'road-not-in-force' };

const isNoneOrEnough = (people: number) => people === 0 || people >= smallest;

function barsOf(starts: Starts) {
  return starts.map((from, at) => ({ from, to: ((starts[at + 1] ?? 6) - 1) as RatingValue }));
}

type Bar = ReturnType<typeof barsOf>[number];

const isIn = (value: RatingValue | null, bars: readonly Bar[]) =>
  value !== null && bars.some(({ from, to }) => from <= value && value <= to);

/** All ways of choosing some of several, from none to all of them. */
function choices<T>([first, ...rest]: readonly T[]): T[][] {
  if (first === undefined) return [[]];
  const without = choices(rest);
  return [...without, ...without.map((chosen) => [first, ...chosen])];
}

/** Every division of the values into two bars or more. */
const divisions: readonly Starts[] = choices<RatingValue>([2, 3, 4, 5])
  .filter((cuts) => cuts.length > 0)
  .map((cuts) => [1, ...cuts]);

function sizes(answers: readonly Answer[], starts: Starts): number[] {
  return barsOf(starts).map((bar) => answers.filter(({ now }) => isIn(now, [bar])).length);
}

/** Have nobody or enough people come to and gone from every sum of bars that can be compared with the one told before? */
function mayCompare(answers: readonly Answer[], before: Starts): boolean {
  return choices(barsOf(before))
    .filter(({ length }) => length > 0 && length < before.length)
    .every((bars) => isNoneOrEnough(answers.filter((a) => isIn(a.spread, bars) !== isIn(a.now, bars)).length));
}

/**
 * The finest bars that may be told; of two as fine, those whose largest is smaller. Since they never become coarser, what
 * can be compared with any earlier telling has been asked for at every telling since.
 */
function finest(answers: readonly Answer[], before: Starts | null): Starts | undefined {
  if (before !== null && !mayCompare(answers, before)) return undefined;
  const largest = (starts: Starts) => Math.max(...sizes(answers, starts));
  return divisions
    .filter((starts) => before?.every((start) => starts.includes(start)) ?? true)
    .filter((starts) => sizes(answers, starts).every((people) => people >= smallest))
    .toSorted((a, b) => b.length - a.length || largest(a) - largest(b))[0];
}

/** What is to be told anew: number and median, and maybe bars. */
export interface Telling {
  /** Undefined where the bars told before are to stay. */
  readonly starts: Starts | undefined;
}

/** What may be told now that answers have changed; undefined as long as fewer than five have. `before`: the bars told last. */
export function nextTelling(answers: readonly Answer[], before: Starts | null): Telling | undefined {
  const changed = answers.filter(({ now, counted }) => now !== counted).length;
  return changed < smallest ? undefined : { starts: finest(answers, before) };
}

/** The answers once it has been told; those that are in nothing any more are left out. */
export function afterTelling<A extends Answer>(answers: readonly A[], { starts }: Telling): A[] {
  return answers
    .map((a) => ({ ...a, counted: a.now, spread: starts === undefined ? a.spread : a.now }))
    .filter(({ now, spread }) => now !== null || spread !== null);
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!];
  return (low + high) / 2;
}

/** What everybody is told now; null while it is fewer than five. */
export function summaryOf(answers: readonly Answer[], starts: Starts | null): RatingSummary | null {
  const counted = answers.flatMap((a) => (a.counted === null ? [] : [a.counted]));
  if (counted.length < smallest) return null;
  const bars = barsOf(starts ?? []).map((bar) => ({
    ...bar,
    people: answers.filter(({ spread }) => isIn(spread, [bar])).length,
  }));
  return { people: counted.length, median: medianOf(counted), bars };
}
