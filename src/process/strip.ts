import type { Duration } from '#lib/time.ts';
import { columns, forwardOnly, type Line } from './bpmn/place.ts';
import type { Border, Flow, Handoff, Outcome, Road, RoadNode, Step, Trigger } from './road.ts';

/**
 * The road strip: the road as people see it, from the need on the left to the satisfied need on the right. Columns and rows
 * count from 0; the main road runs on row 0, side roads below it. Gateways that only join are left out: a way goes past them.
 */
export interface Strip {
  readonly need: string;
  readonly satisfiedNeed: string;
  readonly columns: number;
  readonly rows: number;
  /** In the order of travel: every place stands after those that lead to it, and side roads are kept together. */
  readonly places: readonly Place[];
  readonly ways: readonly Way[];
}

interface Spot {
  readonly id: string;
  readonly name: string;
  readonly column: number;
  readonly row: number;
}

/** A change of role, team or board on the way into a step (a border crossing; R030). */
export interface Crossing {
  /** The lanes it is come from. */
  readonly from: readonly string[];
  readonly to?: string | undefined;
  /** The contract, when the crossing is a two-sided handoff; else only the role changes. */
  readonly handoff?: Handoff | undefined;
  readonly border?: Border | undefined;
}

/** Something on the strip. Steps are the stations, numbered from 1 in the order of travel. */
export type Place =
  | (Spot & { readonly kind: 'start' })
  | (Spot & {
      readonly kind: 'step';
      readonly n: number;
      readonly step: Step;
      readonly crossing?: Crossing | undefined;
    })
  | (Spot & {
      readonly kind: 'event';
      readonly trigger: Trigger;
      readonly after?: Duration | undefined;
      readonly during?: string;
    })
  /** A fork: one way is chosen (`fork`), some are (`some`), all are taken (`parallel`), or an event decides (`race`). */
  | (Spot & { readonly kind: 'fork' | 'some' | 'parallel' | 'race' })
  | (Spot & { readonly kind: 'end'; readonly outcome?: Outcome | undefined });

/** From place to place. `detour` goes back to something that has been passed. */
export interface Way {
  /** The id of its first flow: for a choice, the flow that is chosen. */
  readonly id: string;
  /** All flows of the file that it stands for, so that figures for flows can be put on it. */
  readonly flows: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly detour: boolean;
}

/** Draws up the strip of a road; works for any road, also one that isn't sound. */
export function strip(road: Road): Strip {
  const shown = road.nodes.filter((n) => isShown(n, road));
  const raw = [...waysBetween(road, new Set(shown.map((n) => n.id))), ...boundaryWays(road)];
  const lines: Line[] = raw.map((w) => ({ id: w.id, from: w.from, to: w.to }));
  const forward = forwardOnly(
    [...shown].sort((a, b) => Number(b.kind === 'start') - Number(a.kind === 'start')),
    lines,
  );
  const onward = new Set(forward.map((l) => l.id));
  const order = travelOrder(
    shown.map((n) => n.id),
    forward,
  );
  const column = columns(order, forward);
  const row = rowsOf(order, forward, column, mainRoad(road, order, forward));
  let n = 0;
  const byId = new Map(shown.map((node) => [node.id, node]));
  const places = order.map((id): Place => {
    const node = byId.get(id) as RoadNode;
    const spot = { id, name: node.name, column: column.get(id) ?? 0, row: row.get(id) ?? 0 };
    if (node.kind === 'step') n += 1;
    return placeOf(node, spot, n, crossingInto(node, byId, forward));
  });
  return {
    need: road.need,
    satisfiedNeed: road.satisfiedNeed,
    columns: Math.max(0, ...places.map((p) => p.column + 1)),
    rows: Math.max(0, ...places.map((p) => p.row + 1)),
    places,
    ways: raw.filter((w) => !w.id.startsWith('boundary:')).map((w) => ({ ...w, detour: !onward.has(w.id) })),
  };
}

function isShown(node: RoadNode, road: Road): boolean {
  switch (node.kind) {
    case 'exclusive':
    case 'inclusive':
    case 'parallel':
    case 'event-based':
      return road.flows.filter((f) => f.from === node.id).length > 1;
    case 'milestone':
      return false;
    default:
      return true;
  }
}

/** The ways between shown nodes, past those that aren't. A node that isn't shown and leads nowhere ends the way unseen. */
function waysBetween(road: Road, shown: ReadonlySet<string>): Omit<Way, 'detour'>[] {
  const out = new Map<string, Flow[]>();
  for (const f of road.flows) out.set(f.from, [...(out.get(f.from) ?? []), f]);
  const ways: Omit<Way, 'detour'>[] = [];
  const follow = (from: string, flow: Flow, flows: readonly string[], label: string) => {
    if (flows.includes(flow.id)) return;
    const path = [...flows, flow.id];
    const named = label !== '' ? label : (flow.name ?? flow.condition ?? '');
    if (shown.has(flow.to)) {
      const id = ways.some((w) => w.id === path[0]) ? `${path.join(' ')}` : (path[0] ?? '');
      ways.push({ id, flows: path, from, to: flow.to, label: named });
    } else for (const next of out.get(flow.to) ?? []) follow(from, next, path, named);
  };
  for (const id of shown) for (const flow of out.get(id) ?? []) follow(id, flow, [], '');
  return ways;
}

/** For placing only: a boundary event comes after the step that it belongs to. */
function boundaryWays(road: Road): Omit<Way, 'detour'>[] {
  return road.nodes
    .filter((n) => n.kind === 'boundary')
    .map((n) => ({ id: `boundary:${n.id}`, flows: [], from: n.attachedTo, to: n.id, label: '' }))
    .filter((w) => road.nodes.some((n) => n.id === w.from));
}

function successors(lines: readonly Line[]): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const l of lines) map.set(l.from, [...(map.get(l.from) ?? []), l.to]);
  return map;
}

/** How many places lie on the longest way from each place to where it ends. */
function heights(ids: readonly string[], lines: readonly Line[]): Map<string, number> {
  return columns(
    ids,
    lines.map((l) => ({ ...l, from: l.to, to: l.from })),
  );
}

/** Reverse finishing order, the longest way first in: each place after what leads to it, short side roads before long. */
function travelOrder(ids: readonly string[], lines: readonly Line[]): string[] {
  const next = successors(lines);
  const height = heights(ids, lines);
  const entered = new Set(lines.map((l) => l.to));
  const seen = new Set<string>();
  const finished: string[] = [];
  const visit = (id: string) => {
    if (seen.has(id)) return;
    seen.add(id);
    const after = [...(next.get(id) ?? [])].reverse();
    for (const to of after.sort((a, b) => (height.get(b) ?? 0) - (height.get(a) ?? 0))) visit(to);
    finished.push(id);
  };
  const roots = ids.filter((id) => !entered.has(id));
  for (const id of [...roots].reverse()) visit(id);
  for (const id of ids) visit(id);
  return finished.reverse();
}

/** The way that most of the road lies on: from a start to an end that meets the need, past as many steps as possible. */
function mainRoad(road: Road, order: readonly string[], lines: readonly Line[]): Set<string> {
  const kinds = new Map(road.nodes.map((n) => [n.id, n]));
  const best = new Map<string, { steps: number; next?: string }>();
  const next = successors(lines);
  const goal = (n: RoadNode | undefined) =>
    n?.kind === 'end' ? (n.outcome === 'met' ? 1_000 : n.outcome ? 0 : 100) : 0;
  for (const id of [...order].reverse()) {
    const node = kinds.get(id);
    let found: { steps: number; next?: string } = { steps: goal(node) };
    for (const to of next.get(id) ?? []) {
      const steps = best.get(to)?.steps ?? 0;
      if (found.next === undefined || steps > found.steps) found = { steps, next: to };
    }
    best.set(id, { ...found, steps: found.steps + (node?.kind === 'step' ? 1 : 0) });
  }
  const main = new Set<string>();
  const starts = order.filter((id) => kinds.get(id)?.kind === 'start');
  let at = [...starts].sort((a, b) => (best.get(b)?.steps ?? 0) - (best.get(a)?.steps ?? 0))[0] ?? order[0];
  while (at !== undefined && !main.has(at)) {
    main.add(at);
    at = best.get(at)?.next;
  }
  return main;
}

function rowsOf(
  order: readonly string[],
  lines: readonly Line[],
  column: ReadonlyMap<string, number>,
  main: ReadonlySet<string>,
): Map<string, number> {
  const row = new Map<string, number>();
  const taken = new Set<string>();
  const put = (id: string, r: number) => {
    row.set(id, r);
    taken.add(`${column.get(id) ?? 0} ${r}`);
  };
  for (const id of main) put(id, 0);
  for (const id of order) {
    if (main.has(id)) continue;
    const before = lines.filter((l) => l.to === id).map((l) => row.get(l.from) ?? 0);
    let r = Math.max(1, ...before.filter((b) => b > 0).slice(0, 1));
    while (taken.has(`${column.get(id) ?? 0} ${r}`)) r += 1;
    put(id, r);
  }
  return row;
}

function placeOf(node: RoadNode, spot: Spot, n: number, crossing: Crossing | undefined): Place {
  switch (node.kind) {
    case 'start':
      return { ...spot, kind: 'start' };
    case 'step':
      return { ...spot, kind: 'step', n, step: node, ...(crossing ? { crossing } : {}) };
    case 'catch':
      return { ...spot, kind: 'event', trigger: node.trigger, after: node.after };
    case 'boundary':
      return { ...spot, kind: 'event', trigger: node.trigger, after: node.after, during: node.attachedTo };
    case 'end':
      return { ...spot, kind: 'end', outcome: node.outcome };
    case 'inclusive':
      return { ...spot, kind: 'some' };
    case 'parallel':
      return { ...spot, kind: 'parallel' };
    case 'event-based':
      return { ...spot, kind: 'race' };
    case 'exclusive':
    case 'milestone':
      return { ...spot, kind: 'fork' };
  }
}

/** Is a border crossed on the way into a step? It is when the step says so, or when the role before it is another. */
function crossingInto(
  node: RoadNode,
  byId: ReadonlyMap<string, RoadNode>,
  lines: readonly Line[],
): Crossing | undefined {
  if (node.kind !== 'step') return undefined;
  const from = new Set<string>();
  const seen = new Set<string>();
  const open = [node.id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const before of lines.filter((l) => l.to === at).map((l) => byId.get(l.from))) {
      if (!before || seen.has(before.id)) continue;
      seen.add(before.id);
      if (before.kind !== 'step') open.push(before.id);
      else if (before.lane !== undefined) from.add(before.lane);
    }
  }
  const to = node.handoff?.to ?? node.lane;
  const others = [...from].filter((lane) => lane !== to);
  if (!node.handoff && (others.length === 0 || to === undefined)) return undefined;
  return { from: others, to, ...(node.handoff ? { handoff: node.handoff, border: node.handoff.border } : {}) };
}
