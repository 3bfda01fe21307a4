/** The four cuts of the inductive miner (Leemans, Fahland & van der Aalst 2013, definition 3), found in a directly-follows graph. */
import type { Graph } from './sublog.ts';

export interface Cut {
  readonly tag: 'choice' | 'sequence' | 'parallel' | 'loop';
  /** Places in `graph.activities`; of a sequence in order, of a loop the body first. */
  readonly groups: readonly (readonly number[])[];
}

/** The first cut that there is, in the order the miner prefers. */
export function findCut(graph: Graph): Cut | undefined {
  if (graph.activities.length < 2) return undefined;
  return choiceCut(graph) ?? sequenceCut(graph) ?? parallelCut(graph) ?? loopCut(graph);
}

interface Union {
  readonly of: (one: number) => number;
  readonly join: (one: number, other: number) => void;
  readonly groups: () => number[][];
}

function union(n: number): Union {
  const parent = Array.from({ length: n }, (_, i) => i);
  const of = (one: number): number => {
    let root = one;
    while (parent[root] !== root) root = parent[root]!;
    parent[one] = root;
    return root;
  };
  const join = (one: number, other: number) => {
    const [x, y] = [of(one), of(other)];
    parent[Math.max(x, y)] = Math.min(x, y);
  };
  const groups = () => {
    const found = new Map<number, number[]>();
    for (let i = 0; i < n; i++) found.set(of(i), [...(found.get(of(i)) ?? []), i]);
    return [...found.values()];
  };
  return { of, join, groups };
}

function choiceCut({ activities, follows }: Graph): Cut | undefined {
  const n = activities.length;
  const sets = union(n);
  for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) if (follows[a * n + b]! > 0) sets.join(a, b);
  const groups = sets.groups();
  return groups.length > 1 ? { tag: 'choice', groups } : undefined;
}

/** `n × n`: 1 where a path leads from row to column. */
function reachability({ activities, follows }: Graph): Uint8Array {
  const n = activities.length;
  const reach = Uint8Array.from(follows, (count) => (count > 0 ? 1 : 0));
  for (let via = 0; via < n; via++) {
    for (let a = 0; a < n; a++) {
      if (reach[a * n + via] === 0) continue;
      for (let b = 0; b < n; b++) reach[a * n + b]! |= reach[via * n + b]!;
    }
  }
  return reach;
}

function sequenceCut(graph: Graph): Cut | undefined {
  const n = graph.activities.length;
  const reach = reachability(graph);
  const sets = union(n);
  for (let a = 0; a < n; a++) for (let b = 0; b < a; b++) if (reach[a * n + b] === reach[b * n + a]) sets.join(a, b);
  let groups = sets.groups();
  for (let settled = false; !settled; groups = sets.groups()) {
    settled = true;
    for (const [i, one] of groups.entries()) {
      for (const other of groups.slice(i + 1)) {
        if (ordered(reach, n, one, other) || ordered(reach, n, other, one)) continue;
        sets.join(one[0]!, other[0]!);
        settled = false;
      }
    }
  }
  if (groups.length < 2) return undefined;
  return { tag: 'sequence', groups: groups.sort((one, other) => (reach[one[0]! * n + other[0]!] === 1 ? -1 : 1)) };
}

/** Everything in `first` leads to everything in `second`, and nothing back. */
function ordered(reach: Uint8Array, n: number, first: readonly number[], second: readonly number[]): boolean {
  return first.every((a) => second.every((b) => reach[a * n + b] === 1 && reach[b * n + a] === 0));
}

function parallelCut({ activities, follows, starts, ends }: Graph): Cut | undefined {
  const n = activities.length;
  const sets = union(n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < a; b++) if (follows[a * n + b] === 0 || follows[b * n + a] === 0) sets.join(a, b);
  }
  const groups = sets.groups();
  const whole = (group: readonly number[]) => group.some((a) => starts[a]! > 0) && group.some((a) => ends[a]! > 0);
  const complete = groups.filter(whole);
  const lacking = groups.filter((group) => !whole(group)).flat();
  if (lacking.length > 0) {
    const first = complete.shift();
    if (first === undefined) return undefined;
    complete.unshift([...first, ...lacking]);
  }
  return complete.length > 1 ? { tag: 'parallel', groups: complete } : undefined;
}

function loopCut(graph: Graph): Cut | undefined {
  const { activities, follows, starts, ends } = graph;
  const n = activities.length;
  const isEdge = (a: number, b: number) => follows[a * n + b]! > 0;
  const startList = activities.map((_, a) => a).filter((a) => starts[a]! > 0);
  const endList = activities.map((_, a) => a).filter((a) => ends[a]! > 0);
  const border = new Set([...startList, ...endList]);
  const sets = union(n);
  for (const a of border) sets.join(startList[0]!, a);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) if (isEdge(a, b) && !border.has(a) && !border.has(b)) sets.join(a, b);
  }
  const isRedo = (group: readonly number[]) =>
    // Nothing leads into it but ends, nothing leads out of it but to starts; and all ends and all starts do alike.
    group.every(
      (a) =>
        [...border].every((x) => (!isEdge(x, a) || ends[x]! > 0) && (!isEdge(a, x) || starts[x]! > 0)) &&
        (!endList.some((x) => isEdge(x, a)) || endList.every((x) => isEdge(x, a))) &&
        (!startList.some((x) => isEdge(a, x)) || startList.every((x) => isEdge(a, x))),
    );
  const outside = sets.groups().filter((group) => !border.has(group[0]!));
  const redos = outside.filter(isRedo);
  if (redos.length === 0) return undefined;
  const redone = new Set(redos.flat());
  const body = activities.map((_, a) => a).filter((a) => !redone.has(a));
  return { tag: 'loop', groups: [body, ...redos] };
}
