import { ok, type Result, refuse } from '#lib/result.ts';
import type { Arc, Net, NetNode } from './net.ts';
import type { Flow, Road, RoadNode } from './road.ts';

/** Why a road can't be travelled at all. What is merely unwise is a finding of `check.ts`. */
export type NetRefusal =
  | { readonly tag: 'no-start' }
  /** After an event-based gateway there must be events (or tasks that receive): else nothing could win the race. */
  | { readonly tag: 'race-without-event'; readonly node: string }
  /** A loop in which nobody does anything: the token would run in it for ever. */
  | { readonly tag: 'endless-loop'; readonly nodes: readonly string[] };

/** Compiles a road to a net for the token game (`play.ts`). */
export function compile(road: Road): Result<Net, NetRefusal> {
  const arcs = new Map<string, Arc>();
  const ins = new Map<string, string[]>();
  const outs = new Map<string, string[]>();
  const addArc = (flow: Pick<Flow, 'id' | 'from' | 'to' | 'isDefault'>, label: string) => {
    arcs.set(flow.id, { id: flow.id, from: flow.from, to: flow.to, label, isDefault: flow.isDefault });
    push(outs, flow.from, flow.id);
    push(ins, flow.to, flow.id);
  };
  const split = conditionalSplits(road);
  for (const flow of road.flows) {
    const from = split.has(flow.from) ? splitId(flow.from) : flow.from;
    addArc({ ...flow, from }, flow.name ?? flow.condition ?? '');
  }
  for (const id of split) addArc({ id: `${id}:out`, from: id, to: splitId(id), isDefault: false }, '');

  const nodes = new Map<string, NetNode>();
  const boundary = new Map<string, string[]>();
  for (const node of road.nodes) if (node.kind === 'boundary') push(boundary, node.attachedTo, node.id);
  const raced = racedNodes(road);
  for (const node of road.nodes) {
    const ways = { in: ins.get(node.id) ?? [], out: outs.get(node.id) ?? [], lane: node.lane };
    nodes.set(node.id, { ...netNode(node, boundary, raced), ...ways });
  }
  for (const id of split) {
    const ways = { in: [`${id}:out`], out: outs.get(splitId(id)) ?? [] };
    nodes.set(splitId(id), { id: splitId(id), name: '', does: 'inclusive', ...ways });
  }
  const starts = road.nodes.filter((n) => n.kind === 'start').map((n) => n.id);
  if (starts.length === 0) return refuse({ tag: 'no-start' });
  const net: Net = { nodes, arcs, starts };
  const race = [...nodes.values()].find((n) => n.does === 'race' && !n.out.every((a) => waitsForEvent(net, a)));
  if (race) return refuse({ tag: 'race-without-event', node: race.id });
  const loop = endlessLoop(net);
  return loop ? refuse({ tag: 'endless-loop', nodes: loop }) : ok(net);
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

const splitId = (id: string) => `${id}:split`;

/** Steps and events whose several ways out have conditions: BPMN means an inclusive split right after them (13.2.1). */
function conditionalSplits(road: Road): Set<string> {
  const gateways = new Set(road.nodes.filter((n) => isGateway(n)).map((n) => n.id));
  const count = new Map<string, number>();
  for (const f of road.flows) count.set(f.from, (count.get(f.from) ?? 0) + 1);
  const conditional = road.flows.filter((f) => f.condition !== undefined || f.isDefault);
  return new Set(conditional.map((f) => f.from).filter((id) => !gateways.has(id) && (count.get(id) ?? 0) > 1));
}

function isGateway(node: RoadNode): boolean {
  return ['exclusive', 'inclusive', 'parallel', 'event-based'].includes(node.kind);
}

/** The nodes that stand right after an event-based gateway. */
function racedNodes(road: Road): Set<string> {
  const races = new Set(road.nodes.filter((n) => n.kind === 'event-based').map((n) => n.id));
  return new Set(road.flows.filter((f) => races.has(f.from)).map((f) => f.to));
}

type Deed = Omit<NetNode, 'in' | 'out' | 'lane'>;

function netNode(node: RoadNode, boundary: Map<string, string[]>, raced: ReadonlySet<string>): Deed {
  const { id, name } = node;
  switch (node.kind) {
    case 'start':
      return { id, name, does: 'start', trigger: node.trigger };
    case 'end':
      return { id, name, does: 'end', outcome: node.outcome, terminates: node.terminates };
    case 'step':
      if (node.task === 'receive' && raced.has(id)) return { id, name, does: 'catch', trigger: 'message' };
      return { id, name, does: 'step', boundary: boundary.get(id) ?? [] };
    case 'exclusive':
    case 'inclusive':
    case 'parallel':
      return { id, name, does: node.kind };
    case 'event-based':
      return { id, name, does: 'race' };
    case 'catch':
      return { id, name, does: 'catch', trigger: node.trigger, after: node.after };
    case 'boundary': {
      const { trigger, after, attachedTo, interrupting } = node;
      return { id, name, does: 'catch', trigger, after, attachedTo, interrupting };
    }
    case 'milestone':
      return { id, name, does: 'pass' };
  }
}

function waitsForEvent(net: Net, arc: string): boolean {
  return net.nodes.get(net.arcs.get(arc)?.to ?? '')?.does === 'catch';
}

/** Does a token go on from here without anybody doing anything? */
function isAutomatic(node: NetNode): boolean {
  if (node.does === 'exclusive' || node.does === 'inclusive') return node.out.length < 2;
  return node.does === 'start' || node.does === 'pass' || node.does === 'parallel';
}

/** A cycle of automatic nodes, found depth first. */
function endlessLoop(net: Net): string[] | undefined {
  const done = new Set<string>();
  const onPath: string[] = [];
  const visit = (id: string): string[] | undefined => {
    const node = net.nodes.get(id);
    if (!node || done.has(id) || !isAutomatic(node)) return undefined;
    const at = onPath.indexOf(id);
    if (at >= 0) return onPath.slice(at);
    onPath.push(id);
    for (const arc of node.out) {
      const found = visit(net.arcs.get(arc)?.to ?? '');
      if (found) return found;
    }
    onPath.pop();
    done.add(id);
    return undefined;
  };
  for (const id of net.nodes.keys()) {
    const found = visit(id);
    if (found) return found;
  }
  return undefined;
}
