/** Which activities end a case, where nobody has said so. */
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import { compareText } from '#mining/map/map.ts';
import { coursesOf, knownAt, LAPSED } from './course.ts';

/** Of the cases that came to it and now stand still, so many have it as their last; and so many of all that stand still. */
const LAST_OF = 0.8;
const ENDS = 0.5;

export interface Closing {
  /** Activities that end a case, those that end most first; none where it isn't clear. */
  readonly activities: readonly string[];
  /** What the cases that stand still ended with, most first: to choose from. */
  readonly last: readonly { readonly activity: string; readonly cases: number }[];
}

/**
 * As known at `at` (ms): an activity ends a case when nearly all cases that came to it have it as their last event, of those
 * that have stood still longer than 99 of 100 waits. It isn't clear unless such activities end half of these.
 */
export function closingActivities(log: Log, at: number): Closing {
  const courses = coursesOf(log, new Uint8Array(log.activities.size));
  const { state, last } = knownAt(courses, at);
  const names = textsOf(log.activities);
  const [passed, ended] = [new Uint32Array(names.length), new Uint32Array(names.length)];
  let all = 0;
  for (let c = 0; c < courses.cases; c++) {
    if (state[c] !== LAPSED) continue;
    all++;
    ended[courses.activity[last[c]!]!]!++;
    for (const a of new Set(courses.activity.subarray(courses.offset[c]!, last[c]! + 1))) passed[a]!++;
  }
  const found = names
    .map((activity, a) => ({ activity, cases: ended[a]!, passed: passed[a]! }))
    .filter(({ cases }) => cases > 0)
    .sort((x, y) => y.cases - x.cases || compareText(x.activity, y.activity));
  const closing = found.filter((one) => one.cases >= LAST_OF * one.passed);
  const isClear = closing.reduce((sum, { cases }) => sum + cases, 0) >= ENDS * all;
  return {
    activities: isClear ? closing.map(({ activity }) => activity) : [],
    last: found.map(({ activity, cases }) => ({ activity, cases })),
  };
}
