/** Handovers: who is directly followed by whom in a case (van der Aalst, Reijers & Song 2005), counted over all cases. */
import { inKeyOrder, inOwnOrder, mostFirst } from '#mining/log/counting-sort.ts';
import { textsOf } from '#mining/log/dictionary.ts';
import type { Log } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import { selectedCount } from '#mining/log/selection.ts';
import { compareText } from '#mining/map/map.ts';
import { firstOf, pairCells, secondOf, tableCell } from '#mining/map/pair-cells.ts';

export interface Handover {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/**
 * Pairs of directly following events that both name a resource, most frequent first, staying with the same one
 * included. An event without resource hands over to nobody. Empty when the log names no resources.
 */
export function handovers(log: Log, selection?: Selection): readonly Handover[] {
  const { resource } = log;
  if (resource === undefined) return [];
  const cells = pairCells(log, selection, resource, log.resources.size);
  const { table, kinds } = cells;
  const count = new Uint32Array(cells.size);
  const { caseOffset } = log;
  const n = selectedCount(log, selection);
  for (let k = 0; k < n; k++) {
    const c = selection === undefined ? k : selection[k]!;
    const to = caseOffset[c + 1]!;
    for (let e = caseOffset[c]! + 1; e < to; e++) {
      const [before, after] = [resource[e - 1]!, resource[e]!];
      if ((before | after) >= 0)
        count[table === undefined ? before * kinds + after : tableCell(table, before, after)]!++;
    }
  }
  const names = textsOf(log.resources);
  const rank = ranks(names);
  const met = inOwnOrder(cells.size).filter((cell) => count[cell]! > 0);
  const from = met.map((cell) => firstOf(cells, cell));
  const to = met.map((cell) => secondOf(cells, cell));
  const often = met.map((cell) => count[cell]!);
  const byName = inKeyOrder(
    inKeyOrder(
      inOwnOrder(met.length),
      to.map((code) => rank[code]!),
    ),
    from.map((code) => rank[code]!),
  );
  return Array.from(mostFirst(byName, often), (i) => ({
    from: names[from[i]!]!,
    to: names[to[i]!]!,
    count: often[i]!,
  }));
}

/** The place of each text in their order: numbers compare quicker. */
function ranks(names: readonly string[]): Uint32Array {
  const order = Array.from(names.keys()).sort((x, y) => compareText(names[x]!, names[y]!));
  const rank = new Uint32Array(names.length);
  for (const [place, name] of order.entries()) rank[name] = place;
  return rank;
}
