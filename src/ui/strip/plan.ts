import type { Stop, Strip, Way } from '#process/strip.ts';

/** A strip made ready for drawing: its stops by id, in the order that they are told. */
export interface Plan {
  readonly columns: number;
  readonly stops: ReadonlyMap<string, Stop>;
  readonly ways: readonly Way[];
}

export function planOf({ columns, stops, ways }: Strip): Plan {
  return { columns, stops: new Map(stops.map((stop) => [stop.id, stop])), ways };
}

/** What some stops are called, in a row of words. */
export function namesOf(plan: Plan, ids: readonly string[]): string {
  return ids.map((id) => plan.stops.get(id)?.name ?? '').join(', ');
}
