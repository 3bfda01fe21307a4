/**
 * Obstacles located on the road strip: where on the road as it is drawn cases cross a border, wait too long or turn back
 * (R030–R032), so that what a log tells is seen where people know the road.
 */
import { groupBy } from '#lib/group.ts';
import { compareText } from '#mining/map/map.ts';
import type { Stop, Strip, Way } from '#process/strip.ts';
import type { RoadObstacle } from './road-obstacles.ts';

/** Where a pair of activities lies on the strip. Ids are those of stops and ways. */
export type Place =
  /** The road leads from the one to the other: over these ways, with nothing but forks, borders and events between. */
  | { readonly kind: 'way'; readonly ways: readonly string[] }
  /** The same, and the road itself leads back there: a detour that the road has. */
  | { readonly kind: 'way-back'; readonly ways: readonly string[] }
  /** The step is done once more. */
  | { readonly kind: 'again'; readonly stop: string }
  /** Cases go on past these steps, which the road has between the two. */
  | { readonly kind: 'past'; readonly from: string; readonly to: string; readonly steps: readonly string[] }
  /** Cases go back where the road doesn't: the one that follows lies before. */
  | { readonly kind: 'against'; readonly from: string; readonly to: string }
  /** Both are on the road, and neither leads to the other: on ways beside each other. */
  | { readonly kind: 'beside'; readonly from: string; readonly to: string }
  /** Activities that the road doesn't have, by name. */
  | { readonly kind: 'off-road'; readonly activities: readonly string[] };

export interface LocatedObstacle extends RoadObstacle {
  readonly place: Place;
}

/** Steps and events are what a log's activities can be; by name, else by id. */
function stopsByActivity(strip: Strip): ReadonlyMap<string, Stop> {
  const found = new Map<string, Stop>();
  const done = strip.stops.filter(({ kind }) => kind === 'station' || kind === 'event');
  for (const stop of done) found.set(stop.id, stop);
  for (const stop of done.toReversed()) if (stop.name !== '') found.set(stop.name, stop);
  return found;
}

/** The fewest ways from one stop to another, over stops that `through` allows between; none when there are none. */
function leading(
  ways: ReadonlyMap<string, readonly Way[]>,
  from: string,
  to: string,
  through: (id: string) => boolean,
): readonly Way[] | undefined {
  const by = new Map<string, Way>();
  let front = [from];
  while (front.length > 0) {
    const next: string[] = [];
    for (const at of front)
      for (const way of ways.get(at) ?? []) {
        if (by.has(way.to) || (way.to === from && way.to !== to)) continue;
        by.set(way.to, way);
        if (way.to === to) {
          const path: Way[] = [];
          for (let id = to; path.length === 0 || id !== from; ) {
            const one = by.get(id)!;
            path.unshift(one);
            id = one.from;
          }
          return path;
        }
        if (through(way.to)) next.push(way.to);
      }
    front = next;
  }
  return undefined;
}

/**
 * Puts each pair of `roadObstacles` where it lies on the strip. The order is kept. A road whose steps are named as the log's
 * activities are (as those of our own journeys) finds them all; what the road doesn't have is said to be off it.
 */
export function obstaclesOnStrip(obstacles: readonly RoadObstacle[], strip: Strip): readonly LocatedObstacle[] {
  const stops = stopsByActivity(strip);
  const kindOf = new Map(strip.stops.map(({ id, kind }) => [id, kind]));
  const isStation = (id: string) => kindOf.get(id) === 'station';
  const all = groupBy(strip.ways, (way) => way.from);
  const onward = groupBy(
    strip.ways.filter((way) => way.part !== 'back'),
    (way) => way.from,
  );
  const ids = (path: readonly Way[]) => path.map((way) => way.id);
  const place = (from: string, to: string): Place => {
    const [a, b] = [stops.get(from), stops.get(to)];
    if (a === undefined || b === undefined) {
      const missing = [from, to].filter((name) => !stops.has(name));
      return { kind: 'off-road', activities: [...new Set(missing)].sort(compareText) };
    }
    if (a.id === b.id) return { kind: 'again', stop: a.id };
    const direct = leading(onward, a.id, b.id, (id) => !isStation(id));
    if (direct !== undefined) return { kind: 'way', ways: ids(direct) };
    const back = leading(all, a.id, b.id, (id) => !isStation(id));
    if (back !== undefined) return { kind: 'way-back', ways: ids(back) };
    const past = leading(onward, a.id, b.id, () => true);
    if (past !== undefined) {
      const steps = past.slice(0, -1).flatMap((way) => (isStation(way.to) ? [way.to] : []));
      return { kind: 'past', from: a.id, to: b.id, steps };
    }
    const kind = leading(onward, b.id, a.id, () => true) === undefined ? 'beside' : 'against';
    return { kind, from: a.id, to: b.id };
  };
  return obstacles.map((one) => ({ ...one, place: place(one.from, one.to) }));
}
