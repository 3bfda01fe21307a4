/**
 * What lies ahead of each marking: which activities can still come, and which must come before the end. From it follows
 * how much an alignment will cost at least from there on, which keeps the search for the cheapest one narrow.
 */
import type { Markings } from './markings.ts';
import { STEP, stepsFrom } from './markings.ts';

/** Markings with the same outlook share a class. */
export interface Ahead {
  readonly classOf: Int32Array;
  readonly classes: number;
  /** Bit sets over the names of the net, `words` numbers for each class. */
  readonly words: number;
  readonly may: Int32Array;
  readonly must: Int32Array;
  /** Per marking the fewest visible steps to the end; −1 where the end cannot be reached. */
  readonly shortest: Int32Array;
}

/** Looks at every marking of the net; undefined when there are more than `most`, or time is up. */
export function lookAhead(markings: Markings, most: number, stop?: () => boolean): Ahead | undefined {
  const { found } = markings;
  for (let m = 0; m < found.size; m++) {
    if (found.size > most || ((m & 1023) === 1023 && stop?.())) return undefined;
    stepsFrom(markings, m);
  }
  const words = Math.max(1, (markings.names.length + 31) >> 5);
  const shortest = shortestToEnd(markings);
  const may = new Int32Array(found.size * words);
  const must = new Int32Array(found.size * words).fill(-1);
  must.fill(0, markings.final * words, (markings.final + 1) * words);
  spread(markings, words, shortest, may, must);
  return { ...classed(found.size, words, shortest, may, must), words, shortest };
}

/** Fewest visible steps to the final marking: 0-1 breadth first against the arrows. */
function shortestToEnd(markings: Markings): Int32Array {
  const { found, final } = markings;
  const incoming = new Int32Array(found.size + 1);
  const every = (visit: (from: number, to: number, cost: number) => void) => {
    for (let m = 0; m < found.size; m++) {
      const steps = stepsFrom(markings, m);
      for (let i = 0; i < steps.length; i += STEP) visit(m, steps[i + 2]!, steps[i] === -1 ? 0 : 1);
    }
  };
  every((_, to) => {
    incoming[to + 1]!++;
  });
  for (let m = 0; m < found.size; m++) incoming[m + 1]! += incoming[m]!;
  const next = incoming.slice();
  const from = new Int32Array(incoming[found.size]!);
  const costs = new Uint8Array(from.length);
  every((m, to, cost) => {
    costs[next[to]!] = cost;
    from[next[to]!++] = m;
  });
  const shortest = new Int32Array(found.size).fill(-1);
  let level = [final];
  shortest[final] = 0;
  for (let cost = 0; level.length > 0; cost++) {
    const dearer: number[] = [];
    for (let m = level.pop(); m !== undefined; m = level.pop()) {
      if (shortest[m] !== cost) continue;
      for (let i = incoming[m]!; i < incoming[m + 1]!; i++) {
        const known = shortest[from[i]!]!;
        const reached = cost + costs[i]!;
        if (known >= 0 && known <= reached) continue;
        shortest[from[i]!] = reached;
        (costs[i] === 0 ? level : dearer).push(from[i]!);
      }
    }
    level = dearer;
  }
  return shortest;
}

/** Lets what may and must come flow back along the steps until nothing changes. Steps to where no end is don't count. */
function spread(markings: Markings, words: number, shortest: Int32Array, may: Int32Array, must: Int32Array): void {
  const { found, final } = markings;
  for (let changed = true; changed; ) {
    changed = false;
    for (let m = found.size - 1; m >= 0; m--) {
      if (shortest[m]! < 0) continue;
      const steps = stepsFrom(markings, m);
      for (let w = 0; w < words; w++) {
        let can = 0;
        let has = -1;
        for (let i = 0; i < steps.length; i += STEP) {
          const to = steps[i + 2]!;
          if (shortest[to]! < 0) continue;
          const label = steps[i]!;
          const own = label >>> 5 === w && label >= 0 ? 1 << (label & 31) : 0;
          can |= may[to * words + w]! | own;
          has &= must[to * words + w]! | own;
        }
        if (m === final) has = 0;
        const at = m * words + w;
        if (may[at] === can && must[at] === has) continue;
        may[at] = can;
        must[at] = has;
        changed = true;
      }
    }
  }
}

function classed(size: number, words: number, shortest: Int32Array, may: Int32Array, must: Int32Array) {
  const known = new Map<string, number>();
  const classOf = new Int32Array(size).fill(-1);
  const mayOf: number[] = [];
  const mustOf: number[] = [];
  for (let m = 0; m < size; m++) {
    if (shortest[m]! < 0) continue;
    const can = may.subarray(m * words, (m + 1) * words);
    const has = must.subarray(m * words, (m + 1) * words);
    const key = `${can.join()};${has.join()}`;
    let number = known.get(key);
    if (number === undefined) {
      number = known.size;
      known.set(key, number);
      mayOf.push(...can);
      mustOf.push(...has);
    }
    classOf[m] = number;
  }
  return { classOf, classes: known.size, may: Int32Array.from(mayOf), must: Int32Array.from(mustOf) };
}
