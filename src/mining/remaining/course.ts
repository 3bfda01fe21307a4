/** How cases went, up to their end: what remaining times are told from, and what was known of it at a moment. */
import { inOwnOrder } from '#mining/log/counting-sort.ts';
import type { Log } from '#mining/log/log.ts';
import { quantileInPlace } from '#mining/performance/quantile.ts';

/** Events with times, by case and in order of time, up to and with the first that ends the case. */
export interface Courses {
  readonly cases: number;
  readonly offset: Uint32Array;
  /** ms. */
  readonly time: Float64Array;
  readonly activity: Int32Array;
  readonly kinds: number;
  readonly isEnd: Uint8Array;
  /** Case of each event. */
  readonly of: Uint32Array;
  /** All events in order of time. */
  readonly order: Uint32Array;
}

/** `isEnd` by activity code: a case ends when it comes to one for the first time; what follows is passed over. */
export function coursesOf(log: Log, isEnd: Uint8Array): Courses {
  const offset = new Uint32Array(log.cases + 1);
  const events = new Uint32Array(log.events);
  let n = 0;
  for (let c = 0; c < log.cases; c++) {
    const own = events.subarray(n, n + log.caseOffset[c + 1]! - log.caseOffset[c]!);
    let size = 0;
    for (let e = log.caseOffset[c]!; e < log.caseOffset[c + 1]!; e++) if (!Number.isNaN(log.time[e]!)) own[size++] = e;
    const timed = own.subarray(0, size).sort((x, y) => log.time[x]! - log.time[y]! || x - y);
    const end = timed.findIndex((e) => isEnd[log.activity[e]!] === 1);
    n += end < 0 ? size : end + 1;
    offset[c + 1] = n;
  }
  const rows = events.subarray(0, n);
  const time = Float64Array.from(rows, (e) => log.time[e]!);
  const of = new Uint32Array(n);
  for (let c = 0; c < log.cases; c++) of.fill(c, offset[c]!, offset[c + 1]!);
  const activity = Int32Array.from(rows, (e) => log.activity[e]!);
  const order = inOwnOrder(n).sort((x, y) => time[x]! - time[y]! || x - y);
  return { cases: log.cases, offset, time, activity, kinds: log.activities.size, isEnd, of, order };
}

/** Running: has begun (0: not yet) and not ended. Lapsed: has stood still so long that it is taken to have ended with its last event. */
export const [RUNNING, ENDED, LAPSED] = [1, 2, 3] as const;

/** What was known at a moment, by case. */
export interface Known {
  readonly at: number;
  readonly state: Uint8Array;
  /** The last event before the moment; −1 of cases that hadn't begun. */
  readonly last: Int32Array;
}

/** Of 100 waits within cases, 99 are no longer than what a case may stand still before it counts as lapsed. */
const USUAL_WAITS = 0.99;

/** What was known of the events before `at` (ms). */
export function knownAt(courses: Courses, at: number): Known {
  const { cases, offset, time, activity, isEnd } = courses;
  const state = new Uint8Array(cases);
  const last = new Int32Array(cases).fill(-1);
  const waits = new Float64Array(time.length);
  let n = 0;
  for (let c = 0; c < cases; c++)
    for (let e = offset[c]!; e < offset[c + 1]! && time[e]! < at; e++) {
      if (last[c]! >= 0) waits[n++] = time[e]! - time[e - 1]!;
      last[c] = e;
    }
  const longest = n === 0 ? Number.POSITIVE_INFINITY : quantileInPlace(waits, 0, n, USUAL_WAITS);
  for (let c = 0; c < cases; c++) {
    const e = last[c]!;
    if (e < 0) continue;
    state[c] = isEnd[activity[e]!] === 1 ? ENDED : at - time[e]! > longest ? LAPSED : RUNNING;
  }
  return { at, state, last };
}

/** Whether a case has ended, and how long after `from` (ms) it ended, or has run at least. */
export function outcomeOf({ time }: Courses, known: Known, c: number, from: number) {
  const hasEnded = known.state[c] === ENDED || known.state[c] === LAPSED;
  return { hasEnded, ms: hasEnded ? Math.max(0, time[known.last[c]!]! - from) : known.at - from };
}
