/** Handovers: who is directly followed by whom in a case (van der Aalst, Reijers & Song 2005), counted over all cases. */
import { textOf } from './dictionary.ts';
import { follows } from './follows.ts';
import type { Log } from './log.ts';
import { compareText } from './map.ts';
import type { Selection } from './selection.ts';

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
  if (log.resource === undefined) return [];
  const relation = follows(log, selection, log.resource, log.resources.size);
  const pairs = Array.from({ length: relation.size }, (_, pair) => ({
    from: textOf(log.resources, relation.from[pair]!),
    to: textOf(log.resources, relation.to[pair]!),
    count: relation.count[pair]!,
  }));
  return pairs.sort((x, y) => y.count - x.count || compareText(x.from, y.from) || compareText(x.to, y.to));
}
