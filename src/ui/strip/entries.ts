import type { Arrangement } from './arrange.ts';
import type { Stop } from './shape.ts';

/** One line of the road told in words, and one station of the road drawn upright. */
export interface Entry {
  readonly stop: Stop;
  /** 0 on the main road, one more for every side road left from. */
  readonly depth: number;
  /** Stations in order, from 1; only stations have a number. */
  readonly number: number | undefined;
  /** What the way hither is called, when the road forked before it. */
  readonly via: string | undefined;
  /** Where the road goes on, when that isn't the next line. */
  readonly onTo: readonly Stop[];
  /** Where it may turn back to. */
  readonly backTo: readonly Stop[];
  /** Is it the first stop of a side road? */
  readonly branches: boolean;
}

/**
 * The stops in the order they are told: along the main road, and at every fork its side roads before the road goes on.
 * The drawing, the upright strip and the text twin all number and order by this, so they can't differ.
 */
export function entries(a: Arrangement): Entry[] {
  const told: { id: string; depth: number; branches: boolean }[] = [];
  const seen = new Set<string>();
  const onMain = new Set(a.main);
  const ahead = (id: string) => a.ways.filter((w) => w.way.from === id && w.part !== 'back').map((w) => w.way.to);
  const tell = (id: string, depth: number, branches: boolean) => {
    seen.add(id);
    told.push({ id, depth, branches });
  };
  const side = (from: string, depth: number) => {
    for (const to of ahead(from)) {
      if (seen.has(to) || onMain.has(to)) continue;
      let id: string | undefined = to;
      let first = true;
      while (id !== undefined) {
        tell(id, depth, first);
        first = false;
        const next: string | undefined = ahead(id).find((n) => !seen.has(n) && !onMain.has(n) && sameTrack(a, id, n));
        if (next !== undefined) seen.add(next);
        side(id, depth + 1);
        id = next;
      }
    }
  };
  for (const id of a.main) {
    tell(id, 0, false);
    side(id, 1);
  }
  for (const id of a.places.keys()) if (!seen.has(id)) tell(id, 1, true);
  return number(a, told);
}

function sameTrack(a: Arrangement, x: string | undefined, y: string): boolean {
  return x !== undefined && a.places.get(x)?.track === a.places.get(y)?.track;
}

function number(a: Arrangement, told: readonly { id: string; depth: number; branches: boolean }[]): Entry[] {
  let count = 0;
  const made: Entry[] = [];
  for (const [i, line] of told.entries()) {
    const stop = a.stops.get(line.id);
    if (!stop) continue;
    const next = told[i + 1];
    const nextMain = told.slice(i + 1).find((t) => t.depth === 0)?.id;
    const out = a.ways.filter((w) => w.way.from === line.id);
    const follows = (id: string) =>
      id === next?.id ||
      (line.depth === 0 && id === nextMain) ||
      told.some((t, j) => j > i && t.id === id && t.branches);
    made.push({
      stop,
      depth: line.depth,
      branches: line.branches,
      number: stop.kind === 'station' ? ++count : undefined,
      via: viaOf(a, line.id),
      onTo: out.filter((w) => w.part !== 'back' && !follows(w.way.to)).flatMap((w) => a.stops.get(w.way.to) ?? []),
      backTo: out.filter((w) => w.part === 'back').flatMap((w) => a.stops.get(w.way.to) ?? []),
    });
  }
  return made;
}

/** The label of the way that leads straight to a stop: along the main road, or into its side road. */
function viaOf(a: Arrangement, id: string): string | undefined {
  const into = a.ways.filter((w) => w.way.to === id && w.part === 'along');
  const track = a.places.get(id)?.track ?? 0;
  const straight = track === 0 ? into.find((w) => w.main) : into.length === 1 ? into[0] : undefined;
  return straight?.way.label || undefined;
}
