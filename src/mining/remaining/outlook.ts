/** What cases in the same state had left, as far as was known at a moment. */
import { durationsOf, finishedBy } from '#mining/change/survival.ts';
import type { Courses, Known } from './course.ts';
import { ENDED, RUNNING } from './course.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long a case has stood still, ms: a state is the last activity and between which two of these. */
export const STILL = [0, HOUR, 4 * HOUR, ...[1, 2, 4, 8, 16, 32, 64, 128, 256, 512].map((days) => days * DAY)];

/** Which of `STILL` a case has stood still at least as long as, and shorter than the next. */
export function bandOf(still: number): number {
  let band = 0;
  while (band + 1 < STILL.length && still >= STILL[band + 1]!) band++;
  return band;
}

/** So many visits to an activity that have come to their end are looked back at, the latest; and how few tell nothing. */
const LOOKED_AT = 1000;
const LEAST = 20;

export interface Outlook {
  /** Half of the cases in the state had no more than this left, ms; undefined where that isn't known. */
  readonly median: (activity: number, band: number) => number | undefined;
  /** Mean of what all ended cases had left at all their events, ms: the plainest guess, to compare with. NaN without any. */
  readonly mean: number;
}

interface Visits {
  /** From the event to the case's end, ms; where it hasn't ended, the least that can be. */
  readonly left: number[];
  readonly hasEnded: number[];
  /** From the event to the next, or how long it has stood still; a last event of an ended case has no next. */
  readonly still: number[];
  ended: number;
}

/**
 * What is known from the events before `known.at`. Cases that haven't ended count as having more left than they have run
 * (Kaplan & Meier 1958), so that only the quick ones of late don't make it look short.
 */
export function outlookOf(courses: Courses, known: Known): Outlook {
  const { order, of, activity, time } = courses;
  const visits = Array.from({ length: courses.kinds }, (): Visits => ({ left: [], hasEnded: [], still: [], ended: 0 }));
  let [sum, n] = [0, 0];
  for (let i = order.length - 1; i >= 0; i--) {
    const e = order[i]!;
    const c = of[e]!;
    const last = known.last[c]!;
    if (time[e]! >= known.at || e > last) continue;
    const state = known.state[c]!;
    if (state === ENDED && e === last) continue;
    const hasEnded = state !== RUNNING;
    const left = (hasEnded ? time[last]! : known.at) - time[e]!;
    if (hasEnded) {
      sum += left;
      n++;
    }
    const own = visits[activity[e]!]!;
    if (own.ended >= LOOKED_AT) continue;
    own.left.push(left);
    own.hasEnded.push(hasEnded ? 1 : 0);
    own.still.push(e < last ? time[e + 1]! - time[e]! : hasEnded ? Number.POSITIVE_INFINITY : known.at - time[e]!);
    if (hasEnded) own.ended++;
  }
  const medians = new Map<number, number | undefined>();
  const median = (a: number, band: number): number | undefined => {
    const key = a * STILL.length + band;
    if (!medians.has(key)) medians.set(key, medianLeft(visits[a]!, band));
    return medians.get(key);
  };
  return { median, mean: n === 0 ? Number.NaN : sum / n };
}

/** Of the visits that stood still at least as long as the state says, half ended within this after that. */
function medianLeft({ left, hasEnded, still }: Visits, band: number): number | undefined {
  const since = STILL[band]!;
  const took: number[] = [];
  const ended: number[] = [];
  for (let i = 0; i < left.length; i++) {
    if (!(still[i]! >= since && left[i]! > since)) continue;
    took.push(left[i]! - since);
    ended.push(hasEnded[i]!);
  }
  if (ended.reduce((sum, one) => sum + one, 0) < LEAST) return undefined;
  const [half = Number.POSITIVE_INFINITY] = finishedBy(durationsOf(took, ended), [0.5]);
  // Nothing is told to less than an hour.
  return Number.isFinite(half) ? Math.max(HOUR, half) : undefined;
}
