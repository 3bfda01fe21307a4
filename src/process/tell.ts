import { groupBy } from '#lib/group.ts';
import type { Arrangement, Link } from './arrange.ts';

/** One stop of the road as it is told: a line of the text twin, and a station of the road drawn upright. */
export interface Told {
  readonly id: string;
  /** 0 on the main road, one more for every side road left from. */
  readonly depth: number;
  /** Is it the first stop of a side road? */
  readonly branches: boolean;
  /** What the way hither is called, when the road forked before it; empty when it isn't called anything. */
  readonly via: string;
  /** Where the road goes on, when that isn't what is told next of the same piece, or as a side road from here. */
  readonly onTo: readonly string[];
  /** Where it may turn back to. */
  readonly backTo: readonly string[];
}

type NamedLink = Link & { readonly label: string };

/**
 * The order in which a road is told: every stop after those that lead to it, a piece of road unbroken but for the side
 * roads that leave it, and side roads before the road that they leave goes on. The picture, the upright road and the text
 * twin all number and order by this, so they can't differ.
 */
export function tell(a: Arrangement, ways: readonly NamedLink[]): Told[] {
  const forward = ways.filter((w) => !a.back.has(w.id));
  const out = groupBy(forward, (w) => w.from);
  const into = groupBy(forward, (w) => w.to);
  const order = inOrder(a, out, into);
  const position = new Map(order.map((id, i) => [id, i]));
  const depth = new Map<string, number>();
  /** The stop that a side road is told under: of those that lead to it, the one told last. */
  const under = new Map<string, string>();
  for (const id of order) {
    const first = a.piece.get(id) ?? id;
    if (id !== first) {
      depth.set(id, depth.get(first) ?? 0);
      continue;
    }
    const before = (into.get(id) ?? []).map((w) => w.from);
    const [last] = before.sort((x, y) => (position.get(y) ?? 0) - (position.get(x) ?? 0));
    if (last !== undefined) under.set(id, last);
    depth.set(id, a.track.get(id) === 0 ? 0 : (depth.get(last ?? '') ?? 0) + 1);
  }
  const nextOfPiece = new Map<string, string>();
  const lastOfPiece = new Map<string, string>();
  for (const id of order) {
    const piece = a.piece.get(id) ?? id;
    const before = lastOfPiece.get(piece);
    if (before !== undefined) nextOfPiece.set(before, id);
    lastOfPiece.set(piece, id);
  }
  return order.map((id, i): Told => {
    const own = depth.get(id) ?? 0;
    /** With nothing but side roads in between, the eye finds what comes next. */
    const inSight = (to: string) => order.slice(i + 1, position.get(to)).every((one) => (depth.get(one) ?? 0) > own);
    const follows = (to: string) =>
      to === order[i + 1] || ((to === nextOfPiece.get(id) || under.get(to) === id) && inSight(to));
    return {
      id,
      depth: own,
      branches: a.track.get(id) !== 0 && (a.piece.get(id) ?? id) === id,
      via: viaOf(a, id, into.get(id) ?? []),
      onTo: (out.get(id) ?? []).map((w) => w.to).filter((to) => !follows(to)),
      backTo: ways.filter((w) => w.from === id && a.back.has(w.id)).map((w) => w.to),
    };
  });
}

/**
 * Reverse finishing order of a depth-first search that goes on along the piece first and takes the side roads last. Of
 * several starts the one of the main road is taken last, so that it is told first.
 */
function inOrder(
  a: Arrangement,
  out: ReadonlyMap<string, readonly Link[]>,
  into: ReadonlyMap<string, readonly Link[]>,
): string[] {
  const finished: string[] = [];
  const seen = new Set<string>();
  const nextFrom = (id: string) => {
    const to = (out.get(id) ?? []).map((w) => w.to);
    const onward = to.filter((one) => a.piece.get(one) === a.piece.get(id));
    // Taken from the end: what goes on first, then the side roads from the last to the first.
    return [...to.filter((one) => !onward.includes(one)), ...onward];
  };
  const roots = [...a.piece.keys()].filter((id) => !into.has(id) && id !== a.main[0]).reverse();
  for (const root of [...roots, ...a.main.slice(0, 1)]) {
    if (seen.has(root)) continue;
    seen.add(root);
    const stack = [{ id: root, left: nextFrom(root) }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const to = top.left.pop();
      if (to === undefined) {
        finished.push(top.id);
        stack.pop();
      } else if (!seen.has(to)) {
        seen.add(to);
        stack.push({ id: to, left: nextFrom(to) });
      }
    }
  }
  return finished.reverse();
}

/** The label of the way that leads straight to a stop: along the main road, or into its side road. */
function viaOf(a: Arrangement, id: string, into: readonly NamedLink[]): string {
  if (a.track.get(id) === 0) {
    const before = a.main[a.main.indexOf(id) - 1];
    return into.find((w) => w.from === before)?.label ?? '';
  }
  return into.length === 1 ? (into[0]?.label ?? '') : '';
}
