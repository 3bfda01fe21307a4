/**
 * When the way cases go changed: the series of cases, by beginning, is divided where what directly follows what differs
 * most, as long as chance would hardly make such a difference.
 *
 * Cases are cut into blocks of equal size. The difference at a boundary is Pearson's chi-square of relations × sides. Steps
 * within a case depend on each other, so its usual distribution doesn't hold; the p-value is instead the share of random
 * orders of the blocks in which the greatest difference at any boundary is as great. That corrects for all boundaries
 * tried, and holds whatever the dependence within blocks. Each side is then divided likewise, at twice the demand (binary
 * segmentation, Scott & Knott 1974; permutation as Matteson & James 2014). ProDrift (Maaradji et al. 2017) instead slides
 * an adaptive window with chi-square on one observation per case; here windows grow as long as nothing changes.
 */
import type { Random } from '#lib/random.ts';
import type { Result } from '#lib/result.ts';
import { ok, refuse } from '#lib/result.ts';
import { textOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import { inStartOrder } from '#mining/log/start-order.ts';
import { caseBeginnings } from './case-measure.ts';
import type { Table } from './relation-table.ts';
import { contributions, greatest, refined, relationTable } from './relation-table.ts';

export interface Drift {
  readonly cases: number;
  readonly blocks: number;
  readonly relations: number;
  /** In order of time. */
  readonly changes: readonly Change[];
}

export interface Change {
  /** Beginning of the first case after the change, ms since 1970 UTC. */
  readonly at: number;
  /** Cases before and after it, up to the next change. */
  readonly casesBefore: number;
  readonly casesAfter: number;
  /** Corrected for all boundaries and for the divisions made; at least 1 ÷ (orders tried + 1). */
  readonly p: number;
  /** Share of the steps that would have to be others to make the sides alike, 0 … 1 (total variation distance). */
  readonly moved: number;
  /** What changed most, most first. */
  readonly relations: readonly ChangedRelation[];
}

/** `from` null: the case begins with `to`. `to` null: it ends with `from`. */
export interface ChangedRelation {
  readonly from: string | null;
  readonly to: string | null;
  /** How often per 100 cases. */
  readonly before: number;
  readonly after: number;
  /** Share of the difference that this relation makes up, 0 … 1. */
  readonly contribution: number;
}

export interface DriftRefusal {
  readonly tag: 'too-few-cases';
  readonly cases: number;
  readonly least: number;
}

/** Of fewer blocks too few orders exist for a small p-value; of fewer cases per block counts are mostly chance. */
const LEAST_BLOCKS = 8;
const MOST_BLOCKS = 60;
const BLOCK = 25;
const SIDE = 2;
const ORDERS = 999;
const SHOWN = 10;

/**
 * What follows what is taken as on the map (`inStartOrder`). `level`: how often a log in which nothing changed may be said to
 * have changed. Fewer than 200 cases with a time are refused.
 */
export function drift(given: Log, random: Random, level = 0.05): Result<Drift, DriftRefusal> {
  const log = inStartOrder(given);
  const began = caseBeginnings(log);
  const order = Uint32Array.from(began.keys())
    .filter((c) => !Number.isNaN(began[c]!))
    .sort((a, b) => began[a]! - began[b]! || a - b);
  const least = LEAST_BLOCKS * BLOCK;
  if (order.length < least) return refuse({ tag: 'too-few-cases', cases: order.length, least });
  const blocks = Math.min(MOST_BLOCKS, Math.floor(order.length / BLOCK));
  const table = relationTable(log, order, blocks);
  const found: { readonly at: number; readonly p: number }[] = [];
  divide(table, 0, blocks, { random, level, demand: 1 }, found);
  found.sort((a, b) => a.at - b.at);
  const changes = found.map(({ at, p }, i): Change => {
    const from = i === 0 ? 0 : found[i - 1]!.at;
    const to = found[i + 1]?.at ?? order.length;
    const { moved, parts } = contributions(table, from, at, to);
    return {
      at: began[order[at]!]!,
      casesBefore: at - from,
      casesAfter: to - at,
      p,
      moved,
      relations: parts
        .slice(0, SHOWN)
        .map(({ relation, ...figures }) => ({ ...named(log, table, relation), ...figures })),
    };
  });
  return ok({ cases: order.length, blocks, relations: table.relations, changes });
}

function named(log: Log, table: Table, relation: number): Pick<ChangedRelation, 'from' | 'to'> {
  const [from, to] = [table.from[relation]!, table.to[relation]!];
  return {
    from: from < 0 ? null : textOf(log.activities, from),
    to: to < 0 ? null : textOf(log.activities, to),
  };
}

interface Demand {
  readonly random: Random;
  readonly level: number;
  /** How many divisions there may be at this depth: p-values are multiplied by it. */
  readonly demand: number;
}

function divide(table: Table, from: number, to: number, ask: Demand, found: { at: number; p: number }[]): void {
  if (to - from < LEAST_BLOCKS) return;
  const order = Uint32Array.from({ length: to - from }, (_, i) => from + i);
  const seen = greatest(table, order, SIDE);
  let asGreat = 1;
  for (let k = 0; k < ORDERS; k++) {
    shuffle(order, ask.random);
    if (greatest(table, order, SIDE).difference >= seen.difference - 1e-9) asGreat++;
  }
  const p = Math.min(1, (asGreat / (ORDERS + 1)) * ask.demand);
  if (p > ask.level) return;
  const boundary = from + seen.boundary;
  found.push({ at: refined(table, from, boundary, to), p });
  const next = { ...ask, demand: ask.demand * 2 };
  divide(table, from, boundary, next, found);
  divide(table, boundary, to, next, found);
}

function shuffle(order: Uint32Array, random: Random): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
}
