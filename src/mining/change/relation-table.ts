/** What directly follows what, per case in a given order and per block of cases: what drift is sought in. */
import type { Log } from '#mining/log/log.ts';
import { SMALLEST_GROUP } from '#mining/privacy/small-groups.ts';

/** Relations by number, those of fewer than five cases all by the last one; and how often each occurs. */
export interface Table {
  readonly relations: number;
  /** Activity codes; −1: the case's beginning or end; −2 on both sides: all relations of fewer than five cases together. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Case k of the order has `relation[offset[k], offset[k + 1])`. */
  readonly offset: Uint32Array;
  readonly relation: Uint32Array;
  readonly blocks: number;
  /** Block b holds the cases `begin[b] … begin[b + 1] − 1` of the order. */
  readonly begin: Uint32Array;
  /** `count[b · relations + r]`: how often relation r occurs in block b. */
  readonly count: Float64Array;
}

/** The relations of the cases in this order (case numbers), in so many blocks of equal size. Two passes over the events. */
export function relationTable(log: Log, order: Uint32Array, blocks: number): Table {
  const { caseOffset, activity } = log;
  const width = log.activities.size + 1;
  const numbers = new Map<number, number>();
  const inCases: number[] = [];
  const lastCase: number[] = [];
  const offset = new Uint32Array(order.length + 1);
  const relation = new Uint32Array(log.events + order.length);
  let at = 0;
  for (const [k, c] of order.entries()) {
    let before = -1;
    for (let e = caseOffset[c]!; e <= caseOffset[c + 1]!; e++) {
      const after = e === caseOffset[c + 1]! ? -1 : activity[e]!;
      const key = (before + 1) * width + after + 1;
      const number = numbers.get(key) ?? numbers.size;
      if (number === numbers.size) {
        numbers.set(key, number);
        inCases.push(0);
        lastCase.push(-1);
      }
      if (lastCase[number] !== k) inCases[number]!++;
      lastCase[number] = k;
      relation[at++] = number;
      before = after;
    }
    offset[k + 1] = at;
  }
  const [keys, common] = [[...numbers.keys()], inCases.filter((n) => n >= SMALLEST_GROUP).length];
  let next = 0;
  const stands = inCases.map((n) => (n >= SMALLEST_GROUP ? next++ : common));
  const relations = common < inCases.length ? common + 1 : common;
  const [from, to] = [new Int32Array(relations).fill(-2), new Int32Array(relations).fill(-2)];
  for (const [number, key] of keys.entries()) {
    if (stands[number] === common) continue;
    from[stands[number]!] = Math.floor(key / width) - 1;
    to[stands[number]!] = (key % width) - 1;
  }
  for (let i = 0; i < at; i++) relation[i] = stands[relation[i]!]!;
  const begin = Uint32Array.from({ length: blocks + 1 }, (_, b) => Math.floor((b * order.length) / blocks));
  const count = new Float64Array(blocks * relations);
  for (let b = 0; b < blocks; b++)
    for (let i = offset[begin[b]!]!; i < offset[begin[b + 1]!]!; i++) count[b * relations + relation[i]!]!++;
  return { relations, from, to, offset, relation, blocks, begin, count };
}

/** Pearson's chi-square of one side's counts against all of them. */
function chiSquare(side: Float64Array, all: Float64Array): number {
  let [n1, n] = [0, 0];
  for (let r = 0; r < all.length; r++) {
    n1 += side[r]!;
    n += all[r]!;
  }
  const share = n1 / n;
  let sum = 0;
  for (let r = 0; r < all.length; r++) if (all[r]! > 0) sum += (side[r]! - all[r]! * share) ** 2 / all[r]!;
  return sum / (share * (1 - share));
}

/** The boundary in this order of blocks that the sides differ most at; at least `least` blocks lie on each side. */
export function greatest(table: Table, order: Uint32Array, least: number): { difference: number; boundary: number } {
  const { relations, count } = table;
  const all = new Float64Array(relations);
  const side = new Float64Array(relations);
  const add = (to: Float64Array, b: number) => {
    for (let r = 0; r < relations; r++) to[r]! += count[b * relations + r]!;
  };
  for (const b of order) add(all, b);
  let [difference, boundary] = [-1, 0];
  for (let k = 0; k < order.length - least; k++) {
    add(side, order[k]!);
    if (k + 1 < least) continue;
    const found = chiSquare(side, all);
    if (found > difference) [difference, boundary] = [found, k + 1];
  }
  return { difference, boundary };
}

function countCases(table: Table, from: number, to: number): Float64Array {
  const counts = new Float64Array(table.relations);
  for (let i = table.offset[from]!; i < table.offset[to]!; i++) counts[table.relation[i]!]!++;
  return counts;
}

/** The case near a boundary of blocks at which the sides differ most: its position in the order. */
export function refined(table: Table, from: number, boundary: number, to: number): number {
  const { begin } = table;
  const [first, last] = [begin[boundary - 1]!, begin[boundary + 1]!];
  const all = countCases(table, begin[from]!, begin[to]!);
  const side = countCases(table, begin[from]!, first);
  let [most, at] = [-1, begin[boundary]!];
  for (let k = first; k < last; k++) {
    if (k > begin[from]!) {
      const found = chiSquare(side, all);
      if (found > most) [most, at] = [found, k];
    }
    for (let i = table.offset[k]!; i < table.offset[k + 1]!; i++) side[table.relation[i]!]!++;
  }
  return at;
}

/** How far apart the cases [from, at) and [at, to) of the order are, and which relations make it so. */
export function contributions(table: Table, from: number, at: number, to: number) {
  const [before, after] = [countCases(table, from, at), countCases(table, at, to)];
  const total = (list: Float64Array) => list.reduce((sum, n) => sum + n, 0);
  const [n1, n2] = [total(before), total(after)];
  const share = n1 / (n1 + n2);
  let [moved, sum] = [0, 0];
  const own = Float64Array.from(before, (x, r) => {
    const all = x + after[r]!;
    moved += Math.abs(x / n1 - after[r]! / n2) / 2;
    const part = all === 0 ? 0 : (x - all * share) ** 2 / all;
    sum += part;
    return part;
  });
  const parts = Array.from(own, (part, relation) => ({
    relation,
    before: (100 * before[relation]!) / (at - from),
    after: (100 * after[relation]!) / (to - at),
    contribution: sum === 0 ? 0 : part / sum,
  }));
  const named = parts.filter(({ relation, contribution }) => table.from[relation]! > -2 && contribution > 0);
  return { moved, parts: named.sort((a, b) => b.contribution - a.contribution || a.relation - b.relation) };
}
