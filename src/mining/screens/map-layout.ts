import { Graph, layout } from '@dagrejs/dagre';
import type { Results } from '#mining/api.ts';

export const boxWidth = 184;
export const boxHeight = 64;
const dot = 26;

/** Ids of the two dots that stand for “the journey starts” and “the journey ends”. */
export const startId = '\u0000start';
export const endId = '\u0000end';

export interface PlacedNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface PlacedEdge {
  readonly from: string;
  readonly to: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}
export interface PlacedMap {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** Room for the number on a way, so that nothing is drawn over it. */
const room = { width: 46, height: 18 };

/** Is it a way in or out for at least one in twenty? Rarer ones would pull the drawing apart and are in the table. */
function tells(count: number | null, map: Results['map']): boolean {
  const most = Math.max(1, ...map.nodes.map((n) => n.cases ?? 0));
  return count === null || (count > 0 && count >= most * 0.05);
}

/**
 * The activities that the start leads to, or that lead to the end. Rare ones are drawn only where an activity would else have
 * no way in or out; the most frequent first.
 */
function terminals(map: Results['map'], side: 'starts' | 'ends'): string[] {
  const [at, next] = side === 'starts' ? (['from', 'to'] as const) : (['to', 'from'] as const);
  const drawn = map.nodes.filter((n) => tells(n[side], map)).map((n) => n.activity);
  const reached = new Set<string>();
  const reach = (from: readonly string[]) => {
    for (const activity of from) reached.add(activity);
    for (const name of reached) for (const e of map.edges) if (e[at] === name) reached.add(e[next]);
  };
  reach(drawn);
  const rare = map.nodes.filter((n) => n[side] !== 0).sort((x, y) => (y[side] ?? 0) - (x[side] ?? 0));
  for (const { activity } of rare) {
    if (reached.has(activity) || drawn.includes(activity)) continue;
    drawn.push(activity);
    reach([activity]);
  }
  return drawn;
}

/**
 * Layered layout of a map (Sugiyama, by dagre). It depends on which activities and paths are shown, never on the metric,
 * so that changing what the numbers mean does not move anything. Weights keep the frequent way straight.
 */
export function placeMap(map: Results['map'], direction: 'LR' | 'TB'): PlacedMap {
  const graph = new Graph();
  graph.setGraph({
    rankdir: direction,
    ranker: 'tight-tree',
    nodesep: 22,
    ranksep: direction === 'LR' ? 34 : 26,
    edgesep: 14,
    marginx: 16,
    marginy: 16,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const n of map.nodes) graph.setNode(n.activity, { width: boxWidth, height: boxHeight });
  graph.setNode(startId, { width: dot, height: dot });
  graph.setNode(endId, { width: dot, height: dot });
  const most = Math.max(1, ...map.edges.map((e) => e.count ?? 0));
  for (const e of map.edges) {
    if (e.from !== e.to)
      graph.setEdge(e.from, e.to, { weight: 1 + Math.round((20 * (e.count ?? 0)) / most), ...room, labelpos: 'c' });
  }
  for (const activity of terminals(map, 'starts')) graph.setEdge(startId, activity, { weight: 1 });
  for (const activity of terminals(map, 'ends')) graph.setEdge(activity, endId, { weight: 0 });
  layout(graph);
  const size = graph.graph();
  return {
    width: size.width ?? 0,
    height: size.height ?? 0,
    nodes: graph.nodes().map((id) => {
      const n = graph.node(id);
      return { id, x: n.x ?? 0, y: n.y ?? 0, width: n.width, height: n.height };
    }),
    edges: graph.edges().map(({ v, w }) => ({ from: v, to: w, points: graph.edge(v, w).points ?? [] })),
  };
}

/** How long the arrowhead of a line is, always broader than the line itself. */
export function arrowSize(strokeWidth: number): number {
  return strokeWidth <= 2.5 ? 9 : strokeWidth <= 4.5 ? 13 : 18;
}

/** The points with the last one drawn back, so that an arrowhead that begins where the line ends points at its target. */
export function drawnBack(points: PlacedEdge['points'], by: number): PlacedEdge['points'] {
  const [last, before] = [points.at(-1), points.at(-2)];
  if (last === undefined || before === undefined) return points;
  const length = Math.hypot(last.x - before.x, last.y - before.y);
  if (length === 0) return points;
  const share = Math.max(0.1, 1 - by / length);
  const end = { x: before.x + (last.x - before.x) * share, y: before.y + (last.y - before.y) * share };
  return [...points.slice(0, -1), end];
}

/** A smooth line through the points that the layout gives: straight ends, rounded corners between. */
export function smoothPath(points: PlacedEdge['points']): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let d = `M${first.x.toFixed(1)},${first.y.toFixed(1)}`;
  for (let i = 0; i < rest.length; i++) {
    const p = rest[i]!;
    const next = rest[i + 1];
    if (next === undefined) d += `L${p.x.toFixed(1)},${p.y.toFixed(1)}`;
    else
      d += `Q${p.x.toFixed(1)},${p.y.toFixed(1)} ${((p.x + next.x) / 2).toFixed(1)},${((p.y + next.y) / 2).toFixed(1)}`;
  }
  return d;
}

/** Splits a name over at most two lines of a box. */
export function twoLines(name: string, width = 22): string[] {
  if (name.length <= width) return [name];
  const words = name.split(' ');
  let first = '';
  while (words.length > 0 && (first + words[0]).length <= width) first += `${words.shift()} `;
  if (first === '') return [`${name.slice(0, width - 1)}…`];
  const second = words.join(' ');
  return [first.trim(), second.length > width ? `${second.slice(0, width - 1)}…` : second];
}
