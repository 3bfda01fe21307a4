/** Variants: cases that passed the same activities in the same order, counted together. */
import { inOwnOrder, mostFirst } from '#mining/log/counting-sort.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { selectedCount } from '#mining/log/selection.ts';
import { caseDurations } from '#mining/performance/lead-time.ts';
import { medianInPlace } from '#mining/performance/quantile.ts';

/** Variants by number of cases, descending; ties in order of first appearance. */
export interface VariantTable {
  readonly size: number;
  readonly count: Uint32Array;
  /** A case that goes this way: its events spell the variant. */
  readonly example: Uint32Array;
  /** Variant of each case of the log; −1 for cases not selected. */
  readonly variantOf: Int32Array;
}

export function variantTable(log: Log, selection?: Selection): VariantTable {
  const { size, count, example, variantOf } = group(log, selection);
  const ranked = mostFirst(inOwnOrder(size), count);
  const place = new Int32Array(size);
  for (let rank = 0; rank < size; rank++) place[ranked[rank]!] = rank;
  for (let c = 0; c < variantOf.length; c++) if (variantOf[c]! >= 0) variantOf[c] = place[variantOf[c]!]!;
  return { size, count: ranked.map((v) => count[v]!), example: ranked.map((v) => example[v]!), variantOf };
}

interface Grouping {
  size: number;
  count: Uint32Array;
  example: Uint32Array;
  readonly variantOf: Int32Array;
}

/** Number of distinct variants, without ranking them. */
export function countVariants(log: Log, selection?: Selection): number {
  return group(log, selection).size;
}

/** Hashes each case's activities and compares with the example of the slot, so that equal means equal, not equal hash. */
function group(log: Log, selection: Selection): Grouping {
  const { caseOffset, activity } = log;
  const n = selectedCount(log, selection);
  const found = { size: 0, count: new Uint32Array(256), example: new Uint32Array(256) };
  const variantOf = new Int32Array(log.cases).fill(-1);
  const hashes = new Int32Array(n);
  let slots = new Int32Array(1024);
  for (let k = 0; k < n; k++) {
    const c = selection === undefined ? k : selection[k]!;
    const to = caseOffset[c + 1]!;
    let hash = 0x811c9dc5 | 0;
    for (let e = caseOffset[c]!; e < to; e++) hash = Math.imul(hash ^ activity[e]!, 0x01000193) ^ (hash >>> 13);
    hash ^= hash >>> 16;
    let slot = hash & (slots.length - 1);
    let v = slots[slot]! - 1;
    while (v >= 0 && !(hashes[v] === hash && sameTrace(log, found.example[v]!, c))) {
      slot = (slot + 1) & (slots.length - 1);
      v = slots[slot]! - 1;
    }
    if (v < 0) {
      v = addVariant(found, c);
      hashes[v] = hash;
      slots[slot] = v + 1;
      if (found.size * 2 > slots.length) slots = rehash(hashes, found.size, slots.length * 2);
    }
    found.count[v]!++;
    variantOf[c] = v;
  }
  return { ...found, variantOf };
}

function sameTrace(log: Log, one: number, other: number): boolean {
  const { caseOffset, activity } = log;
  let i = caseOffset[one]!;
  const to = caseOffset[one + 1]!;
  let j = caseOffset[other]!;
  if (caseOffset[other + 1]! - j !== to - i) return false;
  for (; i < to; i++, j++) if (activity[i] !== activity[j]) return false;
  return true;
}

function addVariant(found: { size: number; count: Uint32Array; example: Uint32Array }, c: number): number {
  const v = found.size++;
  if (v === found.count.length) {
    const count = new Uint32Array(v * 2);
    count.set(found.count);
    const example = new Uint32Array(v * 2);
    example.set(found.example);
    Object.assign(found, { count, example });
  }
  found.example[v] = c;
  return v;
}

function rehash(hashes: Int32Array, size: number, length: number): Int32Array<ArrayBuffer> {
  const slots = new Int32Array(length);
  for (let v = 0; v < size; v++) {
    let slot = hashes[v]! & (length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (length - 1);
    slots[slot] = v + 1;
  }
  return slots;
}

export interface Variant {
  readonly activities: readonly string[];
  readonly count: number;
  /** Share of the selected cases, and of this variant and all more frequent ones together (0 … 1). */
  readonly share: number;
  readonly cumulativeShare: number;
  /** Median lead time in seconds; null when the log has no times. */
  readonly medianSeconds: number | null;
}

/** The `limit` most frequent variants as a reader wants them, and how many there are in all. */
export function variantsOf(
  log: Log,
  selection?: Selection,
  limit = Number.POSITIVE_INFINITY,
): { readonly total: number; readonly cases: number; readonly variants: readonly Variant[] } {
  const table = variantTable(log, selection);
  const names = textsOf(log.activities);
  const cases = selectedCount(log, selection);
  const medians = medianDurations(log, table);
  let sum = 0;
  const variants = Array.from({ length: Math.min(limit, table.size) }, (_, v): Variant => {
    const c = table.example[v]!;
    const count = table.count[v]!;
    sum += count;
    return {
      activities: Array.from(log.activity.subarray(log.caseOffset[c]!, log.caseOffset[c + 1]!), (a) => names[a]!),
      count,
      share: count / cases,
      cumulativeShare: sum / cases,
      medianSeconds: Number.isNaN(medians[v]!) ? null : medians[v]! / 1000,
    };
  });
  return { total: table.size, cases, variants };
}

/** Median lead time of each variant in ms, NaN where no case has times. */
function medianDurations(log: Log, table: VariantTable): Float64Array {
  const durations = caseDurations(log);
  const from = new Uint32Array(table.size + 1);
  for (let v = 0; v < table.size; v++) from[v + 1] = from[v]! + table.count[v]!;
  const next = from.slice(0, table.size);
  const grouped = new Float64Array(from[table.size]!);
  for (let c = 0; c < log.cases; c++) {
    const v = table.variantOf[c]!;
    if (v >= 0 && !Number.isNaN(durations[c]!)) grouped[next[v]!++] = durations[c]!;
  }
  return Float64Array.from({ length: table.size }, (_, v) => medianInPlace(grouped, from[v]!, next[v]!));
}
