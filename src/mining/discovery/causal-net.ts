/**
 * Causal nets (W. van der Aalst, A. Adriansyah & B. van Dongen, "Causal Nets", CONCUR 2011): for each step the sets of steps
 * that together lead to it, and the sets that it leads to together, with how often each was seen.
 */
import type { Log } from '#mining/log/log.ts';
import type { Selection } from '#mining/log/selection.ts';
import type { DependencyOptions } from './dependency.ts';
import { dependencies, nodeTraces } from './dependency.ts';
import type { PetriNet, Transition } from './petri-net.ts';
import { sublogOf } from './sublog.ts';

/** A set of nodes, ascending, and in how many occurrences of the step it was this set. */
export interface Binding {
  readonly nodes: readonly number[];
  readonly count: number;
}

export interface CausalNet {
  /** By node: an activity's name; undefined for the beginning and the end of a case. */
  readonly names: readonly (string | undefined)[];
  readonly begin: number;
  readonly end: number;
  readonly into: readonly (readonly Binding[])[];
  readonly out: readonly (readonly Binding[])[];
}

/** A set seen less often than this share of the step's most frequent set is left out, where its arcs have others. */
const RARE = 0.05;

/**
 * The heuristics miner: tells the main ways through a log where single cases went astray. Deterministic. Unlike the
 * inductive miner's, its model needn't be sound: a case may come to stand still in it, so check it by `replay` or `align`.
 */
export function heuristicsMiner(log: Log, options: DependencyOptions = {}, selection?: Selection): CausalNet {
  const { sublog, names } = sublogOf(log, selection);
  const traces = nodeTraces(sublog);
  const graph = dependencies(traces, options);
  const into = graph.after.map(() => new Map<string, number>());
  const out = graph.after.map(() => new Map<string, number>());
  const causesOf = graph.before.map((causes) => new Set(causes));
  for (const [t, trace] of traces.traces.entries()) {
    const { causes, effects } = links(trace, causesOf);
    for (const [i, node] of trace.entries()) {
      gatherSet(into[node]!, causes[i]!, traces.weights[t]!);
      gatherSet(out[node]!, effects[i]!, traces.weights[t]!);
    }
  }
  return {
    names: [...graph.activities.map((code) => names[code]!), undefined, undefined],
    begin: graph.begin,
    end: graph.end,
    into: into.map(frequent),
    out: out.map(frequent),
  };
}

function gatherSet(into: Map<string, number>, nodes: readonly number[], weight: number): void {
  if (nodes.length === 0) return;
  const key = [...new Set(nodes)].sort((x, y) => x - y).join();
  into.set(key, (into.get(key) ?? 0) + weight);
}

/** Most frequent first; what is rare only where it has an arc that no more frequent set has. */
function frequent(sets: ReadonlyMap<string, number>): Binding[] {
  const all = [...sets].map(([key, count]) => ({ nodes: key.split(',').map(Number), count }));
  all.sort((one, other) => other.count - one.count || compareNodes(one.nodes, other.nodes));
  const most = all[0]?.count ?? 0;
  const covered = new Set<number>();
  return all.filter(({ nodes, count }) => {
    const kept = count >= RARE * most || nodes.some((node) => !covered.has(node));
    if (kept) for (const node of nodes) covered.add(node);
    return kept;
  });
}

function compareNodes(one: readonly number[], other: readonly number[]): number {
  for (let i = 0; i < Math.min(one.length, other.length); i++) if (one[i] !== other[i]) return one[i]! - other[i]!;
  return one.length - other.length;
}

/**
 * Which events of a trace led to which: of the steps that may lead to an event, the last one of each kind since that
 * event's own kind was last seen, but for those that led to it by way of a later one.
 */
function links(trace: readonly number[], causesOf: readonly ReadonlySet<number>[]) {
  const causes: number[][] = trace.map(() => []);
  const effects: number[][] = trace.map(() => []);
  const causePlaces: number[][] = trace.map(() => []);
  const last = new Map<number, number>();
  for (const [j, node] of trace.entries()) {
    const since = last.get(node) ?? -1;
    const may = causesOf[node]!;
    // A step may have a million causes, of which this case has met two.
    const met = may.size <= last.size ? [...may] : [...last.keys()].filter((cause) => may.has(cause));
    const places = met.flatMap((cause) => {
      const place = last.get(cause);
      return place !== undefined && place >= since ? [place] : [];
    });
    places.sort((one, other) => other - one);
    const behind = new Set<number>();
    for (const place of places) {
      if (behind.has(place)) continue;
      causes[j]!.push(trace[place]!);
      causePlaces[j]!.push(place);
      effects[place]!.push(node);
      addBehind(place, places.at(-1)!, causePlaces, behind);
    }
    last.set(node, j);
  }
  return { causes, effects };
}

/** The events that led to the one at `place`, as far back as `earliest`. */
function addBehind(place: number, earliest: number, causes: readonly (readonly number[])[], behind: Set<number>): void {
  const open = [place];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const cause of causes[at]!) {
      if (cause < earliest || behind.has(cause)) continue;
      behind.add(cause);
      open.push(cause);
    }
  }
}

/** The causal net as a Petri net: a place for each arc, a silent step for each set where a step has several. */
export function netOfCausal(net: CausalNet): PetriNet {
  const transitions: Transition[] = [];
  let places = 2;
  const size = net.names.length;
  const arcs = new Map<number, number>();
  const arc = (from: number, to: number) => {
    const known = arcs.get(from * size + to);
    if (known !== undefined) return known;
    arcs.set(from * size + to, places);
    return places++;
  };
  for (const [node, label] of net.names.entries()) {
    const into = net.into[node]!.map(({ nodes }) => nodes.map((from) => arc(from, node)));
    const out = net.out[node]!.map(({ nodes }) => nodes.map((to) => arc(node, to)));
    let inputs = node === net.begin ? [0] : into[0];
    let outputs = node === net.end ? [1] : out[0];
    if (inputs === undefined || outputs === undefined) continue;
    if (into.length > 1) {
      const ready = places++;
      for (const set of into) transitions.push({ label: undefined, inputs: set, outputs: [ready] });
      inputs = [ready];
    }
    if (out.length > 1) {
      const done = places++;
      for (const set of out) transitions.push({ label: undefined, inputs: [done], outputs: set });
      outputs = [done];
    }
    transitions.push({ label, inputs, outputs });
  }
  const marked = (at: number) => Array.from({ length: places }, (_, place) => (place === at ? 1 : 0));
  return { places, transitions, initial: marked(0), final: marked(1) };
}

/** The causal net as others may read it: by name, with the beginning and the end of a case as `null`. */
export function causalSummary(net: CausalNet) {
  const name = (node: number) => net.names[node] ?? null;
  const sets = (bindings: readonly Binding[]) =>
    bindings.map(({ nodes, count }) => ({ activities: nodes.map(name), count }));
  return net.names.map((activity, node) => ({
    activity: activity ?? null,
    stands: node === net.begin ? 'beginning' : node === net.end ? 'end' : 'activity',
    from: sets(net.into[node]!),
    to: sets(net.out[node]!),
  }));
}
