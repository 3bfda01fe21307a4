/** The plain passes that questions are measured against: loops over typed arrays that know what they will meet. */
import type { Log } from '#mining/log/log.ts';

/** Directly-follows counts in a square. */
export function plainMap(log: Log): number {
  const n = log.activities.size;
  const { activity, caseOffset, cases } = log;
  const counts = new Float64Array(n * n);
  for (let c = 0; c < cases; c++) {
    const to = caseOffset[c + 1]!;
    for (let e = caseOffset[c]! + 1; e < to; e++) counts[activity[e - 1]! * n + activity[e]!]!++;
  }
  return counts[0]!;
}

/** Handovers in a square. */
export function plainHandovers(log: Log): number {
  const n = log.resources.size;
  const { caseOffset, cases } = log;
  const resource = log.resource!;
  const counts = new Uint32Array(n * n);
  for (let c = 0; c < cases; c++) {
    const to = caseOffset[c + 1]!;
    for (let e = caseOffset[c]! + 1; e < to; e++) {
      if (resource[e - 1]! >= 0 && resource[e]! >= 0) counts[resource[e - 1]! * n + resource[e]!]!++;
    }
  }
  return counts[0]!;
}

/** Counts with sum, least and most time of each pair. */
export function plainTimes(log: Log): number {
  const n = log.activities.size;
  const { activity, caseOffset, cases, time } = log;
  const counts = new Float64Array(n * n);
  const sum = new Float64Array(n * n);
  const min = new Float64Array(n * n).fill(Number.POSITIVE_INFINITY);
  const max = new Float64Array(n * n).fill(Number.NEGATIVE_INFINITY);
  for (let c = 0; c < cases; c++) {
    const to = caseOffset[c + 1]!;
    for (let e = caseOffset[c]! + 1; e < to; e++) {
      const pair = activity[e - 1]! * n + activity[e]!;
      const ms = time[e]! - time[e - 1]!;
      counts[pair]!++;
      sum[pair]! += ms;
      if (ms < min[pair]!) min[pair] = ms;
      if (ms > max[pair]!) max[pair] = ms;
    }
  }
  return sum[0]! + min[0]! + max[0]! + counts[0]!;
}

/** Times scattered by pair, and the middle of each found by the engine's own sort of typed arrays. */
export function plainMedians(log: Log): number {
  const n = log.activities.size;
  const { activity, caseOffset, cases, time } = log;
  const from = new Uint32Array(n * n + 1);
  for (let c = 0; c < cases; c++) {
    const to = caseOffset[c + 1]!;
    for (let e = caseOffset[c]! + 1; e < to; e++) from[activity[e - 1]! * n + activity[e]! + 1]!++;
  }
  for (let pair = 0; pair < n * n; pair++) from[pair + 1]! += from[pair]!;
  const next = from.slice();
  const took = new Float64Array(from[n * n]!);
  for (let c = 0; c < cases; c++) {
    const to = caseOffset[c + 1]!;
    for (let e = caseOffset[c]! + 1; e < to; e++)
      took[next[activity[e - 1]! * n + activity[e]!]!++] = time[e]! - time[e - 1]!;
  }
  let sum = 0;
  for (let pair = 0; pair < n * n; pair++) {
    if (from[pair] !== from[pair + 1]) sum += middle(took, from[pair]!, from[pair + 1]! - 1);
  }
  return sum;
}

/** Hoare's selection of the middle value (the upper one of two), nothing else. */
function middle(values: Float64Array, left: number, right: number): number {
  const k = (left + right + 1) >>> 1;
  let l = left;
  let r = right;
  while (l < r) {
    const pivot = values[k]!;
    let i = l;
    let j = r;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const swap = values[i]!;
      values[i++] = values[j]!;
      values[j--] = swap;
    }
    if (j < k) l = i;
    if (k < i) r = j;
  }
  return values[k]!;
}

/** Cases counted by the hash of their activities. */
export function plainVariants(log: Log): number {
  const { activity, caseOffset, cases } = log;
  const seen = new Map<number, number>();
  for (let c = 0; c < cases; c++) {
    let hash = 0;
    const to = caseOffset[c + 1]!;
    for (let e = caseOffset[c]!; e < to; e++) hash = (Math.imul(hash, 31) + activity[e]!) | 0;
    seen.set(hash, (seen.get(hash) ?? 0) + 1);
  }
  return seen.size;
}

/** Last time less first of each case. */
export function plainDurations(log: Log): Float64Array {
  const { caseOffset, cases, time } = log;
  const took = new Float64Array(cases);
  for (let c = 0; c < cases; c++) took[c] = time[caseOffset[c + 1]! - 1]! - time[caseOffset[c]!]!;
  return took;
}

/** Events whose activity the case has had before, by activity. */
export function plainRework(log: Log): Uint32Array {
  const { activity, caseOffset, cases } = log;
  const again = new Uint32Array(log.activities.size);
  const seenIn = new Int32Array(log.activities.size).fill(-1);
  for (let c = 0; c < cases; c++) {
    const to = caseOffset[c + 1]!;
    for (let e = caseOffset[c]!; e < to; e++) {
      if (seenIn[activity[e]!] === c) again[activity[e]!]!++;
      seenIn[activity[e]!] = c;
    }
  }
  return again;
}
