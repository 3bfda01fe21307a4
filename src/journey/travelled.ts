import { groupBy } from '#lib/group.ts';
import type { Strip, Way } from '#process/strip.ts';

/** Something done on a journey that moved it: a step completed, an event, a way chosen; with the flows chosen, if any. */
export interface Act {
  readonly node: string;
  readonly choice?: string | readonly string[] | undefined;
}

/**
 * Which ways of the strip a journey has travelled: from everything that was done along what was chosen then, past forks,
 * splits and borders, to the next step, event or end. What was only passed by in another way isn't travelled, though the
 * stops at both its ends were. `states` tells which stops the journey has come to.
 */
export function travelledWays(
  strip: Strip,
  acts: readonly Act[],
  states: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const stops = new Map(strip.stops.map((stop) => [stop.id, stop]));
  const out = groupBy(strip.ways, (way) => way.from);
  const travelled = new Set<string>();
  const come = (id: string) => states.has(id) && states.get(id) !== 'coming';
  const occurred = new Set(acts.map(({ node }) => node));

  /** Does a way lead along a chosen flow, maybe over other forks first? */
  const isChosen = (way: Way, chosen: ReadonlySet<string>, seen: ReadonlySet<string> = new Set()): boolean => {
    if (way.flows.some((flow) => chosen.has(flow))) return true;
    const next = stops.get(way.to);
    if ((next?.kind !== 'fork' && next?.kind !== 'split') || seen.has(way.to)) return false;
    return (out.get(way.to) ?? []).some((one) => isChosen(one, chosen, new Set([...seen, way.to])));
  };

  const go = (from: string, chosen: ReadonlySet<string>, seen: Set<string>): void => {
    if (seen.has(from)) return;
    seen.add(from);
    const ways = out.get(from) ?? [];
    const choosing = stops.get(from)?.kind === 'fork' || ways.some((way) => way.flows.some((f) => chosen.has(f)));
    for (const way of ways) {
      const next = stops.get(way.to);
      // An event is travelled when it has occurred, whatever was awaited beside it.
      const awaited = stops.get(from);
      const isRace = awaited?.kind === 'fork' && awaited.decides === 'event';
      const beside = next?.kind === 'event' && next.during === from;
      if (isRace || beside) {
        if (occurred.has(way.to)) travelled.add(way.id);
        continue;
      }
      if (choosing && !isChosen(way, chosen)) continue;
      if (awaited?.kind === 'border' && !come(way.to)) continue;
      travelled.add(way.id);
      if (next && (next.kind === 'fork' || next.kind === 'split' || next.kind === 'border')) go(way.to, chosen, seen);
    }
  };

  for (const stop of strip.stops) if (stop.kind === 'need' && come(stop.id)) go(stop.id, new Set(), new Set());
  for (const { node, choice } of acts)
    go(node, new Set(choice === undefined ? [] : typeof choice === 'string' ? [choice] : choice), new Set());
  return travelled;
}
