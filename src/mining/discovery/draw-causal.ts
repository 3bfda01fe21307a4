/** A causal net as a drawing of BPMN elements, laid out in layers from left to right (Sugiyama, by dagre). */
import { Graph, layout } from '@dagrejs/dagre';
import type { Binding, CausalNet } from './causal-net.ts';
import type { DrawnFlow, Shape } from './draw.ts';
import { SIZES } from './draw.ts';

interface Node {
  readonly id: string;
  readonly kind: Shape['kind'];
  readonly name: string;
}

/**
 * A step with several sets gets an exclusive gateway to choose between them; a set of several steps a parallel one to go
 * both ways; an arc that stands in several sets an exclusive one where these meet.
 */
export function drawCausal(net: CausalNet): {
  readonly shapes: readonly Shape[];
  readonly flows: readonly DrawnFlow[];
} {
  const nodes: Node[] = [];
  const pairs: [Node, Node][] = [];
  const put = (kind: Node['kind'], name = ''): Node => {
    const node = { id: `${kind}_${nodes.length + 1}`, kind, name };
    nodes.push(node);
    return node;
  };
  const steps = net.names.map((name, node) =>
    put(node === net.begin ? 'start' : node === net.end ? 'end' : 'task', name ?? ''),
  );
  const join = (from: Node, to: Node, forth: boolean) => pairs.push(forth ? [from, to] : [to, from]);
  /** What each arc of a step is joined to, on this side. */
  const side = (step: Node, bindings: readonly Binding[], forth: boolean): Map<number, Node> => {
    let root = step;
    if (bindings.length > 1) {
      root = put('exclusive');
      join(step, root, forth);
    }
    const ends = new Map<number, Node[]>();
    for (const { nodes: set } of bindings) {
      let hub = root;
      if (set.length > 1) {
        hub = put('parallel');
        join(root, hub, forth);
      }
      for (const other of set) ends.set(other, [...(ends.get(other) ?? []), hub]);
    }
    return new Map(
      [...ends].map(([other, hubs]) => {
        if (hubs.length === 1) return [other, hubs[0]!];
        const meet = put('exclusive');
        for (const hub of hubs) join(hub, meet, forth);
        return [other, meet];
      }),
    );
  };
  const out = steps.map((step, node) => side(step, net.out[node]!, true));
  const into = steps.map((step, node) => side(step, net.into[node]!, false));
  for (const [from, ends] of out.entries()) {
    for (const [to, hub] of ends) {
      const other = into[to]!.get(from);
      if (other !== undefined) pairs.push([hub, other]);
    }
  }
  return nodes.length > MOST_IN_LAYERS ? inColumns(nodes, pairs) : inLayers(nodes, pairs);
}

/** Beyond this many shapes the layers are worked out for minutes, in gigabytes, and nobody can follow a line anyway. */
const MOST_IN_LAYERS = 600;

/** By how many flows from the beginning a shape lies: quick, however large the model, with lines straight across. */
function inColumns(nodes: readonly Node[], pairs: readonly (readonly [Node, Node])[]) {
  const after = new Map<Node, Node[]>(nodes.map((node) => [node, []]));
  for (const [from, to] of pairs) after.get(from)!.push(to);
  const shapes = new Map<Node, Shape>();
  let column = nodes.filter(({ kind }) => kind === 'start');
  const left = new Set(nodes);
  for (let x = 150; left.size > 0; x += 160) {
    // What cannot be reached from the beginning is put last.
    if (column.length === 0) column = [...left];
    for (const node of column) left.delete(node);
    for (const [row, node] of column.entries()) {
      const [width, height] = SIZES[node.kind];
      shapes.set(node, { ...node, x: x + 50 - width / 2, y: 60 + row * 120 + 40 - height / 2, width, height });
    }
    column = [...new Set(column.flatMap((node) => after.get(node)!.filter((next) => left.has(next))))];
  }
  const flows = pairs.map(([one, other], i): DrawnFlow => {
    const [from, to] = [shapes.get(one)!, shapes.get(other)!];
    const points: DrawnFlow['points'] = [
      [from.x + from.width, from.y + from.height / 2],
      [to.x, to.y + to.height / 2],
    ];
    return { id: `flow_${i + 1}`, from, to, points };
  });
  return { shapes: nodes.map((node) => shapes.get(node)!), flows };
}

function inLayers(nodes: readonly Node[], pairs: readonly (readonly [Node, Node])[]) {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', acyclicer: 'greedy', nodesep: 40, ranksep: 60, marginx: 150, marginy: 60 });
  for (const { id, kind } of nodes) {
    const [width, height] = SIZES[kind];
    graph.setNode(id, { width, height });
  }
  for (const [i, [from, to]] of pairs.entries()) graph.setEdge(from.id, to.id, {}, `flow_${i + 1}`);
  layout(graph);
  // Lines of the layout may run above all shapes, beyond its margin.
  const lines = graph.edges().flatMap((edge) => (graph.edge(edge) as { points: { y: number }[] }).points);
  const down = Math.max(0, 60 - lines.reduce((least, { y }) => Math.min(least, y), 60));
  const shapes = new Map(
    nodes.map(({ id, kind, name }) => {
      const { x, y } = graph.node(id) as { x: number; y: number };
      const [width, height] = SIZES[kind];
      return [id, { id, kind, name, x: round(x - width / 2), y: round(y + down - height / 2), width, height }];
    }),
  );
  const flows = pairs.map(([from, to], i): DrawnFlow => {
    const id = `flow_${i + 1}`;
    const { points } = graph.edge(from.id, to.id, id) as { points: readonly { x: number; y: number }[] };
    const [one, other] = [shapes.get(from.id)!, shapes.get(to.id)!];
    const line = points.map(({ x, y }) => [round(x), round(y + down)] as const);
    // The layout ends lines at the box around a shape.
    line[0] = atEdge(one, line[1] ?? line[0]!);
    line[line.length - 1] = atEdge(other, line.at(-2) ?? line[0]!);
    return { id, from: one, to: other, points: line };
  });
  return { shapes: [...shapes.values()], flows };
}

/** Where a straight line towards `point` from the middle of a shape leaves it. */
function atEdge(shape: Shape, [px, py]: readonly [number, number]): readonly [number, number] {
  const [halfWidth, halfHeight] = [shape.width / 2, shape.height / 2];
  const [x, y] = [shape.x + halfWidth, shape.y + halfHeight];
  const [dx, dy] = [(px - x) / halfWidth, (py - y) / halfHeight];
  const isGateway = shape.kind === 'exclusive' || shape.kind === 'parallel';
  const isEvent = shape.kind === 'start' || shape.kind === 'end';
  const far = isGateway
    ? Math.abs(dx) + Math.abs(dy)
    : isEvent
      ? Math.hypot(dx, dy)
      : Math.max(Math.abs(dx), Math.abs(dy));
  return far === 0 ? [x, y] : [round(x + (px - x) / far), round(y + (py - y) / far)];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
