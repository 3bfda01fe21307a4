/**
 * Cells to count pairs of codes in: a square while it is small, where a pair's cell is plain arithmetic; beyond that a
 * hash table of the pairs that occur, whose memory goes by pairs and not by the square of the codes.
 */
import type { Log } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { selectedCount } from '#mining/log/selection.ts';

/** Up to this many codes the cells are a square. */
const SQUARE = 1024;

export interface PairCells {
  readonly kinds: number;
  /** How many cells there are: arrays by cell have this length. */
  readonly size: number;
  /** The pairs that occur, where the cells aren't a square. */
  readonly table: PairTable | undefined;
}

/** `slots` is an open-addressing table of cell + 1 (0 = free); cell i is the pair `from[i]`, `to[i]`. */
export interface PairTable {
  size: number;
  slots: Int32Array;
  from: Int32Array;
  to: Int32Array;
}

/** Cells for the directly following pairs of `codes` (0 … kinds − 1, or negative for none) in the selected cases. */
export function pairCells(log: Log, selection: Selection, codes: Int32Array, kinds: number): PairCells {
  if (kinds <= SQUARE) return { kinds, size: kinds * kinds, table: undefined };
  const table: PairTable = {
    size: 0,
    slots: new Int32Array(1 << 12),
    from: new Int32Array(1 << 10),
    to: new Int32Array(1 << 10),
  };
  const { caseOffset } = log;
  const n = selectedCount(log, selection);
  for (let k = 0; k < n; k++) {
    const c = selection === undefined ? k : selection[k]!;
    const to = caseOffset[c + 1]!;
    for (let e = caseOffset[c]! + 1; e < to; e++) {
      if (codes[e - 1]! >= 0 && codes[e]! >= 0) addPair(table, codes[e - 1]!, codes[e]!);
    }
  }
  return { kinds, size: table.size, table };
}

/**
 * The cell of a pair that occurs, in a table. In a square it is `from × kinds + to`: loops over events write that out,
 * which makes them half as quick again.
 */
export function tableCell(table: PairTable, from: number, to: number): number {
  return table.slots[slotOf(table, from, to)]! - 1;
}

export function firstOf(cells: PairCells, cell: number): number {
  return cells.table === undefined ? Math.floor(cell / cells.kinds) : cells.table.from[cell]!;
}

export function secondOf(cells: PairCells, cell: number): number {
  return cells.table === undefined ? cell % cells.kinds : cells.table.to[cell]!;
}

/** The slot of the pair, or the free one where it belongs. */
function slotOf(table: PairTable, from: number, to: number): number {
  const mask = table.slots.length - 1;
  const mixed = Math.imul(from ^ Math.imul(to, 0x9e3779b1), 0x85ebca6b);
  let slot = (mixed ^ (mixed >>> 15)) & mask;
  for (;;) {
    const cell = table.slots[slot]! - 1;
    if (cell < 0 || (table.from[cell] === from && table.to[cell] === to)) return slot;
    slot = (slot + 1) & mask;
  }
}

function addPair(table: PairTable, from: number, to: number): void {
  const slot = slotOf(table, from, to);
  if (table.slots[slot] !== 0) return;
  const cell = table.size++;
  if (cell === table.from.length) {
    table.from = twice(table.from);
    table.to = twice(table.to);
  }
  table.from[cell] = from;
  table.to[cell] = to;
  table.slots[slot] = cell + 1;
  if (table.size * 2 <= table.slots.length) return;
  table.slots = new Int32Array(table.slots.length * 2);
  for (let i = 0; i < table.size; i++) table.slots[slotOf(table, table.from[i]!, table.to[i]!)] = i + 1;
}

function twice(codes: Int32Array): Int32Array {
  const wider = new Int32Array(codes.length * 2);
  wider.set(codes);
  return wider;
}
